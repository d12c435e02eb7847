"""Renditions of a published picture are asked for by its digest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_manifests_of_uploads"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="editionpicture",
            index=models.Index(fields=["sha256"], name="edition_picture_sha256"),
        ),
    ]
