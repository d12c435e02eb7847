"""Rules for all lines that begin alike, whatever follows: a house's own labels."""

from django.db import migrations, models


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
    ]
