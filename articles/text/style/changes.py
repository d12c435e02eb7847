"""A change in per cent, held against the two amounts between which it is said to lie."""

import re
from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.copy import Copy, Span
from articles.text.style.numbers import CURRENCY, FIGURE, MAGNITUDE, WORD, Amount, amounts
from articles.text.style.registry import Hit, Severity, check

_UP = (
    r"rose|risen|rise|rises|rising|grew|grown|grow|grows|growth|growing|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?"
    r"|increase[sd]?|increasing|gain(?:ed|s|ing)?|up|surged?|surging|soared?|soaring|leapt|leaped|leap|advanced?"
    r"|swelled|higher|more|ahead|improved|hike[ds]?|raised?|expanded|rallied|widened|widening|swollen|doubled"
    r"|trebled|tripled|quadrupled"
)
_DOWN = (
    r"fell|fallen|fall|falls|falling|drop(?:ped|s|ping)?|declin(?:e|ed|es|ing)|decrease[sd]?|decreasing|down"
    r"|slid|slide|sank|sunk|shr[aiu]nk|slump(?:ed)?|plunged?|plunging|plummeted|tumbled?|cut|lower|less|slipped"
    r"|dipped|eased|reduced|reduction|contracted|halved|dived|shed|narrowed|narrowing"
)
_MOVE = pattern(rf"(?i)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b")
_QUANTITY = (
    rf"(?:{CURRENCY}\s?)?(?:{FIGURE}|{WORD}\b)(?:{MAGNITUDE}|[pc]\b)?(?:\s(?:euros?|dollars?|pounds?|yen|rupees"
    rf"|dlrs)\b)?(?!\s?(?:%|per\b|percent|pct|pc\b))"
)
_RATE = r"(?P<rate>(?:\d{1,4}(?:\.\d{1,2})?|" + WORD + r")\s?(?:%|per\scent\b|percent\b|pct\b|pc\b))"
_SINCE = r"(?:up\sfrom|down\sfrom|from|compared\s(?:with|to)|against|versus|vs\.?)"
_NOUN = (
    r"(?:\s(?!from\b|to\b|compared\b|against\b|on\b|after\b|and\b|but\b|while\b|with\b|of\b|in\b"
    r"|for\b)[a-z-]+){0,2}"
)
_WHEN = r"(?:\s(?:in|for|last|this|during|a|on|the)\s[\w\s]{1,30}?)?"
_LINK = r"(?:,?\s(?!and\b|but\b|while\b|with\b|as\b)[a-z]+){0,6}?"
_TO, _FROM = rf"(?P<to>{_QUANTITY}){_NOUN}", rf"(?P<from>{_QUANTITY}){_NOUN}"
# The end of a change and its start in either order, with the rate before, between or behind them.
_FORMS = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"{_RATE},?\s(?:to|at)\s{_TO}{_WHEN},?\s{_SINCE}\s{_FROM}",
        rf"{_RATE},?\sfrom\s{_FROM}{_WHEN},?\sto\s{_TO}",
        rf"\bfrom\s{_FROM}{_WHEN},?\sto\s{_TO}{_WHEN}{_LINK},?\s{_RATE}",
        rf"\bto\s{_TO},?\s(?:up|down|an?\s\w+\sof)\s(?:by\s)?{_RATE}{_LINK},?\s(?:from|on|compared\swith"
        rf"|against)\s{_FROM}",
        rf"\bto\s{_TO}\sfrom\s{_FROM}{_WHEN},{_LINK}\s{_RATE}",
        rf"(?<![\w.,$£€]){_TO}{_WHEN},?\s(?:up|down)\s(?:by\s)?{_RATE}{_LINK}\s(?:from|on|compared\swith"
        rf"|against)\s{_FROM}",
        rf"(?<![\w.,$£€]){_TO}{_WHEN},?\s(?:compared\s(?:with|to)|against|up\sfrom"
        rf"|down\sfrom)\s{_FROM}{_WHEN},{_LINK}\s{_RATE}",
        rf"(?<![\w.,$£€]){_TO},\s(?:up\s|down\s)?{_RATE}\s(?:more|less|fewer|higher|lower|up|down|above|below)"
        rf"(?:\s(?:than|from|on))?(?:\sthe)?\s{_FROM}",
    )
)  # fmt: skip
_BRACKETED = pattern(r"\([^()]{0,60}\)")
_BEFORE, _AFTER = 60, 30
_LEAST = 0.6
"""Points of a percentage that are forgiven whatever was rounded."""


