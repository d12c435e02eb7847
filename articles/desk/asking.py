"""What may be asked of the desk: limits that hold for every page of it, and are told where they are met."""

from functools import wraps

from django.contrib.admin.views.main import SEARCH_VAR, ChangeListSearchForm
from django.core.exceptions import BadRequest

WORDS = 30
"""Each word of a search is a condition of its own, and SQLite nests no more than a thousand."""
LENGTH = 300


class SearchForm(ChangeListSearchForm):
    """The search of a list. What is too long is not asked for: the list says so."""

    def clean(self):
        cleaned = super().clean()
        asked = cleaned.get(SEARCH_VAR) or ""
        if asked != shortened(asked):
            sentence = f"Search for at most {WORDS} words and {LENGTH} characters. All is listed here."
            self.add_error(SEARCH_VAR, sentence)
        return cleaned


def shortened(asked):
    """The words of ``asked`` that are searched for."""
    words = asked[:LENGTH].split(maxsplit=WORDS)
    return asked[:LENGTH] if len(words) <= WORDS else " ".join(words[:WORDS])


def without_null(view):
    """``view``, for addresses and forms without the null character, which no text of PostgreSQL holds.

    A view that is exempt from the check of forms has not decided yet whether it reads any.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        given = [*kwargs.values(), *args]
        for sent in (request.GET,) if getattr(view, "csrf_exempt", False) else (request.GET, request.POST):
            given += [text for key, values in sent.lists() for text in (key, *values)]
        if any("\0" in text for text in given if isinstance(text, str)):
            raise BadRequest("The null character stands in no text.")
        return view(request, *args, **kwargs)

    return guarded
