"""The triggers of a newsroom that ran the migrations before 0001 to 0004 made what they are in one set up by these."""

from importlib import import_module

from django.db import migrations

guards = import_module("articles.migrations.0002_append_only")
words = import_module("articles.migrations.0004_words")

OLD = ("articles_front_refuse", "articles_policyversion_refuse")
"""Functions on PostgreSQL that no trigger calls any more."""


def put_up(apps, schema_editor):
    guards.put_up(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        for function in OLD:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")
        return
    for statement in words.SQLITE:
        if statement.startswith("CREATE TRIGGER"):
            schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}")
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_narrow_rows")]
    operations = [migrations.RunPython(put_up, migrations.RunPython.noop)]
