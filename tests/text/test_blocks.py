import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import (
    Block,
    Text,
    blocks,
    count,
    digest,
    excerpt,
    from_passages,
    normal_form,
    plain,
    word_count,
    words,
)


def test_a_block_has_its_kind_its_own_html_and_plain_text():
    assert blocks('<h2>T</h2><ol><li>a &amp; <em>b</em></li></ol><figure data-picture="3"></figure>') == [
        Block("h2", "<h2>T</h2>", "T"),
        Block("li", "<ol><li>a &amp; <em>b</em></li></ol>", "a & b"),
        Block("figure", '<figure data-picture="3"></figure>', ""),
    ]


def test_passages_become_a_body_with_their_text_escaped():
    passages = [("p", "a <b> & c"), ("li", "d"), ("li", "e"), ("blockquote", "f"), ("h2", "g")]
    assert from_passages(passages) == (
        "<p>a &lt;b&gt; &amp; c</p><ul><li>d</li><li>e</li></ul><blockquote><p>f</p></blockquote><h2>g</h2>"
    )


def test_a_passage_of_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="not 'div'"):
        from_passages([("div", "a")])


@given(
    kinds=st.lists(st.sampled_from(["p", "h2", "h3", "blockquote", "li"])),
    text=st.text(alphabet="ab<>&;\"'/ é", min_size=1).map(str.strip).filter(bool),
)
def test_no_character_of_a_passage_is_lost(kinds, text):
    body = from_passages((kind, text) for kind in kinds)
    assert [block.text for block in blocks(body)] == [" ".join(text.split())] * len(kinds)


def test_plain_text_has_a_blank_line_between_blocks():
    assert plain('<p>a <em>b</em></p><figure data-picture="1"></figure><ul><li>c</li></ul>') == "a b\n\nc"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>One, two – three.</p><h2>Four</h2>", 4),
        ("<p>渡轮复航。</p>", 4),
        ("<p>MV 海鸥 sails</p>", 4),
        ("", 0),
    ],
)
def test_words_are_counted_by_spaces_and_by_han_characters(html, count):
    assert word_count(html) == count


@given(st.text(alphabet="aé5’“”—…\xa0\u2028\x1c .-漢"))
def test_words_are_counted_as_they_are_told_apart(text):
    assert count(text) == len(words(text))


@pytest.mark.parametrize(
    ("html", "length", "expected"),
    [
        ("<h2>No</h2><p>Short enough.</p>", 20, "Short enough."),
        ("<p>The ferry returns, at last.</p>", 20, "The ferry returns…"),
        ("<p>One two</p><p>three four</p>", 14, "One two three…"),
        ("<p>渡轮明天复航了</p>", 5, "渡轮明天…"),
        ("<p>Unbreakable</p>", 5, "Unbr…"),
        ("<p>Word</p>", 0, "…"),
    ],
)
def test_a_teaser_ends_at_a_word(html, length, expected):
    assert excerpt(html, length) == expected


TEXT = Text(
    headline="Ferry returns",
    standfirst="After a long winter.",
    byline="Ann Hart",
    dateline="PORT ELLERY",
    language="en-GB",
    body='<p>The <em>café</em> opens <a href="/x">today</a>.</p>',
    captions=(("The quay.", "Ann Hart"), ("The boat.", "")),
    source="The Harbour Wire",
    correction="",
)


@pytest.mark.parametrize(
    "other",
    [
        replace(TEXT, headline=" Ferry\r\nreturns  "),
        replace(TEXT, body='<p>The <i>cafe\u0301</i>  opens <a href="/x" title="y">today</a>.\r\n'),
        replace(TEXT, captions=(*TEXT.captions, ("", " "))),
        replace(TEXT, list_headline=" ", search_headline="\n", social_headline="\u3000"),
    ],
)
def test_the_digest_ignores_what_no_reader_sees(other):
    assert digest(other) == digest(TEXT)


@pytest.mark.parametrize(
    "field",
    [
        "headline", "standfirst", "byline", "dateline", "language", "source", "correction", "list_headline",
        "search_headline", "social_headline",
    ],
)  # fmt: skip
def test_the_digest_changes_with_every_field(field):
    assert digest(replace(TEXT, **{field: getattr(TEXT, field) + "x"})) != digest(TEXT)


@pytest.mark.parametrize(
    "body",
    [
        TEXT.body.replace("The", "A"),
        TEXT.body.replace("/x", "/y"),
        TEXT.body.replace("em>", "strong>"),
        TEXT.body.replace("<p>", '<p lang="fr">'),
        TEXT.body.replace("p>", "h2>"),
        TEXT.body.replace(" opens", "</p><p>opens"),
        TEXT.body + '<figure data-picture="2"></figure>',
    ],
)
def test_the_digest_changes_with_words_links_emphasis_and_kind(body):
    assert digest(replace(TEXT, body=body)) != digest(TEXT)


@pytest.mark.parametrize(
    "captions", [(("The quay.", "Bo"), ("The boat.", "")), (("The boat.", ""), ("The quay.", "Ann Hart")), ()]
)
def test_the_digest_changes_with_captions_credits_and_their_order(captions):
    assert digest(replace(TEXT, captions=captions)) != digest(TEXT)


def test_the_digest_of_a_text_never_changes():
    assert digest(TEXT) == "v1:05d7d4148340aee3c4bc59570b12f5fc609bfd6194aae099f413d7cb47b77211"


@given(field=st.text())
def test_any_field_has_a_normal_form_that_is_its_own(field):
    text = replace(TEXT, headline=field, captions=((field, field),))
    assert digest(replace(text, headline=unicodedata.normalize("NFD", field))) == digest(text)
    assert normal_form(text).encode()


@pytest.mark.parametrize(
    ("html", "length", "expected"),
    [
        ("<p>He came alone. Nobody saw him.</p>", 18, "He came alone."),
        ("<p>He came. Then nobody saw him leave.</p>", 30, "He came. Then nobody saw him…"),
        ("<p>The boat was met by Mr. Ash of the pier.</p>", 25, "The boat was met by Mr…"),
        ("<p>“Is it over?” asked Mr Ash of the pier.</p>", 20, "“Is it over?” asked…"),
        ("<p>渡轮明天复航了。</p><p>码头重新开放。大家都来了</p>", 12, "渡轮明天复航了。"),
        ("<p>渡轮明天复航了。</p><p>码头重新开放。大家都来了</p>", 16, "渡轮明天复航了。码头重新开放。"),
        ("<p>渡轮。明天复航了大家都来了</p>", 10, "渡轮。明天复航了大…"),
        ("<p>渡轮！明天复航了大家都来了</p>", 4, "渡轮！"),
    ],
)
def test_an_excerpt_ends_at_a_sentence_if_that_fills_most_of_it(html, length, expected):
    assert excerpt(html, length) == expected


def test_an_excerpt_cut_after_a_mark_shows_one_mark_and_not_two():
    assert excerpt("<p>He came – nobody saw, or heard.</p>", 10) == "He came…"


def test_markup_that_is_not_clean_is_read_at_once_however_long():
    words = "a ferry " * 20_000
    assert plain(f"<p>{words}<mark>sails</mark></p>") == f"{words}sails"
