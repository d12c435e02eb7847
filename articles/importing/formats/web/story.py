"""Where on a page its story stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from articles.importing.formats.xml import words
from articles.text.keys import title_key

_LEAST = 250
"""Characters. An element with fewer is no story: a card in a list, an empty frame."""

_MOST_OF = 0.5
_FEWEST_WORDS = 3
"""A heading outside the story's element with fewer is the name of the site or of a section."""


@dataclass(frozen=True, slots=True)
class Story:
    """The elements of a page's story and of its headline; None where the page does not tell them."""

    root: etree._Element | None = None
    headline: etree._Element | None = None


def find_story(page: etree._Element, title: str) -> Story:
    """The story's own element, and the heading that is its headline; ``title`` is what the page calls the story."""
    root = _root(page)
    return Story(root, _headline(page, page if root is None else root, title))


def _root(page: etree._Element) -> etree._Element | None:
    """The element that says that it holds the story, and does hold most of what any such element does."""
    kinds: tuple[Callable[[], Iterable[etree._Element]], ...] = (
        lambda: page.iter("article"),
        lambda: page.iterfind(".//*[@itemprop='articleBody']"),
        lambda: page.iter("main"),
        lambda: page.iterfind(".//*[@role='main']"),
    )
    for elements in kinds:
        sizes = [(size(element), element) for element in elements()]
        if not sizes:
            continue
        largest, element = max(sizes, key=lambda pair: pair[0])
        inside = {element, *element.iterdescendants()}
        others = sum(size for size, other in sizes if other not in inside)
        if largest >= _LEAST and largest >= _MOST_OF * (largest + others):
            return element
    return None


def size(element: etree._Element) -> int:
    """How much there is to read in an element: characters of its paragraphs."""
    return sum(len(words(paragraph)) for paragraph in element.iter("p")) or len(words(element)) // 2


def _headline(page: etree._Element, root: etree._Element, title: str) -> etree._Element | None:
    headings = [heading for heading in page.iter("h1", "h2") if words(heading)]
    key = title_key(title)
    if key:
        called = [heading for heading in headings if title_key(words(heading)) == key]
        if called:
            return called[0]
    first = [heading for heading in headings if heading.tag == "h1"]
    inside = [heading for heading in first if root in heading.iterancestors()]
    if inside:
        return inside[0]
    return first[0] if len(first) == 1 and len(words(first[0]).split()) >= _FEWEST_WORDS else None
