"""What search goes by: FTS5 over the tables of terms on SQLite, generated ``tsvector`` columns on PostgreSQL.

What fills those tables is what keeps them (``articles.search``): they can be made anew at any time.
"""

from django.db import migrations

# No term is as long: phrases that begin in one part and end in the next are none.
GAP = "x" * 61


def by_triggers(table, key, columns, *, tokenize):
    """An FTS5 table over the columns of a table, kept by triggers on that.

    The terms are words already: everything that is not ASCII is part of one, and only spaces part them.
    """
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    insert = f"INSERT INTO {table}_terms(rowid, {names}) VALUES (new.{key}, {new})"
    delete = f"INSERT INTO {table}_terms({table}_terms, rowid, {names}) VALUES ('delete', old.{key}, {old})"
    changed = " OR ".join(f"old.{name} <> new.{name}" for name in columns)
    return [
        f"CREATE VIRTUAL TABLE {table}_terms USING fts5({names}, content='{table}', content_rowid='{key}', "
        f"tokenize={tokenize}, columnsize=0)",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {insert}; END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {delete}; END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} WHEN {changed} "
        f"BEGIN {delete}; {insert}; END",
    ]


SQLITE = [
    *by_triggers("search_story", "story_id", ("head", "rest"), tokenize="'ascii'"),
    # Labels begin with a sign that no term holds.
    *by_triggers(
        "search_edition",
        "place",
        ("labels", "head", "lead", "body", "credits"),
        tokenize="\"ascii tokenchars '_'\"",
    ),
]


def weighed(column, weight):
    return f"setweight(ts_delete(to_tsvector('simple', '{GAP} ' || {column}), '{GAP}'), '{weight}')"


FILED = "array_to_tsvector(string_to_array(labels, ' '))"
POSTGRESQL = [
    "ALTER TABLE search_story ADD COLUMN terms tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', head), 'A') || to_tsvector('simple', rest)) STORED",
    "CREATE INDEX search_story_terms ON search_story USING gin (terms)",
    "ALTER TABLE search_edition ADD COLUMN terms tsvector GENERATED ALWAYS AS ("
    f"{weighed('head', 'A')} || {weighed('lead', 'B')} || {weighed('body', 'C')} || {weighed('credits', 'D')} "
    f"|| {FILED}) STORED",
    "CREATE INDEX search_edition_terms ON search_edition USING gin (terms)",
    # What they are filed under in a column of its own, which is short: to ask it of a row takes no look at all its words.
    f"ALTER TABLE search_edition ADD COLUMN filed tsvector GENERATED ALWAYS AS ({FILED}) STORED",
    "CREATE INDEX search_edition_filed ON search_edition USING gin (filed)",
]


def put_up(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    for table, columns in (("search_story", ["terms"]), ("search_edition", ["terms", "filed"])):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TABLE {table}_terms")
            for name in ("added", "gone", "changed"):
                schema_editor.execute(f"DROP TRIGGER {table}_{name}")
        else:
            for column in columns:
                schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0009_search"), ("articles", "0035_search_for_readers"), ("articles", "0040_words_and_labels"),
    ]  # fmt: skip
    dependencies = [("articles", "0003_roles")]
    operations = [migrations.RunPython(put_up, take_down)]
