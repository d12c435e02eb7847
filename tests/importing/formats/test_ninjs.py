"""News as JSON: ninjs of each version, and whatever else names a headline and a text."""

import json

import pytest

from articles.importing.formats import Attached, NotCopy, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.formats.test_nitf import STORY as NITF
from tests.importing.helpers import PARAGRAPHS

HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINES = [("p", text) for text in PARAGRAPHS]
PICTURE = {
    "type": "picture",
    "description_text": "At the quay",
    "byline": "Jo Lind",
    "renditions": {"small": {"href": "s.jpg", "width": 100}, "large": {"href": "l.jpg", "width": 900}},
}
FIRST = {
    "uri": "urn:7", "type": "text", "versioncreated": "2019-04-08T10:00:00Z", "firstcreated": "2019-04-07T12:05:00Z",
    "pubstatus": "usable", "language": "en-GB", "headline": "Ferry returns", "byline": "Ana Ruiz",
    "description_text": "After eleven weeks in dock", "body_text": "\n\n".join(PARAGRAPHS), "body_xhtml": HTML,
    "subject": [{"name": "Harbour"}, {"name": "Ferries"}], "slugline": "harbour-ferry", "ednote": "With picture",
    "copyrightholder": "Harbour Wire", "associations": {"main": PICTURE},
}  # fmt: skip
THIRD = {
    "uri": "urn:7", "type": "text", "versionCreated": "2019-04-07T12:05:00Z", "by": "Ana Ruiz",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
    "bodies": [
        {"contentType": "text/plain", "value": "\n\n".join(PARAGRAPHS)}, {"contentType": "text/html", "value": HTML},
    ],
    "descriptions": [{"role": "summary", "value": f"{PARAGRAPHS[0][:60]} …"}], "associations": [PICTURE],
    "infoSources": [{"name": "Harbour Wire"}],
}  # fmt: skip


def test_an_item_is_a_story_with_its_lines_in_their_roles():
    piece = only_piece(json.dumps(FIRST), name="item.txt")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("slugline", "harbour-ferry"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks in dock"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07T12:05:00Z"),
        ("source", "Harbour Wire"),
        ("note to editors", "With picture"),
        ("keywords", "Ferries"),
        *LINES,
    ]
    assert (piece.key, piece.format, piece.notes) == ("", "json", ())


def test_an_item_states_what_its_values_say():
    piece = only_piece(json.dumps(FIRST))

    assert piece.stated == Stated(
        headline="Ferry returns",
        published="2019-04-07T12:05:00+00:00",
        language="en",
        section="Harbour",
        keywords=("Ferries",),
        slugline="harbour-ferry",
    )
    assert piece.pictures == (Attached("l.jpg", caption="At the quay", credit="Jo Lind"),)


