"""Which line is the headline, and when another could be it."""

import pytest

from articles.text.parsing import ParsedStory, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, blank, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_short_first_line_that_a_blank_parts_from_all_the_rest_is_the_headline():
    assert story(lines("Boats", "", BODY)).headline == "Boats"


def test_it_may_end_as_sentences_do():
    parsed = story(lines("The ferries stop at last.", "", BODY))

    assert parsed.headline == "The ferries stop at last."
    assert parsed.paragraphs == tuple(BODY)


def test_a_blank_after_each_line_tells_nothing():
    assert story("\n\n".join(["Boats are mended well.", *BODY])).paragraphs[0] == "Boats are mended well."


def test_a_row_of_keywords_is_no_headline():
    parsed = story(lines("Ferries, Harbour, Wexley, Mole", HEADLINE, "3 May 2024", BODY))

    assert parsed.headline == HEADLINE


def test_an_item_of_a_list_is_no_headline():
    parsed = story(lines("- ferries for weeks", "Harbour to close", "3 May 2024", BODY))

    assert parsed.headline == "Harbour to close"


def test_a_line_that_is_nearly_as_good_is_told():
    rival = "Wexley harbour ferries to stop for weeks on Monday"
    text = lines("Harbour ferries to close for Monday", "Tides", "Charts", "Boats", rival, "3 May 2024", BODY)

    assert "unsure-headline" in {doubt.code for doubt in story(text).doubts}


def test_a_line_as_short_as_a_sections_name_is_no_headline_above_a_better_one():
    parsed = story(lines("Wexley harbour news", HEADLINE, "By Mary Malone", BODY))

    assert parsed.headline == HEADLINE


def test_a_section_glued_to_the_headline_is_left_off():
    assert story(lines(f"HomeNews{HEADLINE}", HEADLINE, "3 May 2024", BODY)).headline == HEADLINE


def test_tags_glued_to_each_other_are_no_headline():
    parsed = story(lines("TopicsWexley FerriesHarbour closed six weeks", HEADLINE, "3 May 2024", BODY))

    assert parsed.headline == HEADLINE


def test_the_way_to_a_story_is_left_off_its_headline():
    path = f"Gazette.example / Videos / / {HEADLINE}"

    parsed = story(lines(path, "", HEADLINE, "", *BODY))

    assert parsed.headline == HEADLINE
    assert {doubt.code for doubt in parsed.doubts} == {"no-date"}


def test_a_headline_that_is_printed_twice_is_no_rival_of_itself():
    parsed = story(lines(HEADLINE, "Home", "News", "Ferries", HEADLINE, "3 May 2024", BODY))

    assert (parsed.headline, parsed.doubts) == (HEADLINE, ())


def test_an_item_that_counts_on_from_the_one_above_is_no_headline():
    crumb = "4. Wexley: harbour to close to ferries from Monday"
    text = lines("1. Home", "2. News", "3. Wexley", crumb, HEADLINE, "3 May 2024", BODY)

    assert story(text).headline == HEADLINE


def test_the_line_over_date_and_writer_is_sooner_the_headline_than_a_magazines_name():
    text = lines("Harbour and Ferries Wexley", "Mole", HEADLINE, "By Mary Malone 3 May 2024", BODY)

    assert story(text).headline == HEADLINE


def test_a_short_line_under_the_headline_and_over_the_writer_is_its_standfirst():
    parsed = story(lines(HEADLINE, "Northport 2, Eastmere 1", "By Ana Ruiz", "5 March 2024", BODY))

    assert (parsed.headline, parsed.standfirst) == (HEADLINE, "Northport 2, Eastmere 1")


def test_a_title_in_capitals_may_end_as_sentences_do():
    title = "Never Ask A Gull For Directions. It Will Stay For Breakfast."
    parsed = story(lines(title, "", *BODY))

    assert (parsed.headline, parsed.paragraphs) == (title, tuple(BODY))


def test_a_question_that_is_printed_twice_is_the_headline():
    title = "Will the ferries to Orme Island really stop for six whole weeks?"
    parsed = story(lines("Home", title, title, BODY))

    assert parsed.headline == title
    assert parsed.paragraphs == tuple(BODY)


def test_a_paragraph_with_a_dateline_is_no_headline():
    lead = "WEXLEY, May 3 (AP) — Ferries to Orme Island will stop for six weeks from Monday."
    long = f"{SECOND} {LEAD}"

    assert story(lines(lead, "", long, "", THIRD)).headline is None


def told(text: str, code: str = "unsure-headline") -> bool:
    return code in {doubt.code for doubt in story(text).doubts}


def test_a_headline_with_dots_behind_it_is_doubted():
    assert told(lines(f"{HEADLINE} Add to ...", "3 May 2024", BODY))


def test_a_line_over_the_date_far_from_the_chosen_one_is_told():
    menu = [f"Charts of Wexley harbour for {year}" for year in range(1990, 1999)]

    assert told(lines(HEADLINE, menu, "Share", "Minutes of the harbour meeting", "3 May 2024", BODY))
    assert not told(lines(HEADLINE, "Share", "Minutes of the harbour meeting", "3 May 2024", BODY))


