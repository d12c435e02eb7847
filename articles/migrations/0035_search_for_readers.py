"""Search for readers: the terms of what they see, FTS5 over them on SQLite, a generated ``tsvector`` on PostgreSQL."""

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Now

# What fills the index is what keeps it: it can be made anew at any time, and must be when its terms change.
terms = import_module("articles.text.terms").terms
plain = import_module("articles.text.blocks").plain

BATCH = 500
LENGTH = 250_000
ORIGIN, SLOTS = datetime(1000, 1, 1, tzinfo=UTC), 32
COLUMNS = ("labels", "head", "lead", "body", "credits")
# No term is as long: phrases that begin in one part and end in the next are none.
GAP = "x" * 61

NEW, OLD = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("new", "old"))
INSERT = f"INSERT INTO search_edition_terms(rowid, {', '.join(COLUMNS)}) VALUES (new.place, {NEW})"
DELETE = (
    f"INSERT INTO search_edition_terms(search_edition_terms, rowid, {', '.join(COLUMNS)}) "
    f"VALUES ('delete', old.place, {OLD})"
)
# The terms are words already: everything that is not ASCII is part of one, and only spaces part them. Labels begin with
# a sign that no term holds.
SQLITE = [
    f"CREATE VIRTUAL TABLE search_edition_terms USING fts5({', '.join(COLUMNS)}, content='search_edition', "
    "content_rowid='place', tokenize=\"ascii tokenchars '_'\", columnsize=0)",
    f"CREATE TRIGGER search_edition_added AFTER INSERT ON search_edition BEGIN {INSERT}; END",
    f"CREATE TRIGGER search_edition_gone AFTER DELETE ON search_edition BEGIN {DELETE}; END",
    f"CREATE TRIGGER search_edition_changed AFTER UPDATE OF {', '.join(COLUMNS)} ON search_edition "
    f"BEGIN {DELETE}; {INSERT}; END",
]


def weighed(column, weight):
    return f"setweight(ts_delete(to_tsvector('simple', '{GAP} ' || {column}), '{GAP}'), '{weight}')"


POSTGRESQL = [
    "ALTER TABLE search_edition ADD COLUMN terms tsvector GENERATED ALWAYS AS ("
    f"{weighed('head', 'A')} || {weighed('lead', 'B')} || {weighed('body', 'C')} || {weighed('credits', 'D')} "
    "|| array_to_tsvector(string_to_array(labels, ' '))) STORED",
    "CREATE INDEX search_edition_terms ON search_edition USING gin (terms)",
]


def put_up(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_edition_terms")
        for name in ("added", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_edition_{name}")
    else:
        schema_editor.execute("ALTER TABLE search_edition DROP COLUMN terms")


def fill(apps, schema_editor):
    edition, document = apps.get_model("articles", "Edition"), apps.get_model("articles", "PublicDocument")
    rows = edition.objects.exclude(kind="withdrawal").filter(superseded_at__gt=F("live_from"))
    rows = rows.filter(superseded_at__gt=Now()).select_related("source", "proofreader")
    rows = rows.prefetch_related("topic_rows", "writer_rows__writer", "picture_rows").order_by("number")
    last = edition.objects.order_by("-story").values_list("story", flat=True).first() or 0
    for start in range(0, last + 1, BATCH):
        used = set()
        batch = rows.filter(story__gt=start, story__lte=start + BATCH)
        document.objects.bulk_create(
            made(document, row, place) for row in batch if (place := free_place(row, used)) is not None
        )


def free_place(row, used):
    minute = min(max((row.published_at - ORIGIN) // timedelta(minutes=1), 0), 2**32 - 1)
    first = (minute * 2**26 + min(row.story_id, 2**26 - 1)) * SLOTS
    place = next((place for place in range(first, first + SLOTS) if place not in used), None)
    used.add(place)
    return place


def made(document, row, place):
    writers = list(row.writer_rows.all())
    named = [one.name for one in (row.source, row.proofreader, *(each.writer for each in writers)) if one]
    captions = [part for each in row.picture_rows.all() for part in (each.caption, each.credit)]
    credited = [row.byline, row.dateline, row.source_credit, row.proofreader_credit]
    return document(
        place=place,
        edition=row,
        live_from=row.live_from,
        superseded_at=row.superseded_at,
        labels=labels(row, writers),
        head=joined([row.headline, row.list_headline]),
        lead=joined([row.standfirst]),
        body=joined([plain(row.body)]),
        credits=joined([*credited, *named, *captions, row.correction]),
    )


def labels(row, writers):
    language = re.sub("[^a-z]", "", row.language.lower().partition("-")[0])
    exact = "day" if row.published_precision == "minute" else row.published_precision
    found = ["_story", f"_language_{language}", f"_to_{exact}"]
    found += [f"_source_{row.source_id}"] if row.source_id else []
    found += [f"_proofreader_{row.proofreader_id}"] if row.proofreader_id else []
    found += [f"_writer_{each.writer_id}" for each in writers]
    found += [f"_topic_{each.topic_id}" for each in row.topic_rows.all()]
    return " ".join(dict.fromkeys(found))


def joined(parts):
    found = " ".join(terms("\n".join(parts)))
    return found if len(found) <= LENGTH else found[:LENGTH].rpartition(" ")[0]


class Migration(migrations.Migration):
    dependencies = [("articles", "0034_senders_of_reports")]
    operations = [
        migrations.CreateModel(
            name="PublicDocument",
            fields=[
                (
                    "place",
                    models.BigIntegerField(
                        help_text="In the order of date: see places.py.", primary_key=True, serialize=False
                    ),
                ),
                ("live_from", models.DateTimeField()),
                ("superseded_at", models.DateTimeField()),
                ("labels", models.TextField(help_text="What the story is filed under, a term each.")),
                ("head", models.TextField(blank=True, help_text="Of the headline, and of that in lists.")),
                ("lead", models.TextField(blank=True, help_text="Of the standfirst.")),
                ("body", models.TextField(blank=True)),
                (
                    "credits",
                    models.TextField(blank=True, help_text="Of credits, captions and the correction."),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "db_table": "search_edition",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["live_from"], name="search_edition_live_from"),
                    models.Index(fields=["superseded_at"], name="search_edition_superseded"),
                ],
            },
        ),
        migrations.RunPython(put_up, take_down),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
