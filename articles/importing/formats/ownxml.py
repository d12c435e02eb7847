"""XML of a newspaper's own making: elements and attributes that are called as fields of a story are, in any language.

A story is the smallest element that holds a headline and a text. What in it has no field is a line that is left out.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.agencies import nitf
from articles.importing.formats.items import Item, not_public, one_piece, pieces_of
from articles.importing.formats.labels import meaning
from articles.importing.formats.markup import attribute, named, to_html
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import root_name
from articles.importing.formats.piece import Attached, NotCopy, Piece

_CAPITAL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_OF_TEXT = {
    **dict.fromkeys(("para", "paragraph", "absatz", "abs", "alinea", "parrafo", "par", "line"), "p"),
    **dict.fromkeys(("subhead", "crosshead", "intertitle", "zwischentitel", "zwt", "intertitre", "subheading"), "h2"),
    **dict.fromkeys(("quote", "zitat", "citation", "cita"), "blockquote"),
    **dict.fromkeys(("list", "liste", "lista"), "ul"), **dict.fromkeys(("item", "listitem"), "li"),
}  # fmt: skip
_IN_HTML = {**_OF_TEXT, "bold": "b", "italic": "i", "link": "a"}
"""What elements of a text are in HTML, where they have names of their own."""

_INSIDE = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", *_OF_TEXT}
"""Elements of a text that may stand in the story itself, where no element holds the text."""

_FIELDS = ("key", "section", "slugline", "headline", "standfirst", "byline", "dateline", "source", "address")
_ALSO = {"story": "body"}
_PICTURE = re.compile(
    r"image|picture|photo|photograph|bild|foto|illustration|grafik|graphic|media", re.IGNORECASE
)
_FILES = ("file", "filename", "src", "href", "url", "source", "path", "name", "datei")
_CAPTION = re.compile(
    r"caption|legende?|bildunterschrift|bildtext|bu|pie|didascalia|cutline|description", re.IGNORECASE
)
_CREDIT = re.compile(
    r"credit|copyright|photographer|fotograf|author|crédit|quelle|byline|source", re.IGNORECASE
)
_ALT = re.compile(r"alt|alttext|alternate-text", re.IGNORECASE)
_NOT_PUBLIC = re.compile(
    r"draft|unpublished|offline|pending|entwurf|brouillon|borrador|bozza|rascunho", re.IGNORECASE
)
_SHORTEST = 60
"""Characters. What has fewer is no text."""


def matches(data: bytes, name: str) -> bool:
    """XML in which there are stories. What is damaged is not: nobody could say what it is."""
    if root_name(data) in ("", "html", "svg"):
        return False
    try:
        return bool(_stories(xml.read(data).root))
    except NotCopy:
        return False


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    stories = _stories(read.root)
    items: list[Callable[[], Item]] = [partial(_item, story, read.root) for story in stories]
    if stories == [read.root]:
        return one_piece(items[0], "xml", encoding=read.encoding, notes=read.notes)
    return pieces_of(items, "xml", what="file", encoding=read.encoding, notes=read.notes)


def _stories(root: etree._Element) -> list[etree._Element]:
    """The elements that hold a story, in their order: one headline, and a text that is an element or paragraphs."""
    means = {element: _means(element) for element in root.iter("*")}
    lengths = _lengths(means)
    headlines = _headlines(means, lengths)
    texts = {row for row in _texts(means) if lengths[row] >= _SHORTEST}
    found: dict[etree._Element, None] = {}
    for element in means:
        story = None
        if element in texts:
            story = next((around for around in element.iterancestors() if headlines[around]), None)
        elif sum(lengths[row] for row in element if _is_paragraph(row)) >= _SHORTEST:
            story = element
        if story is not None and headlines[story] == 1:
            found[story] = None
    return [story for story in found if not any(around in found for around in story.iterancestors())]


def _lengths(means: Mapping[etree._Element, str]) -> dict[etree._Element, int]:
    """How many characters the words in each element have: looked at once, however deep they stand."""
    lengths: dict[etree._Element, int] = {}
    for element in reversed(means):  # what it holds comes before it
        own = len((element.text or "").strip())
        lengths[element] = own + sum(lengths[row] + len((row.tail or "").strip()) for row in element)
    return lengths


def _headlines(
    means: Mapping[etree._Element, str], lengths: Mapping[etree._Element, int]
) -> Counter[etree._Element]:
    """How many headlines each element holds: in attributes of its own, else in elements."""
    counts: Counter[etree._Element] = Counter()
    titled = [row for row in means if any(meaning(str(name)) == "headline" for name in row.attrib)]
    for row in [*titled, *(row for row, what in means.items() if what == "headline" and lengths[row])]:
        counts.update(row.iterancestors())
    return Counter({**counts, **dict.fromkeys(titled, 1)})


def _texts(means: Mapping[etree._Element, str]) -> list[etree._Element]:
    """The elements that are texts by their names, and no stories that are called so."""
    holding: set[etree._Element] = set()
    for element in (element for element, what in means.items() if what in ("headline", "body")):
        for around in element.iterancestors():
            if around in holding:
                break
            holding.add(around)
    return [element for element, what in means.items() if what == "body" and element not in holding]


def _is_paragraph(element: etree._Element) -> bool:
    return named(element).lower() == "p" or _OF_TEXT.get(named(element).lower()) == "p"


def _means(element: etree._Element) -> str:
    name = named(element)
    return meaning(name) or _ALSO.get(name.lower()) or meaning(_CAPITAL.sub("_", name))


def _item(story: etree._Element, root: etree._Element) -> Item:
    bodies, held, others = [], dict[str, list[str]](), list[str]()
    means = {element: _means(element) for element in story.iter("*")}
    texts = {row for row in _texts(means) if len(xml.words(row)) >= _SHORTEST}
    shown = dict.fromkeys(
        row for row in story.iter("*") if _PICTURE.fullmatch(named(row)) and row is not story
    )
    for name, value in story.attrib.items():
        _add(held, others, meaning(str(name)), str(name), value)
    rows = etree.iterwalk(story, events=("start",))
    for _, row in rows:
        if row is story:
            continue
        if row in texts or (row.getparent() is story and named(row).lower() in _INSIDE):
            bodies.append(row)
            rows.skip_subtree()
        elif row in shown:
            rows.skip_subtree()
        elif not len(row) or (means[row] and means[row] != "body"):
            _add(held, others, means[row], named(row), ", ".join(_parts(row)))
            rows.skip_subtree()
    state = next(iter(held.pop("state", [])), "").lower()
    return Item(
        **{name: next(iter(held.get(name, ())), "") for name in _FIELDS},
        published=first_moment(*held.get("published", ())),
        keywords=tuple(word.strip() for said in held.get("keywords", ()) for word in re.split(r"[,;]", said)),
        language=next(iter(held.get("language", ())), "") or attribute(root, "language"),
        body="\n".join(_body(row, story) for row in bodies),
        others=tuple(others),
        pictures=tuple(filter(None, (_picture(row) for row in shown if not _is_inside(row, shown)))),
        doubts=(not_public("Its file says that this was not published."),)
        if _NOT_PUBLIC.fullmatch(state)
        else (),
        withdrawn=nitf.WITHDRAWN.get(state, ""),
    )


def _add(held: dict[str, list[str]], others: list[str], means: str, name: str, value: str) -> None:
    """Put a value where it belongs: the first of each field, all dates and keywords. What has no field has its name."""
    value = " ".join(value.split())
    if not value:
        return
    if name.lower() == "status":
        held["state"] = [value]
    if means in ("published", "keywords", "language") or (means in _FIELDS and means not in held):
        held.setdefault(means, []).append(value)
    else:
        others.append(f"{name}: {value}")


def _parts(element: etree._Element) -> Iterator[str]:
    """The words in an element, those of each that it holds apart."""
    texts = (" ".join(row.itertext()) for row in element) if len(element) else iter([element.text or ""])
    yield from filter(None, (" ".join(text.split()) for text in texts))


def _body(element: etree._Element, story: etree._Element) -> str:
    """A text as HTML: all that stands in an element or, of a paragraph of the story itself, that paragraph."""
    names = {
        named(row): _IN_HTML[named(row).lower()]
        for row in element.iter("*")
        if named(row).lower() in _IN_HTML
    }
    name = named(element).lower()
    if element.getparent() is story and name in _INSIDE:
        name = _OF_TEXT.get(name, name)
        return f"<{name}>{to_html(element, names)}</{name}>"
    return to_html(element, names) if len(element) else element.text or ""


def _picture(element: etree._Element) -> Attached | None:
    values = {str(name).lower(): value for name, value in element.attrib.items()}
    values |= {
        named(row).lower(): xml.words(row) for row in element.iter("*") if not len(row) and row is not element
    }
    file = next(filter(None, (values.get(name) for name in _FILES)), "") or xml.words(element)

    def said(pattern: re.Pattern[str]) -> str:
        return next(
            (value for name, value in values.items() if pattern.fullmatch(name) and value != file), ""
        )

    return Attached(file, alt=said(_ALT), caption=said(_CAPTION), credit=said(_CREDIT)) if file else None


def _is_inside(row: etree._Element, others: Collection[etree._Element]) -> bool:
    return any(around in others for around in row.iterancestors())
