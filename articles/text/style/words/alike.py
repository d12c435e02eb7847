"""How names are alike: without their accents, as they are heard, and as forms of one."""

import re
import unicodedata

# What one name may have more than another and be its plural, its people or its adjective.
_KIN = frozenset({
    "s", "es", "an", "ian", "i", "ish", "ese", "ean", "a", "er", "ers", "ed", "y", "ies", "na", "ne", "ina", "is",
    "ite", "ic", "la", "ns", "ans", "ians", "ist", "ists", "ing", "ism",
})  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_MAC = re.compile(r"\Ama?c(?=[a-z]{4})")


def plain(word: str) -> str:
    """A name as another spells it who has no accents, and no view of Mac and Mc."""
    small = word.lower().replace("’", "'")
    if not small.isascii():
        decomposed = unicodedata.normalize("NFD", small)
        small = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _MAC.sub("mc", small)


def german(word: str) -> str:
    """``plain``, with vowels as German and Danish write them without their marks: Müller is Mueller."""
    return plain(word.lower().translate(_GERMAN))


_SAME_SOUND = (("ph", "f"), ("ge", "j"), ("gi", "j"), ("ch", "x"))
_UNHEARD = str.maketrans("cq", "kk", "hyaeiou")
_TWICE = re.compile(r"(.)\1")


def sound(small: str) -> str:
    """The consonants of a name as they are heard: Geoffrey and Jeffrey, Brian and Bryan."""
    for written, heard in _SAME_SOUND:
        small = small.replace(written, heard)
    return _TWICE.sub(r"\1", small.translate(_UNHEARD))


def are_kin(a: str, b: str) -> bool:
    """Whether one name is the other's plural, adjective or people: Russia, Russians."""
    short, long = sorted((a.lower(), b.lower()), key=len)
    for cut in range(3):
        stem, end = short[: len(short) - cut], short[len(short) - cut :]
        rest = long.removeprefix(stem)
        if len(stem) > 2 and rest != long and (not cut or (end in _KIN and len(end) + len(rest) > 2)):
            return rest in _KIN or (rest == "n" and stem[-1] in "aeiou")
    return False
