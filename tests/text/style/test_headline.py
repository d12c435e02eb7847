"""The headline against its story, and quotations without a speaker."""

import pytest

from tests.text.style.finds import findings, found, mended


@pytest.mark.parametrize(
    ("headline", "body", "marked"),
    [
        ("Flood drives 300 from homes", "The flood drove 200 people from 80 homes.", ["300"]),
        ("Town backs 20 homes", "The town backs 12 homes for $220m.", ["20"]),
        ("Profits jump 40%", "Profits rose by 14% to 40 million.", ["40%"]),
        ("Harwick win 3-1", "Harwick won 3-2 at home.", ["3-1"]),
        ("Harwick 3-1 Wexley", "Harwick won at last.", ["3-1"]),
        ("Nine hurt in fire", "Eight people were hurt in a fire.", ["Nine"]),
        ("Firm sold for £5m", "The firm was sold for £6m.", ["£5m"]),
        ("Nearly 60 lost in floods", "The floods killed 75 people.", ["60"]),
        ("Over 200 jobs to go", "The mill will cut 150 jobs.", ["200"]),
        ("Three in five back bridge", "A survey found that 45 per cent want it.", ["Three in five"]),
        ("Half of shops shut", "A third of the shops have closed.", ["Half"]),
        ("Fifth win for Harwick", "Harwick won for the sixth time.", ["Fifth"]),
        ("Strike to last nine days", "It starts on 9 May and will last six days.", ["nine"]),
        ("Rents up 12%", "Rents rose by 21% in a year, a dozen tenants said.", ["12%"]),
        ("Body of 1916 sailor found", "The sailor was lost in 1917.", ["1916"]),
        ("Forger gets nine years", "He was given a seven-year term after he admitted nine thefts.", ["nine"]),
        ("Owners get 60 days", "They have three months to mend the wall.", ["60"]),
    ],
)
def test_finds_a_number_that_the_story_has_not(headline, body, marked):
    assert found("headline-number", body, headline=headline) == marked


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Flood drives 300 from homes", "The flood drove three hundred and 300 people from homes."),
        ("Eight hurt in fire", "A fire hurt 8 people."),
        ("Firm sold for £5bn", "The firm was sold for £4.96bn."),
        ("Profits jump 40%", "Profits rose by 40 per cent."),
        ("Two dead in crash", "A couple died in a crash."),
        ("Cup final 2006 is off", "The final is off."),
        ("Harwick win 3-1", "Wexley lost 1-3 at home."),
        ("One in the eye for Harwick", "It lost."),
        ("Twelve hurt in crash", "Eight people in a bus and four others in a car were hurt."),
        ("Factory to make 500 jobs", "It will take on 350 people this year and 150 the next."),
        ("Nearly 60 lost in floods", "The floods killed 58 people."),
        ("Over 200 jobs to go", "The mill will cut 212 jobs."),
        ("1,000 without power", "Some 1,030 homes are dark."),
        ("Three in five back bridge", "A survey found that 61 per cent want it."),
        ("Half of shops shut", "Of 80 shops in the town, 41 have closed."),
        ("Fifth win for Harwick", "Harwick won for the fifth time, and had lost for the sixth."),
        ("Two held over theft", "A man and a woman were arrested."),
        ("Pair wed for 70 years", "They marked their platinum anniversary."),
        ("24 hours to save pier", "Campaigners have one day."),
        ("Top 20 schools named", "The list is led by a school in Harwick."),
        ("7 ways to save", "Turn the heating down."),
        ("1,200 jobs to go", "The firm will cut 700 jobs in Hull, 300 in Leeds and 200 in York."),
        ("Mayor quits after 20 years", "She was first elected in 2004."),
        ("Owners get 90 days", "They have three months to mend the wall."),
        ("Seven drown off Kent", "Four men drowned off Hythe on Monday. Three women drowned off Deal."),
        (
            "£1.4bn pier agreed",
            "The town will pay £800 million. The builders will find the other £600 million.",
        ),
        ("Ana Ruiz, 81, swims Channel", "The swimmer, who will be 82 in May, took a day."),
    ],
)
def test_leaves_numbers_alone_that_the_story_has_in_some_form(headline, body):
    assert found("headline-number", body, headline=headline) == []


def test_finds_a_name_that_the_story_spells_otherwise():
    body = "Ana Tellerman won the vote in Harwick."
    assert mended("headline-word", body, headline="Vote won by Tellarman").startswith(
        "Vote won by Tellerman\n"
    )


@pytest.mark.parametrize(
    "headline", ["Tellerman wins", "Harwickers cheer Ana", "Vote Won By Tellarman Again"]
)
def test_leaves_names_and_titled_headlines_alone(headline):
    assert found("headline-word", "Ana Tellerman won the vote in Harwick.", headline=headline) == []


def test_asks_who_speaks():
    quotation = "“It was the worst night that this town has seen in years.”"
    assert found("no-speaker", "The mill burned down.", quotation, "It stood by the quay.") == [quotation]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["“It was the worst night that this town has seen,” said Ana Ruiz."],
        [
            "Ana Ruiz was there when it burned, she told us.",
            "“It was the worst night that this town has seen.”",
        ],
        ["Ana Ruiz: “It was the worst night that this town has seen.”"],
        [
            "Ana Ruiz wept as she spoke.",
            "“It was the worst night for us all.",
            "“It was the end of a long, long era.",
            "“I do not know where we shall go now.”",
        ],
        ["They called it “a worst night that this town has seen in years”."],
    ],
)
def test_leaves_words_with_a_speaker_alone(paragraphs):
    assert found("no-speaker", *paragraphs) == []


def test_spares_what_is_set_off_as_a_quotation():
    assert [finding.code for finding in findings("The ruling is due on May 3rd.")] == ["ordinal-date"]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (f"Flood drives 300 from homes{100 * ' in May'}", "It drove out 200."),
        (f"Flood drives 300 from homes{' 7' * 12}", "It drove out 200."),
        ("Flood drives 300 from homes", f"It drove out 200. {401 * ' 5'}"),
    ],
)
def test_passes_over_headlines_and_stories_that_are_tables(headline, body):
    assert found("headline-number", body, headline=headline) == []