def test_an_item_of_the_third_version_has_its_values_by_their_roles():
    piece = only_piece(json.dumps(THIRD))

    assert lines_of(piece) == [
        ("headline", "Ferry returns"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07T12:05:00Z"),
        ("source", "Harbour Wire"),
        *LINES,
        ("page furniture", f"{PARAGRAPHS[0][:60]} …"),
    ]
    assert [picture.name for picture in piece.pictures] == ["l.jpg"]


def test_a_short_description_stays_though_its_letters_are_in_the_text():
    piece = only_piece(json.dumps(FIRST | {"description_text": "North"}))

    assert ("standfirst", "North") in lines_of(piece)


def test_a_text_that_is_nitf_is_read_as_nitf():
    bodies = [
        {"contentType": "text/plain", "value": "Short"},
        {"contentType": "text/vnd.IPTC.NITF", "value": NITF},
    ]
    lines = lines_of(only_piece(json.dumps(THIRD | {"bodies": bodies})))

    assert lines[4:6] == [("p", PARAGRAPHS[0]), ("caption", "At the quay")]


def test_html_without_a_tag_is_one_paragraph_though_it_is_broken_and_indented():
    value = "\n      The ferry between Northport and\n      Eastmere is back after eleven\n      weeks in dock.\n   "
    bodies = [{"contentType": "text/html", "value": value}]
    lines = lines_of(only_piece(json.dumps(THIRD | {"bodies": bodies})))

    assert lines[4] == ("", "The ferry between Northport and Eastmere is back after eleven weeks in dock.")


def test_a_story_under_names_of_another_language_is_a_story():
    held = {
        "Titel": "Fähre zurück",
        "Autor": "Ana Ruiz",
        "Inhalt": HTML,
        "Bild": "f.jpg",
        "Datum": "2019-04-07",
    }
    piece = only_piece(json.dumps(held, ensure_ascii=False))

    assert lines_of(piece) == [
        ("headline", "Fähre zurück"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07"),
        *LINES,
    ]
    assert piece.pictures == (Attached("f.jpg"),)


OTHER = FIRST | {"uri": "urn:8", "headline": "Bakers sign up"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([FIRST, OTHER]),
        json.dumps({"data": {"items": [{"item": FIRST}, {"item": OTHER}]}}),
        json.dumps(FIRST) + "\n" + json.dumps(OTHER) + "\n",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
            {"id": "urn:7", "title": "Ferry returns", "content_html": HTML},
            {"id": "urn:8", "title": "Bakers sign up", "content_text": "\n\n".join(PARAGRAPHS)},
        ]}),
    ],
    ids=["list", "wrapped", "lines", "feed"],
)  # fmt: skip
def test_each_item_of_several_is_a_story_with_its_key(text):
    found = open_copy(text.encode(), name="a")

    assert [(piece.key, piece.stated.headline) for piece in found] == [
        ("urn:7", "Ferry returns"),
        ("urn:8", "Bakers sign up"),
    ]
    assert [all(paragraph in piece.text for paragraph in PARAGRAPHS) for piece in found] == [True, True]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (FIRST | {"type": "picture"}, "no-story"),
        (FIRST | {"pubstatus": "canceled"}, "withdrawn"),
        (FIRST | {"body_text": "", "body_xhtml": " ", "description_text": ""}, "no-body"),
        (FIRST | {"body_xhtml": "<nitf>"}, "format"),
    ],
)
def test_what_is_no_story_is_refused_and_the_others_are_taken(item, code):
    bad, good = open_copy(json.dumps([item, OTHER]).encode(), name="a")

    assert (bad.refusal.code, good.refusal) == (code, None)


@pytest.mark.parametrize(
    "value", [None, 7, True, [], {}, [[]], [None], "\ud800\x00", [{"name": {}}], 1e400, "x" * 9999]
)
def test_values_of_any_sort_do_no_harm(value):
    for key in FIRST.keys() - {"uri", "type"}:
        for piece in open_copy(json.dumps(FIRST | {key: value}).encode(), name="a"):
            assert "\0" not in piece.text
            piece.text.encode()


@pytest.mark.parametrize(
    "text",
    [json.dumps(FIRST)[:-9], json.dumps(FIRST) + "}", '{"a":' + "[" * 100_000, '{"a": ' + "9" * 9999 + "}"],
)
def test_json_that_is_damaged_is_refused(text):
    with pytest.raises(NotCopy) as refusal:
        open_copy(text.encode(), name="a")

    assert (refusal.value.code, refusal.value.sentence[:22]) == ("format", "This JSON is damaged: ")


@pytest.mark.parametrize(
    "text", ['{"name": "x", "text": 7}', "[1, 2]", '{"file": "a", "outcome": "created"}']
)
def test_json_that_holds_no_story_is_left_to_what_refuses_it(text):
    assert only_piece(text).format == "text"


def test_texts_under_other_names_are_lines_that_are_left_out_and_what_is_no_text_is_none():
    told = {
        "pullquote": "“I have seen no such <b>ferry</b>”", "extra": {"facts": "Built in Wexley in 1974"},
        "highlights": ["Ferries sail at nine", "x"], "Bildtext": "渡轮于四月返回港口，乘客都很高兴。渡轮返回港口。",
    }  # fmt: skip
    silent = {
        "profile": "text", "copy": "urn:newsml:wexley.example:20190407:7", "sent": "2019-04-07 12:05:00 +02:00",
        "subtitle": "After eleven weeks in dock", "related": [{"name": "Ferries of all the world"}],
    }  # fmt: skip
    lines = lines_of(only_piece(json.dumps(FIRST | told | silent)))

    assert [words for role, words in lines if role == "page furniture"] == [
        "pullquote: “I have seen no such ferry”",
        "extra: Built in Wexley in 1974",
        "highlights: Ferries sail at nine",
        f"Bildtext: {told['Bildtext']}",
    ]
