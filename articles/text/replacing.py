"""Other words put in the place of some, as a suggestion or a rule proposes them; the looks of the others stay."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from articles.text.alignment import tokens
from articles.text.blocks import Text, clean
from articles.text.cleaning import Leaf, Marks, leaves, serialised
from articles.text.places import FOOT, HEAD, Place

LINES = (*HEAD, *FOOT)
_CLOSING = frozenset(".,;:!?…)]")
_SPACES = re.compile(" {2,}")


def with_words(text: Text, changes: Iterable[tuple[Place, str]]) -> Text:
    """The text with the words at each place put for those that stand there; "" takes them out.

    Places are ranges of ``text`` as it is, or whole fields, blocks and captions; of two that overlap the first stands.
    A paragraph that has no words left is gone. Raises ValueError where the text has no such place.
    """
    taken: list[tuple[Place, str]] = []
    for place, words in changes:
        if not any(overlap(place, other) for other, _ in taken):
            taken.append((place, words))
    for place, words in sorted(taken, key=lambda pair: pair[0].start or 0, reverse=True):
        text = _with(text, place, words)
    return _tidied(text, (place.field for place, _ in taken))


def narrowed(words: str, proposed: str) -> tuple[int, int, str]:
    """The words alone that a proposal changes: where in ``words`` they begin and end, and what is put for them.

    What is only put in stands for a word beside it that stays: a range has at least one word.
    """
    old, new = tokens(words), tokens(proposed)
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    if head + tail == len(old):
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    start, end = (len("".join(part)) for part in (old[:head], old[: len(old) - tail]))
    put = "".join(new[head : len(new) - tail])
    while end - start > 1 and not words[end - 1].isalnum():
        if put[-1:] != words[end - 1] and (put or not words[end - 1].isspace()):
            break
        end, put = end - 1, put[:-1]
    return start, end, put


def overlap(one: Place, other: Place) -> bool:
    if (one.field, one.block) != (other.field, other.block):
        return False
    return one.start is None or other.start is None or (one.start < _end(other) and other.start < _end(one))


def _end(place: Place) -> int:
    return place.end or 0


def _with(text: Text, place: Place, words: str) -> Text:
    if place.field == "body":
        return replace(text, body=_in_body(text.body, place, words))
    if place.field == "captions":
        captions = list(text.captions)
        number = _checked(place, len(captions))
        caption, credit = captions[number]
        captions[number] = (_in_plain(caption, place, words), credit)
        return replace(text, captions=tuple(captions))
    if place.field not in LINES:
        raise ValueError(f"The text has no {place.field}.")
    line: dict[str, Any] = {place.field: _in_plain(getattr(text, place.field), place, words)}
    return replace(text, **line)


def _in_body(body: str, place: Place, words: str) -> str:
    found = leaves(body)
    number = _checked(place, len(found))
    found[number] = _in_leaf(found[number], place, words)
    return serialised(found)


def _in_leaf(leaf: Leaf, place: Place, words: str) -> Leaf:
    """The new words look as the first of those that they stand for; what both have in common stays as it looks."""
    plain = "".join(text for text, _ in leaf.runs)
    start, end, words = _differing(plain, *_range(plain, place), words)
    runs: list[tuple[str, Marks]] = []
    at, is_put = 0, not words
    for run, marks in leaf.runs:
        cut = max(0, start - at), min(len(run), max(0, end - at))
        holds = at <= start < at + len(run) or (start == end == at + len(run) and not is_put)
        inside = words if holds and not is_put else ""
        is_put = is_put or holds
        kept = f"{run[: cut[0]]}{inside}{run[max(cut) :]}"
        if kept:
            runs.append((kept, marks))
        at += len(run)
    return leaf._replace(runs=tuple(runs))


def _differing(plain: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """The range, and what is put there, without what both begin and end with."""
    while start < end and words and plain[start] == words[0]:
        start, words = start + 1, words[1:]
    while start < end and words and plain[end - 1] == words[-1]:
        end, words = end - 1, words[:-1]
    # No blank is left before the full stop of a sentence that ends sooner.
    if not words and plain[:start].endswith(" ") and plain[end : end + 1] in _CLOSING:
        start -= 1
    return start, end, words


def _in_plain(held: str, place: Place, words: str) -> str:
    start, end = _range(held, place)
    return f"{held[:start]}{words}{held[end:]}"


def _range(held: str, place: Place) -> tuple[int, int]:
    """From and to of a place of these words; of a whole one, all of them."""
    if place.start is None and place.end is None:
        return 0, len(held)
    if place.start is None or not 0 <= place.start < _end(place) <= len(held):
        raise ValueError(f"There are no words from {place.start} to {place.end} in {len(held)} characters.")
    return place.start, _end(place)


def _checked(place: Place, length: int) -> int:
    if place.block is None or not 0 <= place.block < length:
        raise ValueError(f"The text has no {place.field} {place.block}.")
    return place.block


def _tidied(text: Text, fields: Iterable[str]) -> Text:
    """Of the fields that were changed: blanks that stand beside each other where words went are one, and none at either
    end."""
    lines = {
        name: _SPACES.sub(" ", getattr(text, name)).strip(" ") for name in {*fields} - {"body", "captions"}
    }
    captions = tuple((_SPACES.sub(" ", caption).strip(" "), credit) for caption, credit in text.captions)
    return replace(text, **lines, body=clean(text.body), captions=captions)
