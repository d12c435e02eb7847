"""Words taken for others, and what cannot be annual yet."""

import pytest

from tests.text.style.finds import found, mended


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The firm cut it's forecast.", "The firm cut its forecast."),
        ("It is a town with it’s own mint.", "It is a town with its own mint."),
        ("The price of it's success is high.", "The price of its success is high."),
        ("They said its not over.", "They said it's not over."),
        ("A man who's wife was hurt sued.", "A man whose wife was hurt sued."),
        ("The artist whose going abroad sang.", "The artist who's going abroad sang."),
        ("They lost there homes.", "They lost their homes."),
        ("She said there house was burgled.", "She said their house was burgled."),
        ("The town celebrates it's 100th year.", "The town celebrates its 100th year."),
        ("The dog wagged it's tail.", "The dog wagged its tail."),
        ("Its expected to rain.", "It's expected to rain."),
        ("They say their not coming.", "They say they're not coming."),
        ("The pupils hone there craft.", "The pupils hone their craft."),
        ("Their is no hope.", "There is no hope."),
        ("They sold they're house.", "They sold their house."),
        ("It is bigger then the last.", "It is bigger than the last."),
        ("She could of won.", "She could have won."),
        ("It had a big affect on sales.", "It had a big effect on sales."),
        ("It will effect our plans.", "It will affect our plans."),
        ("They may loose the match.", "They may lose the match."),
        ("They may loose their seats.", "They may lose their seats."),
        ("The principle reason is cost.", "The principal reason is cost."),
        ("They were lead by Ruiz.", "They were led by Ruiz."),
        ("He was given free reign.", "He was given free rein."),
        ("It was to late to go to the fair.", "It was too late to go to the fair."),
        ("They have to many songs, and sang to quickly.", "They have too many songs, and sang too quickly."),
        ("Fees rose faster then wages.", "Fees rose faster than wages."),
        ("They walked rather then wait.", "They walked rather than wait."),
        ("She has lived their since May.", "She has lived there since May."),
        ("They met at they’re mill.", "They met at their mill."),
        ("They say there not coming to Harwick.", "They say they're not coming to Harwick."),
        ("If you're bill is late, call.", "If your bill is late, call."),
        ("Its important to win, and its very late.", "It's important to win, and it's very late."),
        ("The ponies were lead back.", "The ponies were led back."),
        ("She jogged passed the mill.", "She jogged past the mill."),
        ("It had no affect; it effects everyone.", "It had no effect; it affects everyone."),
        ("He is loathe to go.", "He is loath to go."),
        (
            "They may except the offer; all accept two went.",
            "They may accept the offer; all except two went.",
        ),
        ("They flaunted the parking rules.", "They flouted the parking rules."),
        ("The alter was bare.", "The altar was bare."),
        (
            "The bus hit a stationery van, as its breaks failed.",
            "The bus hit a stationary van, as its brakes failed.",
        ),
        ("It cut staff moral, and a hoard of fans left.", "It cut staff morale, and a horde of fans left."),
        ("It wreaked havoc, and wrecked havoc.", "It wreaked havoc, and wreaked havoc."),
        ("Hoards of fans said they parked they’re vans.", "Hordes of fans said they parked their vans."),
        ("He said there inquiry was over.", "He said their inquiry was over."),
        ("Your entitled to a seat.", "You're entitled to a seat."),
        ("She would rather sing then dance.", "She would rather sing than dance."),
        (
            "The delay lead to a strike, and he past away in May.",
            "The delay led to a strike, and he passed away in May.",
        ),
        ("It shut do to snow, and rose form 5p to 6p.", "It shut due to snow, and rose from 5p to 6p."),
        ("They brought a mill for £9m.", "They bought a mill for £9m."),
        (
            "Ring if your stung by it, or your unsure of it.",
            "Ring if you're stung by it, or you're unsure of it.",
        ),
        ("The lane was to narrow for the cart.", "The lane was too narrow for the cart."),
        (
            "It paid to high a fee, and is to slow to pay us.",
            "It paid too high a fee, and is too slow to pay us.",
        ),
        (
            "Ruiz, the old hand, lead the mill for six years.",
            "Ruiz, the old hand, led the mill for six years.",
        ),
        ("She spent days pouring over old maps.", "She spent days poring over old maps."),
        ("They hope too stay in; they stand to loose it.", "They hope to stay in; they stand to lose it."),
        ("It may effect voters, and has effected crops.", "It may affect voters, and has affected crops."),
        ("A women in black met two woman from Ayr.", "A woman in black met two women from Ayr."),
        ("The act was past in 1990, in passed years.", "The act was passed in 1990, in past years."),
        ("He waived at us and they waved the fee.", "He waved at us and they waived the fee."),
    ],
)
def test_finds_a_word_taken_for_another(text, right):
    assert mended("confusable", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "It's over, and it's been fun; he says it's the best there is.",
        "Its own mint made its money.",
        "The man who's going, who's ill and who's been here sang; a man whose wife sang.",
        "Who's Who was there; Doctor Who's police box will go; there are homes there and people there work.",
        "They went from there to the quay, and stayed there until ten.",
        "They're friends, they're home, and they're first.",
        "More came then. He was older then and is wiser now.",
        "He could, of course, win. The effect on sales was small.",
        "A loose horse; the lead singer; the past year; he passed the mill.",
        "Its very early days, its important role and its like are gone; it's best to go.",
        "It grew older then fell; it was more then, and fewer then came.",
        "It spread to many people, to late callers and to high ground.",
        "The full might of the law; the bill he pushed passed the House.",
        "To effect a change, and in effect; the change was effected by hand.",
        "Their to-do list, their in-laws and their last season; “it is theirs.”",
        "She walked down the Isle of Wight path to a desert, an altar and an alter ego.",
        "They accept the terms, except for two; a free spirit, free of charge, free will.",
        "A fresh lead to the thief; what it may do to the mill; they brought a case for £9m.",
        "They asked whether warnings were heard, and waited for the weather to turn; the last weak link.",
        "She was the first principal of the college, and some advise care; a right of passage by sea.",
        "In lower case, the Bale family; Roll on, the peak hour.",
        "Send your signed form in; your tired eyes, your right to vote; your training at noon.",
        "The gap is to narrow to 2 points; it was to close for repairs, and is to young people a joy.",
        "If chosen, she would, he says, lead the mill for six years; Ayr lead the league; the gas lead to the mill.",
        "Rain was pouring over the maps; he too played, and tried too hard; it may effect changes.",
        "A women's team of two women; let us loose the dogs; it came and went, less than hoped and than planned.",
        "They flaunted their wealth, poured over the falls, and wreaked havoc on principle.",
    ],
)
def test_leaves_the_right_word_alone(text):
    assert found("confusable", text) == []


def test_reads_only_the_beginning_of_what_is_made_of_slips_alone():
    assert len(found("confusable", "could of " * 2_000)) == 50 + 18_000 // 25


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It was the club's first annual dinner.", ["first annual"]),
        ("The Inaugural Annual Harwick Fair opened.", ["Inaugural Annual"]),
        ("It was the 1st annual fair.", ["1st annual"]),
        ("They held the inaugural, annual walk.", ["inaugural, annual"]),
        ("It was the first ever annual fair.", ["first ever annual"]),
        ("The first annual fee is waived.", []),
        ("It was the first annual fair in ten years.", []),
        ("It is the first annual fair in Kent to sell out.", []),
        ("It was the second annual fair.", []),
        ("He has the first annual that the comic sold.", []),
        ("The firm made its first annual loss.", []),
    ],
)
def test_finds_the_first_annual(text, marked):
    assert found("first-annual", text) == marked
