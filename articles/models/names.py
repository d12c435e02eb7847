"""The names that the newsroom knows, and how it spells them."""

from django.db import models
from django.db.models import Q


class KnownNameQuerySet(models.QuerySet):
    def known(self):
        """Those that count: what only one story said, and what was forgotten, is left out."""
        return self.exclude(standing__in=[KnownName.Standing.MET, KnownName.Standing.FORGOTTEN])

    def spellings(self):
        """Those that are right."""
        return self.filter(standing__in=[KnownName.Standing.KNOWN, KnownName.Standing.PREFERRED])


class KnownName(models.Model):
    """A name of a person or an organisation under its key (``text.naming.key_of``).

    It is met in a published story, ``story_number``, and known when a second says it too, or one is
    credited to it. The desk has the last word: what it prefers, calls a wrong form of another, or forgot stays so.

    ``head`` and ``tail`` (``text.style.ends_of``) lead from names that are nearly this one; "" where none is to.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"
        OTHER = "other", "Name"

    class Standing(models.TextChoices):
        MET = "met", "Met in one story"
        KNOWN = "known", "From published stories"
        PREFERRED = "preferred", "Our spelling"
        WRONG = "wrong", "Wrong form"
        FORGOTTEN = "forgotten", "Forgotten"

    key = models.CharField(max_length=200, unique=True)
    spelling = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    standing = models.CharField(max_length=9, choices=Standing.choices)
    head = models.CharField(max_length=110, blank=True)
    tail = models.CharField(max_length=110, blank=True)
    story_number = models.PositiveBigIntegerField(
        null=True,
        help_text="The story that it was first met in; no key, so that stories go without a look here.",
    )
    meant = models.ForeignKey("self", models.CASCADE, null=True, related_name="wrong_forms")
    by_name = models.CharField(max_length=200, blank=True, help_text="Who of the desk said so.")
    at = models.DateTimeField(null=True)

    objects = KnownNameQuerySet.as_manager()

    class Meta:
        verbose_name = "known name"
        ordering = ["key"]
        indexes = [
            models.Index(fields=["head"], name="known_name_head"),
            models.Index(fields=["tail"], name="known_name_tail"),
            models.Index(fields=["standing", "key"], name="known_name_list"),
        ]
        constraints = [
            models.CheckConstraint(name="known_name_says_something", condition=~Q(key="") & ~Q(spelling="")),
            models.CheckConstraint(
                name="known_name_wrong_for_another",
                condition=Q(standing="wrong", meant__isnull=False) | (~Q(standing="wrong") & Q(meant=None)),
            ),
            models.CheckConstraint(
                name="known_name_by_the_desk",
                condition=~Q(standing__in=["preferred", "wrong", "forgotten"])
                | (~Q(by_name="") & Q(at__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.spelling


class FactTick(models.Model):
    """Somebody has looked up a name, a figure, a date or a quotation of a story, in the sentence that it stands in.

    ``fact`` is the digest of both, so that other words are looked up anew.
    """

    story = models.ForeignKey("articles.Story", models.CASCADE, related_name="fact_ticks")
    fact = models.CharField(max_length=32)
    by = models.ForeignKey("auth.User", models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["story", "by", "fact"], name="fact_tick_once"),
        ]

    def __str__(self):
        return f"{self.fact} in story {self.story_id}"
