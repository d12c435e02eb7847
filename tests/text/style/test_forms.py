"""Numbers, money, ages and ranges in one form."""

import pytest

from tests.text.style.finds import found, mended


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Sales rose 5% and costs 6%, profits 12 per cent.", ["per cent"]),
        ("It cost £3m and £4m, not £5 million.", ["£5 million"]),
        ("It cost $3bn, then $4 billion and $5 billion.", ["$3bn"]),
        ("The mill owes £2.5bn, and £90 million to its staff.", ["£90 million"]),
        ("Rent is £6m, rates are £2 m and fuel is £1mn.", ["£2 m", "£1mn"]),
        ("It took €8m at the door and 9 million euros by post.", ["9 million euros"]),
        ("They lent USD 5m and got back $2m, or two million dollars.", ["USD 5m"]),
        ("A road for Rs 9 crore and a bridge for ₹3 crore, or Rs. 4 crore.", ["₹3 crore", "Rs. 4 crore"]),
        ("Rent is £6m, and 2m GBP a year for fuel; Rs 9 crore, and Rs 2 cr.", ["2m GBP", "Rs 2 cr"]),
        ("They owe $2,700, and $40; it is worth five million dollars.", []),
        ("A seat is €9, a box €30 and a stool 7€.", ["7€"]),
        ("A hut is £40, a shed £30 and a bin 20 pounds.", ["20 pounds"]),
        ("The wrestler lost 20 pounds of fat at a club for £40.", []),
        ("It owes C$4 million, C$3 million and $200,000 CAD.", ["$200,000 CAD"]),
        ("Forty-one per cent went; 50% stayed, and the percent of men fell.", []),
        ("It raised A$7 million here and AU$1 million there.", ["AU$1 million"]),
        ("The club paid £40k for one and £85,000 for the other.", ["£40k"]),
        ("The pier cost $2,000,000 and its lamp $1 million.", ["$1 million"]),
        ("A desk was $1,200 and a lamp $1400.", ["$1400"]),
        ("A cup is 90p and a bun 75 pence.", ["75 pence"]),
        ("A crowd of 12,000 and another of 15000 came.", ["15000"]),
        ("It opens at 7pm and 8pm, and closes at 9 p.m. sharp.", ["9 p.m."]),
        ("The firm paid $ 35 for it.", ["$ "]),
    ],
)
def test_finds_the_rarer_form(text, marked):
    assert found("number-forms", text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 5%. “They rose 5 per cent,” he said.",
        "It cost £3m, and 4 million people came.",
        "It cost £3m there and €4 million, or A$6 million, here.",
        "It cost £3m, £450,000 of it for the roof; “four million pounds,” he said.",
        "It is worth £1.2bn in a trade of £3 trillion; millions of pounds are owed.",
        "They seized 40 million pounds of beef worth £3m, and one million pounds in cash.",
        "A bill of $ 35 and another of $ 12 came.",
        "A tin was $1500 and a house $120,000.",
        "In 2004 a crowd of 12,000 came.",
        "It opens at 7pm and closes at 9pm.",
    ],
)
def test_leaves_one_form_and_quotations_alone(text):
    assert found("number-forms", text) == []


def test_names_money_once():
    assert mended("number-forms", "It cost $5 million dollars to build.") == "It cost $5 million to build."


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("A 27 year old woman was hurt.", "A 27-year-old woman was hurt."),
        ("A 27-year old woman was hurt.", "A 27-year-old woman was hurt."),
        ("A 27-years-old woman was hurt.", "A 27-year-old woman was hurt."),
        ("The three year olds sang.", "The three-year-olds sang."),
        ("A 27 years old woman was hurt.", "A 27-year-old woman was hurt."),
        ("The six month old baby slept.", "The six-month-old baby slept."),
        ("A forty two year old’s shop shut.", "A forty-two-year-old’s shop shut."),
        ("They found a 9,000 year old boat.", "They found a 9,000-year-old boat."),
        ("A 12- year-old and a 9 -year-old sang.", "A 12-year-old and a 9-year-old sang."),
        ("A 12yr old sang.", "A 12-year-old sang."),
        (
            "A hundred year old mill and the now 30 year old firm.",
            "A hundred-year-old mill and the now 30-year-old firm.",
        ),
        ("Her sister is 12-years-old.", "Her sister is 12 years old."),
        ("The winner was 12 year old Ines Ruiz.", "The winner was 12-year-old Ines Ruiz."),
    ],
)
def test_hyphenates_an_age(text, right):
    assert mended("age", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "She is 27 years old and sings.",
        "A 27-year-old sang.",
        "The mill is 90 years old, and the firm is one year old.",
        "This year old friends met; in the year 2000 old coins were used.",
    ],
)
def test_leaves_ages_alone_that_are_right(text):
    assert found("age", text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It will take between 5-10 days.", "It will take between 5 and 10 days."),
        ("He served from 1998–2004 there.", "He served from 1998 to 2004 there."),
        ("It costs between £5 to £10 a day.", "It costs between £5 and £10 a day."),
    ],
)
def test_words_a_range(text, right):
    assert mended("range", text) == right


@pytest.mark.parametrize(
    "text",
    ["They came from 0-2 down.", "The war of 1939-45 ended.", "Between 5 and 10 came.", "From 5 to 10 came."],
)
def test_leaves_scores_and_ranges_alone(text):
    assert found("range", text) == []
