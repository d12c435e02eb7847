"""How a row of the story list reads."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.desk.words import short_age
from articles.models import Edition, Kind, LedgerEntry, Stage
from articles.rules import Move

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
            is_scheduled=Exists(own.scheduled(now)),
            is_returned=returned(),
        )
        .select_related("source", "proofreader")
        .defer("body", "standfirst", "desk_notes")
    )


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
        "headline_shown", "stage_shown", "doubts_shown", "source_shown", "proofreader_shown", "public_shown",
        "age_shown", "revision_shown",
    )  # fmt: skip
    list_display_links = None

    @admin.display(description="headline")
    def headline_shown(self, story):
        address = reverse("admin:articles_story_change", args=[story.pk])
        marks = [("returned", "Returned")] if story.is_returned else []
        marks += [("provisional", "Provisional headline")] if story.headline_is_provisional else []
        return format_html(
            '<a href="{}" lang="{}">{}</a>{}{}',
            address,
            story.language,
            story.headline or "No headline",
            format_html_join("", ' <span class="mark mark-{}">{}</span>', marks),
            format_html('<span class="slugline">{}</span>', story.slugline) if story.slugline else "",
        )

    @admin.display(description="stage")
    def stage_shown(self, story):
        return format_html('<span class="stage stage-{}">{}</span>', story.stage, story.get_stage_display())

    @admin.display(description="doubts")
    def doubts_shown(self, story):
        if not story.open_doubts:
            return NOTHING
        return format_html('<span class="mark mark-doubts">{} open</span>', story.open_doubts)

    @admin.display(description="source")
    def source_shown(self, story):
        return story.source or story.source_credit or NOTHING

    @admin.display(description="proofreader")
    def proofreader_shown(self, story):
        return story.proofreader or story.proofreader_credit or NOTHING

    @admin.display(description="public")
    def public_shown(self, story):
        return format_html('<span class="public public-{}">{}</span>', *public_state(story))

    @admin.display(description="age", ordering="-changed_at")
    def age_shown(self, story):
        return short_age(story.changed_at, timezone.now())

    @admin.display(description="revision")
    def revision_shown(self, story):
        # A bulk move is decided on the texts that this list showed: it carries their numbers (law 7).
        return format_html(
            '{0}<input type="hidden" name="seen-{1}" value="{0}">', story.revision_number, story.pk
        )
