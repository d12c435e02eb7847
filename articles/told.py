"""How a story is told in a sentence or two, and its dates to machines: the same in pages, data and feeds."""

import re
from datetime import UTC, datetime, time, timedelta
from datetime import timezone as offset
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid5

from django.db.models import DateTimeField, Func
from django.utils import timezone

from articles.models import Edition, Precision
from articles.text.blocks import cut, excerpt

FULL_WIDTH = {"ja", "ko", "yue", "zh"}
EXCERPT = 140
DESCRIPTION = 155
"""Characters that search engines show of a description."""
TITLE = 110
"""Characters of a headline that stand in the titles of pages and cards."""
OPENING = 400
"""Characters of a body that suffice for either, markup included."""

_ENTITY = re.compile(r"&[a-z]*$")
_STORIES = UUID("6f0a2f62-4a53-4d0e-9c80-3f1f6a0a7a51")
"""Under which the names of stories lie that are the same in every format, at every address, for ever."""
_KNOWN = {Precision.YEAR: len("2025"), Precision.MONTH: len("2025-03"), Precision.DAY: len("2025-03-13")}


def teaser(edition: Edition) -> str:
    """A sentence or two that make one want to read: the standfirst, else how the story begins.

    ``opening`` of ``edition`` is the beginning of its body.
    """
    return edition.standfirst or excerpt(_closed(edition.opening), _room(EXCERPT, edition))


def description(edition: Edition) -> str:
    return edition.standfirst or excerpt(_closed(edition.body[:OPENING]), _room(DESCRIPTION, edition))


def _closed(opening: str) -> str:
    """The beginning of a body, cut anywhere, as a body: what is one is read without parsing it as browsers do."""
    if len(opening) < OPENING:
        return opening
    whole, mark, last = opening.rpartition("<")
    if mark and ">" not in last:  # within a tag
        whole, mark, last = whole.rpartition("<")
    words = _ENTITY.sub("", last).rstrip()
    return f"{whole}<{words}</p>" if mark and last.startswith("p>") else opening


def shortened(headline: str) -> str:
    """A headline for where there is no room for any length."""
    return cut(headline, TITLE)


def _room(letters: int, edition: Edition) -> int:
    """The characters that take the place of so many letters: half as many in scripts of full width."""
    return letters // 2 if edition.language.lower().partition("-")[0] in FULL_WIDTH else letters


def absolute(root: str, path: str) -> str:
    """The whole address of a path of the site; what is a whole address already comes back as it is. As urljoin() says
    it, which takes ten times as long: a page has dozens of them.
    """
    is_ours = path.startswith("/") and not path.startswith("//")
    return root[:-1] + path if is_ours else urljoin(root, path)


def stamp(at: datetime, precision: str = Precision.MINUTE) -> str:
    """A moment in ISO 8601, in the newsroom's zone and no more exactly than it is known: "2025-03-13" of a day,
    "2025-03-13T23:29:00+00:00" where the clock is known.
    """
    local = _local(at)
    known = _KNOWN.get(Precision(precision))
    return local.date().isoformat()[:known] if known else local.isoformat(timespec="seconds")


def moment(at: datetime, precision: str) -> datetime:
    """A moment in the newsroom's zone, in whole seconds, for formats that demand a time of day: of a date that is known
    to the day no more exactly, the midnight with which that day begins.
    """
    local = _local(at).replace(microsecond=0)
    return local if precision == Precision.MINUTE else datetime.combine(local, time.min, local.tzinfo)


def _local(at: datetime) -> datetime:
    """``at`` in the newsroom's zone, by an offset in whole minutes: that of years before there were zones has seconds,
    which neither RFC 3339 nor RFC 822 can write.
    """
    local = timezone.localtime(at)
    if not local.utcoffset() % timedelta(minutes=1):
        return local
    minutes = round((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    return local.replace(tzinfo=offset(timedelta(minutes=minutes)))


class _FirstMade(Func):
    """On PostgreSQL a function tells it: a process for readers cannot see a first edition that was called back."""

    function = "articles_first_made"
    _ASKED = "(SELECT made_at FROM articles_edition AS first WHERE first.story_id = %(expressions)s AND number = 1)"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template=self._ASKED, **extra)


def begun() -> Func:
    """When the first edition of a story was made, for ``annotate(begun=begun())``."""
    return _FirstMade("story_id", output_field=DateTimeField())


def is_our_own(edition: Any) -> bool:
    """Whether the newsroom may say that a story is its own: it was begun here, and credits no source. Whose a story is
    that came in by a file, nobody said. ``edition`` is ``with_origin``.
    """
    return edition.made_here and not (edition.source_id or edition.source_credit)


def permanent_name(edition: Any) -> str:
    """The name of a story that no new slug, host or database changes: "urn:uuid:…". ``begun`` is at hand.

    To the second: that is what all ways of carrying rows from one database to another keep.
    """
    at = edition.begun.astimezone(UTC).isoformat(timespec="seconds")
    return uuid5(_STORIES, f"{edition.story_id} {at}").urn
