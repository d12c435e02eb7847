"""Names that are near each other: found by their traces, and kept as pairs until somebody decides."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Model, Q

from articles import ledger
from articles.models import (
    Among,
    Prepared,
    Proofreader,
    ProofreaderAlias,
    ProofreaderPair,
    ProofreaderTrace,
    Source,
    SourceAlias,
    SourcePair,
    SourceTrace,
    Writer,
    WriterAlias,
    WriterPair,
    WriterTrace,
    put_rows,
)
from articles.rules import Refused, check_right
from articles.text.nearness import traces, why_near

WORDS: dict[type[Model], str] = {Source: "source", Proofreader: "proofreader", Writer: "writer"}
"""What a kind of name is called in rights, chains of the ledger, fields and addresses."""
ALIASES: dict[type[Model], type[Any]] = {
    Source: SourceAlias,
    Proofreader: ProofreaderAlias,
    Writer: WriterAlias,
}
TRACES: dict[type[Model], type[Any]] = {
    Source: SourceTrace,
    Proofreader: ProofreaderTrace,
    Writer: WriterTrace,
}
PAIRS: dict[type[Model], type[Any]] = {Source: SourcePair, Proofreader: ProofreaderPair, Writer: WriterPair}
_COMMON = 50
"""A trace that so many names share, as that of all people called "J. Smith", says nothing of any two of them."""
_ALL_NAMES = ("aliases", "merged_names")


def note(rows: Collection[Any], *, are_new: bool = False) -> None:
    """Keep the traces of standing rows of one kind, and pair each with those held that it may be one with. Those that
    ``are_new`` have no other name yet.

    As many queries however many rows, and only names that share a trace are compared. A pair that there is stays as it
    is, so that names which somebody parted are not asked about again.
    """
    if not rows:
        return
    kind = type(next(iter(rows)))
    held, by_trace = TRACES[kind].objects, defaultdict(set)
    if not are_new:
        named = _named(kind, {row.pk for row in rows})
        held.filter(owner__in=list(named)).delete()
        rows = named.values()
    for row in rows:
        for trace in traces(row.name, of_person=_is_person(row)) if are_new else _traces(row):
            by_trace[trace].add(row.pk)
    put_rows(held.model, ("owner", "key"), ((pk, trace) for trace, pks in by_trace.items() for pk in pks))
    found = _SHARING[kind](keys=sorted(by_trace))
    _pair(kind, {_in_order(pk, owner) for owner, trace in found for pk in by_trace[trace] if pk != owner})


def _sharing(held: Any, keys: Any) -> Any:
    """Who has which of these traces, but for those that are common."""
    some = held.order_by().filter(Among(F("key"), keys))
    common = some.values("key").annotate(names=Count("pk")).filter(names__gt=_COMMON).values("key")
    return some.exclude(key__in=common).values_list("owner_id", "key")


_SHARING = {
    kind: Prepared(lambda keys, held=model.objects: _sharing(held, keys)) for kind, model in TRACES.items()
}


def _pair(kind: type[Any], met: Collection[tuple[int, int]]) -> None:
    """Keep those of some pairs of numbers whose names are near."""
    if not met:
        return
    named = _named(kind, {pk for pair in met for pk in pair})
    pairs = (
        PAIRS[kind](first_id=first, second_id=second, why=why)
        for first, second in sorted(met)
        if (why := _why(named[first], named[second]))
    )
    PAIRS[kind].objects.bulk_create(pairs, ignore_conflicts=True)


def _named(kind: type[Any], pks: Collection[int]) -> dict[int, Any]:
    """Rows with all that stands for them."""
    return dict(kind.objects.prefetch_related(*_ALL_NAMES).in_bulk(pks))


def _names(row: Any) -> list[str]:
    """All that stands for a row, its own name first."""
    return [row.name, *(other.name for names in _ALL_NAMES for other in getattr(row, names).all())]


def _traces(row: Any) -> set[str]:
    return {trace for name in _names(row) for trace in traces(name, of_person=_is_person(row))}


def _why(one: Any, other: Any) -> str:
    reasons = (
        why_near(mine, theirs, of_person=_is_person(one)) for mine in _names(one) for theirs in _names(other)
    )
    return next(filter(None, reasons), "")


def _is_person(row: Any) -> bool:
    return not isinstance(row, Source)


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def follow(loser: Any, into: Any) -> list[int]:
    """Let what is known of a merged name be known of the one that stands for it: its traces, and who it is not.

    Gives the numbers of the pairs that are of the other one now.
    """
    moved = []
    pairs = PAIRS[type(into)].objects
    for pair in pairs.filter(Q(first=loser) | Q(second=loser)).exclude(Q(first=into) | Q(second=into)):
        other = pair.second_id if pair.first_id == loser.pk else pair.first_id
        first, second = _in_order(other, into.pk)
        twin = pairs.filter(first=first, second=second).first()
        if twin is None:
            pairs.filter(pk=pair.pk).update(first=first, second=second)
            moved.append(pair.pk)
        elif pair.parted_at and not twin.parted_at:
            who = {"parted_by": pair.parted_by, "parted_by_name": pair.parted_by_name}
            pairs.filter(pk=twin.pk).update(parted_at=pair.parted_at, **who)
    TRACES[type(into)].objects.filter(owner=loser).delete()
    note([into])
    return moved


def put_back(pairs: type[Any], moved: Collection[int], loser: Any, into: Any) -> None:
    """Let pairs that followed a merge be of the first name again, those that are still of the other."""
    for pair in pairs.objects.filter(pk__in=moved).filter(Q(first=into) | Q(second=into)):
        other = pair.second_id if pair.first_id == into.pk else pair.first_id
        first, second = _in_order(other, loser.pk)
        if other != loser.pk and not pairs.objects.filter(first=first, second=second).exists():
            pairs.objects.filter(pk=pair.pk).update(first=first, second=second)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names that open pairs hold together: ``pair`` is the oldest of these, and ``names`` are numbers."""

    pair: int
    names: list[int]


