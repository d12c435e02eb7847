"""NewsML-G2: items and messages, the text of each in one of its ways."""

from html import escape

import pytest

from articles.importing.formats import Attached, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.formats.test_nitf import STORY as NITF
from tests.importing.helpers import PARAGRAPHS

SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2"'
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
    f"</head><body>{HTML}</body></html></inlineXML>"
)
LINES = [("p", text) for text in PARAGRAPHS]
META = """<headline role="hld:sub">After eleven weeks</headline><headline>Ferry returns</headline><by>Ana Ruiz</by>
<slugline>harbour-ferry</slugline><dateline>Northport</dateline><keyword>ships</keyword><language tag="en-GB"/>
<contentCreated>2019-04-07T14:05:00+02:00</contentCreated><infoSource><name>Harbour Wire</name></infoSource>
<subject qcode="a:1"><name>Harbour</name></subject><subject qcode="a:2"><name>Ferries</name></subject>"""


def item(content=PAGE, *, guid="urn:7", kind="text", state="usable", meta=META, more="") -> str:
    return (
        f'<newsItem {SPACE} guid="{guid}"><itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="wire.example"/>'
        f'<versionCreated>2019-05-01T00:00:00Z</versionCreated><pubStatus qcode="stat:{state}"/>{more}</itemMeta>'
        f"<contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return f"<newsMessage {SPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


PICTURE = item(
    '<remoteContent contenttype="image/jpeg" href="ferry.jpg"/>',
    guid="urn:9",
    kind="picture",
    meta="<description>At the quay</description><creditline>Jo Lind</creditline>",
)


def test_an_item_is_a_story_with_its_lines_in_their_roles():
    piece = only_piece(item(more="<edNote>With picture</edNote>"), name="item.txt")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("slugline", "harbour-ferry"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07T14:05:00+02:00"),
        ("dateline", "Northport"),
        ("source", "Harbour Wire"),
        ("note to editors", "With picture"),
        ("keywords", "ships, Ferries"),
        *LINES,
    ]
    assert (piece.key, piece.format, piece.notes) == ("", "newsml", ())


def test_an_item_states_what_is_said_of_its_content():
    link = '<link rel="irel:permalink" href="https://post.example/7"/>'

    assert only_piece(item(more=link)).stated == Stated(
        headline="Ferry returns",
        published="2019-04-07T14:05:00+02:00",
        language="en",
        section="Harbour",
        keywords=("ships", "Ferries"),
        slugline="harbour-ferry",
        address="https://post.example/7",
    )


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f'<inlineData contenttype="text/html">{escape(HTML)}</inlineData>', LINES),
        (f'<inlineData contenttype="text/plain"><![CDATA[{HTML}]]></inlineData>', LINES),
        (f"<inlineData>{PARAGRAPHS[0]} &lt; 7\n\n{PARAGRAPHS[1]}</inlineData>",
         [("", f"{PARAGRAPHS[0]} < 7"), ("", PARAGRAPHS[1])]),
        (f"<inlineXML><html><body><p>{PARAGRAPHS[0]}\n  Two\nthree\n  Four</p></body></html></inlineXML>",
         [("", PARAGRAPHS[0]), ("", "  Two"), ("", "three"), ("", "  Four")]),
    ],
    ids=["html", "html called plain", "plain", "lines in one paragraph"],
)  # fmt: skip
def test_a_text_is_read_in_each_of_its_ways(content, lines):
    assert lines_of(only_piece(item(content)))[9:] == lines


def test_what_nitf_in_an_item_says_fills_what_the_item_does_not():
    nitf = NITF.partition("<nitf")[2]
    piece = only_piece(item(f"<inlineXML><nitf{nitf}</inlineXML>", meta=""))
    lines = lines_of(piece)

    assert [words for role, words in lines if role in ("headline", "byline")] == [
        "Ferry returns",
        "By Ana Ruiz",
    ]
    assert ("p", PARAGRAPHS[2]) in lines
    assert [picture.name for picture in piece.pictures] == ["ferry.jpg"]


def test_each_text_of_a_message_is_a_story_by_its_guid():
    found = open_copy(message(item(), item(guid="urn:8"), PICTURE).encode(), name="a")

    assert [(piece.key, piece.refusal, piece.pictures) for piece in found] == [
        ("urn:7", None, ()),
        ("urn:8", None, ()),
    ]


def test_a_picture_beside_one_text_goes_to_it():
    assert only_piece(message(item(), PICTURE)).pictures == (
        Attached("ferry.jpg", caption="At the quay", credit="Jo Lind"),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (message(PICTURE), "no-story"),
        (item(state="canceled"), "withdrawn"),
        (item("", meta="<headline>Ferry returns</headline>"), "no-body"),
        (f"<packageItem {SPACE}/>", "no-story"),
        (f"<planningItem {SPACE}/>", "no-story"),
    ],
)
def test_what_is_no_story_is_refused(text, code):
    assert only_piece(text).refusal.code == code


def test_an_embargo_is_a_doubt():
    piece = only_piece(item(more="<embargoed>2019-04-09T10:00:00Z</embargoed>"))

    assert [doubt.code for doubt in piece.notes] == ["embargo"]
