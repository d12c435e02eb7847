"""Patterns that cost nothing until they are asked: most processes of a newsroom read no copy, and need not wait for
those that do.
"""

import re
from collections.abc import Iterable
from typing import Any, cast


def pattern(form: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, once something is asked of it; only then does a wrong ``form`` raise re.error."""
    return cast(re.Pattern[str], _Later(form, flags))


def any_of(names: Iterable[str]) -> str:
    """The form of any of these names, the longest first: by their first letter, so that few are tried at a place."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in groups.items())


class _Later:
    def __init__(self, form: str, flags: int) -> None:
        self.pattern, self._flags = form, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)  # kept, so that this is asked once
        return found
