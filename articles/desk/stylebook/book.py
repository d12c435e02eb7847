"""What the style book tells: each built-in check and each rule of the desk as an entry, and what came of it."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count

from articles.languages import english_name
from articles.models import BY_RULE, Dismissal, Revision, StyleRule
from articles.text import style
from articles.text.style import CHECKS, Check, Severity

State = StyleRule.State
HEADINGS = {
    Severity.BLOCK: "Blocks: nobody signs before it is mended, or dismissed with a reason",
    Severity.WARN: "Warns",
    Severity.INFO: "Informs",
    State.DRAFT: "Being tried",
    State.RETIRED: "Retired",
}
SHOWN_WORDS = 12
"""Lines of a list of words that the book shows; the entry has them all."""


class Counts(NamedTuple):
    accepted: int = 0
    dismissed: int = 0


@dataclass(frozen=True)
class Entry:
    """A page of the book. ``rule`` is None for a check that is built in."""

    code: str
    name: str
    severity: str
    reason: str
    examples: tuple[str, ...]
    language: str
    spares_quotations: bool
    archive: bool = False
    rule: Any = None
    counts: Counts = field(default_factory=Counts)

    @property
    def group(self):
        is_live = self.rule is None or self.rule.state == State.LIVE
        return self.graveness if is_live else HEADINGS[self.rule.state]

    @property
    def graveness(self):
        return HEADINGS[Severity(self.severity)]

    @property
    def language_name(self):
        """The language that it is for; "" for any."""
        return english_name(self.language) if self.language else ""

    @property
    def shown(self):
        return self.examples[:SHOWN_WORDS]

    @property
    def more(self):
        return len(self.examples) - len(self.shown)

    def says(self):
        """All that a search looks through."""
        words = [self.code, self.name, self.reason, *self.examples]
        if self.rule:
            words += [self.rule.find, self.rule.replacement, self.rule.message]
        return " ".join(words).casefold()


def entries():
    """The whole book, with what came of each entry: three queries, however long it is."""
    counts = _counts()
    rules = StyleRule.objects.select_related("section")
    found = [*_built_in(), *map(of_rule, rules)]
    return [_with(entry, counts) for entry in found]


def entry_of(code):
    """The entry of a code; None where the book has none."""
    found = next((entry for entry in _built_in() if entry.code == code), None)
    if found is None and (rule := StyleRule.objects.select_related("section").filter(code=code).first()):
        found = of_rule(rule)
    return found and _with(found, _counts(code))


def of_rule(rule):
    return Entry(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        reason=rule.reason,
        examples=(rule.find,) if rule.kind == rule.Kind.PATTERN else tuple(_lines(rule.find)),
        language=rule.language,
        spares_quotations=rule.spares_quotations,
        rule=rule,
    )


def _lines(find):
    """The entries of a list of words, as they are printed."""
    for wrong, right in style.entries(find):
        yield wrong if right is None else f"{wrong} → {right}"


def grouped(found):
    """Entries under their headings, in the order of those."""
    order = list(HEADINGS.values())
    rows = sorted(found, key=lambda entry: (order.index(entry.group), entry.name.casefold()))
    return [(heading, list(some)) for heading, some in groupby(rows, key=lambda entry: entry.group)]


def _built_in():
    """The built-in checks: of several under one code the first tells for all."""
    of_code: dict[str, list[Check]] = {}
    for check in (*CHECKS, style.KNOWN_NAME):
        of_code.setdefault(check.code, []).append(check)
    for code, checks in of_code.items():
        first = checks[0]
        yield Entry(
            code=code,
            name=code.replace("-", " ").capitalize(),
            severity=first.severity,
            reason=first.reason,
            examples=tuple(check.example for check in checks),
            language="" if any(not check.language for check in checks) else first.language,
            spares_quotations=first.spares_quotations,
            archive=first.archive,
        )


def _with(entry, counts):
    return Entry(**vars(entry) | {"counts": counts.get(entry.code, Counts())})


def _counts(code=""):
    """How often each rule was accepted, which is counted in acts, and dismissed."""
    accepted = Revision.objects.exclude(words_of="").filter(words_of__startswith=f"{BY_RULE}{code}")
    dismissed = Dismissal.objects.standing()
    if code:
        accepted, dismissed = accepted.filter(words_of=f"{BY_RULE}{code}"), dismissed.filter(code=code)
    taken = dict(_tally(accepted, "words_of"))
    told = dict(_tally(dismissed, "code"))
    codes = {name.removeprefix(BY_RULE) for name in taken} | set(told)
    return {each: Counts(taken.get(f"{BY_RULE}{each}", 0), told.get(each, 0)) for each in codes}


def _tally(rows, name):
    return rows.order_by().values_list(name).annotate(Count("pk"))
