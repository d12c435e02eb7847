"""Search over all copy: a table of terms, FTS5 over it on SQLite, a generated ``tsvector`` on PostgreSQL."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

# What fills the index is what keeps it: it can be made anew at any time, and must be when its terms change.
terms = import_module("articles.text.terms").terms
plain = import_module("articles.text.blocks").plain

BATCH = 500
LENGTH = 250_000

# The terms are words already: everything that is not ASCII is part of one, and only spaces part them.
SQLITE = [
    "CREATE VIRTUAL TABLE search_story_terms USING fts5(head, rest, content='search_story', "
    "content_rowid='story_id', tokenize='ascii', columnsize=0)",
    "CREATE TRIGGER search_story_added AFTER INSERT ON search_story BEGIN "
    "INSERT INTO search_story_terms(rowid, head, rest) VALUES (new.story_id, new.head, new.rest); END",
    "CREATE TRIGGER search_story_gone AFTER DELETE ON search_story BEGIN "
    "INSERT INTO search_story_terms(search_story_terms, rowid, head, rest) "
    "VALUES ('delete', old.story_id, old.head, old.rest); END",
    "CREATE TRIGGER search_story_changed AFTER UPDATE ON search_story "
    "WHEN old.head <> new.head OR old.rest <> new.rest BEGIN "
    "INSERT INTO search_story_terms(search_story_terms, rowid, head, rest) "
    "VALUES ('delete', old.story_id, old.head, old.rest); "
    "INSERT INTO search_story_terms(rowid, head, rest) VALUES (new.story_id, new.head, new.rest); END",
]
POSTGRESQL = [
    "ALTER TABLE search_story ADD COLUMN terms tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', head), 'A') || to_tsvector('simple', rest)) STORED",
    "CREATE INDEX search_story_terms ON search_story USING gin (terms)",
]


def put_up(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_story_terms")
        for name in ("added", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_story_{name}")
    else:
        schema_editor.execute("ALTER TABLE search_story DROP COLUMN terms")


def fill(apps, schema_editor):
    story, document = apps.get_model("articles", "Story"), apps.get_model("articles", "SearchDocument")
    rows = story.objects.select_related("source", "proofreader").prefetch_related("picture_rows", "writers")
    last = story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, last + 1, BATCH):
        batch = rows.filter(pk__gt=start, pk__lte=start + BATCH)
        document.objects.bulk_create(document(story=row, head=head(row), rest=rest(row)) for row in batch)


def head(story):
    return joined([story.headline, story.slugline])


def rest(story):
    credited = [story.byline, story.dateline, story.source_credit, story.proofreader_credit]
    named = [row.name for row in (story.source, story.proofreader, *story.writers.all()) if row]
    captions = [part for row in story.picture_rows.all() for part in (row.caption, row.credit)]
    said = [story.correction, story.desk_notes, plain(story.body)]
    return joined([story.standfirst, *credited, *named, *captions, *said])


def joined(parts):
    found = " ".join(terms("\n".join(parts)))
    return found if len(found) <= LENGTH else found[:LENGTH].rpartition(" ")[0]


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_redaction")]
    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
                ("head", models.TextField(blank=True, help_text="Of the headline and the slugline.")),
                (
                    "rest",
                    models.TextField(blank=True, help_text="Of everything else, desk notes included."),
                ),
            ],
            options={"db_table": "search_story", "default_permissions": ()},
        ),
        migrations.RunPython(put_up, take_down),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
