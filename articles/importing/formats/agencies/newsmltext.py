"""The text in an element of NewsML, of either generation: NITF, a page, parts of one, or plain words."""

import re
from dataclasses import dataclass

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.agencies import nitf
from articles.importing.formats.items import Item
from articles.importing.formats.markup import attribute, first, to_html
from articles.importing.formats.opening import root_name

_NOTHING = Item()
_PARAGRAPH = re.compile(r"<p\b[^<>]*>", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what is said in it of the story where it is a document by itself."""

    body: str = ""
    is_html: bool = True
    said: Item = _NOTHING


def of_markup(inline: etree._Element) -> Text:
    """The text in an element that holds a document."""
    if (story := first(inline, "nitf")) is not None:
        said = nitf.to_item(story)
        return Text(said.body, said=said)
    page = first(inline, "body")
    return Text(to_html(inline if page is None else page, nitf.HTML))


def of_data(inline: etree._Element) -> Text:
    """The text in an element of data, which may be HTML though it is called plain."""
    if len(inline):
        return of_markup(inline)
    text = inline.text or ""
    document = text.strip().encode()
    if root_name(document) == "nitf":
        said = nitf.to_item(xml.read(document).root)
        return Text(said.body, said=said)
    return Text(text, "html" in attribute(inline, "contenttype") or bool(_PARAGRAPH.search(text)))


def is_computer(name: str) -> bool:
    """Whether what is named as somebody is only the name of a computer."""
    return _HOST.fullmatch(name) is not None
