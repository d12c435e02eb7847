"""Words that are none, and the spellings of two countries in one story."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.words.british import SOFTWARE, Side, Spelling, spelling_before
from articles.text.style.words.lexicon import is_known, meant_by, times

_SHORTEST, _LONGEST = 3, 30
_SHORT, _COMMON = 5, 2_000
"""A word of so few letters is near to many; only what is as common as this is surely meant by it."""
_OPENING = re.compile(r"[.!?][\"”’]?\s\Z")
_SMALL_AFTER = re.compile(r"\s[a-z]")
_REACH = 60
_TOKEN = re.compile(r"\S{0,120}")
_NO_WORD = re.compile(r"[@_\d]|://|www\.|[a-z]\.[a-z]{2}|&#?\w")
_FOREIGN_BEFORE = re.compile(r"\b(?:des?|du|la|les?|el|los|der|das|und|von|di|del|della)\s\Z")
"""Small words of other languages, which stand before more of them."""
_GLUED = frozenset("&\\")
_MOST = 60
"""Unknown words of a story that is hardly in English."""
_A_TERM = 3
"""Times from which an unknown word is the story's own."""


@check(
    "unknown-word",
    Severity.WARN,
    reason="A word that is near to a common one and is none itself is a slip of the keys.",
    example="The goverment resigned.",
    spares_quotations=False,
)
def unknown_word(copy: Copy) -> Iterator[Hit]:
    unknown: set[str] = set()
    small = Counter(bare.word.lower() for bare in copy.bare_words)
    for found, bare in zip(copy.words, copy.bare_words, strict=True):
        word, start, end = bare.word, bare.start, bare.end
        if (
            not _SHORTEST <= len(word) <= _LONGEST
            or not (word.isascii() and word.isalpha())
            or small[word.lower()] >= _A_TERM
        ):
            continue
        if is_known(word.lower()) or _is_broken(copy.text, start, end):
            continue
        if _FOREIGN_BEFORE.search(copy.text, max(0, start - 5), start) or copy.text.startswith(" [sic]", end):
            continue
        unknown.add(word)
        if len(unknown) > _MOST:
            return
        meant = meant_by(word) if word.islower() else _turned_round(copy, found, word)
        if meant:
            is_sure = (len(word) > _SHORT or times(meant) >= _COMMON) and not _is_far(word, meant)
            said = f"“{word}” is no known word: “{meant}”?"
            yield Hit(start, end, said, meant, None if is_sure else Severity.INFO)
        elif word.islower() and len(word) > _SHORTEST:
            yield Hit(start, end, f"“{word}” is no known word.", None, Severity.INFO)


def _is_far(word: str, meant: str) -> bool:
    """Whether two letters are others, as they are in words that are seldom met: sarcoptic is not sarcastic."""
    return (Counter(word) - Counter(meant)).total() > 1 and (Counter(meant) - Counter(word)).total() > 1


