"""All stories by year, month and day, in the newsroom's zone.

A story stands where its date is known to: one that is known to the year is on the page of its year and on that of no
day. Everything is counted and found by the index that search goes by, up to a thousand, so that no page costs more in a
larger archive.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as formatted

from articles.lists.forms import FIRST_DAY, LAST_DAY
from articles.models import Edition, Precision, address
from articles.pages import page_of
from articles.search.asking import Search
from articles.search.counting import MOST, said, spans
from articles.search.finding import Matches, places
from articles.search.places import moment_of, place_of
from articles.search.published import label
from articles.site.asks import PLACE, asking
from articles.site.base import page, public
from articles.site.teasers import found_by

AT_ONCE = 100
"""Years that are counted in one query."""
LISTED = 200
"""Stories that the page of a month names, day by day; of a fuller month it counts them."""
YEAR, MONTH, DAY = (label("to", exact) for exact in (Precision.YEAR, Precision.MONTH, Precision.DAY))
_FORMS = {1: "Y", 2: "F Y", 3: "j F Y"}
_HELD = {1: (DAY, MONTH, YEAR), 2: (DAY, MONTH), 3: (DAY,)}
"""How exactly a story is dated that is found in a period, by how many of its numbers are given.

As most are comes first: where that is so, no other is looked for.
"""
_UNPADDED = re.compile(r"/archive/([1-8][0-9]{3})/([0-9]{1,2})(?:/([0-9]{1,2}))?/?", re.ASCII)


@lru_cache(maxsize=1000)
def _spelled(day: date, form: str) -> str:
    return formatted(day, form)


@dataclass(frozen=True)
class Period:
    """A year, a month or a day: so many of its three numbers are given. None of them is all time."""

    parts: tuple[int, ...] = ()

    @property
    def first(self) -> date:
        return date(*(*self.parts, 1, 1)[:3]) if self.parts else FIRST_DAY

    @property
    def following(self) -> date:
        """The day after its last."""
        if not self.parts:
            return LAST_DAY
        days = {1: 366, 2: 31, 3: 1}[len(self.parts)]
        later = self.first + timedelta(days=days)
        return (
            later
            if len(self.parts) == 3
            else later.replace(day=1, month=later.month if len(self.parts) == 2 else 1)
        )

    @property
    def address(self) -> str:
        return address("archive", *(f"{part:02}" for part in self.parts))

    @property
    def listed(self) -> str:
        """The address of the list of all stories narrowed to it, which has feeds."""
        ends = {"since": self.first, "until": self.following - timedelta(days=1)}
        asked = {"year": self.first.year} if len(self.parts) == 1 else ends
        return f"{reverse('site:stories')}?{urlencode(asked)}"

    def __str__(self) -> str:
        return _spelled(self.first, _FORMS[len(self.parts)]) if self.parts else "Archive"

    def around(self) -> list["Period"]:
        """Those that it lies in, the widest first."""
        return [Period(self.parts[:length]) for length in range(len(self.parts))]

    def of(self, day: date) -> "Period":
        """That of its kind in which a day lies."""
        return Period((day.year, day.month, day.day)[: len(self.parts)])

    def search(self, *labels: str) -> Search:
        """The stories that are dated in it, as exactly as one of ``labels`` says."""
        return Search(
            labels=(labels,) if labels else (), since=_start(self.first), until=_start(self.following)
        )


@public
@asking(*PLACE)
def archive(request: HttpRequest, **given: int) -> HttpResponse:
    """The years, or the page of the year, month or day that is ``given``."""
    now, period = timezone.now(), _period(tuple(given.values()))
    days = _by_day(period, now)
    inner = [] if days else counted(period, now)
    own = {0: None, 1: (YEAR,), 2: (MONTH,), 3: (DAY,)}[len(period.parts)]
    found = page_of(
        found_by(period.search(*own), now) if own else Edition.objects.none(),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    earlier, later = _nearest(period, now)
    is_empty = not days and not inner and not found.rows
    return page(
        request,
        "site/archive.html",
        now=now,
        canonical="" if is_empty and period.parts else request.path,
        feed=(str(period), period.listed) if period.parts and not is_empty else None,
        status=404 if is_empty and period.parts else 200,
        period=period,
        days=days,
        inner=inner,
        page=found,
        earlier=earlier,
        later=later,
    )


def padded(path: str, now: datetime) -> str:
    """The address of the month or day with stories that a path spells without noughts: "/archive/2024/02/" of
    "/archive/2024/2/". "" of any other path.
    """
    found = _UNPADDED.fullmatch(path)
    if not found:
        return ""
    with suppress(Http404):
        period = _period(tuple(int(part) for part in found.groups() if part))
        if period.address != path and places(period.search(*_HELD[len(period.parts)]), now=now, limit=1):
            return period.address
    return ""


def _period(parts: tuple[int, ...]) -> Period:
    try:
        period = Period(parts)
        is_known = FIRST_DAY <= period.first < period.following <= LAST_DAY
    except ValueError as error:  # 30 February
        raise Http404("There is no such day.") from error
    if not is_known:
        raise Http404("That lies beyond the calendar.")
    return period


def counted(period: Period, now: datetime, *, most: int = MOST) -> list[tuple[Period, str]]:
    """What a period holds, each with how many stories it has, counted up to ``most``; what has none is left out."""
    inner = _within(period, now)
    labels = _HELD.get(len(period.parts) + 1, ()) if period.parts else ()
    search = Search(labels=(labels,) if labels else ())
    many: dict[int, int] = {}
    for start in range(0, len(inner), AT_ONCE):
        some = inner[start : start + AT_ONCE]
        edges = {_start(day) for one in some for day in (one.first, one.following)}
        many |= spans(search, sorted(edges), now=now, most=most)
    return [(one, said(held)) for one in inner if (held := many[_start(one.first)])]


def _by_day(period: Period, now: datetime) -> list[tuple[Period, list[Edition]]]:
    """The days of a month with their stories, the first of each first; none where there are too many to name."""
    if len(period.parts) != 2:
        return []
    search = period.search(DAY)
    found = places(search, now=now, limit=LISTED + 1)
    if len(found) > LISTED:
        return []
    live = Edition.objects.live(now).for_readers().defer("body", "standfirst", "correction")
    named = Matches(search, live, now, found, is_all=True).oldest_first()
    return [(day, list(editions)) for day, editions in groupby(named, period_of)]


def _within(period: Period, now: datetime) -> list[Period]:
    if not period.parts:
        ends = [places(Search(), now=now, limit=1, oldest=oldest) for oldest in (False, True)]
        years = [_day_of(end[0]).year for end in ends if end]
        return [Period((year,)) for year in range(years[0], years[-1] - 1, -1)] if years else []
    if len(period.parts) == 1:
        return [Period((*period.parts, month)) for month in range(1, 13)]
    if len(period.parts) == 2:
        days = (period.following - period.first).days
        return [Period((*period.parts, day)) for day in range(1, days + 1)]
    return []


def _nearest(period: Period, now: datetime) -> tuple[Period | None, Period | None]:
    """The nearest periods of the same kind, before it and after it, that have a page with stories."""
    if not period.parts:
        return None, None
    labels = _HELD[len(period.parts)]
    before = Search(labels=(labels,), until=_start(period.first))
    after = Search(labels=(labels,), since=_start(period.following))
    earlier, later = places(before, now=now, limit=1), places(after, now=now, limit=1, oldest=True)
    return tuple(period.of(_day_of(found[0])) if found else None for found in (earlier, later))  # type: ignore[return-value]


def _start(day: date) -> int:
    return place_of(timezone.make_aware(datetime.combine(day, time.min)))


def _day_of(place: int) -> date:
    return timezone.localtime(moment_of(place)).date()


def period_of(edition: Any) -> Period:
    """The page of the archive on which a story stands."""
    day = timezone.localtime(edition.published_at).date()
    length = {Precision.YEAR: 1, Precision.MONTH: 2}.get(edition.published_precision, 3)
    return Period((day.year, day.month, day.day)[:length])
