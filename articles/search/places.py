"""A number for a story's place in the order of date, so that what searches can give what it finds in that order.

In 63 bits: minutes since the year 1000 (32), the story's number (26), and which of its editions (5). Stories of one
minute, which is as exactly as dates are printed, stand in the order of their numbers.
"""

from datetime import UTC, datetime, timedelta

_ORIGIN = datetime(1000, 1, 1, tzinfo=UTC)
_MINUTES, _STORIES, SLOTS = 2**32, 2**26, 2**5
"""So many editions of one story, shown or scheduled, have a place of their own."""
END = _MINUTES * _STORIES * SLOTS - 1
"""After all stories: the greatest number that a database holds."""


def place_of(published_at: datetime, story_id: int = 0) -> int:
    """The first place of a story; that of a moment where no story is named. Its others follow."""
    minute = min(max((published_at - _ORIGIN) // timedelta(minutes=1), 0), _MINUTES - 1)
    return (minute * _STORIES + min(story_id, _STORIES - 1)) * SLOTS


def moment_of(place: int) -> datetime:
    """The minute that a place lies in."""
    return _ORIGIN + timedelta(minutes=place // SLOTS // _STORIES)


def story_at(place: int) -> int:
    """The number of the story at a place: the last one, where it has no room for more."""
    return place // SLOTS % _STORIES
