"""Pages: the lines that were seen on them, and what they say of themselves to machines."""

import textwrap

import pytest

from articles.importing.formats import NotCopy, Stated, open_copy
from articles.text.parsing import parse
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS

BODY = "".join(f"<p>{text}" for text in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Ferry returns | Wexley Post</title><style>p {{}}</style>
<link rel=canonical href="https://wexley.example/ferry"><meta property="article:section" content="Harbour">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}}, {{"@type": ["NewsArticle"],
"headline": "The ferry is back!", "datePublished": "2019-04-07T10:00+01:00", "keywords": "ferry, harbour",
"author": [{{"name": "Ana Ruiz"}}, "Jo Lind", {{"name": "https://wexley.example/jo"}}]}}]}}</script></head>
<body class="comments menu"><nav><ul><li>Home<li>Sport</ul></nav><div>
<h1>Ferry <em>returns</em> to the harbour</h1><p class="standfirst">It was away for eleven weeks.</p>
<span>By Ana Ruiz</span> <div class="share-buttons">Tell a friend</div>
<article>{BODY}<h2>The next crossing</h2><ul><li>at nine<li>at ten</ul>
<blockquote><p>Lovely &#8211; &#147;ahoy&#148;</p></blockquote>
<table><tr><td>Monday<td>9</table><figure><img src=img/ferry.jpg alt=" The  ferry " width=300>
<figcaption>At the quay <span class=credit>Photo: Jo</span></figcaption></figure>First<br>second</article>
<p>Read more: the quay</div><footer>All rights reserved</footer></body></html>"""


def test_each_line_of_a_page_says_what_its_element_is():
    assert lines_of(only_piece(PAGE)) == [
        ("page furniture", "Home"),
        ("page furniture", "Sport"),
        ("headline", "Ferry returns to the harbour"),
        ("standfirst", "It was away for eleven weeks."),
        ("", "By Ana Ruiz"),
        ("page furniture", "Tell a friend"),
        *(("p", text) for text in PARAGRAPHS),
        ("h2", "The next crossing"),
        ("li", "at nine"),
        ("li", "at ten"),
        ("blockquote", "Lovely – “ahoy”"),
        ("paragraph", "Monday | 9"),
        ("caption", "At the quay Photo: Jo"),
        ("", "First"),
        ("", "second"),
        ("page furniture", "Read more: the quay"),
        ("page furniture", "All rights reserved"),
    ]


@pytest.mark.parametrize(("width", "names"), [("9", []), ("9" * 5000, ["a.jpg"]), ("wide", ["a.jpg"])])
def test_a_picture_that_is_too_small_to_be_one_is_left_out(width, names):
    page = PAGE.replace("First<br>", f"<img src=a.jpg width={width}>First<br>").replace(
        "src=img/ferry.jpg", ""
    )
    assert [picture.name for picture in only_piece(page).pictures] == names


@pytest.mark.parametrize(
    ("said", "caption", "credit"),
    [
        ("The quay at dusk. Photo: Bo Birch", "The quay at dusk.", "Photo: Bo Birch"),
        (
            "The quay (Photograph by Bo Birch / Ellery Wire)",
            "The quay",
            "Photograph by Bo Birch / Ellery Wire",
        ),
        ("The quay | Picture credit: B. Birch", "The quay", "Picture credit: B. Birch"),
        ("Photo: Bo Birch", "", "Photo: Bo Birch"),
        ("She held the photo: it was old", "She held the photo: it was old", ""),
        ("Images by the thousand. They fade", "Images by the thousand. They fade", ""),
    ],
)
def test_a_caption_that_says_its_credit_is_cut_in_two(said, caption, credit):
    figure = f"<figure><img src='quay.jpg' alt='A quay'><figcaption>{said}</figcaption></figure>"
    piece = only_piece(f"<article><h1>Ferry returns</h1>{BODY}{figure}</article>")
    assert [(row.caption, row.credit) for row in piece.pictures] == [(caption, credit)]


def test_what_a_page_says_to_machines_is_stated_but_its_heading_is_the_headline():
    assert only_piece(PAGE).stated == Stated(
        byline="Ana Ruiz, Jo Lind",
        published="2019-04-07T10:00+01:00",
        language="en",
        section="Harbour",
        keywords=("ferry", "harbour"),
        address="https://wexley.example/ferry",
    )


def test_a_page_without_a_heading_is_called_by_its_title_without_the_sites_name():
    piece = only_piece(f"<html><title>Ferry returns to harbour – Wexley Post</title>{BODY}")

    assert piece.stated.headline == "Ferry returns to harbour"


def test_a_picture_comes_with_what_stands_with_it():
    [picture] = only_piece(PAGE).pictures

    assert (picture.name, picture.alt) == ("img/ferry.jpg", "The ferry")
    assert (picture.caption, picture.credit) == ("At the quay", "Photo: Jo")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "iso-8859-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        ("", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(head, encoding):
    piece = only_piece(f"<html>{head}<p>Zoë’s café in Zürich – “open”</p></html>".encode("cp1252"))

    assert (piece.text, piece.encoding) == ("Zoë’s café in Zürich – “open”", encoding)


def test_a_page_of_an_old_site_whose_tables_lay_it_out_keeps_its_paragraphs():
    piece = only_piece(f"<HTML><TABLE><TR><TD>Home<TD><B>Ferry returns</B>{BODY}</TABLE>")

    assert [words for _, words in lines_of(piece)] == ["Home", "Ferry returns", *PARAGRAPHS]


def test_what_the_entry_of_a_page_says_by_its_classes_is_stated_and_its_footer_is_no_text():
    footer = (
        '<footer><p>By <a class="p-author h-card">Ana Ruiz</a> on <time class="dt-published" '
        'datetime="2019-04-07T12:05:00Z">April 7</time>.</p><p><a class="p-canonical" href="https://m.example/ferry">'
        "Canonical link</a></p></footer>"
    )
    summary = '<section class="p-summary">After eleven weeks</section>'
    entry = f'<article class="h-entry"><h1>Ferry returns</h1>{summary}{BODY}{footer}</article>'
    piece = only_piece(f"<html><head><title>Ferry returns</title></head><body>{entry}</body></html>")

    assert piece.stated == Stated(
        byline="Ana Ruiz", published="2019-04-07T12:05:00Z", address="https://m.example/ferry"
    )
    assert [words for kind, words in lines_of(piece) if kind == "page furniture"] == [
        *("By Ana Ruiz on April 7.", "Canonical link")
    ]
    assert dict(lines_of(piece))["standfirst"] == "After eleven weeks"


def test_a_table_in_a_story_is_text_with_its_caption_and_no_end_of_the_story():
    film = "<figure><iframe src=a></iframe><figcaption>The crossing on film</figcaption></figure>"
    table = (
        "<figure><table><tr><th>Day<th>Passengers<tr><td>Monday<td>40</table><figcaption>Crossings</figure>"
    )
    piece = only_piece(
        f"<article><h1>Ferry returns</h1>{BODY}{film}{table}<p>{OTHER_PARAGRAPHS[0]}</article>"
    )
    story = parse(piece.text, fixed=piece.fixed, kinds=piece.kinds)

    assert [passage.text for passage in story.passages][len(PARAGRAPHS) :] == [
        *("Day | Passengers", "Monday | 40", "Crossings"),
        OTHER_PARAGRAPHS[0],
    ]
    assert (story.captions, story.roles[9]) == ((), "page furniture")


def test_a_paragraph_that_was_wrapped_by_breaks_is_one_paragraph():
    wrapped = [textwrap.wrap(text, 60) for text in PARAGRAPHS]
    piece = only_piece("<p>".join(["", *("<br>".join(lines) for lines in wrapped)]))
    story = parse(piece.text, fixed=piece.fixed, kinds=piece.kinds)

    assert [passage.text for passage in story.passages] == list(PARAGRAPHS)


def test_two_breaks_stand_between_paragraphs():
    piece = only_piece(f"<p>{'<br> <br/>'.join(PARAGRAPHS)}</p>")

    assert piece.text.split("\n\n") == list(PARAGRAPHS)


def test_a_page_too_deep_to_be_read_whole_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"<html>" + b"<div>" * 9000 + b"words", name="deep.html")

    assert "too deep" in refusal.value.sentence


def test_a_page_without_words_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"<html><script>let a = 1</script></html>", name="a.txt")

    assert refusal.value.code == "empty"
