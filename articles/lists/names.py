"""Names and stories: which names readers see, and the stories and documents that carry them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Model, OuterRef, Q, Subquery, Value
from django.db.models.lookups import IsNull

from articles.models import Among, Edition, Prepared, Proofreader, Source, Topic, Writer
from articles.search.published import label

MODELS: dict[str, type[Model]] = {
    "topic": Topic,
    "source": Source,
    "writer": Writer,
    "proofreader": Proofreader,
}
_PATHS = {"source": "source", "proofreader": "proofreader", "writer": "writer_rows__writer",
          "topic": "topic_rows__topic"}  # fmt: skip

_ORDERS: dict[str, tuple[str, ...]] = {
    "topic": ("-topic_rows__edition_id",),
    "source": ("-published_at", "-story_id"),
    "proofreader": ("-published_at", "-story_id"),
    "writer": (),
}
"""The orders in which an index has the editions of a name. A writer's are few."""


def order_of(kind: str) -> str:
    """The unique field by which names of ``kind`` are sorted."""
    return "name" if kind == "topic" else "key"


def in_public(kind: str, now: datetime) -> Any:
    """The names of ``kind`` that a live story carries, those merged into such a one too, with it at hand.

    Others are not for readers: a name may be in drafts alone.
    """
    if kind == "topic":
        return Topic.objects.filter(_carried(kind, "pk", now))
    rows = MODELS[kind].objects.for_readers()
    return rows.filter(Q(_carried(kind, "pk", now), merged_into=None) | Q(_carried(kind, "merged_into", now)))


def _carried(kind: str, field: str, now: datetime) -> IsNull:
    """A condition on names: a live story carries the one whose number is ``field``.

    Asked of each name, down to the first of its stories in the order of an index: of an EXISTS PostgreSQL makes a join
    over all stories, and without an order it goes through them all where a name has none.
    """
    live = Edition.objects.live(now).filter(**{_PATHS[kind]: OuterRef(field)})
    first = live.order_by(*_ORDERS[kind]).values("pk")[:1]
    return IsNull(Subquery(first), rhs=False)


def standing(kind: str, now: datetime) -> Any:
    """As ``in_public``, without the merged ones, in the order of their lists."""
    names = in_public(kind, now).order_by(order_of(kind))
    return names if kind == "topic" else names.select_related(None).standing()


def merged_into(chosen: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], list[int]]:
    """The names that were merged into those ``chosen`` of each kind, by kind and number. One query, or none."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    asked = {kind: list(chosen.get(kind, ())) for kind in MODELS if kind != "topic"}
    for kind, into, pk in _merged(**asked) if any(asked.values()) else ():
        found[kind, into].append(pk)
    return found


@Prepared
def _merged(**into: Any) -> Any:
    rows = [
        MODELS[kind]
        .objects.order_by()
        .filter(Among(F("merged_into"), pks))
        .annotate(kind=Value(kind, output_field=CharField()))
        .values_list("kind", "merged_into", "pk")
        for kind, pks in into.items()
    ]
    return rows[0].union(*rows[1:], all=True)


def labels_of(kind: str, ids: Iterable[int], merged: Mapping[tuple[str, int], list[int]]) -> tuple[str, ...]:
    """What documents are filed under that carry one of the names ``ids`` of ``kind``.

    Those of a name that was ``merged`` into one of them keep the label that they were made with.
    """
    return tuple(label(kind, pk) for one in ids for pk in (one, *merged.get((kind, one), ())))
