import pytest

from articles.text.dates import at_clock, find_dates, parse_date, rest_of


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("13 Mar 2025 23:29", "2025-03-13T23:29"),
        ("Tuesday, 01 Nov 2016 09:50", "2016-11-01T09:50"),
        ("Sept. 5th, 2012", "2012-09-05"),
        ("Mon, Nov 27, 2017 - 5:50 AM", "2017-11-27T05:50"),
        ("28 November 2025 / 12:26 am", "2025-11-28T00:26"),
        ("16:45, 3 JUN 2021", "2021-06-03T16:45"),
        ("Published on 30/04/2024 - 16:38", "2024-04-30T16:38"),
        ("First published May 3, 2024: 3:33 AM ET", "2024-05-03T03:33"),
        ("2016-08-12", "2016-08-12"),
        ("2024-04-05T10:20:30.123Z", "2024-04-05T10:20+00:00"),
        ("Wed, 04 Dec 2019 12:00:00 +0800", "2019-12-04T12:00+08:00"),
        ("Wed Jun 22, 2011 2:08am EDT", "2011-06-22T02:08-04:00"),
        ("April 2016", "2016-04"),
        ("2016", "2016"),
        ("3. Mai 2024, 14.30 Uhr", "2024-05-03T14:30"),
        ("le 1er avril 2020 à 14h30", "2020-04-01T14:30"),
        ("10 de maio de 2021", "2021-05-10"),
        ("2024年5月3日", "2024-05-03"),
        ("2024. november 5.", "2024-11-05"),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09"),
        ("5 जनवरी 2024", "2024-01-05"),
        ("3 Μαΐου 2024", "2024-05-03"),
        ("3 мая 2024 года, 14:05", "2024-05-03T14:05"),
        ("пт, 3 мая 2024 в 14:05", "2024-05-03T14:05"),
        ("2024. 05. 03 14:05", "2024-05-03T14:05"),
        ("2024年5月3日(金) 14時05分", "2024-05-03T14:05"),
        ("2024年5月3日 下午2:05", "2024-05-03T14:05"),
        ("3 tháng 5 năm 2024", "2024-05-03"),
        ("3 maj 2024 kl. 14.05", "2024-05-03T14:05"),
        ("Fri 3 May 2024 14.05 BST", "2024-05-03T14:05+01:00"),
        ("2:05 PM ET, Fri May 3, 2024", "2024-05-03T14:05"),
        ("3 Mayıs 2024 Cuma, 14:05", "2024-05-03T14:05"),
        ("vr 3 mei 2024", "2024-05-03"),
        ("fre. 3. maj 2024", "2024-05-03"),
    ],
)
def test_reads_dates_as_copy_writes_them(written, iso):
    assert parse_date(written).iso == iso


@pytest.mark.parametrize("month", ["Aprİl", "ΜΑΪ́ΟΥ", "AUGUſT", "MAYıS", "ΜΑΐΟΥ"])
def test_no_letter_of_a_month_can_stop_the_reading(month):
    assert len(find_dates(f"3 {month} 2024")) <= 1


@pytest.mark.parametrize(
    ("written", "precision"),
    [("2016", "year"), ("April 2016", "month"), ("7 April 2016", "day"), ("7 April 2016 09:30", "minute")],
)
def test_knows_how_precisely_a_date_is_known(written, precision):
    assert parse_date(written).precision == precision


@pytest.mark.parametrize(
    "written",
    [
        "Feb 26",
        "13-15 March 2024",
        "13 March 2024 to 15 March 2024",
        "31 Feb 2020",
        "Council votes on 3 May 2024 budget",
        "",
        "12345",
    ],
)
def test_is_no_date_without_a_year_in_a_range_or_among_other_words(written):
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("written", "ambiguous"),
    [
        ("03/04/2024", True),
        ("13/04/2024", False),
        ("04/13/2024", False),
        ("04/04/2024", False),
        ("03.04.2024", False),
    ],
)
def test_never_guesses_silently_between_day_and_month(written, ambiguous):
    assert parse_date(written).ambiguous is ambiguous


def test_takes_the_published_date_where_a_line_has_an_update_too():
    assert parse_date("Updated: 5 May 2024 Published: 3 May 2024").iso == "2024-05-03"


def test_finds_a_date_glued_to_its_neighbours():
    line = "Wexley GazetteApril 28, 2023 GMT"

    assert [found.date.iso for found in find_dates(line)] == ["2023-04-28"]
    assert rest_of(line, find_dates(line)) == "Wexley Gazette"


def test_the_weekday_belongs_to_the_date():
    line = "By Mary Malone Tuesday, 01 Nov 2016 09:50"

    assert rest_of(line, find_dates(line)) == "By Mary Malone"


def test_long_lines_are_not_searched():
    assert find_dates("3 May 2024 " * 100_000) == []


def test_takes_the_published_date_whatever_the_language_of_its_label():
    assert parse_date("Aktualizacja: 19.04.2024 19:45 Publikacja: 19.04.2024 19:05").iso == "2024-04-19T19:05"


def test_a_year_may_be_glued_to_a_count():
    assert [found.date.iso for found in find_dates("by Wexley GazetteNovember 21, 202501747")] == [
        "2025-11-21"
    ]


def test_a_small_word_before_the_date_belongs_to_it():
    line = "Mary Malone am 18. September 2019"

    assert rest_of(line, find_dates(line)) == "Mary Malone"


@pytest.mark.parametrize(
    ("written", "iso"), [("15:36 Uhr", "2024-05-03T15:36"), ("at 3.05 pm", "2024-05-03T15:05")]
)
def test_a_time_of_day_completes_a_day(written, iso):
    assert at_clock(parse_date("3 May 2024"), written).iso == iso


@pytest.mark.parametrize("written", ["7", "3 May 2024", "kickoff 15:36", ""])
def test_what_is_no_time_of_day_completes_nothing(written):
    assert at_clock(parse_date("3 May 2024"), written) is None


def test_the_hour_may_stand_without_its_colon_where_a_zone_follows():
    day = parse_date("Updated 1909 GMT (0309 HKT) November 18, 2019")

    assert day is not None
    assert day.iso == "2019-11-18"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("published 3 May 22", "2022-05-03"),
        ("By Ana Ruiz last updated 4 April 98", "1998-04-04"),
        ("3 May 22", ""),
    ],
)
def test_a_year_of_two_figures_is_one_behind_a_label(text, day):
    assert [found.date.iso for found in find_dates(text)] == ([day] if day else [])
