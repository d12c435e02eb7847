"""House style: what a reader of proofs would mark, found by rules. This is the room's only door.

    check(copy, *, profile="full", rules=()) -> list[Finding]   in the order of their places; ``rules`` are a desk's own
    of_fields(headline=, standfirst=, passages=, captions=, language=, published=) -> Copy
    Copy(text, parts, language, published)                  where offsets are to count in a text of one's own
    CHECKS                                                  all rules, each with its code, severity, reason and example
    VERSION                                                 of these rules: raised whenever one of them finds otherwise
    knowing(lookup) -> Check                                of the names that a newsroom knows; KNOWN_NAME is its entry
    made(HouseRule(code, kind, find, …)) -> Check           a rule of the desk; BadRule says why it is none
    fits(rule, text) -> bool                                whether it is worth a look, quickly

Looked at are headline, standfirst, body and captions: what lies in no part of a ``Copy`` is not. Rules of style spare
quotations. Rules of English are for copy in English; other copy gets those that no language changes. The profile
``archive`` is for old copy, of which only what is broken matters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from articles.text.style import balance, doubling, leftovers, spacing, speech
from articles.text.style.agreeing import changes, days, forms, headline, sums
from articles.text.style.copy import Copy, Part, PartKind, is_within, of_fields
from articles.text.style.house.known import Asked, Known, ends_of, knowing
from articles.text.style.house.known import known_name as KNOWN_NAME  # noqa: N812  as ``CHECKS``
from articles.text.style.house.patterns import BadRule
from articles.text.style.house.written import PREFIX, HouseRule, entries, fits, made
from articles.text.style.registry import Check, Severity
from articles.text.style.words import acronyms, names, spelling, usage

__all__ = [
    "CHECKS",
    "KNOWN_NAME",
    "PREFIX",
    "VERSION",
    "Asked",
    "BadRule",
    "Check",
    "Copy",
    "Finding",
    "HouseRule",
    "Known",
    "Part",
    "PartKind",
    "Profile",
    "Severity",
    "check",
    "ends_of",
    "entries",
    "findings",
    "fits",
    "is_within",
    "knowing",
    "made",
    "of_fields",
]

Profile = Literal["full", "archive"]
VERSION = "2"
_MODULES = (
    leftovers, days, balance, doubling, spacing, sums, changes, forms, names, acronyms, spelling, usage, headline,
    speech,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(
    entry for module in _MODULES for entry in vars(module).values() if isinstance(entry, Check)
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule found. ``replacement`` stands for all of ``start`` to ``end``; None where a person must
    tell what is right."""

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    replacement: str | None = None


def check(copy: Copy, *, profile: Profile = "full", rules: Iterable[Check] = ()) -> list[Finding]:
    """All that the rules find in a story, the desk's own ``rules`` with those that are built in."""
    running = (rule for rule in (*CHECKS, *rules) if rule.runs(copy, archive=profile == "archive"))
    found = list(chain.from_iterable(findings(rule, copy) for rule in running))
    surer = [one for one in found if one.code in _SURE]
    told = (one for one in found if one.code not in _SURER or not _is_told_better(copy.text, one, surer))
    return sorted(told, key=lambda finding: (finding.start, finding.end, finding.code))


_SURER = {
    names.name_variant.code: (KNOWN_NAME.code, headline.headline_word.code),
    headline.headline_word.code: (KNOWN_NAME.code,),
}
"""Checks of names, each with those that know better."""
_SURE = frozenset(chain.from_iterable(_SURER.values()))


def _is_told_better(text: str, one: Finding, others: Iterable[Finding]) -> bool:
    """Whether a surer finding tells of these words already, or puts them in elsewhere."""
    return any(
        (other.start <= one.start and one.end <= other.end)
        or text[one.start : one.end] in (other.replacement or "").split()
        for other in others
        if other.code in _SURER[one.code]
    )


def findings(rule: Check, copy: Copy) -> list[Finding]:
    """All that one rule finds."""
    return [
        Finding(hit.start, hit.end, rule.code, hit.severity or rule.severity, hit.message, hit.replacement)
        for hit in rule.find(copy)
        if not (rule.spares_quotations and copy.is_quoted(hit.start))
    ]
