"""Rules for all lines that begin alike, whatever follows: a house's own labels."""

from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_beginnings(apps, schema_editor):
    """Without their column they would be rules for whole lines, which is not what their makers said."""
    rules = apps.get_model("articles", "LineRule").objects.filter(begins=True).order_by("name")
    if names := list(rules.values_list("name", flat=True)):
        shown = ", ".join(f"“{name}”" for name in names[:10]) + (", …" if len(names) > 10 else "")
        raise CommandError(
            f"Rules for how lines begin: {len(names)}, which what was before this migration does not know: {shown}. "
            "This migration stands, and so do they. Export the rules in the desk, which keeps them in a file; delete these there; then "
            "give the same command again."
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_one_word_for_joined")]

    operations = [
        migrations.RemoveConstraint("linerule", "rule_one_for_a_line"),
        migrations.AddField(
            "linerule",
            "begins",
            models.BooleanField(default=False, help_text="For all lines that begin so, whatever follows."),
        ),
        migrations.AlterField(
            "linerule",
            "example",
            models.TextField(help_text="The line that it was made from, or how lines begin."),
        ),
        migrations.AddConstraint(
            "linerule",
            models.UniqueConstraint(fields=["collection", "key", "begins"], name="rule_one_for_a_line"),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_beginnings),
    ]
