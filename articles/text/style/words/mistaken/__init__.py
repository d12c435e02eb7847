"""Words of meaning that are taken for others which sound like them, by the words that they then stand between.

    rows() -> [(written, meant, before, after)]     the patterns of what ends before a word and of what begins after it

A row of the lists is ``written>meant | before | after``, several pairs in one row parted by commas. Before and after
are choices of words, none for anything. A point among those after stands for the end of a clause, and after "!" they
are those that do not stand there.
"""

import re

from articles.text.patterns import pattern
from articles.text.style.words.mistaken import a_to_l, m_to_z

Row = tuple[str, str, re.Pattern[str], re.Pattern[str]]
_LAW = (
    r"(?:(?:the|a|an|its|any|his|her|their|these|those|this|that|all|every|such)\s)?(?:[a-z-]+\s)?"
    r"(?:laws?|rules?|bans?|regulations?|conventions?|restrictions?|orders?|sanctions|guidelines|rulings?|curfew|codes?"
    r"|injunctions?|limits?|lockdown)"
)
_END = r"(?=\s?[.,;:!?)”\"])"
_CONTINUED = re.compile(r"\n +")


def rows() -> list[Row]:
    lists = _CONTINUED.sub(" ", f"{a_to_l.ROWS}{m_to_z.ROWS}")
    return [row for line in lists.split("\n") if line.strip() for row in _rows(line)]


def _rows(line: str) -> list[Row]:
    pairs, before, after = (column.strip() for column in line.split("|"))
    stands_before = pattern(rf"\b(?:{_choice(before)})\s\Z" if before else r"\Z", re.IGNORECASE)
    stands_after = pattern(_after(after), re.IGNORECASE)
    split = (pair.strip().split(">") for pair in pairs.split(","))
    return [(written, meant, stands_before, stands_after) for written, meant in split]


def _after(words: str) -> str:
    if words.startswith("!"):
        return rf"(?!\s(?:{_choice(words[1:])})\b)"
    ends = [_END] if "." in _words(words) else []
    choice = _choice(words)
    return "|".join([*ends, *([rf"\s(?:{choice})\b"] if choice else [])])


def _choice(words: str) -> str:
    """A pattern for a choice of words."""
    if words == "{law}":
        return _LAW
    escaped = (r"\s".join(map(re.escape, word.split())) for word in _words(words) if word != ".")
    return "|".join(escaped).replace("'", "['’]")


def _words(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
