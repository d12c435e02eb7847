"""Indexes by which lists that are narrowed cost about the same over any archive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_growth")]
    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["published_at", "-changed_at", "-id"], name="story_dated"),
        ),
    ]
