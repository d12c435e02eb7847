"""XML, read so that a file can do no harm: no entity is expanded, nothing is fetched, no schema is loaded.

parse(data) -> root                     XML that a program wrote, and nobody touched
read(data) -> Xml                       a file from anywhere: what is not quite XML is mended where that is certain
"""

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from articles.importing.formats.decoding import decoded
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.opening import MODULES
from articles.importing.formats.piece import NotCopy
from articles.text.mending import Note
from articles.text.parsing import Doubt

OWN_ENTITIES = "This XML declares entities of its own, which are never expanded: it was not read."
_PARSER = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_MOST_ATTRIBUTES = 1_000
"""Of one element: looking at all of them takes time that grows with their square."""
_HAS_TOO_MANY = etree.XPath(f"boolean(//*[@*[{_MOST_ATTRIBUTES + 1}]])")
# What was taken is not given back: each comment of many could else end with any that follows it.
_SUBSET = re.compile(r"\s*+(?:<!--.*?-->\s*+)*+<!DOCTYPE\s[^<>\[\]]*\[([^\[\]]*)\]\s*>", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^<>]*?\?>")
_ENCODING = re.compile(rb"\s*<\?xml\s[^<>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']")
# What no file of XML may hold, and many an export of a database does.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#?\w{1,40});)?", re.DOTALL)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROLS = Note("Control characters were left out.")


@dataclass(frozen=True, slots=True)
class Xml:
    """A file of XML: its root, its encoding, and what is unsure of its letters."""

    root: etree._Element
    encoding: str
    notes: tuple[Doubt, ...] = ()


def parse(data: bytes) -> etree._Element:
    """The root of an XML file. Raises NotCopy for what is damaged, and for what declares entities of its own."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotCopy("format", _problem(error)) from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise NotCopy("format", OWN_ENTITIES)
    if _HAS_TOO_MANY(root):
        sentence = (
            f"This XML was not read: one of its elements has more than {_MOST_ATTRIBUTES:,} attributes."
        )
        raise NotCopy("format", sentence)
    return root


def _problem(error: Exception) -> str:
    """What is wrong with a file of XML, fit to show."""
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return "This XML was not read: its elements stand too deep in one another, or one holds too much."
    said = getattr(error, "msg", None) or str(error) or "it is empty"
    return f"This XML is damaged: {said.splitlines()[0][:200]}."


def read(data: bytes) -> Xml:
    """A file of XML in whatever encoding, named rightly or not. Raises NotCopy as ``parse`` does.

    Names of HTML ("&nbsp;") and a bare "&" are read as what they stand for; signs that XML forbids are left out.
    """
    declared = _ENCODING.match(data)
    read = decoded(data, declared[1].decode() if declared else "")
    text, controls = _ILLEGAL.subn("", _DECLARATION.sub("", read.text.lstrip("\ufeff"), count=1))
    root = parse(_REFERENCE.sub(_resolved, _without_modules(text)).strip().encode())
    return Xml(root, read.encoding, doubts_of((*read.notes, _CONTROLS) if controls else read.notes))


def _without_modules(text: str) -> str:
    """A file that names no other files as parts of its document type."""
    found = _SUBSET.match(text)
    return text[: found.start(1)] + MODULES.sub("", found[1]) + text[found.end(1) :] if found else text


def words(element: etree._Element) -> str:
    """All words in an element, blanks squeezed."""
    return " ".join("".join(element.itertext()).split())


def _resolved(found: re.Match[str]) -> str:
    """A reference as XML knows it."""
    name = found[1]
    if found[0].startswith("<") or name in _OF_XML:
        return found[0]
    if name and name.startswith("#"):
        return found[0] if _is_legal(name[1:]) else ""
    meant = html5.get(f"{name};") if name else None
    return "".join(f"&#{ord(sign)};" for sign in meant) if meant else f"&amp;{found[0][1:]}"


def _is_legal(digits: str) -> bool:
    """Whether the number of a sign is that of one which XML may hold."""
    try:
        sign = chr(int(digits[1:], 16) if digits[:1] == "x" else int(digits)) if digits.isascii() else "\0"
    except (ValueError, OverflowError):
        return False
    return not _ILLEGAL.match(sign)
