"""Of which story another is the translation, and what the others have to follow. The triggers come down for it, and up
again.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models

guards = import_module("articles.migrations.0002_guards")
redaction = import_module("articles.migrations.0008_redaction")


def refuse_translations(apps, schema_editor):
    """What was published says of which story it is the translation, and stands."""
    editions = apps.get_model("articles", "Edition").objects.exclude(translation_of=None)
    if stories := list(editions.order_by("story").values_list("story", flat=True).distinct()):
        named = ", ".join(map(str, stories[:10])) + (", …" if len(stories) > 10 else "")
        raise CommandError(
            f"Stories that were published as the translation of another: {len(stories)}, {named}. What was before this "
            "migration cannot keep that. This migration stands, and nothing was changed. To go back all the same, "
            "restore a backup from before it."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0032_headlines_elsewhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.take_down, redaction.put_up),
        migrations.CreateModel(
            name="TranslationFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="translation_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="translation_of",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="articles.story",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("translation_of", models.F("story")), _negated=True),
                name="edition_translates_another",
            ),
        ),
        migrations.AddField(
            model_name="translationflag",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.edition"
            ),
        ),
        migrations.AddField(
            model_name="translationflag",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="translationflag",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translation_flags",
                to="articles.story",
            ),
        ),
        migrations.AddIndex(
            model_name="translationflag",
            index=models.Index(
                condition=models.Q(("settled_at", None)), fields=["story"], name="translation_flag_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="translationflag",
            constraint=models.UniqueConstraint(fields=("story", "edition"), name="translation_flag_once"),
        ),
        migrations.AddConstraint(
            model_name="translationflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("settled_by_name", "")),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("settled_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="translation_flag_settled_with_who",
            ),
        ),
        migrations.RunPython(redaction.put_up, guards.take_down),
        migrations.RunPython(migrations.RunPython.noop, refuse_translations),
    ]
