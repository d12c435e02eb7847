"""The public sentence of a correction, drafted from the words that a person picks out of a comparison.

"An earlier version said “14 people were hurt”. It is 41." A draft: whoever sends the correction reads it, and may put
it better.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.alignment import ends_sentence, tokens
from articles.text.blocks import CJK
from articles.text.diff import Comparison, Hunk, hunks
from articles.text.particulars import bare, is_capitalised, is_number
from articles.text.patterns import pattern

# Words given around those that changed: to the ends of their clause, of their sentence if that is shorter than a
# few words, and never more than these on either side.
AROUND, FEW = 6, 3
# Changes with no more words than these between them are one.
BETWEEN = 3
LONGEST = 30
"""Words of a quotation; a longer one is cut."""

_CLAUSE_END = pattern(r"[,;:，、；：–—)\]”»]$|^[–—/-]$")
_CLAUSE_START = pattern(r"^[“«„(\[]")
_UNSPACED = pattern(f"[{CJK}]")
_AT_ENDS = " ,;:.，。、；：–—-/"
_QUOTES = {"“": "”", '"': '"', "«": "»"}
# Words that nobody quotes at the head or at the end.
_LEADING = {"and", "but", "or", "nor", "so", "yet"}
_TRAILING = {
    *_LEADING, "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as", "is", "was", "were",
    "are", "be", "been", "that", "which", "who", "whose", "its", "his", "her", "their", "our", "than", "into",
    "about", "after", "before", "while", "when", "if", "because",
}  # fmt: skip
_UNITS = {"thousand", "million", "billion", "trillion", "per", "cent", "percent", "am", "pm", "a.m", "p.m"}


@dataclass(frozen=True)
class Change:
    """Words that a person may pick, with enough around them to be understood.

    ``index`` counts the candidates of a comparison from 0. ``field`` is that of ``Text``; ``place`` counts the
    paragraphs of the new body from 1, of the old one for what was taken out whole, and is 0 for another field. ``old``
    is "" for what was only put in, ``new`` for what was only taken out.
    """

    index: int
    field: str
    place: int
    old: str
    new: str


def candidates(comparison: Comparison) -> list[Change]:
    """The changes of words in a comparison: fields first, then the body, in the order in which it shows them. Another
    comma is none: readers are told nothing of it."""
    found = [
        (field.field, 0, *pair)
        for field in comparison.fields
        if field.field not in {"language", "correction"}
        for pair in _changes(field.hunks)
    ]
    place = 0
    for block in comparison.blocks:
        place += block.new is not None
        number = place if block.new else (block.old_place or 0) + 1
        found += [("body", number, *pair) for pair in _changes(block.hunks)]
    told = [change for change in found if sentence(*change[2:])]
    return [Change(index, *change) for index, change in enumerate(told)]


def draft(changes: Sequence[tuple[str, str]]) -> str:
    """The sentences for several picked changes, each its old and its new words, joined."""
    found: list[str] = []
    for old, new in dict.fromkeys(changes):
        if told := sentence(old, new):
            found.append(told.replace("version ", "version also ", 1) if found else told)
    return " ".join(found)


def sentence(old_words: str, new_words: str) -> str:
    """What readers are told of one change; "" where there is none."""
    old, new = _trimmed(old_words), _trimmed(new_words)
    if old == new:
        return ""
    if not old:
        return f"An earlier version left out {_quoted(new)}."
    if not new:
        return f"An earlier version said {_quoted(old)}. That was wrong."
    fact = _fact(old, new)
    right = f"It is {fact}." if fact else f"It should have said {_quoted(new)}."
    return f"An earlier version said {_quoted(old)}. {right}"


def _changes(found: Sequence[Hunk]) -> Iterator[tuple[str, str]]:
    """The old and the new words of each change in a line, those around them on both sides alike."""
    told = [(hunk.op, token) for hunk in found for token in tokens(hunk.text)]
    spans = _spans(told)
    floors = [0, *(end for _, end in spans)]
    ceilings = [*(start for start, _ in spans[1:]), len(told)]
    for span, floor, ceiling in zip(spans, floors, ceilings, strict=False):
        start, end = _widened(told, span, floor, ceiling)
        old = "".join(token for op, token in told[start:end] if op != "insert")
        new = "".join(token for op, token in told[start:end] if op != "delete")
        yield old.strip(), new.strip()


def _spans(told: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Where words changed, from and to; changes close to each other in one sentence are one."""
    spans: list[tuple[int, int]] = []
    for place, (op, _) in enumerate(told):
        if op == "equal":
            continue
        start, end = spans[-1] if spans else (place, place)
        between = [token for _, token in told[end:place]]
        is_near = len(between) <= BETWEEN and not (between and any(map(ends_sentence, between)))
        if spans and is_near:
            spans[-1] = start, place + 1
        else:
            spans.append((place, place + 1))
    return spans


