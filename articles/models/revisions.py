"""Revisions: immutable, numbered snapshots of a story, and what the desk calls them."""

from django.db import models
from django.db.models import Q

from .words import Genre, Severity, TextFields

LATER_DETAILS = {
    "correction_severity": Severity.ORDINARY.value,
    "translation_of_id": None,
    "genre": Genre.NEWS.value,
}
"""What revisions say of details that there were none of when they were saved."""


BY_RULE = "rule:"
"""With which ``Revision.words_of`` says that the words are those of a rule, whose code follows."""
SLIP = "Fix of a slip"
"""The note of a revision whose author says that it mends a slip and nothing else."""


class RevisionQuerySet(models.QuerySet):
    def of_substance(self):
        """Those that changed more, as far as their authors say, than a slip."""
        return self.exclude(note=SLIP)

    def by_hand(self):
        """Those that somebody saved who looked at that one story: not those of many that were settled at once."""
        return self.filter(author__isnull=False, settled=None)

    def by_people(self):
        """Those that somebody saved, one story at a time or many at once, but for what was taken back since."""
        return self.filter(author__isnull=False, settled__taken_back_at=None)


class Revision(TextFields):
    """An immutable, numbered snapshot of a story: one per save that changed something.

    Its author is a person or, for imported text, the file. ``details`` holds what the digest does not cover.
    """

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    caption_list = models.JSONField(default=list, help_text="Caption and credit of each picture, in order.")
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=67)
    author = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    from_file = models.ForeignKey(
        "articles.ImportedFile", models.PROTECT, null=True, related_name="revisions"
    )
    words_of = models.CharField(
        max_length=60,
        blank=True,
        help_text="Whose the words are that came in with it, where not its author's: rule:…, suggestion:… or file:….",
    )
    note = models.CharField(max_length=300, blank=True)
    words = models.PositiveIntegerField(default=0, help_text="Of the body.")
    surviving = models.JSONField(
        null=True,
        help_text="Words of the text by author key, most first; null where they were never counted.",
    )
    created_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["story", "number"]
        indexes = [models.Index(fields=["words_of"], condition=~Q(words_of=""), name="revision_words_of")]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once_a_story"),
            models.CheckConstraint(
                name="revision_has_one_origin",
                condition=Q(author=None, from_file__isnull=False) | Q(author__isnull=False, from_file=None),
            ),
            models.CheckConstraint(name="revision_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self):
        return f"Revision {self.number}"

    def captions(self):
        return tuple((caption, credit) for caption, credit in self.caption_list)

    def detail(self, name):
        return self.details.get(name, LATER_DETAILS.get(name))

    def author_key(self) -> str:
        """Whose text this is, as ``text.diff`` counts it: ``user:3``, ``file:12``; or, where its author only took them
        up, ``rule:doubled-word``, ``suggestion:7`` or ``file:12``, which anybody can sign for.
        """
        if self.words_of:
            return self.words_of
        return f"user:{self.author_id}" if self.author_id else f"file:{self.from_file_id}"


class RevisionName(models.Model):
    """What a revision is called on the desk: "As sent to the lawyer"."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="naming")
    name = models.CharField(max_length=80)
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="revision_name_is_given", condition=~Q(name=""))]

    def __str__(self):
        return self.name
