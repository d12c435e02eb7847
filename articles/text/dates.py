"""Dates as copy writes them, with how precisely they are known."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Precision = Literal["year", "month", "day", "minute"]


@dataclass(frozen=True, slots=True)
class CopyDate:
    """One date found in copy.

    `value` is a datetime only when precision is "minute", and aware only when the copy names a zone.
    A year or a month stands as its first day. `ambiguous`: day and month could be swapped; `value` is then day first.
    """

    value: date | datetime
    precision: Precision
    raw: str
    ambiguous: bool = False

    @property
    def iso(self) -> str:
        """ISO 8601, no more precise than the copy: 2016, 2016-04, 2016-04-07, 2016-04-07T14:05+08:00."""
        if isinstance(self.value, datetime):
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]
