"""Feeds: a story an entry, wherever its text stands in it."""

from html import escape

import pytest

from articles.importing.formats import Attached, NotCopy, Stated, open_copy, with_stated
from articles.text.parsing import parse
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINES = [("p", text) for text in PARAGRAPHS]
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
ITEM = f"""<item><title>Ferry &amp;amp; mayor return</title><link>/2019/ferry</link><guid isPermaLink="false">f7</guid>
<pubDate>Sun, 07 Apr 2019 14:05:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator><category>Harbour</category>
<category>Ferry</category><source url="https://wire.example/rss">Harbour Wire</source>
<description>After eleven weeks in dock</description><content:encoded><![CDATA[{HTML}]]></content:encoded>
<media:content url="https://post.example/f.jpg" medium="image"><media:credit>Jo Lind</media:credit></media:content>
<enclosure url="https://post.example/f.mp3" type="audio/mpeg"/></item>"""
ENTRY = f"""<entry><title type="html">Ferry &lt;b&gt;returns&lt;/b&gt;</title><id>urn:7</id>
<link rel="self" href="https://post.example/7.xml"/><link href="2019/ferry"/>
<published>2019-04-07T14:05:00+02:00</published><updated>2019-05-07T14:05:00+02:00</updated>
<author><name>Ana Ruiz</name></author><author><name>Jo Lind</name></author><category term="h" label="Harbour"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry>"""


def rss(*items: str, root: str = 'rss version="2.0"') -> str:
    """A feed of RSS. In its first version items stand beside the channel."""
    name = root.split(maxsplit=1)[0]
    itself = '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="https://post.example/rss"/>'
    head = f"<channel>{itself}<title>Post</title><link>https://post.example/</link><language>en-us</language>"
    body = f"</channel>{''.join(items)}" if name == "rdf:RDF" else f"{''.join(items)}</channel>"
    return f"<?xml version='1.0'?><{root} {SPACES}>{head}{body}</{name}>"


def atom(*entries: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://post.example/"><id>urn:p</id>'
        f"<title>Post</title>{''.join(entries)}</feed>"
    )


def test_an_item_is_a_story_with_its_lines_in_their_roles():
    piece = only_piece(rss(ITEM), name="feed.txt")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("headline", "Ferry & mayor return"),
        ("standfirst", "After eleven weeks in dock"),
        ("byline", "Ana Ruiz"),
        ("date", "Sun, 07 Apr 2019 14:05:00 +0200"),
        ("source", "Harbour Wire"),
        ("keywords", "Ferry"),
        *LINES,
    ]
    assert (piece.key, piece.format, piece.notes) == ("f7", "feed", ())
    assert piece.pictures == (Attached("https://post.example/f.jpg", credit="Jo Lind"),)


def test_a_reference_of_thousands_of_digits_is_a_character_that_is_none():
    item = ITEM.replace("Ferry &amp;amp; mayor", f"Ferry &amp;#{'9' * 5000}; &amp;#8217; mayor")
    assert only_piece(rss(item)).stated.headline == "Ferry \ufffd ’ mayor return"


def test_an_item_states_its_moment_and_its_address():
    assert only_piece(rss(ITEM)).stated == Stated(
        headline="Ferry & mayor return",
        published="2019-04-07T14:05:00+02:00",
        language="en",
        section="Harbour",
        keywords=("Ferry",),
        address="https://post.example/2019/ferry",
    )


def test_an_entry_of_atom_is_a_story():
    piece = only_piece(atom(ENTRY))

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("headline", "Ferry returns"),
        ("byline", "Ana Ruiz and Jo Lind"),
        ("date", "2019-04-07T14:05:00+02:00"),
        *LINES,
    ]
    assert piece.stated.address == "https://post.example/2019/ferry"
    assert (piece.key, piece.stated.language) == ("urn:7", "de")


@pytest.mark.parametrize(
    "root", ['rss version="0.91"', 'rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="r"']
)
@pytest.mark.parametrize("text", [f"<![CDATA[{HTML}]]>", HTML, escape(HTML)])
def test_a_text_may_be_a_description_and_be_written_in_three_ways(root, text):
    more = " ".join(PARAGRAPHS * 2)
    piece = only_piece(
        rss(f"<item><title>Ferry returns</title><description>{text}{more}</description></item>", root=root)
    )

    assert lines_of(piece)[:4] == [("headline", "Ferry returns"), *LINES]
    assert piece.notes == ()


