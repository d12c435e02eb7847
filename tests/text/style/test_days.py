"""Dates and hours."""

from datetime import date

import pytest

from tests.text.style.finds import findings, found, mended


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The hearing is set for 31 June.", "31 June"),
        ("Talks resume on February 30.", "February 30"),
        ("It was signed on 29 February 2005 in Harwick.", "29 February 2005"),
        ("Born April 31, 1970, she sings.", "April 31, 1970"),
        ("The 31st of November is the last day.", "31st of November"),
        ("It closes on Sept. 31 at noon.", "Sept. 31"),
        ("“We met on 30 February,” he said.", "30 February"),
        ("It was signed on 31/04/2019 at noon.", "31/04/2019"),
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
    ],
)
def test_holds_a_weekday_against_its_date(text, day):
    said = [finding.message for finding in findings(text) if finding.code == "weekday"]
    assert said == ([f"15 May 2019 is a {day}, not a Monday."] if day else [])


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
        "Due on March 2, on the 3 April, or 5 May; “not May 6th,” she said. The 4th of July is free."
    )


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
    ],
)
def test_leaves_hours_told_once_alone(text):
    assert found("time-twice", text) == []
