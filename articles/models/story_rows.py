"""What hangs on a story: writers, topics, pictures and related titles, as the desk has them now."""

from django.db import models

from .stories import Story


class StoryWriter(models.Model):
    story = models.ForeignKey(Story, models.CASCADE, related_name="writer_rows", db_index=False)
    writer = models.ForeignKey("articles.Writer", models.PROTECT, related_name="story_rows")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "writer"], name="story_writer_once")]


class StoryTopic(models.Model):
    story = models.ForeignKey(Story, models.CASCADE, related_name="topic_rows", db_index=False)
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="story_rows")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "topic"], name="story_topic_once")]

    def __str__(self):
        return str(self.topic)


class StoryPicture(models.Model):
    """A picture in a story, under the words that it has there."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="picture_rows")
    picture = models.ForeignKey("articles.Picture", models.PROTECT, related_name="story_rows")
    position = models.PositiveSmallIntegerField(default=0)
    caption = models.CharField(max_length=600, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "picture"], name="story_picture_once")]

    def __str__(self):
        return str(self.picture)


class RelatedTitle(models.Model):
    """A line of a story's related coverage.

    ``chosen`` is the story that the desk says it is, if it says so.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="related_titles")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, editable=False, db_index=True)
    date = models.DateField(null=True, blank=True)
    chosen = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "related coverage"
        verbose_name_plural = "related coverage"
        ordering = ["position", "id"]

    def __str__(self):
        return self.title
