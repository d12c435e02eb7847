"""The filters of the public lists, and what a name has to do with stories.

Every state of a list is in its address: names stand there by their slugs. What is not understood is said at
its field and left out; the rest still filters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import CharField, Exists, Model, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as formatted

from articles.models import Edition, EditionTopic, EditionWriter, Proofreader, Source, Topic, Writer
from articles.search.finding import Matches, Search
from articles.search.places import place_of
from articles.search.published import label
from articles.text.terms import question

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(8999, 12, 31)
"""Dates beyond these are typing mistakes, and some would leave the calendar in another time zone."""
LONGEST_SEARCH = 200
MOST_OPTIONS = 100
MOST_CHOSEN = 50
"""Names of one kind at a time."""

MODELS: dict[str, type[Model]] = {
    "topic": Topic,
    "source": Source,
    "writer": Writer,
    "proofreader": Proofreader,
}
_PATHS = {"source": "source", "proofreader": "proofreader", "writer": "writer_rows__writer",
          "topic": "topic_rows__topic"}  # fmt: skip
_ROWS = {"writer": EditionWriter, "topic": EditionTopic}


def order_of(kind: str) -> str:
    """The unique field by which names of ``kind`` are sorted."""
    return "name" if kind == "topic" else "key"


def carrying(editions: Any, kind: str, ids: Iterable[int]) -> Any:
    """Those of ``editions`` that carry one of the names ``ids`` of ``kind``, each once."""
    if kind in _ROWS:
        # By subquery: a join would give a story twice where it has two of the names.
        rows = _ROWS[kind].objects.filter(**{f"{kind}__in": list(ids)})
        return editions.filter(pk__in=rows.values("edition"))
    return editions.filter(**{f"{kind}__in": list(ids)})


def in_public(kind: str, now: datetime) -> Any:
    """The names of ``kind`` that a live story carries, those merged into such a one too.

    Others are not for readers: a name may be in drafts alone.
    """
    live = Edition.objects.live(now)
    if kind == "topic":
        return Topic.objects.filter(Exists(live.filter(**{_PATHS[kind]: OuterRef("pk")})))
    carried = Exists(live.filter(**{_PATHS[kind]: OuterRef("pk")}))
    merged = Exists(live.filter(**{_PATHS[kind]: OuterRef("merged_into")}))
    return MODELS[kind].objects.filter(Q(carried, merged_into=None) | Q(merged))


def standing(kind: str, now: datetime) -> Any:
    """As ``in_public``, without the merged ones, in the order of their lists."""
    names = in_public(kind, now).order_by(order_of(kind))
    return names if kind == "topic" else names.standing()


def labels_of(chosen: Mapping[str, Iterable[int]]) -> tuple[tuple[str, ...], ...]:
    """What documents are filed under that carry one of the names ``chosen`` of each kind. One query, or none.

    Those of a name that was merged into one of them keep the label that they were made with.
    """
    found = {kind: set(ids) for kind, ids in chosen.items()}
    rows = [
        MODELS[kind]
        .objects.order_by()
        .filter(merged_into__in=ids)
        .annotate(kind=Value(kind, output_field=CharField()))
        .values_list("kind", "pk")
        for kind, ids in found.items()
        if kind != "topic"
    ]
    for kind, pk in rows[0].union(*rows[1:], all=True) if rows else ():
        found[kind].add(pk)
    return tuple(tuple(label(kind, pk) for pk in sorted(pks)) for kind, pks in found.items())


class Slugs(forms.SelectMultiple):
    """Reads "harbour-wire,coast-office", and the same name given several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        slugs = ",".join(data.getlist(name)).split(",")
        return [slug for slug in dict.fromkeys(slugs) if slug][:MOST_CHOSEN]


class NameFilter(django_filters.ModelMultipleChoiceFilter):
    """Stories that carry any of the names chosen, by slug. A merged name counts as the one that stands for
    it.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(
            label=kind.capitalize(),
            to_field_name="slug",
            distinct=False,
            widget=Slugs,
            error_messages={"invalid_choice": f"There is no {kind} “%(value)s”."},
        )


class FilterForm(forms.Form):
    def clean_q(self) -> str:
        asked = self.cleaned_data["q"]
        if asked and not question(asked):
            raise forms.ValidationError("There is no word in this to search for. Type a word or a number.")
        return asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day lies before the first; it is left out here.")
        return cleaned


def inside_the_calendar(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError("Give a year from 1000 to 8999.")


class DayFilter(django_filters.DateFilter):
    """A day, as a browser's date field writes it: 2025-03-13."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, validators=[inside_the_calendar], **kwargs)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Chosen:
    """One thing that a list is narrowed by: the field's name and label, its value in the address, its
    words.
    """

    name: str
    label: str
    value: str
    text: str

    @property
    def phrase(self) -> str:
        """Its words as they stand by themselves: "from 10 Nov 2026"."""
        return f"{self.label.lower()} {self.text}" if self.name in ("since", "until") else self.text


