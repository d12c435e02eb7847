"""Editions: what readers see, as temporal rows. Only ``press`` writes them."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from .words import Genre, Precision, Severity, TextFields, address

FAR_FUTURE, END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""The end of an open edition: never null, so that one comparison finds the current one."""


class Kind(models.TextChoices):
    FIRST = "first", "First edition"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    REFRESH = "refresh", "Refresh"
    WITHDRAWAL = "withdrawal", "Withdrawal"


class WithdrawalReason(models.TextChoices):
    """Why a story was withdrawn, as the tombstone says it to readers."""

    ERROR = "error", "It did not meet our standards of accuracy"
    DUPLICATE = "duplicate", "It was published twice"
    SOURCE = "source", "Its source has withdrawn it"
    RIGHTS = "rights", "We do not have the right to publish it"
    LEGAL = "legal", "For legal reasons"
    UNDONE = "undone", "It was published by mistake"
    EXPIRED = "expired", "It was published until a set time"
    MERGED = "merged", "It is told in another story now"
    NEVER = "never", "Its import was undone"


SILENT = (WithdrawalReason.LEGAL, WithdrawalReason.UNDONE, WithdrawalReason.NEVER)
"""What is withdrawn for one of these leaves neither its headline nor a public history. An address whose import was
undone is as if it had never been: not found, without a tombstone."""


TELLS_OF_ERROR = Q(kind=Kind.CORRECTION) | Q(withdrawal_reason=WithdrawalReason.ERROR)
"""Which editions tell readers that a story was wrong, as their index has it."""


class _BegunHere(Func):
    """On PostgreSQL a function tells it, so that who asks need not be able to read stories."""

    function = "articles_begun_here"
    _ASKED = "EXISTS (SELECT 1 FROM articles_story WHERE id = %(expressions)s AND created_by_id IS NOT NULL)"

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template=self._ASKED, **extra)


