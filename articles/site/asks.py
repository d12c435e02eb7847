"""What a public page answers to behind the question mark of its address."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

PLACE = ("before", "after")
"""Where in a list a page begins."""
TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|(?:d|fb|g|ms|tw|y)clid|gclsrc|[gw]braid|igshid|_g[al]|at_\w+|xtor", re.ASCII
)
"""What newsletters, networks and advertisers put behind an address to count those who follow it: it is no question."""


class Strangers(Enum):
    """What becomes of parameters that a page does not know, and that are no tracking."""

    IGNORED = "It is the same page."
    LED_AWAY = "They would mislead: who asks by them is led to the page that they get."
    HEARD = "They may mean something: the view is asked each time."


@dataclass(frozen=True)
class Asks:
    """``names`` are those of the parameters that a page answers to, None if to all."""

    names: frozenset[str] | None = frozenset()
    others: Strangers = Strangers.IGNORED

    def strangers(self, names: Iterable[str]) -> set[str]:
        """Those of ``names`` that are none of ours, and no tracking."""
        if self.names is None:
            return set()
        return {name for name in set(names) - self.names if not TRACKING.fullmatch(name)}

    def kept(self, pairs: Iterable[tuple[str, str]]) -> str:
        """The query that asks for the same page: what says nothing is left out, and the order is always one."""
        said = [
            (name, value) for name, value in pairs if self.names is None or (value and name in self.names)
        ]
        return urlencode(sorted(said, key=lambda pair: pair[0]))


NOTHING = Asks()


def asking(*names: str, others: Strangers = Strangers.IGNORED) -> Callable[..., Any]:
    """Below ``@public``: what the view answers to."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        asks = Asks(frozenset(names), others)

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if others is Strangers.LED_AWAY and asks.strangers(request.GET):
                query = asks.kept(parse_qsl(request.META.get("QUERY_STRING", "")))
                return redirect(request.path + (f"?{query}" if query else ""))
            return view(request, *args, **kwargs)

        vars(asked)["asks"] = asks
        return asked

    return decorated