def _widened(
    told: Sequence[tuple[str, str]], span: tuple[int, int], floor: int, ceiling: int
) -> tuple[int, int]:
    start, end = span
    words = [token.rstrip(" ") for _, token in told]
    for parts in (_parts_clauses, _parts_sentences):
        while start > max(floor, span[0] - AROUND) and not parts(words, start):
            start -= 1
        while end < min(ceiling, span[1] + AROUND) and not parts(words, end):
            end += 1
        if sum(op != "delete" for op, _ in told[start:end]) >= FEW:
            break
    while start < span[0] and words[start].lower() in _LEADING:
        start += 1
    while end > span[1] and words[end - 1].lower() in _TRAILING:
        end -= 1
    return start, end


def _parts_sentences(words: Sequence[str], place: int) -> bool:
    return ends_sentence(words[place - 1])


def _parts_clauses(words: Sequence[str], place: int) -> bool:
    ends = _CLAUSE_END.search(words[place - 1]) or _CLAUSE_START.match(words[place])
    return bool(ends) or _parts_sentences(words, place)


def _fact(old: str, new: str) -> str:
    """The new words alone where only a number or a name was another: 41, $1.4 million, Jon Smith."""
    told = hunks(old, new)
    if _UNSPACED.search(new) or [hunk.op for hunk in told if hunk.op != "equal"] != ["delete", "insert"]:
        return ""
    place = next(place for place, hunk in enumerate(told) if hunk.op == "insert")
    if told[place - 1].op != "delete":  # two changes, with words between them
        return ""
    start = sum(len(tokens(hunk.text)) for hunk in told[: place - 1])
    words = [token.rstrip() for token in tokens(new)]
    end = start + len(tokens(told[place].text))
    if not all(_is_fact(words, at) for at in range(start, end)):
        return ""
    while start > 1 and _is_fact(words, start - 1) and not _parts_clauses(words, start):
        start -= 1
    while end < len(words) and _goes_on(words, end) and not _parts_clauses(words, end):
        end += 1
    return " ".join(words[start:end]).strip(_AT_ENDS + '“”‘’"')


def _is_fact(words: Sequence[str], place: int) -> bool:
    """Whether a word is a number or a name; a capital at the start of what is quoted says nothing."""
    word = bare(words[place])
    return is_number(word) or (place > 0 and is_capitalised(word))


def _goes_on(words: Sequence[str], place: int) -> bool:
    return _is_fact(words, place) or bare(words[place]) in _UNITS


def _trimmed(words: str) -> str:
    """Words fit to be quoted: no punctuation at their ends, no quotation mark without its other half."""
    text = " ".join(words.split())
    for opening, closing in ("“”", "()", "[]", "«»"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text[:1] in _QUOTES and text.find(_QUOTES[text[0]], 1) == len(text.rstrip(_AT_ENDS)) - 1:
        text = text.rstrip(_AT_ENDS)[1:-1]
    last = text.rsplit(" ", 1)[-1]
    return text.strip(_AT_ENDS) if "." not in last[:-1] else text.lstrip(_AT_ENDS)


def _quoted(words: str) -> str:
    parts = tokens(words)
    cut = "".join(parts[:LONGEST]).rstrip(_AT_ENDS) + " …" if len(parts) > LONGEST else words
    return "“" + re.sub(r'"([^"]*)"', r"‘\1’", cut).replace("“", "‘").replace("”", "’") + "”"
