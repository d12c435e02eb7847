"""Whose words a text is made of (law: every word is passed by somebody who did not write it).

Text belongs to who first typed it. A word is a run without white space, punctuation included: a word that was
changed in any way, its case or its comma, is new text of who changed it, and the words around it stay their
author's. Links, emphasis and languages are nobody's words; nor are marks that a rule makes of others, as of straight
ones in print, though a comparison (``diff.compare``) shows them.

Merging, moving and restoring move nothing. What is new in a revision was only put back or put elsewhere if

- it is a whole field, caption or paragraph that stood in the history before, or
- it lies in a run of RUN words that did, counting the words beside it.

Anything shorter was typed anew: who types "not" where somebody once wrote "not" in another sentence is its
author. So are one or two words that a passage, rewritten for the most part, shares with what stood there.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate, chain, groupby, pairwise

from articles.text.alignment import opcodes, tokens
from articles.text.blocks import ELSEWHERE, Text, block_texts, count, line, words
from articles.text.keys import word_key

RUN = 5
CHANCE = 2

_BESIDE_MARKS = re.compile(r"(?<=«)[ \xa0\u202f]|[ \xa0\u202f](?=[»;:!?])")

History = Sequence[tuple[str, Text]]
# The words of a field, caption or paragraph, and the author of each.
_Unit = tuple[str, ...]
_Owners = tuple[str, ...]


def surviving(history: History) -> dict[str, int]:
    """For each author the number of words of the last text that he or she first typed, most first.

    ``history`` is (author key, text) of every revision in order. Who has no word left is not in it.
    """
    counts: dict[str, int] = {}
    if len({author for author, _ in history}) == 1:  # as of every text at first: all of it is theirs
        author, text = history[-1]
        total = sum(map(count, _passages(text)))
        return {author: total} if total else {}
    for author, run in words_by(history):
        if more := len(words(run)):
            counts[author] = counts.get(author, 0) + more
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def words_by(history: History) -> list[tuple[str, str]]:
    """The last text as runs of (author, text): fields, captions, then the body. Joined they are its plain
    text; a blank line ends each field, caption and paragraph."""
    known = _Known()
    passages: list[str] = []
    unit = cache(_unit)  # most paragraphs of a revision stood in the one before
    for author, text in history:
        passages = _passages(text)
        known.revise(author, [unit(passage) for passage in passages])
    runs = []
    for passage, owners in zip(passages, known.owners, strict=True):
        by_author = groupby(zip(owners, _tokens(passage), strict=True), key=lambda pair: pair[0])
        runs += [(author, "".join(token for _, token in group)) for author, group in by_author]
        runs[-1] = (runs[-1][0], runs[-1][1] + "\n\n")
    return runs


def passed(history: History, signers: AbstractSet[str]) -> list[str]:
    """The authors with words in the last text whom nobody but themselves has signed; none: it is passed.
    A file or a rule is an author that anybody can sign for."""
    return [author for author in surviving(history) if not signers - {author}]


def _passages(text: Text) -> list[str]:
    lines = [text.headline, text.standfirst, text.byline, text.dateline, text.source, text.correction]
    lines += [getattr(text, name) for name in ELSEWHERE]
    lines += [part for pair in text.captions for part in pair]
    return [passage for passage in [*map(line, lines), *block_texts(text.body)] if passage]


def _unit(passage: str) -> _Unit:
    return tuple(word_key(token.strip()) for token in _tokens(passage))


def _tokens(passage: str) -> list[str]:
    """The words of a passage, with marks that stand behind a blank in print, as « Oui » do, where none was typed."""
    glued = tokens(_BESIDE_MARKS.sub("-", passage))
    return [passage[start:end] for start, end in pairwise(accumulate(map(len, glued), initial=0))]


class _Known:
    """All that was written so far, and the last revision with the author of each word."""

    def __init__(self) -> None:
        self.units: list[_Unit] = []
        self.owners: list[_Owners] = []
        self._texts: dict[tuple[_Unit, ...], list[_Owners]] = {}
        self._wholes: dict[_Unit, _Owners] = {}
        self._runs: dict[_Unit, _Owners] = {}

    def revise(self, author: str, units: list[_Unit]) -> None:
        """Take the next revision in: what was there before stays its author's, the rest is of ``author``."""
        owners = self._texts.get(tuple(units)) or self._owned(author, units)
        self._texts.setdefault(tuple(units), owners)
        for unit, owned in zip(units, owners, strict=True):
            if unit not in self._wholes:
                self._wholes[unit] = owned
                for i in range(len(unit) - RUN + 1):
                    self._runs.setdefault(unit[i : i + RUN], owned[i : i + RUN])
        self.units, self.owners = units, owners

    def _owned(self, author: str, units: list[_Unit]) -> list[_Owners]:
        steps = opcodes(self.units, units)
        standing = {unit for step in steps if step.same for unit in units[step.j1 : step.j2]}
        owners: list[_Owners] = []
        for step in steps:
            if step.same:
                owners += self.owners[step.i1 : step.i2]
                continue
            new = units[step.j1 : step.j2]
            kept = _carried(self.units[step.i1 : step.i2], self.owners[step.i1 : step.i2], new)
            for unit, found in zip(new, kept, strict=True):
                # A short paragraph that still stands where it stood was not moved here: somebody wrote
                # another.
                back = self._wholes.get(unit) if len(unit) >= RUN or unit not in standing else None
                owners.append(back or tuple(one or author for one in self._put_back(unit, found)))
        return owners

    def _put_back(self, unit: _Unit, found: list[str]) -> list[str]:
        """The owners found so far ("" for none), and those of runs that stood in the history."""
        filled = list(found)
        for i in range(len(unit) - RUN + 1):
            if "" in found[i : i + RUN] and (run := self._runs.get(unit[i : i + RUN])):
                filled[i : i + RUN] = [
                    have or gives for have, gives in zip(filled[i : i + RUN], run, strict=True)
                ]
        return filled


def _carried(old: Sequence[_Unit], owners: Sequence[_Owners], new: Sequence[_Unit]) -> list[list[str]]:
    """For each new unit the owner of each word that stood in the old ones, in the same order; "" for others.
    All at once, so that a paragraph may be cut in two or two be joined."""
    old_words, new_words = list(chain(*old)), list(chain(*new))
    old_owners, found = list(chain(*owners)), [""] * len(new_words)
    for step in opcodes(old_words, new_words):
        if step.same:
            found[step.j1 : step.j2] = old_owners[step.i1 : step.i2]
    ends = list(accumulate(map(len, new), initial=0))
    return [_without_chance(found[start:end]) for start, end in pairwise(ends)]


def _without_chance(found: list[str]) -> list[str]:
    """Leave out what a rewritten passage has in common with the old one as any two have: "of the", "is"."""
    if 2 * sum(map(bool, found)) >= len(found):
        return found
    runs = [list(group) for _, group in groupby(found, key=bool)]
    return [owner if len(run) > CHANCE else "" for run in runs for owner in run]
