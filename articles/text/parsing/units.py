"""Units: the pieces of a file that a role is decided for; a line each, or the lines of a wrapped paragraph."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from articles.text.parsing.story import PassageKind, Role
from articles.text.parsing.words import words_of
from articles.text.patterns import pattern

_INVISIBLE = dict.fromkeys([0x00, 0x00AD, 0x200B, 0x200C, 0x200E, 0x200F, 0x202A, 0x202C, 0x2060, 0xFEFF])
_SIGN = pattern(
    r"(?<=[.!?”\"»])\s?\((?:[A-Za-z]{2,6}(?:/[A-Za-z]{2,6}){0,2}|(?:[A-Z][\w.&’'-]{1,20} ?){1,5})\)$"
)
_LAST = 80
"""Characters that such a sign and the end of the sentence before it are looked for in."""
_SENTENCE_END = pattern(r"[.!?…。！？।؟։]['\"”’»›)\]」』）“*]{0,4}$")
_INITIALS = pattern(r"(?:\b[A-Z]\.){2}$")
_LARGE = 0.8
_TITLE, _MANY = 24, 5
_LONG_WORD = pattern(r"[^\W\d_]{4,}")
_CJK = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FULL_STOP_INSIDE = pattern(r"[^\W\d_]{3}[.!?…]['\"”’»)]{0,2}\s+['\"“‘«(]?[^\W\d_a-z]")


class Unit(NamedTuple):
    """One piece of a file: its text with blanks squeezed, its lines, the blank lines before it.

    `quoted`: the file sets it apart as a quotation, by a mark or by its margin. `stated`: the role that it has whatever
    its words say, `kind` the sort of passage that it is.
    """

    text: str
    lines: tuple[int, ...]
    gap: int = 0
    words: float = 0
    ends: bool = False
    prose: bool = False
    quoted: bool = False
    stated: Role | None = None
    kind: PassageKind | None = None


def unit(text: str, lines: Sequence[int], gap: int = 0, *, quoted: bool = False) -> Unit:
    """Make a unit; its features are measured once, here."""
    text = squeezed(text)
    words, ends = weight(text), _ends(text)
    return Unit(text, tuple(lines), gap, words, ends, _is_prose(text, words, ends=ends), quoted)


def _ends(text: str) -> bool:
    """Whether the text ends as a sentence does, perhaps with a writer's or an agency's sign behind it."""
    signed = text.endswith(")") and _SIGN.search(text[-_LAST:])
    return bool(_SENTENCE_END.search((text[-_LAST:][: signed.start()] if signed else text)[-12:]))


def squeezed(text: str) -> str:
    """Text without invisible characters and with single blanks."""
    if not text.isprintable():  # invisible characters are not, nor are tabs
        text = text.translate(_INVISIBLE)
    elif "  " not in text and text[:1] != " " != text[-1:]:
        return text  # of all blanks only that one is printable
    return " ".join(text.split())


def weight(text: str) -> float:
    """Length in words; two ideographs or kana count as one."""
    ideographs = 0 if text.isascii() else len(_CJK.findall(text))
    return ideographs / 2 if ideographs > len(text) / 3 else words_of(text).number


def _is_prose(text: str, words: float, *, ends: bool) -> bool:
    """Whether this reads as running text rather than as a title, a label or a name."""
    if words >= 30 and not ends and _is_row_of_titles(text):
        return False
    if words <= _TITLE and is_title_case(text):
        return False
    if words >= 30 or (words >= 20 and ends):
        return True
    if ends and not _INITIALS.search(text):
        if text.endswith(("…", "...")):
            return words >= 16
        return words >= 7 or (words >= 3 and text[0] in "\"“«„‘'")
    return words >= 22 and bool(_FULL_STOP_INSIDE.search(text[:2000]))


def _is_row_of_titles(text: str) -> bool:
    """Whether a long line without a full stop is a menu: nearly all its words are written large."""
    words = [word for word in text[:600].split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _LARGE * len(words)


def is_title_case(text: str) -> bool:
    """Whether each longer word begins large, as in English titles and in no sentence: "Never Ask A Gull. It Stays."."""
    words = 0
    for word in _LONG_WORD.finditer(text):  # of nearly all texts one of the first begins small
        if not text[word.start()].isupper():
            return False
        words += 1
    return words >= _MANY and not text.isupper()


def starts_lower(text: str) -> bool:
    """Whether the first character is a small letter: the line goes on from the one before."""
    return bool(text) and unicodedata.category(text[0]) == "Ll" and not text[1:2].isupper()  # "iPad"


_ASKS = pattern(
    r"¿?(?:what|why|how|who|whose|when|where|which|does|do|is|are|can|will|should|did|has|was|wer|wie|warum|wann"
    r"|wo|kann|muss|welche[mnrs]?|wieso|weshalb|wozu|woher|wohin|womit|wofür"
    r"|qui|que|quoi|pourquoi|comment|quand|quel(?:le)?s?|combien|qué|quién(?:es)?|cómo|por qué|cuándo|dónde"
    r"|cuál(?:es)?|cuánt[ao]s?|o que|como|por que|quando|qual|quais|quant[aeio]s?|chi|che|perché|come|dove)\b",
    re.IGNORECASE,
)


def is_question(unit: Unit) -> bool:
    """Whether a short line asks something, as headings do."""
    return unit.text.endswith("?") and 3 <= unit.words <= 14 and bool(_ASKS.match(unit.text))


_ATTRIBUTION, _SAID_BY = pattern(r"[–—]\s?[^\W\d_]"), 6


def is_attribution(unit: Unit) -> bool:
    """Whether a few words behind a dash say who said what stands above: "— Mary Malone"."""
    return unit.words <= _SAID_BY and bool(_ATTRIBUTION.match(unit.text))


def sentences(text: str) -> int:
    """Roughly how many sentences a short text has."""
    return len(_FULL_STOP_INSIDE.findall(text[:2000])) + 1
