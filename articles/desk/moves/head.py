"""The head of a story: where it stands, what readers see of it, who has it, what is wanted of it, what holds it."""

from zoneinfo import ZoneInfo

from articles import drafting
from articles.desk import moments
from articles.desk.moves import publishing, translating
from articles.desk.story_list import seen_by_readers
from articles.desk.words import joined
from articles.models import Priority, Stage

READ = (Stage.PROOFING, Stage.PROOFREAD)


def of(case):
    """All that the head shows, from the facts of ``case``."""
    story, shown = case.story, case.shown
    return {
        "public": seen_by_readers(shown, bool(case.scheduled)),
        "live": shown if case.is_live else None,
        "withdrawn": shown if shown and not case.is_live else None,
        "since": shown and shown.live_from,
        "waiting": publishing.waiting(case),
        "holders": [
            (work, who, since)
            for work, who, since in (
                ("Writing", case.writer, story.writer_active_at),
                ("Reading", case.reader, story.reader_active_at),
            )
            if who
        ],
        "due": _due(story, case.now),
        "priority": story.get_priority_display() if story.priority != Priority.NORMAL else "",
        "is_urgent": story.priority == Priority.URGENT,
        "holds": case.holds,
        "embargo": _embargo(story, case.now),
        "debt": _debt(case),
        "unread": joined(case.approval.unread_authors()) if story.stage in READ else "",
        "overridden": shown if case.is_live and shown.override_reason else None,
        "is_translatable": drafting.is_translatable(story),
        "versions": translating.versions(case),
        "flags": translating.flags(case),
        "now": case.now,
    }


def _due(story, now):
    if story.due_at is None:
        return None
    is_late = story.due_at <= now
    words = moments.lasting((story.due_at - now).total_seconds())
    return {"at": story.due_at, "is_late": is_late, "words": f"{words} late" if is_late else f"in {words}"}


def _embargo(story, now):
    if story.embargo_until is None:
        return None
    return {
        "told": moments.told(story.embargo_until, ZoneInfo(story.embargo_zone)),
        "countdown": moments.countdown(story.embargo_until, now),
        "is_over": story.embargo_until <= now,
        "by": story.embargo_by_name,
        "at": story.embargo_until,
    }


def _debt(case):
    """The flash that is owed a reading, if there is one; asked for only where there was a flash."""
    if not case.is_live or not any(row.is_flash for row in case.editions):
        return None
    debt = case.story.debts.open().first()
    return debt and {
        "since": debt.opened_at,
        "words": moments.lasting((case.now - debt.opened_at).total_seconds()),
    }
