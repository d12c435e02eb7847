"""The quotation marks and dashes that each language is printed with."""

from functools import lru_cache
from typing import NamedTuple

THIN = "\u202f"
"""A narrow space that no line breaks at, as within « » in French."""
NO_BREAK = "\xa0"


class Signs(NamedTuple):
    """Quotation marks, those within others, and the dash that stands between spaces or, typed tight, between words.

    ``is_spaced`` where blanks stand within quotation marks, before high signs and between groups of digits.
    """

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    spaced_dash: str = "–"
    tight_dash: str = "–"
    is_spaced: bool = False


_CURLY = Signs("“", "”", "‘", "’")
_ENGLISH = _CURLY._replace(tight_dash="—")
_LOW = Signs("„", "“", "‚", "‘")
_LOW_HIGH = Signs("„", "”", "‚", "’")
_ANGLED = Signs("«", "»", "“", "”")
_ANGLED_LOW = Signs("«", "»", "„", "“", "—", "—")
_SAME = Signs("”", "”", "’", "’")

_BY_LANGUAGE = {
    "en": _ENGLISH,
    **dict.fromkeys(("af", "cy", "fil", "ga", "gd", "id", "ms", "mt", "nl", "pt", "sw", "tl", "tr", "vi"), _CURLY),
    **dict.fromkeys(("cs", "de", "et", "is", "lb", "lt", "mk", "sk", "sl", "sq"), _LOW),
    **dict.fromkeys(("bs", "hr", "hu", "pl", "ro", "sr"), _LOW_HIGH),
    **dict.fromkeys(("ca", "el", "es", "eu", "gl", "it", "lv", "nb", "nn", "no"), _ANGLED),
    **dict.fromkeys(("be", "ru", "uk"), _ANGLED_LOW),
    **dict.fromkeys(("da", "fi", "sv"), _SAME),
    "fr": Signs(f"«{THIN}", f"{THIN}»", "“", "”", is_spaced=True),
    "bg": _LOW._replace(spaced_dash="—"),
    # Where a country's press goes its own way.
    "en-us": _ENGLISH._replace(spaced_dash="—"),
    "de-ch": Signs("«", "»", "‹", "›"),
    "fr-ch": Signs("«", "»", "‹", "›"),
    "it-ch": Signs("«", "»", "‹", "›"),
    "pt-pt": _ANGLED,
    **dict.fromkeys(("es-419", "es-ar", "es-cl", "es-co", "es-mx", "es-pe", "es-us"), _CURLY),
}  # fmt: skip


@lru_cache(maxsize=256)
def signs_of(language: str) -> Signs | None:
    """The signs of a language, by its tag; None of one whose press is not known here."""
    tag = language.lower()
    script = tag.split("-")[1:2]
    if script and len(script[0]) == 4 and script[0].isalpha():  # "sr-Cyrl-RS"
        tag = tag.replace(f"-{script[0]}", "", 1)
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0])
