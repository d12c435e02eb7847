"""How a row of the story list reads."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.desk.words import counted, due_shown, short_age
from articles.ledger import name_of
from articles.models import Edition, Hold, Kind, LedgerEntry, Mark, Priority, Stage, TranslationFlag
from articles.rules import Move, idle_time

MARKS = (
    ("has_comments", "Comments", Mark.Kind.COMMENT),
    ("has_suggestions", "Suggestions", Mark.Kind.SUGGESTION),
    ("has_queries", "Queries", Mark.Kind.QUERY),
)
NOTHING = format_html('<span class="nothing">{}</span>', "–")


def annotated(stories, now):
    """``stories`` with their open doubts counted and what readers see of each, in one query."""
    own = Edition.objects.filter(story=OuterRef("pk"))
    current = own.current(now)
    return (
        stories.with_open_doubts()
        .annotate(
            public_kind=Subquery(current.values("kind")[:1]),
            public_run=Subquery(current.values("archive_run")[:1]),
            public_flash=Subquery(current.values("is_flash")[:1]),
            public_override=Subquery(current.values("override_reason")[:1]),
            last_edition=Coalesce(Subquery(own.order_by("-number").values("number")[:1]), 0),
            is_scheduled=Exists(own.scheduled(now)),
            is_returned=returned(),
            is_held=Exists(Hold.objects.filter(story=OuterRef("pk"), lifted_at=None)),
            has_flags=Exists(TranslationFlag.objects.open(now).filter(story=OuterRef("pk"))),
            **{name: _has_open(kind) for name, _, kind in MARKS},
        )
        .select_related("source", "proofreader", "writer_account", "reader_account")
        .defer("body", "standfirst", "desk_notes")
    )


def _has_open(kind):
    return Exists(Mark.objects.open().filter(story=OuterRef("pk"), kind=kind))


def returned():
    """A condition on stories: a draft that came back from the readers and was not handed in again."""
    since = Coalesce(_last(Move.SUBMIT), 0)
    sent_back = LedgerEntry.objects.filter(story=OuterRef("pk"), act=Move.SEND_BACK, number__gt=since)
    return Q(Exists(sent_back), stage=Stage.DRAFT)


def note_of(story):
    """The entry of the ledger with which ``story`` was returned, until it is handed in again; None for others."""
    if story.stage != Stage.DRAFT:
        return None
    last = story.ledger.filter(act__in=[Move.SUBMIT, Move.SEND_BACK]).order_by("-number").first()
    return last if last and last.act == Move.SEND_BACK else None


def _last(act):
    entries = LedgerEntry.objects.filter(story=OuterRef("story"), act=act).order_by("-number")
    return Subquery(entries.values("number")[:1])


def public_state(story):
    """What readers see of an annotated story: the class that marks it, and its words."""
    return _state(story.public_kind, story.public_run, story.is_scheduled)


def seen_by_readers(edition, is_scheduled):
    """The same from the current edition itself, or None."""
    if edition is None:
        return _state(None, None, is_scheduled)
    return _state(edition.kind, edition.archive_run_id, is_scheduled)


def _state(kind, archive_run, is_scheduled):
    if kind == Kind.WITHDRAWAL:
        return "withdrawn", "Withdrawn"
    if kind:
        return ("unread", "Imported, not re-read") if archive_run else ("live", "Live")
    return ("scheduled", "Scheduled") if is_scheduled else ("never", "Never published")


class StoryColumns:
    """The columns of the list. Links to the story, with what must catch the eye marked in words."""

    list_display = (
        "headline_shown", "stage_shown", "due_shown", "words_shown", "credits_shown", "public_shown", "age_shown",
    )  # fmt: skip
    list_display_links = None

    @admin.display(description="headline")
    def headline_shown(self, story):
        now = timezone.now()
        embargoed = story.embargo_until is not None and story.embargo_until > now
        marks = [
            (name, words)
            for name, words, holds in (
                ("returned", "Returned", story.is_returned),
                ("held", "On hold", story.is_held),
                ("embargo", "Embargo", embargoed),
                ("provisional", "Provisional headline", story.headline_is_provisional),
                ("doubts", counted(story.open_doubts, "open doubt"), story.open_doubts),
                *(("comments", words, getattr(story, name)) for name, words, _ in MARKS),
                ("version", "Another version changed", story.has_flags),
            )
            if holds
        ]
        return format_html(
            '<a href="{}" lang="{}" data-item>{}</a>{}{}{}',
            reverse("admin:articles_story_change", args=[story.pk]),
            story.language,
            story.headline or "No headline",
            format_html_join("", ' <span class="mark mark-{}">{}</span>', marks),
            format_html('<span class="slugline">{}</span>', story.slugline) if story.slugline else "",
            format_html('<span class="excerpt" lang="{}">{}</span>', story.language, story.excerpt)
            if getattr(story, "excerpt", None)
            else "",
        )

    @admin.display(description="stage")
    def stage_shown(self, story):
        holders = (
            (story.writer_account, story.writer_active_at),
            (story.reader_account, story.reader_active_at),
        )
        since = timezone.now() - idle_time()
        names = [name_of(account) for account, at in holders if account and at > since]
        return format_html(
            '<span class="stage stage-{}">{}</span>{}',
            story.stage,
            story.get_stage_display(),
            format_html_join("", '<span class="with">{}</span>', ((name,) for name in names)),
        )

    @admin.display(description="due")
    def due_shown(self, story):
        now, parts = timezone.now(), []
        if story.priority != Priority.NORMAL:
            parts.append(("priority", story.get_priority_display()))
        if story.due_at:
            is_late = story.due_at < now and story.stage != Stage.SPIKED and not is_out(story)
            shown = due_shown(story.due_at, now)
            parts.append(("late" if is_late else "due", format_html("Late: {}", shown) if is_late else shown))
        return format_html_join("", '<span class="mark mark-{}">{}</span> ', parts) or NOTHING

    @admin.display(description="words")
    def words_shown(self, story):
        return f"{story.words:,} of {story.target_words:,}" if story.target_words else f"{story.words:,}"

    @admin.display(description="source, proofreader")
    def credits_shown(self, story):
        names = [story.source or story.source_credit, story.proofreader or story.proofreader_credit]
        return " · ".join(str(name) for name in names if name) or NOTHING

    @admin.display(description="public")
    def public_shown(self, story):
        marks = [
            (name, words)
            for name, words, holds in (
                ("developing", "Developing", story.public_flash),
                ("overridden", "Published unread", story.public_override),
                ("scheduled", "Scheduled", story.is_scheduled and story.public_kind),
            )
            if holds
        ]
        return format_html(
            '<span class="public public-{}">{}</span>{}',
            *public_state(story),
            format_html_join("", ' <span class="mark mark-{}">{}</span>', marks),
        )

    @admin.display(description="changed")
    def age_shown(self, story):
        # A bulk move is decided on what this list showed: it carries the numbers of text and edition (law 7).
        return format_html(
            '{}<input type="hidden" name="seen-{}" value="{}.{}">',
            short_age(story.changed_at, timezone.now()),
            story.pk,
            story.revision_number,
            story.last_edition,
        )


def is_out(story):
    return story.edition_revision == story.revision_number
