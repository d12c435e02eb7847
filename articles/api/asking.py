"""Which parameters the API takes: those of the list of stories are its filters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import django_filters
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.api.shapes import MOMENT, NUMBER, TEXT, Schema
from articles.lists.filters import (
    FIRST_DAY,
    HELP,
    LAST_DAY,
    DayFilter,
    LanguageFilter,
    NameFilter,
    StoryFilter,
    YearFilter,
)
from articles.pages import STORIES

MOST = 100
"""Stories at a time."""
_SPACED_ZONE = re.compile(r" (?=\d\d:?\d\d$)")


def moment(text: str) -> datetime | None:
    """The moment that a parameter spells with its zone, in UTC; None where it spells none."""
    try:
        # The plus of a zone that was not percent-encoded arrives as a space.
        at = parse_datetime(_SPACED_ZONE.sub("+", text))
        return at.astimezone(UTC) if at and timezone.is_aware(at) else None
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Parameter:
    name: str
    schema: Schema
    words: str


KEYS = (
    Parameter("before", TEXT, "Stories after a key in the order of the list; “next” of a page brings it."),
    Parameter("after", TEXT, "Stories ahead of a key; “previous” of a page brings it."),
)
LIMIT = Parameter(
    "limit", NUMBER | {"minimum": 1, "maximum": MOST, "default": STORIES}, "How many stories at a time."
)
SINCE = Parameter(
    "since",
    MOMENT,
    "Since this moment, it included, with its zone: 2026-03-13T23:29:00Z. What was being written as you last asked may "
    "be of a moment before: go back by a minute.",
)
TAGS = "A language by its tag, in any case. Its regions and scripts are not told apart: en-GB finds all that en does."
AFTER_NAME = Parameter("after", TEXT, "Names that come after this one; “next” of a page brings it.")


def _of_filters() -> Iterable[Parameter]:
    for name, one in StoryFilter.base_filters.items():
        if isinstance(one, NameFilter):
            yield Parameter(name, TEXT, f"The slug of a {name}, or several with commas between.")
        elif isinstance(one, DayFilter):
            yield Parameter(name, TEXT | {"format": "date"}, f"{one.label} this day, it included.")
        elif isinstance(one, YearFilter):
            ends = {"minimum": FIRST_DAY.year, "maximum": LAST_DAY.year}
            yield Parameter(name, NUMBER | ends, "Of publication, in the newsroom’s time zone.")
        elif isinstance(one, LanguageFilter):
            yield Parameter(name, TEXT, TAGS)
        elif isinstance(one, django_filters.ChoiceFilter):
            choices = [key for key, _ in one.extra["choices"]]
            yield Parameter(name, TEXT | {"enum": choices}, f"{one.label}.")
        elif name == "q":
            words = f"{one.label}: {HELP} Here and in feeds typing mistakes are not forgiven."
            yield Parameter(name, TEXT, words)
        else:
            yield Parameter(name, TEXT, f"{one.label}.")


OF_STORIES = (*_of_filters(), *KEYS, LIMIT)
OF_CHANGES = (SINCE, *KEYS, LIMIT)
