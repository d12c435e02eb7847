"""What a list of stories can be narrowed by further, with how many it would then hold.

Beside each name, language and year stands how many stories it has under all else that is asked. Those are offered that
the newest stories of the list carry most.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.languages import english_name
from articles.lists.filters import ONE_AT_A_TIME, Chosen, StoryFilter, start_of
from articles.lists.forms import FIRST_DAY
from articles.lists.names import MODELS, labels_of, merged_into
from articles.lists.ways import Way
from articles.search.asking import Search
from articles.search.counting import Sample, Tally, said, spans, tallies
from articles.search.places import moment_of, place_of
from articles.search.published import label

OPTIONS = 10
"""Offered of each kind. What is chosen is offered beside."""
LOOKED_UP = 60
"""Names of each kind that are looked up: of some that were merged into one, the counts are added."""


@dataclass(frozen=True)
class Option:
    """One of what a list can be narrowed by, and the way to the list with it, or, if chosen, without."""

    text: str
    count: str
    way: Way
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """The options of one kind, the most frequent first; the address where all are, if there may be others."""

    kind: str
    label: str
    options: list[Option]
    address: str


class Name(NamedTuple):
    kind: str
    pk: int
    standing: int
    slug: str
    text: str


class _Value(NamedTuple):
    """What a kind may be chosen to be: as the address has it, in words, how frequent, and what it is filed under."""

    value: str
    text: str
    many: int
    labels: tuple[str, ...] = ()
    is_least: bool = False


def facets(filters: StoryFilter) -> tuple[list[Facet], str]:
    """The facets of a list, and how many stories it has as it is.

    Two queries where no list has more than a thousand stories, five else. Of phrases and beginnings in more than a
    thousand stories, and of all else in more than five thousand, the newest are counted alone, which is said: "7+".
    """
    chosen, whole = filters.chosen(), filters.search()
    searches, sampled = filters.wider, filters.sampled
    unsure = {kind: search for kind, search in searches.items() if not sampled[search].is_whole}
    named = [search for kind, search in unsure.items() if search.is_quick and kind != "year"]
    tallied = tallies(named, now=filters.now)
    found = []
    for kind, rows in _values(searches, sampled, chosen, filters.now).items():
        counted = [_counted(row, tallied.get(searches[kind])) for row in rows] if kind in unsure else rows
        found.append(_facet(kind, filters.filters[kind].label, counted, chosen, is_whole=kind not in unsure))
    sample = sampled[whole]
    many = said(len(sample.places) or int(not sample.is_whole), is_least=not sample.is_whole)
    return [facet for facet in found if facet.options], many


def _counted(value: _Value, tally: Tally | None) -> _Value:
    """A value with how many the tally has of it, or the least that there may be."""
    if tally is None or not value.labels:
        return value
    many = sum(tally.labels[label] for label in value.labels)
    return value._replace(many=many, is_least=not tally.is_whole)


def _values(
    searches: Mapping[str, Search], sampled: Mapping[Search, Sample], chosen: list[Chosen], now: datetime
) -> dict[str, list[_Value]]:
    """The most frequent values of each kind, and those chosen."""
    taken = {(item.name, item.value) for item in chosen}
    found = _names({kind: sampled[searches[kind]] for kind in MODELS}, taken)
    languages = sampled[searches["language"]].of("language")
    codes = _frequent(languages, {value for kind, value in taken if kind == "language"})
    found["language"] = [
        _Value(
            code,
            english_name(code),
            languages.get(code, 0),
            (label("language", code),),
            not sampled[searches["language"]].is_whole,
        )
        for code in codes
    ]
    asked = {int(value) for kind, value in taken if kind == "year"}
    found["year"] = _years(searches["year"], sampled[searches["year"]], asked, now)
    return found


def _names(sampled: Mapping[str, Sample], taken: set[tuple[str, str]]) -> dict[str, list[_Value]]:
    frequent = {kind: Counter(sample.of(kind)).most_common(LOOKED_UP) for kind, sample in sampled.items()}
    rows = _looked_up({kind: [int(pk) for pk, _ in pairs] for kind, pairs in frequent.items()}, taken)
    standing: dict[str, Counter[int]] = {kind: Counter() for kind in MODELS}
    by_pk = {(row.kind, row.standing): row for row in rows}
    for row in rows:
        standing[row.kind][row.standing] += dict(frequent[row.kind]).get(str(row.pk), 0)
    picked = {
        kind: _frequent(
            many, {row.standing for row in rows if row.kind == kind and (kind, row.slug) in taken}
        )
        for kind, many in standing.items()
    }
    merged = {} if all(sample.is_whole for sample in sampled.values()) else merged_into(picked)
    return {
        kind: [
            _Value(
                by_pk[kind, pk].slug,
                by_pk[kind, pk].text,
                standing[kind][pk],
                labels_of(kind, [pk], merged),
                not sampled[kind].is_whole,
            )
            for pk in pks
        ]
        for kind, pks in picked.items()
    }


def _looked_up(wanted: Mapping[str, Iterable[int]], taken: set[tuple[str, str]]) -> list[Name]:
    """Names by number, and those chosen by slug; a merged one as the one that it stands for. One query."""
    rows = []
    for kind, pks in wanted.items():
        slugs = [value for name, value in taken if name == kind]
        names = MODELS[kind].objects.order_by().annotate(kind=Value(kind, output_field=CharField()))
        names = names.filter(pk__in=list(pks)) | names.filter(slug__in=slugs)
        if kind == "topic":
            shown: list[Any] = [F("pk"), F("slug"), F("name")]
        else:
            shown = [
                Coalesce("merged_into", "pk"),
                Coalesce("merged_into__slug", "slug"),
                Coalesce("merged_into__name", "name"),
            ]
        rows.append(names.values_list("kind", "pk", *shown))
    return [Name(*row) for row in rows[0].union(*rows[1:], all=True)]


def _frequent(many: Mapping[Any, int], chosen: Iterable[Any]) -> list[Any]:
    found = [value for value, _ in Counter(many).most_common(OPTIONS)]
    return list(dict.fromkeys([*found, *chosen]))


def _years(search: Search, sample: Sample, asked: set[int], now: datetime) -> list[_Value]:
    """How many stories a list has of the newest of its years, and of those ``asked`` for, the newest first."""
    if sample.is_whole or not search.is_quick:
        many: Mapping[int, int] = Counter(_year_of(place) for place in sample.places)
        years = {*sorted(many, reverse=True)[:OPTIONS], *asked}
    else:
        last = _year_of(sample.places[0])
        years = {*range(max(last - OPTIONS + 1, FIRST_DAY.year), last + 1), *asked}
        starts = {each: place_of(start_of(date(each, 1, 1))) for year in years for each in (year, year + 1)}
        counted = spans(search, sorted(set(starts.values())), now=now)
        many = {year: counted[starts[year]] for year in years}
    is_least = not (sample.is_whole or search.is_quick)
    return [_Value(str(year), str(year), many[year], (), is_least) for year in sorted(years, reverse=True)]


def _year_of(place: int) -> int:
    return timezone.localtime(moment_of(place)).year


def _facet(kind: str, name: str, counted: list[_Value], chosen: list[Chosen], *, is_whole: bool) -> Facet:
    held = {item.value for item in chosen if item.name == kind}
    shown = [row for row in counted if row.many or row.value in held]
    if kind != "year":
        shown.sort(key=lambda row: (-row.many, row.text))
    options = [
        Option(
            row.text,
            said(row.many, is_least=row.is_least),
            _toggled(Chosen(kind, name, row.value, row.text), chosen),
            row.value in held,
        )
        for row in shown
    ]
    is_all = is_whole and len(counted) < OPTIONS
    return Facet(kind, name, options, "" if is_all or kind in ONE_AT_A_TIME else reverse(f"site:{kind}s"))


def _toggled(item: Chosen, chosen: list[Chosen]) -> Way:
    same = [one for one in chosen if (one.name, one.value) == (item.name, item.value)]
    others = [one for one in chosen if one not in same]
    if item.name in ONE_AT_A_TIME:
        others = [one for one in others if one.name != item.name]
    return Way.to(others if same else [*others, item])
