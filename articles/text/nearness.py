"""Names that may be one: the traces by which near ones find each other, and in what two of them differ."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from articles.text.keys import title_key

LONGEST_TRACE = 200
_TYPED = 60
"""Characters up to which a name is searched for slips of typing: longer ones are lists, or sentences."""
_BEFORE = frozenset({
    "the", "der", "die", "das", "le", "la", "les", "el", "il",
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "hon", "herr",
    "frau", "mme", "mlle", "sr", "sra", "senor", "senora",
})  # fmt: skip
"""Articles, titles and forms of address that may stand before a name, or not."""
_SMALL = frozenset(
    {"of", "for", "and", "the", "de", "des", "du", "der", "die", "und", "et", "y", "del", "di"}
)
"""Words that no short form counts."""
_ACRONYM = 5
"""Letters up to which capitals may be letters that stand for words."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_SINGLE_LETTER = re.compile(r"(?<![^\W_])([^\W\d_])\.")
_SEVERAL = re.compile(r"[,;/|&+]|\b(?:and|und|et|och|og)\b", re.IGNORECASE)


def traces(name: str, *, of_person: bool) -> set[str]:
    """Two names that are near have at least one of these in common; what else does is told by ``why_near``."""
    words = _words(name)
    found = {" ".join(sorted(words)), "=" + "".join(words)}
    if len(name) <= _TYPED:
        found |= {
            " ".join(sorted([*words[:place], shorter, *words[place + 1 :]]))
            for place, word in enumerate(words)
            if _may_be_mistyped(word)
            for shorter in _with_one_left_out(word)
        }
    if of_person and _is_one_person(name, words):
        found.add(f"{words[0][0]}. {words[-1]}")
    if not of_person and (short := _short_form(words)):
        found.add(f"{short}.")
    return {trace[:LONGEST_TRACE] for trace in found}


def why_near(one: str, other: str, *, of_person: bool) -> str:
    """Why two names may be one, as a sentence; "" where nothing says so."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return ""
    if first == second:
        return _in_what_else(one, other)
    if "".join(first) == "".join(second):
        return "Only the spaces or hyphens differ."
    if sorted(first) == sorted(second):
        return "The same words in another order."
    if _one_slip(first, second):
        in_order = sum(a != b for a, b in zip(first, second, strict=True)) == 1
        return "One letter differs." if in_order else "One letter differs, and the order of the words."
    if of_person and _is_one_person(one, first) and _is_one_person(other, second):
        return _initials(first, second)
    if not of_person and _is_short_for(first, second):
        return "One is the short form of the other."
    return ""


def flaws(name: str) -> int:
    """How badly a name is written, for the choice between spellings of one: 0 where nothing speaks against it.

    Capitals throughout are worst, since a caption's or a wire's habit says nothing of the name; letters of one or two
    words that stand for more ("BBC", "AP") are no such capitals.
    """
    words = re.findall(r"[^\W\d_]+", name)
    is_one_case = name.islower() or (name.isupper() and sum(map(len, words)) > _ACRONYM)
    is_shouted = any(word.isupper() and len(word) > _ACRONYM for word in words)
    has_initials = any(_SINGLE_LETTER.finditer(name))
    signs = not name[:1].isalnum() or not (name[-1:].isalnum() or name[-1:] in ").!?’'")
    tidy = " ".join(name.split())
    return 16 * is_one_case + 8 * is_shouted + 4 * ("," in name) + 2 * (signs or tidy != name) + has_initials


def best_written(names: Iterable[str]) -> str:
    """Of some spellings of one name the one to keep; the first of those that are written equally well."""
    return min(names, key=flaws)


def is_short_form(name: str, others: Iterable[str]) -> bool:
    """Whether a name is the letters that stand for the words of one of some others: "AP" of "Associated Press"."""
    words = _words(name)
    return len(words) == 1 and any(_is_short_for(words, _words(other)) for other in others)


def _words(name: str) -> list[str]:
    """The words of a name without case, accents and signs, and without what may stand before it."""
    words = folded(name).split()
    while len(words) > 1 and words[0] in _BEFORE:
        del words[0]
    return words


def folded(name: str) -> str:
    parted = title_key(_SINGLE_LETTER.sub(r"\1. ", name)).translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", parted) if not unicodedata.combining(c))


def _in_what_else(one: str, other: str) -> str:
    if folded(one) == folded(other):
        return "Only accents or punctuation differ."
    return "One has an article or a title before the name."


def _may_be_mistyped(word: str) -> bool:
    """Whether a slip in a word is a slip: where each sign or digit counts, another one is another name."""
    return len(word) > 2 and word.isalpha() and not any(unicodedata.east_asian_width(c) in "WF" for c in word)


def _with_one_left_out(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _one_slip(first: list[str], second: list[str]) -> bool:
    """Whether two names differ in one word, and that by one slip of typing."""
    if len(first) != len(second):
        return False
    mine, theirs = Counter(first), Counter(second)
    odd = [*(mine - theirs).elements(), *(theirs - mine).elements()]
    if len(odd) != 2 or not all(map(_may_be_mistyped, odd)):
        return False
    shorter, longer = sorted(odd, key=len)
    if len(first) == 1:
        return len(shorter) >= 5 and _is_slip(shorter, longer)
    # Names of three letters are many, and near each other: "Lin", "Ling", "Ina". In a long name they tell less.
    letters = max(sum(map(len, words)) for words in (first, second))
    is_told = len(shorter) >= 4 or (len(longer) == 4 and letters >= 10)
    return is_told and _is_slip(shorter, longer)


def _is_slip(shorter: str, longer: str) -> bool:
    """Whether one letter was left out, put in, taken for another, or two changed places. With another first letter it
    is another name: "Bauer" and "Lauer", "Ella" and "Bella"; but "Jhon" is "John".
    """
    start = next((n for n, (a, b) in enumerate(zip_longest(shorter, longer)) if a != b), 0)
    if start and shorter[start + (len(shorter) == len(longer)) :] == longer[start + 1 :]:
        return True
    if len(shorter) != len(longer):
        return False
    return (
        shorter[start : start + 2] == longer[start : start + 2][::-1]
        and shorter[start + 2 :] == longer[start + 2 :]
    )


def _is_one_person(name: str, words: list[str]) -> bool:
    return 2 <= len(words) <= 4 and len(words[-1]) > 1 and not _SEVERAL.search(name)


def _initials(first: list[str], second: list[str]) -> str:
    """Whether two people of one family name may be one: "J. R. Hart", "John Hart", "John Ray Hart"."""
    (given, *middle), (named, *between) = first[:-1], second[:-1]
    if first[-1] != second[-1] or not _agree(given, named):
        return ""
    if not middle or not between:
        is_short = len(given) == 1 or len(named) == 1
        return "One has initials where the other has names." if is_short else "One leaves out a middle name."
    if len(middle) == len(between) and all(map(_agree, middle, between)):
        return "One has initials where the other has names."
    return ""


def _agree(one: str, other: str) -> bool:
    """Whether two given names are the same, or one is the first letter of the other."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _short_form(words: list[str]) -> str:
    """The first letters of an organisation's words, or what may itself be such letters."""
    if len(words) == 1:
        return words[0] if len(words[0]) <= 6 else ""
    return "".join(word[0] for word in words if word not in _SMALL)


def _is_short_for(first: list[str], second: list[str]) -> bool:
    alone, full = sorted((first, second), key=len)
    return len(alone) == 1 and len(full) > 1 and len(alone[0]) > 1 and alone[0] == _short_form(full)
