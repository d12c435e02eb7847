"""Acts that settle many doubts, kept so that each can be taken back."""

import django.db.models.deletion
from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_settlements(apps, schema_editor):
    """Without their record nothing tells what they saved from somebody's own work, and none can be taken back."""
    acts = apps.get_model("articles", "Settlement").objects
    if runs := list(acts.order_by("run").values_list("run", flat=True).distinct()):
        named = ", ".join(map(str, runs[:10])) + (", …" if len(runs) > 10 else "")
        raise CommandError(
            f"Acts that settled many doubts: {acts.count()}, which what was before this migration does not know, in "
            f"the runs {named}. Without their record all that they saved would count as written by hand, and could "
            "not be taken back. This migration stands, and so do they. Where the version before is needed all the "
            "same, restore a backup that was made with it."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_rules_of_beginnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[("confirm", "Confirmed"), ("swap", "Day and month swapped")], max_length=7
                    ),
                ),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(help_text="When it began: many are settled batch by batch.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SettledDoubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "doubt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.doubt"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to="articles.revision",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="articles.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["confirm", "swap"])), name="settlement_way_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_name", ""), _negated=True), name="settlement_names_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="settleddoubt",
            constraint=models.UniqueConstraint(
                fields=("settlement", "doubt"), name="settled_once_a_settlement"
            ),
        ),
        migrations.AddConstraint(
            model_name="settleddoubt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by_name", "")),
                    models.Q(
                        ("taken_back_at__isnull", False), models.Q(("taken_back_by_name", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="settled_taken_back_with_who",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_settlements),
    ]
