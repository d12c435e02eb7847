"""A file that joined another's story is called so everywhere: in lists, filters, sums and reports."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_proposals_once")]

    operations = [
        migrations.AlterField(
            "importedfile",
            "outcome",
            models.CharField(
                choices=[
                    ("created", "Created"),
                    ("updated", "Updated"),
                    ("unchanged", "Unchanged"),
                    ("joined", "Joined"),
                    ("refused", "Refused"),
                ],
                max_length=9,
            ),
        ),
    ]
