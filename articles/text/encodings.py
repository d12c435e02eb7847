"""Bytes that declare no encoding and are no UTF-8 → the likeliest text.

    guess(data) -> Guess(text, encoding, sure) or None
    is_western(text) -> bool      whether every odd character is where a western language would have it

Two witnesses are asked. The first is context, for western copy with a few odd bytes, where statistics have nothing
to count: in the right encoding a quotation mark stands beside a word and a pound sign before a number, in a wrong
one they stand inside words. The second is chardet's statistics. A guess is sure where both say Windows-1252, where
nothing but typographic marks was to be guessed, or letters of names and loans in English copy; and where the text
reads as its language does (``tongues``).
"""

import re
import unicodedata
from dataclasses import dataclass

import chardet

from articles.text.tongues import reads_true

SAMPLE = 200_000
"""Bytes that are looked at to tell an encoding; all are decoded with it."""

# Encodings that newsrooms write, and for each name of chardet's the codec that decodes it whole.
_CODECS = {
    "cp1252": "cp1252", "cp1250": "cp1250", "iso8859-2": "iso8859-2", "mac-latin2": "mac_latin2", "cp852": "cp852",
    "cp1251": "cp1251", "koi8-r": "koi8_r", "koi8-u": "koi8_u", "mac-cyrillic": "mac_cyrillic", "cp866": "cp866",
    "cp855": "cp855", "iso8859-5": "iso8859-5", "cp1253": "cp1253", "iso8859-7": "iso8859-7", "cp1254": "cp1254",
    "cp1255": "cp1255", "cp1256": "cp1256", "cp1257": "cp1257", "cp1258": "cp1258", "cp874": "cp874",
    "tis-620": "cp874", "mac-roman": "mac_roman", "big5hkscs": "big5hkscs", "gb18030": "gb18030", "cp932": "cp932",
    "euc_jis_2004": "euc_jis_2004", "cp949": "cp949",
}  # fmt: skip
# Encodings of which copy may show nothing but quotation marks, in the order in which they are tried.
_IN_CONTEXT = ("cp1252", "mac_roman", "gb18030", "big5hkscs", "cp949", "cp932", "cp850")
# Letters beyond ASCII of languages that are written in Windows-1252, loans and names among them.
_ALPHABETS = {language: frozenset(letters) for language, letters in {
    "en": "àáâãäåæçèéêëíîïñóôöøúüœ", "de": "äöüßéèàáâãóíúêëîôçñøåæ", "fr": "àâæçèéêëîïôœùûüÿñöä",
    "es": "áéíóúüñçàèïò", "pt": "áàâãçéêíóôõúü", "it": "àèéìíîòóùú", "nl": "àáèéëêïíóöúüçñâô",
    "sv": "åäöéèüáà", "fi": "åäöéüšž", "da": "åæøéèêóôâäöüá", "no": "åæøéèêóòôâäöüá", "is": "áéíóúýðþæö",
    "sq": "ëçéâ", "et": "äöõüšž",
}.items()}  # fmt: skip

_QUOTES = "“‘„‚«‹”»›"
_ASIDE = frozenset("–—…•·§©®™£€¥¢±×÷½¼¾²³¹ªº´†‡‰µ’\xa0\xad" + _QUOTES)
_WITHIN = frozenset("’–—…·´\xa0\xad")
_BEFORE_NO_LETTER = frozenset("½¼¾²³¹‰")
_WORDS = frozenset("àáâåæèéêëíîóôöøúü")  # letters that stand alone as words
_SYMBOLS = frozenset("©®™°№")
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "at", "for", "is", "was", "said", "on", "with", "by"})
_LEAST_ENGLISH = 0.1
_NO_LETTERS = frozenset({"Cc", "Co", "Cn", "So"})
_MOST_ODD = 0.1


@dataclass(frozen=True, slots=True)
class Guess:
    """A text and the encoding that it was read in. ``sure`` where no reader need look at it for that."""

    text: str
    encoding: str
    sure: bool


def guess(data: bytes) -> Guess | None:
    """The likeliest reading of ``data``; None where every reading is nonsense."""
    for encoding in _IN_CONTEXT:
        text = _decoded(data, encoding)
        if text and is_western(text):
            sure = encoding == "cp1252" and len(data) <= SAMPLE and _is_sure(text, data)
            return Guess(text, encoding, sure)
    encoding, _ = _by_statistics(data)
    text = _decoded(data, encoding) if encoding else None
    if not text or not _is_plausible(text):
        return None
    return Guess(text, encoding, sure=reads_true(text, encoding))


def is_western(text: str) -> bool:
    """Whether each character beyond ASCII stands where its kind would, and all letters are of one language."""
    letters = _letters_at_home(text[:SAMPLE])
    return letters is not None and any(map(letters.issubset, _ALPHABETS.values()))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_sure(text: str, data: bytes) -> bool:
    """Whether nothing but marks was to be guessed, or letters of the language that the copy is in."""
    letters = _letters_at_home(text)
    if letters is None or not letters:
        return letters is not None
    if letters <= _ALPHABETS["en"] and _is_english(text):
        return True
    encoding, language = _by_statistics(data)
    return encoding == "cp1252" and letters <= _ALPHABETS.get(language, frozenset())


def _is_english(text: str) -> bool:
    """Statistics cannot tell: English has too few odd letters to count."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in _ENGLISH for word in words) > len(words) * _LEAST_ENGLISH


def _by_statistics(data: bytes) -> tuple[str, str]:
    """The likeliest encoding and the language, each empty where none fits."""
    found = chardet.detect(data[:SAMPLE], compat_names=False, include_encodings=_CODECS)
    return _CODECS.get(found["encoding"] or "", ""), found["language"] or ""


def _letters_at_home(text: str) -> set[str] | None:
    """The letters beyond ASCII, small; None where some character stands where none of its kind would."""
    if text.count("¡") > text.count("!") or text.count("¿") > text.count("?"):
        return None
    letters = set()
    for match in re.finditer(r"[^\x00-\x7f]", text):
        character, start, end = match[0], match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not _is_at_home(before, character, after):
            return None
        if character.isalpha() and character not in _ASIDE:
            letters.add(character.lower())
    return letters


def _is_at_home(before: str, character: str, after: str) -> bool:
    if character == "°":
        return not after.isalpha() or after in "CF"
    if character in "¡¿":
        return not before.isalnum() and (after.isalpha() or after in "¡¿“«")
    if character in _QUOTES:  # which of them opens and which closes, each language has its own way
        return not (before.isalnum() and after.isalnum())
    if character == "¥":
        return after.isdigit()
    if character not in _ASIDE:
        return _is_letter_at_home(before, character, after)
    if character in _BEFORE_NO_LETTER and after.isalpha():
        return False
    return character in _WITHIN or not (before.isalpha() and after.isalpha())


def _is_letter_at_home(before: str, letter: str, after: str) -> bool:
    if not letter.isalpha() or before.isdigit() or after.isdigit() or (letter.isupper() and before.islower()):
        return False
    return before.isalpha() or after.isalpha() or letter.lower() in _WORDS


def _is_plausible(text: str) -> bool:
    """Whether words look like words, with capitals before small letters, and next to no stray signs among them."""
    text = text[:SAMPLE]
    beyond = [character for character in text if not character.isascii() and character not in _SYMBOLS]
    strange = sum(unicodedata.category(character) in _NO_LETTERS for character in beyond)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    mixed = sum(word not in (word.lower(), word.upper(), word.capitalize()) for word in words)
    return strange <= _MOST_ODD * len(beyond) and mixed <= _MOST_ODD * len(words) + 2
