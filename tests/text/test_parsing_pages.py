"""Shapes of scraped pages: who wrote it and when, what stands between the paragraphs and below the last."""

import re

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from articles.text.parsing.furniture import is_furniture
from articles.text.parsing.labels import inline_related, is_related_label, is_relative_date
from articles.text.parsing.names import byline, is_job, person
from articles.text.parsing.readers import addresses_reader, is_comments_label
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von: Mary Malone, Ada Quill", "Mary Malone, Ada Quill"),
        ("Post author By Mary Malone", "Mary Malone"),
        ("By Mary Malone, European technology correspondent", "Mary Malone"),
        ("By Mary Malone , European technology correspondent", "Mary Malone"),
        ("Text von Mary Malone Illustration von Tom Reed", "Mary Malone"),
        ("Written by Mary Malone", "Mary Malone"),
        ("Von: mm/orm", "mm/orm"),
        ("Автор: Вера Лунина", "Вера Лунина"),
    ],
)
def test_reads_bylines_as_pages_print_them(line, name):
    assert byline(line).name == name


@pytest.mark.parametrize(
    "line", ["Mary Malone Redakteurin", "Mary Malone Senior Reporter", "Mary Malone | The Gazette"]
)
def test_the_job_is_no_part_of_the_name(line):
    assert person(line) == "Mary Malone"


def test_a_job_under_a_name_makes_it_the_byline():
    assert is_job("Town Hall reporter")
    parsed = story(
        lines(
            HEADLINE, "Share", "Mary Malone", "Town Hall reporter", "Share", "Listen", "Print", "Save", BODY
        )
    )

    assert parsed.byline == "Mary Malone"


def test_bars_part_the_particulars_of_one_line():
    parsed = story(lines(HEADLINE, "Bay, News | Published: 5 hours ago | Written by Mary Malone", BODY))

    assert parsed.byline == "Mary Malone"
    assert parsed.published is None
    assert parsed.paragraphs == tuple(BODY)


def test_somebody_named_in_a_caption_is_not_the_writer():
    parsed = story(lines(HEADLINE, "3 May 2024", "Ada Quill", "Mary Malone", BODY))

    assert parsed.byline == "Mary Malone"


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "Updated 2 days ago",
        "vor 16 Stunden",
        "hace 3 horas",
        "for 2 timer siden",
        "3小时前",
        "2 saat önce",
    ],
)
def test_knows_times_that_count_back_from_now(line):
    assert is_relative_date(line)
    assert story(lines(HEADLINE, line, BODY)).published is None


def test_date_and_time_may_stand_on_two_lines():
    parsed = story(lines(HEADLINE, "05. November 2024", "15:36 Uhr", BODY))

    assert parsed.published.iso == "2024-11-05T15:36"
    assert parsed.evidence["published"] == (2, 3)


def test_the_standfirst_is_the_line_under_the_headline_and_not_all_that_follows():
    under = "Island passengers will go by bus while the mole is mended"
    parsed = story(lines(HEADLINE, under, "3 May 2024", "Rated four of five by our readers", BODY))

    assert parsed.standfirst == under


def test_a_headline_said_again_in_other_words_is_no_standfirst():
    assert story(lines(HEADLINE, f"News: {HEADLINE}", BODY)).standfirst == ""


def test_the_name_of_the_site_is_no_headline():
    page = lines("Orme Post", "Home", "Bay", HEADLINE, "Orme Post", BODY, ["Bay news"] * 110, "Orme Post")

    assert story(page).headline == HEADLINE


@pytest.mark.parametrize(
    "line", ["[Read: Brindle pool opens]", "MORE: Brindle pool opens", "Le puede interesar: Piscina abierta"]
)
def test_knows_titles_of_other_stories_by_their_label(line):
    assert inline_related(line)


@pytest.mark.parametrize(
    "line", ["Diese Artikel könnten Sie ebenfalls interessieren", "Zum Thema", "Baca juga"]
)
def test_knows_labels_of_related_stories(line):
    assert is_related_label(line)


