"""Three-way merge of two texts that started from one: the unit is a field or a block, never less."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain, pairwise
from typing import Any, Literal, NamedTuple

from articles.text.alignment import SIMILAR, Bag, bag, opcodes, overlap, paired
from articles.text.blocks import Text, blocks, clean, line


@dataclass(frozen=True)
class Item:
    """One place that both sides changed, differently. ``field`` is that of ``Text``; of a body the three are
    the HTML of that place, elsewhere plain text; "" is nothing there. ``place`` counts the base's blocks or
    captions from 0; for an insertion it is the one that follows."""

    field: str
    base: str
    mine: str
    theirs: str
    place: int = 0


@dataclass(frozen=True)
class Merged:
    """Both sides' changes in one text."""

    text: Text


@dataclass(frozen=True)
class Collision:
    """What a person has to decide. Nothing was merged."""

    items: tuple[Item, ...]


class Piece(NamedTuple):
    """A place of two bodies that started from one, as HTML: what stood there, and what each side has there."""

    base: str
    mine: str
    theirs: str

    @property
    def whose(self) -> Literal["", "mine", "theirs", "both", "clash"]:
        """Who changed it. Of a clash each side has words of its own."""
        if self.mine == self.theirs:
            return "" if self.mine == self.base else "both"
        if self.base in (self.mine, self.theirs):
            return "theirs" if self.mine == self.base else "mine"
        return "clash"

    @property
    def merged(self) -> str:
        """What stands there in the end; of a clash, what I have."""
        return self.theirs if self.whose == "theirs" else self.mine


def pieces(base: str, mine: str, theirs: str) -> list[Piece]:
    """Two bodies that started from one, place by place: ``clean`` of what is merged, in a row, is the body.

    Where no place is to blame for a collision, as when both moved one paragraph, the whole body is one clash.
    """
    whole = Piece(*(clean(body) for body in (base, mine, theirs)))
    items: list[Item] = []
    merged = _body(*whole, items)
    b, m, t = ([block.html for block in blocks(html)] for html in whole)
    found = [
        Piece("".join(was), "".join(by_me), "".join(by_them))
        for _, was, by_me, by_them in _places(b, _edits(b, m), _edits(b, t))
    ]
    clashes = [piece for piece in found if piece.whose == "clash"]
    elsewhere = any((item.base, item.mine, item.theirs) not in clashes for item in items)
    if elsewhere or clean("".join(piece.merged for piece in found)) != clean(merged):
        return [whole]
    return found if items or _adds_up(*whole, merged) else [whole]


def merge(base: Text, mine: Text, theirs: Text) -> Merged | Collision:
    """Both sides' changes, or the places where they collide.

    Changes to different fields, or to different blocks of the body, are merged. The same field or block
    changed twice, two insertions at one place, one block moved to two places, and captions added or taken
    away by both collide, unless both did the same. What no digest sees is no change. No word that a side
    added is missing from what is merged, none that a side took out is back, and none stands there twice.
    """
    text, items = _merge(base, mine, theirs)
    if not items and not _adds_up(base.body, mine.body, theirs.body, text.body):
        items.append(Item("body", base.body, mine.body, theirs.body))
    return Collision(tuple(items)) if items else Merged(text)


def _adds_up(base: str, mine: str, theirs: str, merged: str) -> bool:
    """Whether each word stands in the merged body as often as the changes of both sides together make it.

    Paragraphs that were joined or split by one side and moved or deleted by the other pair with the wrong ones
    now and then; the words then do not add up. Where both made the same change to a word it may count once.
    """
    b, m, t, got = (_counted(body) for body in (base, mine, theirs, merged))
    for word in b.keys() | m.keys() | t.keys() | got.keys():
        by_me, by_them, together = m[word] - b[word], t[word] - b[word], got[word] - b[word]
        if together == by_me + by_them:
            continue
        least, most = sorted((by_me, by_them))
        same_way = by_me * by_them > 0
        once = most if most > 0 else least
        if not (same_way and min(once, by_me + by_them) <= together <= max(once, by_me + by_them)):
            return False
    return True


def _counted(body: str) -> Counter[str]:
    return Counter(word for block in blocks(body) for word in block.text.split())


def merge_mine(base: Text, mine: Text, theirs: Text) -> Text:
    """Both sides' changes, mine wherever they collide: a proposal for a person to look through. A block that
    they moved to two places stands in both."""
    return _merge(base, mine, theirs)[0]


def _merge(base: Text, mine: Text, theirs: Text) -> tuple[Text, list[Item]]:
    items: list[Item] = []
    values: dict[str, Any] = {
        name: _line(name, getattr(base, name), getattr(mine, name), getattr(theirs, name), items)
        for name in (field.name for field in fields(Text) if field.name not in {"body", "captions"})
    }
    values["captions"] = _captions(base.captions, mine.captions, theirs.captions, items)
    values["body"] = _body(base.body, mine.body, theirs.body, items)
    return replace(theirs, **values), items


def _line(name: str, base: str, mine: str, theirs: str, items: list[Item], place: int = 0) -> str:
    # Exactly first, so that where one side did nothing the other's very characters come back.
    for b, m, t in ((base, mine, theirs), (line(base), line(mine), line(theirs))):
        if m == b:
            return theirs
        if t in (b, m):
            return mine
    items.append(Item(name, base, mine, theirs, place))
    return mine


