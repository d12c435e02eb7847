"""What stood on the front page, what stands, and what waits: with who arranged it, and what it changed."""

from datetime import UTC, datetime

from articles.desk import moments
from articles.desk.front import showing
from articles.desk.front.telling import differences
from articles.layouts import Layout, layouts_of
from articles.models import FAR_FUTURE, Arrangement

SIZE = 30


def waiting(now):
    """What is scheduled, in order."""
    return [
        {
            "row": row,
            "told": moments.told(row.live_from),
            "countdown": moments.countdown(row.live_from, now),
            "seconds": int(row.live_from.timestamp()),
        }
        for row in Arrangement.objects.scheduled(now).order_by("live_from")
    ]


def page_of(*, before, now):
    """The latest arrangements, or those before a number; each told by what it changed of the one before."""
    rows = Arrangement.objects.order_by("-number")
    if before:
        rows = rows.filter(number__lt=before)
    found = list(rows[: SIZE + 1])
    layouts = layouts_of(found)
    stories = [story for layout in layouts.values() for story in layout.pinned.values()]
    names = showing.names_of(stories, now)
    topics = {topic.pk: topic for layout in layouts.values() for topic in layout.sections}
    shown = []
    for row, earlier in zip(found[:SIZE], [*found[1:], None], strict=False):
        old = layouts[earlier.pk] if earlier else Layout()
        shown.append(
            {
                "row": row,
                "state": _state(row, now),
                "begins": moments.told(row.live_from),
                "ends": "" if row.superseded_at == FAR_FUTURE else moments.told(row.superseded_at),
                "changes": differences(old, layouts[row.pk], names, topics),
                "seconds": int(row.live_from.timestamp()),
            }
        )
    return {
        "rows": shown,
        "older": found[SIZE - 1].number if len(found) > SIZE else None,
        "is_later": bool(before),
    }


def moment(seconds):
    """The moment that an address gives in seconds since 1970; None where it gives none."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 12):
        return None
    at = int(seconds)
    return datetime.fromtimestamp(at, UTC) if at < FAR_FUTURE.timestamp() else None


def _state(row, now):
    if row.superseded_at <= row.live_from:
        return "called-back" if row.made_at < row.live_from else "overtaken"
    if row.live_from > now:
        return "scheduled"
    return "live" if row.superseded_at > now else "past"
