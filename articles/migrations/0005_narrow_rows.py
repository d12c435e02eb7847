"""On PostgreSQL: what readers' search asks of many rows lies in the rows themselves, and their long texts beside them.

Rows that are there already follow when they are written again: ``manage.py reindex`` does it.
"""

from django.db import migrations

POSTGRESQL = {
    "ALTER COLUMN labels SET STORAGE MAIN": "ALTER COLUMN labels SET STORAGE EXTENDED",
    "ALTER COLUMN head SET STORAGE MAIN": "ALTER COLUMN head SET STORAGE EXTENDED",
    "ALTER COLUMN filed SET STORAGE MAIN": "ALTER COLUMN filed SET STORAGE EXTENDED",
    "SET (toast_tuple_target = 128)": "RESET (toast_tuple_target)",  # bytes, the least that may be set
}


def narrow(apps, schema_editor):
    alter(schema_editor, POSTGRESQL)


def widen(apps, schema_editor):
    alter(schema_editor, POSTGRESQL.values())


def alter(schema_editor, ways):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE search_edition {', '.join(ways)}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_words")]
    operations = [migrations.RunPython(narrow, widen)]