@check(
    "change",
    Severity.WARN,
    reason="A change in per cent follows from the two amounts it lies between.",
    example="Profits rose 30% to $24m from $20m.",
    spares_quotations=False,
)
def change(copy: Copy) -> Iterator[Hit]:
    for span in copy.sentences:
        said = _BRACKETED.sub(lambda found: " " * len(found[0]), copy.of(span))
        yield from _multiplied(span, said)
        if "%" not in said and "per" not in said and "pct" not in said and "pc" not in said:
            continue
        for form in _FORMS:
            found = form.search(said)
            if found and (sentence := _wrong(said, found)):
                yield Hit(span.start + found.start(), span.start + found.end(), sentence)
                break


def _wrong(said: str, found: re.Match[str]) -> str:
    """Why the figures of a sentence disagree; "" where they agree, or are not of one kind."""
    rate, after, before = (next(amounts(found[name])) for name in ("rate", "to", "from"))
    if not _is_one_kind(after, before) or not before.value or before.is_rate:
        return ""
    moves = [*_MOVE.finditer(said, max(0, found.start() - _BEFORE), min(len(said), found.end() + _AFTER))]
    if not moves:
        return ""
    true = 100 * (after.value - before.value) / before.value
    nearest = min(moves, key=lambda move: abs(move.end() - found.start("rate")))
    if (true > 0) != bool(nearest["up"]) and true:
        way = "rise" if true > 0 else "fall"
        return f"From {found['from']} to {found['to']} is a {way}."
    lowest, highest = _range(after, before)
    slack = max(rate.half, _LEAST, 0.03 * abs(true))
    if lowest - slack <= rate.value <= highest + slack:
        return ""
    return f"From {found['from']} to {found['to']} is a change of {abs(true):.3g}%, not {rate.value:g}%."


def _is_one_kind(one: Amount, other: Amount) -> bool:
    return (one.unit == other.unit or not one.unit or not other.unit) and not one.is_rate


def _range(after: Amount, before: Amount) -> tuple[float, float]:
    """The least and the greatest change that the amounts allow, rounded as the finer of the two."""
    half = min(after.half, before.half)
    all_ways = [
        abs(100 * (end - start) / start)
        for end in (after.value - half, after.value + half)
        for start in (before.value - half, before.value + half)
        if start > 0
    ]
    return min(all_ways, default=0), max(all_ways, default=0)


_TIMES = {"halved": 0.5, "doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4}
_MULTIPLIED = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<word>{'|'.join(_TIMES)})\s(?:[a-z]+\s){{0,3}}?to\s{_TO}{_WHEN},?\s{_SINCE}\s{_FROM}",
        rf"\b(?P<word>{'|'.join(_TIMES)})\s(?:[a-z]+\s){{0,3}}?from\s{_FROM}{_WHEN},?\sto\s{_TO}",
    )
)


def _multiplied(span: Span, said: str) -> Iterator[Hit]:
    for form in _MULTIPLIED:
        for found in form.finditer(said):
            after, before = (next(amounts(found[name])) for name in ("to", "from"))
            times = after.value / before.value if before.value else 0
            if _is_one_kind(after, before) and not 0.88 <= times / _TIMES[found["word"].lower()] <= 1.12:
                sentence = f"From {found['from']} to {found['to']} is {times:.2g} times as much: not {found['word']}."
                yield Hit(span.start + found.start(), span.start + found.end(), sentence)
