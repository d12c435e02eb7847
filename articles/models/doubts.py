"""What an import leaves to be settled: doubts, and titles that wait for their stories."""

from django.db import models
from django.db.models import Q


class DoubtQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


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

    file = models.ForeignKey("articles.ImportedFile", models.PROTECT, related_name="promos")
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=300, db_index=True)
    date = models.DateField(null=True)
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["file", "line"]

    def __str__(self):
        return self.title
