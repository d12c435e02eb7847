"""Names and stories: which names readers see, and the stories and documents that carry them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q, Value

from articles.models import Edition, Proofreader, Source, Topic, Writer
from articles.search.published import label

MODELS: dict[str, type[Model]] = {
    "topic": Topic,
    "source": Source,
    "writer": Writer,
    "proofreader": Proofreader,
}
_PATHS = {"source": "source", "proofreader": "proofreader", "writer": "writer_rows__writer",
          "topic": "topic_rows__topic"}  # fmt: skip


def order_of(kind: str) -> str:
    """The unique field by which names of ``kind`` are sorted."""
    return "name" if kind == "topic" else "key"


def in_public(kind: str, now: datetime) -> Any:
    """The names of ``kind`` that a live story carries, those merged into such a one too, with it at hand.

    Others are not for readers: a name may be in drafts alone.
    """
    live = Edition.objects.live(now)
    if kind == "topic":
        return Topic.objects.filter(Exists(live.filter(**{_PATHS[kind]: OuterRef("pk")})))
    carried = Exists(live.filter(**{_PATHS[kind]: OuterRef("pk")}))
    merged = Exists(live.filter(**{_PATHS[kind]: OuterRef("merged_into")}))
    rows = MODELS[kind].objects.select_related("merged_into")
    return rows.filter(Q(carried, merged_into=None) | Q(merged))


def standing(kind: str, now: datetime) -> Any:
    """As ``in_public``, without the merged ones, in the order of their lists."""
    names = in_public(kind, now).order_by(order_of(kind))
    return names if kind == "topic" else names.select_related(None).standing()


def merged_into(chosen: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], list[int]]:
    """The names that were merged into those ``chosen`` of each kind, by kind and number. One query, or none."""
    rows = [
        MODELS[kind]
        .objects.order_by()
        .filter(merged_into__in=list(ids))
        .annotate(kind=Value(kind, output_field=CharField()))
        .values_list("kind", "merged_into", "pk")
        for kind, ids in chosen.items()
        if kind != "topic"
    ]
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for kind, into, pk in rows[0].union(*rows[1:], all=True) if rows else ():
        found[kind, into].append(pk)
    return found


def labels_of(kind: str, ids: Iterable[int], merged: Mapping[tuple[str, int], list[int]]) -> tuple[str, ...]:
    """What documents are filed under that carry one of the names ``ids`` of ``kind``.

    Those of a name that was ``merged`` into one of them keep the label that they were made with.
    """
    return tuple(label(kind, pk) for one in ids for pk in (one, *merged.get((kind, one), ())))
