"""Straight quotation marks and apostrophes of a paragraph, and what each is: one that opens, one that closes, an
apostrophe. What could be two things (a prime, a mark without its other, a word cut short) is left as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.text.signs import THIN, Signs

APOSTROPHE = "’"

_Pair = tuple[int, int | None]
"""The places of a mark that opens and of the one that closes, if there is one before the next opens."""

# Here as below what stands before a sign is looked at after it: to look for a sign is many times as fast.
_MARK = "\"'“”„‟«»‘’‚‛‹›"
_RUN = re.compile(rf"[{_MARK}{THIN}](?<!{THIN}(?!»))(?:[{_MARK}]|(?<=«){THIN}|{THIN}(?=»))*")
_DOUBLE = re.compile(r"[“”„‟«»]")
_SINGLE = re.compile(r"[‘‚‛‹›]")
_BEFORE_OPENING = frozenset("([{-–—/¿¡:")
_SENTENCE_ENDS = frozenset(".!?…")
_STANDS_BEFORE = frozenset("([{¿¡")
"""What nothing that closes stands behind."""

# It's, O'Brien, l'eau, the 1980's, Wend Inc.'s.
_INSIDE = re.compile(r"'(?:(?<=[^\W\d_]')(?=[^\W\d_])|(?<=[\d.)%]')(?=s\b))")
# The '90s; and words that are written without their heads, none of which is a word without its apostrophe.
_DECADE = re.compile(r"'(?<![\w'’]')(?=\d\d(?:s|er|ers)\b(?!['’]))")
_HEADLESS = re.compile(
    r"'(?<![\w'’]')(?:n'(?= )"
    r"|(?=(?:em|tis|twas|twere|twill|twould|til|n|ave|appen|ello|ow|ole|cause|bout)\b(?!['’])))",
    re.IGNORECASE,
)
_CUT_SHORT = {
    "en": (_HEADLESS,),
    "de": (re.compile(r"'(?<![\w'’]')(?=(?:ne|nen|nem|ner|n|s)\b(?!['’]))"),),  # 'ne Frage
    "it": (re.compile(r"'(?<=\b[PpMm]o')(?!\w)"),),  # un po' di
}
_YEAR = re.compile(r"'\d\d(?!\w)")
_AMID_WORD = re.compile(r"'['’.…]*\w")  # which would be cut in two by what closes
_POSSESSIVE = re.compile(r"s\b")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A straight mark that may open or close a quotation, or do either: what stands on its sides says so. ``begins``
    where it stands behind a sentence.
    """

    place: int
    opens: bool
    closes: bool
    before: str
    begins: bool = False

    @property
    def is_prime(self) -> bool:
        """Whether it may be one: 6", 5'."""
        return self.before.isdigit()


@dataclass(frozen=True, slots=True)
class Found:
    """What straight marks are to become, by their place. ``is_sound`` where no double mark is left in doubt."""

    become: Mapping[int, str]
    is_sound: bool = True


def found(text: str, signs: Signs, *, language: str, goes_on: bool = False) -> Found:
    """The marks of a paragraph. ``goes_on`` where the next one opens with a mark, as a quotation does that runs on."""
    become, text = _apostrophes(text, language)
    marks = list(_marks(text))
    doubles = [mark for mark in marks if text[mark.place] == '"']
    is_mixed = bool(_DOUBLE.search(text))
    pairs = None if is_mixed else _pairs(doubles, goes_on=goes_on)
    for opening, closing in pairs or ():
        become[opening] = signs.opening
        if closing is not None:
            become[closing] = signs.closing
    singles = [mark for mark in marks if text[mark.place] == "'"]
    if singles and "''" not in text:
        is_set = is_mixed or bool(_SINGLE.search(text))
        become |= _singles(singles, text, signs, pairs or (), is_set=is_set, language=language)
    return Found(become, is_sound=not doubles or pairs is not None)


def begins_quoted(text: str) -> bool:
    """Whether a paragraph opens with a double mark, of whatever kind."""
    return text.lstrip()[:1] in {'"', "“", "„", "«", "”", "»"}


def _apostrophes(text: str, language: str) -> tuple[dict[int, str], str]:
    """The apostrophes that can be nothing else, and the text with them in it."""
    become: dict[int, str] = {}
    cut_short = _CUT_SHORT.get(language, ())
    for pattern in (*cut_short, _DECADE, _INSIDE):
        places = [
            match.start() + offset
            for match in pattern.finditer(text)
            for offset, sign in enumerate(match[0])
            if sign == "'"
        ]
        if places:
            become |= dict.fromkeys(places, APOSTROPHE)
            text = pattern.sub(lambda match: match[0].replace("'", APOSTROPHE), text)
    return become, text


