"""Lists of the desk in pages that are found by key: each order is one that an index serves, and no page costs more for
lying deep in the list. Nothing is counted beyond ``MANY``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.html import format_html

from articles.desk.base import DeskAdmin, DeskList
from articles.models import Stage

MANY = 1000
FEW = 5000
"""Stories that are looked up by number; of more, each is asked as the list is gone through."""
PLACES = ("after", "before", "last", "until")
"""What an address says of the place in a list; whatever else changes in it, the list begins anew."""
WHOLE = "whole"
"""Says that a search looks through the whole list."""
OURS = ("sort", WHOLE, *PLACES)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Capped(Subquery):
    """How many rows there are, never counted beyond the slice that they are given as."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class Tally(int):
    """A number of rows that says so where there are more than it."""

    def __new__(cls, number, *, is_cut=False):
        tally = super().__new__(cls, number)
        tally.is_cut = is_cut
        return tally

    @classmethod
    def of(cls, rows, most=MANY):
        """How many ``rows`` there are, counted no further than ``most``."""
        found = rows.order_by().values("pk")[: most + 1].count()
        return cls(min(found, most), is_cut=found > most)

    @property
    def told(self):
        return f"{int(self):,}" + ("+" if self.is_cut else "")

    def __format__(self, spec):
        return self.told


def named_by(stories, rows, field="story", order=()):
    """Those of ``stories`` that ``rows`` lead to by ``field``, in whose ``order`` an index has them, if one is named.

    Where they are few, a list gone through in its order would be read to its end for them; where they are many, they
    would all be sorted for one page. Which they are is not left to the database, that would only reckon.
    """
    numbers = list(rows.order_by(*order).values_list(field, flat=True)[: FEW + 1])
    if len(numbers) <= FEW:
        return stories.filter(pk__in=set(numbers))
    return stories.filter(Exists(rows.filter(**{field: OuterRef("pk")})))


@dataclass(frozen=True)
class Sort:
    """An order of the list: fields of one direction, the last of which tells any two rows apart."""

    label: str
    fields: tuple[str, ...]
    is_falling: bool = False
    only: Q | None = None

    def order(self, *, backwards: bool = False) -> list[str]:
        return [f"-{name}" if self.is_falling != backwards else name for name in self.fields]

    def beyond(self, key: list, *, backwards: bool = False) -> Q:
        """A condition on rows: those behind ``key``. Its first field stands by itself, so that the index is entered
        there."""
        sign = "lt" if self.is_falling != backwards else "gt"
        found, same = Q(), Q()
        for name, value in zip(self.fields, key, strict=True):
            found |= same & Q(**{f"{name}__{sign}": value})
            same &= Q(**{name: value})
        return Q(**{f"{self.fields[0]}__{sign}e": key[0]}) & found


