"""The only writer of the front page: arranged now or for a moment, and called back before it.

An arrangement is a row with the window in which readers see it; there is nothing to run at its moment. What is
scheduled stays where it is: an arrangement made now is in force until the next.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from articles import ledger
from articles.layouts import BESIDE, LEAD, SECTIONS, Layout, places_of
from articles.models import FAR_FUTURE, Arrangement, Edition, FrontSection, Slot
from articles.rules import Refused, check_right

RIGHT, VERB = "add_arrangement", "arrange the front page"
CHAIN = "front"


def arrange(layout: Layout, *, base: int, by: Any, now: datetime, at: datetime | None = None) -> Arrangement:
    """Let readers see the front page like ``layout`` from ``at`` on, from now on where that is None.

    ``base`` is the number of the latest arrangement that was known, 0 for none: refused where there is a later one.
    Pins that have ended by then are left out. Logged.
    """
    check_right(by, RIGHT, VERB)
    try:
        with transaction.atomic():
            last = _lock()
            _check_base(last, base)
            start = _start(now, at)
            layout = layout.standing(start)
            _check_layout(layout)
            arrangement = Arrangement(
                number=(last.number if last else 0) + 1,
                live_from=start,
                superseded_at=_take_place(start, is_now=at is None),
                made_at=now if at else start,
                made_by=by,
                made_by_name=ledger.name_of(by),
            )
            arrangement.save(force_insert=True)
            _write(arrangement, layout)
            ledger.record("arranged", by=by, at=now, chain=CHAIN, **_told(arrangement, layout, at))
    except IntegrityError as error:  # two first ones at once: there was no row yet to wait for
        raise Refused(
            "Somebody else arranged the front page in this moment. Look again, then decide."
        ) from error
    return arrangement


def call_back(arrangement: Arrangement, *, by: Any, now: datetime) -> None:
    """Let what is scheduled not come: what is in force before it stays until the next. Logged."""
    check_right(by, RIGHT, VERB)
    with transaction.atomic():
        _lock()
        row = Arrangement.objects.get(pk=arrangement.pk)
        if row.superseded_at <= row.live_from:
            raise Refused("It was called back already.")
        end, before = row.superseded_at, _held_until(row.live_from)
        _move(row, row.live_from, unless_shown=True)
        if before:
            _move(before, end)
        ledger.record("called back", by=by, at=now, chain=CHAIN, number=row.number)


def _lock() -> Arrangement | None:
    """The latest arrangement, locked until the transaction ends: whoever writes one waits for it."""
    return Arrangement.objects.select_for_update(no_key=True).order_by("-number").first()


def _check_base(last: Arrangement | None, base: int) -> None:
    if last and last.number != base:
        raise Refused(
            f"{last.made_by_name} has arranged the front page meanwhile. Nothing was done. See what stands now, then "
            "decide again."
        )


def _start(now: datetime, at: datetime | None) -> datetime:
    if at is None:
        row = Arrangement.objects.current(now).first()
        return max(now, row.live_from) if row else now
    if at <= now:
        raise Refused("That time lies in the past. Choose a later one, or arrange it now.")
    if at >= FAR_FUTURE:
        raise Refused("That is too far ahead.")
    return at


def _check_layout(layout: Layout) -> None:
    """Refuse what cannot stand so: a story in two places, a place that is none, a story that nobody published."""
    topics = [topic.pk for topic in layout.sections]
    if len(topics) > SECTIONS or len(set(topics)) != len(topics):
        raise Refused(f"The front page has {SECTIONS} sections at most, each once.")
    places = {LEAD, *BESIDE, *(place for topic in topics for place in places_of(topic))}
    if not places.issuperset(layout.pins):
        raise Refused(
            "A story is pinned in a section that does not stand on the page. Take it out, or add the section."
        )
    pinned = layout.pinned.values()
    if twice := [story for story, count in Counter(pinned).items() if count > 1]:
        raise Refused(f"Story {twice[0]} stands in two places. Leave it in one of them.")
    known = Edition.objects.kept().filter(story__in=pinned).values_list("story_id", flat=True)
    if unknown := sorted(set(pinned) - set(known)):
        raise Refused(
            f"Story {unknown[0]} is neither published nor scheduled. Publish it first, or take it out."
        )


def _take_place(start: datetime, *, is_now: bool) -> datetime:
    """Make room at ``start``, and give the moment at which the next one begins."""
    following = Arrangement.objects.kept().filter(live_from__gte=start).order_by("live_from")
    before = _held_at(start)
    if not is_now and following.filter(live_from=start).exists():
        raise Refused(
            "Another change is scheduled for that very moment. Call it back first, or choose another time."
        )
    if before:
        end = before.superseded_at
        _move(before, start)
        return end
    upcoming = following.first()
    return upcoming.live_from if upcoming else FAR_FUTURE


def _held_at(start: datetime) -> Arrangement | None:
    held: Arrangement | None = Arrangement.objects.current(start).first()
    return held


def _held_until(end: datetime) -> Arrangement | None:
    held: Arrangement | None = Arrangement.objects.kept().filter(superseded_at=end).first()
    return held


def _move(row: Arrangement, end: datetime, *, unless_shown: bool = False) -> None:
    """By the clock of the database: who waited for a colleague may have come too late for what was still to come."""
    rows = Arrangement.objects.filter(pk=row.pk, superseded_at__gt=Now())
    if unless_shown:
        rows = rows.filter(live_from__gt=Now())
    if not rows.update(superseded_at=end):
        raise Refused(
            "Its time has come meanwhile. Nothing was done: look at the page as it is now, then decide again."
        )


def _write(arrangement: Arrangement, layout: Layout) -> None:
    FrontSection.objects.bulk_create(
        FrontSection(arrangement=arrangement, topic=topic, position=position)
        for position, topic in enumerate(layout.sections)
    )
    Slot.objects.bulk_create(
        Slot(
            arrangement=arrangement,
            place=place.kind,
            topic_id=place.topic or None,
            position=place.position,
            story_id=pin.story,
            until=pin.until,
        )
        for place, pin in layout.pins.items()
    )


def _told(arrangement: Arrangement, layout: Layout, at: datetime | None) -> dict[str, Any]:
    """The whole layout, for the ledger: what stood on the page is proved by it too."""
    pins = [
        [place.kind, place.topic, place.position, pin.story, pin.until.isoformat()]
        for place, pin in sorted(layout.pins.items())
    ]
    detail: dict[str, Any] = {"number": arrangement.number, "pins": pins}
    detail["sections"] = [topic.name for topic in layout.sections]
    return detail | ({"from": at.isoformat()} if at else {})