def test_a_line_that_only_says_the_headline_again_does_not_make_it_doubtful():
    again = "For six weeks ferries are kept out of Wexley harbour"

    assert not told(lines("Home", HEADLINE, again, "3 May 2024", BODY))
    assert not told(lines(f"HomeNews{HEADLINE}", "Print", HEADLINE, "3 May 2024", BODY))


def test_a_headline_over_its_standfirst_and_the_date_has_no_rival():
    below = "Wexley harbour ferries: where the boats to Orme Island sail from Monday"

    assert not told(lines("Home", "Tides and charts", below, "By Mary Malone", "3 May 2024", BODY))
    assert not told(lines("Home", "The long wait of an old hand", below, "By Mary Malone", BODY))


def test_a_short_question_over_a_text_is_its_headline():
    title = "Will the ferries to Orme Island stop?"

    assert story(blank(title, BODY)).headline == title
    assert not told(blank(title, BODY))
    assert told(blank(f"The harbour is old. {title}", BODY))


def test_a_caption_that_names_its_agency_is_no_rival():
    caption = "Wexley harbour ferries close to the eastern mole. AFP"

    assert not told(lines(HEADLINE, "Share", "Print", "Home", caption, "3 May 2024", BODY))


def test_a_title_of_two_sentences_is_not_doubted():
    title = "Ferries Will Stay In Harbour Until June. Why You Should Not Worry About Wexley."

    assert story(lines("Home", title, "3 May 2024", BODY)).certainty["headline"] != "guessed"


def test_a_longer_title_between_the_chosen_one_and_the_date_is_told():
    parsed = story(
        lines(
            "Wexley harbour ferries",
            "What the harbour master and the gulls never told me",
            "3 May 2024",
            BODY,
        )
    )

    assert "unsure-headline" in {doubt.code for doubt in parsed.doubts}


@pytest.mark.parametrize(
    "link",
    [
        "« Old boats of the harbour",
        "More boats of Wexley harbour »",
        "Previous articleFerries of Wexley harbour to sail",
        "NächsterEine Fähre im Hafen von Wexley",
        "Artigo anteriorFerries of Wexley",
    ],
)
def test_a_link_to_the_story_before_or_after_is_no_headline(link):
    assert story(lines("Home", link, "Share", HEADLINE, "3 May 2024", BODY)).headline == HEADLINE


def test_words_that_only_begin_as_such_links_are_a_headline():
    title = "Next generation of Wexley ferries to close harbour"

    assert story(lines(title, "3 May 2024", BODY)).headline == title


def test_an_item_of_a_list_of_figures_is_no_headline():
    items = [
        "8 ferries",
        "2 harbour buses, mended",
        "6 old ferries, painted and tarred",
        "1 mole",
        "½ gull",
    ]

    assert story(lines("Home", *items, "Share", BODY)).headline is None


def test_the_line_that_ends_the_way_to_a_story_is_its_headline():
    parsed = story(
        lines(
            "pictures from an old camera",
            "Home / Essays / 2024 / Old Mole",
            "Share",
            "3 May 2024",
            "Old Mole",
            BODY,
        )
    )

    assert (parsed.headline, parsed.doubts) == ("Old Mole", ())


@pytest.mark.parametrize(
    "line",
    [
        "harbour ferries at the mole.jpg",
        "Click for all harbour ferries of Wexley",
        "Ver más de Wexley harbour",
    ],
)
def test_what_leads_elsewhere_on_a_page_is_no_headline(line):
    assert story(lines(line, "Share", BODY)).headline is None


def test_a_headline_that_a_sections_name_may_be_glued_to_is_doubted():
    assert told(lines("Home", "HarbourNewsroom Ferries to close", "3 May 2024", BODY))
    assert not told(
        lines(
            "Home",
            "HarbourNewsroom to close",
            "3 May 2024",
            "HarbourNewsroom is shut until the mole is mended.",
            BODY,
        )
    )


def test_a_headline_in_a_list_of_titles_is_doubted():
    others = [f"Number {n} of the harbour tales of Orme" for n in ("one", "two", "three", "four", "five")]

    assert told(lines("Home", HEADLINE, others, BODY))
    assert not told(lines("Home", HEADLINE, "3 May 2024", others, BODY))


def test_a_long_line_over_a_shorter_title_is_doubted():
    kicker = (
        "Everything is said to be ready in Wexley for the six weeks in which the harbour is closed to ferries"
    )
    below = f"{SECOND} {THIRD}"

    assert told(lines(kicker, "The mole will be mended well", below, "By Mary Malone", BODY))
    assert not told(lines(kicker, "By Mary Malone", below, BODY))


def test_a_title_over_its_date_is_the_storys_though_a_list_below_has_it_too():
    title = "What an hour in the tidal pool is worth"
    listed = ["Share", "Read more", "Old boats are dear again", title, "A gull was seen at the town hall"]
    parsed = story(lines(title, "3 May 2024", BODY, listed))

    assert (parsed.headline, parsed.published and parsed.published.iso) == (title, "2024-05-03")


@pytest.mark.parametrize(
    "line", ["Aller au contenu principal", "Saltar al contenido", "Hoppa till innehåll Wexley Wexley"]
)
def test_the_way_past_a_menu_is_no_headline(line):
    assert story(lines(line, "Menu", BODY)).headline is None
