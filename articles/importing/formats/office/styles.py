"""The styles of Word documents: which of them are headings, lists, quotations, whatever they are called on screen."""

import re
from dataclasses import dataclass

from lxml import etree

from articles.text.parsing import Role
from articles.text.parsing.story import PassageKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)")
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs. ``heads``: the first of them is the headline."""

    kind: PassageKind | None = None
    role: Role | None = None
    heads: bool = False


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """Styles by their ids. The names that Word gives its own are English in every language."""
    if root is None:
        return {}
    names, based = {}, {}
    for style in root.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        names[key] = _child(style, "name").casefold()
        based[key] = _child(style, "basedOn")
    return {key: _style(key, names, based) for key in names}


def _style(key: str, names: dict[str, str], based: dict[str, str]) -> Style:
    """What a style, or the one that it is based on, is."""
    for _ in range(_MOST_STEPS):
        if found := by_name(names.get(key, "")):
            return found
        key = based.get(key, "")
    return Style()


def by_name(name: str) -> Style | None:
    """What a style of this name in small letters is; None where its name does not say."""
    if heading := _HEADING.match(name):
        depth = int(heading[1])
        return Style(kind="h2" if depth <= 2 else "h3", heads=depth == 1)
    if name == "title":
        return Style(heads=True)
    if name == "subtitle":
        return Style(role=Role.STANDFIRST)
    if name in ("caption", "illustration", "figure"):
        return Style(role=Role.CAPTION)
    if name in ("quote", "intense quote", "block text", "quotations"):
        return Style(kind="blockquote")
    return Style(kind="li") if name.startswith("list") and "table" not in name else None


def _child(style: etree._Element, name: str) -> str:
    found = style.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")
