"""The index of corrections, with the stories that were withdrawn because they were wrong; and what else is known of who
sends reports: by which form.
"""

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
        migrations.AlterField(
            model_name="reportsender",
            name="sender",
            field=models.CharField(
                help_text="A keyed digest of the network address, or of the form.", max_length=64
            ),
        ),
    ]
