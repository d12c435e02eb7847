"""Credits in all their forms: who wrote, where it comes from, who read it, whose picture it is.

Each function takes a line and gives the name as printed, without its label and final full stop; "" when it has none.
"""

import re
from dataclasses import dataclass

_WORD = r"[^\W\d_a-z][\w.’'`-]*"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|von|van|der|den|ter|la|le|bin|binti|al|el|e|y|ibn)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,4}}"
_AND = r"(?:\s*,\s*and\s+|\s*[,;&/]\s*|\s+(?:and|und|et|y|e|en|och|with)\s+)"
_NAMES = rf"{_NAME}(?:{_AND}{_NAME}){{0,5}}"
_BY = r"(?:by|von|par|por|door|av|af|texto de|text(?:o|e)?:|author:|autor(?:en|a)?:|auteur:|(?:written|words|reported|posted|story|report) by:?)"
_BYLINE = re.compile(rf"(?:{_BY}|(?i:{_BY}))\s*(?P<name>{_NAMES})(?P<rest>.{{0,90}})")
_JOB = re.compile(
    r"(?i:,?\s*\b(?:[\w-]+\s)?(?:editor|reporter|correspondent|journalist|writer|redakt\w+|redactor\w*|staff|chief|bureau|columnist|contributor|producer|analyst)\b.*)"
)
_SOURCE = re.compile(
    r"(?:sources?|reference|original source|story source|news source|quellen?|fuente|fonte|bron|källa|źródło|источник|来源|來源|出典)"
    r"\s*[:：]\s*(?P<name>\S.{0,79})",
    re.IGNORECASE,
)
_VIA = re.compile(r"(?:via|VIA|Via)\s+(?P<name>[^\W\d_a-z].{1,59})|SOURCE:?\s+(?P<source>[A-Z].{1,79})")
_READ = re.compile(
    r"\W{0,3}(?P<label>(?:proof[\s-]?read(?:ing|er)?|copy[\s-]?edit(?:ed|ing|or)|edited|editing|sub-?edited|editor|redigiert|lektorat"
    r"|relu|révision|revisado|revisão|责任编辑|编辑)(?:\s*by)?)\s*(?:[:：]|(?<=by))\s*(?P<name>\S.{0,79})",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"translat(?:ed|ion|or)(?:\s+by)?\s*:?\s*(?P<name>[^\W\d_a-z].{0,79})", re.IGNORECASE
)
_ROLE = r"(?:(?:additional |further )?(?:reporting|writing|editing)|compiled|written|edited|translated|reported|graphics?|polling|production)"
_AGENCY = re.compile(
    rf"(?:[-(\[]|^)\s*(?P<all>{_ROLE}(?:\s*(?:and|&|,|/)\s*{_ROLE}){{0,2}}\s+(?:by|in|from)\b[^()\[\]]{{2,500}})[)\]]?[.\s]*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    rf"(?<!additional )(?<!further )\b(?:reporting|writing|reported|written)(?:\s+and\s+\w+)?\s+by:?\s+(?P<name>{_NAMES})",
    re.IGNORECASE,
)
_EDITED = re.compile(rf"\bedit(?:ing|ed)\s+by:?\s+(?P<name>{_NAMES})", re.IGNORECASE)

