"""Whether a text reads as its language does: the proof that it was decoded right.

    reads_true(text, encoding) -> bool

Bytes of one encoding that are read in another give letters too, but not those that a language uses most, in the words
that it uses most. Short texts prove nothing.
"""

import re
import unicodedata

_CYRILLIC = frozenset({"cp1251", "koi8_r", "koi8_u", "mac_cyrillic", "cp866", "cp855", "iso8859-5"})
# Of each language the signs that it uses most, and the least share of its signs that they are in copy of any kind.
_SIGNS = {
    "gb18030": ("的一是不了在人有我他这为之大来以个中上们到说国和地也子时年会出对生后", 0.14),
    "big5hkscs": ("的一是不了在人有我他這為之大來以個中上們到說國和地也子時年會出對生後", 0.14),
    "cp949": ("이다는의가을를에은고하지로서한도기사어나인", 0.25),
    **dict.fromkeys(("cp932", "euc_jis_2004"), ("のにはをたがでてとしれさいるかもなすまっ", 0.2)),
    **dict.fromkeys(_CYRILLIC, ("оеаинтсрвлкмдпу", 0.7)),
}
_POLISH = frozenset("ąćęłńóśźż")
_WORDS = frozenset({
    "и", "в", "не", "на", "что", "с", "по", "как", "из", "для", "за", "от", "к", "о", "это", "а", "но",
    "w", "i", "na", "się", "z", "nie", "do", "że", "to", "jest", "od",
})  # fmt: skip
_FEWEST, _LEAST_WORDS = 40, 0.07
_SAMPLE = 20_000
_MARKS = ("P", "Z", "Nd", "Sm")
_MOST_STRANGE = 200  # one in so many
# Letters that another encoding has in a letter's place: capitals within words, and those of Serbian and Macedonian.
_MIXED = re.compile(r"[а-я][А-Я][а-я]|[ђѓѕјљњћќџЂЃЅЈЉЊЋЌЏ]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")


def reads_true(text: str, encoding: str) -> bool:
    """Whether the commonest signs and words of the language are there, and next to nothing that is none of it."""
    beyond = [sign.lower() for sign in text[:_SAMPLE] if not sign.isascii()]
    letters = [sign for sign in beyond if sign.isalpha()]
    if encoding in ("cp1250", "iso8859-2"):
        return _is_polish(letters) and _has_words(text)
    if encoding not in _SIGNS or len(letters) < _FEWEST or _HALF_WIDTH.search(text[:_SAMPLE]):
        return False
    signs, least = _SIGNS[encoding]
    strange = sum(not (sign.isalpha() or unicodedata.category(sign).startswith(_MARKS)) for sign in beyond)
    common = sum(sign in signs for sign in letters)
    spoken = encoding not in _CYRILLIC or (_has_words(text) and not _MIXED.search(text[:_SAMPLE]))
    return spoken and strange * _MOST_STRANGE <= len(beyond) and common >= least * len(letters)


def _is_polish(letters: list[str]) -> bool:
    return len(letters) >= _FEWEST // 2 and set(letters) <= _POLISH and len(set(letters)) >= len(_POLISH) - 2


def _has_words(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE])
    return sum(word in _WORDS for word in words) >= _LEAST_WORDS * len(words) > 0
