"""People's names and organisations' as credits print them; bylines.

Each function takes a line and gives the name without label and final full stop; "" when it has none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.text.calendars import MONTH_OF
from articles.text.patterns import pattern

WORD = r"(?-i:[^\W\d_a-zß-öø-ÿāăąćčďđēėęěğģīįıķłļľńņňőœŕřśşšťţūůűųźżžа-яёα-ω])[\w.’'`-]*"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|von|van|der|den|ter|la|le|bin|binti|al|el|e|y|ibn)"
_NAME = rf"{WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{WORD}){{0,4}}"
_AND = r"(?:\s*,\s*and\s+|\s*[,;&/]\s*|\s+(?:and|und|et|y|e|en|och|with)\s+)"
NAMES = rf"{_NAME}(?:{_AND}{_NAME}){{0,5}}"
_BY = (
    r"(?:(?:by|von|par|por|door|av|af):?|بقلم:?|كتب:?|texto de|text(?:o|e)?(?: von| by|:(?=\s))"
    r"|(?:post )?author:?(?: by:?)?|autor(?:en|a|ka|i)?:|auteur\s?:|yazar:|авторы?:|tekst:|teks:|reporter:|oleh:?"
    r"|(?:written|words|reported|posted|story|report|published|interview|an article|analysis|opinion|commentary"
    r"|essay) by:?)"
)
_BYLINE = pattern(rf"(?:{_BY}|(?i:{_BY}))(?:(?<=:)\s*|\s+)(?P<name>{NAMES})(?P<rest>.{{0,90}})")
_MAY_FOLLOW = pattern(r"\s*[,|•·(/–—-]|\s+(?:for|in|at|and|und|et|y|with)\s|\s+[A-Z0-9]|\s*\d")
_PICTURES_BY = pattern(
    r"(?<=\w)[\s,;]+(?:illustrations?|fotos?|photos?|photograph(?:y|s)|pictures|bilder|graphics"
    r"|video)(?:\s\w+)?\s?"
    r"(?:by|von|de|di|par|:)\s.{0,80}$",
    re.IGNORECASE,
)
_WRITE_TO = pattern(
    r"(?i:(?:to )?(?:contact|e-?mail|reach|write to) the (?:writer|author|reporter|journalist)s?"
    rf"(?: (?:of|on|for) (?:this|the) (?:story|article|report))?)[:,]?\s+(?P<name>{NAMES})"
    r"(?=,|\s+(?:at|in|on)\s|\s*[(<]|$)"
)
_ADDRESS = pattern(
    r"(?:\s+follow)?\s+@\w{2,30}\b|\s+[(<]?[\w.+-]{1,40}@[\w-]{1,30}(?:\.[\w-]{1,20}){1,4}[)>]?",
    re.IGNORECASE,
)
_OF_PICTURES = pattern(
    r"/\s?(?:getty|wireimage|filmmagic|afp|ap|reuters|epa|shutterstock|invision|rex|imago|alamy)\b",
    re.IGNORECASE,
)
_IDEOGRAPHS = pattern(
    r"[\[【(（]?\s?(?:(?:[^\W\d_]{1,4})?(?:記者|记者|撰文|撰稿|作者|文)\s?[:：／/|\s]?\s?(?P<before>[\u3400-\u9fff]{2,4})"
    r"|(?P<after>[\uac00-\ud7a3]{2,4})\s?기자(?:\s외\s?\d명)?|(?P<written>[\u3040-\u9fff]{2,6})\s?記者)"
    r"(?:\s?[/／].{1,12})?\s?[\]】)）]?(?:\s\S{1,40}@\S{1,40})?"
)
_LONGEST = 200
_OF_PAGES = pattern(
    r"\b(?:play|view|slideshow|comments?|gallery|photos|watch|share|print|subscribe)\b", re.IGNORECASE
)
_DESK = pattern(
    r"\b(?:staff|wire|desk|newsroom|agenc\w+|redaktion|redacción|redação|editors|news|team)\b", re.IGNORECASE
)
_HANDLE = pattern(r"\s?@\w{2,30}\b")
_INITIALS = pattern(
    r"(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Aa]utor):?\s(?P<name>[a-zäöü]{2,5}(?:/[a-zäöü]{2,5}){1,2})"
)
_LOGIN = pattern(
    r"(?:by|von|por|par|door|av)\s(?P<name>[^\W\d_][\w.-]{2,24}(?:\s[\w.-]{2,24})?)", re.IGNORECASE
)
_ALONE = pattern(
    r"(?:by|von|par|por|door|av|af|di|author|autor(?:in|en|a)?|auteur|writer|written by|words|text"
    r"|авторы?|作者|記者|记者|بقلم)\s?[:：]?",
    re.IGNORECASE,
)
_NO_NAME = frozenset({
    "in", "on", "at", "the", "a", "an", "this", "these", "how", "why", "what", "when", "where", "who", "more", "from",
    "to", "with", "and", "for", "der", "die", "das", "ein", "im", "am", "zur", "zum", "auf", "le", "la", "les", "el",
    "los", "il", "un", "une", "o", "os",
})  # fmt: skip
_JOB_WORD = (
    r"(?:(?:sub-?|co-?)?editor|reporter|korrespondent(?:in)?|correspondent|corresponsal|chefredakt\w+"
    r"|journalist(?:in)?|journaliste"
    r"|periodista|jornalista|giornalista|writer|redakt\w+|redactor\w*|rédact\w+|redattore|staff|chief|bureau"
    r"|columnist|contributor|producer|analyst|freelancer?|volontär(?:in)?|photographer|blogger|muhabiri?)"
)
_JOB = pattern(rf"(?i:,?\s*\b{_JOB_WORD}\b.*)")
_JOB_OF_TWO = pattern(rf"(?i:,?\s*\b[\w-]{{1,30}}\s{_JOB_WORD}\b.*)")
_JOB_AFTER_COMMA = pattern(rf"(?i:\s*,[^,]{{0,40}}\b{_JOB_WORD}\b.*)")
_JOB_ALONE = pattern(rf"(?i:(?:[\w'’&-]+,?\s){{0,5}}{_JOB_WORD}\b(?:,?\s[\w'’&-]+){{0,5}})")
_OF_DESKS = frozenset({"our", "the", "a", "staff", "special", "unser", "unsere", "notre", "nuestro"})
_WRITTEN = pattern(rf"(?<=\S)\s+[-–—|]\s+(?:by|By|BY|von|Von|por|Por|par|Par)\s+(?P<name>{NAMES})$")
_ORGANISATION = pattern(r"[A-Z]{2,6}")
_DASHES = pattern(r"^[-–—]{1,2}\s+")
_PARTS = pattern(r"\s?[|•·⋅∙]\s?|\s[-–—/]\s")
_SIGNS = "|•·⋅∙-–—/"
"""One of these is in all that the pattern above finds: to look for a sign is many times as fast."""
_DIGIT = pattern(r"\d")


@dataclass(frozen=True, slots=True)
class Byline:
    """A writer's name and what else its line says (a date, a job, a paper)."""

    name: str
    rest: str