@pytest.mark.parametrize(
    "line",
    ["Leave a Reply", "3 thoughts on “Harbour closes”", "2 Kommentare zu „Hafen“", "Dejá tu comentario"],
)
def test_knows_where_comments_begin(line):
    assert is_comments_label(line)


def test_comments_below_a_story_are_left_out():
    said = "I have taken the morning ferry for thirty years and nobody has asked me what I think of it all."
    parsed = story(lines(HEADLINE, BODY, "Leave a Reply", "Tom", said, "Ann", said.replace("thirty", "ten")))

    assert parsed.paragraphs == tuple(BODY)


def test_what_a_page_says_of_accounts_and_mail_is_no_paragraph():
    box = "Please log in to save your comment."
    assert addresses_reader(box)
    parsed = story(
        lines(HEADLINE, BODY, "Share", box, "Register", "Your password must have eight letters.", "Close")
    )

    assert parsed.paragraphs == tuple(BODY)


def test_a_story_about_passwords_keeps_its_paragraphs():
    sentence = (
        "“You have to change your password every month and it is a burden,” said Ada Quill of the office."
    )

    assert sentence in story(lines(HEADLINE, LEAD, sentence, SECOND, THIRD)).paragraphs


@pytest.mark.parametrize("last", ["Tags:", "Share this with:"])
def test_a_story_does_not_end_in_a_label(last):
    assert story(lines(HEADLINE, BODY, last)).paragraphs == tuple(BODY)


def test_words_about_the_writer_are_left_out():
    about = "Mary Malone is the Town Hall reporter of the Orme Post, where she has worked for eleven years."
    parsed = story(lines(HEADLINE, "By Mary Malone", BODY, about))

    assert parsed.paragraphs == tuple(BODY)
    assert parsed.roles[6] is Role.BOILERPLATE


def test_a_story_signed_at_its_end_has_a_byline():
    parsed = story(lines(HEADLINE, BODY, "Mary Malone"))

    assert parsed.byline == "Mary Malone"


@pytest.mark.parametrize("line", ["Read More", "More News", "Themen A-Z", "ORME FIELDS"])
def test_a_menu_under_a_story_is_nobody_s_name(line):
    assert story(lines(HEADLINE, BODY, line)).byline == ""


@pytest.mark.parametrize(
    ("label", "name"), [("By", "Mary Malone"), ("Autor:", "Mary Malone @malone"), ("作者：", "林美")]
)
def test_a_name_may_stand_under_its_label(label, name):
    assert story(lines(HEADLINE, label, name, BODY)).byline == name.split(" @")[0]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mary Malone, The Orme Post Published 7:40 p.m. ET March 17, 2020", "Mary Malone"),
        ("Article published on March 17, 2020, Mary Malone", ""),
        ("By Mary Malone and Ada Quill Reuters March 17, 2020", "Mary Malone and Ada Quill"),
    ],
)
def test_reads_the_writer_of_a_dated_line(line, name):
    parsed = story(lines(HEADLINE, line, BODY))

    assert parsed.published.iso[:10] == "2020-03-17"
    assert name in parsed.byline


def test_who_signed_a_quoted_post_neither_wrote_nor_dated_the_story():
    parsed = story(
        lines(HEADLINE, LEAD, SECOND, "— Ann Quill (@annquill) May 3, 2024", THIRD, LEAD + " Again.")
    )

    assert (parsed.byline, parsed.published) == ("", None)


def test_a_path_to_the_headline_is_not_the_headline():
    assert story(lines(f"Home » Bay » {HEADLINE}", HEADLINE, BODY)).headline == HEADLINE


def test_a_credit_in_brackets_makes_a_sentence_a_caption():
    caption = "The eastern mole is shown in January, before the divers came. (Tom Reed/Orme Post)"

    assert story(lines(HEADLINE, "3 May 2024", caption, BODY)).paragraphs == tuple(BODY)


@pytest.mark.parametrize("end", [". AFP", " (Reuters)", ".” EFE"])
def test_a_line_between_paragraphs_that_ends_in_an_agency_is_a_caption(end):
    parsed = story(
        lines(HEADLINE, "3 May 2024", LEAD, f"Divers at the eastern mole of Wexley{end}", SECOND, THIRD)
    )

    assert (parsed.roles[4], parsed.paragraphs) == (Role.CAPTION, tuple(BODY))


