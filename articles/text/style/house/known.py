"""Names that the newsroom knows: one that is nearly such a name, and one that the desk writes otherwise."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from articles.text.naming import Name, key_of, named
from articles.text.particulars import common_words
from articles.text.spelling import is_likely, slips
from articles.text.style.copy import Copy
from articles.text.style.registry import Check, Hit, Severity, check, without_overlaps
from articles.text.style.words.alike import are_kin
from articles.text.style.words.lexicon import times

_SHORTEST, _SHORTEST_WORD, _LONG_WORD = 8, 4, 7
"""Letters: of a name, of its word that is another one, and of one in which any slip is likely."""
_A_WORD = 1_000
"""How often a word is met that is no slip of another."""
_MOST, _WIDEST = 600, 5
"""Keys that are looked up for a story; words of a stretch."""


class Known(NamedTuple):
    """A name that is known by its key (see ``naming.key_of``), and how it is written.

    ``is_wrong``: the key is that of a wrong form, for which ``spelling`` is written. ``is_preferred``: the desk has
    said so, accents and hyphens too.
    """

    key: str
    spelling: str
    is_wrong: bool = False
    is_preferred: bool = False


class Ends(NamedTuple):
    """A name up to the initial of its last word; and its last word, with its initial and the number of its words.

    A slip that is behind the initial of a word leaves one of both as it was.
    """

    head: str
    tail: str


class Asked(NamedTuple):
    """What is looked up for a story: names under one of ``keys``, and those with one of these ends."""

    keys: AbstractSet[str]
    heads: AbstractSet[str]
    tails: AbstractSet[str]


class _Targets:
    """The names that a slip may have been made in, by their ends."""

    def __init__(self, rows: Iterable[Known]) -> None:
        self._by_end: dict[str, list[Known]] = defaultdict(list)
        for row in rows:
            if not row.is_wrong and (ends := ends_of(row.key)):
                for end in ends:
                    self._by_end[end].append(row)

    def near(self, key: str) -> list[Known]:
        """Those that a name is a slip away from, each once."""
        found = dict.fromkeys(row for end in ends_of(key) or () for row in self._by_end.get(end, ()))
        return [row for row in found if is_near(key, row.key, is_preferred=row.is_preferred)]


Lookup = Callable[[Asked], Iterable[Known]]


class _Stretch(NamedTuple):
    key: str
    text: str
    start: int
    end: int


def ends_of(key: str) -> Ends | None:
    """The ends under which a name is kept, so that near ones find it; None for one that no near one is looked for."""
    if not _is_long(key):
        return None
    *words, last = key.split()
    return Ends(" ".join((*words, last[0])), f"{len(words)} {key[0]} {last}")


def is_near(key: str, other: str, *, is_preferred: bool = False) -> bool:
    """Whether a name is another with one slip of the keys in one of its words.

    Of one that the desk spells any slip is told; of others those that make a word, or that fingers seldom make, are
    more often another name.
    """
    words, others = key.split(), other.split()
    if len(words) != len(others):
        return False
    odd = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(odd) == 1 and _is_slip(*odd[0], is_any=is_preferred)


@check(
    "known-name",
    Severity.WARN,
    reason="People and organisations that we have written of are spelled as we spell them.",
    example="Petra Hlom won the vote, where we have always written of Petra Holm.",
    spares_quotations=False,
    language="",
)
def known_name(copy: Copy) -> Iterator[Hit]:
    """Knows no name, and finds nothing: an entry of the style book."""
    return iter(())


def knowing(lookup: Lookup) -> Check:
    """The check of a newsroom's names, which are looked up once for a story."""
    return replace(known_name, find=lambda copy: _hits(copy, lookup))


def _hits(copy: Copy, lookup: Lookup) -> Iterator[Hit]:
    stretches = list(_stretches(copy))
    if not stretches:
        return
    rows = list(lookup(_asked(stretches)))
    exact = {row.key: row for row in rows}
    targets = _Targets(rows)
    taken: list[_Stretch] = []
    hits = []
    # The longest first: what is a part of a name that is known is right.
    for one in sorted(stretches, key=lambda one: (one.start - one.end, one.start)):
        if any(one.start < other.end and other.start < one.end for other in taken):
            continue
        found = exact.get(one.key)
        hit = _as_we_write(one, found) if found else _near(one, targets.near(one.key))
        if hit or found:
            taken.append(one)
        if hit:
            hits.append(hit)
    yield from without_overlaps(hits)


def _stretches(copy: Copy) -> Iterator[_Stretch]:
    common = common_words(copy.of(part) for part in copy.parts)
    for part in copy.parts:
        for name in named(copy.of(part), common):
            for first, last in _windows(name):
                start, end = name.words[first].start, name.words[last].end
                text = copy.text[part.start + start : part.start + end]
                yield _Stretch(key_of(text), text, part.start + start, part.start + end)


def _windows(name: Name) -> Iterator[tuple[int, int]]:
    """All of a name, and the stretches of it: "Mayor Petra Holm" is a name too many with the first word."""
    places = [place for place, word in enumerate(name.words) if word.is_name]
    for first in places:
        for last in places:
            if last >= first and (last - first < _WIDEST or last - first + 1 == len(name.words)):
                yield first, last


def _asked(stretches: Sequence[_Stretch]) -> Asked:
    keys = set(islice(dict.fromkeys(one.key for one in stretches), _MOST))
    ends = [found for key in keys if (found := ends_of(key))]
    return Asked(keys, {one.head for one in ends}, {one.tail for one in ends})


def _is_long(key: str) -> bool:
    return " " in key and len(key.replace(" ", "")) >= _SHORTEST


def _as_we_write(one: _Stretch, known: Known) -> Hit | None:
    """A name that the desk writes otherwise; None where it is right."""
    is_other = known.is_preferred and _signs(one.text) != _signs(known.spelling)
    if not known.is_wrong and not is_other:
        return None
    return Hit(one.start, one.end, f"We write “{known.spelling}”.", known.spelling)


def _signs(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace(".", " ").split())


def _near(one: _Stretch, near: Sequence[Known]) -> Hit | None:
    near = [row for row in near if row.is_preferred] or near
    if not near:
        return None
    meant = " or ".join(f"“{row.spelling}”" for row in near[:2])
    said = f"“{one.text}” is one slip from {meant}, as we have written before: is that meant?"
    return Hit(one.start, one.end, said, near[0].spelling if len(near) == 1 else None)


def _is_slip(word: str, other: str, *, is_any: bool) -> bool:
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST_WORD or not shorter.isalpha() or not longer.isalpha():
        return False
    if slips(word, other, most=1) != 1 or word[0] != other[0] or are_kin(word, other):
        return False  # with another initial it is another name
    is_likely_one = len(shorter) >= _LONG_WORD or is_likely(word, other)
    return is_any or (is_likely_one and times(word) < _A_WORD)
