"""The filters of the public lists.

Every state of a list is in its address: names stand there by their slugs. What is not understood is said at
its field and left out; the rest still filters.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from articles.languages import english_name, is_code
from articles.lists.forms import (
    FIRST_DAY,
    LAST_DAY,
    FilterForm,
    LanguageField,
    Slugs,
    inside_the_calendar,
)
from articles.lists.names import MODELS, in_public, labels_of, merged_into
from articles.models import Edition
from articles.pages import Key
from articles.search.asking import Search
from articles.search.counting import Sample, samples
from articles.search.finding import Matches, places
from articles.search.places import place_of
from articles.search.published import label
from articles.search.ranking import Rank, ranked
from articles.text.calendars import spoken
from articles.text.terms import question

LONGEST_SEARCH = 200
ONE_AT_A_TIME = ("language", "year")
KINDS = (*MODELS, *ONE_AT_A_TIME)
"""What a list can be narrowed by further, with counts."""
TOO_LONG = (
    "A search has at most %(limit_value)d characters, and this %(show_value)d: leave some of its words out."
)
HELP = "“Words in a row” in quotes, begin* for what begins so, −word for stories without it."


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


class DayFilter(django_filters.DateFilter):
    """A day, as a browser's date field writes it: 2025-03-13."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, validators=[inside_the_calendar], **kwargs)


class LanguageFilter(django_filters.CharFilter):
    """A language, all its regions and scripts together."""

    field_class = LanguageField


class YearFilter(django_filters.Filter):
    """A year in the newsroom's zone."""

    field_class = forms.IntegerField

    def __init__(self, **kwargs: Any) -> None:
        said = dict.fromkeys(("invalid", "min_value", "max_value"), "Give a year from 1000 to 8999.")
        ends = {"min_value": FIRST_DAY.year, "max_value": LAST_DAY.year}
        super().__init__(error_messages=said, **ends, **kwargs)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _check_language(code: str, *, now: datetime) -> None:
    """A code that means nothing to us is one all the same where a story carries it."""
    if not (is_code(code) and code.islower()):
        raise forms.ValidationError("Give a language by its code, such as en, fr or ja.")
    carried = Search(labels=((label("language", code),),))
    if english_name(code) == code and not places(carried, now=now, limit=1):
        raise forms.ValidationError(
            f"No language “{code}” is known. Give one by its code, such as en, fr or ja."
        )


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


ORDERS = [("date", "Newest first"), ("relevance", "Most relevant first")]
"""By date unless it is said: so are all lists, news is looked for by it, and its pages go on to the end."""
NO_ORDER = {
    "invalid_choice": "A list is in the order of date or of relevance: leave the order out, or choose one."
}


