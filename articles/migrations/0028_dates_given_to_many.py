"""One date given to many stories in one act."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_dates(apps, schema_editor):
    """Without their column nothing says which date an act gave, and no way that is left says what it did."""
    acts = apps.get_model("articles", "Settlement").objects.filter(way="give")
    if runs := list(acts.order_by("run").values_list("run", flat=True).distinct()):
        named = ", ".join(map(str, runs[:10])) + (", …" if len(runs) > 10 else "")
        raise CommandError(
            f"Acts that gave one date to many stories: {acts.count()}, which what was before this migration does not "
            f"know, in the runs {named}. This migration stands, and so do they, taken back or not: they are on record. "
            "Where the version before is needed all the same, restore a backup that was made with it."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_settlements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="settlement",
            name="settlement_way_is_known",
        ),
        migrations.AddField(
            model_name="settlement",
            name="date",
            field=models.DateField(help_text="That was given to all of them.", null=True),
        ),
        migrations.AlterField(
            model_name="settlement",
            name="way",
            field=models.CharField(
                choices=[
                    ("confirm", "Confirmed"),
                    ("swap", "Day and month swapped"),
                    ("give", "One date given"),
                ],
                max_length=7,
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["confirm", "swap", "give"])), name="settlement_way_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date__isnull", False), ("way", "give")),
                    models.Q(models.Q(("way", "give"), _negated=True), ("date", None)),
                    _connector="OR",
                ),
                name="settlement_date_is_given",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_dates),
    ]
