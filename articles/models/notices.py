"""What people are told, and what is to be done outside: written with the act, carried out after it."""

from django.db import models
from django.db.models import Q


class NoticeQuerySet(models.QuerySet):
    def unread(self, user, now):
        return self.filter(to=user, read_at=None, due_at__lte=now)


class Notice(models.Model):
    """A sentence to one person. It is shown from ``due_at`` on; ``key`` says what it is about, once a person."""

    to = models.ForeignKey("auth.User", models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="notices")
    sentence = models.CharField(max_length=400)
    address = models.CharField(max_length=200, blank=True, help_text="A path on this site.")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-id"]
        indexes = [models.Index(fields=["to", "-due_at"], condition=Q(read_at=None), name="notice_unread")]
        constraints = [
            models.UniqueConstraint(fields=["to", "key"], name="notice_once_a_person"),
            models.CheckConstraint(name="notice_says_something", condition=~Q(sentence="")),
        ]

    def __str__(self):
        return self.sentence


class EffectQuerySet(models.QuerySet):
    def waiting(self, now):
        """Due, not done, and claimed by nobody or by somebody who did not come back."""
        return self.unclaimed(now).filter(done_at=None, given_up_at=None, due_at__lte=now)

    def unclaimed(self, now):
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))

    def failing(self):
        return self.filter(done_at=None).exclude(error="")


class Effect(models.Model):
    """Something to be done outside the database, once: a mail, a ping. The outbox.

    ``key`` is unique, so that an act that is made twice is carried out once. ``due_at`` moves on after a failure.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", "Mail"
        INDEXNOW = "indexnow", "search engines, through IndexNow"
        WEBSUB = "websub", "followers of feeds, through the hub"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="effects")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="effects")
    payload = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(done_at=None, given_up_at=None), name="effect_waiting"
            ),
            models.Index(fields=["-due_at"], condition=Q(done_at=None) & ~Q(error=""), name="effect_failing"),
        ]
        constraints = [
            models.CheckConstraint(
                name="effect_kind_is_known", condition=Q(kind__in=["mail", "indexnow", "websub"])
            ),
            models.CheckConstraint(
                name="effect_done_or_given_up", condition=Q(done_at=None) | Q(given_up_at=None)
            ),
        ]

    def __str__(self):
        return self.key
