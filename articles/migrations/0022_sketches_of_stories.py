"""Sketches of the stories that were there before sketches were: by them their copies find them."""

from collections import defaultdict
from importlib import import_module

from django.db import migrations, transaction
from django.db.models import Count

# What is kept of a body can be made anew at any time, and must be when sketches change.
blocks = import_module("articles.text.blocks")
likeness = import_module("articles.text.likeness")

CHUNK = 200
"""Stories that are sketched at a time, each time in a transaction of its own: stopped, it goes on where it was."""
COMMON = 50


def fill(apps, schema_editor):
    stories = sketched(apps)
    last = 0
    while pks := list(stories.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            sketch(apps, pks)
        last = pks[-1]


def sketched(apps):
    """Stories that have words: but for those that were redacted, and those that an undone import left spiked."""
    story, file, redaction = (
        apps.get_model("articles", name) for name in ("Story", "ImportedFile", "Redaction")
    )
    undone = file.objects.filter(undone_at__isnull=False, story__isnull=False).values("story")
    rows = story.objects.exclude(pk__in=redaction.objects.values("story"))
    return rows.exclude(stage="spiked", pk__in=undone).order_by("pk")


def sketch(apps, pks):
    """Keep the values that some stories lack, of what they say and of all that they said."""
    model = apps.get_model("articles", "Fingerprint")
    missing = defaultdict(set)
    for story, body in bodies(apps, pks):
        missing[story].update(likeness.prints(blocks.plain(body)))
    for story, value in model.objects.filter(story__in=pks).values_list("story", "value"):
        missing[story].discard(value)
    asked = {value for values in missing.values() for value in values}
    held = model.objects.filter(value__in=asked).order_by().values("value").annotate(texts=Count("pk"))
    common = set(held.filter(texts__gt=COMMON).values_list("value", flat=True))
    model.objects.bulk_create(
        model(story_id=story, value=value)
        for story in pks
        for value in sorted(missing[story])
        if value not in common
    )


def bodies(apps, pks):
    """The bodies of stories, one after the other: those of revisions that only changed other words are left out."""
    story, revision = (apps.get_model("articles", name) for name in ("Story", "Revision"))
    yield from story.objects.filter(pk__in=pks).values_list("pk", "body").iterator(chunk_size=50)
    before = None
    rows = revision.objects.filter(story__in=pks).order_by("story", "number").values_list("story", "body")
    for row in rows.iterator(chunk_size=50):
        if row != before:
            yield row
        before = row


def keep(apps, schema_editor):
    """Those of stories that are older than the table are no other than the rest."""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("articles", "0021_proposals")]

    operations = [migrations.RunPython(fill, keep)]