def clean_name(text: str) -> str:
    """A name as printed, without final full stop, brackets and blanks."""
    return _PICTURES_BY.sub("", text).strip(" \t,;:|–—()[]（）【】").removesuffix(".").strip()


def contact(text: str) -> str:
    """Whom to write to of a story: "To contact the reporter on this story: Mary Malone in Wexley"."""
    match = _WRITE_TO.match(text) if len(text) < _LONGEST + 100 else None
    return clean_name(match["name"]) if match else ""


def byline(text: str) -> Byline | None:
    """What "By Mary Malone, Town Reporter" says, if a line is a byline."""
    return _byline(text) if len(text) <= 160 else None


@lru_cache(maxsize=512)  # a short line is asked for it by each reader that may take it
def _byline(text: str) -> Byline | None:
    if _OF_PICTURES.search(text):
        return None
    if not text.isascii() and (match := _IDEOGRAPHS.fullmatch(text)):
        return Byline(match["before"] or match["after"] or match["written"], "")
    text = _ADDRESS.sub("", text) if "@" in text else text
    text = _DASHES.sub("", text)
    job = _JOB_AFTER_COMMA.search(text) if "," in text and not _DIGIT.search(text) else None
    if job and (match := _BYLINE.fullmatch(text[: job.start()])) and not match["rest"].strip():
        return Byline(clean_name(match["name"]), job[0])
    if match := _INITIALS.fullmatch(text):
        return Byline(match["name"], "")
    if not (match := _BYLINE.fullmatch(text)):
        return None
    name, rest = match["name"], match["rest"]
    name, _, month = name.rpartition(" ") if rest.lstrip()[:1].isdigit() else (name, "", "")
    if month.casefold().rstrip(".") not in MONTH_OF:  # "By Mary Malone March 18": a day without its year
        name = f"{name} {month}".strip()
    if rest.strip() and (len(rest.split()) > 9 or not _MAY_FOLLOW.match(rest)):
        return None
    if re.search(r"[.!?]\s*$", rest) and len(text.split()) > 8:
        return None
    if rest.strip() and not _DIGIT.search(rest) and (shorter := without_job(f"{name}{rest}")):
        return Byline(clean_name(shorter), rest)
    return Byline(clean_name(_without_title(name)), rest.strip(" ,|·•-–—"))


