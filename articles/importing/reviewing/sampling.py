"""A random sample of a run, ticked right or wrong by people: how often stories say something else than their files."""

import hashlib
import heapq
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import GAVE_TEXT, ImportedFile, ImportRun, Tick
from articles.rules import Refused, check_right

SIZE = 50
_Z = 1.959964
"""How many standard errors to each side hold 95 % of all cases."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the ticks say. ``low`` and ``high`` hold the true share of wrong stories in 95 of 100 such samples."""

    right: int
    wrong: int
    size: int

    @property
    def ticked(self) -> int:
        return self.right + self.wrong

    @property
    def rate(self) -> float:
        return self.wrong / self.ticked if self.ticked else 0.0

    @property
    def margin(self) -> tuple[float, float]:
        """Wilson's interval, which is sound for few ticks and for none that are wrong."""
        if not self.ticked:
            return 0.0, 1.0
        n, rate = self.ticked, self.rate
        middle = (rate + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * math.sqrt(rate * (1 - rate) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - reach), min(1.0, middle + reach)


def sample(run: ImportRun) -> list[int]:
    """The files to tick, by their numbers: always the same ones of a run, in an order that nobody chose. They are kept
    with its summary, once it has one."""
    held = run.summary.get("sample")
    return draw(run) if held is None else held


def draw(run: ImportRun) -> list[int]:
    """The sample of a run's files as they stand: goes through all of them."""
    pks = run.files.filter(outcome__in=GAVE_TEXT).order_by().values_list("pk", flat=True)
    return heapq.nsmallest(
        SIZE, pks.iterator(), key=lambda pk: hashlib.sha256(f"{run.pk}:{pk}".encode()).digest()
    )


def measured(run: ImportRun, pks: list[int]) -> Measured:
    """What was ticked so far of the sample ``pks``."""
    said = list(run.ticks.filter(file__in=pks).order_by().values_list("is_right", flat=True))
    return Measured(said.count(True), said.count(False), len(pks))


@transaction.atomic
def tick(file: ImportedFile, *, is_right: bool, by: Any, now: datetime, note: str = "") -> Tick:
    """Say whether a file's story says what the file says. Said again, the later word holds. Goes into the ledger."""
    check_right(by, "add_tick", "judge what was imported")
    if file.pk not in sample(file.run):
        raise Refused("This file is not in the sample of its run: only those in it are counted.")
    said = {
        "is_right": is_right,
        "note": note.strip()[:300],
        "at": now,
        "by": by,
        "by_name": ledger.name_of(by),
    }
    row, _ = Tick.objects.update_or_create(run=file.run, file=file, defaults=said)
    chain = f"importrun/{file.run_id}"
    ledger.record("ticked", by=by, at=now, chain=chain, file=file.path, right=is_right, note=row.note)
    return row