def _marks(text: str) -> Iterator[_Mark]:
    """Each straight mark by what stands around the marks that it stands among."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        left, right = text[start - 1 : start], text[end : end + 1]
        is_one = end == start + 1
        owned = not is_one and run[0][-1] in "'’" and run[0][-2:] != "'’" and _POSSESSIVE.match(text, end)
        cut = (
            run[0][0] in "'’" and run[0][1:2] not in "'’" and left.isalpha() and right.isalnum() and not owned
        )
        for place in range(start, end):
            if text[place] not in "\"'":
                continue
            if (owned and place == end - 1) or (cut and place == start):  # "Hamlet"'s, l'"Express"
                yield _Mark(place, opens=False, closes=True, before="x")
                continue
            before, after = " " if cut else left, " " if owned else right
            opens = (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after.strip())
            closes = bool(before.strip()) and before not in _STANDS_BEFORE and not after.isalnum()
            begins = before == " " and not closes and text[start - 2 : start - 1] in _SENTENCE_ENDS
            yield _Mark(place, opens, closes, text[place - 1 : place], begins)


def _pairs(marks: list[_Mark], *, goes_on: bool) -> list[_Pair] | None:
    """Places of what opens and closes, in turns; None where they do not go in turns, with or without primes."""
    for some in (marks, [mark for mark in marks if not mark.is_prime]):
        pairs = _in_turns(some, runs_on=True)
        if pairs is not None and (goes_on or not pairs or pairs[-1][1] is not None):
            return pairs
    return None


def _in_turns(marks: Iterable[_Mark], *, runs_on: bool = False) -> list[_Pair] | None:
    pairs: list[_Pair] = []
    opening: int | None = None
    for mark in marks:
        if mark.opens and (opening is None or (mark.begins and runs_on)):
            pairs += [(opening, None)] if opening is not None else []
            opening = mark.place
        elif opening is not None and mark.closes:
            pairs.append((opening, mark.place))
            opening = None
        else:
            return None
    return pairs if opening is None else [*pairs, (opening, None)]


def _singles(
    marks: list[_Mark],
    text: str,
    signs: Signs,
    pairs: Sequence[_Pair],
    *,
    is_set: bool,
    language: str,
) -> dict[int, str]:
    """Single marks as quotations where they all have their other, else as apostrophes where nothing opens.

    ``is_set``: the text has quotations that are set already, and no other is set beside them.
    """
    may_be_years = [mark for mark in marks if mark.opens and _YEAR.match(text, mark.place)]
    years = () if language == "en" else may_be_years  # elsewhere hardly a quotation in single marks begins so
    apostrophes = _as_apostrophes(years)
    rest = [mark for mark in marks if mark.place not in apostrophes]
    if not any(mark.opens and not mark.closes for mark in rest):
        ends_of_words = (mark for mark in rest if mark.closes and not mark.opens and mark.before.isalpha())
        return apostrophes | _as_apostrophes(ends_of_words)
    if is_set:
        return apostrophes
    quotations: dict[int, str] = {}
    in_pairs = _loosely if signs.inner_closing == APOSTROPHE else _strictly
    for group in _by_quotation(rest, pairs):
        of_group = in_pairs(group, text, signs)
        if of_group is None:  # one that is in doubt leaves all of them so
            return apostrophes
        quotations |= of_group
    return apostrophes | quotations


def _as_apostrophes(marks: Iterable[_Mark]) -> dict[int, str]:
    return {mark.place: APOSTROPHE for mark in marks}


def _by_quotation(marks: Iterable[_Mark], pairs: Sequence[_Pair]) -> list[list[_Mark]]:
    """Single marks that stand within one and the same pair of double ones, or outside of all."""
    groups: dict[int, list[_Mark]] = {}
    reached = 0
    for mark in marks:
        while reached < len(pairs) and pairs[reached][0] < mark.place:
            reached += 1
        closing = pairs[reached - 1][1] if reached else 0
        is_within = closing is None or closing > mark.place
        groups.setdefault(reached if is_within else 0, []).append(mark)
    return list(groups.values())


def _strictly(marks: list[_Mark], text: str, signs: Signs) -> dict[int, str] | None:
    """Where an apostrophe looks otherwise than what closes: each is to have its other, with nothing between."""
    pairs = _in_turns(marks)
    if pairs is None:
        return None
    become: dict[int, str] = {}
    for opening, closing in pairs:
        if closing is None or _AMID_WORD.match(text, closing):
            return None
        become |= {opening: signs.inner_opening, closing: signs.inner_closing}
    return become


def _loosely(marks: list[_Mark], text: str, signs: Signs) -> dict[int, str] | None:
    """Where an apostrophe looks like what closes: the boys' room may stand within what is quoted."""
    become: dict[int, str] = {}
    opened: _Mark | None = None
    may_close_yet = (
        False  # what closed last stands behind a letter: it may be an apostrophe, and the next one closes
    )
    for mark in marks:
        is_year = opened and _YEAR.match(text, opened.place)
        if is_year and mark.is_prime:
            continue  # in '68 he was 6' tall
        if mark.closes and (opened or not mark.opens):
            if not opened and not may_close_yet and not mark.before.isalpha():
                continue  # a prime, or one that nothing opened
            if is_year and mark.before == "s":
                return None  # the '68 boys' room
            may_close_yet = mark.before.isalpha() and (bool(opened) or may_close_yet)
            become[mark.place] = signs.inner_closing
            opened = None
        elif mark.opens:
            if opened and not is_year:
                return None  # a second one opens before the first is closed
            if opened:
                become[opened.place] = APOSTROPHE
            become[mark.place] = signs.inner_opening
            opened = mark
    if opened and not _YEAR.match(text, opened.place):
        return None  # nothing closes the last
    return become | _as_apostrophes([opened] if opened else [])
