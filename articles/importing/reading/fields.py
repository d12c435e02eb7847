"""What was read in a file → the fields of a story, and the rows of the names in it."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles import credits
from articles.models import Proofreader, RelatedTitle, Source, Story, Writer
from articles.text.blocks import from_passages, line
from articles.text.dates import CopyDate
from articles.text.keys import name_key
from articles.text.parsing import Doubt, ParsedStory

_BETWEEN = re.compile(r"\s*(?:[,;/|&+]|\b(?:and|und|et|och|og)\b)\s*", re.IGNORECASE)
# Parts of names that are written small.
_PARTICLES = frozenset({
    "al", "ap", "bin", "bint", "da", "dal", "de", "degli", "dei", "del", "della", "den", "der", "di", "do",
    "dos", "du", "e", "el", "ibn", "la", "las", "le", "ten", "ter", "van", "von", "y", "zu",
})  # fmt: skip
# Words of ranks and of desks: what holds one is nobody's name.
_NO_NAMES = frozenset({
    "agencies", "agency", "bureau", "chief", "columnist", "contributor", "contributors", "correspondent",
    "correspondents", "desk", "digital", "editor", "editorial", "editors", "intern", "korrespondent",
    "korrespondentin", "newsroom", "photographer", "political", "producer", "redaktion", "reporter",
    "reporters", "service", "staff", "team", "volontär", "volontärin", "web", "writer", "writers",
})  # fmt: skip
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Names:
    """The rows that the names of one story stand for. None where a name has no row."""

    source_id: int | None
    proofreader_id: int | None
    writers: list[int]

    def details(self) -> dict[str, Any]:
        """As ``drafting`` takes them."""
        return {
            "source_id": self.source_id,
            "proofreader_id": self.proofreader_id,
            "writers": self.writers,
        }


@dataclass(frozen=True)
class Called:
    """The names that a file gives, where they can be somebody's. Empty where it gives none."""

    source: str = ""
    proofreader: str = ""
    writers: tuple[str, ...] = ()


def called(parsed: ParsedStory) -> Called:
    """The names in what was read."""
    return called_in(source=parsed.source, proofreader=parsed.proofreader, byline=parsed.byline)


def called_in(*, source: str = "", proofreader: str = "", byline: str = "") -> Called:
    """The names in credits as they are printed."""
    return Called(
        source=next(_possible([_tidy(source)]), ""),
        proofreader=next(_possible([_tidy(proofreader)]), ""),
        writers=tuple(_possible(people(_tidy(byline)))),
    )


def made(names: Sequence[Called]) -> list[Names]:
    """The rows of the names of many stories, those not known yet made."""
    return _rows(names, credits.ensure_many)


def known(names: Sequence[Called]) -> list[Names]:
    """The rows of those names that are known."""
    return _rows(names, credits.resolve_many)


def texts(parsed: ParsedStory) -> tuple[dict[str, Any], list[Doubt]]:
    """A story's fields as ``drafting`` takes them, all but its names, and a doubt for each that was cut to fit."""
    lines = {
        "headline": parsed.headline or parsed.proposed_headline,
        "standfirst": parsed.standfirst,
        "byline": parsed.byline,
        "dateline": parsed.dateline,
        "source_credit": parsed.source,
        "proofreader_credit": parsed.proofreader,
        "slugline": parsed.slugline,
    }
    doubts: list[Doubt] = []
    fields: dict[str, Any] = {name: _fitted(name, text, doubts) for name, text in lines.items()}
    fields |= {
        "headline_is_provisional": not parsed.headline,
        "language": tag_of(parsed.language),
        "body": from_passages(_passages(parsed)),
        "published_at": moment(parsed.published.value) if parsed.published else None,
        "published_precision": parsed.published.precision if parsed.published else "minute",
        "related": [
            (cut_title(item.title), day_of(item.date), None) for item in parsed.related if not item.promo
        ],
    }
    return fields, doubts


def _passages(parsed: ParsedStory) -> Iterator[tuple[str, str]]:
    """Kind and text of each passage, the dateline taken from the head of the first: it has a field of its own."""
    for number, passage in enumerate(parsed.passages):
        text = passage.text
        if number == 0 and parsed.dateline and text.startswith(parsed.dateline):
            text = text.removeprefix(parsed.dateline).lstrip(" -–—_:") or text
        yield passage.kind, text


