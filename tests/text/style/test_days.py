"""Dates and hours."""

from datetime import date

import pytest

from tests.text.style.finds import findings, found, mended


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The hearing is set for 31 June.", "31 June"),
        ("Talks resume on February 30.", "February 30"),
        ("May 29, May 30 and June 31 are free.", "June 31"),
        ("It was signed on 29 February 2005 in Harwick.", "29 February 2005"),
        ("Born April 31, 1970, she sings.", "April 31, 1970"),
        ("The 31st of November is the last day.", "31st of November"),
        ("It closes on Sept. 31 at noon.", "Sept. 31"),
        ("“We met on 30 February,” he said.", "30 February"),
        ("It was signed on 31/04/2019 at noon.", "31/04/2019"),
        ("The file says 2019/02/30 only.", "2019/02/30"),
        ("They camped there on 30-31 April.", "30-31 April"),
        ("It is open on June 29 to 31 and shut in July.", "June 29 to 31"),
        ("The thirty-first of September is the last day.", "thirty-first of September"),
        ("He was at sea on January 33, he says.", "January 33"),
        ("Talks were put off to June 31 amid a storm.", "June 31"),
        ("In 2006 she wed, and on 29 February of that year she sailed.", "29 February"),
        ("The file says 2019-02-30 only.", "2019-02-30"),
    ],
)
def test_finds_a_day_that_is_none(text, marked):
    assert found("impossible-date", text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "The hearing is set for 30 June and 29 February 2004.",
        "In June 31 people were hurt.",
        "In May 2005 and March 2006 it rained.",
        "The index stood at 60 of June 2006 levels.",
        "It was 12/31/2004 there and 31/12/2004 here.",
        "At 31 Mayfield Road, 32 marched.",
        "They sold 31 June roses and kept 30 February lambs.",
        "The band made “30th of February” there.",
        "There is no 31 June; it was won 3-2 March 4.",
        "In 2008 she wed, and on 29 February of that year she sailed.",
    ],
)
def test_leaves_days_and_counts_alone(text):
    assert found("impossible-date", text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The board met on Monday 15 May 2019.", "Wednesday"),
        ("The board met on Monday, May 15, 2019.", "Wednesday"),
        ("It opens on Tues 1 July 2003.", None),
        ("The board met on Wednesday 15 May 2019.", None),
        ("They met on the 15th of May 2019, a Monday, in Harwick.", "Wednesday"),
        ("May 15, 2019, which was a Monday, is the day.", "Wednesday"),
        ("They met on 15 May 2019 (Monday) and voted.", "Wednesday"),
        ("On Monday night (May 15, 2019) it burned.", "Wednesday"),
        ("It was a Monday: on 15 May 2019 the mill shut.", "Wednesday"),
        ("The Monday meeting of 15 May 2019 was short.", "Wednesday"),
        ("The Monday hearing on the 15 May 2019 fire was short.", None),
        ("It runs from Monday 15 to Thursday 16 May 2019.", "Wednesday"),
        ("It runs from Monday 15 May to Thursday 16 May 2019.", "Wednesday"),
        ("They met on the fifteenth of May 2019, a Monday.", "Wednesday"),
        ("The fair of 15 and 16 May 2019, a Wednesday and a Thursday.", None),
        ("From Monday to Thursday, May 13 to 16, 2019, it rained.", None),
        ("On Monday they read the minutes of 15 May 2019; a Monday paper had them.", None),
        ("The Sun, 15 May 2019, had it.", None),
        ("It burned on 15 May 2019. It was a Monday, and cold.", "Wednesday"),
        ("They met in 2019, on May 15, a Monday, in Ayr.", "Wednesday"),
    ],
)
def test_holds_a_weekday_against_its_date(text, day):
    said = [finding.message for finding in findings(text) if finding.code == "weekday"]
    assert said == ([f"15 May 2019 is a {day}, not a Monday."] if day else [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It was signed on Monday 15/05/2019.", ["Monday 15/05/2019"]),
        ("It was signed on Tuesday, 2019-05-15.", ["Tuesday, 2019-05-15"]),
        ("It was signed on Thursday 04/07/2019 or Monday 04/07/2019.", ["Monday 04/07/2019"]),
    ],
)
def test_holds_a_weekday_against_numbers(text, marked):
    assert found("weekday", text) == marked


def test_holds_a_weekday_against_a_feast():
    assert found("weekday", "The tower fell on Christmas Eve 2018, a Friday, at noon.") == [
        "Christmas Eve 2018, a Friday"
    ]


def test_reads_a_date_without_a_year_by_the_day_of_the_story():
    text = "The board met on Friday 31 December."
    assert found("weekday", text, published=date(2005, 1, 3)) == []
    assert found("weekday", text, published=date(2006, 1, 3)) == ["Friday 31 December"]
    assert found("weekday", text) == []


def test_writes_a_day_without_letters():
    text = (
        "Due on March 2nd, on the 3rd of April, or 5th May; “not May 6th,” she said. The 4th of July is free."
    )
    assert mended("ordinal-date", text) == (
        "Due on March 2, on 3 April, or 5 May; “not May 6th,” she said. The 4th of July is free."
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It was on the 3rd of May.", "It was on 3 May."),
        ("The 3rd of May meeting was short.", "The 3 May meeting was short."),
        ("It rained from 3rd to 5th May 2019.", "It rained from 3 to 5 May 2019."),
        ("It rained on the 3rd and the 5th of May.", "It rained on 3 and 5 May."),
        ("It rained on May 3rd-5th.", "It rained on May 3-5."),
        (
            "They met in 1st May Square after a 2nd March goal.",
            "They met in 1st May Square after a 2nd March goal.",
        ),
        ("It is due on the 7th day of May.", "It is due on 7 May."),
        ("They came on the third of May 2019.", "They came on 3 May 2019."),
    ],
)
def test_writes_days_of_all_forms_without_letters(text, right):
    assert mended("ordinal-date", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Doors close at 7am in the morning.",
        "Doors open at 9 PM in the evening.",
        "It rang at 11.30 p.m. at night.",
        "It begins at 12 noon.",
        "It left at 3pm on Tuesday afternoon.",
        "They met this morning at 9am.",
        "The train left at 15:00 pm.",
        "It ends at nine p.m. tonight.",
        "It rang at 3 a.m. in the dead of night.",
        "It left at six in the evening p.m. for Harwick.",
        "It left at 17:10 in the afternoon.",
        "It left at 05.40am from Harwick.",
        "It was dark at noon midday.",
        "It left at 6am early in the morning.",
        "It left at 1710 pm.",
        "It shuts at midnight at night.",
    ],
)
def test_finds_an_hour_told_twice(text):
    assert len(found("time-twice", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Doors close at 7am.",
        "It left at three on Tuesday afternoon.",
        "At 9pm on Tuesday they met.",
        "“At 9pm in the evening,” he said.",
        "It shuts at midnight tonight; at noon a PM in the evening of her days spoke.",
        "It left at 17:10 tonight, and at 9am in the morning light it was back.",
        "They work from 9pm to 6am, at night.",
    ],
)
def test_leaves_hours_told_once_alone(text):
    assert found("time-twice", text) == []
