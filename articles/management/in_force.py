"""House style as the newsroom's database has it in force, for commands that go on without one."""

from functools import cache

from django.db import DatabaseError, connection

from articles import names, stylebook
from articles.findings import folded
from articles.models import Dismissal, KnownName, StyleRule
from articles.text.style import Copy, Finding, Profile, check

_ASKED = frozenset(model._meta.db_table for model in (Dismissal, KnownName, StyleRule))
BUILT_IN_ALONE = (
    "Only the built-in checks were made: there is no newsroom's database here, or none that is up to date, so rules of "
    "the style book and known names could not be asked for.\n"
)


class HouseStyle:
    """What the desk adds to the built-in checks: the live rules for all sections, the names that it knows, and what
    it dismissed for good. ``version`` is "" where no database says.
    """

    def __init__(self) -> None:
        try:
            self.version = stylebook.version() if _is_there() else ""
            self._spared = self._dismissed() if self.version else frozenset()
        except DatabaseError:
            self.version, self._spared = "", frozenset()
        self._rules = cache(lambda language: (*stylebook.checks(language=language), names.check()))

    def findings(self, copy: Copy, profile: Profile) -> list[Finding]:
        found = check(copy, profile=profile, rules=self._rules(copy.language) if self.version else ())
        return [
            one for one in found if (one.code, folded(copy.text[one.start : one.end])) not in self._spared
        ]

    def told(self) -> str:
        """What was asked, in a line."""
        if not self.version:
            return BUILT_IN_ALONE
        return f"Checked by the style book, version {self.version}, and the names that the newsroom knows.\n"

    def _dismissed(self) -> frozenset[tuple[str, str]]:
        rows = Dismissal.objects.standing().filter(scope=Dismissal.Scope.DESK)
        return frozenset((code, folded(exact)) for code, exact in rows.values_list("code", "exact"))


def _is_there() -> bool:
    """Whether the database has what is asked of it."""
    return set(connection.introspection.table_names()) >= _ASKED
