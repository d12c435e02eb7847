"""When what readers see changes by itself."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import DateTimeField, Func, Model, Subquery

from articles.models import Arrangement, Edition, Generation, PolicyVersion, Prepared, Slot


class Moments(NamedTuple):
    """When what readers see last changed by itself or by an act, and when it changes next; None where it never did or
    will.
    """

    changed: datetime | None
    due: datetime | None


def moments(now: datetime) -> Moments:
    """One query, of the ends of indexes: whatever ends an edition begins another one, a tombstone too. A second one
    where whoever asks may see no edition yet, though one may be due.
    """
    for found in _ends(now=now) or _ends_of_none(now=now):
        changed, due = found[: len(_ACTS)], found[len(_ACTS) :]
        return Moments(max(filter(None, changed), default=None), min(filter(None, due), default=None))
    return Moments(None, None)


_CLOCKS = ("edition", "arrangement", "pin")
_ACTS = (*_CLOCKS, "policy")


def _of(model: type[Model], now: Any) -> Any:
    """All of them, as one row, where the model has any."""
    pins = Slot.objects.filter(arrangement__in=Arrangement.objects.current(now))
    rows = {
        "edition": (Edition.objects, "live_from"),
        "arrangement": (Arrangement.objects, "live_from"),
        "pin": (pins, "until"),
        "policy": (PolicyVersion.objects, "saved_at"),
    }
    last = [_end(kept.filter(**{f"{at}__lte": now}), f"-{at}", at) for kept, at in map(rows.get, _ACTS)]
    coming = [_end(kept.filter(**{f"{at}__gt": now}), at, at) for kept, at in map(rows.get, _CLOCKS)]
    if connection.vendor == "postgresql":  # where who asks may see nothing of what is scheduled but its time
        coming = [Func(now, function="articles_due", output_field=DateTimeField()), coming[-1]]
    return model.objects.values_list(*last, *coming)[:1]  # type: ignore[attr-defined]


_ends = Prepared(lambda now: _of(Edition, now))
_ends_of_none = Prepared(lambda now: _of(Generation, now))


def _end(rows: Any, order: str, at: str) -> Subquery:
    return Subquery(rows.order_by(order).values(at)[:1])
