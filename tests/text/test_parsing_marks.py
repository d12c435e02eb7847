"""What programs put into text: numbered links, signs of lists and quotations, forms, wires' names for stories."""

from textwrap import fill

import pytest

from articles.text.parsing import LeftOut, ParsedStory, Role, parse
from articles.text.parsing.marks import has_blanks, numbers_links, without_bullet
from articles.text.parsing.wire import slugline
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, blank, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


NAMES = ["News", "Sport", "Bay", "Boats", "Tides", "Letters", "Jobs"]
MENU = [f"   * [{number}]{name}" for number, name in enumerate(NAMES, 1)]


def test_numbers_of_links_are_no_words_of_the_story():
    linked = SECOND.replace("Orme Island", "[9]Orme Island")
    parsed = story(blank(*MENU, HEADLINE, "By [8]Mary Malone - 2019-04-10", LEAD, linked, THIRD))

    assert (parsed.headline, parsed.byline) == (HEADLINE, "Mary Malone")
    assert parsed.published.iso == "2019-04-10"
    assert parsed.paragraphs == tuple(BODY)


def test_footnotes_are_no_link_numbers():
    text = " ".join(f"The mole was mended in year {number}.[{number}]" for number in range(1, 12))

    assert not numbers_links(text)


def test_marked_lines_become_a_quotation():
    quote = (
        "> We shall run the buses ourselves until the divers have left the mole, whatever it costs the town."
    )
    parsed = story(blank(HEADLINE, LEAD, quote, THIRD))

    assert [passage.text for passage in parsed.passages if passage.kind == "blockquote"] == [quote[2:]]


def test_lines_set_in_become_a_quotation():
    quote = "     We shall run the buses ourselves until the divers have left the mole, whatever it costs."
    parsed = story(blank(HEADLINE, LEAD, SECOND, quote, THIRD, LEAD.replace("six", "nine")))

    assert [passage.text for passage in parsed.passages if passage.kind == "blockquote"] == [quote.strip()]


@pytest.mark.parametrize(("listed", "said"), [("* Home", "Home"), ("• Home", "Home"), ("-Home", "-Home")])
def test_a_list_item_says_what_stands_behind_its_sign(listed, said):
    assert without_bullet(listed) == said


def test_a_byline_may_be_an_item_of_a_list():
    assert story(lines(HEADLINE, "* By Mary Malone", "* 3 May 2024", BODY)).byline == "Mary Malone"


def test_blanks_of_a_form_are_no_paragraphs():
    assert has_blanks("Welcome back, {| current_name |}. Please tell us what your address is.")
    assert not has_blanks("The set {1, 2} is small.")


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("BC-ORM--Harbour Strike,364", "BC-ORM--Harbour Strike,364"),
        ("Orme/harbour/ferries/", "Orme/harbour/ferries"),
        ("HARBOUR-STRIKE/FERRIES (UPDATE 2)", "HARBOUR-STRIKE/FERRIES (UPDATE 2)"),
        ("Slug: harbour-strike", "harbour-strike"),
        ("Harbour strike off", ""),
        ("HARBOUR STRIKE OFF", ""),
    ],
)
def test_knows_the_wires_names_for_stories(line, slug):
    assert slugline(line) == slug


def test_a_slugline_fills_its_field_and_is_no_headline():
    parsed = story(lines("Orme/harbour/ferries/", HEADLINE, "", f"WEXLEY, May 3 (AP) - {LEAD}", "", SECOND))

    assert (parsed.slugline, parsed.headline) == ("Orme/harbour/ferries", HEADLINE)
    assert parsed.roles[1] is Role.SLUGLINE


COLUMN = """The harbour board said on Monday it would close the mole
for six weeks and run buses to the town of Tarrant in its
place until the divers have done with it and gone home to
their own harbours.
"""
WRAPPED = f"""{COLUMN}Brindle pool opens after two years of building works
27 Mar 2024
Tarrant bakers win the county prize for the third time
18 Jul 2023
"""


def test_a_title_above_its_date_is_not_glued_to_it_in_wrapped_copy():
    lines_of = [passage.lines for passage in story(WRAPPED).passages]

    assert (1, 2, 3, 4) in lines_of
    assert story(WRAPPED).roles[6] is not Role.PARAGRAPH


def test_a_date_that_ends_a_wrapped_sentence_stays_in_it():
    text = COLUMN.replace(
        "their own harbours.", "their own harbours, as all of them were told to on\nMarch 3, 2024."
    )

    assert story(text).paragraphs[0].endswith("on March 3, 2024.")


