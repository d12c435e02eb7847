"""What those outside the desk see and say: links for them, and reports of readers."""

from django.db import models
from django.db.models import Q


class ShareLink(models.Model):
    """One text of one story, shown to whoever holds the address, until it expires or is revoked."""

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="share_links")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="share_links")
    digest = models.CharField(max_length=67)
    secret = models.CharField(max_length=43, unique=True)
    label = models.CharField(max_length=120, help_text="Whom it is for. Only the desk sees this.")
    made_by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    revoked_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="share_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=models.F("made_at")),
            ),
            models.CheckConstraint(
                name="share_link_revoked_with_who",
                condition=Q(revoked_at=None, revoked_by=None, revoked_by_name="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_by_name=""),
            ),
        ]

    def __str__(self):
        return self.label


class ShareView(models.Model):
    """One look through a share link, or one that was turned away. It lasts a minute."""

    class Outcome(models.TextChoices):
        SHOWN = "shown", "Shown"
        COMMENTED = "commented", "Commented"
        EXPIRED = "expired", "Turned away: expired"
        REVOKED = "revoked", "Turned away: revoked"

    link = models.ForeignKey(ShareLink, models.PROTECT, related_name="views")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    address = models.CharField(max_length=45, blank=True, help_text="Where from, as the server saw it.")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["link", "at"], name="share_view_lately")]


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=["new", "asked"])


class ReaderReport(models.Model):
    """A reader says that something in a story is wrong."""

    class State(models.TextChoices):
        NEW = "new", "New"
        ASKED = "asked", "Asked"
        CORRECTED = "corrected", "Corrected"
        DECLINED = "declined", "Declined"

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="reports")
    edition = models.ForeignKey("articles.Edition", models.PROTECT, null=True, related_name="+")
    quote = models.TextField(blank=True, help_text="The passage, as the reader saw it.")
    says = models.TextField(help_text="What the reader says is wrong.")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    taken_by_name = models.CharField(
        max_length=200, blank=True, help_text="Who took it by telephone or mail."
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.NEW)
    answer = models.TextField(blank=True, help_text="What was found, or asked, and why.")
    handled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    handled_by_name = models.CharField(max_length=200, blank=True)
    handled_at = models.DateTimeField(null=True)
    fix = models.PositiveIntegerField(
        null=True, help_text="The number of the revision that was sent to mend it."
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        permissions = [("answer_report", "Can settle what readers report")]
        indexes = [models.Index(fields=["state", "made_at"], name="report_state")]
        constraints = [
            models.CheckConstraint(
                name="report_state_is_known",
                condition=Q(state__in=["new", "asked", "corrected", "declined"]),
            ),
            models.CheckConstraint(name="report_says_something", condition=~Q(says="")),
            models.CheckConstraint(
                name="report_handled_with_who",
                condition=Q(state="new", handled_at=None, handled_by_name="")
                | ~Q(state="new") & Q(handled_at__isnull=False) & ~Q(handled_by_name=""),
            ),
        ]

    def __str__(self):
        return self.says[:80]


class ReportSender(models.Model):
    """That a report came from somewhere, and by which form: for a day, so that one place cannot fill the queue, nor one
    form bring two. No report is named.
    """

    sender = models.CharField(
        max_length=64, help_text="A keyed digest of the network address, or of the form."
    )
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["sender", "at"], name="report_sender_at"),
            models.Index(fields=["at"], name="report_sender_age"),
        ]
