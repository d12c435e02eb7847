"""The pictures of a page, with what stands with them."""

import base64
import binascii
import re

from lxml import etree

from articles.importing.formats.piece import Attached
from articles.importing.formats.xml import words

_CREDIT = re.compile(r"\b(?:credit|copyright|photographer|attribution)", re.IGNORECASE)
_SAID = re.compile(
    r"(?:^|(?<=[.!?…»”’\")])\s+|\s+[|–—/]\s+|\s*[(\[])"
    r"(?P<credit>(?i:(?:(?:photo|picture|image) )?"
    r"(?:photo(?:graph)?s?|photography|pictures?|images?|illustration|graphic|credit|foto|bild)(?:\s*:|\s+by\b))"
    r"\s*+(?![a-zà-ÿ])[^()\[\]]{2,80})[)\]]?$"
)
"""A credit at the end of a caption, by the word that says so: "A quay. Photo: Bo Birch"."""
_INLINE = re.compile(r"data:image/(?P<kind>\w{2,10})[^,]{0,40};base64,", re.IGNORECASE)
_SOURCES = ("data-src", "data-original", "src")
_SMALLEST = 40
"""Pixels. Smaller pictures are marks and buttons."""


def picture_of(element: etree._Element) -> Attached | None:
    """What an ``img`` shows; None for one that shows nothing, or a mark."""
    source = next((value for name in _SOURCES if (value := (element.get(name) or "").strip())), "")
    if not source or _is_mark(element):
        return None
    caption, credit = _around(element)
    name, data = _inline(source)
    return Attached(
        name, data, alt=" ".join((element.get("alt") or "").split()), caption=caption, credit=credit
    )


def _is_mark(element: etree._Element) -> bool:
    sizes = (element.get("width") or "", element.get("height") or "")
    return any(size.isdecimal() and len(size) < 5 and int(size) < _SMALLEST for size in sizes)


def _around(element: etree._Element) -> tuple[str, str]:
    """Caption and credit in the figure around a picture."""
    figure = next(element.iterancestors("figure"), None)
    if figure is None:
        return "", ""
    credits = [
        part for part in figure.iter() if _CREDIT.search(f"{part.get('class')} {part.get('itemprop')}")
    ]
    credit = words(credits[0]) if credits else ""
    caption = " ".join(map(words, figure.iter("figcaption")))
    if credit:
        return caption.replace(credit, "", 1).strip(), credit
    said = _SAID.search(caption)
    return (caption[: said.start()].strip(), said["credit"].strip()) if said else (caption, "")


def _inline(source: str) -> tuple[str, bytes]:
    """Name and bytes of a picture that stands in the page itself; of any other, where it lies."""
    found = _INLINE.match(source)
    if found is None:
        return ("" if source.startswith("data:") else source), b""
    try:
        return f"inline.{found['kind'].lower()}", base64.b64decode(source[found.end() :])
    except binascii.Error:
        return f"inline.{found['kind'].lower()}", b"\0"
