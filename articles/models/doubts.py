"""What an import leaves to be settled: doubts, what other files say of a story, and titles that wait for theirs."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from .imports import ImportedFile, ImportRun
from .ledger import LedgerEntry


class OpenQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def of_run(self, run):
        """Those about files of a run. SQLite, which does not know that a run is large, would go through all its files
        for the first of them. One query more."""
        files = ImportedFile.objects.filter(run=run).order_by()
        if files[ImportRun.LARGE :].exists():
            return self.filter(Exists(files.filter(pk=OuterRef("file"))))
        return self.filter(file__run=run)


class Doubt(models.Model):
    """Something that the importer is unsure of. Open until its field is edited or confirmed, with who."""

    file = models.ForeignKey("articles.ImportedFile", models.PROTECT, related_name="doubts")
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="doubts")
    code = models.CharField(max_length=40)
    field = models.CharField(max_length=40, blank=True, help_text="Empty for the file as a whole.")
    line = models.PositiveIntegerField(null=True)
    sentence = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    settled_by_name = models.CharField(max_length=200, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["file", "id"]
        indexes = [models.Index(fields=["story"], condition=Q(settled_at=None), name="doubt_open")]
        constraints = [
            models.CheckConstraint(
                name="doubt_settled_with_who",
                condition=Q(settled_at=None, settled_by_name="")
                | Q(settled_at__isnull=False) & ~Q(settled_by_name=""),
            ),
        ]

    def __str__(self):
        return self.sentence


class Settlement(models.Model):
    """Doubts that are alike, settled at once by one person: an act that can be taken back as one."""

    class Way(models.TextChoices):
        CONFIRM = "confirm", "Confirmed"
        SWAP = "swap", "Day and month swapped"
        GIVE = "give", "One date given"

    run = models.ForeignKey("articles.ImportRun", models.PROTECT, related_name="settlements")
    code = models.CharField(max_length=40)
    way = models.CharField(max_length=7, choices=Way.choices)
    date = models.DateField(null=True, help_text="That was given to all of them.")
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(help_text="When it began: many are settled batch by batch.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="settlement_way_is_known", condition=Q(way__in=["confirm", "swap", "give"])
            ),
            models.CheckConstraint(
                name="settlement_date_is_given",
                condition=Q(way="give", date__isnull=False) | ~Q(way="give") & Q(date=None),
            ),
            models.CheckConstraint(name="settlement_names_who", condition=~Q(by_name="")),
        ]

    def __str__(self):
        return f"Settlement {self.pk}"


ASIDE = ("confirm", "unconfirm", "unsettle", "credit moved", "credit moved back")
"""Acts of the ledger by which nobody touches a story: about its doubts alone, or about a name in many stories."""
IN_PASSING = Q(act__in=ASIDE) | Q(act="reread", detail__has_key="rule")
"""Those, and files that a rule read again: whoever carried it out has not looked at each story."""


class SettledDoubtQuerySet(models.QuerySet):
    def standing(self):
        """Those that are settled by it still."""
        return self.filter(taken_back_at=None, doubt__settled_at=F("at"))

    def taken_back(self):
        return self.filter(taken_back_at__isnull=False)

    def touched(self):
        """Those whose story somebody has touched since, other than by settling many at once."""
        together = SettledDoubt.objects.filter(doubt__story=OuterRef("story"), at=OuterRef("at"))
        acts = LedgerEntry.objects.filter(
            story=OuterRef("doubt__story"), at__gt=OuterRef("at"), by__isnull=False
        ).exclude(IN_PASSING)
        return self.filter(Exists(acts.exclude(Exists(together))))


class SettledDoubt(models.Model):
    """A doubt that a settlement settled, at the moment ``at``, with the revision of its story that this made, if any.

    Taken back, with who, it stays on record.
    """

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="rows")
    doubt = models.ForeignKey(Doubt, models.PROTECT, related_name="+")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True, related_name="settled")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    taken_back_by_name = models.CharField(max_length=200, blank=True)

    objects = SettledDoubtQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["settlement", "doubt"], name="settled_once_a_settlement"),
            models.CheckConstraint(
                name="settled_taken_back_with_who",
                condition=Q(taken_back_at=None, taken_back_by_name="")
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_by_name=""),
            ),
        ]

    def __str__(self):
        return f"{self.settlement}: {self.doubt}"


class ProposalQuerySet(OpenQuerySet):
    def standing(self):
        """Those that are open, or that somebody decided about."""
        return self.filter(Q(settled_at=None) | Q(is_taken__isnull=False))


class Proposal(models.Model):
    """What another file says of a story: a value for one field, open until somebody takes or declines it.

    ``value`` is as ``drafting`` takes it, ``revision`` that of the story that it was compared with. Settled and neither
    taken nor declined is what was withdrawn: its file counts as never taken, or must not be quoted.
    """

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="proposals")
    file = models.ForeignKey("articles.ImportedFile", models.PROTECT, related_name="proposals")
    field = models.CharField(max_length=40)
    value = models.JSONField()
    shown = models.TextField(help_text="The value in words fit to show.")
    line = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    settled_by_name = models.CharField(max_length=200, blank=True)
    is_taken = models.BooleanField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(settled_at=None), name="proposal_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "field", "shown"], condition=Q(settled_at=None), name="proposal_open_once"
            ),
            models.CheckConstraint(
                name="proposal_settled_with_who",
                condition=Q(settled_at=None, settled_by_name="", is_taken=None)
                | Q(settled_at__isnull=False) & ~Q(settled_by_name=""),
            ),
        ]

    def __str__(self):
        return self.shown

    @property
    def is_title(self):
        """Whether it is a title that waits in the file of another story, and not from a copy of this one."""
        return self.file.story_id != self.story_id


class Promo(models.Model):
    """The title of another story at the head or foot of a file: evidence, and a title that waits for its
    story.

    Its date is that of the day the page was fetched: it is never printed and never dates a story.
    """

    file = models.ForeignKey("articles.ImportedFile", models.PROTECT, related_name="promos")
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, db_index=True)
    date = models.DateField(null=True)
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["file", "line"]

    def __str__(self):
        return self.title
