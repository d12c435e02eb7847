"""Captions and picture credits."""

import re

from articles.text.dates import find_dates
from articles.text.parsing import names
from articles.text.parsing.datelines import AGENCIES, AGENCY_NAME
from articles.text.parsing.hints import Hints
from articles.text.patterns import pattern

_PICTURE = pattern(
    r"\b(?:(?:file )?(?:photo(?:graph)?s?|pictures?|pics?|images?|foto(?:s|graf)?|bild(?:er)?|zdjęcie"
    r"|crédit(?:s)? photo|credit)\s*(?::|by\b|credit|provided|courtesy|supplied))"
    r"|/\s?(?:getty|afp|ap|reuters|epa|shutterstock|imago|dpa|picture alliance|anadolu)\b|\b(?:getty images"
    r"|shutterstock|ap photo|reuters/\w|istock|imago images?|picture[- ]alliance)\b"
    r"|\((?:getty(?: images)?|afp|ap|reuters|epa|dpa|imago|anadolu|efe)\s?/\s?(?-i:[^\W_a-z])[^()]{1,40}\)\.?$"
    r"|\((?-i:(?:[A-Z][\w.'’-]{0,20} ){1,3}[A-Z][\w.'’-]{0,20}\s?/\s?[A-Z][\w .'’-]{1,30})\)\.?$"
    r"|\b(?:via|on|by) (?:unsplash|pexels|pixabay|flickr|wikimedia(?: commons)?)\b\W{0,2}$"
    r"|^file (?:-|–|—|photo|image)|\bfile (?:image|photo|pic)\b\.?$|©\s?\w"
    r"|(?-i:(?<=[\w)])(?:Credit|Photo|Foto|Image|Bild):\s?[^\W\d_a-z])"
    r"|(?-i:(?:Image|Media|Photo) copyright\s?[A-Z])"
    r"|(?-i:(?<=[.a-z)”])Credit(?:\.\.\.)?[A-Z])|[/.,(]\s?фото\b"
    r"|\((?:[^()]{0,40}\s)?(?:screen ?(?:grab|shot)|handout)\)\.?$",
    re.IGNORECASE,
)
# One of these is in all that the pattern above finds, and most lines have none.
_HINTS = Hints(
    "photo", "pic", "image", "foto", "bild", "zdjęcie", "credit", "crédit", "stock", "getty", "imago", "file", "splash",
    "pixa", "pexels", "flickr", "wiki", "/", "©", "фото", "screen", "handout",
)  # fmt: skip
_OF_AGENCY = pattern(
    rf"(?:{AGENCY_NAME}|getty(?: images)?|imago|alamy|keystone|shutterstock|rex|pool)\s?/\s?"
    r"(?-i:[^\W\d_a-z][\w.'’-]*(?:[ /]+[^\W\d_a-z][\w.'’-]*){0,4})",
    re.IGNORECASE,
)
_PLACEHOLDER = pattern(
    r"(?:image|media|photo|video) ?(?:caption|copyright|source)(?=[\sA-Z]).{0,300}", re.IGNORECASE
)
_FROM = pattern(
    r".{10,110}[^.!?…”\"»\s]\s?[,|(]\s?(?:quelle|fuente|source|fonte|bron)\s?:\s[^()|]{2,40}[)|\s]*",
    re.IGNORECASE,
)
_SENDERS = Hints("quelle", "fuente", "source", "fonte", "bron")
"""Words for whom a thing is from, one of which is in all that the pattern above finds."""
_TAKEN = pattern(r".{4,160}[\s/／|（(][\u3400-\u9fff]{2,8}\s?(?:摄|攝|供图|供圖)[)）]?")
_TAKES = "摄攝供"
_ANNOUNCED = pattern(
    r"(?:(?:image|media|photo|video) caption|bildunterschrift|bildtext|(?:bild)?legende|légende|pie de foto"
    r"|didascalia)\s?:?",
    re.IGNORECASE,
)
_LEGEND = pattern(
    r"(?:(?:bild)?legende|bildunterschrift|bildtext|caption|légende|leyenda|pie de foto|didascalia)\s?[:：].{2,400}",
    re.IGNORECASE,
)
_LABELLED_PICTURE = pattern(
    r"\(?(?:(?:file )?(?:photo(?:graph)?s?|pictures?|pics?|images?|fotos?|bild(?:er)?|credit"
    r"|crédit photo))(?: credit)?\s*(?::|by\b|courtesy of\b).{0,80}",
    re.IGNORECASE,
)
_BARE_PICTURE = pattern(
    r"[(©\s]*(?:via )?(?:getty(?: images)?(?:/\w+)?|epa|afp|ap(?: photo)?|reuters|shutterstock|istock"
    r"|imago(?: images)?|pa(?: media| wire)?|dpa|alamy|supplied|file|(?:twitter|instagram)(?=[/ )]))"
    r"(?:[/ ].{0,30})?[)\s]*"
    r"|\((?-i:(?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w.’'-]*)\s?/\s?[\w.-]{2,30}@[\w.-]{3,30}\)",
    re.IGNORECASE,
)


