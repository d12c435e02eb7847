"""What a list of stories can be narrowed by further, with how many it would then hold.

Beside each name, language and year stands how many stories it has under all else that is asked. Those are offered that
the newest stories of the list carry most.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.languages import english_name
from articles.lists.filters import ONE_AT_A_TIME, Chosen, StoryFilter, start_of
from articles.lists.forms import FIRST_DAY
from articles.lists.names import MODELS, merged_into
from articles.lists.ways import Way
from articles.models import Among, Prepared
from articles.search.asking import Search
from articles.search.counting import Sample, said, spans
from articles.search.places import moment_of, place_of

OPTIONS = 10
"""Offered of each kind. What is chosen is offered beside."""
OF_A_YEAR = 100
"""So many are counted of a year that the newest of a list do not reach: of ten such years each costs a look."""
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
    """What a kind may be chosen to be: as the address has it, in words, and how frequent, or how frequent at least."""

    value: str
    text: str
    many: int
    is_least: bool


def facets(filters: StoryFilter) -> tuple[list[Facet], str]:
    """The facets of a list, and how many stories it has as it is.

    Two queries where no list has more than two thousand stories, four else. Of phrases and beginnings in more than a
    thousand stories, and of all else in more than two thousand, the newest are counted alone, which is said: "7+".
    Their years are counted through, each up to a hundred.
    """
    chosen, whole = filters.chosen(), filters.search()
    searches, sampled = filters.wider, filters.sampled
    found = [
        _facet(kind, filters.filters[kind].label, rows, chosen, is_whole=sampled[searches[kind]].is_whole)
        for kind, rows in _values(searches, sampled, chosen, filters.now).items()
    ]
    sample = sampled[whole]
    many = said(len(sample.places) or int(not sample.is_whole), is_least=not sample.is_whole)
    return [facet for facet in found if facet.options], many


def _values(
    searches: Mapping[str, Search], sampled: Mapping[Search, Sample], chosen: list[Chosen], now: datetime
) -> dict[str, list[_Value]]:
    """The most frequent values of each kind, and those chosen."""
    taken = {(item.name, item.value) for item in chosen}
    found = _names({kind: sampled[searches[kind]] for kind in MODELS}, taken)
    sample = sampled[searches["language"]]
    languages = sample.of("language")
    codes = _frequent(languages, {value for kind, value in taken if kind == "language"})
    found["language"] = [
        _Value(code, english_name(code), languages.get(code, 0), not sample.is_whole) for code in codes
    ]
    asked = {int(value) for kind, value in taken if kind == "year"}
    found["year"] = _years(searches["year"], sampled[searches["year"]], asked, now)
    return found


def _names(sampled: Mapping[str, Sample], taken: set[tuple[str, str]]) -> dict[str, list[_Value]]:
    many = {kind: Counter(sample.of(kind)) for kind, sample in sampled.items()}
    frequent = {kind: [int(pk) for pk, _ in each.most_common(LOOKED_UP)] for kind, each in many.items()}
    rows = sorted(
        _looked_up(frequent, taken), key=attrgetter("pk")
    )  # the order in which as frequent ones are shown
    by_pk = {(row.kind, row.standing): row for row in rows}
    standing: dict[str, Counter[int]] = {kind: Counter() for kind in MODELS}
    for row in rows:
        standing[row.kind][row.standing] += many[row.kind][str(row.pk)]
    picked = {
        kind: _frequent(
            each, {row.standing for row in rows if row.kind == kind and (kind, row.slug) in taken}
        )
        for kind, each in standing.items()
    }
    crowded = {kind: picked[kind] for kind in picked if len(many[kind]) > LOOKED_UP}
    for (kind, into), pks in merged_into(crowded).items():
        standing[kind][into] = sum(many[kind][str(pk)] for pk in (into, *pks))
    return {
        kind: [
            _Value(by_pk[kind, pk].slug, by_pk[kind, pk].text, standing[kind][pk], not sampled[kind].is_whole)
            for pk in pks
        ]
        for kind, pks in picked.items()
    }


def _looked_up(wanted: Mapping[str, list[int]], taken: set[tuple[str, str]]) -> Iterable[Name]:
    """Names by number, and those chosen by slug; a merged one as the one that it stands for. One query."""
    slugs = {f"{kind}_slugs": [value for name, value in taken if name == kind] for kind in wanted}
    return dict.fromkeys(Name(*row) for row in _called(**wanted, **slugs))


@Prepared
def _called(**given: Any) -> Any:
    rows = []
    for kind, model in MODELS.items():
        if kind == "topic":
            shown: list[Any] = [F("pk"), F("slug"), F("name")]
        else:
            shown = [
                Coalesce("merged_into", "pk"),
                Coalesce("merged_into__slug", "slug"),
                Coalesce("merged_into__name", "name"),
            ]
        names = model.objects.order_by().annotate(kind=Value(kind, output_field=CharField()))
        for column, values in (("pk", given[kind]), ("slug", given[f"{kind}_slugs"])):
            rows.append(names.filter(Among(F(column), values)).values_list("kind", "pk", *shown))
    return rows[0].union(*rows[1:], all=True)


def _frequent(many: Mapping[Any, int], chosen: Iterable[Any]) -> list[Any]:
    found = [value for value, _ in Counter(many).most_common(OPTIONS)]
    return list(dict.fromkeys([*found, *chosen]))


def _years(search: Search, sample: Sample, asked: set[int], now: datetime) -> list[_Value]:
    """How many stories a list has of the newest of its years, and of those ``asked`` for, the newest first."""
    many = _by_year(sample.places)
    is_quick = bool(sample.since) and search.is_quick
    fuller: set[int] = set()
    if is_quick:
        last = max(many)
        years = {*range(max(last - OPTIONS + 1, FIRST_DAY.year), last + 1), *asked}
        far = [year for year in years if _start_of(year) < sample.since]
        edges = sorted({_start_of(each) for year in far for each in (year, year + 1)})
        counted = spans(search, edges, now=now, most=OF_A_YEAR) if far else {}
        fuller = {year for year in far if counted[_start_of(year)] > OF_A_YEAR}
        many |= {year: max(min(counted[_start_of(year)], OF_A_YEAR), many[year]) for year in far}
    else:
        years = {*sorted(many, reverse=True)[:OPTIONS], *asked}
    is_least = bool(sample.since) and not is_quick
    return [
        _Value(str(year), str(year), many[year], is_least or year in fuller)
        for year in sorted(years, reverse=True)
    ]


def _by_year(places: Sequence[int]) -> Counter[int]:
    """How many of some places, newest first, lie in each year of the newsroom's."""
    many: Counter[int] = Counter()
    oldest_first = places[::-1]
    left = len(oldest_first)
    while left:
        year = _year_of(oldest_first[left - 1])
        start = bisect_left(oldest_first, _start_of(year), 0, left)
        many[year], left = left - start, start
    return many


def _year_of(place: int) -> int:
    return timezone.localtime(moment_of(place)).year


def _start_of(year: int) -> int:
    return place_of(start_of(date(year, 1, 1)))


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
