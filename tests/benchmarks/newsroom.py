"""A newsroom of any size, by bulk inserts: an archive with its files, stories of the house that are out, and a desk.

Whatever its size, its archive spans thirty years, and the desk, the newest stories and the names that are used every
day are the same: what a page shows is as much, and only what lies behind it is more.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from articles import ledger
from articles.importing.reviewing.summing import add_up
from articles.models import (
    ImportedFile,
    ImportRun,
    Outcome,
    Proofreader,
    Source,
    Story,
    Writer,
    put_rows,
)
from articles.search import words
from tests import factories
from tests.benchmarks import copies
from tests.benchmarks.archived import REGULARS, Rows

DESK = 240
NEW = 5000
"""Stories on the desk, and those with the newest of the archive, which are the same at any size."""
BATCH = 1000
BETWEEN = timedelta(minutes=15)
YEARS = timedelta(days=30 * 365)


def grow_to(size: int, *, body_words: int = 120) -> None:
    """Add stories until there are ``size``. The first are made, and what is older is copied from those."""
    held, made = Story.objects.count(), NEW + copies.BLOCK
    if held >= size:
        return
    with copies.in_haste():
        maker = Maker(body_words)
        for start in range(held, min(size, made), BATCH):
            with transaction.atomic():
                maker.add(range(start + 1, min(start + BATCH, size, made) + 1))
        copies.go_on(max(held, made), size, first=NEW + 1)
        copies.count_on()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM ANALYZE"
            )  # as it does by itself in time; SQLite knows no figures of its tables
    # The site is in no generation yet: no trigger saw what was written in haste.
    Source.objects.update(about="A wire.")
    run = ImportRun.objects.get()
    run.counts = {Outcome.CREATED: ImportedFile.objects.count()}
    run.save(update_fields=["counts"])
    add_up(run)


class Maker:
    """Makes stories with all that hangs on them."""

    def __init__(self, body_words: int) -> None:
        self.now = timezone.now().replace(second=0, microsecond=0)
        self.people = {role: _account(role) for role in ("writer", "editor", "proofreader")}
        run = {"started_at": self.now, "finished_at": self.now}
        self.rows = Rows(
            people=self.people,
            run=ImportRun.objects.get_or_create(collection="the whole archive", defaults=run)[0],
            sources=_named(Source, ["Harbour Wire", *(f"Wire {n}" for n in range(1, 60))]),
            proofreaders=_named(Proofreader, [f"Proofreader {n}" for n in range(60)]),
            writers=_named(Writer, [f"Writer {n}" for n in range(REGULARS)]),
            topics=[factories.make_topic(name=f"Topic {n}") for n in range(60)],
            body_words=body_words,
        )

    def add(self, numbers: range) -> None:
        chance = random.Random(numbers.start)
        made = [self.rows.of(number, self._at(number), number <= DESK, chance) for number in numbers]
        stories = [rows[0] for rows in made]
        by_model: dict[Any, list[Any]] = {model: [] for model in copies.MODELS}
        for row in (row for rows in made for row in rows):
            by_model[type(row)].append(row)
        for model, rows in by_model.items():
            _put(model, rows)
        acts = [ledger.Act(act, story) for story in stories for act in ("create", "submit")]
        ledger.record_many(acts, by=self.people["writer"], at=self.now)
        words.keep((word, self.now) for story in stories for word in self.rows.body(story).terms.split())

    def _at(self, number: int) -> datetime:
        """When a story was published: the newest one after another, the others all over the years."""
        newest = self.now - timedelta(hours=1) - BETWEEN * min(max(number - DESK, 0), NEW)
        older = YEARS / copies.BLOCK * max(number - NEW, 0)
        return (newest - older).replace(second=0, microsecond=0)


def _account(role: str) -> User:
    return User.objects.filter(username=role).first() or factories.make_user(role=role, username=role)


def _named(model: Any, names: Sequence[str]) -> list[Any]:
    """Sources or people under these names, without a look for such as are nearly the same."""
    if not model.objects.exists():
        slugs = [name.lower().replace(" ", "-") for name in names]
        put_rows(
            model,
            ("name", "key", "slug", "about"),
            [(name, slug.replace("-", " "), slug, "") for name, slug in zip(names, slugs, strict=True)],
        )
    rows = {row.name: row for row in model.objects.filter(name__in=names)}
    return [rows[name] for name in names]


def _put(model: Any, rows: Sequence[Any]) -> None:
    """Rows with the numbers that they have; those that have none are numbered by the database."""
    if not rows:
        return
    pk = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if field is not pk or rows[0].pk is not None]
    put_rows(model, [field.name for field in fields], [_values(row, fields) for row in rows])


def _values(row: Any, fields: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(getattr(row, field.attname) for field in fields)
