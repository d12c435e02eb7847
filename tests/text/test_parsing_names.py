"""Who wrote a story, as pages of many lands print it, and what only looks like a name."""

import pytest

from articles.text.parsing import ParsedStory, parse
from articles.text.parsing.names import byline, person
from tests.text.copy import BODY, HEADLINE, lines


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Por Mary Malone mmalone@example.com", "Mary Malone"),
        ("By Mary Malone March 18 at 3:57 PM Follow @marymalone", "Mary Malone"),
        ("By Mary Malone @marymalone", "Mary Malone"),
        ("[金鎮浩 記者]", "金鎮浩"),
        ("[김진호 기자]", "김진호"),
        ("김진호 기자 kim@example.com", "김진호"),
        ("記者王小明／台北報導", "王小明"),
        ("文／王小明", "王小明"),
        ("Авторы: Анна Рид", "Анна Рид"),
        ("本报记者 王小明", "王小明"),
    ],
)
def test_reads_names_with_addresses_days_and_in_other_scripts(line, name):
    assert byline(line).name == name


def test_who_took_a_picture_did_not_write_the_story():
    assert byline("By Tom Reed/WireImage.") is None


def test_credits_beside_a_date_are_told_by_their_labels():
    text = lines(
        "海港关闭六周", "2024-05-03 14:05 来源：海湾报 作者：王小明 责任编辑：李四", "海港将于周一关闭。" * 9
    )
    parsed = parse(text)

    assert isinstance(parsed, ParsedStory)
    assert (parsed.source, parsed.byline, parsed.proofreader) == ("海湾报", "王小明", "李四")


def test_an_empty_label_of_an_editor_is_no_part_of_the_body():
    parsed = parse(lines(HEADLINE, "3 May 2024", BODY, "责任编辑：", "平台声明：本文仅代表作者本人"))

    assert isinstance(parsed, ParsedStory)
    assert parsed.paragraphs == tuple(BODY)


def test_a_writer_behind_the_headline_is_no_part_of_it():
    parsed = parse(lines(f"{HEADLINE}  - by Mary Malone", "3 May 2024", BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.headline, parsed.byline) == (HEADLINE, "Mary Malone")


def test_a_job_behind_a_comma_is_no_part_of_a_name_that_nothing_announces():
    assert person("Mary Malone, Qnn National Harbour Writer") == "Mary Malone"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von Mary Malone Politische Korrespondentin", "Mary Malone"),
        ("By Our Political Editor", "Our Political Editor"),
        ("By Wexley Court Reporter", "Wexley Court Reporter"),
        ("-- By Mary Malone Follow @marymalone", "Mary Malone"),
    ],
)
def test_a_job_that_is_written_large_is_no_part_of_the_name(line, name):
    assert byline(line).name == name


