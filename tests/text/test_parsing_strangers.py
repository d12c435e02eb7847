"""Lines of pages that stand among the paragraphs of a story and are none of it."""

import pytest

from articles.text.parsing import ParsedStory, Role, own_role, parse
from articles.text.parsing.furniture import is_furniture
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Twitter", Role.FURNITURE),
        ("APA/Mary Malone", Role.PICTURE_CREDIT),
        ("Legende: Fähren im Hafen von Wexley. MM", Role.CAPTION),
        ("Image captionFerries wait in the harbour of Wexley", Role.CAPTION),
        ("Ferries in the harbour. Foto Tom Reed via Unsplash", Role.CAPTION),
        ("Use the comment form below to begin a discussion.", Role.FURNITURE),
        ("Like us on Facebook", Role.FURNITURE),
        ("These links are not ours and open in a new window", Role.FURNITURE),
        ("The old ferry waits for paint in the harbour of Wexley. By ORME PORT AUTHORITY", Role.CAPTION),
        ("Slideshow ( 15 images )", Role.FURNITURE),
        ("The Gazette is powered by Orme Post Ltd.", Role.FURNITURE),
        ("The ferry, powered by two old engines, will be mended.", None),
        ("1 2 of 2 Next Page", Role.FURNITURE),
        ("← Boats for Orme Island → Fares rise", Role.FURNITURE),
        ("Related topics: Wexley, Ferries", Role.KEYWORDS),
        ("Themen in diesem Artikel: Wexley, Fähren", Role.KEYWORDS),
        ("Lea más: Los barcos de la isla de Orme", Role.RELATED_TITLE),
        ("(MORE: The boats of Orme Island)", Role.RELATED_TITLE),
        ("花生地里正录制视频 李小明 摄", Role.CAPTION),
        ("Ada Quill, second left, with the crew of the ferryCredit: Ann Reed", Role.CAPTION),
        ("The ferry takes on her first passengers of the day. (screen grab)", Role.CAPTION),
        ("Ada Quill am Telefon, Quelle: Hafenblatt", Role.CAPTION),
        ("Die Fähre fährt ab Mai wieder, hieß es. (Quelle: Hafenblatt)", None),
        ("(Ann Reed/areed@gazette.example)", Role.PICTURE_CREDIT),
        ("[+] Enlarge", Role.FURNITURE),
        ("The ferry leaves her pier in the bay of Wexley.CreditAnn Reed/Harbour News", Role.CAPTION),
        ("Паром в порту Уэксли / Фото из архива порта", Role.CAPTION),
        ("2 days ago at 07:52 am", Role.RELATED_DATE),
        ("Ada Quill greets the crew of the ferry.Image copyrightHARBOUR NEWS", Role.CAPTION),
        ("Ann Reed / Bay Pictures / AFP", Role.CAPTION),
        ("Please enable JavaScript to see the tides", Role.FURNITURE),
        ("The tide tables of the harbour are drawn with JavaScript.", None),
        ("Share current article via Facebook", Role.FURNITURE),
        ("Per WhatsApp teilen WhatsApp", Role.FURNITURE),
        ("यह भी पढ़ें: ओर्मे द्वीप की नावें फिर देर से", Role.RELATED_TITLE),
        ("الأكثر قراءة", Role.RELATED_LABEL),
        ("Articles correspondants", Role.RELATED_LABEL),
        ("Previous articleBoats of Orme Island are late again", Role.RELATED_TITLE),
        ("Nächster Beitrag: Die Boote der Insel Orme", Role.RELATED_TITLE),
        ("Article suivant à lire demain matin", None),
        ("DEJA UNA RESPUESTA Cancelar respuesta", Role.BOILERPLATE),
        ("Please enter your name here", Role.FURNITURE),
        ("Top Rated Comments", None),
        ("SEE MORE: The boats of Orme Island are late again", Role.RELATED_TITLE),
        ("Mehr zum Thema finden Sie auch im Hafenblatt:", Role.RELATED_LABEL),
        ("Schlagworte: Wexley, Fähren", Role.KEYWORDS),
        ("Minutes of the meeting of 10 October 2019", None),
        ("Lesetipp", Role.RELATED_LABEL),
        ("Related Slideshow", Role.RELATED_LABEL),
        ("Artículos relacionadosMás del autor", Role.RELATED_LABEL),
        ("Что еще почитать", Role.RELATED_LABEL),
        ("Like this? You might also be interested in...", Role.RELATED_LABEL),
        ("24 comments:", Role.BOILERPLATE),
        ("– additional reporting by Tom Reed", Role.AGENCY_CREDIT),
        ("Writing in The Gazette Ada Quill said: The boats are late.", None),
        ("The keeper admitted to a theft from the harbour office on December 16, 2010.", None),
    ],
)
def test_says_by_its_own_words_what_it_is(line, role):
    assert own_role(line) is role


