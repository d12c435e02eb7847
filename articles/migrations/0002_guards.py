"""Triggers for what constraints cannot say: append-only tables, and editions that never overlap.

SQLite rebuilds a table when its columns or constraints change, and drops its triggers on the way without a word: a
later migration that touches one of these tables must run ``put_up`` again, which may be done at any time. A test looks
at the database after the last migration.
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

# These and what 0008 puts up: what later migrations guard, they take down themselves.
GUARDED = (*APPEND_ONLY, "articles_redaction", "articles_ledgerseal", "articles_shareview")

# Pointers that move only along a merge: (table, column, table of the names).
POINTERS = (
    ("articles_edition", "source_id", "articles_source"),
    ("articles_edition", "proofreader_id", "articles_proofreader"),
    ("articles_editionwriter", "writer_id", "articles_writer"),
)

# What a new row must have in common with the revision that it names.
TIES = {
    "articles_signoff": "revision.story_id = NEW.story_id AND revision.digest = NEW.digest",
    "articles_edition": "revision.story_id = NEW.story_id AND (NEW.kind = 'withdrawal' "
    "OR revision.body = NEW.body AND revision.headline = NEW.headline)",
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
CREATE OR REPLACE FUNCTION articles_follow_merge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target bigint;
BEGIN
    EXECUTE format('SELECT merged_into_id FROM %I WHERE id = $1', TG_ARGV[1])
        INTO target USING (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
    IF target IS DISTINCT FROM (to_jsonb(NEW) ->> TG_ARGV[0])::bigint THEN
        RAISE EXCEPTION '%: % moves only along a merge', TG_TABLE_NAME, TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

POSTGRES_TIE = """
CREATE OR REPLACE FUNCTION {table}_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM articles_revision revision WHERE revision.id = NEW.revision_id AND {tie}) THEN
        RAISE EXCEPTION '{table}: does not match its revision' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_tied BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_tie();
"""


def columns_held(schema_editor, table, movable):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f'"{column.name}"' for column in described if column.name not in movable)


def put_up_sqlite(schema_editor):
    for table, movable in APPEND_ONLY.items():
        held = columns_held(schema_editor, table, movable)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} {refuse}")
        # REPLACE deletes too, and fires this where PRAGMA recursive_triggers is on, as the settings have it.
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    for table, column, names in POINTERS:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_{column}_follows BEFORE UPDATE OF {column} ON {table} "
            f"WHEN NEW.{column} IS NOT (SELECT merged_into_id FROM {names} WHERE id = OLD.{column}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: {column} moves only along a merge'); END"
        )
    for table, tie in TIES.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_tied BEFORE INSERT ON {table} WHEN NOT EXISTS ("
            f"SELECT 1 FROM articles_revision revision WHERE revision.id = NEW.revision_id AND {tie}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: does not match its revision'); END"
        )
    schema_editor.execute(
        "CREATE TRIGGER articles_edition_past_stands BEFORE UPDATE OF superseded_at ON articles_edition "
        "WHEN OLD.superseded_at <= strftime('%Y-%m-%d %H:%M:%f', 'now') "
        "BEGIN SELECT RAISE(ABORT, 'articles_edition: the past is append-only'); END"
    )
    schema_editor.execute(SQLITE_OVERLAP.format(event="insert", when="INSERT"))
    schema_editor.execute(SQLITE_OVERLAP.format(event="update", when="UPDATE OF superseded_at"))


def put_up_postgresql(schema_editor):
    schema_editor.execute(POSTGRES_FUNCTIONS, params=None)
    refuse = "EXECUTE FUNCTION articles_refuse()"
    for table, movable in APPEND_ONLY.items():
        held = columns_held(schema_editor, table, movable)
        each = f"ON {table} FOR EACH ROW {refuse}"
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} {each}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE {each}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}")
    for table, column, names in POINTERS:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_{column}_follows BEFORE UPDATE OF {column} ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION articles_follow_merge('{column}', '{names}')"
        )
    for table, tie in TIES.items():
        schema_editor.execute(POSTGRES_TIE.format(table=table, tie=tie), params=None)
    schema_editor.execute(
        "CREATE TRIGGER articles_edition_past_stands BEFORE UPDATE OF superseded_at ON articles_edition "
        f"FOR EACH ROW WHEN (OLD.superseded_at <= now()) {refuse}"
    )
    # An empty window is an empty range, which overlaps nothing: a scheduled edition that was called back.
    schema_editor.execute(
        "ALTER TABLE articles_edition ADD CONSTRAINT edition_no_overlap EXCLUDE USING gist "
        "(int8range(story_id, story_id, '[]') WITH &&, tstzrange(live_from, superseded_at) WITH &&)"
    )


def take_down_sqlite(schema_editor):
    tables = ", ".join(f"'{table}'" for table in GUARDED)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({tables})")
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        schema_editor.execute(f"DROP TRIGGER {name}")


def take_down_postgresql(schema_editor):
    schema_editor.execute("ALTER TABLE articles_edition DROP CONSTRAINT IF EXISTS edition_no_overlap")
    functions = ["articles_refuse", "articles_follow_merge", *(f"{table}_tie" for table in TIES)]
    for function in functions:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    {"sqlite": put_up_sqlite, "postgresql": put_up_postgresql}[schema_editor.connection.vendor](schema_editor)


def take_down(apps, schema_editor):
    {"sqlite": take_down_sqlite, "postgresql": take_down_postgresql}[schema_editor.connection.vendor](
        schema_editor
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_facts")]
    operations = [migrations.RunPython(put_up, take_down)]
