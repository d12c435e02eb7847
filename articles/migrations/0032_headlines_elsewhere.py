"""Headlines of a story for lists, search engines and social networks. The triggers come down for them, and up again."""

from importlib import import_module

from django.core.management.base import CommandError
from django.db import migrations, models

guards = import_module("articles.migrations.0002_guards")
redaction = import_module("articles.migrations.0008_redaction")

HEADLINES = {
    "list_headline": "headline in lists",
    "search_headline": "headline for search engines",
    "social_headline": "headline on social networks",
}


def refuse_headlines(apps, schema_editor):
    """Without their columns no text that has one would be that of its digest any more: its sign-offs would be lost."""
    said = models.Q()
    for name in HEADLINES:
        said |= ~models.Q(**{name: ""})
    stories = apps.get_model("articles", "Revision").objects.filter(said).values_list("story", flat=True)
    if held := list(stories.order_by("story").distinct()):
        named = ", ".join(map(str, held[:10])) + (", …" if len(held) > 10 else "")
        raise CommandError(
            f"Stories with a headline of their own for lists, search engines or social networks: {len(held)}, {named}. "
            "What was before this migration cannot keep it, and what was signed would prove itself no more. This "
            "migration stands, and nothing was changed. To go back all the same, restore a backup from before it."
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0031_front_page")]
    operations = [
        migrations.RunPython(guards.take_down, redaction.put_up),
        *[
            migrations.AddField(
                model_name=model,
                name=name,
                field=models.CharField(blank=True, max_length=300, verbose_name=label),
            )
            for model in ("story", "revision", "edition")
            for name, label in HEADLINES.items()
        ],
        migrations.RunPython(redaction.put_up, guards.take_down),
        migrations.RunPython(migrations.RunPython.noop, refuse_headlines),
    ]