class StoryFilter(django_filters.FilterSet):
    """The filters of the list of stories. Give it ``now`` and the editions that are live then; and a function that
    gives those at some places, where one is quicker.

    Where the list is counted too, ``is_counted``, its pages are cut from what is counted.
    """

    q = django_filters.CharFilter(
        label="Search words",
        help_text=HELP,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
    since = DayFilter(label="From")
    until = DayFilter(label="To")
    topic = NameFilter("topic")
    source = NameFilter("source")
    writer = NameFilter("writer")
    proofreader = NameFilter("proofreader")
    year = YearFilter(label="Year")
    language = LanguageFilter(label="Language")
    order = django_filters.ChoiceFilter(label="Order", choices=ORDERS, error_messages=NO_ORDER)

    class Meta:
        model = Edition
        fields: list[str] = []
        form = FilterForm

    def __init__(
        self, data: Any, *, queryset: Any, now: datetime, is_counted: bool = False, placed: Any = None
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.now, self.is_counted, self.editions = now, is_counted, placed or queryset
        # Which names are public takes long to ask: where none is named nothing is asked.
        for kind, model in MODELS.items():
            self.filters[kind].queryset = in_public(kind, now) if kind in self.data else model.objects.none()
        self.filters["language"].extra["validators"] = [partial(_check_language, now=now)]

    def filter_queryset(self, queryset: Any) -> Any:
        """The editions of ``queryset`` that are asked for. Days alone are asked of the editions themselves."""
        search = self.search()
        if self.is_ranked:
            return ranked(search, self.editions, now=self.now)
        if search and self.is_counted:
            known = self.sampled[search]
            return Matches(search, self.editions, self.now, known.places, is_all=known.is_whole)
        if search:
            return Matches(search, self.editions, self.now)
        since, until = self._days()
        queryset = queryset.filter(published_at__gte=since) if since else queryset
        return queryset.filter(published_at__lt=until) if until else queryset

    @cached_property
    def sampled(self) -> dict[Search, Sample]:
        """A sample of the list, and of what it would be without each of what it can be narrowed by. One query."""
        return samples((self.search(), *self.wider.values()), now=self.now)

    @cached_property
    def wider(self) -> dict[str, Search]:
        """What is asked for without each of what the list can be narrowed by."""
        return {kind: self.search(without=kind) for kind in KINDS}

    def search(self, *, without: str = "") -> Search:
        """What is asked for and was understood, but for what the field ``without`` asks."""
        since, until = self._days(without)
        ends = {"since": place_of(since)} if since else {}
        ends |= {"until": place_of(until)} if until else {}
        labels = tuple(group for kind, group in self._labels.items() if kind != without)
        return Search(question(self.form.cleaned_data.get("q") or ""), labels, **ends)

    @property
    def is_ranked(self) -> bool:
        """Whether the list is in the order of relevance: it asks for words by which that can be told."""
        asked = self.form.cleaned_data
        return asked.get("order") == "relevance" and bool(question(asked.get("q") or "").wanted)

    @property
    def words_alone(self) -> str:
        """What is searched for, in one form; empty where it is narrowed otherwise, leaves some out by a word, or is too
        long in that form to be asked.
        """
        asks = self.search().asks
        is_alone = [item.name for item in self.chosen()] == ["q"] and not asks.unwanted
        return told if is_alone and len(told := str(asks)) <= LONGEST_SEARCH else ""

    @property
    def key(self) -> type[Key | Rank]:
        """The kind of keys by which pages of the list are found."""
        return Rank if self.is_ranked else Key

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        """The labels that are asked for, by field."""
        self.form.is_valid()  # fills cleaned_data, with what was understood alone
        asked = self.form.cleaned_data
        chosen = {kind: sorted({getattr(row, "merged_into_id", None) or row.pk for row in asked[kind]})
                  for kind in MODELS if asked.get(kind)}  # fmt: skip
        merged = merged_into(chosen)
        found = {kind: labels_of(kind, ids, merged) for kind, ids in chosen.items()}
        if language := asked.get("language"):
            found["language"] = (label("language", language),)
        return found

    def _days(self, without: str = "") -> tuple[datetime | None, datetime | None]:
        """The moments between which stories are asked for, the second not among them."""
        asked = self.form.cleaned_data
        since, until, year = (
            None if name == without else asked.get(name) for name in ("since", "until", "year")
        )
        if year:
            since = max(since or FIRST_DAY, date(year, 1, 1))
            until = min(until or LAST_DAY, date(year, 12, 31))
        return start_of(since) if since else None, start_of(until + timedelta(days=1)) if until else None

    def chosen(self) -> list[Chosen]:
        """What the list is narrowed by, in the order of the fields; what was not understood is not in it."""
        self.form.is_valid()  # fills cleaned_data, with what was understood alone
        found: list[Chosen] = []
        for name, value in self.form.cleaned_data.items():
            label = self.filters[name].label
            if name in MODELS:
                standing = dict.fromkeys(getattr(row, "merged_into", None) or row for row in value)
                found += [Chosen(name, label, row.slug, row.name) for row in standing]
            elif value and (name != "order" or self.is_ranked):
                found.append(Chosen(name, label, str(value), self._words_for(name, value)))
        return found

    def _words_for(self, name: str, value: Any) -> str:
        if name == "language":
            return english_name(value)
        return spoken(value) if isinstance(value, date) else str(value)
