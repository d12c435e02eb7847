"""What the address of a public list may say, field by field, and what is said of what it may not."""

from datetime import date
from typing import Any

from django import forms

from articles.languages import is_tag
from articles.search.published import language_of
from articles.text.terms import question

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(8999, 12, 31)
"""Dates beyond these are typing mistakes, and some would leave the calendar in another time zone."""
MOST_CHOSEN = 50
"""Names of one kind at a time."""


class Slugs(forms.SelectMultiple):
    """Reads "harbour-wire,coast-office", and the same name given several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        slugs = ",".join(data.getlist(name)).split(",")
        return [slug for slug in dict.fromkeys(slugs) if slug][:MOST_CHOSEN]


class LanguageField(forms.CharField):
    """A language by its tag, in any case, as the lists count it: "en" of "en-GB"."""

    def to_python(self, value: Any) -> str:
        tag: str = super().to_python(value)
        return language_of(tag) if is_tag(tag) else tag


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
