"""Which stretches of a text are somebody's words, and where a mark of quotation has no other.

A quotation that runs on over paragraphs opens each of them with a mark, and only the last one closes it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_DOUBLE = re.compile('["“”]')
_FOREIGN = re.compile("[„«»]")
_OPENERS = frozenset(" \t\r\n\u00a0([{-–—/‘'…")
_SPACE = frozenset(" \t\r\n\u00a0")
_VERB = (
    r"(?:said|says|added|told|asked|warned|explained|insisted|claimed|wrote|replied|admitted|continued|argued"
    r"|recalled)"
)
_SAYS = re.compile(
    r"[,?!]\s(?:(?:he|she|they|it)\s(?:said|says|added)|(?:said|says)\s\w"
    r"|(?:added|warned|explained|insisted|claimed)\s(?:he|she|the|an?|[A-Z])|(?:[A-Z][\w.'’-]*\s){1,3}(?:said|says"
    r"|added|told)\b"
    r"|the\s(?:\w+\s){1,2}(?:said|says|added)\b)"
)
_SENTENCE_END = re.compile(r"[.!?…]['’)]?\s{1,2}$")
# A word or three that a speaker sets off, with the same marks as the whole.
_INNER = re.compile(r"(?<=[\w,] )[\"“][\w'’-]+(?: [\w'’-]+){0,2}[\"”](?= [a-z])")
_UNOPENED = re.compile(rf"\b{_VERB}(?:\s[a-z]+)?:\s(?=[A-Z])")
# ‘…’ and '…' as British papers have them. What looks like an apostrophe is one, unless a blank or a stop stands there.
_SINGLE = re.compile(
    r"(?<![\w'’])(?:‘(?=\S)(?!\d\ds?\b|n’)|(?<![.!?])'(?!\d\ds?\b|em\b|til\b|tis\b|twas\b|n'|cause\b)(?=\w))"
)
_CUT_SHORT = re.compile(
    r"(?i)(?:['‘](?:em|cuz|cause|til|tis|twas)|'(?:ave|appen|ello|ere|im|er|ow|ole|bout|round|tho|ead|ouse|arf|alf|orse"
    r"|ome|is|twere))\b"
)
"""A word without its head, if nothing closes behind it."""
_SINGLE_END = re.compile(r"[\w.,!?;…)]['’](?![\w'’])")
_SURELY_ENDS = re.compile(
    r"(?:[.,!?…](?<!\d.)|\b[a-z]{2,}(?:[a-rt-z](?<!\bth)(?<!\bwi)(?<!\bol)(?<!in)))['’](?![\w'’])"
)
"""What closes a quotation and can be no apostrophe: the workers’, goin’, wi’."""
_LONGEST_SINGLE = 600


class Fault(NamedTuple):
    """The stretch in which a mark has no other: one that opens, or one that closes (``is_open`` false), at ``mark``."""

    start: int
    end: int
    mark: int
    is_open: bool


class Quotations(NamedTuple):
    spans: tuple[tuple[int, int], ...]
    faults: tuple[Fault, ...]


def read_quotations(text: str, parts: Sequence[tuple[int, int, bool]]) -> Quotations:
    """The quotations of the parts of a text, each part with start, end, and whether it belongs to the body."""
    spans: list[tuple[int, int]] = []
    faults: list[Fault] = []
    for number, (start, end, runs_on) in enumerate(parts):
        if _FOREIGN.search(text, start, end):
            continue
        opened = _walk(text, start, end, spans, faults)
        if opened is not None:
            follows = next((each for each in parts[number + 1 :] if each[2]), None) if runs_on else None
            if follows and _opens(text, follows[0]) and _may_run_on(text, opened, end):
                spans.append((opened, end))
            else:
                faults.append(Fault(opened, end, opened, is_open=True))
        follows = next((each for each in parts[number + 1 :] if each[2]), None) if runs_on else None
        _walk_singles(
            text, start, end, spans, faults, runs_on=follows is not None and text[follows[0]] in "'‘"
        )
    return Quotations(tuple(sorted(spans)), tuple(faults))


def _walk(text: str, start: int, end: int, spans: list[tuple[int, int]], faults: list[Fault]) -> int | None:
    """Pair the double marks of a part; gives the place of one that is still open at its end."""
    opened, last, nested = None, start, -1
    if _DOUBLE.search(text, start, end):
        faults += [
            Fault(found.start(), found.end(), found.end(), is_open=False)
            for found in _UNOPENED.finditer(text, start, end)
        ]
    for mark in _DOUBLE.finditer(text, start, end):
        place = mark.start()
        if place < nested:
            continue
        if opened is not None and (inner := _INNER.match(text, place, end)):
            nested = inner.end()
        elif _is_opening(text, place, start, end, is_open=opened is not None):
            if opened is not None and not (
                _may_run_on(text, opened, place) and _SENTENCE_END.search(text, opened, place)
            ):
                faults.append(Fault(opened, place, opened, is_open=True))
            elif opened is not None:  # paragraphs of one quotation were joined into one
                spans.append((opened, place))
            opened = place
        elif opened is not None:
            spans.append((opened, place + 1))
            opened, last = None, place + 1
        elif not text[place - 1].isdigit():  # inches
            faults.append(Fault(last, place + 1, place, is_open=False))
            last = place + 1
    return opened


def _may_run_on(text: str, opened: int, end: int) -> bool:
    """Whether what was opened may go on behind this place: it is no fragment, and nobody said it so far."""
    is_fragment = text[opened + 1 : opened + 2].islower() and text[max(0, opened - 2) : opened] not in (
        ", ",
        ": ",
    )
    return not is_fragment and not _SAYS.search(text, opened, end)


def _is_opening(text: str, place: int, start: int, end: int, *, is_open: bool) -> bool:
    mark = text[place]
    if mark != '"':
        return mark == "“"
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    may_open = before in _OPENERS and after not in _SPACE
    may_close = before not in _OPENERS and not after.isalnum()
    if may_open == may_close or before in "-–—…'/":
        return not is_open
    return may_open


def _opens(text: str, start: int) -> bool:
    return text[start : start + 1] in ('"', "“") or text[start : start + 2] in ("'\"", "‘“")


def _walk_singles(
    text: str, start: int, end: int, spans: list[tuple[int, int]], faults: list[Fault], *, runs_on: bool
) -> None:
    """Pair the single marks of a part. Where one may be an apostrophe, nothing is said to be without its other."""
    at, may_be_open = start, "`" in text[start:end]
    while opener := _SINGLE.search(text, at, end):
        may_be_open = _close(text, at, opener.start(), faults, may_be_open=may_be_open)
        closer = _SINGLE_END.search(text, opener.end(), min(end, opener.end() + _LONGEST_SINGLE))
        another = _SINGLE.search(text, opener.end(), end)
        if closer and not (another and another.start() < closer.start()):
            spans.append((opener.start(), closer.end()))
            at, may_be_open = closer.end(), not _SURELY_ENDS.search(text, opener.end(), closer.end())
            continue
        at = opener.end()
        if _CUT_SHORT.match(text, opener.start()):
            may_be_open = True
        elif another or not runs_on:
            stop = another.start() if another else end
            faults.append(Fault(opener.start(), stop, opener.start(), is_open=True))
    _close(text, at, end, faults, may_be_open=may_be_open)


def _close(text: str, start: int, end: int, faults: list[Fault], *, may_be_open: bool) -> bool:
    """Marks that close where nothing is open; what a possessive was taken to close (``may_be_open``) is open yet."""
    for closer in _SURELY_ENDS.finditer(text, start, end):
        if not may_be_open:
            faults.append(Fault(closer.start(), closer.end(), closer.end() - 1, is_open=False))
        may_be_open = False
    return may_be_open
