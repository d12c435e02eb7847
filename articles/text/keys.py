"""Keys by which titles and names are found again, however a typist set them."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‚‛`´ʹʻʼʽˈ′＇‵", "'"))
_STOP_AFTER_LETTER = re.compile(r"(?<=[^\W\d_])\.+")
_DIGITS = re.compile(r"\d+")
_INITIALS = re.compile(r"(?<!\S)(\S) (?=\S(?!\S))")
_SIGNS = "’‘“”„–—…"
_AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛‹›", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        "—": "–",
        "…": "...",
        "\u202f": None,
        "\xa0": None,
    }
)
_TYPED_DASH = re.compile(r"-{2,3}|^[-_]$")
_DOUBLE = re.compile(r"(?<!\d)\"")


def ascii_signs(is_kept: Callable[[str], bool], *, become: str | None) -> dict[int, str | None]:
    """For ``str.translate``: what ASCII characters become that are not kept; None drops them. All others stay.

    Where nothing but ASCII is left of a text that does what a regular expression does, many times as fast.
    """
    return {code: become for code in range(128) if not is_kept(chr(code))}


_ASCII_SPACED = ascii_signs(lambda sign: unicodedata.category(sign)[0] != "P", become=" ")


def untypeset(text: str, *, instead: str = " ") -> str:
    """The text with a blank for every sign of typesetting: its words, taken as runs of letters and digits, stay.

    ``instead`` may drop the signs; a blank that is not to be broken at is one all the same.

    Of most copy only ASCII is left then, which all that goes through characters does many times as fast.
    """
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, instead)
        text = text.replace("\xa0", " ")
    return text


def word_key(word: str) -> str:
    """The key of a word with its punctuation: equal however its marks are set, typed straight or in print.

    Folded: quotation marks and apostrophes, single and double ones but behind a digit (5' is not 5"), dashes and the
    hyphens typed for them, ellipses, blanks beside marks. Whether there is a mark, and where, stays.
    """
    if word.isalnum():
        return word
    word = word.translate(_AS_TYPED).replace("``", '"').replace("''", '"')
    return _DOUBLE.sub("'", _TYPED_DASH.sub("–", word))


def title_key(title: str) -> str:
    """The key of a headline: equal for two settings of the same words.

    Folded: Unicode compatibility forms (NFKC), case, apostrophes and invisible characters (dropped), a full
    stop after a letter (dropped: "U.S." is "US"), all other punctuation and white space (one space). Accents,
    digits, currency and other symbols stay, so "résumé" is not "resume" and 3.5 is not 35. A title of
    nothing but punctuation is its own key; only a blank one has the key "".
    """
    return _settled(title, _title_fold) or _settled(title, _squeezed)


@lru_cache(maxsize=4096)  # an archive has the same names again and again
def name_key(name: str) -> str:
    """The key of a person or an organisation: as for a title, and initials are joined.

    "The Harbour Wire." and "the harbour wire" are one, so are "J. R. Hart" and "J.R. Hart". "José" and "Jose"
    are two: that is for an alias to say.
    """
    return _settled(name, _name_fold) or _settled(name, _squeezed)


LONGEST_LINE_KEY = 300
"""Characters. Lines that begin with so many in common are one line as far as their keys go."""


def line_key(line: str) -> str:
    """The key of a line of a file, by which the same line is known in other files of its site.

    Folded: case, numbers ("12 comments" and "3 comments" are one line) and white space. Bounded; "" for a blank one.
    """
    return _DIGITS.sub("0", " ".join(line[: 2 * LONGEST_LINE_KEY].casefold().split()))[:LONGEST_LINE_KEY]


def _settled(text: str, fold: Callable[[str], str]) -> str:
    """Fold until nothing changes, so that the key of a key is that key: dropping one character can let its
    neighbours combine."""
    folded = fold(text)
    while folded != text:
        text, folded = folded, fold(folded)
    return folded


def _title_fold(text: str) -> str:
    text = _STOP_AFTER_LETTER.sub("", _caseless(text).replace("'", ""))
    if text.isascii():
        return " ".join(text.translate(_ASCII_SPACED).split())
    return _squeezed("".join(map(_spaced, text)))


def _name_fold(text: str) -> str:
    return _INITIALS.sub(r"\1", _title_fold(text))


def _spaced(character: str) -> str:
    return " " if unicodedata.category(character)[0] == "P" else character


def _squeezed(text: str) -> str:
    visible = (c for c in _caseless(text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())


def _caseless(text: str) -> str:
    # Apostrophes go first: NFKC would turn the acute accent that some type for one into a space.
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    return unicodedata.normalize("NFKC", text.casefold())
