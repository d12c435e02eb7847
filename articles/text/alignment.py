"""What two sequences have in common: the ground that comparing, merging and authorship stand on."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from articles.text.blocks import CJK
from articles.text.patterns import pattern

# Beyond this length what occurs often is not looked for by itself, only beside what is rarer: difflib takes
# seconds over thousands of equal items.
_LONG = 1_500
# Two rewritten passages longer than this in product (blocks times blocks) are paired by their order alone.
_MANY = 10_000
SIMILAR = 0.5
# So few words in common between two longer changes are there by chance: "of the" in a sentence written anew.
_CHANCE, _REWRITTEN = 2, 3

# A short word with a capital before a full stop is a title or an initial: "Mr.", "St.", "J.".
_SENTENCE_END = pattern(r"(?:[!?…。！？]|(?<![A-Z])(?<![A-Z]\w)(?<![A-Z]\w\w)\.)[\"'”’»)\]」』]*$")
_TOKEN = pattern(rf"(?:[{CJK}]|[^\s{CJK}]+)\s*|^\s+")


Bag = frozenset[tuple[str, int]]
"""Words with the number of the time that each stands there: bags have in common what their texts have."""


class Op(NamedTuple):
    """``old[i1:i2]`` became ``new[j1:j2]``; ``same``: they are equal."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Op]:
    """The steps from old to new in order, covering both; equal ends are never searched."""
    short = min(len(old), len(new))
    head = next((i for i in range(short) if old[i] != new[i]), short)
    tail = next((i for i in range(short - head) if old[-1 - i] != new[-1 - i]), short - head)
    old_end, new_end = len(old) - tail, len(new) - tail
    a, b = old[head:old_end], new[head:new_end]
    matcher = SequenceMatcher(None, a, b, autojunk=max(len(a), len(b)) > _LONG)
    middle = [
        Op(tag == "equal", i1 + head, i2 + head, j1 + head, j2 + head)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]
    ends = (Op(True, 0, head, 0, head), Op(True, old_end, len(old), new_end, len(new)))  # noqa: FBT003
    return [op for op in (ends[0], *middle, ends[1]) if op.i1 < op.i2 or op.j1 < op.j2]


def tokens(text: str) -> list[str]:
    """The words of a text, each with its punctuation and the white space after it; joined they are the text.
    A Chinese or Japanese character is a token."""
    return _TOKEN.findall(text)


def ends_sentence(token: str) -> bool:
    """Whether a word is the last of its sentence or line, as far as it shows."""
    return "\n" in token or bool(_SENTENCE_END.search(token.rstrip()))


def word_steps(old: Sequence[str], new: Sequence[str]) -> list[Op]:
    """The steps between two lines of tokens, as a person would tell them: whole sentences that came or went, and
    no word kept by chance amid a sentence written anew.

    A space makes no difference (the last word has none), a no-break one does.
    """
    a, b = [token.rstrip(" ") for token in old], [token.rstrip(" ") for token in new]
    steps = _without_chance(opcodes(a, b))
    for place in range(1, len(steps) - 1):
        before, step, after = steps[place - 1 : place + 2]
        if before.same and after.same and (back := _to_sentence(before, step, a, b)):
            steps[place - 1] = before._replace(i2=before.i2 - back, j2=before.j2 - back)
            steps[place] = Op(False, step.i1 - back, step.i2 - back, step.j1 - back, step.j2 - back)  # noqa: FBT003
            steps[place + 1] = after._replace(i1=after.i1 - back, j1=after.j1 - back)
    return [step for step in steps if step.i1 < step.i2 or step.j1 < step.j2]


def _to_sentence(before: Op, step: Op, old: Sequence[str], new: Sequence[str]) -> int:
    """How far back words that came or went alone begin a sentence, if they may as well have begun there."""
    words, start, end = (new, step.j1, step.j2) if step.i1 == step.i2 else (old, step.i1, step.i2)
    if step.i1 < step.i2 and step.j1 < step.j2:
        return 0
    for back in range(before.i2 - before.i1 + 1):
        if back and words[start - back] != words[end - back]:
            return 0
        if start == back or ends_sentence(words[start - back - 1]):
            return back
    return 0


def _without_chance(steps: Sequence[Op]) -> list[Op]:
    found: list[Op] = []
    for place, step in enumerate(steps):
        if found and not found[-1].same and (not step.same or _is_chance(steps, place)):
            found[-1] = found[-1]._replace(i2=step.i2, j2=step.j2)
        else:
            found.append(step)
    return found


def _is_chance(steps: Sequence[Op], place: int) -> bool:
    sides = steps[place - 1 : place + 2]
    long = [max(side.i2 - side.i1, side.j2 - side.j1) >= _REWRITTEN for side in (sides[0], sides[-1])]
    return len(sides) > 2 and all(long) and sides[1].i2 - sides[1].i1 <= _CHANCE


def paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the old passages became which of the new: index pairs in order, each pair half alike at least,
    chosen so that as much as possible is alike."""
    if len(old) * len(new) > _MANY:
        return [(i, i) for i in range(min(len(old), len(new))) if likeness(old[i], new[i]) >= SIMILAR]
    bags_old, bags_new = [bag(text) for text in old], [bag(text) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[overlap(a, b) for b in bags_new] for a in bags_old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= SIMILAR else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def likeness(one: str, other: str) -> float:
    """0 to 1: the share of words that two passages have in common, in whatever order."""
    return overlap(bag(one), bag(other))


def bag(text: str) -> Bag:
    """The words of a passage, each time that it stands there counted."""
    times, found = Counter[str](), []
    for word in map(str.strip, tokens(text)):
        times[word] += 1
        found.append((word, times[word]))
    return frozenset(found)


def overlap(one: Bag, other: Bag) -> float:
    """``likeness`` of two bags: for each with each, which adds up."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0
