import time
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.blocks import blocks, plain
from articles.text.cleaning import MAX_TAGS, clean, leaves

# Attempts to smuggle a script, a style or a foreign address past ``clean``, one a line.
PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
TAGS = {"p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "em", "strong", "figure"}
INSIDE = {
    "ul": "",
    "ol": "",
    "blockquote": "",
    "p": "blockquote",
    "li": "ul ol",
    "h2": "",
    "h3": "",
    "figure": "",
}

# Soup of what editors, web pages and attackers produce.
SOUP = st.lists(
    st.sampled_from(
        [*(f"<{t}>" for t in sorted(TAGS)), *(f"</{t}>" for t in sorted(TAGS)), "<b>", "</b>",
         "<i lang=fr>", "</i>", "<br>", "<hr>", "<h1>", "<h5>", "<div lang=en-GB>", "</div>", "<span>",
         "<table><tr>", "<td>", "<li lang=cy>", "<p lang=fr>", '<a href="https://a.example/?b=1&c=2">',
         '<a href="/x" lang=fr>', '<a href="//x">', "<figure data-picture=3>", "<select>", "<button>", "<!--",
         "-->", '"', "<script>", "</script>", "&nbsp;", "&#12288;", " ", "\n", "\x00", "\v", "\u200b",
         "\u0301", "\u037e", "\ud800", "\u202f", "e", "word", "5", "?", "&lt;", "&", "<", ">"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


class Inspector(HTMLParser):
    """Notes whatever is not of the closed set, wrongly nested or unclosed."""

    def __init__(self):
        super().__init__()
        self.open, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        outer = self.open[-1] if self.open else ""
        self.open.append(tag)
        if tag not in TAGS or (tag in INSIDE and outer and outer not in INSIDE[tag].split()):
            self.faults.append(f"{tag} in {outer}")
        if set(attributes) - {"lang", {"a": "href", "figure": "data-picture"}.get(tag)}:
            self.faults.append(f"{tag} {attributes}")
        href = attributes.get("href", "/")
        if (
            not href.startswith(("https://", "http://", "mailto:", "/"))
            or href.startswith("//")
            or "\\" in href
        ):
            self.faults.append(href)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data):
        if not self.open or self.open[-1] in {"ul", "ol", "blockquote", "figure"}:
            self.faults.append(f"loose {data!r}")

    def handle_comment(self, data):
        self.faults.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def faults(html):
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.faults + inspector.open


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>a{}b</p>", "<ul><li><a href='/x'>{}", "<blockquote><em>{}</em>"]
)
def test_only_the_closed_set_survives_an_attack(payload, around):
    attack = around.format(payload)
    assert faults(clean(attack)) == []
    with patch("articles.text.cleaning.MAX_TAGS", 0):
        assert faults(clean(attack)) == []


@given(html=SOUP | st.text())
def test_cleaning_gives_the_closed_set_and_twice_is_once(html):
    once = clean(html)
    assert faults(once) == []
    assert clean(once) == once


@given(html=SOUP)
def test_what_is_clean_stays_as_it_is_in_a_huge_body(html):
    once = clean(html)
    with patch("articles.text.cleaning.MAX_TAGS", 0):
        assert clean(once) == once


@given(html=SOUP)
def test_the_blocks_in_a_row_are_the_body(html):
    assert clean("".join(block.html for block in blocks(html))) == clean(html)


@given(
    passages=st.lists(
        st.tuples(st.sampled_from(["p", "h2", "h3"]), st.text() | st.from_regex(r"[\w &;<.\u0301]+"))
    )
)
@example(passages=[("p", "a &lt; b &amp;copy; c")])
@example(passages=[("p", 'src="data:image/png;base64,AA"')])
def test_words_without_markup_are_read_as_among_other_markup(passages):
    body = "".join(f"<{kind}>{escape(text, quote=False)}</{kind}>" for kind, text in passages)
    assert leaves(body) == leaves(f"{body}<hr>")
    assert clean(body) == clean(f"{body}<hr>")


@given(words=st.lists(st.sampled_from(["<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</li>", "one", "two"])))
def test_cleaning_loses_no_word_and_glues_no_paragraphs(words):
    expected = "".join(word for word in words if not word.startswith("<"))
    assert plain("".join(words)).replace("\n\n", "").replace(" ", "") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("loose <b>text</b>", "<p>loose <strong>text</strong></p>"),
        ("<h1>a</h1><h2>b</h2><h6>c</h6>", "<h2>a</h2><h2>b</h2><h3>c</h3>"),
        ("<div>a<section>b</section>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<br>b</p>", "<p>a b</p>"),
        ("<p>a<br> <br>b</p>", "<p>a</p><p>b</p>"),
        ("<blockquote>a<h2>b</h2><li>c</blockquote>", "<blockquote><p>a</p><p>b</p><p>c</p></blockquote>"),
        ("<ul><li><p>a</p><p>b</p><ol><li>c</li></ol></li></ul>", "<ul><li>a b</li><li>c</li></ul>"),
        ("<ul><li>a</ul> <ul><li>b</ul><ol><li>c</ol>", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
        ("<p> </p><p>&nbsp;</p><p><em> </em></p><p>&#8203;</p>", ""),
        ("<p>typed&nbsp;text&nbsp; here&nbsp;</p>", "<p>typed text here</p>"),
        ("<p>10&nbsp;% «&nbsp;oui&nbsp;»</p>", "<p>10\xa0% «\xa0oui\xa0»</p>"),
        ("<p>a  \r\n\t b</p>", "<p>a b</p>"),
        ("<p><em>a </em><i>b</i> c</p>", "<p><em>a b</em> c</p>"),
        ("<p><em>a<strong>b</strong></em></p>", "<p><em>a</em><strong><em>b</em></strong></p>"),
        ("<p><strong>a </strong>b</p>", "<p><strong>a</strong> b</p>"),
        ('<a href="/x"><p>a</p><p>b</p></a>', '<p><a href="/x">a</a></p><p><a href="/x">b</a></p>'),
        ('<p><a href=" https://a.example/b c?d&e ">x</a>', '<p><a href="https://a.example/b%20c?d&amp;e">x</a></p>'),
        ('<p><a href="#x">x</a> <a>y</a></p>', "<p>x y</p>"),
        ('<blockquote lang="fr"><p>a</p></blockquote>', '<blockquote><p lang="fr">a</p></blockquote>'),
        ("<p>a<figure data-picture=07>b</figure>", '<p>a</p><figure data-picture="7"></figure><p>b</p>'),
        ("<figure>a</figure>", "<p>a</p>"),
        ("<p>cafe\u0301 &lt;b&gt; &amp;amp; \x00\ud800</p>", "<p>café &lt;b&gt; &amp;amp; \ufffd</p>"),
        ("<script>a</script><style>b</style>c", "<p>c</p>"),
    ],
)  # fmt: skip
def test_each_kind_of_markup_has_one_normal_form(html, expected):
    assert clean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<" * 2_000_000,
        "&" * 2_000_000,
        "<blockquote>" * 100_000,
        "<blockquote>" * (MAX_TAGS - 1),
        "<p>" + "".join(f"<b id={i}>" for i in range(5_000)) + "</p>" + "<p>x" * 9_000,
        "<p " + " ".join(f"a{i}" for i in range(280_000)) + ">",
        "<!--" * 500_000,
        '<a href="' * 200_000,
        "<p>" + " " * 2_000_000 + "x",
    ],
    ids=lambda html: html[:14],
)
def test_absurd_markup_takes_seconds_at_most(html):
    started = time.process_time()
    clean(html)
    assert time.process_time() - started < 8
