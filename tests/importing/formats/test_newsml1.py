"""NewsML 1: components as agencies nest them, each text a story with the pictures that it came with."""

import base64

import pytest

from articles.importing.formats import Attached, NotCopy, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.formats.test_nitf import STORY as NITF
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS

LINES = [("p", text) for text in PARAGRAPHS]


def holds(content: str) -> str:
    """A text as the content of a component."""
    return f"<ContentItem><MediaType FormalName='Text'/><DataContent>{content}</DataContent></ContentItem>"


def html(paragraphs=PARAGRAPHS) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return holds(f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>")


def component(*inner: str, role="", lines="", more="") -> str:
    said = f"<Role FormalName='{role}'/>" if role else ""
    return f"<NewsComponent {more}>{said}<NewsLines>{lines}</NewsLines>{''.join(inner)}</NewsComponent>"


def picture(name: str, *, width=800) -> str:
    size = f"<Characteristics><Property FormalName='Width' Value='{width}'/></Characteristics>"
    return f"<ContentItem Href='{name}'><MediaType FormalName='Photo'/>{size}</ContentItem>"


def item(*inner: str, number="TX7", state="Usable", change="") -> str:
    named = f"<ProviderId>wire.example</ProviderId><DateId>20190407</DateId><NewsItemId>{number}</NewsItemId>"
    return (
        f"<NewsItem xml:lang='en'><Identification><NewsIdentifier>{named}<RevisionId>2</RevisionId></NewsIdentifier>"
        "<NameLabel>harbour-ferry</NameLabel></Identification><NewsManagement><NewsItemType FormalName='News'/>"
        f"<FirstCreated>20190407T120500Z</FirstCreated><Status FormalName='{state}'/>{change}</NewsManagement>"
        f"{''.join(inner)}</NewsItem>"
    )


def message(*items: str) -> str:
    declared = '<!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf;]>'
    return f"<?xml version='1.0'?>{declared}<NewsML Version='1.2'><Catalog/>{''.join(items)}</NewsML>"


SAID = (
    "<HeadLine>Ferry returns</HeadLine><SubHeadLine>After eleven weeks</SubHeadLine><ByLine>Ana Ruiz</ByLine>"
    "<DateLine>Northport, April 7 (Wire) -</DateLine><CreditLine>Harbour Wire</CreditLine>"
    "<CopyrightLine>(c) Harbour Wire</CopyrightLine><KeywordLine>ships/ferries</KeywordLine>"
)
ABOUT = (
    "<DescriptiveMetadata><Language FormalName='en'/><SubjectCode><Subject FormalName='04015000'/></SubjectCode>"
    "<Property FormalName='Keyword' Value='sea'/></DescriptiveMetadata>"
)


def test_an_item_is_a_story_with_its_lines_in_their_roles():
    piece = only_piece(message(item(component(ABOUT, html(), lines=SAID))), name="item.txt")

    assert lines_of(piece) == [
        ("section", "Economy, business and finance"),
        ("slugline", "harbour-ferry"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("byline", "Ana Ruiz"),
        ("date", "20190407T120500Z"),
        ("dateline", "Northport, April 7 (Wire)"),
        ("source", "Harbour Wire"),
        ("keywords", "ships, ferries, sea"),
        *LINES,
        ("page furniture", "(c) Harbour Wire"),
    ]
    assert piece.stated == Stated(
        headline="Ferry returns",
        published="2019-04-07T12:05:00+00:00",
        language="en",
        section="Economy, business and finance",
        keywords=("ships", "ferries", "sea"),
        slugline="harbour-ferry",
    )


@pytest.mark.parametrize(
    "content",
    [
        html(),
        holds("".join(f"<p>{text}</p>" for text in PARAGRAPHS)),
        holds(f"<![CDATA[{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}]]>"),
        holds(NITF[NITF.index("<nitf") :]),
        holds(f"<![CDATA[{NITF}]]>"),
    ],
)
def test_a_text_is_read_in_whatever_form_it_is_held(content):
    lines = lines_of(
        only_piece(message(item(component(content, lines="<HeadLine>Ferry returns</HeadLine>"))))
    )

    assert [words for kind, words in lines if kind == "p"][: len(PARAGRAPHS)] == list(PARAGRAPHS)


def test_a_text_in_parts_is_one_story():
    title, lead, body = (
        component(holds(f"<![CDATA[{words}]]>"), role=role)
        for role, words in zip(("Title", "Lead", "Body"), ("Ferry returns", *PARAGRAPHS[:2]), strict=True)
    )
    piece = only_piece(message(item(component(component(title, lead, body, role="Text")))))

    assert piece.stated.headline == "Ferry returns"
    assert [words for kind, words in lines_of(piece) if not kind] == list(PARAGRAPHS[:2])


def test_a_text_that_is_there_in_several_formats_is_taken_once():
    both = component(html(), holds("\n\n".join(PARAGRAPHS)), more="EquivalentsList='yes'", lines=SAID)

    assert [line for line in lines_of(only_piece(message(item(both)))) if line in LINES] == LINES


def test_each_text_of_a_package_is_a_story_and_pictures_beside_go_to_the_first():
    main = component(html(), role="Main", lines=SAID, more="Duid='a'")
    box = component(
        html(OTHER_PARAGRAPHS), role="Supporting", lines="<HeadLine>Pies</HeadLine>", more="Duid='b'"
    )
    roles = {"Thumbnail": 90, "Preview": 800}
    files = [component(picture(f"{width}.jpg", width=width), role=role) for role, width in roles.items()]
    caption = component(holds("<p>At the quay</p>"), role="Caption")
    shown = component(*files, caption, role="Picture", lines="<CreditLine>Jo Lind</CreditLine>")
    first, second = open_copy(message(item(component(main, box, shown))).encode(), name="a")

    assert [(piece.key, piece.stated.headline) for piece in (first, second)] == [
        ("wire.example:20190407:TX7:a", "Ferry returns"),
        ("wire.example:20190407:TX7:b", "Pies"),
    ]
    assert first.pictures == (Attached("800.jpg", caption="At the quay", credit="Jo Lind", also=("90.jpg",)),)
    assert second.pictures == ()


def test_a_list_of_pictures_is_several_pictures_each_with_its_caption():
    shown = [
        component(
            component(picture(f"{n}.jpg"), role="Main"), component(holds(f"<p>No. {n}</p>"), role="Caption")
        )
        for n in (1, 2)
    ]
    main, photos = component(html(), lines=SAID), component(*shown, role="Content list")

    assert [
        (one.name, one.caption) for one in only_piece(message(item(component(main, photos)))).pictures
    ] == [
        ("1.jpg", "No. 1"),
        ("2.jpg", "No. 2"),
    ]


def test_a_picture_that_stands_in_the_file_comes_with_its_bytes():
    data = base64.b64encode(b"bytes").decode()
    held = f"<ContentItem><MediaType FormalName='Photo'/><Encoding Notation='Base64'><DataContent>{data}"
    inline = f"{held}</DataContent></Encoding></ContentItem>"
    piece = only_piece(message(item(component(html(), component(inline, role="Photo"), lines=SAID))))

    assert [picture.data for picture in piece.pictures] == [b"bytes"]


def test_the_state_of_an_item_says_whether_it_may_be_taken():
    future = "<FutureStatus FormalName='Usable'/><DateAndTime>20190408T050000Z</DateAndTime>"
    until = f"<StatusWillChange>{future}</StatusWillChange>"
    end = until.replace("Usable", "Canceled")
    states = [("1", "Canceled", ""), ("2", "WITHHELD", ""), ("3", "Embargoed", until), ("4", "Usable", end)]
    text = component(html(), lines=SAID)
    rows = [item(text, number=number, state=state, change=change) for number, state, change in states]
    cancelled, withheld, embargoed, ending = open_copy(message(*rows).encode(), name="a")

    assert [piece.refusal.sentence for piece in (cancelled, withheld)] == [
        "This story is cancelled by its agency: it was not taken.",
        "This story is withheld by its agency: it was not taken.",
    ]
    assert [doubt.sentence for piece in (embargoed, ending) for doubt in piece.notes] == [
        "This story is under embargo (2019-04-08T05:00:00+00:00): it must not go out before.",
        "Its agency has said that it will be cancelled: 2019-04-08T05:00:00+00:00.",
    ]


def test_an_item_without_a_text_says_what_it_is_and_an_empty_message_is_refused():
    shown = component(
        component(picture("a.jpg")), component(holds("At the quay"), role="Caption"), role="Photo"
    )
    photo, story = open_copy(
        message(item(shown), item(component(html(), lines=SAID), number="8")).encode(), name="a"
    )

    assert (photo.refusal.sentence, story.refusal) == ("This item is a picture, not a story.", None)
    with pytest.raises(NotCopy) as refusal:
        open_copy(message().encode(), name="a")
    assert refusal.value.code == "empty"


def test_each_of_thousands_of_items_is_a_story():
    text = "<ContentItem><DataContent><p>The ferry is back.</p></DataContent></ContentItem>"
    line = "<NewsLines><HeadLine>Ferry returns</HeadLine></NewsLines>"
    item = f"<NewsItem><NewsComponent>{line}{text}</NewsComponent></NewsItem>"
    assert len(open_copy(f"<NewsML>{item * 4_000}</NewsML>".encode(), name="n.xml")) == 4_000
