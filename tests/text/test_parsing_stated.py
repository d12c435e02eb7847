"""Roles stated for lines, by a format, a person or a rule: they hold, and the rest is read around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.parsing import ParsedStory, Role, parse
from articles.text.parsing.story import KEPT
from tests.text.copy import BODY, HEADLINE, LEAD, SCRAPED, SECOND, THIRD, lines

KINDS = ("p", "h2", "h3", "blockquote", "li")
WRAPPED = f"""{HEADLINE}
3 May 2024

Wexley harbour will close to ferries for six weeks from
Monday while divers mend the eastern mole, the port
authority said, and all boats will go to Tarrant.

Passengers for Orme Island will be taken by bus to the
next harbour, where two boats are waiting for them.

“We know how much people rely on the morning ferry,”
said Ada Quill, who runs the harbour office.
"""


def story(text: str, **known) -> ParsedStory:
    parsed = parse(text, **known)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_stated_headline_is_the_headline_whatever_stands_above():
    text = lines("Harbour news of the week", HEADLINE, "3 May 2024", BODY)

    assert story(text, fixed={1: Role.HEADLINE}).headline == "Harbour news of the week"
    assert story(text, fixed={2: Role.HEADLINE}).headline == HEADLINE


def test_the_body_begins_under_a_stated_headline():
    notice = "We use this page to tell readers of all that happens at the harbour and on the islands."
    parsed = story(lines(notice, "Harbour to close", BODY), fixed={2: Role.HEADLINE})

    assert parsed.paragraphs == tuple(BODY)
    assert parsed.roles[1] is not Role.PARAGRAPH


def test_two_lines_stated_as_headline_are_one_when_they_stand_together():
    parsed = story(
        lines("Wexley harbour to close", "for six weeks", BODY), fixed={1: Role.HEADLINE, 2: Role.HEADLINE}
    )

    assert (parsed.headline, parsed.evidence["headline"]) == ("Wexley harbour to close for six weeks", (1, 2))


def test_a_second_headline_further_down_is_doubted_and_left_out():
    parsed = story(lines(HEADLINE, BODY), fixed={1: Role.HEADLINE, 3: Role.HEADLINE})

    assert parsed.headline == HEADLINE
    assert [(doubt.code, doubt.line) for doubt in parsed.doubts if doubt.field == "headline"] == [
        ("several-headlines", 3)
    ]
    assert (3, Role.HEADLINE) in [(item.line, item.role) for item in parsed.left_out]


def test_a_line_stated_as_a_paragraph_is_of_the_body_though_it_reads_like_a_headline():
    parsed = story(lines(HEADLINE, BODY), fixed={1: Role.PARAGRAPH})

    assert parsed.headline is None
    assert parsed.paragraphs == (HEADLINE, *BODY)


def test_a_credit_stated_as_a_paragraph_is_of_the_body():
    credit = "(Reporting by Mary Malone; Editing by Jane Larkin)"
    parsed = story(lines(HEADLINE, BODY, credit), fixed={5: Role.PARAGRAPH})

    assert parsed.paragraphs == (*BODY, credit)
    assert parsed.byline == ""


def test_a_paragraph_stated_below_the_foot_is_of_the_body_and_the_foot_stays():
    parsed = story(
        lines(HEADLINE, "3 May 2024", BODY, "Source: Orme Post", "Boats run on Sunday."),
        fixed={7: Role.PARAGRAPH},
    )

    assert parsed.paragraphs == (*BODY, "Boats run on Sunday.")
    assert parsed.source == "Orme Post"


def test_stated_furniture_is_left_out_though_it_reads_like_a_paragraph():
    parsed = story(lines(HEADLINE, BODY), fixed={3: Role.FURNITURE})

    assert parsed.paragraphs == (LEAD, THIRD)
    assert [(item.line, item.text) for item in parsed.left_out] == [(3, SECOND)]


def test_stated_credits_give_their_fields_in_whatever_words_and_before_others():
    text = lines(
        HEADLINE, "ada quill, harbour desk", "On the third of May", BODY, "Orme Post", "Read: J. Larkin"
    )
    fixed = {2: Role.BYLINE, 7: Role.SOURCE, 8: Role.PROOFREADER}
    parsed = story(f"{text}\nSource: Somebody Else", fixed=fixed)

    assert (parsed.byline, parsed.source, parsed.proofreader) == (
        "ada quill, harbour desk",
        "Orme Post",
        "J. Larkin",
    )
    assert [parsed.certainty[name] for name in ("byline", "source", "proofreader")] == ["stated"] * 3
    assert not [doubt for doubt in parsed.doubts if doubt.field == "source"]


def test_of_two_dates_the_stated_one_is_the_story_s():
    text = lines(HEADLINE, "3 May 2024", BODY, "Printed on 5 May 2024")

    assert story(text).published.iso == "2024-05-03"
    assert story(text, fixed={6: Role.DATE}).published.iso == "2024-05-05"


def test_a_stated_date_that_cannot_be_read_is_doubted():
    parsed = story(lines(HEADLINE, "on a Friday in spring", BODY), fixed={2: Role.DATE})

    assert parsed.published is None
    assert parsed.doubts[0].sentence == "Line 2 was called the date, but no date could be read in it."


def test_a_stated_line_does_not_run_on_into_its_neighbours():
    parsed = story(WRAPPED, fixed={8: Role.CAPTION})

    assert parsed.captions == ("Passengers for Orme Island will be taken by bus to the",)
    assert [passage.lines for passage in parsed.passages] == [(4, 5, 6), (9,), (11, 12)]


def test_kinds_say_what_sort_of_passage_a_line_is():
    text = lines(HEADLINE, BODY, "Where to go", "Two boats wait at Tarrant", SECOND.replace("two", "three"))
    parsed = story(text, kinds={3: "blockquote", 5: "h3", 6: "li"})

    assert [passage.kind for passage in parsed.passages] == ["p", "blockquote", "p", "h3", "li", "p"]


def test_lines_of_a_kind_are_passages_of_their_own():
    text = lines(HEADLINE, LEAD.rstrip("."), SECOND.replace("Passengers", "passengers"), THIRD)

    assert [passage.lines for passage in story(text).passages] == [(2, 3), (4,)]
    kinds = dict.fromkeys((2, 3, 4), "p")
    assert [passage.lines for passage in story(text, kinds=kinds).passages] == [(2,), (3,), (4,)]


def test_text_whose_lines_are_stated_is_not_refused_for_what_it_looks_like():
    text = lines("<b> is the tag of the year", "<b>Bold</b> type won a poll among printers in Wexley.")

    assert parse(text, fixed={1: Role.HEADLINE, 2: Role.PARAGRAPH}).headline == "<b> is the tag of the year"


ODD = "Brought to you by the Tarrant bakers of Mill Lane"


@pytest.mark.parametrize("text", [lines(HEADLINE, "3 May 2024", BODY, "Source: Orme Post"), WRAPPED])
@pytest.mark.parametrize("apart", ["", "\n"])
def test_all_is_read_as_if_stated_furniture_were_not_there(text, apart):
    bare = story(text)
    rows = text.splitlines()
    for number in range(len(rows) + 1):
        page = "\n".join([*rows[:number], f"{apart}{ODD}{apart}", *rows[number:]])
        place = page.splitlines().index(ODD) + 1
        parsed = story(page, fixed={place: Role.FURNITURE})

        assert (parsed.headline, parsed.source, parsed.roles[place]) == (
            bare.headline, bare.source, Role.FURNITURE,
        )  # fmt: skip
        assert apart or parsed.paragraphs == bare.paragraphs
        assert [item.text for item in parsed.left_out if item.line == place] == [ODD]


def test_section_and_keywords_know_their_lines():
    parsed = story(
        lines(
            "Islands", HEADLINE, "3 May 2024", BODY, "Tags: ferries, Orme Island; harbour", "Section: Coast"
        )
    )

    assert (parsed.section, parsed.evidence["section"]) == ("Coast", (8,))
    assert (parsed.keywords, parsed.evidence["keywords"]) == (("ferries", "Orme Island", "harbour"), (7,))


def test_each_field_says_how_sure_it_is():
    parsed = story(lines("Islands", HEADLINE, "By Mary Malone", "04/05/2024", BODY, "Source: Orme Post"))

    assert parsed.certainty == {
        "headline": "likely",
        "section": "guessed",
        "byline": "sure",
        "published": "guessed",
        "source": "sure",
        "body": "sure",
    }


def test_files_of_one_template_have_one_shape():
    one = story(lines(HEADLINE, "By Mary Malone", "3 May 2024", BODY, "Source: Orme Post"))
    other = story(
        lines(
            "Bakers win bread prize",
            "By Jane Larkin",
            "4 May 2024",
            "Share this article",
            BODY,
            SECOND + " Twice.",
            "Source: Tarrant Wire",
        )
    )

    assert one.shape == other.shape == "headline byline date | lines | source"
    assert story(WRAPPED).shape == "headline date | wrapped, blank lines"


@st.composite
def _stated(draw):
    text = draw(st.sampled_from([SCRAPED, WRAPPED, lines(HEADLINE, BODY)]))
    numbers = [number for number, line in enumerate(text.split("\n"), 1) if line]
    fixed = draw(st.dictionaries(st.sampled_from(numbers), st.sampled_from(Role)))
    kinds = draw(st.dictionaries(st.sampled_from(numbers), st.sampled_from(KINDS)))
    return text, numbers, fixed, kinds


@given(_stated())
def test_whatever_is_stated_holds_and_no_line_is_lost(stated):
    text, numbers, fixed, kinds = stated
    parsed = parse(text, fixed=fixed, kinds=kinds)
    if not isinstance(parsed, ParsedStory):
        return

    placed = {n for used in parsed.evidence.values() for n in used}
    placed |= {n for passage in parsed.passages for n in passage.lines}
    placed = {n for n in placed if parsed.roles[n] in KEPT}
    left_out = {item.line for item in parsed.left_out if item.role is parsed.roles[item.line]}
    assert {n: parsed.roles[n] for n in fixed} == fixed
    assert placed | left_out == set(numbers)
    assert not placed & left_out


def test_a_colon_far_into_a_stated_byline_ends_no_label():
    byline = "Tarrant bakers win bread prize as ever: Orme"
    story = parse(lines(HEADLINE, byline, BODY), fixed={2: Role.BYLINE})
    assert story.byline == byline
