"""Moments as programs write them → ISO 8601."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_ZONE_APART = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)")
_NEVER = re.compile(r"000[01]\b|.*-0001|9999-12-31")
"""How databases and programs write that there is no moment."""


def first_moment(*values: str) -> str:
    """The first of these that is a moment, as it is written; where none is, the first that says anything."""
    said = [value.strip() for value in values if value.strip() and not _NEVER.match(value.strip())]
    return next((value for value in said if to_iso(value)), next(iter(said), ""))


def to_iso(text: str) -> str:
    """A moment as ISO 8601, with its zone where it has one; "" where it cannot be read without a guess."""
    try:
        return datetime.fromisoformat(_ZONE_APART.sub("", text)).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat() if ":" in text else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
