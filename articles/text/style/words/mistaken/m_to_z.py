"""Rows of the words from M to Z that are taken for others, see the room's door."""

ROWS = """
mane>main | | reason, road, street, course, attraction, aim, entrance, building, stand, concern, opposition, problem
main>mane | lion's, horse's | ., and
maybe>may be | it, he, she, they, there, that, this, which, who, we, you, and | able, possible, forced, used,
    needed, asked, required, eligible, entitled, liable, due, charged, called, unable
marshal>martial | court |
marshal>martial | | law, arts, art
martial>marshal | field, fire, air, sky, grand |
medal>meddle | to, will, not, should | in, with
metal>medal, metals>medals | gold, silver, bronze | ., winner, winners, match, at, for, hopes, hope
metal>mettle | test his, test her, test their, tested his, tested her, tested their, proved his, proved her, proved
    their, show his, show her, show their, showed his, showed her, showed their, shown their, prove their, prove his
    |
meted>met, metered>meted | | out
meat>meet | to, will, would, could, must, should | the, with, his, her, them, again, demand, targets, at, in
miner>minor | | injury, injuries, offence, offences, offense, offenses, damage, league, change, changes, role,
    delays, repairs, party, parties, problem, problems, surgery, accident
minor>miner | coal, gold, tin, copper, diamond |
moral>morale | staff, team, troop, low, boost, boosted, raise, sapped, squad, lift, lifted, dented, improve, player,
    army | ., is, was, in, at, among, has, had, after, with, within, by, ahead, before
morale>moral | | high ground, victory, compass, obligation, duty, values, standards, dilemma, authority, courage,
    panic, support
morning>mourning | day of, days of, period of, week of, weeks of, national, of national, of public, state of | .,
    for, after, in
manger>manager | the, team, club, his, their, former, project, football, general, assistant, sales | said, told,
    says, has, of
meat>meet | teams, sides, they | in, on, at, again
naval>navel | | gazing, orange, oranges, piercing
navel>naval | | base, officer, ship, ships, fleet, battle, exercise, exercises, force, forces, academy
ordinance>ordnance | unexploded, explosive |
ordinance>ordnance | | survey
ordnance>ordinance | city, local, zoning, county, noise |
palette>palate | cleft, sophisticated, refined, cleanse the |
palate>palette, pallet>palette | colour, color, artist's |
palettes>pallets | wooden |
passed>past | half, quarter | one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, the hour
passed>past | the | few, two, three, year, week, month, decade, century, season, weekend, five, six, ten
passed>past | | its best, his best, her best, their best, its prime, his prime, her prime, their prime, its sell-by,
    their sell-by
past>passed | has, have, had, having, has now, has since, since | away, all, by, his, her, its, from, through, into,
    over, without, legislation, judgment, sentence, the, a, an
past>passed | was, were, been, being, be | unanimously, by mps, by parliament, by congress, by the house, by the
    senate, into law
patience>patients | cancer, hospital, elderly, hospice, nhs, treating, treated, covid | ., were, are, have, had,
    with, who, in, at
patients>patience | lost, losing, lose, loses, out of, running out of | with
peace>piece | a, every, another, the last, each, last | of the puzzle, of the jigsaw, of the action, of advice, of
    cake, of land, of legislation, of work, of music, of history, of paper, of equipment, of jewellery, of art
piece>peace | | talks, treaty, process, accord, envoy, prize, negotiations, activist, activists, campaigner,
    campaigners, deal
peak>peek | sneak, a sneak |
peek>peak | | hour, hours, time, season, condition, fitness, form, demand
pedalling>peddling, pedaling>peddling | | drugs, lies, myths, misinformation, cocaine, heroin, influence,
    conspiracy, fake
peddled>pedalled, peddling>pedalling | | off, furiously, home, through, uphill, up, along, hard, past
personal>personnel | military, police, security, medical, emergency, service, navy, ambulance, rescue, naval,
    trained, army | ., were, are, was, have, had, in, at, on, from, who, to, carrier, carriers
personnel>personal | | best, life, lives, reasons, belongings, injury, trainer, hygiene, opinion, use
phased>fazed | not, never, hardly, barely, seemed, looked, least, n't, not be, seem | ., by
plain>plane | | crash, crashed, ticket, tickets, landed, journey
plane>plain | | sailing, clothes, speaking, truth, talking, packaging
poles>polls | the, opinion, exit, recent | open, opened, close, closed, show, showed, suggest, suggested, put
pole>poll | opinion, exit, straw, telephone, online |
poll>pole | | position, vaulter, vault, dancer, dancing
poll>pole | flag, tent, totem, fishing, lamp, telegraph |
populace>populous | most, more, least, densely |
populous>populace | the, general, local | ., is, was, are, to, in
poured>pored, pours>pores, pouring>poring | | over the data, over the documents, over documents, over the papers,
    over the figures, over the files, over the books, over the report, over the evidence, over the records, over
    maps, over the map, over the footage, over footage, over the results, over the accounts, over every, over
    thousands, over hundreds, over cctv
pored>poured, poring>pouring | | into, out, down, scorn, cold, water, money, petrol, rain, with rain
pray>prey | fall, fell, fallen, falls, falling, bird of, birds of |
praying>preying, prays>preys, prayed>preyed | | on the, on elderly, on vulnerable, on young, on women, on children,
    on people, on fears, on tourists
preying>praying | | for, that
preceded>proceeded | | to give, to take, to tell, to make, to ask, to say, to attack, to hit, to drive, to win
proceeded>preceded | was, were, been, be, is, are | by
premiere>premier | | league, division, inn
premier>premiere | world, film, film's, movie, red-carpet, gala |
principal>principle | matter of, point of, man of, woman of, question of, in, on, guiding, basic, fundamental, issue
    of, people of, agreed in | ., that, of, to, but, with, and, he, she, they
principals>principles | first, basic, core, guiding, founding, moral, democratic, christian, fundamental, his,
    their, of | ., of, and, that
principle>principal | school, school's, college, college's, academy, academy's, vice, deputy, assistant, former,
    new, retired | !of, that, behind
principle>principal | | reason, reasons, source, sources, cause, causes, dancer, dancers, owner, owners, residence,
    conductor, shareholder, shareholders, character, characters, architect, architects, author, photography,
    beneficiary, secretary, guest, investigator, concern, aim, objective, purpose, role, exporter, town, city, crop,
    crops, witness, suspect, rival, opponent, creditor, lender, backer, sponsor, partner, adviser, speaker,
    violinist, horn, engineer, officer, teacher
profit>prophet | | muhammad, mohammed, isaiah, of doom
prophet>profit, prophets>profits | net, gross, pre-tax, annual, operating, quarterly |
prostrate>prostate | | cancer, gland, exam, problems, surgery, test, tests
prostate>prostrate | lay, lie, lies, lying |
pubic>public | | inquiry, library, school, schools, opinion, sector, transport, interest, health, meeting, money,
    service, services, house, houses, spending, consultation, hearing, safety, works, relations
queue>cue | right on, on, took his, took her, took their, snooker | ., from, tip
quiet>quite | a, the, is, was, are, were, be, it's, not, had, has | a few, a bit, a lot, a while, different, simply,
    frankly, rightly, likely, possibly, literally, rare, difficult, sure, surprised
quit>quite | | a few, a bit, a lot, a while, often, simply, frankly, different, likely
quite>quiet | very, fairly, relatively, eerily, unusually, remained, stayed, kept, keep, peace and | ., about, on,
    over
raised>razed | | to the ground
rapped>wrapped | | in, up
reeked>wreaked, reeking>wreaking, reek>wreak, wreck>wreak, wrecked>wreaked, wrecking>wreaking, wrecks>wreaks | |
    havoc, revenge
reign>rein | | in the, in spending, in costs, in its, in his, in her, in their, in inflation, back
reign>rein | free, full, tight | !of
reigns>reins | take the, takes the, took the, taken the, taking the, hand the, handed the, hold the, holding the,
    take over the, handed over the, took over the |
reining>reigning | | champion, champions, monarch, title, world, olympic
rein>reign | king's, queen's, during his, during her, his, her | of, as king, as queen, as champion
residence>residents | local, angry, nearby, elderly, village, evacuated | say, said, have, were, are, fear, who,
    complained, told
residents>residence | official, taken up, took up, taking up, halls of, artist in, poet in, writer in |
rest>wrest | to, will, could | control, power, the title, the initiative
right>rite, rights>rites | funeral | !to
right>rite | a | of passage for, of passage into
rights>rites | last | .
role>roll | to, will, would, must | out, over, up
role>roll | electoral, toilet, honour, swiss, drum, sausage, bread, payroll |
role>roll | | call, of honour, of honor, of the dice
roll>role | leading, key, starring, major, crucial, important, active, supporting, vital, central, prominent |
    !call, out, over, neck, on
roll>role | | model, models
root>route | bus, trade, escape, flight, parade, en, cycle, supply |
route>root | | cause, causes, vegetable, vegetables, canal, of the problem, of all evil
serial>cereal | breakfast |
sale>sail | set, sets, setting | ., for, on, from, to, across, into
scent>sent | was, were, been, he, she, has, have, had, being, police | to, off, out, home, back, from, him, her,
    into
seam>seem | it, they, does, did, would, may, might, things, you | to, that, like, likely, unlikely
serge>surge | power, storm, sudden, tidal, late, huge, sharp | ., in, of
sewing>sowing, sewn>sown, sewed>sowed, sew>sow | | the seeds, seeds, division, doubt, doubts, discord, confusion,
    fear, chaos
shear>sheer | | size, scale, number, numbers, weight, volume, joy, luck, force, determination, bloody, will,
    delight, amount, hard, brilliance, terror, magnitude, complexity, cost, panic, effort, fun, stupidity,
    incompetence, desperation
sight>site | building, construction, heritage, camp, crash, caravan, landfill, bomb, burial, industrial | !of, lines
site>sight | at first, lose, lost, losing, caught, sorry, in plain | ., of
sighted>cited, sighting>citing, siting>citing | | concerns, evidence, figures, personal reasons, health reasons, a
    lack, sources
sink>sync | in, out of, lip | ., with
slight>sleight | | of hand
soar>sore | | throat, throats, loser, point, thumb, losers
soring>soaring | |
soul>sole | | survivor, survivors, owner, trader, purpose, reason, responsibility, heir, charge, custody, agent,
    aim, bidder
stake>steak | rump, sirloin, fillet, rib-eye, ribeye, tuna, grilled |
stares>stairs | flight of, the | ., to, and
stationary>stationery | office, school, headed, wedding, writing | .
stationary>stationery | | shop, shops, store, stores, supplies, supplier, retailer, cupboard, firm, order, cabinet,
    company
stationery>stationary | | car, cars, vehicle, vehicles, lorry, bus, train, coach, truck, tram, van, vans, traffic,
    taxi, bicycle, front, object, target, queue, aircraft, plane, ship, boat, position, trailer, tractor, ambulance,
    caravan, engine
stationery>stationary | remained, stayed, left, was, were, stood, is, been, be | ., at, for, when, in, on, while
steak>stake | at, majority, minority, controlling, per cent, percent, equity | ., in
steal>steel | | mill, mills, works, plant, plants, industry, girder, girders, beam, beams, frame, tariffs, exports,
    imports, output, production, producers, maker, makers
steel>steal | to, will, would, could, can, not | the show, the money, the limelight, the cash, the headlines, the
    jewels, the crown, the election, the car, the lead, from, cars, money, cash, food, a march, a car, a point, a
    win
storeys>stories | | about, of how
straights>straits | dire |
straight>strait, straights>straits | | of gibraltar, of hormuz, of malacca, of dover
sure>shore | | up the, up its, up his, up their, up support, up confidence, up a, up our, up finances, up defences
suite>suit | follow, followed, follows, wet, pinstripe, trouser, libel |
suit>suite | honeymoon, hotel, bridal, penthouse, presidential |
summary>summery | | weather, dress, dresses, evening
shear>sheer | | drop, cliff, cliffs, rock, face, wall
sited>cited | | personal reasons, health reasons, family reasons, concerns, evidence, a lack, figures, sources
tact>tack | different, new, change, changed, changing | ., and, by, in, on, when, after
tail>tale | fairy, cautionary, sorry, old wives |
tale>tail | | end, light, lights, wind, fin, feathers
taught>taut | pulled, stretched, drawn |
team>teem, teamed>teemed, teaming>teeming | | with rain, with life, with fish, with wildlife, with tourists, with
    rats
tenant>tenet, tenants>tenets | central, basic, core, key, fundamental, main, the | of faith, of islam, of
    christianity, of democracy, of journalism, of law, of belief, of capitalism, of the faith, of his faith, of her
    faith, of their faith
threw>through | went, go, going, gone, came, come, got, getting, passed, drove, walked, ran, broke, cut, half-way,
    halfway, put, straight, fell, been, pushed, lived | the, a, an, to, his, her, their, its
through>threw | he, she, they, who, protesters, rioters, fans | a punch, a stone, a brick, a bottle, a ball, a
    party, a grenade, a tantrum, stones, bricks, bottles, himself, away, out the, rocks, missiles, eggs, petrol
throws>throes | in the, death, last, final | of
tied>tide | rising, high, low, incoming, stem the, turn the, turned the | ., of, and, was
tow>toe | to, not, must, will, should, would | the line, the party line
tow>toe, towed>toed, towing>toeing | | the party line
troop>troupe | dance, theatre, theater, circus, comedy, ballet, acrobatic |
undo>undue | no, an, any, put, under, without, cause, caused, causing, of, with, and, such | pressure, influence,
    haste, delay, stress, hardship, risk, burden, attention, harm, distress, weight, force, concern
vain>vein, vane>vein | similar, same, jugular, varicose |
vein>vain | in | ., to, for, hope
vein>vane, vain>vane | weather, wind |
vial>vile | | abuse, crime, man, attack, behaviour, behavior, comments
vale>veil | | of secrecy, of silence
viscous>vicious | | attack, circle, cycle, assault, dog, dogs, rumour, rumours, crime, murder, fight
whole>hole | black, bullet, water, pot, ozone, drilled a, a gaping | ., in, through
wholly>holy | | land, war, grail, week, book, communion, trinity, spirit, ghost
waist>waste | | of time, of money, of space, of public, of taxpayers, of resources, management, disposal, collection
waited>weighted | | average, towards, in favour
waived>waved, waiving>waving | | at, goodbye, flags, flag, placards, banners, to the, his arms, her arms, their
    arms, a flag
wave>waive, waves>waives, waved>waived, waving>waiving | | the fee, the fees, the charge, the charges, the right,
    the requirement, the rules, the fine, the fines, his right, her right, their right, his rights, her rights,
    anonymity
wander>wonder | i, no, small, we, little, you, makes you, made me | why, how, if, whether, what, who, that
wandered>wondered | | why, how, if, whether, aloud
wondered>wandered, wondering>wandering | | the streets, the corridors, off, aimlessly, around the, through the, into
    the
way>weigh, ways>weighs, wayed>weighed | | in at, heavily
weak>week | last, every, per, once a, twice a, earlier this, later this, the following, previous, each | ., in, of,
    at, on, that, when, after, before, by, for, to, with
week>weak | too, very, so, relatively, remains, remained, looked, looks, extremely, increasingly | ., to, and,
    demand, for, but
weather>whether | | or not
weather>whether | decide, decided, deciding, consider, considering, know, ask, asked, wonder, wondered, question,
    sure, determine, unclear, clear, matter, of, on | to, they, he, she, it, there, a
whether>weather | the, bad, poor, severe, adverse, cold, hot, wet, winter, good, freezing, extreme, stormy, our
    | conditions, forecast, forecasts, forecaster, forecasters, warning, warnings, system, systems, pattern,
    patterns
weight>wait | long, longer, had to, have to, must, cannot | ., for, until, till, and see
wait>weight | lose, lost, losing, gain, gained, gaining, put on, body, excess, birth |
wet>whet, wetted>whetted, wets>whets, wetting>whetting | | the appetite, appetites, his appetite, her appetite,
    their appetite, your appetite, our appetite
worst>worse | | than
worse>worst | the | ever, in years, in decades, in history, in the world, affected, hit, possible, offenders, case,
    nightmare
yoke>yolk | egg |
yolk>yoke | the | of oppression, of tyranny, of colonial, of slavery
"""
