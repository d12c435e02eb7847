"""Marks that suggest and ask, replies to them, findings that were dismissed; and whose the words of a revision are."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

guards = import_module("articles.migrations.0002_append_only")
roles = import_module("articles.migrations.0003_roles")

GIVEN = {
    name: ["view_dismissal", *(["dismiss_for_desk"] if name in ("Proofreaders", "Editors") else [])]
    for name in roles.GROUPS
}


def say_how_they_ended(apps, schema_editor):
    """What was resolved until now were comments, and there was one way to do it."""
    apps.get_model("articles", "Mark").objects.exclude(resolved_at=None).update(outcome="resolved")


def give(apps, schema_editor):
    roles.give(apps, schema_editor, GIVEN)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_triggers_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.take_down, guards.put_up),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=20)),
                ("block", models.PositiveIntegerField(null=True)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("exact", models.TextField(blank=True)),
                ("prefix", models.CharField(blank=True, max_length=64)),
                ("suffix", models.CharField(blank=True, max_length=64)),
                (
                    "scope",
                    models.CharField(
                        choices=[("once", "Here"), ("story", "In this story"), ("desk", "For this desk")],
                        max_length=5,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("severity", models.CharField(max_length=5)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["at", "id"],
                "permissions": [("dismiss_for_desk", "Can say for the whole desk that a finding is none")],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField()),
                ("author_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["made_at", "id"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="mark",
            name="mark_kind_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="mark",
            name="mark_says_something",
        ),
        migrations.RemoveConstraint(
            model_name="mark",
            name="mark_resolved_with_who",
        ),
        migrations.AddField(
            model_name="mark",
            name="answered_at",
            field=models.DateTimeField(help_text="When somebody but its author first replied.", null=True),
        ),
        migrations.AddField(
            model_name="mark",
            name="became",
            field=models.ForeignKey(
                help_text="What accepting it made.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("resolved", "Resolved"),
                    ("accepted", "Accepted"),
                    ("rejected", "Rejected"),
                    ("withdrawn", "Taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="proposed",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="mark",
            name="to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="to_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="revision",
            name="words_of",
            field=models.CharField(
                blank=True,
                help_text="Whose the words are that came in with it, where not its author's: rule:…, suggestion:… or file:….",
                max_length=60,
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="kind",
            field=models.CharField(
                choices=[("comment", "Comment"), ("suggestion", "Suggestion"), ("query", "Query")],
                default="comment",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(say_how_they_ended, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["comment", "suggestion", "query"])),
                name="mark_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("note", ""), _negated=True), ("kind", "suggestion"), _connector="OR"
                ),
                name="mark_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "suggestion"),
                        models.Q(("exact", ""), _negated=True),
                        models.Q(("proposed", models.F("exact")), _negated=True),
                    ),
                    models.Q(models.Q(("kind", "suggestion"), _negated=True), ("proposed", "")),
                    _connector="OR",
                ),
                name="mark_suggests_another_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "query"), ("to__isnull", False), models.Q(("to_name", ""), _negated=True)
                    ),
                    models.Q(models.Q(("kind", "query"), _negated=True), ("to", None), ("to_name", "")),
                    _connector="OR",
                ),
                name="mark_query_asks_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("became", None),
                        ("outcome", ""),
                        ("resolved_at", None),
                        ("resolved_by", None),
                        ("resolved_by_name", ""),
                    ),
                    models.Q(
                        ("resolved_at__isnull", False),
                        ("resolved_by__isnull", False),
                        models.Q(("resolved_by_name", ""), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mark_resolved_with_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("became", None), ("outcome", "accepted"), _connector="OR"),
                name="mark_became_what_was_accepted",
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.revision"
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dismissals", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="dismissal",
            name="taken_back_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="mark",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="articles.mark"
            ),
        ),
        migrations.AddIndex(
            model_name="dismissal",
            index=models.Index(
                condition=models.Q(("scope", "desk"), ("taken_back_at", None)),
                fields=["code"],
                name="dismissal_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="dismissal",
            index=models.Index(fields=["code", "at"], name="dismissal_code"),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["once", "story", "desk"])), name="dismissal_scope_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("severity", "block"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="dismissal_of_what_blocks_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope", "desk"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="dismissal_beyond_a_story_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None), ("taken_back_by_name", "")),
                    models.Q(
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                        models.Q(("taken_back_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dismissal_taken_back_with_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="reply_says_something"
            ),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.RunPython(guards.put_up, guards.take_down),
    ]
