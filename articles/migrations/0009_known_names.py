"""Names that the newsroom knows, and what of a story somebody has looked up."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

roles = import_module("articles.migrations.0003_roles")

GIVEN = {
    name: ["view_knownname", *(["change_knownname"] if name == "Editors" else [])] for name in roles.GROUPS
}


def give(apps, schema_editor):
    roles.give(apps, schema_editor, GIVEN)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_style_book"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FactTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fact", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fact_ticks",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("story", "by", "fact"), name="fact_tick_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("spelling", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("organisation", "Organisation"), ("other", "Name")],
                        default="other",
                        max_length=12,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("met", "Met in one story"),
                            ("known", "From published stories"),
                            ("preferred", "Our spelling"),
                            ("wrong", "Wrong form"),
                            ("forgotten", "Forgotten"),
                        ],
                        max_length=9,
                    ),
                ),
                ("head", models.CharField(blank=True, max_length=110)),
                ("tail", models.CharField(blank=True, max_length=110)),
                (
                    "story_number",
                    models.PositiveBigIntegerField(
                        help_text="The story that it was first met in; no key, so that stories go without a look here.",
                        null=True,
                    ),
                ),
                (
                    "by_name",
                    models.CharField(blank=True, help_text="Who of the desk said so.", max_length=200),
                ),
                ("at", models.DateTimeField(null=True)),
                (
                    "meant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wrong_forms",
                        to="articles.knownname",
                    ),
                ),
            ],
            options={
                "verbose_name": "known name",
                "ordering": ["key"],
                "indexes": [
                    models.Index(fields=["head"], name="known_name_head"),
                    models.Index(fields=["tail"], name="known_name_tail"),
                    models.Index(fields=["standing", "key"], name="known_name_list"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("spelling", ""), _negated=True)
                        ),
                        name="known_name_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meant__isnull", False), ("standing", "wrong")),
                            models.Q(models.Q(("standing", "wrong"), _negated=True), ("meant", None)),
                            _connector="OR",
                        ),
                        name="known_name_wrong_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing__in", ["preferred", "wrong", "forgotten"]), _negated=True),
                            models.Q(models.Q(("by_name", ""), _negated=True), ("at__isnull", False)),
                            _connector="OR",
                        ),
                        name="known_name_by_the_desk",
                    ),
                ],
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
