"""What readers are shown of a story, with all that its page says beside its text, in one query."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles import versions
from articles.models import (
    Edition,
    EditionPicture,
    EditionRelated,
    EditionTopic,
    EditionWriter,
    Kind,
    Prepared,
    Proofreader,
    Rows,
    Source,
    lasting,
)
from articles.pages import Key
from articles.related import likely
from articles.search.alike import holders_beside, holders_of
from articles.site.teasers import PICTURE

BESIDE = ("story_id", "slug", "language", "headline", "list_headline", "published_at", "published_precision")
"""What a page says of the stories before and after."""
UNTOLD = (
    "revision", "digest", "headline_key", "superseded_at", "made_at", "made_by", "made_by_name", "archive_run",
    "override_reason",
)  # fmt: skip
"""What it says nothing of."""
TOLD = ("correction", "correction_severity", "live_from", "number")
"""What it says of a correction."""


def whole(story: int, now: datetime) -> Any:
    """What readers are shown of a story, its live edition or its tombstone; None where it is neither.

    What hangs on it is at hand (``hung``), and in attributes the stories ``before`` and ``after`` it, its lines of
    related coverage and what is ``like`` it, the live versions in other languages (``translated``), and whether it
    ``has_versions`` to compare.
    """
    return next(iter(_current(story=story, now=now)), None)


def _whole(story: Any, now: Any) -> Any:
    place, live = Key(OuterRef("published_at"), OuterRef("story_id")), Edition.objects.live(now)
    original = Coalesce(OuterRef(OuterRef("translation_of_id")), OuterRef(OuterRef("story_id")))
    translations = live.filter(pk__in=versions.translations(original)).exclude(story_id=OuterRef("story_id"))
    others = Edition.objects.versions(now).filter(story_id=OuterRef("story_id"))
    # A refresh brings headlines for other places alone.
    told = others.filter(kind__in=[Kind.UPDATE, Kind.CORRECTION])
    lines = EditionRelated.objects.filter(edition=OuterRef("pk")).order_by("position")
    editions = with_what_hangs(Edition.objects.current(now), now).filter(story_id=story).defer(*UNTOLD)
    return editions.with_origin().annotate(
        its_related=Rows(lines, "title", "title_key", "date", "chosen_id"),
        its_before=Rows(live.older_than(place).newest_first()[:1], *BESIDE),
        its_after=Rows(live.newer_than(place).oldest_first()[:1], *BESIDE),
        its_holders=holders_beside(),
        its_original=Rows(live.filter(story_id=OuterRef("translation_of_id")), *versions.LIGHT),
        its_translations=Rows(translations, *versions.LIGHT),
        has_versions=Exists(others.exclude(digest=OuterRef("digest"))) & Exists(told)
        | Exists(others.exclude(genre=OuterRef("genre"))),
    )


def _around(edition: Any) -> Any:
    rows = vars(hung(edition))
    edition.before, edition.after = (
        next(iter(rows.pop(f"its_{side}")), None) for side in ("before", "after")
    )
    edition.translated = rows.pop("its_original") + rows.pop("its_translations")
    edition.holders = holders_of(rows.pop("its_holders"))
    edition.like = likely(edition, besides=beside(edition))
    del edition.holders  # they are many, and have told what they can
    return edition


def beside(edition: Any) -> set[int]:
    """The numbers of the stories before and after one."""
    return {other.story_id for other in (edition.before, edition.after) if other}


_current = Prepared(_whole, remembers=lasting(100), finish=_around)


def with_what_hangs(editions: Any, now: Any) -> Any:
    """``editions`` with their topics, writers, pictures, source, proofreader and corrections, in the same query.
    ``hung`` puts these in their places.
    """
    topics, writers, pictures = (
        model.objects.filter(edition=OuterRef("pk")).order_by("position")
        for model in (EditionTopic, EditionWriter, EditionPicture)
    )
    return editions.annotate(
        its_topic=Rows(topics, topic=("slug", "name")),
        its_writer=Rows(writers, "name", writer=("slug", "name")),
        its_picture=Rows(pictures, *PICTURE),
        its_source=Rows(Source.objects.filter(pk=OuterRef("source_id")), "slug", "name"),
        its_proofreader=Rows(Proofreader.objects.filter(pk=OuterRef("proofreader_id")), "slug", "name"),
        corrections=Rows(corrections(now, OuterRef("story_id")), *TOLD),
    )


def hung(edition: Any) -> Any:
    """An edition fetched ``with_what_hangs``, or more, as Django has it with all of that prefetched; one that is so
    already stays as it is. ``corrections`` are what readers were told of its errors, the oldest first.
    """
    rows = vars(edition)
    if "its_source" not in rows:
        return edition
    names = [name for name in ("topic", "writer", "picture", "related") if f"its_{name}" in rows]
    edition.hang(**{f"{name}_rows": rows.pop(f"its_{name}") for name in names})
    for name in ("source", "proofreader"):
        rows["_state"].fields_cache[name] = next(iter(rows.pop(f"its_{name}")), None)
    return edition


def corrections(now: Any, story: Any) -> Any:
    """What readers of a story were told of its errors, by editions past and present, oldest first."""
    told = Edition.objects.history(now).filter(kind=Kind.CORRECTION, story_id=story)
    return told.order_by("live_from", "number")


def look_around(edition: Any, now: datetime) -> None:
    """Let an edition that was not fetched ``whole``, or is not stored, know what stands around it."""
    live, place = Edition.objects.live(now), Key.of(edition)
    older = live.older_than(edition).newest_first().values("pk")[:1]
    newer = live.newer_than(edition).oldest_first().values("pk")[:1]
    found = live.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).only(*BESIDE)
    by_side = {Key.of(row) < place: row for row in found}
    edition.before, edition.after = by_side.get(True), by_side.get(False)
    edition.corrections = list(corrections(now, edition.story_id).only(*TOLD))
    edition.translated = versions.of(edition, now=now).others
    edition.like, edition.has_versions = likely(edition, besides=beside(edition)), False
