"""Sign-offs by their moment: who read what in a month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_desk_lists")]
    operations = [
        migrations.AddIndex(
            model_name="signoff",
            index=models.Index(fields=["signed_at", "id"], name="signoff_signed"),
        ),
    ]
