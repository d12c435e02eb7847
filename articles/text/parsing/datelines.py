"""Datelines, and the agencies that they name."""

import re

from articles.text.calendars import WEEKDAYS
from articles.text.parsing.names import NAMES, WORD, clean_name, parts
from articles.text.patterns import pattern

# Agencies by what dateline, sign-off or credit line call them, and what a source line would say.
AGENCIES = {
    "reuter": "Reuters", "reuters": "Reuters", "ap": "AP", "afp": "AFP", "dpa": "dpa", "upi": "UPI", "ansa": "ANSA",
    "efe": "EFE", "pa": "PA", "aap": "AAP", "xinhua": "Xinhua", "tass": "TASS", "bloomberg": "Bloomberg", "cp": "CP",
    "kyodo": "Kyodo", "lusa": "Lusa", "belga": "Belga", "apa": "APA", "sid": "SID", "ians": "IANS", "pti": "PTI",
    "ani": "ANI", "bernama": "Bernama", "yonhap": "Yonhap", "tt": "TT", "ntb": "NTB", "ritzau": "Ritzau",
    "agence france-presse": "Agence France-Presse", "associated press": "Associated Press",
    "the associated press": "The Associated Press", "press association": "Press Association",
}  # fmt: skip
AGENCY_NAME = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_PLACE = rf"[^\W\d_a-z][\w.’'/-]*(?:[ ,]+{WORD}(?:/{WORD})?){{0,6}}"
_DATELINE = pattern(
    rf"(?P<place>(?:{_PLACE})?,?(?:\s+\w{{3,9}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?)\s*"
    rf"(?:[(/](?P<agency>(?i:{AGENCY_NAME})|[\w/-]{{2,20}}(?: [\w-]{{1,20}}){{0,2}})[)/]\s*)?"
    r"(?:—|–|--|-|_)(?:\s+|(?<=\) -))(?=\S)"
)
_DASHES = "—–-_"
"""One of these ends a dateline: most paragraphs begin with none, which is told sooner."""
_DATELINE_ALONE = pattern(
    rf"(?=[A-Z]{{3}}){_PLACE},\s+[A-Za-z]{{3,9}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s?[-—–]{{0,2}}"
)
_DATED = pattern(
    r"(?P<head>[A-ZÀ-Þ]{3}[A-ZÀ-Þ .'’-]{0,30}(?:,[^\W\d_ ]?[ \w.]{2,20})?[,\s(]+[^–—]{0,24}\b(?:1[89]|20)\d\d\b"
    r"[^–—]{0,30}?)\s*(?:—|–|--|\s-)\s*(?=\S)"
)
_DATED_PLACE = pattern(
    rf"(?!(?i:{WEEKDAYS})\b)(?P<head>{_PLACE},\s(?:den\s|le\s|am\s)?"
    r"(?:\d{1,2}\.?\s?(?:[^\W\d_]{3,10}|\d{1,2}\.)|[^\W\d_]{3,9}\.?\s\d{1,2},)\s?(?:19|20)\d\d)\s?[.:–—-]\s(?=\S)",
)
"""A place with a full date, as releases begin: "Wexley, 4. Mai 2022. Der Hafen …"."""
_GLUED_BYLINE = pattern(
    rf"By\s+(?P<name>{NAMES}?)\s+(?P<rest>(?=[A-Z]{{2}}){_PLACE}?,?(?:\s+\w{{3,9}}\.?\s\d{{1,2}})?\s*\([\w"
    rf" ]{{2,20}}\)\s+[-—–]\s.*)",
    re.DOTALL,
)


_CLOSING = pattern(r"[.!?”“\"»]\s?\(([\w/]{2,20})\)\W*$")

_SERVICE = "Wire|Wire Service|News Agency|Press Agency|News Service|Press Association"
_PRESS = (
    "News|Press|Agency|Service|Times|Post|Gazette|Herald|Tribune|Journal|Telegraph|Courier|Chronicle|Mail|Echo|Star"
    "|Standard|Argus|Mercury"
)
_NAMED = r"(?:[A-Z][\w.&’'-]{1,20} ){1,4}"
_IS_SERVICE = pattern(rf"{_NAMED}(?i:{_SERVICE})")
_IS_PAPER = pattern(rf"{_NAMED}(?i:{_PRESS})")
_IS_PRESS = pattern(rf"{_NAMED}(?:{_SERVICE}|{_PRESS}|Newspaper|Magazine)(?: [A-Z]\w+)?")
_ARTICLED = pattern(r"The [A-Z]\w+(?: (?:and |of )?[A-Z]\w+){1,3}")
_MOST_NAMED = 5
_PAPER = pattern(rf"(?:^|[.!?”“\"»]\s?)\((?P<name>{_NAMED}(?:{_SERVICE}|{_PRESS}))\)\W*$")

_CAPITALS = pattern(r"[A-Z]{3,6}")

_SHORTEST = 90  # shorter lines that begin in capitals are headlines: "UPDATE - Rail strike off"