def test_an_agency_alone_on_a_wrapped_line_is_the_source():
    assert story(COLUMN + "Reuter\n").source == "Reuters"


def test_a_list_of_small_words_does_not_make_a_file_wrapped():
    words = ["mole", "ferry", "divers", "boats", "buses", "tides", "harbour", "island"]
    parsed = story(lines(HEADLINE, BODY, words))

    assert parsed.paragraphs == tuple(BODY)


def test_menus_set_in_do_not_make_the_margin_of_a_browser_a_sign_of_paragraphs():
    margin = "\n".join(f"   {line}" for line in COLUMN.splitlines())
    parsed = story(
        "\n".join([*MENU * 3, "", f"   {HEADLINE}", "", margin, "", margin.replace("Monday", "Sunday")])
    )

    assert len(parsed.paragraphs) == 2


def test_a_dated_byline_under_a_wrapped_paragraph_is_not_glued_to_it():
    parsed = story(
        f"{HEADLINE}\n\n{COLUMN}By Mary Malone 03.05.2024, 18:58\n\n{COLUMN.replace('Monday', 'Sunday')}"
    )

    assert (parsed.byline, parsed.published.iso) == ("Mary Malone", "2024-05-03T18:58")


def wrapped(*paragraphs: str) -> str:
    return "\n\n".join(fill(paragraph, 60) for paragraph in paragraphs)


def test_a_credit_over_two_lines_is_left_out_of_each():
    parsed = parse(wrapped(HEADLINE, LEAD, SECOND, f"{THIRD} (Reporting by Ann Quill; editing by Tom Reed)"))

    cuts = [(piece.line, piece.text) for piece in parsed.left_out if piece.role is Role.AGENCY_CREDIT]
    assert cuts == [(12, "Quill; editing by Tom Reed)"), (11, "(Reporting by Ann")]
    assert (parsed.byline, parsed.evidence["byline"]) == ("Ann Quill", (11, 12))


@pytest.mark.parametrize("name", ["Ann Quill", "Ann Quill and Tom Reed"])
def test_a_byline_glued_to_a_dateline_is_left_out_of_its_line_with_its_label(name):
    parsed = parse(lines(HEADLINE, f"By {name} WEXLEY, May 3 (AP) - {LEAD}", SECOND, THIRD))

    assert parsed.left_out == (LeftOut(2, f"By {name}", Role.BYLINE),)
    assert (parsed.byline, parsed.paragraphs[0]) == (name, f"WEXLEY, May 3 (AP) - {LEAD}")


def test_a_byline_glued_to_a_dateline_over_two_lines_is_left_out_of_each():
    names = "Ann Quill, Tom Reed, Mary Malone, Jane Sloane Larkin and Rosemary Quill"
    parsed = parse(wrapped(HEADLINE, f"By {names} WEXLEY, May 3 (AP) - {LEAD}", SECOND, THIRD))

    cuts = [(3, "By Ann Quill, Tom Reed, Mary Malone, Jane Sloane Larkin and"), (4, "Rosemary Quill")]
    assert [(piece.line, piece.text) for piece in parsed.left_out] == cuts
    assert parsed.byline == names


def test_a_byline_on_its_own_line_leaves_nothing_out():
    assert parse(lines(HEADLINE, "By Ann Quill", LEAD, SECOND, THIRD)).left_out == ()


def test_a_line_that_is_joined_to_a_date_and_says_nothing_of_it_is_left_out():
    parsed = parse(f"{HEADLINE}\n\nNews | 3 May 2024 | By Ann Quill\nharbour\n\n{wrapped(*BODY)}")

    assert parsed.evidence["published"] == (3,)
    assert [(piece.line, piece.text) for piece in parsed.left_out] == [(4, "harbour")]


@pytest.mark.parametrize("credit", ["(Reporting by Ann Quill)", "Source: Orme Post"])
def test_a_credit_two_spaces_behind_a_paragraph_is_left_out_of_its_line(credit):
    parsed = parse(f"{wrapped(HEADLINE, LEAD, SECOND, THIRD)}  {credit}")

    assert [(piece.line, piece.text) for piece in parsed.left_out] == [(11, credit)]
    assert f"{parsed.byline}{parsed.source}" in credit


def test_what_a_code_of_a_wire_parts_from_its_line_is_left_out_with_its_words():
    parsed = parse(
        lines("1. \x01Ferry strike,364:", "\x02by bus to Tarrant, where two boats are", "waiting.", "\x03")
    )

    assert [(piece.line, piece.text) for piece in parsed.left_out] == [(4, "\x03"), (1, "1.")]
