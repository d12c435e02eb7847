"""Texts that are made to take a pattern long: what its repetitions are made of, many times over."""

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ENDS = ("", "\0", "a")
ANYTHING = (
    " ", "a", "1", "\n", " \n", "a ", "A", ".", ",", "-", "'", '"', "<", "&", "/", "=", "\t", "a-", "1.", "A. ", "(",
)  # fmt: skip


def texts(pattern: "re.Pattern[Any]") -> Iterator[tuple[str, str, str]]:
    """For each repetition: what leads to it, what it repeats, and how a text ends that does not fit."""
    form = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(
        form, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    # What may be missing is once and not at all in what leads there: blanks would part what is pumped.
    for lead, pumped in (found for fewest in (1, 0) for found in _repeated(tree, "", fewest)):
        for end in ENDS:
            yield lead, pumped, end
            # Else a pattern that may stand at the beginning takes it all at once there.
            yield ("", lead + pumped, end) if lead else ("a", pumped, end)
    for pumped in ANYTHING:
        yield "", pumped, "\0"


def _repeated(tree: Any, lead: str, fewest: int) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most > 100:
                yield from ((lead, pumped) for pumped in dict.fromkeys(_samples(inner)) if pumped)
            yield from _repeated(inner, lead, fewest)
        elif op is sre.SUBPATTERN:
            yield from _repeated(value[3], lead, fewest)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeated(value, lead, fewest)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, lead, fewest)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(value[1], lead, fewest)
        lead += next(iter(_samples([(op, value)], fewest)), "")


def _samples(tree: Any, fewest: int = 1) -> list[str]:
    """A few texts that a part of a pattern fits, with at least so many of what may be missing."""
    found = [""]
    for op, value in tree:
        found = [before + one for before in found[:6] for one in _sample(op, value, fewest)[:6]]
    return found


def _sample(op: Any, value: Any, fewest: int) -> list[str]:
    if op is sre.LITERAL:
        return [chr(value)]
    if op is sre.NOT_LITERAL:
        return [sign for sign in ANYTHING if len(sign) == 1 and sign != chr(value)]
    if op is sre.ANY:
        return ["a", " ", "<"]
    if op is sre.IN:
        return _of_set(value)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, inner = value
        once = _samples(inner, fewest)
        return [one * max(least, fewest) for one in once] if most else [""]
    if op is sre.SUBPATTERN:
        return _samples(value[3], fewest)
    if op is sre.ATOMIC_GROUP:
        return _samples(value, fewest)
    if op is sre.BRANCH:
        return [one for branch in value[1] for one in _samples(branch, fewest)[:2]][:8]
    return [""]


def _of_set(parts: Any) -> list[str]:
    fits = re.compile(f"[{_written(parts)}]", re.DOTALL)
    own = [chr(value) for op, value in parts if op is sre.LITERAL]
    own += [chr(value[0]) for op, value in parts if op is sre.RANGE]
    return [
        sign for sign in (*own, *(one for one in ANYTHING if len(one) == 1), "é", "«") if fits.match(sign)
    ]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _written(parts: Any) -> str:
    said = ""
    for op, value in parts:
        if op is sre.NEGATE:
            said = "^"
        elif op is sre.LITERAL:
            said += re.escape(chr(value))
        elif op is sre.RANGE:
            said += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            said += _CATEGORIES[value]
    return said
