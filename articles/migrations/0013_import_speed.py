"""On SQLite: the index over the desk's copy merges its parts sixteen at a time, not four.

Each merge writes again all that it merges. So a story that came by an import was written once more whenever there were
four times as many, and half of the time went to that at 50,000 stories. A question has to look into some more parts.
"""

from django.db import migrations

OWN, BEFORE = 16, 4
"""The most that FTS5 takes, and what it does by itself: https://www.sqlite.org/fts5.html (6.2)."""


def merge_seldom(apps, schema_editor):
    configure(schema_editor, OWN)


def merge_often(apps, schema_editor):
    configure(schema_editor, BEFORE)


def configure(schema_editor, parts):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"INSERT INTO search_story_terms (search_story_terms, rank) VALUES ('automerge', {parts})"
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_eras")]
    operations = [migrations.RunPython(merge_seldom, merge_often)]