def _turned_round(copy: Copy, found: re.Match[str], word: str) -> str:
    """What the first word of a sentence was meant to be, where two of its letters changed places: it may be a name."""
    word = word.lower()
    if not _opens_sentence(copy, found):
        return ""
    meant = meant_by(word)
    return meant.capitalize() if sorted(meant) == sorted(word) and times(meant) >= _COMMON else ""


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether what looks like a word is a part of something else: of an address, of a name with figures."""
    begin = max(text.rfind(sign, max(0, start - _REACH), start) for sign in " \n\t") + 1
    token = _TOKEN.match(text, max(begin, start - _REACH))
    return (token is not None and _NO_WORD.search(token[0]) is not None) or text[end : end + 1] in _GLUED


@check(
    "mixed-spelling",
    Severity.WARN,
    reason="One story is spelled as Britain or as America does, quotations aside.",
    example="The neighbours painted the fence in one color.",
)
def mixed_spelling(copy: Copy) -> Iterator[Hit]:
    found = list(_spelled(copy))
    sides = Counter(spelling.side for _, _, spelling in found)
    if not found or _is_oxford([spelling for _, _, spelling in found]):
        return
    chief = _chief(copy, sides, found[0][2].side)
    for start, end, spelling in found:
        if spelling.side != chief:
            said = f"“{copy.text[start:end]}” is {spelling.side} among {chief} spellings."
            other = spelling.other
            yield Hit(start, end, said, other.capitalize() if copy.text[start].isupper() else other)


def _spelled(copy: Copy) -> Iterator[tuple[int, int, Spelling]]:
    """The words of one side, outside quotations and names."""
    is_software = None
    for found in copy.words:
        for place, word in _pieces(found[0]):
            if not (word.islower() or _opens_sentence(copy, found)):
                continue
            spelling = spelling_before(word.lower(), copy.text, found.start() + place)
            if spelling is None or copy.is_quoted(found.start()) or copy.text[found.start() - 1] in _ADDRESS:
                continue
            if word.startswith("program"):
                if is_software is None:
                    is_software = SOFTWARE.search(copy.text) is not None
                if is_software:
                    continue
            yield found.start() + place, found.start() + place + len(word), spelling


def _pieces(word: str) -> Iterator[tuple[int, str]]:
    """The words that one is put together of, with their places, each without what makes a genitive of it."""
    place = 0
    for piece in word.split("-"):
        yield place, _GENITIVE.sub("", piece)
        place += len(piece) + 1


_ADDRESS = frozenset("/_@#=")
_GENITIVE = re.compile(r"['’]s?\Z")


def _opens_sentence(copy: Copy, found: re.Match[str]) -> bool:
    """Whether a word has its capital only from its place: small words follow it."""
    if not found[0].istitle() or not _SMALL_AFTER.match(copy.text, found.end()):
        return False
    before = copy.text[max(0, found.start() - 4) : found.start()]
    return bool(_OPENING.search(before)) or found.start() in copy.starts


def _chief(copy: Copy, sides: Counter[Side], first: Side) -> Side:
    """The side that the story is on: that of most of its words; where they are nearly as many, that of its language, or
    of what it is about, or of the first; where few tell, of what it is about, and at last of its language."""
    (chief, most), *others = sides.most_common()
    region = copy.language.partition("-")[2].upper()
    home: list[Side] = ["American" if region == "US" else "British"] if region else []
    leaning = [side for side, signs in _SIGNS.items() if signs.search(copy.text)]
    if others and others[0][1] * 2 >= most:
        if home or others[0][1] < most:
            return home[0] if home else chief
        return leaning[0] if len(leaning) == 1 else first
    if others or most >= _TOLD:
        return chief
    leaning = leaning or home
    return leaning[0] if len(leaning) == 1 else chief


_TOLD = 3
"""Words of one side from which a story is on it, whatever else it says."""
_SIGNS: dict[Side, re.Pattern[str]] = {
    "British": re.compile(
        r"£|\b(?:per cent|Mr [A-Z]|Mrs [A-Z]|Ms [A-Z]|whilst|pence|[Rr]ugby|[Cc]ricket|Premiership|Six Nations|Tory"
        r"|Tories|lorry|lorries|motorway)\b"
    ),
    "American": re.compile(
        r"\b(?:percent|Mr\.|Mrs\.|Ms\.|Gov\.|Sen\.|Rep\.|U\.S\.|Calif\.|NFL|NBA|baseball)(?!\w)|\(Reuters\)"
    ),
}


def _is_oxford(spellings: list[Spelling]) -> bool:
    """Whether a British story writes -ize throughout, as some houses there do."""
    sides = Counter((each.side, each.family == "ise") for each in spellings)
    izes = sides["American", True]
    return (
        izes > 1
        and not sides["British", True]
        and not sides["American", False]
        and bool(sides["British", False])
    )