_Captions = tuple[tuple[str, str], ...]


def _captions(base: _Captions, mine: _Captions, theirs: _Captions, items: list[Item]) -> _Captions:
    if mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    if len(base) == len(mine) == len(theirs):
        return tuple(
            (
                _line("captions", b[0], m[0], t[0], items, place),
                _line("captions", b[1], m[1], t[1], items, place),
            )
            for place, (b, m, t) in enumerate(zip(base, mine, theirs, strict=True))
        )
    b_lines, m_lines, t_lines = ([_caption(pair) for pair in side] for side in (base, mine, theirs))
    if len(base) not in (len(mine), len(theirs)):
        items.append(Item("captions", "\n".join(b_lines), "\n".join(m_lines), "\n".join(t_lines)))
        return mine
    by_line = {_caption(pair): pair for pair in (*base, *theirs, *mine)}
    return tuple(by_line[one] for one in _units("captions", b_lines, m_lines, t_lines, items))


def _caption(pair: tuple[str, str]) -> str:
    return " / ".join(map(line, pair))


def _body(base: str, mine: str, theirs: str, items: list[Item]) -> str:
    for b, m, t in ((base, mine, theirs), (clean(base), clean(mine), clean(theirs))):
        if m == b:
            return theirs
        if t in (b, m):
            return mine
    b_units, m_units, t_units = ([block.html for block in blocks(html)] for html in (base, mine, theirs))
    return clean("".join(_units("body", b_units, m_units, t_units, items)))


class _Edits(NamedTuple):
    """A side's changes: what became of each unit of the base ("": deleted), and what was put before each and
    at the end."""

    kept: list[str]
    put: list[list[str]]

    def moved(self, base: Sequence[str], unit: str, bag_of: Callable[[str], Bag]) -> tuple[int, str] | None:
        """Where a unit that was taken from its place came up, edited perhaps, and as what. Even places are
        between the base's units, odd ones in their stead."""
        changed = [one if one != was else "" for one, was in zip(self.kept, base, strict=True)]
        places = chain.from_iterable(zip(self.put, ([one] for one in [*changed, ""]), strict=True))
        found = (
            (overlap(bag_of(unit), bag_of(one)), place, one)
            for place, units in enumerate(places)
            for one in units
            if one
        )
        best = max(found, default=(0.0, 0, ""))
        return best[1:] if best[0] >= SIMILAR else None


def _edits(base: Sequence[str], new: Sequence[str]) -> _Edits:
    kept, put = [""] * len(base), [list[str]() for _ in range(len(base) + 1)]
    for op in opcodes(base, new):
        partner = _partners(base[op.i1 : op.i2], new[op.j1 : op.j2], same=op.same)
        place = op.i1
        for j in range(op.j1, op.j2):
            if j - op.j1 in partner:
                place = op.i1 + partner[j - op.j1] + 1
                kept[place - 1] = new[j]
            else:
                put[place].append(new[j])
    return _Edits(kept, put)


def _partners(old: Sequence[str], new: Sequence[str], *, same: bool) -> dict[int, int]:
    """For each new unit the old one that it replaces: the one it resembles, or else the one whose turn it
    is."""
    if same:
        return {i: i for i in range(len(new))}
    pairs = paired(old, new)
    partner = {j: i for i, j in pairs}
    for (i1, j1), (i2, j2) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        partner |= dict(zip(range(j1 + 1, j2), range(i1 + 1, i2), strict=False))
    return partner


def _units(
    field: str, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], items: list[Item]
) -> list[str]:
    """The merged sequence; where the sides collide, mine, and an item says so."""
    m, t = _edits(base, mine), _edits(base, theirs)
    _compare_moves(field, base, m, t, items)
    found: list[str] = []
    for place, was, by_me, by_them in _places(base, m, t):
        if by_me != was and by_them not in (was, by_me):
            items.append(Item(field, "".join(was), "".join(by_me), "".join(by_them), place))
        found += by_them if by_me == was else by_me
    return [unit for unit in found if unit]


def _places(
    base: Sequence[str], m: _Edits, t: _Edits
) -> Iterator[tuple[int, list[str], list[str], list[str]]]:
    """Each place in order: its number, what stood there, and what each side has there."""
    for place, (m_put, t_put) in enumerate(zip(m.put, t.put, strict=True)):
        if m_put or t_put:
            yield place, [], m_put, t_put
        if place < len(base):
            yield place, [base[place]], [m.kept[place]], [t.kept[place]]


def _compare_moves(field: str, base: Sequence[str], m: _Edits, t: _Edits, items: list[Item]) -> None:
    """A unit that both took from its place must have gone to one place, or nowhere; else it would stand
    twice, or come back after it was deleted."""
    bag_of = cache(bag)  # each unit is held against many
    for place, b in enumerate(base):
        if m.kept[place] != t.kept[place] or m.kept[place] == b:
            continue
        m_move, t_move = m.moved(base, b, bag_of), t.moved(base, b, bag_of)
        if m_move != t_move:
            items.append(Item(field, b, m_move[1] if m_move else "", t_move[1] if t_move else "", place))
