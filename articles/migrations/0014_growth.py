"""Indexes by which lists cost the same over any archive, in the place of those that nothing asks."""

import django.db.models.deletion
from django.db import migrations, models

# On PostgreSQL as on SQLite: labels in an index that has them in the order of date, with what says whether they are live.
LABELS = (
    "CREATE INDEX search_edition_labels ON search_edition (place) INCLUDE (live_from, superseded_at, labels)"
)


def put_up_labels(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LABELS)


def take_down_labels(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_edition_labels")


def drop_index_of_key(apps, schema_editor):
    """The index that a foreign key has by itself, and nothing else: SQLite would make the guarded table anew."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, "articles_editiontopic")
    for name, told in held.items():
        if told["index"] and told["columns"] == ["topic_id"]:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make_index_of_key(apps, schema_editor):
    schema_editor.execute("CREATE INDEX articles_editiontopic_topic_id ON articles_editiontopic (topic_id)")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_eras")]
    operations = [
        migrations.RunPython(put_up_labels, take_down_labels),
        migrations.AddIndex(
            model_name="editiontopic",
            index=models.Index(fields=["topic", "edition"], name="edition_topic_editions"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_index_of_key, make_index_of_key)],
            state_operations=[
                migrations.AlterField(
                    model_name="editiontopic",
                    name="topic",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_rows",
                        to="articles.topic",
                    ),
                ),
            ],
        ),
    ]
