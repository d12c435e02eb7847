"""What came in by the mail room: runs, files with their original bytes, doubts and waiting titles."""

from django.db import models
from django.db.models import Q


class ImportRun(models.Model):
    """One run of the importer. ``counts`` maps each outcome to its number of files."""

    collection = models.CharField(max_length=120)
    by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"Run {self.pk}, {self.collection}"


class Outcome(models.TextChoices):
    """What became of a file. Every file of a run has exactly one."""

    CREATED = "created", "Created"
    UPDATED = "updated", "Updated"
    UNCHANGED = "unchanged", "Unchanged"
    JOINED = "joined", "Same content as another file"
    REFUSED = "refused", "Refused"


class Original(models.Model):
    """The bytes of a file as they came, held once however often they come."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self):
        return self.sha256


class ImportedFile(models.Model):
    """One file in one run: what it was, what became of it, and where each of its lines went.

    ``roles`` maps line numbers (as text, from 1) to roles; ``left_out`` lists ``[line, text, role]``;
    ``evidence`` maps a field to the lines that it came from.
    """

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="files")
    collection = models.CharField(max_length=120)
    path = models.CharField(max_length=1000, help_text="Relative to the folder that was given.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64, db_index=True)
    original = models.ForeignKey(
        Original, models.PROTECT, null=True, related_name="files", db_constraint=True
    )
    encoding = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    sentence = models.TextField(blank=True, help_text="What became of the file, in words fit to show.")
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="files")
    roles = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    evidence = models.JSONField(default=dict)

    class Meta:
        ordering = ["run", "path"]
        indexes = [models.Index(fields=["collection", "path", "-id"], name="file_identity")]
        constraints = [
            models.UniqueConstraint(fields=["run", "collection", "path"], name="file_once_a_run"),
            models.CheckConstraint(name="file_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="file_taken_has_a_story", condition=Q(outcome="refused") | Q(story__isnull=False)
            ),
        ]

    def __str__(self):
        return self.path


class DoubtQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class Doubt(models.Model):
    """Something that the importer is unsure of. Open until its field is edited or confirmed, with who."""

    file = models.ForeignKey(ImportedFile, models.PROTECT, related_name="doubts")
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="doubts")
    code = models.CharField(max_length=40)
    field = models.CharField(max_length=40, blank=True, help_text="Empty for the file as a whole.")
    line = models.PositiveIntegerField(null=True)
    sentence = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    settled_by_name = models.CharField(max_length=200, blank=True)

    objects = DoubtQuerySet.as_manager()

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


class Promo(models.Model):
    """The title of another story at the head or foot of a file: evidence, and a title that waits for its
    story.

    Its date is that of the day the page was fetched: it is never printed and never dates a story.
    """

    file = models.ForeignKey(ImportedFile, models.PROTECT, related_name="promos")
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, db_index=True)
    date = models.DateField(null=True)
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["file", "line"]

    def __str__(self):
        return self.title