def moment(value: date | datetime) -> datetime:
    """The value of a date of copy as a moment in UTC.

    Where it names no zone it is in the site's, and where it has no hour it is midnight there.
    """
    if not isinstance(value, datetime):
        return midnight(value)
    aware = value if timezone.is_aware(value) else timezone.make_aware(value, timezone.get_default_timezone())
    return aware.astimezone(UTC)


def midnight(day: date) -> datetime:
    """The first moment of a day on the site's clock, in UTC."""
    return datetime.combine(day, time(), timezone.get_default_timezone()).astimezone(UTC)


def day_of(when: CopyDate | None) -> date | None:
    """The day of a date of copy, as the copy's own clock has it."""
    if when is None:
        return None
    return when.value.date() if isinstance(when.value, datetime) else when.value


def people(byline: str) -> list[str]:
    """The persons that a byline names: "Ana Ruiz and Jo Lind, political editor" gives two.

    What does not look like a person's name (a rank, "staff", words in lower case) gives nobody: the byline
    is printed as it stands all the same.
    """
    return [name for piece in _BETWEEN.split(byline) if _is_name(name := piece.strip(" .,–—-"))]


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(text) > _LONGEST_NAME or re.search(r"[\d@:()]", text):
        return False
    if not any(character.isupper() or character.islower() for character in text):
        return len(text) > 1  # a script without capitals
    named = [word for word in words if word.casefold() not in _PARTICLES]
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() for word in named)
        and not any(word.casefold() in _NO_NAMES for word in words)
    )


def cut_title(title: str) -> str:
    """The title of another story, in the room that there is for one."""
    title, room = _tidy(title), _room(RelatedTitle, "title")
    return title if len(title) <= room else title[: room - 1].rstrip() + "…"


def _possible(names: Iterable[str]) -> Iterator[str]:
    """Those that there is room for."""
    return (name for name in names if name and len(name_key(name)) <= 200 >= len(name))


def _rows(names: Sequence[Called], rows: Callable[[type[Any], Iterable[str]], dict[str, Any]]) -> list[Names]:
    """The rows of all these names, each kind looked up once."""
    sources = rows(Source, dict.fromkeys(each.source for each in names if each.source))
    readers = rows(Proofreader, dict.fromkeys(each.proofreader for each in names if each.proofreader))
    writers = rows(Writer, dict.fromkeys(name for each in names for name in each.writers))

    def ids(held: dict[str, Any], *called: str) -> list[int]:
        keys = map(name_key, called)
        return list(dict.fromkeys(held[key].pk for key in keys if key in held))

    return [
        Names(
            source_id=next(iter(ids(sources, each.source)), None),
            proofreader_id=next(iter(ids(readers, each.proofreader)), None),
            writers=ids(writers, *each.writers),
        )
        for each in names
    ]


def tag_of(tag: str) -> str:
    """The site's own tag where copy is in its language: it may know better which English."""
    same = tag.partition("-")[0] == settings.SITE_LANGUAGE.partition("-")[0]
    return settings.SITE_LANGUAGE if same or not tag else tag


def _fitted(name: str, text: str, doubts: list[Doubt]) -> str:
    text, room = _tidy(text), _room(Story, name)
    if len(text) <= room:
        return text
    field = {"source_credit": "source", "proofreader_credit": "proofreader"}.get(name, name)
    sentence = f"The {field} was cut: it holds {len(text)} characters and there is room for {room}."
    doubts.append(Doubt("cut", field, None, sentence))
    return text[: room - 1].rstrip() + "…"


@lru_cache(maxsize=64)
def _room(model: type[Any], name: str) -> int:
    """Characters that a field takes."""
    return model._meta.get_field(name).max_length or sys.maxsize


def _tidy(text: str | None) -> str:
    """One line without control characters."""
    tidy = line(text or "")
    return tidy if tidy.isprintable() else "".join(c for c in tidy if unicodedata.category(c) != "Cc")
