"""XML of a newspaper's own making: stories are told by what their elements are called."""

import pytest

from articles.importing.formats import Attached, NotCopy, open_copy
from articles.text.parsing import parse
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
STORY = f"""<article id="4711" date="2019-04-07" section="Harbour" page="3"><headline>Ferry returns</headline>
<subheadline>After eleven weeks</subheadline><author><name>Ana Ruiz</name></author><tags>ferry, dock</tags>
<body>{BODY}</body><image file="ferry.jpg"><caption>At the quay</caption><credit>Jo Lind</credit></image></article>"""
LINES = [("p", text) for text in PARAGRAPHS]


def body_of(data: str) -> list[str]:
    piece = only_piece(data)
    return [passage.text for passage in parse(piece.text, fixed=piece.fixed, kinds=piece.kinds).passages]


def test_a_story_has_the_fields_that_its_elements_and_attributes_are_called_by():
    piece = only_piece(f"<?xml version='1.0'?><issue><articles>{STORY}</articles></issue>")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07"),
        ("keywords", "ferry, dock"),
        *LINES,
        ("page furniture", "page: 3"),
    ]
    assert (piece.key, piece.format) == ("4711", "xml")
    assert piece.pictures == (Attached("ferry.jpg", caption="At the quay", credit="Jo Lind"),)


@pytest.mark.parametrize(
    "text",
    [
        f"<Artikel><Titel>Fähre</Titel><Haupttext>{BODY}</Haupttext></Artikel>",
        f"<?xml version='1.0'?><article><title>Fähre</title><body>{BODY}</body></article>",
        f"<doc><HeadLine>Fähre</HeadLine>{BODY}</doc>",
        f'<doc title="Fähre"><meta/>{BODY.replace("<p>", "<para>").replace("</p>", "</para>")}</doc>',
        f"<news><Title>Fähre</Title><Story><![CDATA[{BODY}]]></Story></news>",
        "<news><title>Fähre</title><text>{}</text></news>".format("\n\n".join(PARAGRAPHS)),
        f"<story><head><title>Fähre</title></head><content><text>{BODY}</text></content></story>",
    ],
)
def test_a_text_is_found_whatever_it_is_called_and_however_it_is_held(text):
    assert (body_of(text), only_piece(text).stated.headline) == (list(PARAGRAPHS), "Fähre")


def test_each_story_of_a_file_is_one_and_states_what_it_is():
    pies = "".join(f"<p>{text}</p>" for text in OTHER_PARAGRAPHS)
    draft, killed = (
        f'<article id="{state}" status="{state}"><title>Pies</title><body>{pies}</body></article>'
        for state in ("draft", "killed")
    )
    first, second, third = open_copy(f"<export>{STORY}{draft}{killed}</export>".encode(), name="a.xml")

    assert [piece.key for piece in (first, second, third)] == ["4711", "draft", "killed"]
    assert [note.code for note in second.notes] == ["not-public"]
    assert third.refusal.sentence == "This story is cancelled by its agency: it was not taken."


@pytest.mark.parametrize(
    "text",
    [
        "<recipe><name>Pie</name><step>Bake it for an hour at a low heat, and let it rest for two.</step></recipe>",
        f"<page><title>One</title><title>Two</title><body>{BODY}</body></page>",
        "<urlset><url><loc>https://a.example/1</loc></url></urlset>",
    ],
)
def test_xml_in_which_no_story_is_certain_is_no_such_file(text):
    try:
        formats = {piece.format for piece in open_copy(text.encode(), name="a.xml")}
    except NotCopy:
        formats = set()

    assert "xml" not in formats
