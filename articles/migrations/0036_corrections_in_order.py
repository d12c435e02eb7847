"""An index by which the corrections of all stories are listed, the latest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0035_search_for_readers")]
    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["-live_from", "-id"],
                condition=models.Q(("kind", "correction")),
                name="edition_corrections",
            ),
        ),
    ]
