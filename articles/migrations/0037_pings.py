"""Pings are effects, as mails are."""

from django.db import migrations, models


def drop_pings(apps, schema_editor):
    """What was before this migration knows none, and who would have been told finds what changed without."""
    apps.get_model("articles", "Effect").objects.exclude(kind="mail").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0036_corrections_in_order"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="effect",
            name="effect_kind_is_known",
        ),
        migrations.AlterField(
            model_name="effect",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mail", "Mail"),
                    ("indexnow", "search engines, through IndexNow"),
                    ("websub", "followers of feeds, through the hub"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="effect",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mail", "indexnow", "websub"])),
                name="effect_kind_is_known",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_pings),
    ]
