"""The shapes of pages and wires: which line becomes what."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, blank, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_page_gives_headline_standfirst_byline_and_date():
    parsed = story(
        lines(
            "News",
            HEADLINE,
            "Island passengers will go by bus while the mole is mended",
            "By Mary Malone",
            "21 May 2025 - 14:19",
            "Share this article",
            BODY,
        )
    )

    assert (parsed.headline, parsed.byline) == (HEADLINE, "Mary Malone")
    assert parsed.standfirst == "Island passengers will go by bus while the mole is mended"
    assert parsed.published.iso == "2025-05-21T14:19"
    assert parsed.paragraphs == tuple(BODY)


def test_name_and_date_may_share_a_line():
    parsed = story(blank("Not Logged In", HEADLINE, "By Mary Malone 13 Nov 2017", BODY))

    assert (parsed.byline, parsed.published.iso) == ("Mary Malone", "2017-11-13")


def test_a_name_without_by_beside_the_date_is_the_byline():
    parsed = story(
        lines(HEADLINE, "Mary Malone Town Hall reporter", "Friday 22 November 2024 08:49 GMT", BODY)
    )

    assert parsed.byline.startswith("Mary Malone")
    assert parsed.roles[2] is Role.BYLINE


def test_date_paper_and_editor_may_be_glued():
    parsed = story(lines(HEADLINE, "2016-08-12 09:35Orme Post Editor: Jane Larkin", BODY))

    assert parsed.published.iso == "2016-08-12T09:35"
    assert (parsed.source, parsed.proofreader) == ("Orme Post", "Jane Larkin")


def test_captions_are_no_paragraphs():
    caption = "Ada Quill at the harbour office. (Photo by Tom Reed/Orme Post)"
    parsed = story(lines(HEADLINE, "3 May 2024", caption, BODY))

    assert parsed.roles[3] is Role.CAPTION
    assert parsed.paragraphs == tuple(BODY)


def test_subheads_are_told_from_paragraphs():
    parsed = story(lines(HEADLINE, LEAD, SECOND, "Buses every hour", THIRD, SECOND.replace("two", "three")))

    assert [passage.text for passage in parsed.passages if passage.kind == "h2"] == ["Buses every hour"]


def test_titles_under_a_label_in_the_middle_are_related():
    parsed = story(
        lines(
            HEADLINE,
            LEAD,
            SECOND,
            "READ NEXT",
            "Brindle pool opens after a long delay",
            THIRD,
            LEAD + " Again.",
        )
    )

    assert [item.title for item in parsed.related] == ["Brindle pool opens after a long delay"]
    assert "Brindle" not in " ".join(parsed.paragraphs)


def test_a_list_of_teasers_below_the_text_is_left_out():
    teasers = [f"{town} wins the cup" for town in ("Tarrant", "Brindle", "Orme", "Colby", "Marsh End")]
    parsed = story(lines(HEADLINE, BODY, "Most read", teasers, "© Orme Post"))

    assert parsed.paragraphs == tuple(BODY)


def test_wire_headers_with_dashes_give_their_fields():
    parsed = story(
        lines(
            "-- " + HEADLINE,
            "-- By Mary Malone",
            "-- Wed Jun 22, 2011 2:08am EDT",
            "-- http://wire.example/2011/06/22/x",
            "",
            " WEXLEY (Reuters) - " + LEAD,
            "",
            f" {SECOND} {THIRD} (Reporting by Mary Malone, editing by Jane Larkin)",
        )
    )

    assert (parsed.headline, parsed.byline, parsed.source) == (HEADLINE, "Mary Malone", "Reuters")
    assert parsed.proofreader == "Jane Larkin"
    assert parsed.published.iso == "2011-06-22T02:08-04:00"
    assert parsed.paragraphs[-1].endswith(THIRD)


INDENTED = """HARBOUR BOARD <HBRD> SETS FERRY DATES
    WEXLEY, Feb 26 - The harbour board said it would close the
eastern mole for six weeks and run buses to Tarrant in its
place until the divers have done.
    The board said the cost of the work would be met from
fares and from a grant of 50,000 crowns that the county gave
it last year.
 Reuter
"""


def test_indents_mark_the_paragraphs_of_wrapped_copy():
    parsed = story(INDENTED)

    assert parsed.headline == "HARBOUR BOARD <HBRD> SETS FERRY DATES"
    assert [passage.lines for passage in parsed.passages] == [(2, 3, 4), (5, 6, 7)]
    assert parsed.source == "Reuters"


def test_wrapped_lines_are_joined_to_one_paragraph():
    assert story(INDENTED).paragraphs[1] == (
        "The board said the cost of the work would be met from fares and from a grant of 50,000 crowns that the"
        " county gave it last year."
    )


def test_two_spaces_part_paragraphs_in_wrapped_copy():
    wrapped = (
        "The harbour board said on Monday it would close the mole\n"
        "for six weeks and run buses to the town of Tarrant in its\n"
        "place.  The board said that the cost would be met from the\n"
        "fares and from a grant which the county council gave it\n"
        "last year.\n"
    )

    assert [passage.lines for passage in story(wrapped).passages] == [(1, 2, 3), (3, 4, 5)]


def test_a_page_behind_a_wall_is_a_story_without_text_and_doubted():
    parsed = story(
        lines(HEADLINE, "The mole is to be mended at last.", "20 February 2019", "21-day free trial", "Image")
    )

    assert parsed.passages == ()
    assert "no-body" in {doubt.code for doubt in parsed.doubts}


def test_the_language_is_guessed():
    assert story(lines(HEADLINE, BODY)).language == "en"


def test_spanish_is_not_taken_for_esperanto():
    text = [
        "El puerto cierra a los barcos de la isla en mayo, y la autoridad de la bahía dice que la mole es insegura.",
        "Los viajeros van en autobús a la otra orilla de la bahía, en la que esperan dos barcos de la flota.",
    ]

    assert story(lines("Cierra el puerto", text)).language == "es"


@pytest.mark.parametrize("mark", ["*", "+", "-"])
def test_no_item_of_a_list_goes_on_from_the_one_before(mark):
    wrapped = [
        "Wexley harbour will close to ferries for six weeks from Monday,",
        "the port authority said, while divers mend the mole and the old",
        "landing stage, which stood under water for most of the winter.",
    ]
    items = [f"{mark} Ferry fares rise in spring, and the", f"{mark} Orme Island has a new harbour master"]
    parsed = parse("\n".join([HEADLINE, "", *wrapped, "", *wrapped, "", *items]))

    assert isinstance(parsed, ParsedStory)
    assert not any("fares" in text and "master" in text for text in (*parsed.paragraphs, *parsed.captions))
