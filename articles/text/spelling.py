"""How many slips lie between two words: a letter too many, too few or another, or two that changed places."""

from itertools import pairwise

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
"""Rows of keys, Latin and Cyrillic; what other keyboards have elsewhere are few."""
SHORT = 4
"""Letters of a word in which not any slip is a likely one."""


def slips(one: str, other: str, *, most: int) -> int:
    """The fewest slips that make ``other`` of ``one``; more than ``most`` where there are more.

    The optimal string alignment distance: letters that changed places are not touched again.
    """
    if abs(len(one) - len(other)) > most or len({*one} ^ {*other}) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            fewest = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                fewest = min(fewest, last[j - 2] + 1)
            row.append(fewest)
        if min(row) > most:
            return most + 1
    return row[-1]


def forgiven(word: str) -> int:
    """How many slips are forgiven in a word: none in short ones, which are near to too many others."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 8 else 2


def is_likely(word: str, other: str) -> bool:
    """Whether fingers slip so from ``other`` to a word that is short, and near to many others by any letter.

    They leave a letter out, press a key twice, the next one or two in the wrong order; they choose no other letter.
    """
    if len(word) != len(other):
        return len(word) < len(other) or any(a == b for a, b in pairwise(word))
    wrong = [{*pair} for pair in zip(word, other, strict=True) if len({*pair}) > 1]
    return len(wrong) != 1 or any(wrong[0] == {*keys} for row in _KEYS for keys in pairwise(row))
