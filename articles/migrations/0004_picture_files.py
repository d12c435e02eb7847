"""An index to find the editions that show a file, so that a picture is public only while one of them is live."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_groups")]
    operations = [
        migrations.AddIndex("editionpicture", models.Index(fields=["file"], name="edition_picture_file")),
    ]
