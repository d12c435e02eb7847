"""A change in per cent, and the amounts that it lies between."""

import pytest

from tests.text.style.finds import findings, found


@pytest.mark.parametrize(
    "text",
    [
        "Profits rose 30% to $24m from $20m.",
        "There were 60 wrecks last winter. The winter before there were 40. The 30 per cent rise is a worry.",
        "The ferry, which cost £200,000 in 2018, cost £260,000 in 2021, a rise of 45 per cent.",
        "Two hundred and ten swam, against one hundred and forty a year earlier. She likes the seventy per cent jump.",
        "Fares went up from £4 to £5, a rise of 20%.",
        "Its deficit shrank 40%: it lost $30m in the year, compared with $40m in the one before.",
        "Tonnage rose 8%, pushing the total to 600 from 400.",
        "Sales fell 5 per cent to £80m, from £100m a year earlier.",
        "Output grew from 200 tonnes to 300 tonnes, a rise of 20%.",
        "Prices climbed by 50 percent from €40 to €50.",
        "Sales rose from £80m to £60m, a rise of 25%.",
        "Staff numbers were cut 10% from 500 to 350.",
        "Revenue rose to $12.4m, up 40% from $10.1m.",
        "Losses doubled to £30m from £20m.",
        "Sales were $30m, up 20% from $20m.",
        "It made £75m compared with £125m a year earlier, a fall of 30%.",
        "The herd is up a third, from 60 cows to 120.",
        "Calls to the line have halved, to 40 from 120.",
        "Exports climbed 45% to Rs 300 crore from Rs 250 crore.",
        "Its shares closed at 80 cents, down 35% from $1.00.",
        "The mill employed 300 people in May. By June it had reached 330, a rise of 30pc.",
        "Ten years ago the choir had 40 voices; now it has 50, a 60 per cent increase.",
        "The fee was £20 last year and is £30 today: a jump of 80 per cent.",
        "Crime has fallen by a quarter. There were 600 thefts in 2019 and 540 this year.",
        "At 220, the catch was 40 per cent above the previous night's 200.",
        "The ferry carried 900 cars, half as many again as the 800 of 2019.",
        "Net sales rose 4% to SEK 120 from SEK 100.",
        "The bridge would cost $10bn, three times the $5bn set aside.",
        "It has 500 members, double the 400 of ten years ago.",
        "Nests more than tripled, from 20 to 45.",
        "Sightings rose by 2,000 to 12,000, an increase of 50 per cent.",
        "The stock fell 50 cents, or 20 percent, to $4.50.",
        "Sales jumped 40% to £6.0m (2019: £5.0m), the firm said.",
    ],
)
def test_finds_a_change_that_its_ends_belie(text):
    assert len(found("change", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Profits rose 20% to $24m from $20m.",
        "Sales fell 20 per cent to £80m (€95m), from £100m a year earlier.",
        "Output grew from 200 tonnes to 300 tonnes, a rise of 50%.",
        "Profits rose 33% to $4bn from $3bn.",
        "Losses nearly doubled to £39m from £20m.",
        "The rate rose to 6% from 5%.",
        "Profits rose 20% to $24m, and staff to 30 from 20.",
        "Net income rose 5 percent to 7 percent from $10m.",
        "Fees nearly doubled, from £20 to £38, and more than halved again, from £38 to £17.",
        "Sales rose 8% while costs went to £12m from £9m.",
        "The stock, down 40 per cent this year, fell to $12 from $12.50.",
        "Profit rose 12% to £20m on sales of £180m.",
        "Sales fell 20 per cent to £80m. Analysts had expected £90m.",
        "At constant exchange rates sales rose 5% to £20m from £18m.",
        "Flights fell by 20 per cent last year and are to fall from 400 to 300 this year.",
        "The tax on homes from £250,000 to £500,000 rises by 2 per cent.",
        "Jobs were lost from 2001 to 2010, a 59 percent decline.",
        "After the toll went up from £2 to £4, traffic fell by 15 per cent.",
        "Profit rose 15% to £46m on sales up from £300m to £330m.",
        "The tax will rise by 3 per cent to £1,030, compared with £1,500 in Leeds.",
        "Of the 30 flats, a third are sold, up from 8 a month ago.",
        "Costs rose 30 per cent. Revenue was $30m last year and $33m this year.",
        "Tonnage rose 8%, pushing the yard's net earnings to $60m from $40m.",
        "Rents, up 30 per cent since 2012, were flat over the winter: they went from £800 to £804.",
        "There were 60 wrecks last winter. The winter before there were 40. The 50 per cent rise is a worry.",
        "The ferry cost £200,000 in 2018 and £260,000 in 2021, a rise of 30 per cent.",
    ],
)
def test_leaves_changes_alone_that_are_right_or_rounded(text):
    assert found("change", text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Sales rose 30% to £24m from £20m.", "From £20m to £24m is a change of 20%, not 30%."),
        ("Sales rose 25% from £80m to £60m.", "From £80m to £60m is a fall."),
        ("Sales doubled from £20m to £30m.", "From £20m to £30m is 1.5 times as much, not doubled."),
        (
            "Sales rose by £5m to £25m, a jump of 40%.",
            "By £5m to £25m is a change of 25%, not 40%.",
        ),
    ],
)
def test_says_what_the_change_is(text, message):
    assert [finding.message for finding in findings(text)] == [message]


def test_tells_of_each_change_of_a_sentence():
    text = "Wages rose 50% to £11 from £10, while rents fell 50% to £90 from £100."
    assert found("change", text) == ["50% to £11 from £10", "50% to £90 from £100"]
