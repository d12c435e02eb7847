"""The headline held against the story under it."""

import re
from collections.abc import Iterable, Iterator

from articles.text.particulars import bare
from articles.text.spelling import slips
from articles.text.style.agreeing.headline_numbers import (
    Body,
    dated,
    is_named,
    is_other_spell,
    parts_in,
    stands_in,
    tells_of,
    wrong_ordinals,
    wrong_parts,
    wrong_year,
)
from articles.text.style.copy import WORD, Copy, Part
from articles.text.style.reading.numbers import WORD as NUMBER
from articles.text.style.reading.numbers import Amount, amounts
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.words.alike import are_kin
from articles.text.style.words.lexicon import times

_TITLED = 0.7
_PREFIX = 4
_LONGEST = 300
"""Characters of a headline: what has more is none, and passed over."""
_MOST = 12
"""Numbers of a headline: what has more is a table."""
_NO_NUMBER = re.compile(r"(?i)\b(?:one|zero)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_NUMBER = re.compile(rf"(?i)\d+|\b{NUMBER}\b")
_SCORE = re.compile(r"(?<![\w$£€.,-])(\d{1,3})[-–](\d{1,3})(?![\w-])")
_INSIDE = re.compile(
    r"(?i)[a-z]\d|\d(?!(?:k|m|mn|mln|bn|b|tn|trn|pct?|p|c|f|km|kg|cm|ft|mph|kph|mw|gw)\b)[a-z]|\d(?:st|nd|rd|th)\b|\d-\d|\d[:/]\d|^[:/.]"
)


@check(
    "headline-number",
    Severity.WARN,
    reason="A number in the headline is one of the story.",
    example="Flood drives 300 from their homes",
)
def headline_number(copy: Copy) -> Iterator[Hit]:
    head = copy.headline
    if head is None or not copy.body or head.end - head.start > _LONGEST:
        return
    text = copy.of(head)
    body = Body(" ".join(copy.of(part) for part in copy.body))
    if len(_NUMBER.findall(text)) > _MOST or body.is_table:
        return
    for start, end in sorted({*_wrong_scores(text, body.text), *_wrong_numbers(text, body)}):
        yield Hit(head.start + start, head.start + end, f"“{text[start:end]}” is not in the story.")


def _wrong_numbers(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """The places of numbers that are not those of the story."""
    parts, days = parts_in(text), dated(text)
    yield from ((part.start, part.end) for part in wrong_parts(text, body))
    yield from wrong_ordinals(text, body)
    told = [*((part.start, part.end) for part in parts), *(score.span() for score in _SCORE.finditer(text))]
    for amount in amounts(text):
        said = text[amount.start : amount.end].strip()
        is_day = _is_within(amount, days)
        is_other = is_other_spell(text, amount, body)
        if (
            _is_within(amount, told)
            or _NO_NUMBER.fullmatch(said)
            or (stands_in(said.lower(), body, dates=is_day) and not is_other)
            or _INSIDE.search(text[max(0, amount.start - 1) : amount.end + 4])
            or _is_no_count(text, amount)
            or is_named(text, amount)
        ):
            continue
        place = amount.start + text[amount.start : amount.end].index(said), amount.end
        if is_day or _YEAR.match(said):
            if not is_day and wrong_year(said, body):
                yield place
        elif is_other or not tells_of(body, amount, text):
            yield place


def _is_within(amount: Amount, places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= amount.start < end for start, end in places)


def _is_no_count(text: str, amount: Amount) -> bool:
    """Whether a number is that of a year, or says how long another one is: '08, UPDATE 3, six-figure."""
    before = text[max(0, amount.start - 7) : amount.start]
    return before.endswith(("'", "’", "UPDATE ")) or text.startswith("-figure", amount.end)


def _wrong_scores(text: str, body: str) -> Iterator[tuple[int, int]]:
    """Results that the story has nowhere, whichever side it names first."""
    scores = list(_SCORE.finditer(text))
    told = {(found[1], found[2]) for found in _SCORE.finditer(body)} if scores else set()
    for score in scores:
        pair = (score[1], score[2])
        if told.isdisjoint({pair, pair[::-1]}):
            yield score.span()


@check(
    "headline-word",
    Severity.WARN,
    reason="A name in the headline is spelled as the story spells it.",
    example="Vote won by Tellarman",
)
def headline_word(copy: Copy) -> Iterator[Hit]:
    head = copy.headline
    if head is None or not copy.body or head.end - head.start > _LONGEST:
        return
    words = list(copy.find(WORD, [head]))
    if _is_titled(words):
        return
    strange = [
        (found.start(), word)
        for found in words
        if len(word := bare(found[0])) >= _PREFIX and word[0].isupper() and not times(word.lower())
    ]
    body = _words(copy) if strange else {}
    for start, word in strange if body else ():
        if word.lower() not in body:
            yield from _strange(head, start, word, body)


def _words(copy: Copy) -> dict[str, str]:
    """The words of the story, in small letters, each as it is first met."""
    body: dict[str, str] = {}
    for token in dict.fromkeys(found[0] for found in copy.find(WORD, copy.body)):
        for piece in (token, *token.split("-")) if "-" in token else (token,):
            word = bare(piece)
            body.setdefault(word.lower(), word)
    return body


def _strange(head: Part, start: int, word: str, body: dict[str, str]) -> Iterator[Hit]:
    small, end = word.lower(), start + len(word)
    if any(other[:3] == small[:3] and are_kin(small, other) for other in body):
        return
    most = 1 if len(word) < 8 else 2
    near = [
        other
        for key, other in body.items()
        if abs(len(key) - len(small)) <= most
        and other[0].isupper()
        and len(key) >= _PREFIX
        and slips(small, key, most=most) <= most
    ]
    if near:
        yield Hit(start, end, f"“{word}” in the headline, “{near[0]}” in the story.", near[0])
    elif start > head.start and not word.isupper():
        yield Hit(start, end, f"“{word}” is not in the story.", None, Severity.INFO)


def _is_titled(words: list[re.Match[str]]) -> bool:
    """Whether a headline has a capital at every word: then none says that it is a name."""
    long = [word for word in words if len(word[0]) > 3]
    return len(long) > 2 and sum(word[0][0].isupper() for word in long) >= _TITLED * len(long)
