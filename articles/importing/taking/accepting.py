"""What a dry run showed, held to: the run that carries it out does to each file what was foreseen, or leaves it alone.

What is compared is what a person could see: the file's bytes, what becomes of it, where each of its lines goes, and the
values that are read in it. So nobody need say what may have changed since: files, rules, manifests or this program.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef

from articles.importing.finding.places import Place, files_in
from articles.importing.finding.walking import Walk, as_text
from articles.importing.matching.checking import Plan
from articles.importing.reading.accounting import account
from articles.importing.reading.copies import Copy
from articles.models import ImportedFile, ImportRun, Outcome
from articles.rules import Refused

_GIVES_TEXT = (Outcome.CREATED, Outcome.UPDATED)
_SHOWN = ("roles", "left_out", "fields")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The files of a batch as the dry run showed them that its run carries out; for other runs nothing was foreseen."""

    dry_run: int | None
    rows: Mapping[Place, ImportedFile]

    @classmethod
    def of(cls, copies: Sequence[Copy], run: ImportRun) -> "Foreseen":
        """One query, and none for other runs."""
        if run.accepts_id is None:
            return cls(None, {})
        return cls(run.accepts_id, files_in(run.accepts_id, [copy.found for copy in copies]))

    def held_to(self, copy: Copy, plan: Plan) -> Plan:
        """The same plan where it was foreseen, or does nothing; else one that refuses the file and says why."""
        if self.dry_run is None or not copy.sha256:
            return plan
        row = self.rows.get(copy.found.place)
        if row is None:
            return self._refused(copy, "not shown by")
        if row.sha256 != copy.sha256:
            return self._refused(copy, "changed since")
        if plan.outcome not in _GIVES_TEXT:
            return plan if plan.outcome == row.outcome else self._told(plan, row)
        if not row.roles or row.outcome == Outcome.JOINED:
            was = f"it would be {plan.outcome} now, and was foreseen as {row.outcome} by"
            return self._refused(copy, was)
        return plan if _account(copy) == _json(row) else self._refused(copy, "read otherwise now than in")

    def _refused(self, copy: Copy, why: str) -> Plan:
        sentence = f"{copy.found.name}: {why} dry run {self.dry_run}."
        return Plan(Outcome.REFUSED, lambda: sentence)

    def _told(self, plan: Plan, row: ImportedFile) -> Plan:
        says: Callable[[], str] = plan.says
        foresaw = f" Dry run {self.dry_run} foresaw: {row.outcome}."
        return replace(plan, says=lambda: says() + foresaw)


def check(run: ImportRun) -> None:
    """Refuse what cannot be carried out."""
    if not run.is_dry:
        raise Refused(f"Run {run.pk} was no dry run: it has brought its files in.")
    if not run.finished_at:
        raise Refused(f"Dry run {run.pk} did not come to its end: go on with it first, by --resume {run.pk}.")


def shown_by(run: ImportRun, walk: Walk) -> Walk:
    """Those files of a walk that a run has, where it took a sample of them."""
    rows = run.files.order_by().values_list("collection", "path", "part")
    places = {
        (collection, path.removesuffix(f"#{as_text(part)}") if part else path)
        for collection, path, part in rows
    }
    return walk.only(lambda found: found.place in places)


def gone_since(run: ImportRun) -> list[str]:
    """The files that the dry run showed and that were not there when this run carried it out."""
    if run.accepts_id is None:
        return []
    met = run.files.filter(collection=OuterRef("collection"), path=OuterRef("path"))
    rows = ImportedFile.objects.filter(~Exists(met), run=run.accepts_id).order_by("collection", "path")
    return ["/".join(filter(None, place)) for place in rows.values_list("collection", "path")]


def _account(copy: Copy) -> Any:
    file = ImportedFile()
    account(file, copy)
    return _json(file)


def _json(file: ImportedFile) -> Any:
    """What a row shows of its file, as the database gives it back."""
    return json.loads(json.dumps([getattr(file, name) for name in _SHOWN]))
