"""On PostgreSQL: the index by which readers’ search knows headlines too, so that stories that say in theirs what somebody
asks for are found without all that say it elsewhere. What no index asks of a document any more is not kept.
"""

from django.db import migrations

TERMS = "CREATE INDEX search_edition_terms ON search_edition USING gin (terms, search_eras(place)"
FILED = "array_to_tsvector(string_to_array(labels, ' '))"
DROPPED = "DROP INDEX search_edition_terms"
POSTGRESQL = [
    (DROPPED, f"{TERMS})"),
    (f"{TERMS}, string_to_array(head, ' '))", DROPPED),
    (
        "ALTER TABLE search_edition DROP COLUMN filed",
        f"ALTER TABLE search_edition ADD COLUMN filed tsvector GENERATED ALWAYS AS ({FILED}) STORED, "
        "ALTER COLUMN filed SET STORAGE MAIN",
    ),
]


def put_up(apps, schema_editor):
    run(schema_editor, [statement for statement, _ in POSTGRESQL])


def take_down(apps, schema_editor):
    run(schema_editor, [statement for _, statement in reversed(POSTGRESQL)])


def run(schema_editor, statements):
    for statement in statements if schema_editor.connection.vendor == "postgresql" else ():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_flat_filters")]
    operations = [migrations.RunPython(put_up, take_down)]
