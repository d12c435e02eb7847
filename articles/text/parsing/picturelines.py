"""Pictures as lines of copy name them: "a.jpg", "Photo: a.jpg", "[a.jpg | alt | caption | Photo: Ann Hart]"."""

import re
from typing import NamedTuple

from articles.text.parsing.hints import Hints

_FILE = r"(?:[\w.-]{1,40} ){0,9}[^\s|]{1,120}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)"
_CALLED = (
    r"(?:(?:file )?(?:photo(?:graph)?s?|pictures?|pics?|images?|fotos?|bild(?:er)?|afbeelding|imagen|immagine|imagem"
    r"|zdjęcie))"
)
_NAMED = re.compile(
    rf"(?:{_CALLED}(?: file)?\s?[:：]\s?)?(?P<name>{_FILE})(?: \((?P<credit>[^()]{{2,80}})\))?", re.IGNORECASE
)
_ENDINGS = Hints(".jp", ".png", ".g", ".webp", ".av", ".svg", ".bmp", ".t")
"""One of these is in every name of a picture, in capitals of any language too."""
_PAIRS = ("[]", "()")
_CREDIT = re.compile(
    rf"(?:(?:{_CALLED}|crédits?(?: photo)?|credits?)(?: credit)?\s?(?:[:：]|by\b|courtesy of\b)|©)"
    r"\s?(?P<name>\S.{1,199})",
    re.IGNORECASE,
)
_LONGEST = 1000


class PictureLine(NamedTuple):
    """What a line says of the picture that it names."""

    name: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


def picture_line(text: str) -> PictureLine | None:
    """The picture that a line names and says no more of than that; None where it names none.

    Behind the name bars part what it says: what is to be seen, for those who cannot, then the caption; a label says who
    took it.
    """
    if not _ENDINGS.are_in(text):
        return None
    file, *said = (part.strip() for part in _unbracketed(text[:_LONGEST].strip()).split("|"))
    named = _NAMED.fullmatch(file)
    if not named:
        return None
    credit = next(filter(None, map(picture_credit, said)), named["credit"] or "")
    alt, caption, *_ = *(part for part in said if not picture_credit(part)), "", ""
    return PictureLine(named["name"], alt, caption, credit)


def picture_credit(text: str) -> str:
    """Whose a picture is by a line that says only that: "Photo: Ann Quill"; "" for other lines."""
    found = _CREDIT.fullmatch(_unbracketed(text.strip()))
    return found["name"].strip() if found else ""


def is_picture_file(text: str) -> bool:
    """Whether a line names a picture's file, or is the word that stands for a picture."""
    return picture_line(text) is not None or text.casefold() in ("image", "image:", "photo", "photo:")


def _unbracketed(text: str) -> str:
    return text[1:-1].strip() if f"{text[:1]}{text[-1:]}" in _PAIRS else text
