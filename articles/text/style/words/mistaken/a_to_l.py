"""Rows of the words from A to L that are taken for others, see the room's door."""

ROWS = """
accept>except | all | two, three, four, five, one of
accept>except | everyone, everybody, everything, nothing, nobody, none, no one, anyone | for, two, three, one of,
    when
advise>advice | legal, medical, financial, professional, expert, bad, good, sound, independent, scientific, tax,
    career, travel, safety, the, his, her, their, its, my, our, your, official, practical, wise, poor, seek, sought,
    give, gave, take, took, offer, offered, of, without |
advice>advise | to, will, would, can, could, should, must, not, strongly | people, residents, motorists, drivers,
    patients, parents, customers, anyone, him, her, them, you, us, clients, passengers, voters, investors, visitors,
    caution
adverse>averse | not, is, was, are, were, be, been, risk | to
averse>adverse | | weather, effect, effects, conditions, impact, publicity, reaction, consequences
allowed>aloud | read, reading, wondered, thinking | ., whether, why, from
alluded>eluded | | capture, police, arrest, him, her, them
allusion>illusion | optical, under the | of, that, .
allusions>illusions | optical, no, under no |
aloud>allowed | is, was, are, were, be, been, not, being | to, out, into
alter>altar | the, high, stone, marble, wooden, side, main, sacrificial | !ego, egos
alter>altar | | boy, boys, cloth, cloths, rail, server, servers
alters>altars | the, side, stone, household |
altar>alter | to, will, would, could, may, might, not, cannot, should, must | the, his, her, their, its, any, our,
    course
apart>a part | | of the, of a, of his, of her, of their, of this, of our, of it, of its
appraised>apprised | | of
bale>bail | on, granted, refused, denied, police, conditional, unconditional, posted, jumped | ., until, by, to,
    pending, and, at, after, hearing
bare>bear | to, will, would, could, not, must, can, cannot | the brunt, the cost, the costs, the burden, the scars,
    the blame, the loss, the thought, the title, the name, the sight, with, a grudge, grudges, up, much, any, no
bares>bears | | the scars, the brunt, the hallmarks, the cost, the name, the burden, witness, fruit, in mind, no,
    little
bear>bare | | minimum, essentials, necessities
bear>bare | his, her, their | hands, feet, chest
bazaar>bizarre | | incident, behaviour, behavior, case, twist, accident, scenes, story, situation, events, claim,
    claims, series, decision, coincidence, circumstances
berth>birth | | rate, rates, certificate, certificates, control, weight, mother, defects, of his, of her, of their
berth>birth | gave, give, gives, giving, given, date of, place of |
birth>berth | final, semi-final, playoff, play-off, wide | ., in, for, with, at, by, after
born>borne | has, have, had | the, out, fruit, witness, in mind, responsibility
breach>breech | | birth, baby, delivery
breech>breach | in, security, data, alleged, contract, serious | .
breech>breach | | of contract, of the, of trust, of his, of her, of its, of their, of rules, of conduct, of privacy
breeched>breached, playwrite>playwright, copywrite>copyright, canvased>canvassed, canvasing>canvassing,
    court-marshalled>court-martialled, deep-seeded>deep-seated, sored>soared, faired>fared, unphased>unfazed | |
break>brake | hand, foot, parking, disc | !in
break>brake | | pad, pads, light, lights, fluid, pedal, lining, disc, discs, horsepower
breaks>brakes | hit the, hits the, slammed the, slammed on the, slam on the, applied the, apply the, put the, jammed
    on the, his car's, the car's, faulty, worn, disc, air, hit his, hit her |
breaks>brakes | | failed, fail, failing, squealed, screeched, locked
breaking>braking | | distance, distances, system, systems
brake>break | lunch, coffee, tea, summer, prison, career, lucky, clean, tie, weekend, half-time, commercial | !pad,
    pads, light, lights, fluid, failure, pedal
brake>break, brakes>breaks | | the law, the news, the silence, the deadlock, the rules, the ice, the record, the
    mould, the world record, new ground, records, ranks
bridle>bridal | | gown, party, shower, suite, wear, shop, dress, veil, bouquet
bridal>bridle | | path, paths, way
broach>brooch | diamond, gold, silver, pearl, antique, jewelled |
brooch>broach | | the subject, the topic, the issue, the matter
brake>break | a | in the case, from, in the weather, in play
bare>bear | could not, cannot, to, can't, couldn't | to
canon>cannon, canons>cannons | water, loose |
cannon>canon | | law
canvas>canvass | to, will, would, not, they, we | opinion, opinions, support, votes, voters, views, for, residents
canvass>canvas | oil on, blank, white, on, acrylic on | ., bag, bags, tent, tents, shoes, by, of
cereal>serial | | killer, killers, number, numbers, offender, offenders, rapist, murderer
chord>cord, chords>cords | spinal, umbilical, vocal |
cord>chord | struck a, strike a, strikes a, the right |
coarse>course | golf, race, training, crash, collision, degree, obstacle, in due, assault |
coarse>course | of | ., he, she, it, they, we, the
course>coarse | | fishing, sandpaper
complement>compliment | a, the, huge, biggest, nicest, great, backhanded, as a | ., from, when, that, by, paid
complementary>complimentary | | ticket, tickets, drink, drinks, breakfast, copy, copies, bottle, wine, champagne,
    about
complimentary>complementary | | medicine, medicines, therapy, therapies, therapist, therapists, colours, colors,
    skills
compliment>complement | | each other, of staff, of players, of crew, of officers
compliment>complement | to, will, would, perfectly | the existing, the dish, the food, the menu, the wine, existing
complemented>complimented | | him on, her on, them on, the staff, the team on, the players on, the chef on
confidant>confident | is, was, are, were, be, been, feel, felt, very, quietly, more, remains, remained | that, of,
    about, he, she, it, they, we, enough
council>counsel | queen's, king's, prosecuting, opposing, legal |
councillor>counsellor, councillors>counsellors | marriage, debt, bereavement, grief, guidance, relationship,
    addiction |
counsellor>councillor, counsellors>councillors | town, city, parish, county, district, borough, ward, labour, tory |
counsel>council | town, city, parish, county, district, local, borough | house, houses, housing, tax, estate,
    meeting, leader, leaders, chamber, worker, workers, officials, voted, planners
cue>queue | jump the, jumped the, jumping the, back of the, front of the, stood in the, stood in a |
currant>current | | account, affairs, prime, president, season, system, champion, climate, situation, law, rate,
    owner, chairman, economic, holder, government, level
current>currant | | bun, buns, jelly
court>caught | was, were, been, be, got, get | red-handed, up, out, speeding, stealing, off, cheating, between,
    short
counsel>council | | voted, housing, tax, estate, estates
compliment>complement | to, will, would | his collection, her collection, the collection, the range, your, each
    other
decent>descent | african, asian, irish, indian, italian, jamaican, scottish, pakistani, jewish, steep, rapid | .,
    into, from, to, who, and
descent>decent | | living, wage, wages, housing, homes, people, job, jobs, man, pay, chance, standard, meal, burial
desserts>deserts | got his just, got her just, got their just, get his just, get her just, get their just |
desert>dessert | for, chocolate, lemon, fruit, favourite, favorite, delicious, creamy, sticky, after | ., menu,
    wine, wines, trolley, spoon, course
diffuse>defuse, diffused>defused, diffusing>defusing | | the situation, the bomb, the tension, tension, tensions,
    the row, the crisis, the device, the threat, the conflict, the standoff, the stand-off, a bomb, a row, a
    situation, a crisis
discreet>discrete | | unit, units, parts, groups, sections, stages, entities, categories, elements, components,
    phases
discrete>discreet | very, more, be, remain, remained, stay, most | ., about, with
died>dyed | | his hair, her hair, their hair, his beard
dyed>died | he, she, they, who, people, men, women, children, father, mother, wife, husband | of, in, at, after,
    from, on, when, aged, suddenly, yesterday, last, instantly, peacefully
dying>dyeing | | his hair, her hair, their hair, his beard
dual>duel | title, fierce, penalty, sword | ., with, between, against
duel>dual | | carriageway, carriageways, nationality, citizenship, role, purpose, control, controls, national,
    nationals
dependant>dependent | | on, upon
desserts>deserts | his just, her just, their just, its just | ., for, when, after
eluded>alluded | | to
elicit>illicit | the, of, their, his, in, an, for, and, selling, using | drug, drugs, substance, substances, affair,
    affairs, trade, goods, arms, cigarettes, alcohol, tobacco, activity, activities, relationship, cash, weapons,
    gains
eminent>imminent | | danger, threat, risk, collapse, attack, death, arrest, arrival, departure, closure, invasion
ensured>insured | is, was, were, be, been, are, fully, not | against
everyday>every day | | ., since, until
except>accept | to, will, would, could, should, must, may, might, cannot, did not, do not, does not, will not, would
    not, could not, refused to | the, a, an, any, his, her, their, its, our, responsibility, blame, bribes, cash,
    cards, nothing
excepted>accepted | has, have, had, he, she, they, court, board, club, company | the, a, an, his, her, their, its,
    responsibility, that
excepting>accepting | of, by, for, to, is, was, are, were, before, after, without | the, a, an, bribes,
    responsibility, cash, money, gifts, that
fair>fare, fairs>fares | bus, train, taxi, rail, air, cab, ferry, tube, metro | ., dodger, dodgers, rise, rises,
    increase, increases, evasion, to, from, hike, hikes, for, was, is, were, are, by, and
fare>fair | | play, trade, trial, share, enough, hearing, deal, elections
feat>feet | two, three, four, five, six, seven, eight, ten, twelve, hundred, thousand, square, cubic | ., tall,
    high, long, wide, deep, above, below, of, in, and, from, away
feet>feat | remarkable, rare, no mean, no small, incredible, amazing, impressive, extraordinary, engineering | .,
    of, for, that, in, to, when, by
flaunt>flout, flaunts>flouts, flaunted>flouted, flaunting>flouting | | {law}
flouted>flaunted, flouting>flaunting, flout>flaunt | | his wealth, her wealth, their wealth, its wealth, his riches,
    their riches
flea>flee | to, will, could, not | ., the, their, his, her, from, to, when, as, after, violence, fighting, in, into,
    across, for
flee>flea | | market, markets, bite, bites, circus
flower>flour | plain, self-raising, wholemeal, wheat |
flue>flu | bird, swine, avian, winter, seasonal, spanish |
formally>formerly | | known as, called, of the, head of
forth>fourth | | quarter, place, goal, round, term, child, victory, win, title, consecutive, successive, straight,
    floor, generation, official, division, wicket, inning, season
fourth>forth | back and, and so, burst, brought |
fair>fare | bus, train, taxi, rail, air, cab, ferry, tube | went, goes, paid
flare>flair | a, his, her, their, real, great, natural | for comedy, for drama, for design, for fashion, for
    languages, for the dramatic, for publicity, for music, for words
forgone>foregone | | conclusion
gorilla>guerrilla | | war, warfare, group, groups, fighter, fighters, leader, army, attack, attacks, tactics,
    movement, campaign
guerrilla>gorilla | mountain, silverback, lowland |
grate>great | | britain, success, grandfather, grandmother, player, honour, honor, pleasure, news
grizzly>grisly | | murder, murders, crime, crimes, discovery, find, scene, killing, killings, details, tale
grisly>grizzly | | bear, bears
hail>hale | | and hearty
hale>hail | | of bullets, of gunfire, of stones, of missiles
hangar>hanger | coat, clothes, wire |
hanger>hangar | aircraft, airport, plane, aeroplane, helicopter, jet, maintenance, air |
heal>heel | achilles, high, left, right | ., injury, bone
heel>heal | to, will, can, help | the wounds, the rift, the divisions, the pain, the nation, wounds, divisions,
    rifts
hear>here | right, over, been, lived, live, living, is, are, was, were, come, arrived | ., in, since, on, at, by,
    and, today, yesterday, last, before, for
here>hear | to, could, can, will, would, not, did, they | from, the, his, her, their, evidence, arguments, about,
    appeals
hoard>horde, hoards>hordes | | of people, of fans, of tourists, of visitors, of shoppers, of reporters, of
    photographers, of journalists, of children, of protesters, of supporters, of invaders, of zombies, of
    travellers, of young, of teenagers
horde>hoard, hordes>hoards | | of cash, of coins, of gold, of silver, of treasure, of weapons, of arms, of jewels
hole>whole | the, a | world, country, thing, family, team, town, week, year, day, time, story, lot, village,
    community, process, season, range, point, truth, industry, business, city, life, house, school, house, village,
    season, area
holy>wholly | | owned, inadequate, unacceptable, inappropriate, unsuitable, responsible, unnecessary, independent,
    dependent
horse>hoarse | himself, herself, themselves, voice | ., from, after, and, with
illicit>elicit | to, will, would, could, not, may, might | a, an, any, the, information, responses, sympathy,
    support
imminent>eminent | | scientist, scientists, historian, historians, lawyer, lawyers, professor, surgeon, scholar,
    scholars
idol>idle | stood, sat, lay, lie, stand, remain, remained, stay, stayed | ., for, while, since, in, at, and
idle>idol | teen, pop, matinee, boyhood, childhood, screen |
isle>aisle | down the, up the | !of
isle>aisle | | seat, seats
isle>aisle, isles>aisles | supermarket, church, centre, center, frozen-food |
isles>aisles | the | of the supermarket, of the church, of the shop, of the store, of the theatre
insure>ensure, insures>ensures, insured>ensured, insuring>ensuring | | that
knight>night | the, last, saturday, friday, every | before, before the, shift, club
know>no | have, has, had, with, there is, there was, is, was, of, see | idea, doubt, one, way, reason, evidence,
    longer, sign
lessen>lesson | a, the, important, valuable, driving, history, harsh, salutary, object, piano |
lesson>lessen | to, will, would, could, may, might, not | the, its, his, her, their, any
libel>liable | is, was, are, were, be, held | to, for
liable>libel | | action, suit, laws, damages, writ
lightening>lightning | thunder and, struck by, bolt of, bolts of, forked, flash of, by | ., at, in, on, while, and,
    as, when, during, strike, strikes
lightening>lightning | | bolt, bolts, strike, strikes, storm, storms, conductor, rod, struck, speed
loath>loathe | i, they, we, who, to, fans, voters | the, him, her, them, it, his, each, their
loathe>loath | is, was, are, were, be, been, seem, seems, seemed, appeared, appear, remain, remains, remained,
    always, still, usually, often, too, very, so, understandably, ministers, apparently | to
loose>lose | | sight of, track of, out to, interest in, faith in, weight, patience, heart
looser>loser, loosers>losers | sore, biggest, bad, good, born, big, real, only |
looses>loses | | his, her, their, its, control, out, money, weight, to, by, support, seats, votes, points, ground,
    the game, the match, the title, the election, the case, the appeal, the seat, the war, the final, interest
loosing>losing | | !off, upon, an arrow, arrows, a volley, a shot, the dogs, the hounds, hounds, dogs, his arrow
"""
