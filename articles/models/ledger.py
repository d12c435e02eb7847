"""What was done, by whom and when: append-only, and chained so that a gap or a change shows."""

from django.db import models
from django.db.models import Q


class LedgerEntry(models.Model):
    """One act. ``chain`` is ``story/12`` or, for what concerns no story, the like of ``source/3``.

    ``digest`` covers the entry and the digest before it in the chain (see ``articles.ledger``).
    """

    chain = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="ledger")
    act = models.CharField(max_length=40)
    by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "ledger"
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="ledger_number_once_a_chain"),
            models.CheckConstraint(
                name="ledger_first_entry_has_no_previous",
                condition=Q(number=1, previous="") | Q(number__gt=1) & ~Q(previous=""),
            ),
            models.CheckConstraint(name="ledger_names_who_acted", condition=~Q(by_name="")),
        ]

    def __str__(self):
        return f"{self.act}, {self.by_name}"


class LedgerSeal(models.Model):
    """All chains as they stood at one moment, signed together.

    ``root`` is SHA-256 over the last number and digest of each chain, entries up to ``last_entry`` counted.
    """

    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    last_entry = models.BigIntegerField()
    chains = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    signature = models.CharField(max_length=100)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Seal {self.pk}"


class Redaction(models.Model):
    """A court's order to blank a story's text. Digests, names and the ledger stay."""

    story = models.OneToOneField("articles.Story", models.PROTECT, related_name="redaction")
    reason = models.TextField()
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="redaction_says_why", condition=~Q(reason=""))]