class EditionQuerySet(models.QuerySet):
    def current(self, now):
        """The rows whose window holds ``now``: at most one a story, tombstones included."""
        return self.filter(live_from__lte=now, superseded_at__gt=now)

    def live(self, now):
        """What is public at ``now``. The one definition of "public"."""
        return self.current(now).exclude(kind=Kind.WITHDRAWAL)

    def scheduled(self, now):
        """Rows that wait for their time, those called back (an empty window) left out.

        What was published at once begins with its act: of two who press together, one may bring an earlier
        ``now``, and the other's edition is none that waits.
        """
        return self.filter(live_from__gt=now, superseded_at__gt=F("live_from"), made_at__lt=F("live_from"))

    def kept(self):
        """Those that readers saw or will see: all but what was called back. An act that was overtaken in its own
        moment has an empty window too, and was seen.
        """
        return self.filter(Q(superseded_at__gt=F("live_from")) | Q(made_at=F("live_from")))

    def history(self, now):
        """What readers may know was shown until ``now``: nothing from before a story was withdrawn without a word."""
        silenced = self._withdrawn_since(now).filter(withdrawal_reason__in=SILENT)
        return self.kept().filter(~Exists(silenced), live_from__lte=now)

    def versions(self, now):
        """What readers may compare: shown until ``now``, and not withdrawn since, for whatever reason.

        What a story said before it was withdrawn is not public again because it came back with other words.
        """
        return self.kept().filter(~Exists(self._withdrawn_since(now)), live_from__lte=now)

    def _withdrawn_since(self, now):
        """The tombstones that followed an edition, itself if it is one, for a subquery."""
        later = Q(live_from__gt=OuterRef("live_from"))
        together = Q(live_from=OuterRef("live_from"), number__gte=OuterRef("number"))
        stones = self.model.objects.kept().filter(kind=Kind.WITHDRAWAL, live_from__lte=now)
        return stones.filter(later | together, story_id=OuterRef("story_id"))

    def silenced(self, now):
        """The tombstones of what is withdrawn without a word: nobody outside is shown so much as its name."""
        return self.current(now).filter(withdrawal_reason__in=SILENT)

    def telling(self, sentence):
        """The corrections that say ``sentence`` to readers."""
        return self.kept().filter(kind=Kind.CORRECTION, correction=sentence)

    def corrections(self, now):
        """What readers were told of errors, the latest first: the corrections of stories that are live, and the
        tombstones of those that are withdrawn because they were wrong.
        """
        live = self.model.objects.live(now).filter(story_id=OuterRef("story_id"))
        corrected = Q(Exists(live), kind=Kind.CORRECTION)
        withdrawn = Q(withdrawal_reason=WithdrawalReason.ERROR, superseded_at__gt=now)
        told = self.history(now).filter(TELLS_OF_ERROR, corrected | withdrawn)
        return told.order_by("-live_from", "-pk")

    def for_readers(self):
        """Without what is the desk's own: who made them and why, and of what. A process for readers cannot read it."""
        return self.defer("revision", "made_by", "made_by_name", "archive_run", "override_reason")

    def with_origin(self):
        """Each with ``made_here``: whether its story was begun at the desk, and not taken from a file."""
        return self.annotate(made_here=_BegunHere("story_id", output_field=models.BooleanField()))

    def newest_first(self):
        """In the order of the lists.

        The date stands by itself too, though all lie before its end: where few are wanted, SQLite else reads and sorts
        all that have begun.
        """
        return self.filter(published_at__lte=END_OF_TIME).order_by("-published_at", "-story_id")

    def oldest_first(self):
        return self.order_by("published_at", "story_id")

    def older_than(self, edition):
        """Those before ``edition`` in the order of the lists.

        The date stands by itself first, so that the index is entered there and not read from its head.
        """
        at, story_id = edition.published_at, edition.story_id
        return self.filter(Q(published_at__lt=at) | Q(story_id__lt=story_id), published_at__lte=at)

    def newer_than(self, edition):
        at, story_id = edition.published_at, edition.story_id
        return self.filter(Q(published_at__gt=at) | Q(story_id__gt=story_id), published_at__gte=at)


