"""The one way past the triggers: the text of a story with a court's order may be blanked, and nothing else of it.

Put up here too are the guards of three more tables that are only added to. A later migration that rebuilds a guarded
table on SQLite runs this ``put_up`` again, not that of 0002: it does all of it, and may be done at any time.
"""

from importlib import import_module

from django.db import migrations

guards = import_module("articles.migrations.0002_guards")

APPEND_ONLY = ("articles_redaction", "articles_ledgerseal", "articles_shareview")
BLANK = "[Redacted]"

# Table: (how its row leads to its story, the columns of text and the values that they may be given). Of columns that a
# later migration adds nothing is asked before they are there.
EMPTY, NAMED, SHOWN = [""], [BLANK], ["", f"<p>{BLANK}</p>"]
WORDS = {
    "headline": NAMED, "standfirst": EMPTY, "byline": EMPTY, "dateline": EMPTY, "source_credit": EMPTY, "body": SHOWN,
    "list_headline": EMPTY, "search_headline": EMPTY, "social_headline": EMPTY,
}  # fmt: skip
OF_EDITION = "(SELECT edition.story_id FROM articles_edition edition WHERE edition.id = OLD.edition_id)"
REDACTABLE = {
    "articles_revision": ("OLD.story_id", {**WORDS, "correction": EMPTY, "note": EMPTY}),
    "articles_edition": (
        "OLD.story_id",
        {**WORDS, "correction": ["", BLANK], "slug": ["redacted"], "headline_key": EMPTY},
    ),
    "articles_editionpicture": (OF_EDITION, {"caption": EMPTY, "credit": EMPTY}),
    "articles_editionrelated": (OF_EDITION, {"title": NAMED, "title_key": EMPTY}),
}
# Of a revision besides: captions go whole, and of the details the words alone.

SQLITE_JSON = """
AND NEW.caption_list = '[]'
AND json_remove(NEW.details, '$.slugline', '$.desk_notes', '$.related')
    IS json_remove(OLD.details, '$.slugline', '$.desk_notes', '$.related')
AND COALESCE(json_extract(NEW.details, '$.slugline'), '') = ''
AND COALESCE(json_extract(NEW.details, '$.desk_notes'), '') = ''
AND COALESCE(json_extract(NEW.details, '$.related'), '[]') = '[]'
"""
POSTGRES_JSON = """
AND NEW.caption_list = '[]'::jsonb
AND NEW.details - ARRAY['slugline', 'desk_notes', 'related']
    = OLD.details - ARRAY['slugline', 'desk_notes', 'related']
AND COALESCE(NEW.details ->> 'slugline', '') = ''
AND COALESCE(NEW.details ->> 'desk_notes', '') = ''
AND COALESCE(NEW.details -> 'related', '[]'::jsonb) = '[]'::jsonb
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_blank_or_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {let_through} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{table}: rows are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} FOR EACH ROW
    EXECUTE FUNCTION {table}_blank_or_refuse();
"""


def blanked(schema_editor, table, same, json):
    """The condition under which an update of a row blanks its text and does nothing else."""
    story, _ = REDACTABLE[table]
    columns = columns_of(schema_editor, table)
    ordered = f"EXISTS (SELECT 1 FROM articles_redaction redaction WHERE redaction.story_id = {story})"
    values = {name: ", ".join(f"'{value}'" for value in allowed) for name, allowed in columns.items()}
    blank = [f'NEW."{name}" IN ({allowed})' for name, allowed in values.items()]
    return " AND ".join([ordered, same, *blank]) + (json if table == "articles_revision" else "")


def columns_of(schema_editor, table):
    """The columns of text that the table has by now, and the values that they may be given."""
    there = guards.columns_held(schema_editor, table, ()).split(", ")
    return {name: allowed for name, allowed in REDACTABLE[table][1].items() if f'"{name}"' in there}


def texts(schema_editor, table):
    return [
        *columns_of(schema_editor, table),
        *(["caption_list", "details"] if table == "articles_revision" else []),
    ]


def put_up_sqlite(schema_editor):
    for table in REDACTABLE:
        held = guards.columns_held(schema_editor, table, guards.APPEND_ONLY[table])
        others = guards.columns_held(schema_editor, table, texts(schema_editor, table)).split(", ")
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in others)
        schema_editor.execute(f"DROP TRIGGER {table}_no_update")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} "
            f"WHEN NOT COALESCE({blanked(schema_editor, table, same, SQLITE_JSON)}, 0) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        )
    for table in APPEND_ONLY:
        refuse = f"ON {table} BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        held = guards.columns_held(schema_editor, table, ())
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE {refuse}")


def put_up_postgresql(schema_editor):
    for table in REDACTABLE:
        held = guards.columns_held(schema_editor, table, guards.APPEND_ONLY[table])
        names = ", ".join(f"'{name}'" for name in texts(schema_editor, table))
        same = f"to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]"
        let_through = blanked(schema_editor, table, same, POSTGRES_JSON)
        schema_editor.execute(f"DROP TRIGGER {table}_no_update ON {table}")
        schema_editor.execute(
            POSTGRES_FUNCTION.format(table=table, let_through=let_through, held=held), params=None
        )
    refuse = "EXECUTE FUNCTION articles_refuse()"
    for table in APPEND_ONLY:
        held = guards.columns_held(schema_editor, table, ())
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} FOR EACH ROW {refuse}"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}"
        )
        schema_editor.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}")


def put_up(apps, schema_editor):
    take_down_functions(schema_editor)
    guards.put_up(apps, schema_editor)
    {"sqlite": put_up_sqlite, "postgresql": put_up_postgresql}[schema_editor.connection.vendor](schema_editor)


def take_down(apps, schema_editor):
    take_down_functions(schema_editor)
    guards.put_up(apps, schema_editor)


def take_down_functions(schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in REDACTABLE:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_blank_or_refuse() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_desk_roles")]
    operations = [migrations.RunPython(put_up, take_down)]