def clusters(kind: type[Any]) -> list[Cluster]:
    """The names of a kind that wait for a decision, those that may all be one together. One query."""
    held: dict[int, int] = {}

    def root(pk: int) -> int:
        while held.setdefault(pk, pk) != pk:
            held[pk] = pk = held[held[pk]]
        return pk

    oldest: dict[int, int] = {}
    pairs = list(PAIRS[kind].objects.open().order_by("pk").values_list("pk", "first", "second"))
    for _, first, second in pairs:
        held[root(second)] = root(first)
    for pair, first, _ in pairs:
        oldest.setdefault(root(first), pair)
    names = defaultdict(list)
    for pk in sorted(held):
        names[root(pk)].append(pk)
    return [Cluster(pair, names[top]) for top, pair in oldest.items()]


@transaction.atomic
def part_all(kind: type[Any], names: Collection[int], *, by: Any, now: datetime) -> None:
    """Say that no two of some names are one, as far as anybody is asked about them."""
    pairs = PAIRS[kind].objects.open().filter(first__in=names, second__in=names).order_by("pk")
    if not pairs:
        raise Refused("Somebody has decided about these names meanwhile.")
    for pair in pairs:
        part(pair, by=by, now=now)


@transaction.atomic
def part(pair: Any, *, by: Any, now: datetime) -> None:
    """Say that two names are not one: nobody is asked again. Goes into the ledger, of both."""
    kind = next(kind for kind, pairs in PAIRS.items() if isinstance(pair, pairs))
    word = WORDS[kind]
    check_right(by, f"change_{word}", "decide about names")
    held = (
        type(pair).objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    )
    if held.parted_at:
        raise Refused(f"{held.parted_by_name} has said already that these are two.")
    if held.first.merged_into_id or held.second.merged_into_id:
        raise Refused("One of the two has been merged meanwhile.")
    held.parted_at, held.parted_by, held.parted_by_name = now, by, ledger.name_of(by)
    held.save(update_fields=["parted_at", "parted_by", "parted_by_name"])
    both = (held.first, held.second)
    acts = [
        ledger.Act("parted", chain=f"{word}/{one.pk}", detail={"name": one.name, "from": other.name})
        for one, other in (both, both[::-1])
    ]
    ledger.record_many(acts, by=by, at=now)
