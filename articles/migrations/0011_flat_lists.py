"""Indexes by which lists of the desk are had in their order, whatever they are filtered by."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_generation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("withdrawal_reason", ""), _negated=True),
                fields=["live_from", "story"],
                name="edition_withdrawals",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["-added_at", "-id"], name="picture_newest"),
        ),
        migrations.AddIndex(
            model_name="proofreader",
            index=models.Index(fields=["merged_into", "key"], name="proofreader_standing"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["merged_into", "key"], name="source_standing"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("proofreader__isnull", False)),
                fields=["proofreader", "-changed_at", "-id"],
                name="story_proofreader_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["language", "-changed_at", "-id"], name="story_language_changed"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("edition_revision", None)),
                fields=["-changed_at", "-id"],
                name="story_never_out",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("created_by__isnull", False)),
                fields=["-changed_at", "-id"],
                name="story_written_here",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("created_by__isnull", False)),
                fields=["created_by", "-changed_at", "-id"],
                name="story_begun_by",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("writer_active_at__isnull", False)),
                fields=["writer_active_at"],
                name="story_written_now",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("reader_active_at__isnull", False)),
                fields=["reader_active_at"],
                name="story_read_now",
            ),
        ),
        migrations.AddIndex(
            model_name="writer",
            index=models.Index(fields=["merged_into", "key"], name="writer_standing"),
        ),
    ]
