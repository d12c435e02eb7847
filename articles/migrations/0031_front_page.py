"""The front page as temporal rows, with its guards, and the editors' right to arrange it.

A later migration that rebuilds one of these tables on SQLite runs this ``put_up`` again.
"""

import datetime
from functools import partial
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

desk = import_module("articles.migrations.0007_desk_roles")

GROUPS = {"Editors": ["view_arrangement", "add_arrangement"]}
APPEND_ONLY = {
    "articles_arrangement": ("id", "number", "live_from", "made_at", "made_by_id", "made_by_name"),
    "articles_frontsection": ("id", "arrangement_id", "topic_id", "position"),
    "articles_slot": ("id", "arrangement_id", "place", "topic_id", "position", "story_id", "until"),
}
"""Of each table the columns that stand as they were written."""

SQLITE_OVERLAP = """
CREATE TRIGGER articles_arrangement_no_overlap_{event} BEFORE {when} ON articles_arrangement
WHEN NEW.live_from < NEW.superseded_at AND EXISTS (
    SELECT 1 FROM articles_arrangement other
    WHERE other.id IS NOT NEW.id AND other.live_from < other.superseded_at
    AND other.live_from < NEW.superseded_at AND NEW.live_from < other.superseded_at)
BEGIN SELECT RAISE(ABORT, 'arrangement_no_overlap: two front pages would be in force at once'); END
"""
POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION articles_front_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: rows are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    {"sqlite": put_up_sqlite, "postgresql": put_up_postgresql}[schema_editor.connection.vendor](schema_editor)


def put_up_sqlite(schema_editor):
    for table, columns in APPEND_ONLY.items():
        refuse = f"ON {table} BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END"
        held = ", ".join(f'"{name}"' for name in columns)
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE {refuse}")
    schema_editor.execute(
        "CREATE TRIGGER articles_arrangement_past_stands BEFORE UPDATE OF superseded_at ON articles_arrangement "
        "WHEN OLD.superseded_at <= strftime('%Y-%m-%d %H:%M:%f', 'now') "
        "BEGIN SELECT RAISE(ABORT, 'articles_arrangement: the past is append-only'); END"
    )
    schema_editor.execute(SQLITE_OVERLAP.format(event="insert", when="INSERT"))
    schema_editor.execute(SQLITE_OVERLAP.format(event="update", when="UPDATE OF superseded_at"))


def put_up_postgresql(schema_editor):
    schema_editor.execute(POSTGRES_REFUSE, params=None)
    refuse = "EXECUTE FUNCTION articles_front_refuse()"
    for table, columns in APPEND_ONLY.items():
        held = ", ".join(f'"{name}"' for name in columns)
        each = f"ON {table} FOR EACH ROW {refuse}"
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {held} {each}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE {each}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}")
    schema_editor.execute(
        "CREATE TRIGGER articles_arrangement_past_stands BEFORE UPDATE OF superseded_at ON articles_arrangement "
        f"FOR EACH ROW WHEN (OLD.superseded_at <= now()) {refuse}"
    )
    # An empty window is an empty range, which overlaps nothing: a scheduled change that was called back.
    schema_editor.execute(
        "ALTER TABLE articles_arrangement ADD CONSTRAINT arrangement_no_overlap EXCLUDE USING gist "
        "(tstzrange(live_from, superseded_at) WITH &&)"
    )


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE articles_arrangement DROP CONSTRAINT IF EXISTS arrangement_no_overlap"
        )
        schema_editor.execute("DROP FUNCTION IF EXISTS articles_front_refuse() CASCADE")
        return
    tables = ", ".join(f"'{table}'" for table in APPEND_ONLY)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({tables})")
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_published_pictures_by_digest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("live_from", models.DateTimeField()),
                (
                    "superseded_at",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "front page arrangement",
                "verbose_name_plural": "front page",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="FrontSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="section_rows",
                        to="articles.arrangement",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("secondary", "Beside the lead"),
                            ("section", "In a section"),
                        ],
                        max_length=9,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "until",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.arrangement",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.story"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "topic", "position"],
            },
        ),
        migrations.AddIndex(
            model_name="arrangement",
            index=models.Index(fields=["live_from"], name="arrangement_live_from"),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("superseded_at", datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC))
                ),
                fields=("superseded_at",),
                name="arrangement_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("superseded_at__gte", models.F("live_from"))),
                name="arrangement_window_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("live_from__gte", models.F("made_at"))),
                name="arrangement_not_before_its_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by_name", ""), _negated=True), name="arrangement_names_who_made_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="frontsection",
            constraint=models.UniqueConstraint(fields=("arrangement", "topic"), name="front_section_once"),
        ),
        migrations.AddConstraint(
            model_name="frontsection",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "position"), name="front_section_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("arrangement", "story"), name="slot_story_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("topic", None)),
                fields=("arrangement", "place", "position"),
                name="slot_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "topic", "position"), name="slot_place_once_a_section"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__in", ["lead", "secondary", "section"])),
                name="slot_place_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", "section"), ("topic__isnull", False)),
                    models.Q(models.Q(("place", "section"), _negated=True), ("topic", None)),
                    _connector="OR",
                ),
                name="slot_of_a_section_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", "lead"), _negated=True), ("position", 0), _connector="OR"
                ),
                name="slot_one_lead",
            ),
        ),
        migrations.RunPython(put_up, take_down),
        migrations.RunPython(partial(desk.give, roles=GROUPS), partial(desk.take, roles=GROUPS)),
    ]
