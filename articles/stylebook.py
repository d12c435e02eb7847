"""The style book as it is in force: the desk's rules as checks, and which book it is."""

from collections.abc import Iterable

from django.db.models import Max, Q

from articles.models import StyleRule, StyleRuleVersion
from articles.text import style
from articles.text.style import Check, HouseRule, Severity


def checks(*, language: str = "", topics: Iterable[int] = ()) -> tuple[Check, ...]:
    """The live rules of the desk for a story in ``language`` that is in the sections ``topics``, which are numbers of
    topics; "" is a story whose language nobody knows. One query; each rule is compiled once in a process.
    """
    there = Q(section=None) | Q(section__in=list(topics))
    rows = StyleRule.objects.live().filter(there).order_by("pk")
    found = (style.made(rule_of(row)) for row in rows)
    return tuple(check for check in found if style.is_within(language, check.language))


def version() -> str:
    """Which style book is in force, such as "1.17": that of the built-in checks, and how often the desk has changed
    its own rules.
    """
    return f"{style.VERSION}.{last_number()}"


def last_number() -> int:
    return StyleRuleVersion.objects.aggregate(last=Max("number"))["last"] or 0


def rule_of(row: StyleRule | StyleRuleVersion, code: str = "") -> HouseRule:
    """A rule, or a version of one, as the checks read it."""
    return HouseRule(
        code=code or getattr(row, "code", style.PREFIX),
        kind="pattern" if row.kind == row.Kind.PATTERN else "words",
        find=row.find,
        replacement=row.replacement,
        message=row.message,
        severity=Severity(row.severity),
        reason=row.reason,
        language=row.language,
        spares_quotations=row.spares_quotations,
        whole_words=row.whole_words,
        heeds_case=row.heeds_case,
    )
