"""House style: what a reader of proofs would mark, found by rules. This is the room's only door.

    check(copy, *, profile="full") -> list[Finding]         in the order of their places
    of_fields(headline=, standfirst=, passages=, captions=, language=, published=) -> Copy
    Copy(text, parts, language, published)                  where offsets are to count in a text of one's own
    CHECKS                                                  all rules, each with its code, severity, reason and example

Looked at are headline, standfirst, body and captions: what lies in no part of a ``Copy`` is not. Rules of style spare
quotations. Rules of English are for copy in English; other copy gets those that no language changes. The profile
``archive`` is for old copy, of which only what is broken matters.
"""

from dataclasses import dataclass
from itertools import chain
from typing import Literal

from articles.text.style import (
    balance,
    changes,
    days,
    forms,
    headline,
    leftovers,
    names,
    spacing,
    speech,
    spelling,
    sums,
    usage,
)
from articles.text.style.copy import Copy, Part, PartKind, of_fields
from articles.text.style.registry import Check, Severity

__all__ = [
    "CHECKS",
    "Check",
    "Copy",
    "Finding",
    "Part",
    "PartKind",
    "Profile",
    "Severity",
    "check",
    "of_fields",
]

Profile = Literal["full", "archive"]
_MODULES = (leftovers, days, balance, spacing, sums, changes, forms, names, spelling, usage, headline, speech)
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


def check(copy: Copy, *, profile: Profile = "full") -> list[Finding]:
    """All that the rules find in a story."""
    rules = (rule for rule in CHECKS if rule.runs(copy, archive=profile == "archive"))
    found = chain.from_iterable(_findings(rule, copy) for rule in rules)
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))


def _findings(rule: Check, copy: Copy) -> list[Finding]:
    return [
        Finding(hit.start, hit.end, rule.code, hit.severity or rule.severity, hit.message, hit.replacement)
        for hit in rule.find(copy)
        if not (rule.spares_quotations and copy.is_quoted(hit.start))
    ]