@pytest.mark.parametrize("text", ["The ferry is back.", f"{' '.join(PARAGRAPHS * 3)} […]"])
def test_a_summary_is_doubted_where_it_may_not_be_all(text):
    piece = only_piece(rss(f"<item><title>Ferry returns</title><description>{text}</description></item>"))

    assert [doubt.code for doubt in piece.notes] == ["summary"]


def test_a_summary_that_only_begins_the_text_is_no_standfirst():
    beginning = f"<description>{PARAGRAPHS[0][:50]}…</description>"
    piece = only_piece(rss(ITEM.replace("<description>After eleven weeks in dock</description>", beginning)))

    roles = dict(lines_of(piece))
    assert ("standfirst" in roles, roles["page furniture"]) == (False, f"{PARAGRAPHS[0][:50]}…")


def test_a_text_that_begins_with_its_headline_has_one_headline():
    piece = only_piece(rss(ITEM.replace("[CDATA[", "[CDATA[<h1>Ferry & mayor return</h1>")))

    assert lines_of(piece)[7:] == [("page furniture", "Ferry & mayor return"), *LINES]


def test_items_are_named_by_what_names_only_them():
    other = ITEM.replace("f7", "f8")
    nameless = ITEM.replace('<guid isPermaLink="false">f7</guid>', "").replace("<link>/2019/ferry</link>", "")
    found = open_copy(rss(ITEM, other, other, nameless).encode(), name="a")

    assert [piece.key for piece in found] == ["f7", "item 2", "item 3", "item 4"]


@pytest.mark.parametrize(
    ("author", "byline"),
    [("ana@post.example (Ana Ruiz)", "Ana Ruiz"), ("ana@post.example", ""), ("Ana Ruiz", "Ana Ruiz")],
)
def test_an_address_of_mail_is_no_byline(author, byline):
    item = ITEM.replace("<dc:creator>Ana Ruiz</dc:creator>", f"<author>{author}</author>")

    assert dict(lines_of(only_piece(rss(item)))).get("byline", "") == byline


@pytest.mark.parametrize("date", ["yesterday", "07 April 2019", "04/05/2019", ""])
def test_a_date_that_is_no_moment_is_read_as_in_copy(date):
    piece = only_piece(rss(ITEM.replace("Sun, 07 Apr 2019 14:05:00 +0200", date)))

    assert piece.stated.published == ""
    assert dict(lines_of(piece)).get("date", "") == date


@pytest.mark.parametrize("link", ["http://[half", "::", ""])
def test_an_address_that_is_none_does_no_harm(link):
    assert only_piece(rss(ITEM.replace("/2019/ferry", link))).refusal is None


def test_an_entry_without_a_title_is_taken_and_one_without_a_text_is_refused():
    untitled = ENTRY.replace('<title type="html">Ferry &lt;b&gt;returns&lt;/b&gt;</title>', "")
    elsewhere = '<entry><title>Elsewhere</title><content src="https://post.example/8"/></entry>'
    empty = "<entry><title>Empty</title></entry>"
    found = open_copy(atom(untitled, elsewhere, empty).encode(), name="a")

    assert [piece.refusal.code if piece.refusal else "" for piece in found] == ["", "elsewhere", "no-body"]


@pytest.mark.parametrize("text", [rss(), atom(), "<rss/>"])
def test_a_feed_without_items_is_refused(text):
    with pytest.raises(NotCopy) as refusal:
        open_copy(text.encode(), name="a")

    assert refusal.value.code == "empty"


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("Sun, 07 Apr 2019 02:05:00 PM", "2019-04-07T14:05"),
        ("Sun, 07 Apr 2019 12:05:00 a.m. +0200", "2019-04-07T00:05+02:00"),
        ("Sun, 07 Apr 2019 02:05:00 AM GMT", "2019-04-07T02:05+00:00"),
        ("Sun, 07 Apr 2019 14:05:00 CEST", "2019-04-07T14:05+02:00"),
        ("Sun, 07 Apr 2019 14:05:00 -0000", "2019-04-07T14:05+00:00"),
        ("Sun, 07 Apr 2019 14:05:00", "2019-04-07T14:05"),
        ("Sun, 07 Apr 2019 14:05:00 EST", "2019-04-07T14:05-05:00"),
    ],
)
def test_times_of_day_are_read_with_all_that_stands_behind_them(said, iso):
    piece = only_piece(rss(ITEM.replace("Sun, 07 Apr 2019 14:05:00 +0200", said)))
    read = with_stated(parse(piece.text, fixed=piece.fixed), piece.stated, origin="The feed")

    assert (read.published.iso, [doubt.code for doubt in read.doubts]) == (iso, [])
