"""The working copy: stories and their revisions. Readers never see either."""

from django.apps import apps
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .words import Genre, Precision, Severity, TextFields


class Stage(models.TextChoices):
    """Where the working copy stands. What readers see is no stage: it follows from the editions."""

    DRAFT = "draft", "Draft"
    PROOFING = "proofing", "Proofing"
    PROOFREAD = "proofread", "Proofread"
    SPIKED = "spiked", "Spiked"


class Priority(models.IntegerChoices):
    URGENT = 1, "Urgent"
    HIGH = 2, "High"
    NORMAL = 3, "Normal"
    LOW = 4, "Low"


IS_OUT = Q(edition_revision=F("revision_number"))
"""What stands in the story has gone out, or will at its time, or was withdrawn: the desk is done with it."""


def _count_open(name):
    """How many open rows of a model each story has."""
    rows = apps.get_model("articles", name).objects.open().filter(story=OuterRef("pk"))
    return Coalesce(Subquery(rows.order_by().values("story").annotate(count=Count("pk")).values("count")), 0)


class StoryQuerySet(models.QuerySet):
    def on_the_desk(self):
        return self.exclude(stage=Stage.SPIKED)

    def at(self, stage):
        """Those of a column of the desk, the most urgent first, then those that stand there longest.

        What is proofread leaves its column when it goes out.
        """
        rows = self.filter(is_archive=False, stage=stage)
        rows = rows.filter(~IS_OUT) if stage == Stage.PROOFREAD else rows
        return rows.order_by("stage", "priority", "changed_at", "id")

    def mine(self, user, since):
        """Those that ``user`` has, active ``since`` then, and those that they began and that nobody else has."""
        writing = Q(writer_account=user, writer_active_at__gt=since)
        reading = Q(reader_account=user, reader_active_at__gt=since)
        begun = Q(created_by=user, writer_account=None) | Q(created_by=user, writer_active_at__lte=since)
        return self.filter(writing | reading | begun)

    def versions(self, original):
        """An original, by its number, and its translations."""
        return self.filter(Q(pk=original) | Q(translation_of=original))

    def late(self, now):
        return self.filter(~IS_OUT, due_at__lt=now).exclude(stage=Stage.SPIKED)

    def with_open_doubts(self):
        """Annotated with ``open_doubts``: counted for the rows that are fetched, not for all that there are."""
        return self.annotate(open_doubts=_count_open("Doubt"))

    def with_open_comments(self):
        """Likewise with ``open_comments``."""
        return self.annotate(open_comments=_count_open("Mark"))


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
        "articles.Source", models.PROTECT, null=True, blank=True, related_name="stories", db_index=False
    )
    proofreader = models.ForeignKey(
        "articles.Proofreader", models.PROTECT, null=True, blank=True, related_name="stories", db_index=False
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
    genre = models.CharField("kind of piece", max_length=10, choices=Genre.choices, default=Genre.NEWS)
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="translations"
    )
    desk_notes = models.TextField(blank=True, help_text="For colleagues. Never published.")
    correction_severity = models.CharField(
        "how grave", max_length=8, choices=Severity.choices, default=Severity.ORDINARY
    )

    # The plan, who has it, and what holds it back: written by ``workflow``, and no part of a revision.
    due_at = models.DateTimeField("due", null=True, blank=True, editable=False)
    priority = models.PositiveSmallIntegerField(
        choices=Priority.choices, default=Priority.NORMAL, editable=False
    )
    target_words = models.PositiveIntegerField("words wanted", null=True, blank=True, editable=False)
    writer_account = models.ForeignKey(
        "auth.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="stories_to_write",
        db_index=False,
    )
    writer_active_at = models.DateTimeField(null=True, editable=False)
    reader_account = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, editable=False, related_name="stories_to_read", db_index=False
    )
    reader_active_at = models.DateTimeField(null=True, editable=False)
    embargo_until = models.DateTimeField(null=True, editable=False)
    embargo_zone = models.CharField(
        max_length=60, blank=True, editable=False, help_text="The zone in which the embargo was given."
    )
    embargo_by = models.ForeignKey("auth.User", models.PROTECT, null=True, editable=False, related_name="+")
    embargo_by_name = models.CharField(max_length=200, blank=True, editable=False)
    is_archive = models.BooleanField(
        default=False,
        editable=False,
        help_text="Released from the archive, and not taken up by the desk since: in none of its columns.",
    )

    edition_revision = models.PositiveIntegerField(
        null=True, editable=False, help_text="The revision that its last edition was made of."
    )

    words = models.PositiveIntegerField(default=0, editable=False, help_text="Of the body.")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT, editable=False)
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=67, blank=True, editable=False)
    created_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
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
            ("flash_story", "Can publish a headline and a paragraph unread, as developing"),
            ("hold_story", "Can hold a story back from publication"),
            ("lift_hold", "Can lift a hold, and set and lift an embargo"),
            ("comment_story", "Can comment on the words of a story"),
            ("assign_story", "Can give a story to somebody, and plan it"),
            ("share_story", "Can share a preview of a story with an outsider"),
        ]
        indexes = [
            models.Index(fields=["stage", "-changed_at", "-id"], name="story_stage_changed"),
            models.Index(fields=["-changed_at", "-id"], name="story_changed"),
            models.Index(fields=["published_at", "-changed_at", "-id"], name="story_dated"),
            models.Index(fields=["source", "-changed_at"], name="story_source_changed"),
            models.Index(
                fields=["proofreader", "-changed_at", "-id"],
                condition=Q(proofreader__isnull=False),
                name="story_proofreader_changed",
            ),
            models.Index(fields=["language", "-changed_at", "-id"], name="story_language_changed"),
            models.Index(
                fields=["-changed_at", "-id"], condition=Q(edition_revision=None), name="story_never_out"
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                condition=Q(created_by__isnull=False),
                name="story_written_here",
            ),
            models.Index(
                fields=["created_by", "-changed_at", "-id"],
                condition=Q(created_by__isnull=False),
                name="story_begun_by",
            ),
            models.Index(
                fields=["writer_active_at"],
                condition=Q(writer_active_at__isnull=False),
                name="story_written_now",
            ),
            models.Index(
                fields=["reader_active_at"],
                condition=Q(reader_active_at__isnull=False),
                name="story_read_now",
            ),
            models.Index(
                fields=["stage", "priority", "changed_at", "id"],
                condition=Q(is_archive=False),
                name="story_desk_column",
            ),
            models.Index(
                fields=["stage", "priority", "changed_at", "id"],
                condition=Q(is_archive=False) & ~IS_OUT,
                name="story_not_out",
            ),
            models.Index(fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="story_due"),
            models.Index(
                fields=["due_at", "id"], condition=Q(due_at__isnull=False) & ~IS_OUT, name="story_late"
            ),
            models.Index(
                fields=["writer_account", "-changed_at"],
                condition=Q(writer_account__isnull=False),
                name="story_to_write",
            ),
            models.Index(
                fields=["reader_account", "-changed_at"],
                condition=Q(reader_account__isnull=False),
                name="story_to_read",
            ),
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
            models.CheckConstraint(name="story_priority_is_known", condition=Q(priority__in=Priority.values)),
            models.CheckConstraint(name="story_genre_is_known", condition=Q(genre__in=Genre.values)),
            models.CheckConstraint(
                name="story_severity_is_known", condition=Q(correction_severity__in=Severity.values)
            ),
            models.CheckConstraint(
                name="story_taken_since_when",
                condition=Q(writer_account__isnull=True, writer_active_at=None)
                | Q(writer_account__isnull=False, writer_active_at__isnull=False),
            ),
            models.CheckConstraint(
                name="story_read_since_when",
                condition=Q(reader_account__isnull=True, reader_active_at=None)
                | Q(reader_account__isnull=False, reader_active_at__isnull=False),
            ),
            models.CheckConstraint(
                name="story_embargo_says_whose",
                condition=Q(embargo_until=None, embargo_zone="", embargo_by=None, embargo_by_name="")
                | Q(embargo_until__isnull=False, embargo_by__isnull=False)
                & ~Q(embargo_zone="")
                & ~Q(embargo_by_name=""),
            ),
        ]

    def __str__(self):
        return self.slugline or self.headline or f"Story {self.pk}"

    def captions(self):
        return tuple((row.caption, row.credit) for row in self.picture_rows.all())

    def latest_revision(self):
        return self.revisions.get(number=self.revision_number)
