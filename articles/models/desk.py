"""What the desk keeps beside a story: what holds it back, what is typed and not saved, who has it open, its debts."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .editions import Edition
from .stories import Story


class Hold(models.Model):
    """Something that must be cleared before a story goes out. It stands until somebody lifts it by name."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "Legal"
        FACT = "fact", "Fact"
        PICTURE = "picture", "Picture"

    story = models.ForeignKey(Story, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    placed_by_name = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    lifted_by_name = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["placed_at", "id"]
        indexes = [models.Index(fields=["story"], condition=Q(lifted_at=None), name="hold_open")]
        constraints = [
            models.CheckConstraint(
                name="hold_kind_is_known", condition=Q(kind__in=["legal", "fact", "picture"])
            ),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_lifted_with_who",
                condition=Q(lifted_at=None, lifted_by=None, lifted_by_name="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_by_name=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"


class Scratch(models.Model):
    """What somebody has typed into a story's form and not saved. Offered again after a crash; never a revision.

    ``story`` is null for a story that is not there yet. ``fields`` maps names to values, as the form sends them.
    """

    user = models.ForeignKey("auth.User", models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, models.PROTECT, null=True, related_name="scratches")
    base = models.PositiveIntegerField(default=0, help_text="The revision that the form was opened on.")
    fields = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "scratches"
        constraints = [
            models.UniqueConstraint(fields=["user", "story"], name="scratch_once_a_person_and_story"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(story=None), name="scratch_one_new_story_a_person"
            ),
        ]

    def __str__(self):
        return f"Unsaved text of {self.user}"


class Presence(models.Model):
    """Somebody has a story open, and was there at ``seen_at``."""

    user = models.ForeignKey("auth.User", models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, models.PROTECT, related_name="presences")
    is_typing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "user"], name="presence_once_a_person_and_story")
        ]

    def __str__(self):
        return f"{self.user}, {self.story}"


class DebtQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def owed(self, now):
        """Those open of stories that readers see: nothing is owed for what came to its set end."""
        return self.open().filter(Exists(Edition.objects.live(now).filter(story=OuterRef("story"))))

    def developing(self, now):
        """What is owed, and what is settled while readers see its flash still: it was read, and not published since."""
        live = Edition.objects.live(now)
        is_owed = Q(Exists(live.filter(story=OuterRef("story"))), settled_at=None)
        return self.filter(is_owed | Q(Exists(live.filter(pk=OuterRef("edition"))), settled_at__lte=now))


class Debt(models.Model):
    """A flash that went out unread. Owed until somebody who did not write it has passed its text, or it is gone."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="debts")
    edition = models.OneToOneField("articles.Edition", models.PROTECT, related_name="debt")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    settled_by_name = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=120, blank=True, help_text="In words fit to show.")

    objects = DebtQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [models.Index(fields=["opened_at"], condition=Q(settled_at=None), name="debt_open")]
        constraints = [
            models.CheckConstraint(
                name="debt_settled_with_who_and_how",
                condition=Q(settled_at=None, settled_by=None, settled_by_name="", how="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_by_name="") & ~Q(how=""),
            ),
        ]
