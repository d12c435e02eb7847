"""When what readers see changes by itself."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Subquery

from articles.models import Arrangement, Edition, PolicyVersion, Prepared, Slot


class Moments(NamedTuple):
    """When what readers see last changed by itself or by an act, and when it changes next; None where it never did or
    will.
    """

    changed: datetime | None
    due: datetime | None


def moments(now: datetime) -> Moments:
    """One query, of the ends of indexes: whatever ends an edition begins another one, a tombstone too."""
    for found in _ends(now=now):
        changed, due = found[: len(_ACTS)], found[len(_ACTS) :]
        return Moments(max(filter(None, changed), default=None), min(filter(None, due), default=None))
    return Moments(None, None)


_CLOCKS = ("edition", "arrangement", "pin")
_ACTS = (*_CLOCKS, "policy")


@Prepared
def _ends(now: Any) -> Any:
    pins = Slot.objects.filter(arrangement__in=Arrangement.objects.current(now))
    rows = {
        "edition": (Edition.objects, "live_from"),
        "arrangement": (Arrangement.objects, "live_from"),
        "pin": (pins, "until"),
        "policy": (PolicyVersion.objects, "saved_at"),
    }
    last = [_end(kept.filter(**{f"{at}__lte": now}), f"-{at}", at) for kept, at in map(rows.get, _ACTS)]
    coming = [_end(kept.filter(**{f"{at}__gt": now}), at, at) for kept, at in map(rows.get, _CLOCKS)]
    return Edition.objects.values_list(*last, *coming)[:1]


def _end(rows: Any, order: str, at: str) -> Subquery:
    return Subquery(rows.order_by(order).values(at)[:1])