class KeyedList(DeskList):
    """Django's list, its pages found by key. Its admin says by ``sorts`` in which orders, the first unless asked."""

    def get_filters_params(self, params=None):
        return {name: value for name, value in super().get_filters_params(params).items() if name not in OURS}

    @cached_property
    def sort_name(self):
        asked = self.params.get("sort", "")
        return asked if asked in self.sorts_offered else next(iter(self.sorts_offered))

    @property
    def sorts_offered(self):
        return self.model_admin.sorts

    @property
    def sort(self):
        return self.sorts_offered[self.sort_name]

    def get_ordering(self, request, queryset):
        return self.sort.order()

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        if self.sort.only is not None:
            rows = rows.filter(self.sort.only)
        self.first_left_out = self._first_left_out()
        if self.first_left_out:
            rows = rows.filter(self.sort.beyond(self.first_left_out, backwards=True))
        return rows

    def _first_left_out(self):
        """The key of the first row that a search does not look at; None where it looks at all."""
        most = self.model_admin.looked_through
        if not most or not self.query or self.has_active_filters or self.params.get(WHOLE):
            return None
        rows = self.root_queryset.order_by(*self.sort.order())
        return next(iter(rows.values_list(*self.sort.fields)[most : most + 1]), None)

    def get_results(self, request):
        places = {name: self.params.pop(name, "") for name in PLACES}
        for name in PLACES:
            self.filter_params.pop(name, None)
        size = self.list_per_page
        numbers, self.has_before, self.has_after = self._page(places, size)
        goes_on = self.has_before or self.has_after
        self.result_count = self._many() if goes_on else Tally(len(numbers))
        held = self.apply_select_related(self.root_queryset).order_by().in_bulk(numbers) if numbers else {}
        rows = [held[pk] for pk in numbers if pk in held]
        self.result_list = rows
        self.full_result_count, self.show_full_result_count = None, False
        self.show_admin_actions, self.can_show_all, self.multi_page = bool(rows), False, False
        self.paginator = None

    def _page(self, places, size):
        """Numbers of a page's rows, and whether others come before and after it."""
        backwards = bool(places["before"] or places["last"])
        key = self._key(places["before"] or places["after"]) or self._start(places["until"])
        rows = self.queryset.order_by(*self.sort.order(backwards=backwards))
        if key:
            rows = rows.filter(self.sort.beyond(key, backwards=backwards))
        found = self._numbers(rows, size)
        goes_on, page = len(found) > size, found[:size]
        if not backwards:
            return page, key is not None, goes_on
        if not goes_on and key:  # the beginning is not far: a full page of it
            page = self._numbers(self.queryset, size)
            return page[:size], False, len(page) > size
        return page[::-1], goes_on, key is not None

    def _numbers(self, rows, size):
        """Which rows a page holds, and one more: what a row says beside its own is asked of these alone, where a sort
        over many would ask it of all."""
        return list(rows.values_list("pk", flat=True)[: size + 1])

    def _many(self):
        """How many rows the list has, no further than is shown."""
        return Tally.of(self.queryset, MANY)

    def _start(self, until):
        """The key of what a day begins with, in a list where that is a place."""

    @property
    def reach(self):
        """How far a search went, in words, where it did not go over all rows."""
        if not self.first_left_out:
            return ""
        return format_html(
            'The newest {} {} were looked through. <a href="{}">Look through all of them</a>',
            f"{self.model_admin.looked_through:,}",
            self.opts.verbose_name_plural,
            self.get_query_string({WHOLE: "yes"}),
        )

    @property
    def counted(self):
        return self.result_count.told

    def sorts(self):
        """The orders that are offered, each with its address."""
        for name, sort in self.sorts_offered.items():
            yield {
                "label": sort.label,
                "address": self.get_query_string({"sort": name}),
                "is_on": name == self.sort_name,
            }

    def pages(self):
        """Addresses of the pages around: None where there is none."""
        rows, link = self.result_list, self.get_query_string
        return {
            "first": link() if self.has_before else None,
            "before": link({"before": self.key_of(rows[0])}) if self.has_before and rows else None,
            "after": link({"after": self.key_of(rows[-1])}) if self.has_after else None,
            "last": link({"last": "yes"}) if self.has_after else None,
        }

    def key_of(self, row):
        return ".".join(_spelt(getattr(row, name)) for name in self.sort.fields)

    def _key(self, text):
        """The values that ``text`` spells, one for each field of the order; None where it spells none."""
        parts = text.split(".", len(self.sort.fields) - 1)
        if not text or len(parts) != len(self.sort.fields):
            return None
        try:
            return [
                _READ.get(name, _number)(part) for name, part in zip(self.sort.fields, parts, strict=True)
            ]
        except (ValueError, OverflowError):
            return None


class KeyedAdmin(DeskAdmin):
    """A list in the order of ``sorts``, by name; that of its rows' numbers, the newest first, where none is given."""

    change_list_template = "admin/articles/keyed_list.html"
    sorts = {"newest": Sort("Newest", ("id",), is_falling=True)}
    sortable_by = ()
    looked_through: int | None = None
    """How many rows a search looks at, of a list that begins with the newest. All of them it does where filters narrow
    the list, which may be to none of these, or where it is told to.
    """

    def get_changelist(self, request, **kwargs):
        return KeyedList


def _spelt(value):
    if isinstance(value, datetime):
        return str((value - _EPOCH) // timedelta(microseconds=1))
    return str(value)


def _number(text):
    if not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _moment(text):
    if not re.fullmatch(r"-?[0-9]{1,17}", text, re.ASCII):
        raise ValueError(text)
    return _EPOCH + timedelta(microseconds=int(text))


def _stage(text):
    return Stage(text).value


_READ: dict[str, Callable] = {
    **dict.fromkeys(("changed_at", "due_at", "added_at"), _moment),
    **dict.fromkeys(("key", "name"), str),
    "stage": _stage,
}
