"""The headline held against the story under it."""

import re
from collections.abc import Iterator

from articles.text.particulars import bare
from articles.text.spelling import slips
from articles.text.style.copy import WORD, Copy, Part
from articles.text.style.lexicon import times
from articles.text.style.names import are_kin
from articles.text.style.numbers import Amount, amounts
from articles.text.style.registry import Hit, Severity, check

_TITLED = 0.7
_SMALL = 20
"""A number up to which nobody rounds."""
_PREFIX = 4
_NO_NUMBER = re.compile(r"(?i)\b(?:one|zero)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_SCORE = re.compile(r"(?<![\w$£€.,-])(\d{1,3})[-–](\d{1,3})(?![\w-])")
_INSIDE = re.compile(r"[A-Za-z]\d|\d[A-Za-z]{3,}|\d(?:st|nd|rd|th)\b|\d-\d|\d[:/]\d")
_OTHERWISE = {
    2: "double|twice|pair|two|couple|both|twin", 3: "treble|triple|third|hat-trick|trio", 4: "quarter|quadruple|fourth",
    5: "fifth", 6: "sixth|half-dozen", 10: "decade|tenth", 12: "dozen", 20: "score|twentieth", 24: "dozen", 50: "half",
    100: "century|hundred|centenary", 1000: "thousand",
}  # fmt: skip


@check(
    "headline-number",
    Severity.WARN,
    reason="A number in the headline is one of the story.",
    example="Flood drives 300 from their homes",
)
def headline_number(copy: Copy) -> Iterator[Hit]:
    head = copy.headline
    if head is None or not copy.body:
        return
    told = [amount for part in copy.body for amount in amounts(copy.text, part.start, part.end)]
    body = " ".join(copy.of(part) for part in copy.body).lower()
    scores = list(_SCORE.finditer(copy.text, head.start, head.end))
    yield from _wrong_scores(scores, body)
    for amount in amounts(copy.text, head.start, head.end):
        if any(score.start() <= amount.start < score.end() for score in scores):
            continue
        said = copy.text[amount.start : amount.end].strip()
        around = copy.text[max(head.start, amount.start - 1) : amount.end + 4]
        if (
            _NO_NUMBER.fullmatch(said)
            or _stands_in(said.lower(), body)
            or _INSIDE.search(around)
            or _is_no_count(copy.text, amount)
        ):
            continue
        if not any(_agree(amount, other) for other in told) and not _said_otherwise(amount, body):
            yield Hit(copy.text.index(said, amount.start), amount.end, f"“{said}” is not in the story.")


def _stands_in(said: str, body: str) -> bool:
    """Whether a number stands in the story just so, and not within another."""
    return re.search(rf"(?<![\w.,]){re.escape(said)}(?![\w%]|[.,]\d)", body) is not None


def _is_no_count(text: str, amount: Amount) -> bool:
    """Whether a number is that of a year, or says how long another one is: '08, UPDATE 3, six-figure."""
    before = text[max(0, amount.start - 7) : amount.start]
    return before.endswith(("'", "’", "UPDATE ")) or text.startswith("-figure", amount.end)


def _wrong_scores(scores: list[re.Match[str]], body: str) -> Iterator[Hit]:
    """Results that the story has nowhere, whichever side it names first."""
    told = {(found[1], found[2]) for found in _SCORE.finditer(body)}
    for score in scores:
        pair = (score[1], score[2])
        if told.isdisjoint({pair, pair[::-1]}):
            yield Hit(*score.span(), f"“{score[0]}” is not in the story.")


def _agree(head: Amount, other: Amount) -> bool:
    """Whether a number of the story is that of the headline, or is rounded to it."""
    slack = max(head.half, other.half) if head.value > _SMALL else 0
    return abs(head.value - other.value) <= slack and (
        head.is_rate == other.is_rate or head.value == other.value
    )


def _said_otherwise(amount: Amount, body: str) -> bool:
    words = _OTHERWISE.get(int(amount.value))
    if words and re.search(rf"\b(?:{words})s?\b", body):
        return True
    return _YEAR.match(f"{amount.value:.0f}") is not None


@check(
    "headline-word",
    Severity.WARN,
    reason="A name in the headline is spelled as the story spells it.",
    example="Vote won by Tellarman",
)
def headline_word(copy: Copy) -> Iterator[Hit]:
    head = copy.headline
    if head is None or not copy.body:
        return
    words = list(copy.find(WORD, [head]))
    body: dict[str, str] = {}
    for found in copy.find(WORD, copy.body):
        for piece in (found[0], *found[0].split("-")):
            word = bare(piece)
            body.setdefault(word.lower(), word)
    if not body or _is_titled(words):
        return
    for found in words:
        word = bare(found[0])
        if word[0].isupper() and word.lower() not in body and len(word) >= _PREFIX:
            yield from _strange(copy, head, found, word, body)


def _strange(copy: Copy, head: Part, found: re.Match[str], word: str, body: dict[str, str]) -> Iterator[Hit]:
    small, end = word.lower(), found.start() + len(word)
    if any(are_kin(small, other) for other in body):
        return
    most = 1 if len(word) < 8 else 2
    near = [
        other
        for key, other in body.items()
        if other[0].isupper() and len(key) >= _PREFIX and slips(small, key, most=most) <= most
    ]
    if near and not times(small):
        yield Hit(found.start(), end, f"“{word}” in the headline, “{near[0]}” in the story.", near[0])
    elif found.start() > head.start and not times(small) and not word.isupper():
        yield Hit(found.start(), end, f"“{word}” is not in the story.", None, Severity.INFO)


def _is_titled(words: list[re.Match[str]]) -> bool:
    """Whether a headline has a capital at every word: then none says that it is a name."""
    long = [word for word in words if len(word[0]) > 3]
    return len(long) > 2 and sum(word[0][0].isupper() for word in long) >= _TITLED * len(long)
