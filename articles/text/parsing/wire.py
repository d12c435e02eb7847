"""Marks of the old wires: typesetting codes around lines, and time stamps at the end of a message."""

import re
from datetime import UTC, datetime

from articles.text.dates import CopyDate

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BEGINS, _ENDS = "^", ("<", "=")
_STAMPS = (
    # 131137 GMT Nov 13: day, hour, minute, month, year of the century
    (re.compile(r"(\d\d)(\d{4}) (\w{3}) (\d\d)"), "%d %H%M %b %y"),
    # AP-WF-11-13-13 1509GMT: month, day, year; the agency writes for one country only
    (re.compile(r"AP-\w\w-(\d\d)-(\d\d)-(\d\d) (\d{4})"), "%m %d %y %H%M"),
)
_GMT = re.compile(r" ?GMT\b")


_SLUGLINES = (
    re.compile(r"(?:slug(?:line)?|slug word)\s?[:：]\s?(?P<slug>\S.{1,80})", re.IGNORECASE),
    # BC-US--Harbour Strike,364: the wires' keyword line, with the length in words
    re.compile(r"(?P<slug>(?:BC|AM|PM)-[-\w]\S*(?:[ -].{0,70})?)"),
    # Orme/harbour/strike/ and Orme-harbour/
    re.compile(r"(?P<slug>[A-Z][\w-]{1,30}(?:/[\w-]{1,30}){0,5})/"),
    # HARBOUR-STRIKE/FERRIES (UPDATE 2)
    re.compile(r"(?P<slug>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+/(?:[A-Z0-9-]+)?(?: \([A-Z0-9 ,]+\))?)"),
)


def slugline(text: str) -> str:
    """A story's working name, if a line gives it as the wires do; "" for other lines."""
    if len(text) > 100:
        return ""
    found = (pattern.fullmatch(text) for pattern in _SLUGLINES)
    return next((match["slug"].strip() for match in found if match), "")


def has_codes(text: str) -> bool:
    """Whether a file is framed as messages of the old wires are: text begins after STX and ends before ETX."""
    return "\x02" in text[:2000] and "\x03" in text[-2000:]


def without_codes(line: str) -> str:
    """A line of wire copy without its controls and typesetting codes."""
    line = _CONTROLS.sub(" ", line).strip()
    before = line[:-1].rstrip() if line.endswith(_ENDS) else line
    if line.startswith(_BEGINS):
        return before.removeprefix(_BEGINS)
    return line if not before or before.endswith(_ENDS) else before


def stamp(text: str) -> CopyDate | None:
    """When a message was sent, if a line is a wire's time stamp. Without a zone it is by the agency's own clock."""
    bare, zones = _GMT.subn("", text.strip(" \x03^<"))
    for pattern, form in _STAMPS:
        if match := pattern.fullmatch(bare):
            try:
                sent = datetime.strptime(" ".join(match.groups()), form).replace(
                    tzinfo=UTC if zones else None
                )
            except ValueError:
                return None
            return CopyDate(sent, "minute", text.strip())
    return None
