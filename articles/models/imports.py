"""What came in by the mail room: runs, files with their original bytes, and what people said of them."""

from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat, Left, Length

from articles.models.prepared import Among, Prepared
from articles.models.rows import put_rows
from articles.text.blocks import plain
from articles.text.likeness import prints


class ImportRun(models.Model):
    """One run of the importer. ``counts`` maps each outcome to its number of files.

    A dry run is kept too, with its files and without stories: it can be looked at and accepted. ``learned`` maps a
    collection to the lines that recur in its folders (``importing.learned``), ``summary`` is what the run's page shows.
    """

    LARGE = 10_000
    """From so many files on, pages go by the summary, and doubts are gone through before files."""

    collection = models.CharField(max_length=120)
    is_dry = models.BooleanField(default=False)
    by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    active_at = models.DateTimeField(null=True, help_text="When its last batch was written.")
    busy_until = models.DateTimeField(
        null=True, help_text="Until then somebody works on it, and nobody else does."
    )
    finished_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(
        null=True, help_text="Files that its paths hold, or the stories in them."
    )
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    learned = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    accepts = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="accepted_in",
        help_text="The dry run that it carries out.",
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="run_undone_with_who",
                condition=Q(undone_at=None, undone_by_name="")
                | Q(undone_at__isnull=False) & ~Q(undone_by_name=""),
            ),
        ]

    def __str__(self):
        return f"Run {self.pk}, {self.collection}"


class Outcome(models.TextChoices):
    """What became of a file. Every file of a run has exactly one."""

    CREATED = "created", "Created"
    UPDATED = "updated", "Updated"
    UNCHANGED = "unchanged", "Unchanged"
    JOINED = "joined", "Joined"
    REFUSED = "refused", "Refused"


GAVE_TEXT = (Outcome.CREATED, Outcome.UPDATED)
"""What became of the files from which a story has its text."""


class Original(models.Model):
    """The bytes of a file as they came, held once however often they come."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self):
        return self.sha256


class ImportedFileQuerySet(models.QuerySet):
    def standing(self):
        """Those that count: not of a dry run, and not of a run that was undone."""
        return self.filter(is_dry=False, undone_at=None)

    def whole_files(self):
        """How many files they are of: rows are stories where a file holds several, at ``path#part`` each."""
        whole = Left("path", Length("path") - Length("part") - 1)
        of_parts = Count(Concat("collection", Value("\n"), whole), distinct=True, filter=~Q(part=""))
        told = self.order_by().aggregate(alone=Count("pk", filter=Q(part="")), of_parts=of_parts)
        return told["alone"] + told["of_parts"]


class ImportedFile(models.Model):
    """One file in one run: what it was, what became of it, and where each of its lines went.

    ``roles`` maps line numbers (as text, from 1) to roles; ``left_out`` lists ``[line, text, role]``;
    ``evidence`` maps a field to the lines that it came from, ``certainty`` a field to how sure it is. ``fields`` are
    the values as the file gives them, ``fixed`` the roles that a person gave to lines.
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
    certainty = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    is_dry = models.BooleanField(default=False)
    format = models.CharField(max_length=20, default="text")
    part = models.CharField(max_length=200, blank=True, help_text="Which story of a file that holds several.")
    shape = models.CharField(max_length=80, blank=True, help_text="How its lines are laid out.")
    address = models.CharField(max_length=500, blank=True, help_text="Where it stood on the web before.")
    undone_at = models.DateTimeField(null=True, help_text="Its run was undone: it counts as never taken.")

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        ordering = ["run", "path"]
        indexes = [
            models.Index(fields=["collection", "path", "-id"], name="file_identity"),
            models.Index(fields=["run", "shape"], name="file_shape"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "collection", "path"], name="file_once_a_run"),
            models.CheckConstraint(name="file_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="file_taken_has_a_story",
                condition=Q(outcome="refused") | Q(story__isnull=False) | Q(is_dry=True),
            ),
        ]

    def __str__(self):
        return self.path

    def importer(self):
        """Who did what this file made happen, as the record names it."""
        return f"import of {self}"[:200]


COMMON = 50
"""A run of words that so many texts have is a phrase or a notice: it says nothing of any of them."""


class FingerprintQuerySet(models.QuerySet):
    def add(self, sketches):
        """Keep sketches, given as (story or file, values). Of a value that is common no more is kept. Two queries."""
        sketches = list(sketches)
        asked = {value for _, values in sketches for value in values}
        if not asked:
            return
        common = {value for (value,) in _common(values=sorted(asked))}
        rows = []
        for of, values in sketches:
            story, file = (None, of.pk) if isinstance(of, ImportedFile) else (of.pk, None)
            rows += [(story, file, value) for value in values if value not in common]
        put_rows(Fingerprint, ("story", "file", "value"), rows)

    def sketch(self, *stories):
        """Let stories be found by what they say now, too, for files that are copies of them. Three queries."""
        held = set(self.filter(story__in=stories).values_list("story", "value"))
        values = {story: dict.fromkeys(prints(plain(story.body))) for story in stories}
        self.add(
            (story, [value for value in some if (story.pk, value) not in held])
            for story, some in values.items()
        )


@Prepared
def _common(values):
    held = Fingerprint.objects.filter(Among(F("value"), values)).order_by().values("value")
    return held.annotate(texts=Count("pk")).filter(texts__gt=COMMON).values_list("value")


class Fingerprint(models.Model):
    """One value of the sketch of a body, by which bodies that are nearly the same are found.

    A story has those of all that it ever said: files carry the old words. A dry run makes no stories: while it is at
    work, those that it would make are found by their files.
    """

    story = models.ForeignKey("articles.Story", models.CASCADE, null=True, related_name="fingerprints")
    file = models.ForeignKey(ImportedFile, models.CASCADE, null=True, db_index=False, related_name="+")
    value = models.BigIntegerField(db_index=True)

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["file"], condition=Q(file__isnull=False), name="fingerprint_of_dry_run")
        ]
        constraints = [
            models.CheckConstraint(
                name="fingerprint_of_one",
                condition=Q(story=None, file__isnull=False) | Q(story__isnull=False, file=None),
            ),
        ]

    def __str__(self):
        return f"{self.value:x}"


class LineRule(models.Model):
    """What lines like this one are, in the files of one collection or of all: made from one line, for all like it."""

    name = models.CharField(max_length=120, unique=True)
    collection = models.CharField(max_length=120, blank=True, help_text="Empty for every collection.")
    key = models.CharField(max_length=300, help_text="The form under which lines are compared.")
    begins = models.BooleanField(default=False, help_text="For all lines that begin so, whatever follows.")
    example = models.TextField(help_text="The line that it was made from, or how lines begin.")
    role = models.CharField(max_length=20)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "key", "begins"], name="rule_one_for_a_line"),
            models.CheckConstraint(name="rule_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self):
        return self.name


class Tick(models.Model):
    """A person's word on one file of a run's sample: whether the story says what the file says."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="ticks")
    file = models.ForeignKey(ImportedFile, models.PROTECT, related_name="ticks")
    is_right = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["run", "file"]
        constraints = [models.UniqueConstraint(fields=["run", "file"], name="tick_once_a_file")]

    def __str__(self):
        return f"{self.file}: {'right' if self.is_right else 'wrong'}"
