"""The generation of the site's pages, and the triggers that move it on with whatever readers see.

A deferred trigger of PostgreSQL moves it last in its transaction, when no further lock is taken: two that publish wait
for each other there, and never in a circle. ``put_up`` may be done at any time; a migration that rebuilds one of these
tables ends with it.
"""

from django.db import migrations, models
from django.db.models import Q

ALL = ("INSERT", "UPDATE", "DELETE")
NAMED = ("UPDATE OF name, slug, about, merged_into_id", "DELETE")
# Table: what moves the generation. A name that no edition carries yet is not public.
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
    "articles_picture": ("UPDATE", "DELETE"),
    "articles_source": NAMED,
    "articles_proofreader": NAMED,
    "articles_writer": NAMED,
    "articles_topic": ("UPDATE OF name, slug, about", "DELETE"),
    "search_edition": ALL,
}
# What takes something from readers: a tombstone, and a court's order.
TAKES = {
    "INSERT": "NEW.kind = 'withdrawal'",
    "UPDATE OF body, headline": "OLD.id IS NOT NULL",
}

SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN
    UPDATE articles_generation SET {column} = lower(hex(randomblob(16)));
    INSERT INTO articles_generation (id, token, taken)
        SELECT 1, lower(hex(randomblob(16))), lower(hex(randomblob(16)))
        WHERE NOT EXISTS (SELECT 1 FROM articles_generation);
END
"""
# Once a transaction: the mark is rolled back with whatever it stands for.
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION articles_move_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mark text := 'newsroom.moved_' || TG_ARGV[0];
    here text := pg_current_xact_id()::text;
BEGIN
    IF current_setting(mark, true) = here THEN
        RETURN NULL;
    END IF;
    PERFORM set_config(mark, here, true);
    INSERT INTO articles_generation (id, token, taken) VALUES (1, gen_random_uuid(), gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET
        token = CASE TG_ARGV[0] WHEN 'token' THEN excluded.token ELSE articles_generation.token END,
        taken = CASE TG_ARGV[0] WHEN 'taken' THEN excluded.taken ELSE articles_generation.taken END;
    RETURN NULL;
END $$;
"""
POSTGRES = """
CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION articles_move_on('{column}')
"""


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    create = {"sqlite": SQLITE, "postgresql": POSTGRES}[vendor]
    always = {"sqlite": "1", "postgresql": "true"}[vendor]
    for table, events in MOVES.items():
        for event in events:
            put = {"name": name_of(table, "moves", event), "table": table, "event": event}
            schema_editor.execute(create.format(**put, condition=always, column="token"), params=None)
    table = "articles_edition"
    for event, condition in TAKES.items():
        put = {"name": name_of(table, "takes", event), "table": table, "event": event}
        schema_editor.execute(create.format(**put, condition=condition, column="taken"), params=None)


def name_of(table, does, event):
    return f"{table}_{does}_{event.split()[0].lower()}"


def take_down(apps, schema_editor):
    names = [(table, name_of(table, "moves", event)) for table, events in MOVES.items() for event in events]
    names += [("articles_edition", name_of("articles_edition", "takes", event)) for event in TAKES]
    for table, name in names:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS articles_move_on()")


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
                        help_text="Another one whenever something is taken from readers.", max_length=36
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(name="generation_is_one", condition=Q(id=1))],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