_DATED = pattern(
    r".{20,250}?\b(?:\w{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z]\w{2,8} \d{4})(?:, in [A-Z].{2,40})?\.?\W{0,3}"
)
_SIGNED = pattern(r"[.!?”\"»]\sBy(?:\s[A-Z][\w.’'-]*|\s(?:and|&|of)){1,7}$")
"""A sentence with who took its picture behind it: "Boats in port. By TOM REED"."""
_CAPTION, _SHOWN = 300, 160
_YEAR_AT_END = pattern(r"\b(?:19|20)\d\d\W*$")
"""Of a notice for a whole page: "© Harbour Gazette 2024"."""
_ENDS_IN_AGENCY = pattern(r"(?:[.!?”\"»]\s\(?|\s\()(?P<name>[A-Z]\w{1,9})\)?\.?$")
_SELLERS = frozenset({"epa", "getty", "imago", "shutterstock", "alamy", "rex", "istock"})
"""Agencies that send pictures and no copy."""
_YEAR, _LAST = pattern(r" \d{4}"), 60
"""What ends such a date, and characters within which it does: most lines have none there, which is told sooner."""
_OF_DAY = pattern(r"\b(?:vom|(?<!\bas\s)of|from|du|del|zum|für)\s$", re.IGNORECASE)
_PAST = pattern(
    r"\b(?:was|were|had|said|will|would|has|have|heard|told|met|came|went|made|took|gave|got|began|became|left|won|lost"
    r"|died)\b|\A(?:\W*\w++){1,3}\s\w{3,}ed\s(?!by\b|in\b|during\b)",
    re.IGNORECASE,
)


def tells_past(text: str) -> bool:
    """Whether a sentence tells what happened, as captions seldom do: they say what is to be seen."""
    return bool(_PAST.search(text))


def is_dated_caption(text: str) -> bool:
    """A sentence in the present tense that ends with a full date says what a picture shows."""
    if len(text) >= 300 or not _YEAR.search(text[-_LAST:]) or not _DATED.fullmatch(text):
        return False
    if "(@" not in text and tells_past(text):
        return False
    found = find_dates(text)
    return len(found) == 1 and not names_day_of(text, found[0].start)


def names_day_of(text: str, start: int) -> bool:
    """Whether the date at `start` is the day of what the words before it name: "the meeting of 3 May 2024"."""
    return bool(_OF_DAY.search(text[:start]))


def names_agency(text: str) -> bool:
    """Whether a line ends in the agency that its picture is from: "Boats in port. AFP", "Boats (Reuters)"."""
    match = _ENDS_IN_AGENCY.search(text[-40:])
    name = match["name"].casefold() if match else ""
    return name in AGENCIES or name in _SELLERS


def announces_caption(text: str) -> bool:
    """Whether a line is nothing but the word for what is said of a picture in the line below."""
    return len(text) < 25 and bool(_ANNOUNCED.fullmatch(text))


def is_picture_credit(text: str) -> bool:
    """Whether a line is only a picture's credit."""
    return len(text) < 120 and bool(
        names.took_picture(text)
        or _OF_AGENCY.fullmatch(text)
        or _LABELLED_PICTURE.fullmatch(text)
        or _BARE_PICTURE.fullmatch(text)
        or (re.match(r"©\s?(?!\d)\w", text) and not _YEAR_AT_END.search(text))
    )


def has_picture_credit(text: str) -> bool:
    """Whether a line ends or begins as captions do."""
    taken = any(map(text.__contains__, _TAKES)) and _TAKEN.fullmatch(text)
    taken = taken or (len(text) < _SHOWN and _SENDERS.are_in(text) and _FROM.fullmatch(text))
    signed = " By " in text[-_LAST:] and len(text) < _CAPTION and _SIGNED.search(text[-_LAST:])
    return bool(taken or signed or _LEGEND.fullmatch(text) or _PLACEHOLDER.fullmatch(text)) or (
        len(text) < 500
        and _HINTS.are_in(text)
        and bool(_PICTURE.search(text[:40]) or _PICTURE.search(text[-70:]))
    )
