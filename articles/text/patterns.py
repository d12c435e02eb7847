"""Patterns that cost nothing until they are asked: most processes of a newsroom read no copy, and need not wait for
those that do.
"""

import re
from typing import Any, cast


def pattern(form: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, once something is asked of it; only then does a wrong ``form`` raise re.error."""
    return cast(re.Pattern[str], _Later(form, flags))


class _Later:
    def __init__(self, form: str, flags: int) -> None:
        self.pattern, self._flags = form, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)  # kept, so that this is asked once
        return found
