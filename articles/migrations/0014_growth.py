"""Indexes by which lists cost the same over any archive, in the place of those that nothing asks."""

import django.db.models.deletion
from django.db import migrations, models

# On PostgreSQL: whether documents are live, in the order of date. Their labels are not in it, as they are on SQLite: of
# a story with hundreds of topics they are longer than an entry of an index may be there, which would keep it unpublished.
LIVE = "CREATE INDEX search_edition_live ON search_edition (place) INCLUDE (live_from, superseded_at)"


def put_up_live(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LIVE)


def take_down_live(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_edition_live")


# Of columns with which another index begins, and of the slug, by which no edition is looked up: each costs every import.
# They are dropped by their names, and nothing else is: for a field, SQLite would make the guarded tables anew.
OWN = {
    "articles_edition_slug_2b3ffe7a": "articles_edition (slug)",
    "articles_edition_source_id_b8ec5be2": "articles_edition (source_id)",
    "articles_edition_proofreader_id_e17bd449": "articles_edition (proofreader_id)",
    "articles_editiontopic_edition_id_1a505ffb": "articles_editiontopic (edition_id)",
    "articles_editiontopic_topic_id_e650334c": "articles_editiontopic (topic_id)",
    "articles_story_source_id_519b5ff2": "articles_story (source_id)",
    "articles_storytopic_story_id_836c2ed3": "articles_storytopic (story_id)",
    "articles_storywriter_story_id_cb7cb692": "articles_storywriter (story_id)",
}
LIKE = "articles_edition_slug_2b3ffe7a_like"


def drop_own_indexes(apps, schema_editor):
    for name in (*OWN, LIKE):
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


def make_own_indexes(apps, schema_editor):
    for name, columns in OWN.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {columns}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {LIKE} ON articles_edition (slug varchar_pattern_ops)")


def field(to, related_name, on_delete=django.db.models.deletion.PROTECT, **said):
    return models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related_name, to=f"articles.{to}", **said
    )


CASCADE = django.db.models.deletion.CASCADE
FIELDS = {
    ("edition", "proofreader"): field("proofreader", "editions", null=True),
    ("edition", "slug"): models.SlugField(allow_unicode=True, db_index=False, max_length=120),
    ("edition", "source"): field("source", "editions", null=True),
    ("editiontopic", "edition"): field("edition", "topic_rows"),
    ("editiontopic", "topic"): field("topic", "edition_rows"),
    ("story", "source"): field("source", "stories", null=True, blank=True),
    ("storytopic", "story"): field("story", "topic_rows", CASCADE),
    ("storywriter", "story"): field("story", "writer_rows", CASCADE),
}


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_import_speed")]
    operations = [
        migrations.RunPython(put_up_live, take_down_live),
        migrations.AddIndex(
            model_name="editiontopic",
            index=models.Index(fields=["topic", "edition"], name="edition_topic_editions"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_own_indexes, make_own_indexes)],
            state_operations=[
                migrations.AlterField(model_name=model, name=name, field=field)
                for (model, name), field in FIELDS.items()
            ],
        ),
    ]
