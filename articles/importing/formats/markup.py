"""Elements of XML by their names, whatever namespaces they stand in, and as HTML where they hold a text.

child(item, "title"), text_of(item, "contentMeta", "headline"), to_html(element)
"""

from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from articles.importing.formats.xml import words

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_OF_HTML = frozenset({
    "a", "article", "aside", "audio", "b", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "em", "embed",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img",
    "li", "nav", "noscript", "object", "ol", "p", "pre", "script", "section", "strong", "style", "svg", "table",
    "tbody", "td", "template", "tfoot", "th", "thead", "tr", "ul", "video",
})  # fmt: skip
"""Names that mean in HTML what they mean elsewhere. What is called otherwise is words in a line."""

_VOID = ("br", "hr", "img", "embed")
_KEPT = ("href", "src", "alt", "class", "title", "width", "height")


def named(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.iterchildren("{*}" + name))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the end of a path of names."""
    for name in path:
        element = None if element is None else next(element.iterchildren("{*}" + name), None)
    return element


def text_of(element: etree._Element | None, *path: str) -> str:
    """The words in the first element at the end of a path of names; "" where there is none."""
    found = child(element, *path)
    return "" if found is None else words(found)


def inside(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """All elements of that name in an element, however deep."""
    return iter(()) if element is None else element.iter("{*}" + name)


def first(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(inside(element, name), None)


def attribute(element: etree._Element | None, name: str) -> str:
    return "" if element is None else (element.get(name) or "").strip()


def to_html(element: etree._Element, names: Mapping[str, str] | None = None) -> str:
    """What stands in an element, as HTML. ``names`` gives what elements of other names are called there."""
    parts = [escape(element.text or "", quote=False)]
    # Not by recursion: a file may nest as deep as it likes.
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is element:
            continue
        own = named(inner)
        name = (names or {}).get(own) or (own if own in _OF_HTML else "span")
        if event == "start":
            said = "".join(
                f' {key}="{escape(value)}"' for key in _KEPT if (value := inner.get(key)) is not None
            )
            parts.append(f"<{name}{said}>{escape(inner.text or '', quote=False)}")
        else:
            parts.append(("" if name in _VOID else f"</{name}>") + escape(inner.tail or "", quote=False))
    return "".join(parts)
