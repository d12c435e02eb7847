"""Ranges of a block put into its HTML, so that a page can show the words that somebody means."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from articles.text.cleaning import Leaf, Marks, leaves, serialised

_PLAIN = Marks()


class Range(NamedTuple):
    """Characters ``start`` to ``end`` of a block's plain text, as ``name`` (letters, digits, hyphens) calls them."""

    start: int
    end: int
    name: str


def marked(html: str, ranges: Sequence[Range]) -> str:
    """The HTML of one block, its words within ``ranges`` in ``<mark data-said="names">``, names parted by spaces.

    Ranges may overlap: each stretch that lies within the same ones is an element of its own.
    """
    found = leaves(html)
    if len(found) != 1 or not ranges:
        return html
    leaf = found[0]
    return _around(leaf, "".join(_stretches(leaf.runs, ranges)))


def marked_text(text: str, ranges: Sequence[Range]) -> str:
    """The same for plain text, which comes back escaped."""
    return "".join(_stretches([(text, _PLAIN)], ranges))


def _stretches(runs: Sequence[tuple[str, Marks]], ranges: Sequence[Range]) -> Iterable[str]:
    length = sum(len(text) for text, _ in runs)
    cuts = {0, length, *(edge for one in ranges for edge in (one.start, one.end) if 0 < edge < length)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        names = [one.name for one in ranges if one.start <= start and end <= one.end]
        words = _printed(_part(runs, start, end))
        yield f'<mark data-said="{escape(" ".join(names))}">{words}</mark>' if names else words


def _part(runs: Sequence[tuple[str, Marks]], start: int, end: int) -> list[tuple[str, Marks]]:
    """What of the runs lies from ``start`` to ``end``."""
    found, place = [], 0
    for text, marks in runs:
        if inside := text[max(0, start - place) : max(0, end - place)]:
            found.append((inside, marks))
        place += len(text)
    return found


def _printed(runs: Sequence[tuple[str, Marks]]) -> str:
    """Runs as ``cleaning`` prints them, without a block around."""
    return serialised([Leaf("", "p", "", tuple(runs))]).removesuffix("</p>")


def _around(leaf: Leaf, inside: str) -> str:
    """A block by itself, with ``inside`` for its words."""
    empty = serialised([leaf._replace(runs=())])
    return empty.replace(f"</{leaf.tag}>", f"{inside}</{leaf.tag}>", 1)
