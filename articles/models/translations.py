"""What the versions of a story in other languages have to follow."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from .editions import Edition, Kind
from .stories import Story


class TranslationFlagQuerySet(models.QuerySet):
    def open(self, now):
        """Those that stand: readers were shown it, nothing of the story has gone out since, and nobody settled it."""
        was_shown = Q(edition__superseded_at__gt=F("edition__live_from")) | Q(
            edition__made_at=F("edition__live_from")
        )
        since = Edition.objects.kept().exclude(kind=Kind.WITHDRAWAL)
        since = since.filter(
            story=OuterRef("story"), live_from__gt=OuterRef("edition__live_from"), live_from__lte=now
        )
        return self.filter(was_shown, ~Exists(since), settled_at=None, edition__live_from__lte=now)


class TranslationFlag(models.Model):
    """``story`` is to be looked at, since ``edition`` was published: an update, a correction or the withdrawal of
    another version of it. It stands from the moment when readers see that one.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="translation_flags")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    settled_by_name = models.CharField(max_length=200, blank=True)

    objects = TranslationFlagQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["story"], condition=Q(settled_at=None), name="translation_flag_open")]
        constraints = [
            models.UniqueConstraint(fields=["story", "edition"], name="translation_flag_once"),
            models.CheckConstraint(
                name="translation_flag_settled_with_who",
                condition=Q(settled_at=None, settled_by=None, settled_by_name="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_by_name=""),
            ),
        ]