# Agencies by what dateline, sign-off or credit line call them, and what a source line would say.
AGENCIES = {
    "reuter": "Reuters", "reuters": "Reuters", "ap": "AP", "afp": "AFP", "dpa": "dpa", "upi": "UPI", "ansa": "ANSA",
    "efe": "EFE", "pa": "PA", "aap": "AAP", "xinhua": "Xinhua", "tass": "TASS", "bloomberg": "Bloomberg", "cp": "CP",
    "kyodo": "Kyodo", "lusa": "Lusa", "belga": "Belga", "apa": "APA", "sid": "SID", "ians": "IANS", "pti": "PTI",
    "ani": "ANI", "bernama": "Bernama", "yonhap": "Yonhap", "tt": "TT", "ntb": "NTB", "ritzau": "Ritzau",
    "agence france-presse": "Agence France-Presse", "associated press": "Associated Press",
    "the associated press": "The Associated Press", "press association": "Press Association",
}  # fmt: skip
_AGENCY_NAME = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_PLACE = rf"[^\W\d_a-z][\w.’'/-]*(?:[ ,]+{_WORD}){{0,6}}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?,?(?:\s+\w{{3,9}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?)\s*(?:[(/](?P<agency>(?i:{_AGENCY_NAME})|[\w-]{{2,20}})[)/]\s*)?(?:—|–|--|-|_|:)\s+(?=\S)"
)
_PICTURE = re.compile(
    r"(?:(?:file )?(?:photo(?:graph)?s?|pictures?|pics?|images?|foto(?:s|graf)?|bild(?:er)?|zdjęcie|crédit(?:s)? photo|credit)\s*(?::|by\b|credit|provided|courtesy|supplied))"
    r"|/(?:getty|afp|ap|reuters|epa|shutterstock|imago|dpa|picture alliance|anadolu)\b|\b(?:getty images|shutterstock|ap photo|reuters/\w|istock|imago images?|picture[- ]alliance)\b"
    r"|^file (?:-|–|—|photo|image)|\bfile (?:image|photo|pic)\b\.?$|©\s?\w",
    re.IGNORECASE,
)
_LABELLED_PICTURE = re.compile(
    r"\(?(?:(?:file )?(?:photo(?:graph)?s?|pictures?|pics?|images?|fotos?|bild(?:er)?|credit|crédit photo))(?: credit)?\s*(?::|by\b|courtesy of\b).{0,80}",
    re.IGNORECASE,
)
_BARE_PICTURE = re.compile(
    r"[(©\s]*(?:via )?(?:getty(?: images)?(?:/\w+)?|epa|afp|ap(?: photo)?|reuters|shutterstock|istock|imago(?: images)?|pa(?: media| wire)?|dpa|alamy|supplied|file|twitter|instagram)(?:[/ ].{0,30})?[)\s]*",
    re.IGNORECASE,
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
    if re.match(r"\s+[a-z]{2,}\s+[a-z]", rest) or (rest.strip() and len(rest.split()) > 9):
        return None
    if re.search(r"[.!?]\s*$", rest) and len(text.split()) > 8:
        return None
    cut = _JOB.search(f"{name}{rest}")
    if cut and rest.strip() and not re.search(r"\d", rest):
        return Byline(clean_name(f"{name}{rest}"[: cut.start()]), rest)
    return Byline(clean_name(name), rest.strip(" ,|·•-–—"))


def looks_like_names(text: str) -> bool:
    """Whether a short line could be nothing but people's names."""
    return 4 < len(text) < 60 and bool(re.fullmatch(_NAMES, text)) and 2 <= len(text.split()) <= 9


def person(text: str) -> str:
    """The name at the head of a line such as "Mary Malone Town Hall editor" or "Mary MaloneThe Gazette"; "" for none."""
    text = re.split(r"(?<=[a-z])(?=The\s[A-Z])|\s*[|•·]\s*", text)[0]
    if cut := _JOB.search(text):
        text = text[: cut.start()]
    text = clean_name(text)
    return text if looks_like_names(text) else ""


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
        and (bare != text or bare.casefold().startswith("reuter"))
    ):
        return AGENCIES[bare.casefold()]
    return ""


def reader(text: str) -> tuple[str, bool]:
    """Whom a line credits with reading the story, and whether it says proofread (else it says edited)."""
    match = _READ.fullmatch(text)
    if not match or len(match["name"].split()) > 8:
        return "", False
    return clean_name(match["name"]), match["label"].casefold().startswith("proof")


def translator(text: str) -> str:
    """Whom a line credits with the translation."""
    match = _TRANSLATED.fullmatch(text)
    return clean_name(match["name"]) if match and len(text.split()) < 9 else ""


def agency_credit(text: str) -> str:
    """ "(Reporting by A; editing by B)" where a text ends with it or is nothing else."""
    match = _AGENCY.search(text[-700:])
    return match[0].strip() if match else ""


def reported_by(credit: str) -> str:
    """The writers named in an agency credit."""
    match = _REPORTED.search(credit)
    return clean_name(_places_off(match["name"])) if match else ""


def edited_by(credit: str) -> str:
    """The editors named in an agency credit."""
    match = _EDITED.search(credit)
    return clean_name(_places_off(match["name"])) if match else ""


def dateline(text: str) -> tuple[str, str]:
    """Dateline at the head of a paragraph, without its dash, and the agency it names: ("OSLO, May 3 (AP)", "AP")."""
    match = _DATELINE.match(text[:160])
    if not match or len(match["place"].split()) > 9:
        return "", ""
    agency = AGENCIES.get((match["agency"] or "").casefold(), "")
    shown = match[0].rstrip(" \t-—–_:").strip()
    dated = bool(re.search(r"\d", match["place"]))
    shouted = match["place"].split(",")[0].isupper() and len(match["place"]) > 3
    return (shown, agency) if agency or dated or shouted else ("", "")


def is_picture_credit(text: str) -> bool:
    """Whether a line is only a picture's credit."""
    return len(text) < 120 and bool(
        _LABELLED_PICTURE.fullmatch(text) or _BARE_PICTURE.fullmatch(text) or re.match(r"©\s?(?!\d)\w", text)
    )


def has_picture_credit(text: str) -> bool:
    """Whether a line ends or begins as captions do."""
    return len(text) < 500 and bool(_PICTURE.search(text[:40]) or _PICTURE.search(text[-70:]))


def _places_off(names: str) -> str:
    return re.split(r"\s+in\s+[A-Z]|;", names)[0]
