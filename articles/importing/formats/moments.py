"""Moments as programs write them → ISO 8601."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from articles.text.dates import parse_date

_ZONE_APART = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)")
_NEVER = re.compile(r"000[01]\b|.*-0001|9999-12-31")
"""How databases and programs write that there is no moment."""
_HALF = re.compile(r"(?<![^\W\d_])[ap]\.?m\b|[上下]午|午[前後]|오[전후]", re.IGNORECASE)
"""The half of a day, which RFC 5322 does not know: whoever reads a date as it has it passes over this."""


def first_moment(*values: str) -> str:
    """The first of these that is a moment, as it is written; where none is, the first that says anything."""
    said = [value.strip() for value in values if value.strip() and not _NEVER.match(value.strip())]
    return next((value for value in said if to_iso(value)), next(iter(said), ""))


def to_iso(text: str) -> str:
    """A moment as ISO 8601, with its zone where it has one; "" where it cannot be read without a guess, or says more
    than RFC 5322 knows, so that it is read as copy is."""
    try:
        return datetime.fromisoformat(_ZONE_APART.sub("", text)).isoformat()
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text) if ":" in text and not _HALF.search(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return "" if moment is None or (moment.tzinfo is None and _has_zone(text)) else moment.isoformat()


def _has_zone(text: str) -> bool:
    """Whether a moment has a zone that copy is written with, such as CET: RFC 5322 has names for American ones only."""
    read = parse_date(text)
    return read is not None and isinstance(read.value, datetime) and read.value.tzinfo is not None
