"""Credits of a story: where it comes from, who read it, who translated it, what an agency says of its making.

Each function takes a line and gives the name as printed, without its label and final full stop; "" when it has none.
"""

import re

from articles.text.parsing.datelines import AGENCIES, closing_paper
from articles.text.parsing.hints import Hints
from articles.text.parsing.names import NAMES, clean_name, person
from articles.text.patterns import pattern

_SOURCE = pattern(
    r"(?:sources?|reference|original source|story source|news source|quellen?|fuente|fonte|bron|källa|źródło"
    r"|источник|来源|來源|出典|المصدر)"
    r"\s*[:：]\s*(?P<name>\S.{0,79})",
    re.IGNORECASE,
)
_VIA = pattern(r"(?:via|VIA|Via)\s+(?P<name>(?-i:[^\W\d_a-z]).{1,59})|SOURCE:?\s+(?P<source>[A-Z].{1,79})")
_PROOFED = r"proof[\s-]?read(?:ing|er)?|proof(?:ed|ing)?"
PROOFED = (
    r"korrektur(?:[ -]?(?:gelesen|lesen|lesung|läst|läsning|läsare|læst|lest))?|korrektor(?:at|in|ka)?|gegengelesen"
    r"|lektor(?:at|in)?|lektoriert|relue?(?: et corrigée?)?|relecture|correct(?:eur|rice)|révisée?|révision"
    r"|correc(?:ción|tora?|ção)"
    r"|corregido|revis(?:ado|ión|ão|ione|ora?|to)|rivisto|riletto|correzione(?: (?:di )?bozze)?|corretto(?:re)?"
    r"|correttrice|correctie|proefle(?:zer|esster)|nagelezen|korekta|корректор|корректура|вычитка|校对|校對|校正|校閲"
    r"|التدقيق(?: اللغوي)?|تدقيق(?: لغوي)?"
)
"""What those are called, or what they did, who read proofs: in the languages in which sources are known."""
_BY = r"by|von|durch|par|por|da|di|door|av|af"
_READ = pattern(
    rf"\W{{0,3}}(?P<label>(?:(?P<proofed>{_PROOFED})|(?P<called>{PROOFED})|copy[\s-]?edit(?:ed|ing|or)|edited|editing"
    rf"|sub-?edited|editor|redigiert|eindredactie|责任编辑|编辑)(?:\s*(?P<by>{_BY})\b)?)"
    r"\s*(?:[:：]|(?(by)\s|(?!)))\s*(?P<name>\S.{0,79})",
    re.IGNORECASE,
)
_ONE_WORD = pattern(r"[A-ZÀ-Þ]?[^\W\d_A-Z]{3,19}")
_INITIALS = pattern(r"[^\W\d_]{2}|[A-Z]{3}")
_A_PERSON = pattern(r".*(?:or|orin|orka|eur|rice|ora|tore|zer|ster|läsare|корректор)")
"""Labels of who read, and not of what was done: after those one word is a name."""
_JOINED = pattern(r"[\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]{2,20}")
_TRANSLATED = pattern(
    r"translat(?:ed|ion|or)(?:\s+by)?\s*:?\s*(?P<name>(?-i:[^\W\d_a-z]).{0,79})", re.IGNORECASE
)
_ROLE = (
    r"(?:(?:additional |further )?(?:reporting|writing|editing)|compiled|written|edited|translated|reported"
    r"|graphics?|polling|production)"
)
_AGENCY = pattern(
    rf"(?:[-–—(\[]|^)\s*(?P<all>{_ROLE}(?:\s*(?:and|&|,|/)\s*{_ROLE}){{0,2}}\s+"
    rf"(?:by|(?:(?<=reporting\s)|(?<=editing\s))(?:in|from))\b[^()\[\]]{{2,500}})[)\]]?[.\s]*$",
    re.IGNORECASE,
)
_ROLE_HINTS = Hints(
    "report", "writing", "written", "edit", "compiled", "translated", "graphic", "polling", "production",
)  # fmt: skip
"""One of these is in every credit of an agency."""
_REPORTED = pattern(
    rf"(?<!additional )(?<!further )\b(?:reporting|writing|reported"
    rf"|written)(?:\s+and\s+\w+)?\s+by:?\s+(?P<name>{NAMES})",
    re.IGNORECASE,
)
_EDITED = pattern(rf"\bedit(?:ing|ed)\s+by:?\s+(?P<name>{NAMES})", re.IGNORECASE)
_ANYWHERE_READER = pattern(
    r"(?P<before>.{0,60}?)\s*\b(?i:editor|edited by|proofread by)\s*:?\s+(?P<name>[^\W\d_a-z].{2,60})"
)
_APART = pattern(r"\s+(?=(?:来源|來源|作者|记者|記者|编辑|責任編輯|责任编辑|校对|校對)\s?[:：])|\s*\|\s*")


