"""NITF: the parts of a story by the names of their elements."""

import pytest

from articles.importing.formats import Attached, NotCopy, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

MEDIA = """<media media-type="image"><media-reference source="ferry.jpg" alternate-text="A ferry"/>
<media-metadata name="x" value="y">meta</media-metadata><media-caption>At the quay</media-caption>
<media-producer>Jo Lind</media-producer></media>"""
STORY = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en-GB"><head><title>Ferry (title)</title><meta name="slug" content="harbour-ferry"/>
<tobject><tobject.subject tobject.subject.type="Transport" tobject.subject.matter="Ships"/></tobject>
<docdata><doc-id id-string="hw-7"/><ed-msg info="Updates with mayor"/><date.issue norm="20190407T140500+0200"/>
<date.release norm="20190407T150000+0200"/><key-list><keyword key="ferry"/><keyword key="harbour"/></key-list></docdata>
</head><body><body.head><hedline><hl1>Ferry returns</hl1><hl2>Eleven weeks in dock</hl2></hedline>
<byline>By <person>Ana Ruiz</person> <byttl>Harbour editor</byttl></byline><distributor>Harbour Wire</distributor>
<dateline><location>Northport</location><story.date norm="20190406"/></dateline></body.head><body.content>
<block><p>{PARAGRAPHS[0]}</p>{MEDIA}<hl2>The captain</hl2><p>{PARAGRAPHS[1]}&nbsp;</p>
<bq><block><p>Quietly</p></block></bq></block><p>{PARAGRAPHS[2]}</p></body.content>
<body.end><tagline>(Reporting by Ana Ruiz)</tagline></body.end></body></nitf>"""


def with_state(state: str) -> str:
    return STORY.replace("<docdata>", f'<docdata management-status="{state}">')


def test_each_part_of_a_story_is_a_line_in_its_role():
    piece = only_piece(STORY, name="story.txt")

    assert lines_of(piece) == [
        ("section", "Transport"),
        ("slugline", "harbour-ferry"),
        ("headline", "Ferry returns"),
        ("standfirst", "Eleven weeks in dock"),
        ("byline", "By Ana Ruiz"),
        ("date", "20190407T140500+0200"),
        ("dateline", "Northport"),
        ("source", "Harbour Wire"),
        ("note to editors", "Updates with mayor"),
        ("keywords", "ferry, harbour"),
        ("p", PARAGRAPHS[0]),
        ("caption", "At the quay"),
        ("caption", "Jo Lind"),
        ("h2", "The captain"),
        ("p", PARAGRAPHS[1]),
        ("blockquote", "Quietly"),
        ("p", PARAGRAPHS[2]),
        ("p", "(Reporting by Ana Ruiz)"),
    ]


def test_what_its_head_says_is_stated():
    piece = only_piece(STORY)

    assert piece.stated == Stated(
        headline="Ferry returns",
        published="2019-04-07T14:05:00+02:00",
        language="en",
        section="Transport",
        keywords=("ferry", "harbour"),
        slugline="harbour-ferry",
    )
    assert piece.pictures == (Attached("ferry.jpg", alt="A ferry", caption="At the quay", credit="Jo Lind"),)
    assert (piece.key, piece.format, piece.notes) == ("", "nitf", ())


def test_an_abstract_is_the_standfirst_and_the_title_serves_where_there_is_no_headline():
    changed = STORY.replace("<hl1>Ferry returns</hl1>", "").replace(
        "</body.head>", "<abstract>Ships</abstract></body.head>"
    )
    lines = dict(lines_of(only_piece(changed)))

    assert (lines["headline"], lines["standfirst"]) == ("Ferry (title)", "Ships")


@pytest.mark.parametrize("state", ["canceled", "withheld"])
def test_a_story_that_its_agency_took_back_is_refused(state):
    refusal = only_piece(with_state(state)).refusal

    assert refusal.code == "withdrawn"
    assert refusal.sentence.endswith("by its agency: it was not taken.")


def test_an_embargo_is_a_line_and_a_doubt_that_no_date_settles():
    piece = only_piece(with_state("embargoed"))

    assert dict(lines_of(piece))["embargo"] == "20190407T150000+0200"
    assert [(doubt.code, doubt.field) for doubt in piece.notes] == [("embargo", None)]


@pytest.mark.parametrize("text", ["<nitf/>", f"<nitf>{MEDIA}</nitf>"])
def test_a_story_without_words_is_refused(text):
    assert only_piece(text).refusal.code == "no-body"


def test_a_story_without_its_end_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(STORY[:-20].encode(), name="a")

    assert refusal.value.code == "format"


@pytest.mark.parametrize("abstract", ["", "<abstract><p>Ferries are back</p></abstract>"])
def test_each_headline_below_the_headline_is_a_line(abstract):
    more = f"<hl2>And a dog</hl2></hedline>{abstract}"
    lines = lines_of(only_piece(STORY.replace("</hedline>", more), name="story.txt"))
    seconds = ["Eleven weeks in dock", "And a dog"]
    lead, *others = ["Ferries are back", *seconds] if abstract else seconds

    assert [words for role, words in lines if role == "standfirst"] == [lead]
    assert lines[-len(others) :] == [("page furniture", words) for words in others]
