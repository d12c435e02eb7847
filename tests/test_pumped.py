"""Texts that are made to take a pattern long: each would take minutes where its time grew with the square of it.

`python -m tests.benchmarks.pumping` makes such texts for every pattern.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from articles.api.ninjs import _FIGURE
from articles.importing.finding.patterns import understand
from articles.importing.finding.walking import Found
from articles.importing.formats import Stated
from articles.importing.formats.exports.posttext import to_html
from articles.importing.formats.mail import _ANSWERED
from articles.importing.formats.markdown import _PICTURE
from articles.importing.formats.tables import pieces
from articles.importing.formats.web.data import _BETWEEN_TITLE_AND_SITE
from articles.importing.formats.web.story import find_story
from articles.importing.pictures.picturing import _NAMED
from articles.proofing.marking import _BREAK
from articles.rules import Refused
from articles.site.feeds import _LINES
from articles.text.blocks import _MARKUP
from articles.text.dates import _LABELS
from articles.text.parsing.units import _INITIALS
from articles.text.parsing.wire import without_codes
from articles.text.particulars import bare
from articles.text.style.agreeing.ballots import _SIZE
from articles.text.style.agreeing.sums import _GOES_ON

MANY = 400_000
BLANKS = " " * MANY
GIVEN = [
    (_LINES, BLANKS), (_BETWEEN_TITLE_AND_SITE, BLANKS), (_ANSWERED, f"Re{BLANKS}"), (_MARKUP, "<" * MANY),
    (_INITIALS, f"{'A.' * (MANY // 2)}\0"), (_BREAK, BLANKS), (_NAMED, "a" * MANY),
    (_FIGURE, "<figure " * (MANY // 8)), (_LABELS, "( " * (MANY // 2)), (_LABELS, "(" * MANY),
    (_PICTURE, "![a](b" * (MANY // 6)), (_PICTURE, f"![a](b{'()' * MANY}"), (_PICTURE, "![a](<b(c)" * (MANY // 10)),
    (_SIZE, "1-member-'" * (MANY // 10)),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "text"), GIVEN, ids=lambda one: getattr(one, "pattern", "")[:20])
def test_a_pattern_goes_through_a_text_once(pattern, text):
    assert pattern.sub("", text) == text


def test_the_keywords_of_a_cell_are_read_at_once():
    table = f"headline,body,keywords\nFerry sails,It sailed.,ferry{BLANKS}line|  harbour | \n"
    assert pieces(table.encode(), "table.csv")[0].stated.keywords == (f"ferry{BLANKS}line", "harbour")


def test_the_codes_of_a_line_are_taken_off_at_once():
    lines = [f"^a{BLANKS}b", f"a{BLANKS}b =", "^ferry <=", "ferry <=", "^=", "<", "^", "ferry ="]
    assert list(map(without_codes, lines)) == [
        f"a{BLANKS}b", f"a{BLANKS}b", "ferry <", "ferry <=", "", "<", "", "ferry",
    ]  # fmt: skip


def test_where_a_sentence_goes_on_counting_is_told_at_once():
    assert _GOES_ON.match(f"{BLANKS}the{BLANKS}other{BLANKS}5")
    assert not _GOES_ON.match(f"{BLANKS}the{BLANKS}other{BLANKS}ones")


def test_a_word_loses_the_punctuation_at_its_ends_at_once():
    within = "'" * MANY
    assert bare(f"({within}£a{within}5%’s){within}") == f"£a{within}5%"
    assert [bare(word) for word in ("“Quill’s”,", "$", "£", "…", "", "'90s")] == [
        "Quill",
        "",
        "",
        "",
        "",
        "90s",
    ]


def test_the_story_of_a_page_is_found_at_once_among_many():
    many = MANY // 16
    page = html.fromstring(
        f"<main><article>{'<p>x</p>' * many}</article>{'<article></article>' * many}</main>"
    )
    assert find_story(page, "").root is next(page.iter("article"))


@pytest.mark.parametrize("opened", ["[caption]a", "<a ", "<img ", "[caption a=b] "])
def test_the_marks_of_a_post_that_are_never_closed_are_read_once(opened):
    text = f"[caption]{opened * (MANY // len(opened))}"
    assert opened.strip() in to_html(text)


@pytest.mark.parametrize("between", ["*a" * 4, "*a" * 200, "*" * 400, "a{slug}*a{year}*a"])
def test_a_pattern_of_names_goes_through_a_path_once_whatever_it_is(between):
    pattern = understand(f"{{id}}{between}*!")
    named = Found(Path(), "in", f"{'a' * 900}.txt")
    assert pattern.stated(named) == Stated()
    assert pattern.stated(replace(named, path=f"7{'a2019a' * 100}!.txt")).slugline.startswith("7")


def test_a_pattern_of_names_is_no_longer_than_somebody_writes_it():
    with pytest.raises(Refused, match="at most 500 characters: this one has 1,004"):
        understand("{id}" + "*" * 1_000)


def test_a_pattern_of_names_knows_digits_and_months_of_other_scripts_than_that_of_english():
    stated = understand("{year}.{month}/{slug}").stated(Found(Path(), "in", "20١٩.août/marché à l’été.txt"))
    assert (stated.published, stated.slugline) == ("2019-08", "marché à l’été")


def test_what_is_quick_means_the_same():
    assert _LINES.sub("|", "a \n\n b\nc d") == "a|b|c d"
    assert _BETWEEN_TITLE_AND_SITE.split("Ferry returns  | Harbour Post") == ["Ferry returns", "Harbour Post"]
    assert _ANSWERED.sub("", "Re : Fwd [2]: AW: Ferry", count=1) == "Ferry"
    assert "figcaption" in to_html('[caption id="x"]<a href="/b"><img src="a.jpg"></a> At the quay[/caption]')
