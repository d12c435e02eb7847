"""Stories copied within the database, a block at a time: others, as far as any page can tell, at the speed of a COPY.

What is not right of a copy: the digests of its ledger, and the number of its file in what its revision says.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from articles.models import (
    Doubt,
    Edition,
    EditionPicture,
    EditionTopic,
    EditionWriter,
    ImportedFile,
    KnownName,
    LedgerEntry,
    OldAddress,
    Picture,
    Proposal,
    PublicDocument,
    PublicTerm,
    Revision,
    SearchDocument,
    SignOff,
    Story,
    StoryPicture,
    StoryTopic,
    StoryWriter,
    Writer,
)
from articles.search.places import SLOTS
from tests.benchmarks.archived import ONCE, STORIES_BETWEEN

BLOCK = 5000
MINUTES = 15
"""So much older is each block than the one before."""
A_MINUTE = 2**26
"""Stories that have a place in one (``search.places``)."""
_OF_STORY = "story_id"
_OF_EDITION = "edition_id"
_ONCE = f"{ONCE}) * {STORIES_BETWEEN}"
MODELS: dict[type[models.Model], str] = {
    Writer: f"(id - {_ONCE}", KnownName: f"CAST(substr(key, 7) AS integer) * {STORIES_BETWEEN}", Picture: "id",
    Story: "id", ImportedFile: "id", Revision: "id", Edition: "id", SignOff: _OF_STORY, LedgerEntry: _OF_STORY,
    OldAddress: _OF_STORY, Doubt: _OF_STORY, Proposal: _OF_STORY, StoryWriter: _OF_STORY, StoryTopic: _OF_STORY,
    StoryPicture: _OF_STORY, EditionWriter: _OF_EDITION, EditionTopic: _OF_EDITION, EditionPicture: _OF_EDITION,
    SearchDocument: _OF_STORY, PublicDocument: _OF_EDITION, PublicTerm: f"document_id / {SLOTS} % {A_MINUTE}",
}  # fmt: skip
"""Tables in the order in which they are filled, with the number of the story that a row of theirs belongs to."""
_NUMBERED = (Writer, Picture, Story, ImportedFile, Revision, Edition)
_MOVING = (Story, Revision, Edition, ImportedFile, Picture)
_WITHOUT_NUMBER = "rtrim({column}, '0123456789') || ({number})"
_OTHERWISE = {
    "headline": _WITHOUT_NUMBER, "headline_key": _WITHOUT_NUMBER, "head": _WITHOUT_NUMBER,
    "digest": "'v1:' || {hex}", "sha256": "{hex}", "path": "'story-' || ({number}) || '.txt'",
    "image": "'pictures/' || ({number}) || '.jpg'", "file": "'pictures/' || ({number}) || '.jpg'",
    "chain": "'story/' || ({number})", "place": "place + {away}", "document_id": "document_id + {away}",
    "term": "CASE WHEN term % 4 = 0 THEN term ELSE term + {block} END",
    "writer_id": f"CASE WHEN writer_id > {ONCE} THEN writer_id + {{more}} ELSE writer_id END",
    "labels": f"CASE WHEN labels LIKE '%_writer_{ONCE // 100}%' THEN rtrim(labels, '0123456789') || "
    f"({ONCE} + ({{number}}) / {STORIES_BETWEEN}) ELSE labels END",
}  # fmt: skip
"""What a column of a copy says. Others are as they were, or lead to the rows of the copy."""
_NAMES = {"id": "id + {more}", "name": _WITHOUT_NUMBER, "key": _WITHOUT_NUMBER, "slug": _WITHOUT_NUMBER,
          "spelling": _WITHOUT_NUMBER, "head": _WITHOUT_NUMBER}  # fmt: skip
_SPECIAL = {
    Writer: _NAMES,
    KnownName: _NAMES,
    OldAddress: {"key": "'/old/' || ({number}) || '.html'"},
    LedgerEntry: {"digest": "digest"},
}


_HASTE = {"foreign_keys": "OFF", "synchronous": "OFF", "journal_mode": "MEMORY", "cache_size": "-400000"}
_CALM = {"foreign_keys": "ON", "synchronous": "NORMAL", "journal_mode": "WAL", "cache_size": "-2000"}
_GUARDS = {
    "sqlite": tuple([f"PRAGMA {name} = {to}" for name, to in said.items()] for said in (_HASTE, _CALM)),
    "postgresql": (["SET session_replication_role = replica"], ["SET session_replication_role = origin"]),
}


@contextmanager
def in_haste() -> Iterator[None]:
    """Write without what guards a newsroom's rows against a fault, which here would only be slow."""
    hurry, calm = _GUARDS[connection.vendor]
    _say(hurry)
    try:
        yield
    finally:
        _say(calm)


def go_on(held: int, size: int, *, first: int) -> None:
    """Copy the block that begins with the story ``first`` until there are ``size`` stories, of which ``held`` are."""
    while held < size:
        block = (held - first + 1) // BLOCK
        last = min(size, first - 1 + (block + 1) * BLOCK)
        start, end = held + 1 - block * BLOCK, last - block * BLOCK
        with transaction.atomic():
            _say(_copied(model, number, block, start, end) for model, number in MODELS.items())
        held = last


def count_on() -> None:
    """Let the database give numbers that are free to what comes next."""
    _say(connection.ops.sequence_reset_sql(no_style(), [*MODELS]))


def _copied(model: type[models.Model], number: str, block: int, start: int, end: int) -> str:
    table, moved = model._meta.db_table, block * BLOCK
    one = moved // STORIES_BETWEEN if model in (Writer, KnownName) else moved
    own = f"{number} + {moved}" if one == moved else f"({number}) / {STORIES_BETWEEN} + {one}"
    given = {
        "number": own,
        "hex": {"sqlite": f"printf('%064x', {own})", "postgresql": f"lpad(to_hex({own}), 64, '0')"}[
            connection.vendor
        ],
        "block": block,
        "more": moved // STORIES_BETWEEN,
        "away": (moved - block * MINUTES * A_MINUTE) * SLOTS,
    }
    said = _OTHERWISE | _SPECIAL.get(model, {})
    columns = {
        field.column: said[field.column].format(column=field.column, **given)
        if field.column in said
        else _moved(model, field, moved, block)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField) or model in _NUMBERED
    }
    names, values = (", ".join(part) for part in (map(_quoted, columns), columns.values()))
    return (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} "
        f"WHERE {number} BETWEEN {start} AND {end} ORDER BY {number}"
    )


def _moved(model: type[models.Model], field: Any, moved: int, block: int) -> str:
    """A column that says nothing of its own, in a copy that is so many stories and blocks away."""
    column = _quoted(field.column)
    leads = getattr(field, "related_model", None)
    is_own = field.primary_key and model in _NUMBERED
    if is_own or (leads in _MOVING and (model, leads) != (Story, Story)):
        return f"{column} + {moved}"
    if isinstance(field, models.DateTimeField) and field.name != "superseded_at":
        minutes = f"{block * MINUTES} minutes"
        if connection.vendor == "sqlite":
            return f"strftime('%Y-%m-%d %H:%M:%S', {column}, '-{minutes}')"
        return f"{column} - interval '{minutes}'"
    return column


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _say(statements: Any) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
