"""What words look like or lead to, and what kind of paragraph they stand in: changes that a digest sees and no word
tells."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import chain, groupby
from typing import Literal, NamedTuple

from articles.text.alignment import tokens, word_steps
from articles.text.cleaning import Leaf, Marks, serialised


class Mark(NamedTuple):
    """A change of what words look like or lead to: their address, em and strong, language, or ("kind") p, h2,
    ul… ``text`` is the words, "" for the whole block. Where a word changes inside, old and new tell its
    parts; an emphasis "" on both sides moved over spaces or punctuation only."""

    kind: Literal["link", "emphasis", "language", "kind"]
    text: str
    old: str
    new: str


def marks(old: Leaf | None, new: Leaf) -> tuple[Mark, ...]:
    """The marks of one block that became another, or that is new."""
    if old and (old.runs, old.opening, old.container) == (new.runs, new.opening, new.container):
        return ()
    return tuple(_marks(old, new))


def words_of(leaf: Leaf | None) -> str:
    return "".join(text for text, _ in leaf.runs) if leaf else ""


def _marks(old: Leaf | None, new: Leaf) -> Iterator[Mark]:
    if old and (was := old.container or old.tag) != (now := new.container or new.tag):
        yield Mark("kind", "", was, now)
    if old and (was := _lang(old.opening)) != (now := _lang(new.opening)):
        yield Mark("language", "", was, now)
    runs = (*old.runs, *new.runs) if old else new.runs
    found = list(_word_marks(_looks(old), _looks(new))) if any(any(run[1]) for run in runs) else []
    yield from found
    wordless = not old or serialised([old._replace(runs=())]) == serialised([new._replace(runs=())])
    if not found and wordless and old and words_of(old) == words_of(new) and old.runs != new.runs:
        yield Mark("emphasis", "", "", "")


_LOOKS: tuple[Literal["link", "emphasis", "language"], ...] = ("link", "emphasis", "language")


class _Look(NamedTuple):
    """A word with its address, emphasis and language."""

    text: str
    link: str
    emphasis: str
    language: str


def _word_marks(old: Sequence[_Look], new: Sequence[_Look]) -> Iterator[Mark]:
    """The looks of words that changed them, and of those that came with the words. Words put in the stead of others
    had the looks of those, if all of them were alike."""
    befores = [_Look("", "", "", "")] * len(new)
    for step in word_steps([look.text for look in old], [look.text for look in new]):
        olds = old[step.i1 : step.i2]
        if step.same:
            befores[step.j1 : step.j2] = olds
        elif len(looks := {look._replace(text="") for look in olds}) == 1:
            befores[step.j1 : step.j2] = [*looks] * (step.j2 - step.j1)
    for place, kind in enumerate(_LOOKS, start=1):
        steps = zip(befores, new, strict=True)
        for (was, now), group in groupby(steps, key=lambda pair: (pair[0][place], pair[1][place])):
            if was != now:
                yield Mark(kind, "".join(look.text for _, look in group).strip(), was, now)


def _looks(leaf: Leaf | None) -> list[_Look]:
    if leaf is None:
        return []
    around = list(chain.from_iterable([marks] * len(text) for text, marks in leaf.runs))
    looks, start = [], 0
    whole = {marks: _look([("", marks)]) for marks in set(around)}
    for token in tokens(words_of(leaf)):
        within = around[start : start + len(token.rstrip())]
        if len(set(within)) == 1:
            looks.append(whole[within[0]]._replace(text=token))
        else:
            pieces = list(zip(token, within, strict=False))
            pieces = [piece for piece in pieces if piece[0].isalnum()] or pieces
            looks.append(_look(pieces)._replace(text=token))
        start += len(token)
    return looks


def _look(pieces: Sequence[tuple[str, Marks]]) -> _Look:
    return _Look("", _told(pieces, _link), _told(pieces, _emphasis), _told(pieces, _languages))


def _told(pieces: Sequence[tuple[str, Marks]], tell: Callable[[Marks], str]) -> str:
    """What is to be told of a word; where it changes inside, with the parts."""
    parts = [
        ("".join(character for character, _ in group), told)
        for told, group in groupby(pieces, key=lambda piece: tell(piece[1]))
    ]
    return parts[0][1] if len(parts) == 1 else " ".join(f"{part}[{told}]" for part, told in parts)


def _link(marks: Marks) -> str:
    found = re.search(r'href="([^"]*)"', marks.link)
    return unescape(found[1]) if found else ""


def _emphasis(marks: Marks) -> str:
    return " ".join(name for name, tag in (("strong", marks.strong), ("em", marks.em)) if tag)


def _languages(marks: Marks) -> str:
    return " ".join(filter(None, map(_lang, marks)))


def _lang(opening: str) -> str:
    found = re.search(r' lang="([^"]*)"', opening)
    return found[1] if found else ""
