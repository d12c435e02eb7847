"""The style book: rules of the desk, every state of one, and what trials of them found."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

guards = import_module("articles.migrations.0002_append_only")
roles = import_module("articles.migrations.0003_roles")

GIVEN = {
    name: ["view_stylerule", *(["add_stylerule", "change_stylerule"] if name == "Editors" else [])]
    for name in roles.GROUPS
}


def give(apps, schema_editor):
    roles.give(apps, schema_editor, GIVEN)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_marks_and_dismissals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.take_down, guards.put_up),
        migrations.CreateModel(
            name="StyleHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown", models.PositiveIntegerField(help_text="Places that readers see.")),
                ("drafted", models.PositiveIntegerField(help_text="Places of the working copy.")),
                ("examples", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-story_id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StyleRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being tried"), ("live", "Live"), ("retired", "Retired")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("words", "A list of words"), ("pattern", "A pattern")],
                        default="words",
                        max_length=8,
                    ),
                ),
                ("find", models.TextField()),
                ("replacement", models.CharField(blank=True, max_length=200)),
                ("message", models.CharField(blank=True, max_length=300)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("block", "Block: nobody signs before it is mended or dismissed"),
                            ("warn", "Warn: whoever proofreads is told"),
                            ("info", "Inform: told where asked for"),
                        ],
                        default="warn",
                        max_length=5,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("language", models.CharField(blank=True, default="en", max_length=35)),
                ("spares_quotations", models.BooleanField(default=True)),
                ("whole_words", models.BooleanField(default=True)),
                ("heeds_case", models.BooleanField(default=False)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("wording", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "rule of the style book",
                "verbose_name_plural": "style book",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StyleRuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being tried"), ("live", "Live"), ("retired", "Retired")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("words", "A list of words"), ("pattern", "A pattern")],
                        default="words",
                        max_length=8,
                    ),
                ),
                ("find", models.TextField()),
                ("replacement", models.CharField(blank=True, max_length=200)),
                ("message", models.CharField(blank=True, max_length=300)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("block", "Block: nobody signs before it is mended or dismissed"),
                            ("warn", "Warn: whoever proofreads is told"),
                            ("info", "Inform: told where asked for"),
                        ],
                        default="warn",
                        max_length=5,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("language", models.CharField(blank=True, default="en", max_length=35)),
                ("spares_quotations", models.BooleanField(default=True)),
                ("whole_words", models.BooleanField(default=True)),
                ("heeds_case", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["-number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StyleTrial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wording", models.PositiveIntegerField()),
                ("last_story", models.PositiveBigIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0, help_text="Stories.")),
                ("found", models.PositiveIntegerField(default=0, help_text="Places.")),
                ("begun_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("words_of", ""), _negated=True),
                fields=["words_of"],
                name="revision_words_of",
            ),
        ),
        migrations.AddField(
            model_name="stylehit",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="stylerule",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.topic",
            ),
        ),
        migrations.AddField(
            model_name="styleruleversion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="styleruleversion",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="articles.stylerule"
            ),
        ),
        migrations.AddField(
            model_name="styleruleversion",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.topic",
            ),
        ),
        migrations.AddField(
            model_name="styletrial",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="styletrial",
            name="rule",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="trial", to="articles.stylerule"
            ),
        ),
        migrations.AddField(
            model_name="stylehit",
            name="trial",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hits", to="articles.styletrial"
            ),
        ),
        migrations.AddConstraint(
            model_name="stylerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("find", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="style_rule_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="stylerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "live", "retired"])),
                name="style_rule_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="styleruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_name", ""), _negated=True), name="style_rule_version_names_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="stylehit",
            constraint=models.UniqueConstraint(fields=("trial", "story"), name="style_hit_once_a_story"),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.RunPython(guards.put_up, guards.take_down),
    ]
