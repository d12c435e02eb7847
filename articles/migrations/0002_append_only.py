"""Triggers for what constraints cannot say: rows that stand as they were written, and windows that never overlap.

SQLite rebuilds a table when its columns or constraints change, and drops its triggers on the way without a word: a
later migration that touches one of these tables begins with ``take_down`` and ends with ``put_up``, which looks at the
tables and columns that there are by then and may be done at any time. A test looks at the database after the last
migration.
"""

from django.db import migrations

# Table: the columns that may move. Everything else of a row stands as it was written.
APPEND_ONLY = {
    "articles_revision": (),
    "articles_signoff": (),
    "articles_signofftakenback": (),
    "articles_ledgerentry": (),
    "articles_ledgerseal": (),
    "articles_redaction": (),
    "articles_shareview": (),
    "articles_edition": ("superseded_at", "source_id", "proofreader_id"),
    "articles_editiontopic": (),
    "articles_editionwriter": ("writer_id",),
    "articles_editionpicture": (),
    "articles_editionrelated": (),
    "articles_arrangement": ("superseded_at",),
    "articles_frontsection": (),
    "articles_slot": (),
    "articles_policyversion": (),
    "articles_styleruleversion": (),
}

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

# Tables with windows: (the constraint, of which rows two windows may not overlap, on SQLite and in PostgreSQL's
# constraint, and what is said of two that would). The past end of a window is past for good.
WINDOWS = {
    "articles_edition": (
        "edition_no_overlap",
        "other.story_id = NEW.story_id AND ",
        "int8range(story_id, story_id, '[]') WITH &&, ",
        "two editions of one story would be current at once",
    ),
    "articles_arrangement": (
        "arrangement_no_overlap",
        "",
        "",
        "two front pages would be in force at once",
    ),
}

# The one way past the triggers: the text of a story with a court's order may be blanked, and nothing else of it.
# Table: (how its row leads to its story, the columns of text and the values that they may be given).
BLANK = "[Redacted]"
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

SQLITE_OVERLAP = """
CREATE TRIGGER {table}_no_overlap_{event} BEFORE {when} ON {table}
WHEN NEW.live_from < NEW.superseded_at AND EXISTS (
    SELECT 1 FROM {table} other
    WHERE {among}other.id IS NOT NEW.id AND other.live_from < other.superseded_at
    AND other.live_from < NEW.superseded_at AND NEW.live_from < other.superseded_at)
BEGIN SELECT RAISE(ABORT, '{name}: {said}'); END
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

POSTGRES_BLANK = """
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


def columns_but(schema_editor, table, others):
    """The columns that the table has by now, but for those named: quoted, parted by commas."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f'"{column.name}"' for column in described if column.name not in others)


def standing(schema_editor):
    """The tables that are only added to and that there are by now, each with its columns that may move."""
    tables = schema_editor.connection.introspection.table_names()
    return [(table, movable) for table, movable in APPEND_ONLY.items() if table in tables]


def put_up_sqlite(schema_editor):
    for table, movable in standing(schema_editor):
        held = columns_but(schema_editor, table, movable)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        unless = ""
        if table in REDACTABLE:
            others = columns_but(schema_editor, table, texts(table)).split(", ")
            same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in others)
            unless = f"WHEN NOT COALESCE({blanked(table, same, SQLITE_JSON)}, 0) "
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} ON {table} {unless}{refuse}"
        )
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
    for table, (name, among, _, said) in WINDOWS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_past_stands BEFORE UPDATE OF superseded_at ON {table} "
            "WHEN OLD.superseded_at <= strftime('%Y-%m-%d %H:%M:%f', 'now') "
            f"BEGIN SELECT RAISE(ABORT, '{table}: the past is append-only'); END"
        )
        for event, when in (("insert", "INSERT"), ("update", "UPDATE OF superseded_at")):
            schema_editor.execute(
                SQLITE_OVERLAP.format(table=table, event=event, when=when, among=among, name=name, said=said)
            )


def put_up_postgresql(schema_editor):
    schema_editor.execute(POSTGRES_FUNCTIONS, params=None)
    refuse = "EXECUTE FUNCTION articles_refuse()"
    for table, movable in standing(schema_editor):
        held = columns_but(schema_editor, table, movable)
        each = f"ON {table} FOR EACH ROW {refuse}"
        if table in REDACTABLE:
            names = ", ".join(f"'{name}'" for name in texts(table))
            same = f"to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]"
            let_through = blanked(table, same, POSTGRES_JSON)
            blank = POSTGRES_BLANK.format(table=table, let_through=let_through, held=held)
            schema_editor.execute(blank, params=None)
        else:
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
    for table, (name, _, among, _) in WINDOWS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_past_stands BEFORE UPDATE OF superseded_at ON {table} "
            f"FOR EACH ROW WHEN (OLD.superseded_at <= now()) {refuse}"
        )
        # An empty window is an empty range, which overlaps nothing: what was scheduled and called back.
        schema_editor.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"({among}tstzrange(live_from, superseded_at) WITH &&)"
        )


def blanked(table, same, json):
    """The condition under which an update of a row blanks its text and does nothing else."""
    story, columns = REDACTABLE[table]
    ordered = f"EXISTS (SELECT 1 FROM articles_redaction redaction WHERE redaction.story_id = {story})"
    values = {name: ", ".join(f"'{value}'" for value in allowed) for name, allowed in columns.items()}
    blank = [f'NEW."{name}" IN ({allowed})' for name, allowed in values.items()]
    return " AND ".join([ordered, same, *blank]) + (json if table == "articles_revision" else "")


def texts(table):
    return [*REDACTABLE[table][1], *(["caption_list", "details"] if table == "articles_revision" else [])]


def take_down_sqlite(schema_editor):
    for name, _ in triggers(
        schema_editor,
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({tables})",
    ):
        schema_editor.execute(f"DROP TRIGGER {name}")


def take_down_postgresql(schema_editor):
    for name, table in triggers(
        schema_editor,
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relname IN ({tables})",
    ):
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
    for table, (name, *_) in WINDOWS.items():
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    ties, blanks = ([f"{table}_tie" for table in TIES], [f"{table}_blank_or_refuse" for table in REDACTABLE])
    for function in ("articles_refuse", "articles_follow_merge", *ties, *blanks):
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")


def triggers(schema_editor, query):
    """Those on the guarded tables, whoever put them up: (name, table)."""
    tables = ", ".join(f"'{table}'" for table in APPEND_ONLY)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(query.format(tables=tables))
        return cursor.fetchall()


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    {"sqlite": put_up_sqlite, "postgresql": put_up_postgresql}[schema_editor.connection.vendor](schema_editor)


def take_down(apps, schema_editor):
    {"sqlite": take_down_sqlite, "postgresql": take_down_postgresql}[schema_editor.connection.vendor](
        schema_editor
    )


class Migration(migrations.Migration):
    replaces = [("articles", "0002_guards"), ("articles", "0008_redaction")]
    # By the name of the last one that 0001 replaces: where not all of those were run, Django finds no such migration,
    # and refuses to go on.
    dependencies = [("articles", "0042_errors_told")]
    operations = [migrations.RunPython(put_up, take_down)]
