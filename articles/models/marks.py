"""What is said of a story's words: marks on a range of a revision, replies to them, findings that were dismissed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class Range(models.Model):
    """An exact range of a revision, kept as a quote with its context.

    ``field`` is a field of ``Text``; of a body, ``block`` counts its blocks from 0. ``start`` and ``end`` count the
    characters of that field's or block's plain text. All empty: the story as a whole.
    """

    field = models.CharField(max_length=20, blank=True)
    block = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class MarkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at=None)

    def blocking(self):
        """Those that keep a text from being signed: suggestions nobody has decided on, queries nobody has answered.
        What outsiders say through a link never does.
        """
        waits = Q(kind=Mark.Kind.SUGGESTION) | Q(kind=Mark.Kind.QUERY, answered_at=None)
        return self.open().filter(waits, link=None)

    def asked(self, user):
        """The queries that wait for an answer by ``user``."""
        return self.open().filter(to=user, answered_at=None)

    def answered(self, user):
        """The queries of ``user`` that somebody has answered, and that are not settled."""
        return self.open().filter(kind=Mark.Kind.QUERY, author=user, answered_at__isnull=False)


class Mark(Range):
    """A note on an exact range of a revision, or on the story as a whole.

    A suggestion puts ``proposed`` in place of ``exact``, or nothing, which takes the words out. A query asks one
    person, ``to``. A mark is open until it is ``resolved``, which says how it ended.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        SUGGESTION = "suggestion", "Suggestion"
        QUERY = "query", "Query"

    class Outcome(models.TextChoices):
        RESOLVED = "resolved", "Resolved"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Taken back"

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="marks")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    proposed = models.TextField(blank=True)
    to = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    author = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    link = models.ForeignKey("articles.ShareLink", models.PROTECT, null=True, related_name="marks")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, help_text="When somebody but its author first replied.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    became = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, related_name="+", help_text="What accepting it made."
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    resolved_by_name = models.CharField(max_length=200, blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["story"], condition=Q(resolved_at=None), name="mark_open")]
        constraints = [
            models.CheckConstraint(
                name="mark_kind_is_known", condition=Q(kind__in=["comment", "suggestion", "query"])
            ),
            models.CheckConstraint(name="mark_says_something", condition=~Q(note="") | Q(kind="suggestion")),
            models.CheckConstraint(
                name="mark_suggests_another_text",
                condition=Q(kind="suggestion") & ~Q(exact="") & ~Q(proposed=F("exact"))
                | ~Q(kind="suggestion") & Q(proposed=""),
            ),
            models.CheckConstraint(
                name="mark_query_asks_somebody",
                condition=Q(kind="query", to__isnull=False) & ~Q(to_name="")
                | ~Q(kind="query") & Q(to=None, to_name=""),
            ),
            models.CheckConstraint(
                name="mark_has_one_origin",
                condition=Q(author=None, link__isnull=False) | Q(author__isnull=False, link=None),
            ),
            models.CheckConstraint(
                name="mark_range_runs_forward",
                condition=Q(start=None, end=None, exact="") | Q(end__gt=F("start")) & ~Q(exact=""),
            ),
            models.CheckConstraint(
                name="mark_resolved_with_who",
                condition=Q(resolved_at=None, resolved_by=None, resolved_by_name="", outcome="", became=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False)
                & ~Q(resolved_by_name="")
                & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="mark_became_what_was_accepted", condition=Q(became=None) | Q(outcome="accepted")
            ),
        ]

    def __str__(self):
        return (self.note or self.proposed or f"Take out “{self.exact}”")[:80]


class Reply(models.Model):
    """What is said to a mark. There are no replies to replies."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="replies")
    note = models.TextField()
    author = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        default_permissions = ()
        constraints = [models.CheckConstraint(name="reply_says_something", condition=~Q(note=""))]

    def __str__(self):
        return self.note[:80]


class DismissalQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def of(self, story, codes, words):
        """Those of these rules that may hold in ``story``: its own, and the whole desk's that are of these words."""
        said = Q(exact__in=words) | Q(folded__in={each.lower() for each in words})
        rows = self.annotate(folded=Lower("exact")).filter(code__in=codes)
        return rows.filter(Q(story=story) | Q(scope=Dismissal.Scope.DESK) & said)


class Dismissal(Range):
    """That a finding of the house style is none: here, in this story, or wherever the desk writes these words.

    ``code`` is the rule's; ``exact`` are the words that it found. Only one that is dismissed here needs the rest of its
    place. One for the whole desk still names the story in which somebody said so.
    """

    class Scope(models.TextChoices):
        ONCE = "once", "Here"
        STORY = "story", "In this story"
        DESK = "desk", "For this desk"

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="dismissals")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=5, choices=Scope.choices)
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=5)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    taken_back_by_name = models.CharField(max_length=200, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        permissions = [("dismiss_for_desk", "Can say for the whole desk that a finding is none")]
        indexes = [
            models.Index(
                fields=["code"], condition=Q(scope="desk", taken_back_at=None), name="dismissal_desk"
            ),
            models.Index(fields=["code", "at"], name="dismissal_code"),
        ]
        constraints = [
            models.CheckConstraint(
                name="dismissal_scope_is_known", condition=Q(scope__in=["once", "story", "desk"])
            ),
            models.CheckConstraint(
                name="dismissal_of_what_blocks_has_a_reason", condition=~Q(severity="block") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="dismissal_beyond_a_story_has_a_reason", condition=~Q(scope="desk") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="dismissal_taken_back_with_who",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_by_name="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_by_name=""),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.exact[:60]}"
