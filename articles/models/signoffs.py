"""Approvals: one person, one digest, one story."""

from django.db import models
from django.db.models import Q


class SignOffQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back=None)


class SignOff(models.Model):
    """One person's approval of exactly one text of one story, under a version of the rules.

    Never changed and never deleted; taking it back is a row of its own.
    """

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="signoffs")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="signoffs")
    digest = models.CharField(max_length=67)
    signer = models.ForeignKey("auth.User", models.PROTECT, related_name="signoffs")
    signer_name = models.CharField(max_length=200)
    rules_version = models.CharField(max_length=40)
    is_second = models.BooleanField(
        default=False,
        help_text="By a second person who is no proofreader: it passes what a proofreader wrote and signed, no more.",
    )
    signed_at = models.DateTimeField()

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "id"]
        indexes = [models.Index(fields=["signed_at", "id"], name="signoff_signed")]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "digest", "signer"], name="signoff_once_a_person_and_text"
            ),
            models.CheckConstraint(name="signoff_names_its_signer", condition=~Q(signer_name="")),
        ]

    def __str__(self):
        return f"{self.signer_name}, {self.digest[3:11]}"


class SignOffTakenBack(models.Model):
    signoff = models.OneToOneField(SignOff, models.PROTECT, related_name="taken_back")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sign-off taken back"
        verbose_name_plural = "sign-offs taken back"
