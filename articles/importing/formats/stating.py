"""What a format or a manifest says of a story, laid over what was read in its text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from articles.importing.formats.piece import Stated
from articles.text.blocks import line
from articles.text.dates import CopyDate, parse_date
from articles.text.keys import name_key, title_key
from articles.text.parsing import Certainty, Doubt, ParsedStory
from articles.text.parsing.ordering import DAY_FIRST, MONTH_FIRST, in_order, ordered

_BETWEEN_NAMES = re.compile(r"[,;&/]|\b(?:and|und|et|y|e|og|och)\b", re.IGNORECASE)


def _people(byline: str) -> str:
    """The key of a byline: its names, whatever stands between them."""
    return ", ".join(sorted(filter(None, map(name_key, _BETWEEN_NAMES.split(byline)))))


_KEYS: dict[str, Callable[[str], str]] = {
    "headline": title_key, "standfirst": title_key, "byline": _people, "dateline": title_key, "source": name_key,
    "proofreader": name_key, "slugline": title_key, "section": title_key,
}  # fmt: skip
"""The fields that are lines of words, and how two values of each are compared."""

_NOTHING = Stated()
_SHOWN = 80
_OTHERWISE = "stated-otherwise"
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,3}", re.IGNORECASE)
"""The tag of a language. What is none ("English", a sentence) says nothing."""
YEARS = range(1600, 2200)
"""Programs write 0001 or 9999 where there is no date; in such years not every zone can say what time it is."""
_YEAR_AND_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")


def with_stated(parsed: ParsedStory, stated: Stated, *, origin: str) -> ParsedStory:
    """The story as its metadata have it: what they state wins, and is doubted where the text says otherwise.

    A stated date whose day and month could be swapped is doubted too, unless the text tells their order. ``origin``
    names the metadata, as a sentence begins: "The manifest".
    """
    if stated == _NOTHING:
        return parsed
    said = {name: value for name in _KEYS if (value := line(getattr(stated, name)))}
    doubts = list(_conflicts(parsed, said, origin))
    changed: dict[str, Any] = dict(said)
    if stated.keywords:
        changed["keywords"] = stated.keywords
    if _TAG.fullmatch(stated.language):
        changed["language"] = stated.language
    if stated.published:
        when, read = _ordered(to_date(stated.published), parsed)
        doubts += _about_date(parsed, when, read, stated.published, origin)
        if when is not None:
            changed["published"] = _finer(read, when)
    settled = changed.keys() - {doubt.field for doubt in doubts if doubt.code == _OTHERWISE}
    kept = tuple(doubt for doubt in parsed.doubts if doubt.field not in changed)
    evidence = {
        name: lines for name, lines in parsed.evidence.items() if name in settled or name not in changed
    }
    certainty: dict[str, Certainty] = {**parsed.certainty, **dict.fromkeys(changed, "stated")}
    return replace(parsed, **changed, doubts=(*kept, *doubts), evidence=evidence, certainty=certainty)


def to_date(text: str) -> CopyDate | None:
    """A date as data give it: ISO 8601 of any precision, or as copy does. What no newspaper was printed in is none."""
    if month := _YEAR_AND_MONTH.fullmatch(text):
        return CopyDate(date(int(month[1]), int(month[2]), 1), "month", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return parse_date(text)
    if moment.year not in YEARS:
        return None
    if moment.time() == time():  # midnight is what programs make of a day
        return CopyDate(moment.date(), "day", text)
    return CopyDate(moment, "minute", text)


def _conflicts(parsed: ParsedStory, said: dict[str, str], origin: str) -> Iterator[Doubt]:
    for name, value in said.items():
        read = getattr(parsed, name) or ""
        if read and _KEYS[name](read) != _KEYS[name](value):
            yield _conflict(parsed, name, value, read, origin)


def _ordered(said: CopyDate | None, parsed: ParsedStory) -> tuple[CopyDate | None, CopyDate | None]:
    """The stated date and that of the text, each in the order that the other one tells, or the text's language."""
    read = parsed.published
    if said is None or read is None:
        return said and in_order(said, (), parsed.language), read
    said = in_order(_as(said, read), (), parsed.language)
    return said, _as(read, said)


def _as(when: CopyDate, other: CopyDate) -> CopyDate:
    """A date whose day and month could be swapped, in the one order, if any, in which it is the other date."""
    if not when.ambiguous or other.ambiguous:
        return when
    same = [day for order in (DAY_FIRST, MONTH_FIRST) if _agree(day := ordered(when, order), other)]
    return same[0] if len(same) == 1 else when


def _about_date(
    parsed: ParsedStory, when: CopyDate | None, read: CopyDate | None, said: str, origin: str
) -> Iterator[Doubt]:
    if when is None:
        sentence = f"{origin} gives “{said[:_SHOWN]}” as the date, which could not be read."
        yield Doubt("stated-date", "published", None, sentence)
        return
    if read is not None and not _agree(read, when):
        yield _conflict(parsed, "published", said, read.raw, origin)
    if when.ambiguous:
        number = next(iter(parsed.evidence.get("published", ())), None)
        sentence = (
            f"{origin} gives “{said[:_SHOWN]}” as the date: day and month could be swapped; the day was taken to be "
            "first."
        )
        yield Doubt("ambiguous-date", "published", number, sentence)


def _conflict(parsed: ParsedStory, name: str, said: str, read: str, origin: str) -> Doubt:
    number = next(iter(parsed.evidence.get(name, ())), None)
    what = "date" if name == "published" else name
    where = f"line {number}" if number else "the text"
    sentence = (
        f"{origin} gives “{said[:_SHOWN]}” as the {what}, {where} “{read[:_SHOWN]}”: the former was taken."
    )
    return Doubt(_OTHERWISE, name, number, sentence)


def _agree(read: CopyDate, said: CopyDate) -> bool:
    """Whether two dates are one, as far as both say when. A day may be another one in the zone of the other."""
    length = min(len(read.iso), len(said.iso), 10)
    if length == len("2019-04-07") and {read.precision, said.precision} == {"day", "minute"}:
        return abs(_day(read) - _day(said)) <= timedelta(days=1)
    return read.iso[:length] == said.iso[:length]


def _day(when: CopyDate) -> date:
    return when.value.date() if isinstance(when.value, datetime) else when.value


def _finer(read: CopyDate | None, said: CopyDate) -> CopyDate:
    """The stated date, or the one of the text where that is the same and tells more."""
    return read if read and _agree(read, said) and len(read.iso) > len(said.iso) else said
