"""What hangs on an edition: topics, writers, pictures and related titles, as they were published."""

from django.db import models

from .editions import Edition


class EditionTopic(models.Model):
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="topic_rows", db_index=False)
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="edition_rows", db_index=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")]
        indexes = [models.Index(fields=["topic", "edition"], name="edition_topic_editions")]


class EditionWriter(models.Model):
    """A writer's name as it stood; the pointer moves when two people are merged."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="writer_rows")
    writer = models.ForeignKey("articles.Writer", models.PROTECT, related_name="edition_rows")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class EditionPicture(models.Model):
    """A picture as it was published: its file by name and digest, its words copied in."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="picture_rows")
    picture = models.ForeignKey("articles.Picture", models.PROTECT, related_name="edition_rows")
    position = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    focal_x = models.FloatField()
    focal_y = models.FloatField()
    alt = models.CharField(max_length=300)
    caption = models.CharField(max_length=600, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    address = ""
    """Where the file is to be had, if that is not where readers have it: set for a preview, never stored."""

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="edition_picture_position_once")
        ]
        indexes = [
            models.Index(fields=["file"], name="edition_picture_file"),
            models.Index(fields=["sha256"], name="edition_picture_sha256"),
        ]


class EditionRelated(models.Model):
    """A line of related coverage as published. It becomes a link when a live edition answers to it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="related_rows")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300)
    date = models.DateField(null=True)
    chosen_id = models.BigIntegerField(null=True, help_text="The number of the story that the desk chose.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="edition_related_position_once")
        ]
