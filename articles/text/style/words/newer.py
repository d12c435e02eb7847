"""Words that the list of ``lexicon`` is too old or too American for: of networks, money, sport, kitchens, clinics, and
of the English of Scotland, Ireland, India and Australia. What ends in "s" is known by what stands before it.
"""

_LIST = """
    abaya addons adhd adware aeropress affogato afrobeat aggregator agrifood agritech agrivoltaics agroforestry
    agtech alderperson algos allrounder alprazolam altcoin annum antivax antivaxxer app applique apps arancini
    astroturfing attache australopithecine autorickshaw bachata backbencher backend bailin bandh bankrolled barista
    beatbox beedi benzodiazepine bibimbap bidi bilbies bilby bingewatch bingewatching biodiesel biofuel biomethane
    biosimilar biphobia biryani bitcoin blase blazar bleh blockchain blog blogger blogging blogosphere bodhran bogan
    bombogenesis botnet bouldering boxset brexit brexiteer britpop brothy bruh brulee brumbies bruschetta bulgogi
    buprenorphine burka burkini burqa burrata buyside byelection cafe camogie campervan campylobacter canape captcha
    carb carbs cardiomyopathy carveout cashflow catfished catfishing catflap cava cavapoo cavolo ceviche
    chargesheeted chatbot childcare chipotle ciabatta cisgender citalopram citywide clampdown cleantech cliche
    clickbait cockapoo colcannon collateralised collateralized colonoscopy commods comorbidities comorbidity
    compostable conmen consomme coronavirus cortado cortege cosplay cosplayer cosplaying covid creche crispr
    crorepati crossbench crossbencher crowdfund crowdfunder crowdfunding crowdsource crowdsourced crowdsourcing
    crowdsurfed crypto cryptocurrencies cryptocurrency cryptosporidium cubesat cuckooing cueist currach cyclocross
    cyclogenesis daal darknet darkweb debutant decarbonisation decarbonization deepfake defenceman defenseman defi
    defib deleverage delist delisted demutualise demutualised denisovan deplatform derecho devolved dezinformatsia
    dhaba diegetic divorcee dlrs docuseries dogwalker domestique doner doomscrolling doosra dosa doula doxx doxxed
    doxxing dramedy drawdowns dreich droning duathlon dubstep dunny dyspraxia dyspraxic ebike ebook echocardiogram
    edamame edtech electronica emigre emoji enablement endoscopies entree epigenetic ereader escooter eskies esky
    esports estopped estoppel europhile euros eurozone exoplanet extranet facade fatwa femicide fentanyl fete fiance
    fiancee fibromyalgia fintech firie flambe flexitarian fluoxetine flyhalf flytip flytipped flytipper flytipping
    fracking frappe freemium freightliner frontbencher frontline frontliner frontman furlough futsal gabapentin
    gameplay gamification gamified gamify gardai gaslighting gastropub gaveled gelato geofence geofencing
    geolocation geotag geotagged gherao gifs gimmer glace glamped glamping glioblastoma glyphosate gmos grandkid
    greenlit gyoza habanero haboob hacktivism hacktivist halal halloumi harissa hashtag hattrick hawala hijab hodl
    hogget holi homebuilder homeschooled hominin hotdesk hotdesking hotspot http https hydrocodone
    hydroxychloroquine idli iftar immersive immunocompromised immunosuppressed influencer inkjet insurtech intraday
    intubated intubation ironman islamophobia islamophobic ivermectin jackaroo jalapeno jalfrezi jihadi jihadism
    jihadist jillaroo jobcentre jobseeker jour kameez karateka katsu keirin ketamine keto keylogger kippah kirana
    kitesurfer kleptocracy kleptocrat kombucha kpop kurta labradoodle laksa laverbread leggie legionella legspin
    legspinner lehenga lineout liraglutide listicle litterpicker livestream livestreamed livestreamer livestreaming
    lochan lockdown logout loonie macchiato madrasa madrassa maglev magnetar majeure malware mandir manga mansplain
    mansplaining masala mascarpone matcha matchday matinee medallist medtech melas melee meme memed meningococcal
    mesothelioma metaverse metformin methylphenidate mezcal microblog microloan midterm mifepristone misgender
    misgendered misgendering misoprostol mixtape mln mockumentary modafinil monkeypox moshpit mpox mrna muling
    multiplayer multiyear naloxone naltrexone nanometre nanoplastics nanosatellite nanoscale naproxen navratri naxal
    naxalite nearshoring neeps negroni neobank neocon neonicotinoid nephrology netballer netminder neuroblastoma
    nfts nimbyism niqab nivolumab nori norovirus notifs nowcast nowcasting numpty oche offline offseason offshoring
    offspin offspinner olds ombudswoman onboard onboarding onshoring organoid outgun outgunned outre outshot
    oxycodone ozempic paan paceman pacemen paddleboarder padel pakora paleo pancetta panchayat paneer panini
    pansexual parkour parkrun passe patwari paywall paywalled pct peatland peloton pembrolizumab perimenopausal
    perimenopause pescatarian peshmerga phishing pickpocketing podcast podcaster podcasting potlatch poutine
    pregabalin prepper preppers prequel progestogen proptech protege proteomics puja quadcopter quango qubit quinoa
    quokka railcar raita ramping ransomware reais rebounder reggaeton regtech rehome remainer remdesivir remoaner
    renationalisation renationalise rendang repo reprivatise reskill retracement retrousse retweet reusability
    rewild rewilded risque rivaroxaban roadmap rollout romanesco romcom roti rouble roubles roue ruble rubles sabha
    saltmarsh saltmarshes salwar sarpanch sashimi saute sauteed scaffolder scammer schoolers scunnered seagrass
    seamer seance securitisation securitised selfie semaglutide seroprevalence sertraline setlist sexted sexting
    sextortion sharia shawarma shearling sherwani shortseller showjumper showrunner signup siloviki sliotar
    smartphone smirr smishing snowplough soiree souffle souvlaki spad spearphishing speedrun spikey spyware sriracha
    staffie statin staycation stented stenting stepdad stepmum stramash stushie subreddit sudoku suhoor superpac
    swachh taekwondo tagine takfiri taluka tanaiste taoiseach tased taser tasered tech tehsil tehsildar telecom
    telecoms temazepam teqball thalassaemia thrombectomy tieup tikka tocilizumab tokenisation tokenised tokenization
    tokenized toonie touche tourette trackbed trackpad tradie tramadol transmissibility trastuzumab triaged
    trippiest trippy tsunami tuktuk tup tupped tupping turntablist tweet twitcher twoc twocking tzatziki udon ulez
    umami undrawn unfollow unfriend unsworn upcycle upskill upskilled upskilling upskirted upskirting vaisakhi vape
    vaping veganuary versa vindaloo vishing vlog vlogger vlogging walkoff webcam webinar weblog webpage wegovy
    whataboutery wheesht whistleblower wicketkeeper wideout wifi wokery workaround writedown writeoff xanax yatra
    yimby zika zoomer
"""
WORDS = frozenset(_LIST.split())
