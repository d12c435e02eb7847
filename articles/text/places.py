"""The passages of a text, by which a note says what it is about, and the same words found again in a later text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.text import anchoring
from articles.text.alignment import opcodes
from articles.text.anchoring import Quote
from articles.text.blocks import ELSEWHERE, Text, blocks

HEAD = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline")
FOOT = ("source", "correction")
_LIKE = {sign: f"[{alike}]" for alike in ("'‘’‛ʼ", '"“”„«»', "-‐‑–—") for sign in alike}
"""Signs that somebody who types a passage after what they read puts for one another."""


@dataclass(frozen=True)
class Place:
    """A field of ``Text``; of its body or captions, the number of a block, from 0; and the characters from ``start``
    to ``end`` of its plain text, or, with neither, all of it.
    """

    field: str
    block: int | None = None
    start: int | None = None
    end: int | None = None


class Passage(NamedTuple):
    """What one can point at as a whole. ``html`` and ``kind`` are those of a block of the body, "" for plain text."""

    field: str
    block: int | None
    text: str
    html: str = ""
    kind: str = ""


def passages(text: Text) -> list[Passage]:
    """All passages of a text that say something, in reading order; a figure of the body is one too."""
    found = [Passage(name, None, getattr(text, name)) for name in HEAD]
    among = enumerate(blocks(text.body))
    found += [Passage("body", n, block.text, block.html, block.kind) for n, block in among]
    found += [Passage("captions", n, caption) for n, (caption, _) in enumerate(text.captions)]
    found += [Passage(name, None, getattr(text, name)) for name in FOOT]
    return [passage for passage in found if passage.text or passage.html]


def quoted(text: Text, place: Place) -> Quote:
    """The words at a place. Raises ValueError where the text has no such place; a figure has no words."""
    at = (place.field, place.block)
    passage = next((one for one in passages(text) if (one.field, one.block) == at), None)
    if passage is None:
        raise ValueError(f"The text has no {place.field} {place.block}.")
    if (place.start is None) != (place.end is None):
        raise ValueError("A range has a start and an end.")
    if not passage.text and place.start is None:
        return Quote("", "", "")
    start, end = (
        (0, len(passage.text)) if place.start is None or place.end is None else (place.start, place.end)
    )
    return anchoring.quote(passage.text, start, end)


def found_again(quote: Quote, place: Place, among: Sequence[Passage]) -> Place | None:
    """Where the words that stood at ``place`` stand now: in the same field, and of blocks in the one that has their
    surroundings too, else in the nearest that has them. None where they are gone.
    """
    near = place.block or 0
    there = sorted(
        (passage for passage in among if passage.field == place.field),
        key=lambda passage: abs((passage.block or 0) - near),
    )
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    for passage in sorted(there, key=lambda passage: whole not in passage.text):
        if found := anchoring.find(quote, passage.text, near=place.start):
            return Place(passage.field, passage.block, *found)
    return None


def carried(quote: Quote, place: Place, before: Sequence[Passage], after: Sequence[Passage]) -> Place | None:
    """Where the words that stand at ``place`` of one text stand in a later one, ``after``.

    In a passage that nobody changed they are where they were. Else they are looked for in those of the field that were
    changed or are new: None where they are gone, or could be meant in two places.
    """
    olds, news = ([one for one in side if one.field == place.field] for side in (before, after))
    steps = [step for step in opcodes([one.text for one in olds], [one.text for one in news]) if step.same]
    pairs = [
        pair for step in steps for pair in zip(olds[step.i1 : step.i2], news[step.j1 : step.j2], strict=True)
    ]
    for old, new in pairs:
        if old.block == place.block:
            return Place(new.field, new.block, place.start, place.end)
    stayed = [new for _, new in pairs]
    found = {one: at for one in news if one not in stayed and (at := anchoring.find(quote, one.text))}
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    surely = [one for one in found if whole in one.text] or list(found)
    return Place(surely[0].field, surely[0].block, *found[surely[0]]) if len(surely) == 1 else None


def spoken_of(words: str, among: Sequence[Passage]) -> list[Place]:
    """Every place of words that somebody copied or typed after what they read, of each line of them.

    Case, kinds of quotes, dashes and white space make no difference.
    """
    found = []
    for line in filter(None, map(str.split, words.splitlines())):
        pattern = r"\s+".join("".join(_LIKE.get(sign, re.escape(sign)) for sign in word) for word in line)
        for passage in among:
            places = re.finditer(pattern, passage.text, re.IGNORECASE)
            found += [Place(passage.field, passage.block, *place.span()) for place in places]
    return found