def test_what_a_page_says_of_accounts_above_the_date_is_not_the_lead():
    notice = (
        "Welcome to our comments, which are for those who subscribe. You will need an account, and we ask you to be"
        " kind to each other whatever you read here, since the people of the bay have to live with one another."
    )
    parsed = story(lines(HEADLINE, "Comments", notice, HEADLINE, "By Mary Malone 3 May 2024", BODY))

    assert parsed.paragraphs == tuple(BODY)


def test_a_stray_word_below_a_story_is_not_its_end():
    assert story(lines(HEADLINE, BODY, "zurück")).paragraphs == tuple(BODY)


@pytest.mark.parametrize(
    ("heads", "doubted"),
    [
        ([HEADLINE], False),
        ([HEADLINE, "Wexley harbour closes to ferries for six long weeks"], False),
        (["The harbour of Wexley is to close to ferries."], True),
        (["Wexley harbour closes to ferries from the U.S."], False),
    ],
)
def test_doubts_a_headline_that_has_a_rival_or_reads_like_a_sentence(heads, doubted):
    parsed = story(lines(heads, "By Mary Malone 3 May 2024", BODY))

    assert ("unsure-headline" in {doubt.code for doubt in parsed.doubts}) is doubted


_OF_PAGES = """
Signing up to our list takes a minute now|You can subscribe today with ease|All our newsletters in one place
Akismet looks at what you write|For personal, non-commercial use only, says the page|Unsere Cookies zulassen bitte
Delivered straight to your inbox|Begin a free trial at the Post|Here is the privacy policy of the Post
By the terms of use of the Post|Orme Post, all rights reserved|Orme Post, alle Rechte vorbehalten
Orme Post, tous droits réservés|Orme Post, todos los derechos|Orme Post, todos os direitos|Download our new reading app
Follow us on every network|Turn JavaScript on|Does your browser show this|Register for a free account at the Post
You have to log in to read on|Are you already a subscriber of ours|Support quality journalism in Orme
There is no credit card needed|Be emailed about the harbour|You want to bookmark that page
The comment policy of the Post
Join our weekly reading group|Would you like to comment at length|All comments are moderated at the Post
Become a member of the Post|Start your yearly subscription|Activate instantly at home|Let push notifications reach you
Breaking news alerts for Orme|Stay up to date with Orme|Get the latest Orme news|Get smarter with the Post
Click below to go on with it|Please register with the Post|This content is only for some|Unterstützen Sie uns mit Geld
Bitte abonnieren und weiter|Die Post jetzt testen, bitte|When you buy through the Post|Supported by our readers in Orme
An affiliate link of the Post|We may earn a commission from it|Best seen in Internet Explorer|All about us and the Post
Turn off the ad blocker first|Behind the paywall of the Post|In the App Store of Orme|On Google Play from Orme
See the comment form below it|Like us on Facebook in Orme|Media playback is not supported in Orme
© Orme Post and its readers|(c) 2019 Orme Post and others|Copyright Orme Post and others|Powered by the Orme Post
The RSS feed of the Orme Post|Via Facebook, Twitter or so in Orme|Unser Newsletter am Morgen
"""


@pytest.mark.parametrize("line", re.findall(r"[^|\n]+", _OF_PAGES))
def test_what_only_pages_say_is_furniture_in_whatever_letters(line):
    assert is_furniture(line), line
    assert is_furniture(line.upper())


def test_of_many_short_lines_over_the_headline_the_nearest_is_its_section_and_the_others_a_menu():
    menu = ["Home", "Politics", "Harbour", "Markets", "Sport"]
    few = story(lines(*menu[3:], HEADLINE, "5 March 2024", BODY))
    many = story(lines(*menu, HEADLINE, "5 March 2024", BODY))

    assert [list(page.roles.values())[:6].count("section") for page in (few, many)] == [2, 1]
    assert (many.section, many.roles[5], many.roles[4]) == ("Sport", "section", "page furniture")