@pytest.mark.parametrize("line", ["View/Post Comments", "Play Slideshow", "½ Cup Brown Sugar"])
def test_what_only_looks_like_a_name_is_none(line):
    assert person(line) == ""


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("Mary Malone14:05, May 3 2024", "Mary Malone", "2024-05-03T14:05"),
        ("3. Mai 2024 Mary Malone Schreibe einen Kommentar", "Mary Malone", "2024-05-03"),
        ("Mary Malone2024-05-03T14:05:52+01:00May 3rd, 2024|", "Mary Malone", "2024-05-03T14:05+01:00"),
        ("WEXLEY Fri May 3, 2024 4:33pm IST", None, "2024-05-03T16:33"),
        ("The Bay Wires | May 3, 2024 | 7:09 am | Agency Wexley.", None, "2024-05-03T07:09"),
    ],
)
def test_reads_a_name_and_a_day_that_share_a_line(line, name, day):
    parsed = parse(lines(HEADLINE, line, BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.byline or None, parsed.published.iso) == (name, day)
    assert parsed.paragraphs == tuple(BODY)


def test_a_name_under_by_wins_over_one_that_only_stands_beside_a_date():
    parsed = parse(lines(HEADLINE, "Tom Reed May 3, 2024", "By Mary Malone", BODY))

    assert isinstance(parsed, ParsedStory)
    assert parsed.byline == "Mary Malone"


def test_names_on_cards_of_other_stories_do_not_hide_the_one_beside_the_date():
    cards = ["Related stories", "Ferries are dear again", "by Tom Reed", "Boats in the bay", "by Ada Quill"]
    parsed = parse(lines(HEADLINE, "Mary Malone", "3 May 2024", BODY, cards))

    assert isinstance(parsed, ParsedStory)
    assert parsed.byline == "Mary Malone"


def test_a_name_or_a_day_under_a_long_title_is_no_part_of_it():
    parsed = parse(lines(HEADLINE, "by Mary Malone", "on May 3, 2024 at 12:06 PM", BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.headline, parsed.byline) == (HEADLINE, "Mary Malone")
    assert parsed.published is not None
    assert parsed.published.iso == "2024-05-03T12:06"


def test_a_name_over_the_time_that_has_gone_by_is_the_writers():
    parsed = parse(lines(HEADLINE, "Mary Malone, @marymalone", "7m ago", BODY))

    assert isinstance(parsed, ParsedStory)
    assert parsed.byline == "Mary Malone"


def test_a_name_over_what_its_bearer_is_called_on_a_network_is_the_writers():
    parsed = parse(lines("Harbour", HEADLINE, "ADA QUILL", "@adaquill", "Wexley", "Updated 3 May 2024", BODY))

    assert isinstance(parsed, ParsedStory)
    assert parsed.byline == "ADA QUILL"


def test_a_paper_that_a_bar_parts_from_the_writer_is_the_source():
    parsed = parse(lines(HEADLINE, "By Mary Malone | Harbour News", "3 May 2024", BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.byline, parsed.source) == ("Mary Malone", "Harbour News")


def test_a_day_between_any_dots_is_the_storys():
    parsed = parse(lines(HEADLINE, "⋅ November 22, 2011 ⋅ Email this post ⋅ Comment", BODY))

    assert isinstance(parsed, ParsedStory)
    assert parsed.published is not None
    assert parsed.published.iso == "2011-11-22"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ana Ruiz, Tom Reed 2024-05-03T22:05:36Z Harbour", "Ana Ruiz, Tom Reed"),
        ("By Ana Ruiz last updated 4 April 2017", "Ana Ruiz"),
        ("03/05/2024 von mole-net Webteam", "mole-net Webteam"),
        ("May 3, 2024 by wexadmin", "wexadmin"),
        ("Ana Ruiz | Published", "Ana Ruiz"),
        ("Analysis by Ana Ruiz, QNN Editor-at-large", "Ana Ruiz"),
        ("김민수 기자 외 2명", "김민수"),
    ],
)
def test_the_writer_is_read_beside_dates_labels_and_logins(line, name):
    parsed = parse(lines(HEADLINE, line, BODY))

    assert isinstance(parsed, ParsedStory)
    assert parsed.byline == name


@pytest.mark.parametrize(
    ("below", "source"),
    [
        (["Wexley Harbour News", "3 May 2024"], "Wexley Harbour News"),
        (["3 May 2024", "The Orme and Bay"], "The Orme and Bay"),
        (["Local News", "3 May 2024"], ""),
        (["3 May 2024", "Share", "The Orme and Bay"], ""),
    ],
)
def test_a_papers_name_right_under_the_writers_is_the_source(below, source):
    parsed = parse(lines("Home", HEADLINE, "By Mary Malone", below, BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.source, parsed.standfirst) == (source, "")


def test_a_small_written_byline_that_ends_in_a_stop_does_not_go_on_from_the_title():
    title = "Wexley harbour to close to ferries for six weeks in May"
    parsed = parse(lines(title, "by Mary Malone Jr.", BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.headline, parsed.byline) == (title, "Mary Malone Jr")
