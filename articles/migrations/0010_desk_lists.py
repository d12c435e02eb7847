"""What the desk's columns and its list of what is late go by: whether a story has gone out as it stands."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery

FAR_FUTURE = datetime(9000, 1, 1, tzinfo=UTC)
IS_OUT = Q(edition_revision=F("revision_number"))


def note_last(apps, schema_editor):
    last = apps.get_model("articles", "Edition").objects.filter(
        story=OuterRef("pk"), superseded_at=FAR_FUTURE
    )
    revision = Subquery(last.order_by().values("revision__number")[:1])
    apps.get_model("articles", "Story").objects.update(edition_revision=revision)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_search")]
    operations = [
        migrations.AddField(
            model_name="story",
            name="edition_revision",
            field=models.PositiveIntegerField(
                editable=False, help_text="The revision that its last edition was made of.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["stage", "priority", "changed_at", "id"],
                condition=Q(is_archive=False) & ~IS_OUT,
                name="story_not_out",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["due_at", "id"], condition=Q(due_at__isnull=False) & ~IS_OUT, name="story_late"
            ),
        ),
        migrations.RunPython(note_last, migrations.RunPython.noop),
    ]
