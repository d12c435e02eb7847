"""What kind of piece a story is. The triggers come down for it, and up again."""

from importlib import import_module

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.models import Q

guards = import_module("articles.migrations.0002_guards")
redaction = import_module("articles.migrations.0008_redaction")

GENRES = [
    ("news", "News"),
    ("analysis", "Analysis"),
    ("background", "Background"),
    ("opinion", "Opinion"),
    ("review", "Review"),
]
KNOWN = Q(genre__in=[value for value, _ in GENRES])


def refuse_genres(apps, schema_editor):
    """What was published as opinion, say, stands; and so does what is to be."""
    rows = (("Edition", "story"), ("Story", "pk"))
    found = [
        apps.get_model("articles", name).objects.exclude(genre="news").values_list(pk) for name, pk in rows
    ]
    if stories := sorted({pk for values in found for (pk,) in values}):
        named = ", ".join(map(str, stories[:10])) + (", …" if len(stories) > 10 else "")
        raise CommandError(
            f"Stories that are another kind of piece than news: {len(stories)}, {named}. What was before this migration "
            "cannot keep that. This migration stands, and nothing was changed. To go back all the same, call them news "
            "where they are not published, or restore a backup from before it."
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0040_words_and_labels")]

    operations = [
        migrations.RunPython(guards.take_down, redaction.put_up),
        migrations.AddField(
            model_name="edition",
            name="genre",
            field=models.CharField(choices=GENRES, default="news", max_length=10),
        ),
        migrations.AddField(
            model_name="story",
            name="genre",
            field=models.CharField(
                choices=GENRES, default="news", max_length=10, verbose_name="kind of piece"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(condition=KNOWN, name="edition_genre_is_known"),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(condition=KNOWN, name="story_genre_is_known"),
        ),
        migrations.RunPython(redaction.put_up, guards.take_down),
        migrations.RunPython(migrations.RunPython.noop, refuse_genres),
    ]