class Edition(TextFields):
    """A snapshot of all that readers see of a story, shown from ``live_from`` until ``superseded_at``.

    Nothing of it ever changes but ``superseded_at``, while that lies in the future, and the pointers to a
    source or a person when two are merged. Triggers hold this in the database.
    """

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="editions")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=67)

    slug = models.SlugField(max_length=120, allow_unicode=True, db_index=False)
    headline_key = models.CharField(max_length=300)
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, related_name="editions", db_index=False
    )
    proofreader = models.ForeignKey(
        "articles.Proofreader", models.PROTECT, null=True, related_name="editions", db_index=False
    )
    proofreader_credit = models.CharField(max_length=200, blank=True)
    correction_severity = models.CharField(max_length=8, choices=Severity.choices, blank=True)
    genre = models.CharField(max_length=10, choices=Genre.choices, default=Genre.NEWS)
    is_flash = models.BooleanField(
        default=False, help_text="Published unread, and marked as developing to readers."
    )
    withdrawal_reason = models.CharField(max_length=10, choices=WithdrawalReason.choices, blank=True)

    # Where the readers of a story that was merged into another are sent.
    leads_to = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="+")

    # The story that it is the translation of, which is none itself.
    translation_of = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="+")

    published_at = models.DateTimeField()
    published_precision = models.CharField(max_length=6, choices=Precision.choices)
    modified_at = models.DateTimeField(null=True)
    live_from = models.DateTimeField()
    superseded_at = models.DateTimeField(default=FAR_FUTURE)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)
    archive_run = models.ForeignKey("articles.ImportRun", models.PROTECT, null=True, related_name="editions")
    override_reason = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "published version"
        permissions = [("release_archive", "Can publish imported stories unread, as an archive release")]
        indexes = [
            models.Index(fields=["published_at", "story"], name="edition_order"),
            models.Index(fields=["source", "published_at", "story"], name="edition_source_order"),
            models.Index(fields=["proofreader", "published_at", "story"], name="edition_proofreader_order"),
            models.Index(fields=["headline_key", "published_at"], name="edition_headline_key"),
            models.Index(fields=["live_from", "story"], name="edition_live_from"),
            models.Index(fields=["-made_at"], condition=~Q(override_reason=""), name="edition_overridden"),
            models.Index(fields=["-live_from", "-id"], condition=TELLS_OF_ERROR, name="edition_errors_told"),
            models.Index(
                fields=["live_from", "story"], condition=~Q(withdrawal_reason=""), name="edition_withdrawals"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_once_a_story"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(superseded_at=FAR_FUTURE), name="edition_one_open_a_story"
            ),
            models.CheckConstraint(name="edition_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="edition_genre_is_known", condition=Q(genre__in=Genre.values)),
            models.CheckConstraint(
                name="edition_window_runs_forward", condition=Q(superseded_at__gte=F("live_from"))
            ),
            models.CheckConstraint(
                name="edition_not_before_its_act", condition=Q(live_from__gte=F("made_at"))
            ),
            models.UniqueConstraint(
                fields=["story"],
                condition=Q(kind=Kind.FIRST, superseded_at__gt=F("live_from")),
                name="edition_one_first_a_story",
            ),
            models.CheckConstraint(
                # Not the other way round: a first edition that was called back gives way to another first.
                name="edition_number_one_is_first",
                condition=Q(kind=Kind.FIRST) | Q(number__gt=1),
            ),
            models.CheckConstraint(
                name="edition_correction_has_its_sentence",
                condition=Q(kind=Kind.CORRECTION) & ~Q(correction="") & ~Q(correction_severity="")
                | ~Q(kind=Kind.CORRECTION) & Q(correction="", correction_severity=""),
            ),
            models.CheckConstraint(
                name="edition_flash_is_shown_unread",
                condition=Q(is_flash=False) | Q(kind__in=["first", "update"], override_reason=""),
            ),
            models.CheckConstraint(
                name="edition_leads_on_when_merged",
                condition=Q(withdrawal_reason="merged", leads_to__isnull=False)
                | ~Q(withdrawal_reason="merged") & Q(leads_to=None),
            ),
            models.CheckConstraint(
                name="edition_translates_another", condition=~Q(translation_of=F("story"))
            ),
            models.CheckConstraint(
                name="edition_withdrawal_has_its_reason",
                condition=Q(kind=Kind.WITHDRAWAL) & ~Q(withdrawal_reason="")
                | ~Q(kind=Kind.WITHDRAWAL) & Q(withdrawal_reason=""),
            ),
            models.CheckConstraint(
                name="edition_has_headline_and_slug", condition=~Q(headline="") & ~Q(slug="")
            ),
            models.CheckConstraint(
                name="edition_shown_has_a_body", condition=Q(kind=Kind.WITHDRAWAL) | ~Q(body="")
            ),
        ]

    def __str__(self):
        return f"{self.headline} ({self.get_kind_display().lower()})"

    def get_absolute_url(self):
        return address("stories", str(self.story_id), self.slug)

    @property
    def told_genre(self) -> str:
        """The kind of piece as readers are told of it: "" of plain news."""
        return "" if self.genre == Genre.NEWS else Genre(self.genre).label

    def captions(self):
        return tuple((row.caption, row.credit) for row in self.picture_rows.all())

    def hang(self, **rows):
        """Let ``rows`` stand for what hangs on an edition that is not stored, by the names of its managers."""
        self._prefetched_objects_cache = rows

    def hanging(self, rows):
        """What hangs on it, by the name of its manager: which is made only where that is not at hand."""
        at_hand = vars(self).get("_prefetched_objects_cache", {})
        return at_hand[rows] if rows in at_hand else getattr(self, rows).all()
