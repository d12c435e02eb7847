"""What exports of Blogger hold beside posts, and which of these its readers never saw.

They are feeds of Atom. Each entry says what it is: older ones by a category (``…/2008/kind#post``), newer ones by an
element (``<blogger:type>POST``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from articles.importing.formats.items import not_public
from articles.importing.formats.markup import attribute, children, text_of
from articles.text.parsing import Doubt

_NO_STORIES = {
    "comment": "readers’ comments",
    "template": "templates of the site",
    "settings": "settings of the site",
}
_KIND = "#kind"
_SAID = {"draft": "a draft", "trashed": "thrown away"}


def kind(entry: etree._Element) -> str:
    """What an entry is: post, page, comment, template, settings. Empty in feeds of others."""
    kinds = (attribute(row, "term") for row in children(entry, "category") if is_kind(row))
    return (next(kinds, "").rpartition("#")[2] or text_of(entry, "type")).lower()


def is_kind(category: etree._Element) -> bool:
    """Whether a category says what an entry is, and not what it is about."""
    return attribute(category, "scheme").endswith(_KIND)


def is_story(entry: etree._Element) -> bool:
    return kind(entry) not in _NO_STORIES


def passed(entries: Iterable[etree._Element]) -> Counter[str]:
    """What there is beside stories, by kind."""
    return Counter(_NO_STORIES[what] for what in map(kind, entries) if what in _NO_STORIES)


def state(entry: etree._Element) -> str:
    """Draft or scheduled of what readers did not see, trashed of what was thrown away; else empty."""
    if text_of(entry, "control", "draft") == "yes":
        return "draft"
    said = text_of(entry, "status").lower()
    return "trashed" if "trash" in said else said if said in ("draft", "scheduled") else ""


def doubts(entry: etree._Element) -> Iterator[Doubt]:
    """Why somebody should look before this goes out."""
    if held := state(entry):
        yield not_public(f"This was {_SAID.get(held, held)} in Blogger, not published there.")
    if kind(entry) == "page":
        yield not_public("Blogger had this as a page, not as a post.")
