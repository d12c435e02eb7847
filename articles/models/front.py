"""The front page as editors arrange it: temporal rows, as editions are. Only ``arranging`` writes them."""

from django.db import models
from django.db.models import F, Q

from .editions import FAR_FUTURE


class ArrangementQuerySet(models.QuerySet):
    def current(self, now):
        """The one row whose window holds ``now``, if there is any."""
        return self.filter(live_from__lte=now, superseded_at__gt=now)

    def scheduled(self, now):
        """Rows that wait for their time, those called back (an empty window) left out."""
        return self.filter(live_from__gt=now, superseded_at__gt=F("live_from"))

    def kept(self):
        """Those that readers saw or will see: all but what was called back."""
        return self.filter(superseded_at__gt=F("live_from"))


class Arrangement(models.Model):
    """Which stories stand where on the front page from ``live_from`` until ``superseded_at``.

    Nothing of it ever changes but ``superseded_at``, while that lies in the future. A place without a slot is filled
    by itself, and so are the sections where none are named: an arrangement without rows is none.
    """

    number = models.PositiveIntegerField(unique=True)
    live_from = models.DateTimeField()
    superseded_at = models.DateTimeField(default=FAR_FUTURE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = "front page arrangement"
        verbose_name_plural = "front page"
        ordering = ["-number"]
        indexes = [models.Index(fields=["live_from"], name="arrangement_live_from")]
        constraints = [
            models.UniqueConstraint(
                fields=["superseded_at"], condition=Q(superseded_at=FAR_FUTURE), name="arrangement_one_open"
            ),
            models.CheckConstraint(
                name="arrangement_window_runs_forward", condition=Q(superseded_at__gte=F("live_from"))
            ),
            models.CheckConstraint(
                name="arrangement_not_before_its_act", condition=Q(live_from__gte=F("made_at"))
            ),
            models.CheckConstraint(name="arrangement_names_who_made_it", condition=~Q(made_by_name="")),
        ]

    def __str__(self):
        return f"Front page {self.number}"


class FrontSection(models.Model):
    """A section that stands on the front page, in its order."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="section_rows")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "topic"], name="front_section_once"),
            models.UniqueConstraint(fields=["arrangement", "position"], name="front_section_place_once"),
        ]


class Slot(models.Model):
    """A story pinned to a place, by its number: which edition of it readers see is found when the page is rendered.

    ``until`` is when it gives its place up; far future is never.
    """

    class Place(models.TextChoices):
        LEAD = "lead", "Lead"
        SECONDARY = "secondary", "Beside the lead"
        SECTION = "section", "In a section"

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="slots")
    place = models.CharField(max_length=9, choices=Place.choices)
    topic = models.ForeignKey("articles.Topic", models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="+")
    until = models.DateTimeField(default=FAR_FUTURE)

    class Meta:
        ordering = ["place", "topic", "position"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "story"], name="slot_story_once"),
            models.UniqueConstraint(
                fields=["arrangement", "place", "position"], condition=Q(topic=None), name="slot_place_once"
            ),
            models.UniqueConstraint(
                fields=["arrangement", "topic", "position"], name="slot_place_once_a_section"
            ),
            models.CheckConstraint(
                name="slot_place_is_known", condition=Q(place__in=["lead", "secondary", "section"])
            ),
            models.CheckConstraint(
                name="slot_of_a_section_names_it",
                condition=Q(place="section", topic__isnull=False) | ~Q(place="section") & Q(topic=None),
            ),
            models.CheckConstraint(name="slot_one_lead", condition=~Q(place="lead") | Q(position=0)),
        ]
