"""Which font a text is set in: the first that has every character of it."""

import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont, features

from articles.pictures.glyphs import characters

OURS = str(Path(__file__).parent / "fonts" / "SourceSerifPro-Bold.ttf")
"""Latin, Greek, Cyrillic."""
KNOWN = (
    "NotoSerifCJK-Bold.ttc", "SourceHanSerif-Bold.ttc", "NotoSansCJK-Bold.ttc", "wqy-zenhei.ttc",
    "NotoNaskhArabic-Bold.ttf", "Amiri-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSerifHebrew-Bold.ttf",
    "NotoSansHebrew-Bold.ttf", "NotoSerifDevanagari-Bold.ttf", "NotoSansDevanagari-Bold.ttf",
    "NotoSerifBengali-Bold.ttf", "NotoSerifTamil-Bold.ttf", "NotoSerifThai-Bold.ttf", "NotoSerifArmenian-Bold.ttf",
    "NotoSerifGeorgian-Bold.ttf", "NotoSerifEthiopic-Bold.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf",
)  # fmt: skip
"""File names of free fonts, by which they are looked for where the system keeps its fonts."""
_SHAPED = (0x0590, 0x1E00)
"""Between these code points lie the scripts whose letters change with their neighbours, or run to the left."""


def typeface_for(text: str) -> str | None:
    """The path of the font for ``text``; None where none has all of it, or nothing here can set its script.

    The installation's own fonts come after ours, and before those that are looked for.
    """
    wanted = {ord(sign) for sign in text if not sign.isspace() and not _is_silent(sign)}
    if not features.check("raqm") and any(_SHAPED[0] <= code < _SHAPED[1] for code in wanted):
        return None
    for name in (OURS, *settings.CARD_FONTS, *KNOWN):
        found = _looked_up(name)
        if found and wanted <= found[1]:
            return found[0]
    return None


def printable(text: str) -> str:
    """``text`` in one line, composed, without characters that only steer: what turns the direction round, or joins
    pictures to others. Those between letters of scripts that need them stay.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(
        sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf") or _is_silent(sign)
    )


@cache
def font(path: str, size: int) -> ImageFont.FreeTypeFont:
    """``size`` in pixels."""
    return ImageFont.truetype(path, size)


def _is_silent(sign: str) -> bool:
    """Zero-width joiner and non-joiner: they need no glyph of their own."""
    return sign in "\u200c\u200d"


@cache
def _looked_up(name: str) -> tuple[str, frozenset[int]] | None:
    """Path and characters of a font by its path, or by a file name that the system's fonts are searched for."""
    try:
        path = str(ImageFont.truetype(name, 12).path)
        return path, characters(Path(path))
    except (OSError, ValueError):
        return None
