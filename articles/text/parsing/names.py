"""People's names and organisations' as credits print them; bylines.

Each function takes a line and gives the name without label and final full stop; "" when it has none.
"""

import re
from dataclasses import dataclass

WORD = r"(?-i:[^\W\d_a-zß-öø-ÿāăąćčďđēėęěğģīįıķłļľńņňőœŕřśşšťţūůűųźżžа-яёα-ω])[\w.’'`-]*"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|von|van|der|den|ter|la|le|bin|binti|al|el|e|y|ibn)"
_NAME = rf"{WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{WORD}){{0,4}}"
_AND = r"(?:\s*,\s*and\s+|\s*[,;&/]\s*|\s+(?:and|und|et|y|e|en|och|with)\s+)"
NAMES = rf"{_NAME}(?:{_AND}{_NAME}){{0,5}}"
_BY = (
    r"(?:by|von|par|por|door|av|af|بقلم|texto de|text(?:o|e)?:(?=\s)|author:|autor(?:en|a)?:|auteur:"
    r"|(?:written|words|reported|posted|story|report) by:?)"
)
_BYLINE = re.compile(rf"(?:{_BY}|(?i:{_BY}))(?:(?<=:)\s*|\s+)(?P<name>{NAMES})(?P<rest>.{{0,90}})")
_MAY_FOLLOW = re.compile(r"\s*[,|•·(/–—-]|\s+(?:for|in|at|and|und|et|y|with)\s|\s+[A-Z0-9]|\s*\d")
_NO_NAME = frozenset({
    "in", "on", "at", "the", "a", "an", "this", "these", "how", "why", "what", "when", "where", "who", "more", "from",
    "to", "with", "and", "for", "der", "die", "das", "ein", "im", "am", "zur", "zum", "auf", "le", "la", "les", "el",
    "los", "il", "un", "une", "o", "os",
})  # fmt: skip
_JOB = re.compile(
    r"(?i:,?\s*\b(?:[\w-]+\s)?(?:editor|reporter|correspondent|journalist|writer|redakt\w+|redactor\w*|staff"
    r"|chief|bureau|columnist|contributor|producer|analyst)\b.*)"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A writer's name and what else its line says (a date, a job, a paper)."""

    name: str
    rest: str


def clean_name(text: str) -> str:
    """A name as printed, without final full stop, brackets and blanks."""
    return text.strip(" \t,;:|–—()[]").removesuffix(".").strip()


def byline(text: str) -> Byline | None:
    """What "By Mary Malone, Town Reporter" says, if a line is a byline."""
    if len(text) > 160 or not (match := _BYLINE.fullmatch(text)):
        return None
    name, rest = match["name"], match["rest"]
    if rest.strip() and (len(rest.split()) > 9 or not _MAY_FOLLOW.match(rest)):
        return None
    if re.search(r"[.!?]\s*$", rest) and len(text.split()) > 8:
        return None
    cut = _JOB.search(f"{name}{rest}")
    if cut and rest.strip() and not re.search(r"\d", rest):
        return Byline(clean_name(f"{name}{rest}"[: cut.start()]), rest)
    return Byline(clean_name(name), rest.strip(" ,|·•-–—"))


def looks_like_names(text: str) -> bool:
    """Whether a short line could be nothing but people's names."""
    return 4 < len(text) < 60 and bool(re.fullmatch(NAMES, text)) and 2 <= len(text.split()) <= 9


def person(text: str) -> str:
    """The name at the head of "Mary Malone Town Hall editor" or "Mary MaloneThe Gazette"; "" for none."""
    text = re.split(r"(?<=[a-z])(?=The\s[A-Z])|\s*[|•·]\s*", text)[0]
    if cut := _JOB.search(text):
        text = text[: cut.start()]
    text = clean_name(text)
    return text if looks_like_names(text) and text.split()[0].casefold() not in _NO_NAME else ""