def test_buttons_that_share_their_neighbours_do_not_join_a_wrapped_paragraph():
    wrapped = [
        "Wexley harbour will close to ferries for six weeks from Monday",
        "while divers mend the eastern mole, the port authority said at",
        "the end of a long meeting, and passengers for Orme Island will",
        "be taken by bus to Tarrant. (Ada Quill told us)",
        "(BUTTON) View Comments",
    ]
    parsed = story(lines(HEADLINE, "", wrapped))

    assert parsed.roles[7] is Role.FURNITURE
    assert parsed.paragraphs[-1].endswith("(Ada Quill told us)")


FOURTH = "The port authority will pay for the buses and for the two boats, Ada Quill said on Friday."
PAGE = ["Home", HEADLINE, "By Mary Malone", "3 May 2024"]
FOOT = ["Share", "Print", "Contact us"]


def test_a_long_row_of_titles_is_no_text():
    menu = " ".join(
        ["Boats Ferries Orme Island Wexley Harbour News", "World Business Travel Culture Video"] * 3
    )
    parsed = story(lines(menu, PAGE, BODY))

    assert parsed.paragraphs == tuple(BODY)
    assert (parsed.headline, parsed.byline) == (HEADLINE, "Mary Malone")


def test_a_question_over_a_picture_is_the_headline():
    title = "Wexley harbour: who will mend the eastern mole, and when?"
    parsed = story(lines("Home", title, "Photo: Tom Reed", BODY, FOURTH))

    assert (parsed.headline, parsed.paragraphs) == (title, (*BODY, FOURTH))


def test_posts_of_a_feed_do_not_belong_to_the_text_above_them():
    posts = [
        f"The {word} boat of the bay has been sold to a rich man of Brindle."
        for word in ("red", "blue", "old")
    ]
    feed = [line for post in posts for line in ("2 hours ago", post)]

    assert story(lines(PAGE, BODY, "News ticker", feed)).paragraphs == tuple(BODY)


def test_the_text_ends_over_a_box_about_its_writer():
    box = ["Mary Malone", "Writes on boats and harbours for us. She has won the prize of the town twice."]
    parsed = story(lines(PAGE, BODY, FOURTH, box, "Bakers in the old valley win a prize for their loaves."))

    assert parsed.paragraphs == (*BODY, FOURTH)


def test_a_short_line_between_the_text_and_the_page_is_the_pages():
    assert story(lines(PAGE, BODY, FOURTH, "boats of the bay and ferries", FOOT)).paragraphs == (
        *BODY,
        FOURTH,
    )


def test_an_agencys_own_region_is_of_the_agency():
    parsed = story(lines(HEADLINE, "3 May 2024", f"Wexley (dpa/orm) – {LEAD}", SECOND, THIRD))

    assert (parsed.dateline, parsed.source) == ("Wexley (dpa/orm)", "dpa")


def test_what_is_said_of_a_picture_over_the_same_caption_is_left_out():
    picture = "Ferries wait in the harbour of Wexley on a Monday."
    parsed = story(lines(PAGE, picture, f"{picture} (Photo: Tom Reed)", BODY))

    assert parsed.paragraphs == tuple(BODY)