def apart(text: str) -> list[str]:
    """The credits that one line gives, each with its label."""
    return _APART.split(text)


def source(text: str) -> str:
    """The organisation that a source line names."""
    if match := _SOURCE.fullmatch(text):
        return clean_name(match["name"])
    if match := _VIA.fullmatch(text):
        return clean_name(match["name"] or match["source"])
    bare = text.strip("()[] .-")
    if (
        len(bare) < 30
        and bare.casefold() in AGENCIES
        and (bare != text or " " in bare or bare.casefold().startswith("reuter"))
    ):
        return AGENCIES[bare.casefold()]
    return closing_paper(text) if text.startswith("(") else ""


def reader(text: str) -> tuple[str, bool]:
    """Whom a line credits with reading the story, and whether it says proofread (else it says edited)."""
    match = _READ.fullmatch(text)
    if not match or len(match["name"].split()) > 8:
        return "", False
    name, label = clean_name(match["name"]), match["label"].casefold()
    if label in ("proof", "proofing") and not person(name):
        return "", False  # what is proved, and not who read it
    if match["called"] and not (person(name) or (not match["by"] and _lone_name(name, label))):
        return "", False  # most of these words head what was put right, too
    return name, bool(match["proofed"] or match["called"])


def _lone_name(name: str, label: str) -> bool:
    """Whether one word after a label is who read: initials, a name of a script without blanks, or after "Korrektor"."""
    is_sure = _INITIALS.fullmatch(name) or _JOINED.fullmatch(name)
    return bool(is_sure or (_A_PERSON.fullmatch(label) and _ONE_WORD.fullmatch(name) and name[0].isupper()))


def credited_reader(text: str) -> tuple[str, str]:
    """Editor or proofreader named at the end of a line of credits, and the words before."""
    match = _ANYWHERE_READER.fullmatch(text)
    return (clean_name(match["name"]), clean_name(match["before"])) if match else ("", "")


def translator(text: str) -> str:
    """Whom a line credits with the translation."""
    match = _TRANSLATED.fullmatch(text)
    return clean_name(match["name"]) if match and len(text.split()) < 9 else ""


_HELPED = pattern(
    r".{5,250}\b(?:contributed|helped|assisted)\b.{0,30}\bthis (?:report|story|article)"
    r"(?: (?:from|in) [^.]{3,60})?\.?\W{0,2}",
    re.IGNORECASE,
)


def thanks_helpers(text: str) -> bool:
    """Whether a line only says who else worked on the story."""
    return len(text) < 300 and "this " in text.casefold() and bool(_HELPED.fullmatch(text))


def agency_credit(text: str) -> str:
    """ "(Reporting by A; editing by B)" where a text ends with it or is nothing else."""
    end = text[-700:]
    match = _AGENCY.search(end) if _ROLE_HINTS.are_in(end) else None
    return match[0].strip() if match else ""


def reported_by(credit: str) -> str:
    """The writers named in an agency credit."""
    match = _REPORTED.search(credit)
    return clean_name(_places_off(match["name"])) if match else ""


def edited_by(credit: str) -> str:
    """The editors named in an agency credit."""
    match = _EDITED.search(credit)
    return clean_name(_places_off(match["name"])) if match else ""


def _places_off(names: str) -> str:
    return re.split(r"\s+in\s+[A-Z]|;", names)[0]
