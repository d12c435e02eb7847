"""Names that may be one: the traces by which they are found, and the pairs that somebody is to decide about."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Trace(models.Model):
    """One of the forms under which a name, or one that stands for it too, is found by near ones (``text.nearness``)."""

    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.key


class PairQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has decided about: neither parted nor merged."""
        return self.filter(parted_at=None, first__merged_into=None, second__merged_into=None)


class Pair(models.Model):
    """Two names that may be one, the older first. Parted: somebody said that they are not, which holds for ever."""

    why = models.CharField(max_length=100, help_text="Why they may be one, in words fit to show.")
    made_at = models.DateTimeField(db_default=Now())
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    parted_by_name = models.CharField(max_length=200, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_once"),
            models.CheckConstraint(name="%(class)s_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="%(class)s_parted_with_who",
                condition=Q(parted_at=None, parted_by_name="")
                | Q(parted_at__isnull=False) & ~Q(parted_by_name=""),
            ),
        ]

    def __str__(self):
        return f"{self.first} and {self.second}"


class SourceTrace(Trace):
    owner = models.ForeignKey("articles.Source", models.CASCADE, related_name="traces")


class SourcePair(Pair):
    first = models.ForeignKey("articles.Source", models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey("articles.Source", models.CASCADE, related_name="pairs_as_second")


class ProofreaderTrace(Trace):
    owner = models.ForeignKey("articles.Proofreader", models.CASCADE, related_name="traces")


class ProofreaderPair(Pair):
    first = models.ForeignKey("articles.Proofreader", models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey("articles.Proofreader", models.CASCADE, related_name="pairs_as_second")


class WriterTrace(Trace):
    owner = models.ForeignKey("articles.Writer", models.CASCADE, related_name="traces")


class WriterPair(Pair):
    first = models.ForeignKey("articles.Writer", models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey("articles.Writer", models.CASCADE, related_name="pairs_as_second")
