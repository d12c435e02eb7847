"""Triggers for what constraints cannot say: append-only tables, and editions that never overlap.

SQLite rebuilds a table when its columns or constraints change, and drops its triggers on the way without a word: a
later migration that touches one of these tables must run ``put_up`` again. A test looks at the database after the last
migration.
"""

from django.db import migrations

# Table: the columns that may move. Everything else of a row stands as it was written.
APPEND_ONLY = {
    "articles_revision": (),
    "articles_signoff": (),
    "articles_signofftakenback": (),
    "articles_ledgerentry": (),
    "articles_edition": ("superseded_at", "source_id", "proofreader_id"),
    "articles_editiontopic": (),
    "articles_editionwriter": ("writer_id",),
    "articles_editionpicture": (),
    "articles_editionrelated": (),
}

SQLITE_OVERLAP = """
CREATE TRIGGER articles_edition_no_overlap_{event} BEFORE {when} ON articles_edition
WHEN NEW.live_from < NEW.superseded_at AND EXISTS (
    SELECT 1 FROM articles_edition other
    WHERE other.story_id = NEW.story_id AND other.id IS NOT NEW.id AND other.live_from < other.superseded_at
    AND other.live_from < NEW.superseded_at AND NEW.live_from < other.superseded_at)
BEGIN SELECT RAISE(ABORT, 'edition_no_overlap: two editions of one story would be current at once'); END
"""

POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: rows are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def columns_held(schema_editor, table, movable):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described if column.name not in movable]


def put_up_sqlite(schema_editor):
    for table, movable in APPEND_ONLY.items():
        held = ", ".join(f'"{name}"' for name in columns_held(schema_editor, table, movable))
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    schema_editor.execute(
        "CREATE TRIGGER articles_edition_past_stands BEFORE UPDATE OF superseded_at ON articles_edition "
        "WHEN OLD.superseded_at <= strftime('%Y-%m-%d %H:%M:%f', 'now') "
        "BEGIN SELECT RAISE(ABORT, 'articles_edition: the past is append-only'); END"
    )
    schema_editor.execute(SQLITE_OVERLAP.format(event="insert", when="INSERT"))
    schema_editor.execute(SQLITE_OVERLAP.format(event="update", when="UPDATE OF superseded_at"))


def put_up_postgresql(schema_editor):
    schema_editor.execute(POSTGRES_FUNCTIONS, params=None)
    for table, movable in APPEND_ONLY.items():
        held = ", ".join(f'"{name}"' for name in columns_held(schema_editor, table, movable))
        refuse = "FOR EACH ROW EXECUTE FUNCTION articles_refuse()"
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    schema_editor.execute(
        "CREATE TRIGGER articles_edition_past_stands BEFORE UPDATE OF superseded_at ON articles_edition "
        "FOR EACH ROW WHEN (OLD.superseded_at <= now()) EXECUTE FUNCTION articles_refuse()"
    )
    # An empty window is an empty range, which overlaps nothing: a scheduled edition that was called back.
    schema_editor.execute(
        "ALTER TABLE articles_edition ADD CONSTRAINT edition_no_overlap EXCLUDE USING gist "
        "(int8range(story_id, story_id, '[]') WITH &&, tstzrange(live_from, superseded_at) WITH &&)"
    )


def take_down_sqlite(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'articles_%'")
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        schema_editor.execute(f"DROP TRIGGER {name}")


def take_down_postgresql(schema_editor):
    schema_editor.execute("ALTER TABLE articles_edition DROP CONSTRAINT IF EXISTS edition_no_overlap")
    schema_editor.execute("DROP FUNCTION IF EXISTS articles_refuse() CASCADE")


def put_up(apps, schema_editor):
    {"sqlite": put_up_sqlite, "postgresql": put_up_postgresql}[schema_editor.connection.vendor](schema_editor)


def take_down(apps, schema_editor):
    {"sqlite": take_down_sqlite, "postgresql": take_down_postgresql}[schema_editor.connection.vendor](
        schema_editor
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_facts")]
    operations = [migrations.RunPython(put_up, take_down)]
