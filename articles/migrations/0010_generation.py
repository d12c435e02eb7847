"""The generation of the site's pages, and the triggers that move it on with whatever readers see.

On PostgreSQL it is moved last in its transaction, when no further lock is taken: two that publish wait for each other
there, and never in a circle. A deferred trigger alone would not be last, since keys of rows that were written later are
checked after it; what it writes into ``articles_moving`` has a deferred trigger of its own, and that is.

``put_up`` may be done at any time; a migration that rebuilds one of these tables ends with it.
"""

from django.db import migrations, models
from django.db.models import Q

ALL = ("INSERT", "UPDATE", "DELETE")
SHOWN = ("name", "slug", "about", "merged_into_id")
# Table: what moves the generation. A name that is new is carried by no edition yet, and so is not public.
MOVES = {
    "articles_edition": ALL,
    "articles_editiontopic": ALL,
    "articles_editionwriter": ALL,
    "articles_editionpicture": ALL,
    "articles_editionrelated": ALL,
    "articles_arrangement": ALL,
    "articles_frontsection": ALL,
    "articles_slot": ALL,
    "articles_policy": ALL,
    "articles_policyversion": ALL,
    "articles_source": ("UPDATE", "DELETE"),
    "articles_proofreader": ("UPDATE", "DELETE"),
    "articles_writer": ("UPDATE", "DELETE"),
    "articles_topic": ("UPDATE", "DELETE"),
    "search_edition": ALL,
}
# Of these tables what readers are shown of a name.
NAMES = {
    "articles_source": SHOWN,
    "articles_proofreader": SHOWN,
    "articles_writer": SHOWN,
    "articles_topic": SHOWN[:3],
}
# What may take something from readers: another edition of a story than its first, a court's order, and what is said
# otherwise of the newsroom or of a name.
TAKES = {
    ("articles_edition", "INSERT"): "NEW.kind <> 'first'",
    ("articles_edition", "UPDATE OF body, headline"): "",
    **{(table, event): "" for table in ("articles_policy", *NAMES) for event in ("UPDATE", "DELETE")},
}

SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN
    UPDATE articles_generation
        SET {column} = lower(hex(randomblob(16))), moved_at = strftime('%Y-%m-%d %H:%M:%f', 'now');
    INSERT INTO articles_generation (id, token, taken, moved_at)
        SELECT 1, lower(hex(randomblob(16))), lower(hex(randomblob(16))), strftime('%Y-%m-%d %H:%M:%f', 'now')
        WHERE NOT EXISTS (SELECT 1 FROM articles_generation);
END
"""
# Once a transaction: the mark is rolled back with whatever it stands for.
POSTGRES_FUNCTIONS = """
CREATE TABLE IF NOT EXISTS articles_moving (what text NOT NULL);
CREATE OR REPLACE FUNCTION articles_move_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mark text := 'newsroom.moved_' || TG_ARGV[0];
    here text := pg_current_xact_id()::text;
BEGIN
    IF current_setting(mark, true) IS DISTINCT FROM here THEN
        PERFORM set_config(mark, here, true);
        INSERT INTO articles_moving VALUES (TG_ARGV[0]);
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION articles_have_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_generation (id, token, taken, moved_at)
        VALUES (1, gen_random_uuid(), gen_random_uuid(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET
        token = CASE NEW.what WHEN 'token' THEN excluded.token ELSE articles_generation.token END,
        taken = CASE NEW.what WHEN 'taken' THEN excluded.taken ELSE articles_generation.taken END,
        moved_at = excluded.moved_at;
    DELETE FROM articles_moving WHERE what = NEW.what;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS articles_moving_last ON articles_moving;
CREATE CONSTRAINT TRIGGER articles_moving_last AFTER INSERT ON articles_moving DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION articles_have_moved();
"""
POSTGRES = """
CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW {when} EXECUTE FUNCTION articles_move_on('{column}')
"""


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTIONS, params=None)
    create = {"sqlite": SQLITE, "postgresql": POSTGRES}[vendor]
    for does, column, table, event, condition in triggers(vendor):
        put = {"name": name_of(table, does, event), "table": table, "event": event, "column": column}
        when = f"WHEN ({condition})" if condition else ""
        schema_editor.execute(create.format(**put, when=when), params=None)


def triggers(vendor):
    """What each does, the column that it moves, its table, event and condition."""
    for table, events in MOVES.items():
        for event in events:
            is_update = table in NAMES and event == "UPDATE"
            yield "moves", "token", table, event, differs(NAMES[table], vendor) if is_update else ""
    for (table, event), condition in TAKES.items():
        is_update = table in NAMES and event == "UPDATE"
        yield "takes", "taken", table, event, differs(NAMES[table], vendor) if is_update else condition


def differs(columns, vendor):
    """A condition on an update: that it changes one of the columns, and does not only write it again."""
    other = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor]
    return " OR ".join(f"OLD.{column} {other} NEW.{column}" for column in columns)


def name_of(table, does, event):
    return f"{table}_{does}_{event.split()[0].lower()}"


def take_down(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for does, _, table, event, _ in triggers(vendor):
        on = "" if vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name_of(table, does, event)}{on}")
    if vendor == "postgresql":
        schema_editor.execute("DROP TABLE IF EXISTS articles_moving")
        for function in ("articles_move_on", "articles_have_moved"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_known_names")]
    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                (
                    "token",
                    models.CharField(help_text="Another one whenever something changes.", max_length=36),
                ),
                (
                    "taken",
                    models.CharField(
                        help_text="Another one whenever something may be taken from readers.", max_length=36
                    ),
                ),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(name="generation_is_one", condition=Q(id=1))],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