def dateline(text: str) -> tuple[str, str]:
    """Dateline at the head of a paragraph, without its dash, and the agency it names: ("OSLO, May 3 (AP)", "AP")."""
    if len(text) < _SHORTEST and _DATELINE_ALONE.fullmatch(text):
        return text.rstrip(" -–—"), ""
    start = text[:160]
    if shown := _dated_place(text):
        return shown, ""
    match = _DATELINE.match(start) if any(map(start.__contains__, _DASHES)) else None
    if not match or not match[0].strip(" -–—_:") or len(match["place"].split()) > 9:
        return "", ""
    named = (match["agency"] or "").casefold()
    agency = named_agency(named)
    shown = match[0].rstrip(" \t-—–_:").strip()
    agency = agency or _other_agency(match)
    dated = bool(re.search(r"\d", match["place"]))
    shouted = match["place"].split(",")[0].isupper() and len(match["place"]) > 3 and len(text) > _SHORTEST
    return (shown, agency) if agency or dated or shouted else ("", "")


def dated_dateline(text: str) -> str:
    """A place with a full date at the head of a paragraph: "WEXLEY, January 4, 1999", "OSLO (4.1.1999)"."""
    match = _DATED.match(text[:160])
    return match["head"].strip() if match else _dated_place(text)


def _dated_place(text: str) -> str:
    if len(text) <= _SHORTEST or "," not in (start := text[:100]):
        return ""
    match = _DATED_PLACE.match(start) if "20" in start or "19" in start else None
    return match["head"] if match else ""


def _other_agency(match: re.Match[str]) -> str:
    """An agency that is not on the list, where its sign is in brackets by itself or behind one place: "Oslo (QNN) --".

    So is a party's or a state's sign behind a person's name, which is more than one word.
    """
    name, place = match["agency"] or "", match["place"].strip(" ,")
    named = (
        _CAPITALS.fullmatch(name)
        and "(" in match[0]
        and (place.split(",")[0].isupper() or len(place.split()) < 2)
    )
    return name if named else ""


def named_agency(text: str) -> str:
    """The agency in "dpa", "dpa/orm" (its own region) or "tca/dpa" (one by way of another); "" where none is known."""
    names = (text, *text.split("/"))
    return next((AGENCIES[name.casefold()] for name in names if name.casefold() in AGENCIES), "")


def closing_agency(text: str) -> str:
    """The agency whose sign ends a paragraph of a story: "… he said. (dpa/orm)"."""
    match = _CLOSING.search(text[-40:])
    return named_agency(match[1]) if match else ""


def is_service(text: str) -> bool:
    """Whether a line is the name of an agency, as many a wire has it on top: "Harbour News Agency", "HARBOUR WIRE"."""
    return bool(_IS_SERVICE.fullmatch(text))


def is_paper(text: str) -> bool:
    """Whether a line is the name of a paper, as on the top of its pages: "The Harbour Gazette"."""
    return bool(_IS_PAPER.fullmatch(text))


def names_press(text: str) -> bool:
    """Whether a few words written large could be who printed a story: "Harbour News Online"."""
    return len(text.split()) <= _MOST_NAMED and bool(_IS_PRESS.fullmatch(text))


def is_imprint(text: str) -> bool:
    """Whether a line under a writer's name is who printed the story: "The Orme and Bay", "Wexley Harbour News". Two
    words are as often a section of the page: "Local News".
    """
    fits = 3 <= len(text.split()) <= _MOST_NAMED
    return fits and (names_press(text) or bool(_ARTICLED.fullmatch(text)))


def paper_beside(text: str) -> str:
    """The agency or the paper that a bar parts from a writer's name: "By Mary Malone | Harbour News"."""
    pieces = parts(text)[1:] if "|" in text else []
    named = (AGENCIES.get(piece.casefold(), piece if is_paper(piece) else "") for piece in pieces)
    return next(filter(None, named), "")


def closing_paper(text: str) -> str:
    """The paper or the service whose name in brackets ends a story, or is all of a line: "(Harbour Wire)"."""
    match = _PAPER.search(text[-60:])
    return match["name"] if match else ""


def opens_with_dateline(text: str) -> bool:
    """Whether a line begins with a dateline, or is nothing but one ("JACKSON, MISS., May 20")."""
    return bool(dateline(text)[0] or (len(text) < 80 and _DATELINE_ALONE.fullmatch(text)))


def glued_byline(text: str) -> tuple[str, str]:
    """Name and text of "By Mary Malone OSLO, May 3 (AP) - The council": ("Mary Malone", "OSLO, …"); ("", text) else."""
    match = _GLUED_BYLINE.match(text) if text[:3].casefold() == "by " else None
    if not match:
        return "", text
    name, place = match["name"].split(), match["rest"]
    while len(name) > 2 and name[-1].isupper() and len(name[-1]) > 2:
        place = f"{name.pop()} {place}"
    return clean_name(" ".join(name)), place
