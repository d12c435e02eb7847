"""Imported stories to readers: the archive release of a run, whole or in tranches."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from articles import drafting, press
from articles.importing.reading.fields import midnight
from articles.models import FAR_FUTURE, Doubt, Edition, ImportRun, Precision, Stage, Story
from articles.rules import Refused

TRANCHE = 500
"""Stories that are dated and released at a time, each time in a transaction of its own."""
_FIRST, _LAST = 2, 9998
"""Years whose first and last moment every clock can say."""


@dataclass(slots=True)
class Release:
    """What a release did: the number of stories that went out, and of those that did not by reason.

    ``unseen`` are those that its limit left for the next, so that what remains is what was kept and what is unseen.
    ``newer`` counts published stories with newer text on the desk: an archive release brings out no update.
    """

    released: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    unseen: int = 0
    remaining: int = 0
    newer: int = 0
    year: int | None = None

    def sentences(self) -> list[str]:
        of_year = f" of {self.year}" if self.year else ""
        said = [f"{self.released:,} released, {self.remaining:,}{of_year} remain on the desk."]
        said += [f"  {number:,} not released: {reason}" for reason, number in self.kept.most_common()]
        if self.unseen:
            said.append(f"  {self.unseen:,} not looked at yet: --limit was reached. The same call goes on.")
        if self.newer:
            has = "story has" if self.newer == 1 else "stories have"
            said.append(f"  {self.newer:,} published {has} newer text on the desk, which was not published.")
        return said


def of_run(run: ImportRun) -> QuerySet[Story]:
    """The stories of a run's files, whichever run made them."""
    return Story.objects.filter(Exists(run.files.filter(story=OuterRef("pk"))))


def waiting(run: ImportRun) -> QuerySet[Story]:
    """The stories of a run's files that were never published, oldest first, undated ones last. Those on the spike are
    nobody's to release.
    """
    # What has no edition has none that it was made of: an index has those alone.
    rows = of_run(run).filter(edition_revision=None, editions=None).exclude(stage=Stage.SPIKED)
    return rows.order_by(F("published_at").asc(nulls_last=True), "pk")


def of_year(stories: QuerySet[Story], year: int, field: str = "published_at") -> QuerySet[Story]:
    """Those that are dated in a year, as the site's clock has it."""
    if not _FIRST <= year <= _LAST:
        return stories.none()
    first, after = (midnight(date(number, 1, 1)) for number in (year, year + 1))
    return stories.filter(**{f"{field}__gte": first, f"{field}__lt": after})


def to_release(run: ImportRun, year: int | None) -> QuerySet[Story]:
    """Those that wait, of one year or of all."""
    return of_year(waiting(run), year) if year else waiting(run)


def years_of(run: ImportRun) -> list[tuple[int | None, int]]:
    """Each year of which stories wait, and how many; None for those without a date, which come last."""
    rows = waiting(run).order_by().annotate(year=ExtractYear("published_at"))
    told = rows.values("year").annotate(count=Count("pk")).order_by(F("year").asc(nulls_last=True))
    return list(told.values_list("year", "count"))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many stories wait to be released, and how many of them stay for the commonest reasons, of which a story may
    have several. Each is judged by itself when it is released: others may stay too.
    """

    count: int
    stay: int
    doubtful: int
    unnamed: int
    undated: int
    moved: int

    @property
    def ready(self) -> int:
        return self.count - self.stay


def foresee(run: ImportRun, year: int | None = None) -> Foreseen:
    """What releasing a run would come to, of one year or of all. One query."""
    reasons = {
        "doubtful": Q(is_doubtful=True),
        "unnamed": Q(headline_is_provisional=True),
        "undated": Q(published_at=None),
        "moved": ~Q(stage=Stage.DRAFT),
    }
    is_doubtful = Exists(Doubt.objects.open().filter(story=OuterRef("pk")))
    rows = to_release(run, year).order_by().annotate(is_doubtful=is_doubtful)
    counted = {name: Count("pk", filter=those) for name, those in reasons.items()}
    stay = Count("pk", filter=reduce(or_, reasons.values()))
    return Foreseen(**rows.aggregate(count=Count("pk"), stay=stay, **counted))


def with_newer_text(run: ImportRun) -> QuerySet[Story]:
    """The stories of a run's files whose text on the desk is not that of their last edition."""
    last = Edition.objects.filter(story=OuterRef("pk"), superseded_at=FAR_FUTURE)
    return of_run(run).filter(Exists(last.exclude(digest=OuterRef("digest"))))


def release(
    run: ImportRun,
    *,
    by: Any,
    now: datetime,
    undated: date | None = None,
    limit: int | None = None,
    year: int | None = None,
) -> Release:
    """Release the stories of a run's files as ``press.release_archive`` allows: oldest first, at most ``limit``, of one
    ``year`` or of all.

    With ``undated``, stories without a date get that day first, in the name of ``by``; a story so dated keeps
    the day where another reason holds it back. Raises Refused where ``by`` may not release, and for a run that has
    nothing to release.
    """
    _check(run)
    done = Release(year=year)
    rows = to_release(run, year)
    pks = list(rows.values_list("pk", flat=True))
    while pks and (limit is None or done.released < limit):
        size = TRANCHE if limit is None else min(TRANCHE, limit - done.released)
        some, pks = pks[:size], pks[size:]
        if undated:
            _date(some, undated, by=by, now=now)
        _release_some(some, run, done, by=by, now=now)
    done.unseen, done.remaining, done.newer = len(pks), rows.count(), with_newer_text(run).count()
    return done


def go_on(run: ImportRun, done: Release, *, by: Any, now: datetime) -> bool:
    """Release the next tranche after what ``done`` tells, which is told more; gives whether it was the last.

    Those that were kept stand before it, in their order: they are passed over.
    """
    _check(run)
    rows, passed = to_release(run, done.year), done.kept.total()
    some = list(rows.values_list("pk", flat=True)[passed : passed + TRANCHE])
    _release_some(some, run, done, by=by, now=now)
    done.remaining, is_last = rows.count(), len(some) < TRANCHE
    done.newer = with_newer_text(run).count() if is_last else 0
    return is_last


def _release_some(pks: list[int], run: ImportRun, done: Release, *, by: Any, now: datetime) -> None:
    stories = sorted(Story.objects.filter(pk__in=pks), key=lambda story: pks.index(story.pk))
    result = press.release_archive(stories, by=by, run=run, now=now)
    done.released += len(result.editions)
    done.kept.update(reason for _, reason in result.refused)


def _check(run: ImportRun) -> None:
    if run.is_dry:
        raise Refused(f"Run {run.pk} is a dry run: it made no story.")
    if run.undone_at:
        raise Refused(
            f"Run {run.pk} was undone. A story that was left, because people had worked on it, is published by itself."
        )


def _date(pks: list[int], day: date, *, by: Any, now: datetime) -> None:
    """Give a day to those of the stories that have none; one that may not be saved stays without."""
    changes = {"published_at": midnight(day), "published_precision": Precision.DAY}
    for story in Story.objects.filter(pk__in=pks, published_at=None):
        try:
            drafting.save(
                story, changes, base=story.revision_number, by=by, now=now, note="Dated for release"
            )
        except Refused:
            continue