def _without_title(name: str) -> str:
    """ "Mary Malone Political Correspondent": the name, where two words of it are left."""
    job = _JOB_OF_TWO.search(name)
    before = name[: job.start()].split() if job else []
    return " ".join(before) if len(before) >= 2 and before[0].casefold() not in _OF_DESKS else name


def and_organisation(name: str) -> tuple[str, str]:
    """Name and organisation of "Mary Malone, QNN"; no organisation where none stands behind a comma in capitals."""
    people, _, last = name.rpartition(",")
    organised = len(people.split()) >= 2 and _ORGANISATION.fullmatch(last.strip())
    return (people.strip(), last.strip()) if organised else (name, "")


def and_writer(title: str) -> tuple[str, str]:
    """Title and writer of "Harbour to close - by Mary Malone"; no writer where the title ends otherwise."""
    match = _WRITTEN.search(title)
    return (title[: match.start()].strip(), clean_name(match["name"])) if match else (title, "")


def took_picture(text: str) -> bool:
    """Whether "By Tom Reed/WireImage" names somebody whose agency sells pictures."""
    return text[:3].casefold() == "by " and len(text) < 80 and bool(_OF_PICTURES.search(text))


def without_job(text: str) -> str:
    """What stands before the job in "Mary Malone Town Hall reporter"; "" where no job is named."""
    cut, longer = _JOB.search(text), _JOB_OF_TWO.search(text)
    if longer and len(clean_name(text[: longer.start()]).split()) >= 2:
        cut = longer
    return text[: cut.start()] if cut else ""


def is_job(text: str) -> bool:
    """Whether a line is nothing but somebody's work: "Deputy business editor, Wexley"."""
    return len(text) < 60 and bool(_JOB_ALONE.fullmatch(text))


def is_account(text: str) -> bool:
    """Whether a line is nothing but what somebody is called on a network: "@mmalone"."""
    return bool(_HANDLE.fullmatch(text))


def parts(text: str) -> list[str]:
    """What bars, dots and dashes keep apart in a line of particulars: "News | 3 May 2024 | Written by Mary Malone"."""
    pieces = _PARTS.split(text) if any(map(text.__contains__, _SIGNS)) else [text]
    return [part for part in (piece.strip() for piece in pieces) if part]


def short_name(text: str) -> str:
    """What a line under "By" gives where it is no name as Europe writes them: initials, or another script."""
    name = clean_name(text)
    return name if len(name) < 30 and (not name.isascii() or re.fullmatch(r"[a-z]{2,5}", name)) else ""


def login(text: str) -> str:
    """What somebody is called on a site, where a date stands beside it: "by wexadmin"; "" for other texts."""
    match = _LOGIN.fullmatch(text)
    return match["name"] if match and match["name"].split()[0].casefold() not in _NO_NAME else ""


def is_byline_label(text: str) -> bool:
    """Whether a line only announces the name under it: "By", "Autor:"."""
    return len(text) < 14 and bool(_ALONE.fullmatch(text))


def is_desk(name: str) -> bool:
    """Whether a byline names no person: "Post staff", "Wexley Wire"."""
    return bool(_DESK.search(name))


def looks_like_names(text: str) -> bool:
    """Whether a short line could be nothing but people's names."""
    return 4 < len(text) < 60 and bool(re.fullmatch(NAMES, text)) and 2 <= len(text.split()) <= 9


def person(text: str) -> str:
    """The name at the head of "Mary Malone Town Hall editor" or "Mary MaloneThe Gazette"; "" for none."""
    if len(text) > _LONGEST:
        return ""
    text = _HANDLE.sub("", text)
    text = re.split(r"(?<=[a-z])(?=The\s[A-Z])|,\s(?=The\s[A-Z])|\s*[|•·]\s*", text)[0]
    job = _JOB_AFTER_COMMA.search(text) if "," in text else None
    text = clean_name(text[: job.start()] if job else without_job(text) or text)
    if not looks_like_names(text) or not text[0].isalpha() or text.split()[0].casefold() in _NO_NAME:
        return ""
    first, *others = text.split(",")
    text = first if any(len(other.split()) < 2 for other in others) else text
    return "" if _OF_PAGES.search(text) else text
