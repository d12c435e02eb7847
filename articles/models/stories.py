"""The working copy: stories and their revisions. Readers never see either."""

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.text.blocks import Text


class Precision(models.TextChoices):
    """How exactly a date is known. A date known to the day shows no hour."""

    YEAR = "year", "to the year"
    MONTH = "month", "to the month"
    DAY = "day", "to the day"
    MINUTE = "minute", "to the minute"


class Stage(models.TextChoices):
    """Where the working copy stands. What readers see is no stage: it follows from the editions."""

    DRAFT = "draft", "Draft"
    PROOFING = "proofing", "Proofing"
    PROOFREAD = "proofread", "Proofread"
    SPIKED = "spiked", "Spiked"


class TextFields(models.Model):
    """The words that a digest covers, pictures' captions apart.

    ``body`` is the clean HTML of ``text.blocks``.
    """

    headline = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=300, blank=True, help_text="Names as printed, without “By”.")
    dateline = models.CharField(max_length=200, blank=True, help_text="Where the story was filed: PARIS.")
    language = models.CharField(max_length=35, default="en", help_text="A language tag: en, de, zh-Hant.")
    body = models.TextField(blank=True)
    source_credit = models.CharField("source as printed", max_length=300, blank=True)

    class Meta:
        abstract = True

    def captions(self) -> tuple[tuple[str, str], ...]:
        """Caption and credit of each picture, in order."""
        raise NotImplementedError

    def text(self, correction: str = "") -> Text:
        """What the digest is taken of."""
        return Text(
            headline=self.headline,
            standfirst=self.standfirst,
            byline=self.byline,
            dateline=self.dateline,
            language=self.language,
            body=self.body,
            captions=self.captions(),
            source=self.source_credit,
            correction=correction,
        )


class StoryQuerySet(models.QuerySet):
    def on_the_desk(self):
        return self.exclude(stage=Stage.SPIKED)

    def awaiting_proof(self):
        return self.filter(stage=Stage.PROOFING)

    def with_open_doubts(self):
        """Annotated with ``open_doubts``: counted for the rows that are fetched, not for all that there are."""
        doubts = apps.get_model("articles", "Doubt").objects.open().filter(story=OuterRef("pk"))
        count = doubts.order_by().values("story").annotate(count=Count("pk")).values("count")
        return self.annotate(open_doubts=Coalesce(Subquery(count), 0))


class Story(TextFields):
    """What writers and proofreaders edit.

    Only ``workflow`` changes its stage, only ``drafting`` its words.
    """

    slugline = models.CharField(max_length=120, blank=True, help_text="The desk's short name for the story.")
    headline_is_provisional = models.BooleanField(
        default=False,
        help_text="Proposed by the importer. A person must confirm or replace it before publication.",
    )
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, blank=True, related_name="stories"
    )
    proofreader = models.ForeignKey(
        "articles.Proofreader", models.PROTECT, null=True, blank=True, related_name="stories"
    )
    proofreader_credit = models.CharField(
        "proofreader as printed",
        max_length=200,
        blank=True,
        help_text="The credit that copy claims. Not a sign-off.",
    )
    writers = models.ManyToManyField("articles.Writer", through="StoryWriter", related_name="stories")
    topics = models.ManyToManyField("articles.Topic", through="StoryTopic", related_name="stories")
    pictures = models.ManyToManyField("articles.Picture", through="StoryPicture", related_name="stories")
    published_at = models.DateTimeField(
        "date", null=True, blank=True, help_text="The date printed with the story."
    )
    published_precision = models.CharField(
        "date known", max_length=6, choices=Precision.choices, default=Precision.MINUTE
    )
    desk_notes = models.TextField(blank=True, help_text="For colleagues. Never published.")

    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT, editable=False)
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=67, blank=True, editable=False)
    created_by = models.ForeignKey("auth.User", models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["-changed_at", "-id"]
        permissions = [
            ("submit_story", "Can hand a story in for proofreading"),
            ("return_story", "Can send a story back to its writer"),
            ("sign_story", "Can sign a story off as proofread"),
            ("publish_story", "Can publish a story"),
            ("withdraw_story", "Can withdraw a published story"),
            ("spike_story", "Can spike a story and take it back"),
            ("override_story", "Can publish a story that nobody else has passed"),
        ]
        indexes = [
            models.Index(fields=["stage", "-changed_at", "-id"], name="story_stage_changed"),
            models.Index(fields=["-changed_at", "-id"], name="story_changed"),
            models.Index(fields=["source", "-changed_at"], name="story_source_changed"),
        ]
        constraints = [
            models.CheckConstraint(name="story_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="story_precision_is_known", condition=Q(published_precision__in=Precision.values)
            ),
            models.CheckConstraint(
                name="story_past_draft_has_words",
                condition=Q(stage__in=["draft", "spiked"]) | ~Q(headline=""),
            ),
        ]

    def __str__(self):
        return self.slugline or self.headline or f"Story {self.pk}"

    def captions(self):
        return tuple((row.caption, row.credit) for row in self.picture_rows.all())

    def latest_revision(self):
        return self.revisions.get(number=self.revision_number)


class StoryWriter(models.Model):
    story = models.ForeignKey(Story, models.CASCADE, related_name="writer_rows")
    writer = models.ForeignKey("articles.Writer", models.PROTECT, related_name="story_rows")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "writer"], name="story_writer_once")]


class StoryTopic(models.Model):
    story = models.ForeignKey(Story, models.CASCADE, related_name="topic_rows")
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


class Revision(TextFields):
    """An immutable, numbered snapshot of a story: one per save that changed something.

    Its author is a person or, for imported text, the file. ``details`` holds what the digest does not cover.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    caption_list = models.JSONField(default=list, help_text="Caption and credit of each picture, in order.")
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=67)
    author = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    from_file = models.ForeignKey(
        "articles.ImportedFile", models.PROTECT, null=True, related_name="revisions"
    )
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["story", "number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once_a_story"),
            models.CheckConstraint(
                name="revision_has_one_origin",
                condition=Q(author=None, from_file__isnull=False) | Q(author__isnull=False, from_file=None),
            ),
            models.CheckConstraint(name="revision_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self):
        return f"Revision {self.number}"

    def captions(self):
        return tuple((caption, credit) for caption, credit in self.caption_list)

    def author_key(self) -> str:
        """Whose text this is, as ``text.diff`` counts it: ``user:3`` or ``file:12``."""
        return f"user:{self.author_id}" if self.author_id else f"file:{self.from_file_id}"
