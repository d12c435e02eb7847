import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.parsing import ParsedStory, Refusal, Role, parse
from articles.text.reading import split_lines
from tests.text.copy import BODY, HEADLINE, LEAD, SCRAPED, blank, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def codes(parsed: ParsedStory) -> set[str]:
    return {doubt.code for doubt in parsed.doubts}


@pytest.mark.parametrize("write", [lines, blank])
def test_clean_copy_gives_headline_and_paragraphs_and_doubts_only_its_date(write):
    parsed = story(write(HEADLINE, BODY))

    assert (parsed.headline, parsed.paragraphs) == (HEADLINE, tuple(BODY))
    assert codes(parsed) == {"no-date"}


def test_a_scraped_page_takes_its_headline_from_no_promo():
    parsed = story(SCRAPED)

    assert parsed.headline is None
    assert parsed.published is None
    assert parsed.paragraphs == tuple(BODY)
    assert codes(parsed) == {"no-headline", "no-date"}


def test_a_scraped_page_gives_its_credits_as_printed():
    parsed = story(SCRAPED)

    assert (parsed.source, parsed.proofreader) == ("Orme Post", "Jane Larkin")


def test_related_titles_and_promos_keep_file_order_and_their_dates():
    items = [(item.title, item.date.iso, item.line, item.promo) for item in story(SCRAPED).related]

    assert items == [
        ("Tarrant bakers win bread prize for the third time", "2025-03-13T23:29", 1, True),
        ("New pool for Brindle opens after long delay", "2025-03-27T14:05", 8, True),
        ("Ferry fares rise in spring", "2016-04-07", 11, False),
        ("Source: Old charts of the bay found in an attic", "2017-07-18", 13, False),
    ]


def test_a_title_above_its_own_text_is_its_headline_though_dates_stand_at_the_foot():
    parsed = story(SCRAPED.replace("Tarrant bakers win bread prize for the third time", HEADLINE))

    assert parsed.headline == HEADLINE
    assert parsed.published.iso == "2025-03-13T23:29"


def test_a_missing_headline_is_proposed_from_the_lead():
    proposed = story(SCRAPED).proposed_headline

    assert LEAD.startswith(proposed.rstrip("…"))
    assert 20 < len(proposed) <= 80
    assert not proposed.endswith(".")


def test_fields_know_the_lines_they_came_from():
    parsed = story(SCRAPED)

    assert parsed.evidence["source"] == (6,)
    assert parsed.evidence["proofreader"] == (7,)
    assert [passage.lines for passage in parsed.passages] == [(3,), (4,), (5,)]


def test_left_out_lines_carry_their_words_and_role():
    left = {item.line: (item.text, item.role) for item in story(SCRAPED).left_out}

    assert left[17] == ("loading...", Role.FURNITURE)
    assert left[10] == ("Related coverage", Role.RELATED_LABEL)


def test_markup_in_the_text_stays_text():
    odd = "The clerk typed <script>alert(1)</script> into the harbour form and nobody could say why."

    assert odd in story(lines(HEADLINE, BODY, odd)).paragraphs


def test_an_ambiguous_date_is_doubted_with_its_line():
    parsed = story(lines(HEADLINE, "By Mary Malone", "03/04/2024", BODY))

    assert [(doubt.code, doubt.field, doubt.line) for doubt in parsed.doubts] == [
        ("ambiguous-date", "published", 3)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n \t\r\n", "empty"),
        ("Wexley harbour to close", "headline-alone"),
        ("Menu\nHome > Sport\nShare\nLog in", "no-body"),
        ("This is a test message\nplease ignore", "service-message"),
        ('<?xml version="1.0"?><story/>', "format"),
        ("<!DOCTYPE html><html></html>", "format"),
        ('{"headline": "Wexley harbour to close"}', "format"),
        ("From: a@wexley.example\nSubject: Ferry\nDate: Mon, 1 May 2023\n\nHello", "format"),
        ("### One\n\n<p>a</p>\n\n### Two\n\n<p>b</p>\n\n### Three\n\n<p>c</p>", "several-stories"),
    ],
)
def test_what_is_no_story_is_refused_in_a_sentence(text, code):
    refusal = parse(text)

    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert refusal.sentence.endswith(".")


def test_a_headline_alone_is_refused_with_its_line():
    assert parse("\n\nWexley harbour to close").line == 3


def test_a_file_far_longer_than_a_story_is_refused_at_once():
    assert parse("harbour " * 1_000_000).code == "too-long"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [*SCRAPED.split("\n"), "", "By Mary Malone", "-- x", "(Reporting by A B)", "\x02", "* item"]
            ),
        ),
        max_size=25,
    ).map("\n".join)
)
def test_every_line_of_any_text_has_one_role_and_parse_never_raises(text):
    parsed = parse(text)

    if isinstance(parsed, ParsedStory):
        filled = {number for number, line in enumerate(split_lines(text), 1) if line.strip()}
        assert filled == set(parsed.roles)
        assert all(isinstance(role, Role) for role in parsed.roles.values())


@pytest.mark.parametrize(
    "hostile", ["By " + "A " * 50_000, "(" * 100_000, "a, " * 50_000, "- " * 100_000, "1/" * 90_000]
)
def test_a_hostile_line_takes_no_longer_than_another(hostile):
    assert parse(lines(HEADLINE, BODY, hostile))


def test_a_file_of_a_lone_hard_space_is_empty():
    assert parse("\xa0").code == "empty"
