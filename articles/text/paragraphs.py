"""Which paragraph became which: stayed, moved, was cut in parts, or was joined to another."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from articles.text.alignment import SIMILAR, Op, bag, opcodes, overlap, paired, tokens

# A passage that left one place and came up in another is the same, edited, from this likeness and length on.
_MOVED, _MOVED_WORDS = 0.7, 5
# Looking for moved and edited passages compares each with each: beyond this nobody would see the use of it.
_MANY = 10_000
# A shorter passage beside another is no part of it that anybody would see.
_PART_WORDS = 3


class _Run(NamedTuple):
    """Passages in order, from the last one back: how many they are and of how many words."""

    length: tuple[int, int]
    place: int
    before: "_Run | None"


class Pairing(NamedTuple):
    """For new passages the old ones that they were: those that kept their order, and those that moved. For an old one
    that was cut the places of its parts, for a new one made of several the places of those."""

    stayed: dict[int, int]
    moved: dict[int, int]
    split: dict[int, list[int]]
    joined: dict[int, list[int]]


def partners(old: Sequence[str], new: Sequence[str]) -> Pairing:
    """What became of which passage."""
    stayed, moved, open_steps = dict[int, int](), dict[int, int](), list[Op]()
    for step in opcodes(old, new):
        if step.same:
            stayed |= zip(range(step.j1, step.j2), range(step.i1, step.i2), strict=True)
        else:
            open_steps.append(step)
    left = {old[i]: i for step in reversed(open_steps) for i in reversed(range(step.i1, step.i2))}
    for j in (j for step in open_steps for j in range(step.j1, step.j2)):
        if new[j] in left:
            moved[j] = left.pop(new[j])
    for step in open_steps:
        olds = [i for i in range(step.i1, step.i2) if i not in moved.values()]
        news = [j for j in range(step.j1, step.j2) if j not in moved]
        stayed |= {news[j]: olds[i] for i, j in paired([old[i] for i in olds], [new[j] for j in news])}
    free_old = set(range(len(old))) - set(stayed.values()) - set(moved.values())
    free_new = set(range(len(new))) - set(stayed) - set(moved)
    moved |= _moved_and_edited(sorted(free_old), sorted(free_new), old, new)
    partner = stayed | moved
    free_old, free_new = free_old - set(partner.values()), free_new - set(partner)
    split = _in_parts(partner, free_new, old, new)
    joined = _in_parts({i: j for j, i in partner.items() if i not in split}, free_old, new, old)
    stays = _in_order(partner, new) if moved else set(stayed)
    stayed = {j: i for j, i in partner.items() if j in stays}
    moved = {j: i for j, i in partner.items() if j not in stays}
    return Pairing(stayed, moved, split, joined)


def _in_order(partner: Mapping[int, int], new: Sequence[str]) -> set[int]:
    """The new places of the passages that stayed: as many as are in the same order in both texts, so that no more
    moved than had to; of two that changed places the shorter one moved."""
    ends: list[int] = []  # old places that a run in order may end with, the longer the run the further on
    runs: list[_Run] = []
    for j in sorted(partner):
        at = bisect_left(ends, partner[j])
        before = runs[at - 1] if at else None
        count, words = before.length if before else (0, 0)
        run = _Run((count + 1, words + len(tokens(new[j]))), j, before)
        while at < len(runs) and runs[at].length <= run.length:
            del ends[at], runs[at]
        ends.insert(at, partner[j])
        runs.insert(at, run)
    found, last = set[int](), runs[-1] if runs else None
    while last:
        found.add(last.place)
        last = last.before
    return found


def _in_parts(
    partner: Mapping[int, int], free: set[int], wholes: Sequence[str], parts: Sequence[str]
) -> dict[int, list[int]]:
    """For each whole the parts that it consists of: its partner and the free ones beside that which hold the rest of
    its words. They are free no longer."""
    found: dict[int, list[int]] = {}
    for place, whole in partner.items():
        if free.isdisjoint((place - 1, place + 1)):
            continue
        run, left = [place], _counted(wholes[whole]) - _counted(parts[place])
        for way in (-1, 1):
            near = place + way
            while near in free and _is_part(here := _counted(parts[near]), left):
                run, left = [*run, near], left - here
                free.discard(near)
                near += way
        if len(run) > 1:
            found[whole] = sorted(run)
    return found


def _counted(passage: str) -> Counter[str]:
    return Counter(token.strip() for token in tokens(passage))


def _is_part(part: Counter[str], left: Counter[str]) -> bool:
    return part.total() >= _PART_WORDS and (part & left).total() >= SIMILAR * part.total()


def _moved_and_edited(
    olds: Sequence[int], news: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> dict[int, int]:
    if len(olds) * len(news) > _MANY:
        return {}
    bags_old = {i: bag(old[i]) for i in olds}
    bags_new = {j: bag(new[j]) for j in news if len(tokens(new[j])) >= _MOVED_WORDS}
    shares = ((overlap(one, other), i, j) for i, one in bags_old.items() for j, other in bags_new.items())
    alike = sorted((found for found in shares if found[0] >= _MOVED), reverse=True)
    moved: dict[int, int] = {}
    taken = set[int]()
    for _, i, j in alike:
        if j not in moved and i not in taken:
            moved[j] = i
            taken.add(i)
    return moved
