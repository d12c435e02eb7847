"""The index of corrections, with the stories that were withdrawn because they were wrong."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0041_kinds_of_piece")]
    operations = [
        migrations.RemoveIndex(model_name="edition", name="edition_corrections"),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["-live_from", "-id"],
                condition=models.Q(("kind", "correction"), ("withdrawal_reason", "error"), _connector="OR"),
                name="edition_errors_told",
            ),
        ),
    ]
