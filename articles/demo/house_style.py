"""The sample newsroom's own rules in its style book: two in force, one that is being tried."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from articles import styling
from articles.models import StyleRule


class Rule(NamedTuple):
    """``given`` by the names in ``styling.FIELDS``."""

    given: dict[str, Any]
    is_live: bool = True


RULES = (
    Rule(
        {
            "name": "Names of the coast",
            "kind": "words",
            "find": "Port-Ellery -> Port Ellery\nSt Aubrac -> Saint-Aubrac\nharbourmaster -> harbour master\n"
            "Fishsteps -> Fish Steps\nHallow’s Head -> Hallow Head",
            "severity": "warn",
            "reason": "People here know how their own places are spelled, and count it against us when we do not.",
            "spares_quotations": False,
        }
    ),
    Rule(
        {
            "name": "Per cent in figures",
            "kind": "pattern",
            "find": r"(\d[\d.,]*)\s?per ?cent",
            "replacement": r"\1%",
            "severity": "info",
            "reason": "Beside a figure the sign is read at a glance. In words it is “per cent”: half a per cent.",
        }
    ),
    Rule(
        {
            "name": "Plain words",
            "kind": "words",
            "find": "utilise -> use\nprior to -> before\ncommence -> begin\ncommenced -> began\nwhilst -> while\n"
            "in order to -> to\npassed away -> died\nin spite of -> despite\nmore than likely",
            "severity": "warn",
            "reason": "We write as we would tell it across a counter.",
        },
        is_live=False,
    ),
)


def write(*, by: User, now: datetime) -> list[StyleRule]:
    """Write the rules, and try each over all stories; nothing where the book has rules already."""
    if StyleRule.objects.exists():
        return []
    return [_written(rule, by, now) for rule in RULES]


def _written(rule: Rule, by: User, now: datetime) -> StyleRule:
    written = styling.make(rule.given, by=by, now=now)
    trial = styling.begin(written, by=by, now=now)
    styling.go_on(trial, by=by, now=now, clock=lambda: 0.0)
    return styling.go_live(written, base=written.version, by=by, now=now) if rule.is_live else written
