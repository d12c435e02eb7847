"""The first open doubts of very many, which stand for all where these are counted."""

from dataclasses import dataclass, field
from typing import Any

from articles.desk.imports.choices import places_of
from articles.desk.paging import MANY, Tally
from articles.importing.reviewing.doubting import settled_by
from articles.models import Doubt

LOOKED_AT = MANY
"""Doubts that are counted."""


@dataclass(frozen=True)
class First:
    """The first doubts of many. Whose they are to settle is asked of these alone: of all, it would be asked one by one
    before they are counted."""

    pks: list[int]
    is_cut: bool
    fetched: dict[Any, list[tuple[str, int]]] = field(default_factory=dict)
    places: dict[int, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows):
        pks = list(rows.values_list("pk", flat=True)[: LOOKED_AT + 1])
        return cls(pks[:LOOKED_AT], len(pks) > LOOKED_AT)

    def rows(self, user=None):
        """Kind and file of each, or of those alone that ``user`` may settle. They are fetched once."""
        if user not in self.fetched:
            rows = Doubt.objects.filter(pk__in=self.pks).order_by()
            self.fetched[user] = list((settled_by(user, rows) if user else rows).values_list("code", "file"))
        return self.fetched[user]

    def told(self, user=None):
        """Kind, run and shape of each, likewise."""
        doubts = self.rows(user)
        if missing := {file for _, file in doubts} - self.places.keys():
            self.places.update(places_of(missing))
        return [(code, *self.places[file]) for code, file in doubts]

    def tally(self, user=None):
        return Tally(len(self.rows(user) if user else self.pks), is_cut=self.is_cut)
