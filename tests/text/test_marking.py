"""Ranges of a block, shown in its HTML: the words stay what they are, and nothing of them becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import blocks, clean, plain
from articles.text.marking import Range, marked, marked_text

LINE = clean('<p>The <em>slow <a href="/ferry/">ferry</a></em> sails at six.</p>')


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([], LINE),
        ([Range(0, 3, "1")], LINE.replace("The", '<mark data-said="1">The</mark>')),
        (
            [Range(6, 20, "1")],
            '<p>The <em>sl</em><mark data-said="1"><em>ow </em><a href="/ferry/"><em>ferry</em></a> sails</mark>'
            " at six.</p>",
        ),
        (
            [Range(0, 6, "1"), Range(4, 8, "2")],
            '<p><mark data-said="1">The </mark><mark data-said="1 2"><em>sl</em></mark>'
            '<mark data-said="2"><em>ow</em></mark><em> </em><a href="/ferry/"><em>ferry</em></a> sails at six.</p>',
        ),
    ],
)
def test_words_are_marked_within_their_emphasis_and_links(ranges, expected):
    assert marked(LINE, ranges) == expected


@pytest.mark.parametrize(
    "html", ["<h2>One two</h2>", "<ul><li>One two</li></ul>", "<blockquote><p>One two</p></blockquote>"]
)
def test_the_block_keeps_its_kind(html):
    assert marked(html, [Range(0, 3, "7")]) == html.replace("One", '<mark data-said="7">One</mark>')


def test_a_figure_has_no_words_to_mark():
    assert marked('<figure data-picture="3"></figure>', []) == '<figure data-picture="3"></figure>'


def test_plain_text_comes_back_escaped():
    assert marked_text("a <b> c", [Range(2, 5, "1")]) == 'a <mark data-said="1">&lt;b&gt;</mark> c'


@given(
    text=st.text(alphabet="ab <&>\"'", min_size=1, max_size=20),
    edges=st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=4),
)
def test_marking_never_changes_the_words(text, edges):
    ranges = [Range(min(pair), max(pair), str(n)) for n, pair in enumerate(edges)]
    for block in blocks(f"<p><em>x</em>{text}<strong>y</strong></p>"):
        assert plain(marked(block.html, ranges)) == plain(block.html)
