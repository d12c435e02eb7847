"""The components of an item of NewsML 1, told apart by their roles and by what they hold: texts, parts, pictures.

Agencies nest them as they like: a text by itself; a list of texts, and one of pictures; a text in parts (title, lead,
body); a picture as several files, with its caption as a component beside them.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.agencies.newsmltext import Text, of_data
from articles.importing.formats.markup import attribute, child, children, inside, text_of
from articles.importing.formats.piece import Attached

_CAPTION = re.compile(r"caption|legend|bildtext|pie de foto|cutline", re.IGNORECASE)
_PICTURE = re.compile(r"photo|picture|image|graphic|bild|infograph", re.IGNORECASE)
_OTHER_MEDIA = re.compile(r"video|audio|sound|animation|flash", re.IGNORECASE)
_LONGEST_CAPTION = 80
_FILE = re.compile(
    r"thumb|quick|preview|high|low|medium|small|large|full|icon|main|web|print|layout", re.IGNORECASE
)
"""Roles of the files of one picture."""
_PARTS = {
    "title": "title", "headline": "title", "heading": "title", "subtitle": "standfirst", "subheadline": "standfirst",
    "abstract": "standfirst", "summary": "standfirst", "teaser": "standfirst", "synopsis": "standfirst",
    "lead": "body", "body": "body", "lead text": "body", "body text": "body", "paragraph": "body",
}  # fmt: skip
"""Roles of components that are parts of one text, and where their words go. A lead is where a text begins."""


@dataclass(frozen=True, slots=True)
class Part:
    """A component that is a story: its texts, and the words of parts that are no body."""

    component: etree._Element
    texts: tuple[Text, ...]
    title: str = ""
    standfirst: str = ""


def stories(component: etree._Element) -> Iterator[Part]:
    """The stories in a component, in its order, itself first."""
    if _is_caption(component) or _is_picture(component) or _OTHER_MEDIA.search(role(component)):
        return
    texts = list(_texts(component))
    said = {"title": "", "standfirst": ""}
    others = []
    for inner in children(component, "NewsComponent"):
        means = _PARTS.get(role(inner).lower())
        found = list(_texts(inner)) if means else []
        if means == "body":
            texts += found
        elif means and found:
            said[means] = said[means] or _words(found[0])
        else:
            others.append(inner)
    if texts:
        yield Part(component, tuple(_apart(component, texts)), **said)
    for inner in others:
        yield from stories(inner)


def pictures(component: etree._Element, headline: str = "") -> Iterator[Attached]:
    """The pictures in a component, each once however many files of it there are."""
    inner = children(component, "NewsComponent")
    several = sum(any(map(_shows_picture, inside(each, "ContentItem"))) for each in inner) > 1
    are_files = bool(inner) and all(_FILE.search(role(each)) or _is_caption(each) for each in inner)
    if _is_picture(component) and (not several or are_files):
        yield from _one(component, headline)
        return
    yield from (Attached(_name(item), _data(item)) for item in _files(children(component, "ContentItem")))
    for each in inner:
        yield from pictures(each, headline)


def role(component: etree._Element) -> str:
    return attribute(child(component, "Role"), "FormalName")


def line(component: etree._Element, *names: str) -> str:
    """The first of the lines for people of these names."""
    rows = [row for row in children(component, "NewsLines") for row in row]
    found = (xml.words(row) for name in names for row in rows if str(row.tag).rpartition("}")[2] == name)
    return next(filter(None, found), "")


def typed_line(component: etree._Element, kind: re.Pattern[str]) -> str:
    """The words of a line whose type is said beside it."""
    for row in inside(child(component, "NewsLines"), "NewsLine"):
        if kind.search(attribute(child(row, "NewsLineType"), "FormalName")):
            return text_of(row, "NewsLineText")
    return ""


def _texts(component: etree._Element) -> Iterator[Text]:
    """The texts that stand in a component itself."""
    for item in children(component, "ContentItem"):
        held = child(item, "DataContent")
        if held is not None and xml.words(held) and not _OTHER_MEDIA.search(_medium(item)):
            yield of_data(held)


def _apart(component: etree._Element, texts: list[Text]) -> Iterator[Text]:
    """Those of some texts that say something of their own: one may be there in several formats."""
    if attribute(component, "EquivalentsList").lower() == "yes":
        texts = sorted(texts, key=lambda text: (not text.said.body, not text.is_html))[:1]
    told = ""
    for text in texts:
        words = _words(text)
        if words not in told:
            told += f" {words}"
            yield text


def _words(text: Text) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", text.body).split())


def _files(items: Iterable[etree._Element]) -> list[etree._Element]:
    """Those of some items that show pictures."""
    return [item for item in items if _shows_picture(item)]


def _one(component: etree._Element, headline: str) -> Iterator[Attached]:
    """A picture of one or several files, the largest first."""
    files = sorted(_files(inside(component, "ContentItem")), key=_size, reverse=True)
    names = [name for name in map(_name, files) if name]
    if not names:
        return
    around = (component, *inside(component, "NewsComponent"))
    captions = [
        _words(text) for each in around if _is_caption(each) or each is component for text in _texts(each)
    ]
    lines = [typed_line(each, _CAPTION) for each in around] + [line(each, "HeadLine") for each in around]
    said = next(filter(None, (*captions, *(text for text in lines if text != headline))), "")
    credit = next(filter(None, (line(each, "CreditLine", "ByLine", "CopyrightLine") for each in around)), "")
    yield Attached(names[0], _data(files[0]), caption=said, credit=credit, also=tuple(names[1:]))


def _name(item: etree._Element) -> str:
    return attribute(item, "Href") or ("inline" if child(item, "Encoding", "DataContent") is not None else "")


def _data(item: etree._Element) -> bytes:
    """The bytes of a picture that stands in the file itself."""
    held = child(item, "Encoding", "DataContent")
    if held is None or "base64" not in attribute(child(item, "Encoding"), "Notation").lower():
        return b""
    try:
        return base64.b64decode("".join(held.itertext()))
    except binascii.Error:
        return b"\0"


def _size(item: etree._Element) -> int:
    """The width of a picture, or else its bytes, as far as they are said."""
    held = child(item, "Characteristics")
    said = {
        attribute(row, "FormalName").lower(): attribute(row, "Value") for row in children(held, "Property")
    }
    size = said.get("width") or text_of(held, "SizeInBytes")
    return int(size) if size.isdecimal() and len(size) < 12 else 0


def _medium(item: etree._Element) -> str:
    return " ".join(attribute(child(item, name), "FormalName") for name in ("MediaType", "MimeType"))


def _shows_picture(item: etree._Element) -> bool:
    return bool(_PICTURE.search(_medium(item))) and bool(_name(item))


def _is_caption(component: etree._Element) -> bool:
    return bool(_CAPTION.search(role(component)))


def _is_picture(component: etree._Element) -> bool:
    """Whether a component is a picture: by its role, or since it holds a file with no more than a caption."""
    if _PICTURE.search(role(component)):
        return True
    inner = children(component, "NewsComponent")
    if any(map(_is_caption, inner)) and not any(map(_holds_story, (component, *inner))):
        return bool(_files(inside(component, "ContentItem")))
    return bool(_files(children(component, "ContentItem"))) and not _holds_story(component)


def _holds_story(component: etree._Element) -> bool:
    """Whether a component holds more words than a caption has."""
    return not _is_caption(component) and any(
        len(_words(text).split()) > _LONGEST_CAPTION for text in _texts(component)
    )