def test_few_words_under_a_list_of_long_titles_head_the_next_box():
    titles = [
        f"Wexley council votes for {n} new boats and a longer mole" for n in ("two", "three", "four", "five")
    ]
    parsed = story(lines(PAGE, BODY, "Related stories", titles, "The Day in Boats", "5 May 2024"))

    assert [item.title for item in parsed.related] == titles


def test_a_quotation_under_the_title_of_another_story_is_no_part_of_its_card():
    quotation = "“The mole is old, and it was never built for boats as heavy as these,” she said."
    between = ["More from Wexley", "New pool for Brindle opens after long delay", quotation, "Share"]

    assert quotation in story(lines(PAGE, LEAD, SECOND, between, THIRD, FOURTH)).paragraphs


def test_a_name_that_begins_small_makes_no_sentence_of_a_subhead():
    title = "iFerry signs up boats of Wexley"
    parsed = story(lines(PAGE, LEAD, SECOND, title, THIRD, FOURTH, FOOT))

    assert [passage.kind for passage in parsed.passages if passage.text == title] == ["h2"]


def test_initials_at_its_end_make_no_sentence_of_a_headline():
    title = "How the harbour of Wexley was closed to ferries by the U.S."

    assert story(lines("Home", title, "3 May 2024", BODY)).headline == title


def test_two_blanks_behind_a_full_stop_part_nothing_where_blank_lines_do():
    wrapped = [
        "Wexley harbour will close to ferries for six weeks from Monday,",
        "the port authority said.  Passengers will be taken by bus to the",
        "town of Tarrant, where two boats are waiting for them.",
        "",
        "The port authority will pay for the buses and the boats, and it",
        "hopes that the mole will stand for years.  Nobody knows whether",
        "it will, Ada Quill said.",
    ]

    assert len(story(lines(HEADLINE, "", "3 May 2024", "", wrapped)).paragraphs) == 2


def test_whom_to_write_to_of_a_story_is_its_writer():
    parsed = story(
        lines(HEADLINE, "3 May 2024", BODY, "To contact the reporter on this story: Mary Malone in Wexley")
    )

    assert parsed.byline == "Mary Malone"


@pytest.mark.parametrize(
    "line",
    [
        "This post contains references to boats of our advertisers. We may receive compensation when you click on"
        " links to those products.",
        "Die mit einem Symbol gekennzeichneten Links sind Affiliate-Links. Kommt darüber ein Einkauf zustande,"
        " erhalten wir eine Provision - ohne Mehrkosten für Sie!",
    ],
)
def test_what_a_page_earns_by_its_links_is_none_of_the_text(line):
    assert story(lines(HEADLINE, "By Mary Malone", "3 May 2024", line, BODY)).paragraphs == tuple(BODY)


def test_a_disclaimer_is_none_of_the_text_however_long_it_is():
    line = (
        "Editorial Disclaimer: Opinions expressed here are the author’s alone. " + "They are not ours. " * 15
    )

    assert story(lines(HEADLINE, "3 May 2024", BODY, line)).paragraphs == tuple(BODY)


@pytest.mark.parametrize(
    "line", ["To Post Comments Sign In", "Email ThisBlogThis!Share to TwitterShare to Facebook"]
)
def test_words_of_buttons_are_furniture_in_any_row(line):
    assert is_furniture(line)


def test_short_lines_that_break_off_are_no_text():
    teasers = [f"The story of ferry {number} and of its old master, who ..." for number in range(8)]

    assert story(lines(HEADLINE, "3 May 2024", BODY, "Top stories", teasers)).paragraphs == tuple(BODY)


def test_an_error_of_the_sites_program_is_furniture():
    line = "Deprecated: split(): The old way is deprecated, use another instead in /srv/harbour/format.php on line 82"

    assert story(lines(HEADLINE, "3 May 2024", line, BODY)).paragraphs == tuple(BODY)


def test_a_sentence_with_an_arrow_is_no_path():
    said = "You choose Harbour > Ferries > Fares."

    assert not is_furniture(said)
    assert is_furniture(said.removesuffix("."))
