"""How one list leads to another: what it is narrowed by, as an address and in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from articles.lists.filters import Chosen, StoryFilter

FIELDS = list(StoryFilter.base_filters)


def phrased(chosen: Iterable[Chosen]) -> str:
    """What a list is narrowed by, in words: "Sea, from 10 Nov 2026"."""
    return ", ".join(item.phrase for item in chosen)


def query_of(chosen: Iterable[Chosen]) -> str:
    """The query string of a list narrowed so: the same for the same list."""
    return urlencode(parameters_of(chosen), safe=",")


def parameters_of(chosen: Iterable[Chosen]) -> dict[str, str]:
    """The parameters of a list narrowed so, in the order of the fields. Names of one kind stand together."""
    values: dict[str, list[str]] = defaultdict(list)
    for item in sorted(chosen, key=lambda item: FIELDS.index(item.name)):
        values[item.name].append(item.value)
    return {name: ",".join(found) for name, found in values.items()}


@dataclass(frozen=True)
class Way:
    """How a list leads to one that is narrowed otherwise: its query string, and its fields if a form leads there.

    Links lead to lists that are narrowed by one thing at most. Those by two and more are without end, and a crawler
    that takes no heed of ``nofollow`` would ask for them all; people come there by the buttons of forms.
    """

    query: str
    fields: dict[str, str]

    @classmethod
    def to(cls, chosen: Collection[Chosen]) -> Self:
        is_linked = sum(item.name != "order" for item in chosen) <= 1
        return cls(query_of(chosen), {} if is_linked else parameters_of(chosen))
