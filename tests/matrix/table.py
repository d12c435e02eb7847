"""The table read: a row for each address, with how each role is answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from tests.matrix.stories import PUBLIC, STAGES, STATES
from tests.matrix.trying import ACTED, SHOWN
from tests.matrix.world import ROLES, World

TABLE = Path(__file__).with_name("TABLE.txt")
_NAMED = re.compile(r"\{(\w+)\}")
_ROW = re.compile(rf"(\S{{{len(ROLES)}}}) (\S{{{len(ROLES)}}}) (\S+)(?:  in (\S+))?(?:  asks in (\S+))?")
SETS = {"story": STATES} | {name: [state for state in STATES if name in state] for name in (*STAGES, *PUBLIC)}
"""Stories by the names that addresses of the table have for them, with the states in which each is asked about."""


@dataclass(frozen=True)
class Row:
    """``get`` and ``post`` have a letter for each of ``ROLES``. ``within`` are states outside of which nothing is to be
    had of it, ``asking`` those in which a page asks first whoever may act.
    """

    get: str
    post: str
    address: str
    within: str = ""
    asking: str = ""

    def __str__(self) -> str:
        within, asking = (
            f"  {name} {said}" if said else ""
            for name, said in (("in", self.within), ("asks in", self.asking))
        )
        return f"{self.get} {self.post} {self.address}{within}{asking}"

    @cached_property
    def about(self) -> str:
        """The name of the story that it is about, if it is one of ``SETS``."""
        return next((name for name in _NAMED.findall(self.address) if name in SETS), "")

    @cached_property
    def states(self) -> list[tuple[str, str]]:
        """Those of its story in which the letters hold; the first is the one that everybody asks in."""
        return [state for state in SETS[self.about] if _is_among(state, self.within)] if self.about else []

    @cached_property
    def others(self) -> list[tuple[str, str]]:
        """Those in which nothing is to be had."""
        return (
            [state for state in SETS[self.about] if not _is_among(state, self.within)] if self.about else []
        )

    def letters(self, method: str, state: tuple[str, str] | None = None) -> dict[str, str]:
        """Those of everybody, as they are in a state."""
        letters = dict(zip(ROLES, self.post if method == "POST" else self.get, strict=True))
        if method == "GET" and state and self.asking and _is_among(state, self.asking):
            letters |= {role: SHOWN for role, letter in self.letters("POST").items() if letter == ACTED}
        return letters

    def at(self, world: World, state: tuple[str, str] | None = None) -> str:
        """The address, with numbers in the place of names."""
        one = world.of(state)
        named = world.places if one is None else {**world.places, self.about: one.story.pk, "slug": one.slug}
        return _NAMED.sub(lambda found: str(named[found[1]]), self.address)


def _is_among(state: tuple[str, str], told: str) -> bool:
    """Whether a state is one of those that are told, with stars for any; "" are all."""
    wanted = [each.partition("/") for each in told.split(",")]
    return not told or any(
        stage in ("*", state[0]) and public in ("*", state[1]) for stage, _, public in wanted
    )


def rows(text: str = "") -> Iterator[Row]:
    for line in (text or TABLE.read_text()).splitlines():
        if line.strip() and not line.startswith("#"):
            found = _ROW.fullmatch(line.rstrip())
            if not found:
                raise ValueError(f"No row of the table: {line}")
            yield Row(*found.groups(""))


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address that is answered, as its pattern is written."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern).removeprefix("^" if before else "")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def route_of(address: str) -> str | None:
    """The pattern that answers to an address."""
    try:
        return resolve(address.partition("?")[0]).route
    except Resolver404:
        return None
