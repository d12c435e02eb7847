"""What two newsrooms say, row by row, so that they can be compared: ids, times and the rows of runs aside.

A row is named by its place among those of its table, in the order in which they were made, and what points at it points
at that. That the record proves itself is asked apart, by `verify_ledger`.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import Doubt, ImportedFile, ImportRun, LedgerEntry, Outcome, Revision
from tests.benchmarks.apart import Newsroom

Rows = dict[str, Counter[str]]
Places = dict[str, dict[Any, int]]

_OF_THE_FILE = "published_at"
"""The one moment that comes from a file, and not from a clock."""
_ASIDE = {(LedgerEntry, "previous"), (LedgerEntry, "digest")}  # of numbers and times
_FOUND = {
    "sqlite": "SELECT rowid FROM search_story_terms WHERE search_story_terms MATCH 'harbour'",
    "postgresql": "SELECT story_id FROM search_story WHERE terms @@ 'harbour'",
}
_SOUND = {
    "sqlite": "INSERT INTO search_story_terms (search_story_terms, rank) VALUES ('integrity-check', 1)",
    "postgresql": "SELECT 1",
}


def rows_of(newsroom: Newsroom) -> Rows:
    """All rows of a newsroom by table, as text, and the stories in which search finds a word.

    A file that was there when it was given again has a row that says so: it is of the second run, and left aside.
    """
    kept = {model: list(_held(newsroom, model)) for model in apps.get_app_config("articles").get_models()}
    del kept[ImportRun]
    places = {
        model._meta.db_table: {row[model._meta.pk.attname]: place for place, row in enumerate(rows)}
        for model, rows in kept.items()
    }
    told = {
        model._meta.db_table: Counter(_told(model, row, places) for row in rows)
        for model, rows in kept.items()
    }
    with newsroom.database.cursor() as cursor:
        cursor.execute(_SOUND[newsroom.database.vendor])
        cursor.execute(_FOUND[newsroom.database.vendor])
        told["found by search"] = Counter(str(places["articles_story"][pk]) for (pk,) in cursor.fetchall())
    return told


def differences(one: Rows, other: Rows) -> Iterator[str]:
    """A sentence for each table in which two newsrooms differ, with a row that only one of them has."""
    for table in one:
        missing, more = one[table] - other[table], other[table] - one[table]
        if missing or more:
            example = next(iter(missing or more))
            yield f"{table}: {missing.total()} rows missing, {more.total()} more: {example[:1000]}"


def _held(newsroom: Newsroom, model: type[models.Model]) -> Iterator[dict[str, Any]]:
    rows = model._base_manager.using(newsroom.database.alias).order_by("pk")
    if model is ImportedFile:
        rows = rows.exclude(outcome=Outcome.UNCHANGED)
    return rows.values().iterator(chunk_size=1_000)


def _told(model: type[models.Model], row: dict[str, Any], places: Places) -> str:
    said = {}
    for field in model._meta.concrete_fields:
        if (model, field.name) in _ASIDE or field.related_model is ImportRun:
            continue
        if isinstance(field, models.AutoField) or (
            isinstance(field, models.DateTimeField) and field.name != _OF_THE_FILE
        ):
            continue
        value = row[field.attname]
        if field.related_model and field.related_model._meta.db_table in places:
            value = places[field.related_model._meta.db_table].get(value)
        elif renumber := _NUMBERED.get((model, field.name)):
            value = renumber(value, places)
        elif isinstance(value, bytes | memoryview):
            value = hashlib.sha256(value).hexdigest()
        said[field.name] = value
    return json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)


def _chain(value: str, places: Places) -> str:
    kind, _, number = value.partition("/")
    return f"{kind}/{places[f'articles_{kind}'][int(number)]}"


def _sentence(value: str, places: Places) -> str:
    return re.sub(r"(?<=\bstory )\d+", lambda found: str(places["articles_story"][int(found[0])]), value)


def _surviving(value: dict[str, int], places: Places) -> dict[str, int]:
    return {f"file:{places['articles_importedfile'][int(key[5:])]}": count for key, count in value.items()}


def _details(value: dict[str, Any], places: Places) -> dict[str, Any]:
    told = dict(value)
    for name in ("source", "proofreader"):
        told[f"{name}_id"] = places[f"articles_{name}"].get(value[f"{name}_id"])
    for name in ("writer", "topic", "picture"):
        told[f"{name}s"] = [places[f"articles_{name}"][pk] for pk in value[f"{name}s"]]
    return told


_NUMBERED: dict[tuple[type[models.Model], str], Callable[[Any, Places], Any]] = {
    (LedgerEntry, "chain"): _chain,
    (ImportedFile, "sentence"): _sentence,
    (Doubt, "sentence"): _sentence,
    (Revision, "surviving"): _surviving,
    (Revision, "details"): _details,
}
"""Columns that hold numbers of rows within them."""