@dataclass(frozen=True)
class Group:
    """The names of one kind to choose from, as (value, text), and the value chosen.

    Where several are chosen, they are one choice, so that the form gives them back. ``more``: there are others,
    found on the page that lists them all.
    """

    kind: str
    label: str
    options: list[tuple[str, str]]
    chosen: str
    errors: list[str]
    more: bool

    @property
    def address(self) -> str:
        return reverse(f"site:{self.kind}s")


class StoryFilter(django_filters.FilterSet):
    """The filters of the list of stories. Give it ``now`` and the editions that are live then."""

    q = django_filters.CharFilter(label="Search words", max_length=LONGEST_SEARCH)
    since = DayFilter(label="From")
    until = DayFilter(label="To")
    topic = NameFilter("topic")
    source = NameFilter("source")
    writer = NameFilter("writer")
    proofreader = NameFilter("proofreader")

    class Meta:
        model = Edition
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any, *, queryset: Any, now: datetime) -> None:
        super().__init__(data, queryset=queryset)
        self.now = now
        for kind in MODELS:
            self.filters[kind].queryset = in_public(kind, now)

    def filter_queryset(self, queryset: Any) -> Any:
        """The editions of ``queryset`` that are asked for. Days alone are asked of the editions themselves."""
        search = self.search()
        if search:
            return Matches(search, queryset, self.now)
        since, until = self._days()
        queryset = queryset.filter(published_at__gte=since) if since else queryset
        return queryset.filter(published_at__lt=until) if until else queryset

    def search(self) -> Search:
        """What is asked for and was understood."""
        since, until = self._days()
        ends = {"since": place_of(since)} if since else {}
        ends |= {"until": place_of(until)} if until else {}
        asked = self.form.cleaned_data
        chosen = {kind: {getattr(row, "merged_into_id", None) or row.pk for row in asked[kind]}
                  for kind in MODELS if asked.get(kind)}  # fmt: skip
        return Search(question(asked.get("q") or ""), labels_of(chosen), **ends)

    def _days(self) -> tuple[datetime | None, datetime | None]:
        """The moments between which stories are asked for, the second not among them."""
        since, until = (self.form.cleaned_data.get(name) for name in ("since", "until"))
        return _start_of(since) if since else None, _start_of(until + timedelta(days=1)) if until else None

    def chosen(self) -> list[Chosen]:
        """What the list is narrowed by, in the order of the fields; what was not understood is not in it."""
        self.form.is_valid()  # fills cleaned_data, with what was understood alone
        found: list[Chosen] = []
        for name, value in self.form.cleaned_data.items():
            label = self.filters[name].label
            if name in MODELS:
                found += [Chosen(name, label, row.slug, row.name) for row in value]
            elif value:
                text = formatted(value, "d M Y") if isinstance(value, date) else value
                found.append(Chosen(name, label, str(value), text))
        return found

    def groups(self) -> list[Group]:
        """The names to choose from, by kind: the first hundred of each, and those chosen."""
        chosen = self.chosen()
        groups = []
        for kind in MODELS:
            label, errors = self.filters[kind].label, self.form.errors.get(kind, [])
            mine = [item for item in chosen if item.name == kind]
            value = ",".join(item.value for item in mine)
            names = list(standing(kind, self.now).values_list("slug", "name")[: MOST_OPTIONS + 1])
            options = dict(names[:MOST_OPTIONS])
            if value:
                options.setdefault(value, ", ".join(item.text for item in mine))
            more = len(names) > MOST_OPTIONS
            groups.append(Group(kind, label, list(options.items()), value, errors, more))
        return groups


def phrased(chosen: Iterable[Chosen]) -> str:
    """What a list is narrowed by, in words: "Sea, from 10 Nov 2026"."""
    return ", ".join(item.phrase for item in chosen)


def query_of(chosen: Iterable[Chosen]) -> str:
    """The query string of a list narrowed so: the same for the same list. Names of one kind stand together."""
    values: dict[str, list[str]] = defaultdict(list)
    for item in chosen:
        values[item.name].append(item.value)
    return urlencode({name: ",".join(found) for name, found in values.items()}, safe=",")
