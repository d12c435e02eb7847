"""Figures in the text format of Prometheus (version 0.0.4): those of all processes of this machine added up, and those
that the database tells, which are the same wherever they are asked for.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.db import Error, connection
from django.db.models import Max, Min, Model
from django.dispatch import receiver
from django.utils import timezone

from articles import generation
from articles.counts import Counter, Keeper, families
from articles.models import Edition, Effect, ImportRun
from articles.vitals.looking import PATIENCE, Looking

TYPE = "text/plain; version=0.0.4; charset=utf-8"
FAILED_LOGINS = Counter("newsroom_login_failures_total", "Log-ins that were refused.")
OF_THE_DATABASE = {
    "newsroom_database_up": ("gauge", "Whether the database told what follows."),
    "newsroom_generation_moved_timestamp_seconds": ("gauge", "When what readers see was last changed."),
    "newsroom_editions_total": ("counter", "Editions made so far, by the number of the last one."),
    "newsroom_outbox_waiting": ("gauge", "Mails and pings that are due and not sent."),
    "newsroom_outbox_oldest_due_timestamp_seconds": ("gauge", "When the oldest of them was due."),
    "newsroom_outbox_given_up": (
        "gauge",
        "Mails and pings of the last day that were tried again and again in vain.",
    ),
    "newsroom_imports_running": ("gauge", "Imports that somebody is at work on."),
}


@receiver(user_login_failed)
def _failed(**told: Any) -> None:
    FAILED_LOGINS.add()


class Metrics:
    """``keeper`` adds up what is counted."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._looking: Looking[dict[str, float]] = Looking(_of_the_database)

    def written(self) -> str:
        """In two seconds, whatever the database does."""
        return "".join(f"{line}\n" for line in (*self._counted(), *self._told()))

    def _counted(self) -> Iterator[str]:
        sums = self._keeper.sums()
        for family in sorted(families(), key=lambda one: one.name):
            names = {family.name, *(f"{family.name}{part}" for part in ("_bucket", "_sum", "_count"))}
            ours = [head for head in sums if head.partition("{")[0] in names]
            if ours:
                yield from _heading(family.name, family.kind, family.told)
            for head in sorted(ours, key=_order):
                yield f"{head} {_number(sums[head])}"

    def _told(self) -> Iterator[str]:
        told = self._looking.found() or {"newsroom_database_up": 0}
        for name, figure in told.items():
            yield from _heading(name, *OF_THE_DATABASE[name])
            yield f"{name} {_number(figure)}"


def _heading(name: str, kind: str, told: str) -> Iterator[str]:
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} {kind}"


def _order(head: str) -> tuple[str, float]:
    """Buckets of a histogram by their bounds, which as text would stand otherwise."""
    before, mark, bound = head.partition(',le="' if ',le="' in head else 'le="')
    return (before, float(bound.partition('"')[0])) if mark else (head, 0.0)


def _number(figure: float) -> str:
    return str(int(figure)) if figure == int(figure) else repr(float(figure))


def _of_the_database() -> dict[str, float]:
    bounded: Any = connection
    told: dict[str, float] = {}
    try:
        bounded.may_take(PATIENCE)
        told.update(_asked(timezone.now()))
    except Error:
        return {"newsroom_database_up": 0}
    finally:
        connection.close()
    return told


def _asked(now: datetime) -> Iterator[tuple[str, float]]:
    """Each by an index, and none by more rows than what it counts."""
    known = generation.current()
    day = timedelta(days=1)
    given_up = Effect.objects.failing().filter(given_up_at__gt=now - day, due_at__gt=now - 2 * day)
    yield "newsroom_database_up", 1
    if known and known.moved_at:
        yield "newsroom_generation_moved_timestamp_seconds", known.moved_at.timestamp()
    yield "newsroom_editions_total", Edition.objects.aggregate(Max("id"))["id__max"] or 0
    if not _may_read(Effect, ImportRun):
        return
    waiting = Effect.objects.waiting(now)
    yield "newsroom_outbox_waiting", waiting.count()
    if oldest := waiting.aggregate(Min("due_at"))["due_at__min"]:
        yield "newsroom_outbox_oldest_due_timestamp_seconds", oldest.timestamp()
    yield "newsroom_outbox_given_up", given_up.count()
    yield "newsroom_imports_running", ImportRun.objects.filter(busy_until__gt=now).count()


def _may_read(*models: type[Model]) -> bool:
    """Who may read no more than readers see (``reader_role``) is told no more: to ask and be refused would be an error
    of the database at every look.
    """
    if connection.vendor != "postgresql":
        return True
    asked = " AND ".join(["has_table_privilege(%s, 'SELECT')"] * len(models))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [model._meta.db_table for model in models])
        return bool(cursor.fetchone()[0])
