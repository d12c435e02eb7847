"""Brackets and quotation marks: each that opens has one that closes, and all are of one kind."""

import re
from collections.abc import Iterator

from articles.text.style.copy import Copy, Part
from articles.text.style.registry import Hit, Severity, check

_BRACKETS = re.compile(r"[()\[\]{}]")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_OF_A_LIST = re.compile(r"(?<![\w.,£$€(])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")
_FACE_ENDS = re.compile(r"(?:[:;=]|(?<!\w)8)-?$")
_FACE = re.compile(r"[:;]-?\($")
_REACH = 60
_LIST_MARK = 5
"""Characters that the mark of a list takes at most: "iii)" at the head of a paragraph."""


@check(
    "bracket",
    Severity.BLOCK,
    reason="A bracket that opens is closed in its paragraph, and the other way round.",
    example="The club (founded in 1901 is for sale.",
    spares_quotations=False,
    language="",
)
def bracket(copy: Copy) -> Iterator[Hit]:
    for part in copy.parts:
        yield from _unbalanced(copy.text, part)


def _unbalanced(text: str, part: Part) -> Iterator[Hit]:
    opened: list[re.Match[str]] = []
    listed = [found.end() - 1 for found in _OF_A_LIST.finditer(text, part.start, part.end)]
    is_list = len(listed) > 1 or (len(listed) == 1 and listed[0] - part.start < _LIST_MARK)
    for mark in _BRACKETS.finditer(text, part.start, part.end):
        before = text[max(part.start, mark.start() - 6) : mark.start()]
        if mark[0] not in _CLOSES:
            if not _FACE.search(before + mark[0]):
                opened.append(mark)
        elif opened and opened[-1][0] == _CLOSES[mark[0]]:
            opened.pop()
        elif opened and any(other[0] == _CLOSES[mark[0]] for other in opened[-3:]):
            while opened.pop()[0] != _CLOSES[mark[0]]:
                pass
            yield Hit(
                mark.start(), mark.end(), f"“{mark[0]}” closes over another bracket that is still open."
            )
        elif not (is_list and mark.start() in listed) and not _FACE_ENDS.search(before):
            start = max(part.start, text.rfind(" ", part.start, max(part.start, mark.start() - 1)) + 1)
            yield Hit(start, mark.end(), f"“{mark[0]}” closes a bracket that was never opened.")
    for mark in opened:
        end = text.find(" ", min(part.end, mark.end() + 1), min(part.end, mark.end() + _REACH))
        yield Hit(
            mark.start(), end if end > 0 else mark.end(), f"“{mark[0]}” opens a bracket that is not closed."
        )


@check(
    "quotation",
    Severity.BLOCK,
    reason="A reader must see where somebody's words begin and end.",
    example="“We will appeal, said Ana Ruiz.",
    spares_quotations=False,
    archive=True,
)
def quotation(copy: Copy) -> Iterator[Hit]:
    for fault in copy.faults:
        said = (
            "This quotation is never closed."
            if fault.is_open
            else "This mark closes a quotation that was never opened."
        )
        yield Hit(fault.start, fault.end, said)


_STRAIGHT = re.compile("[\"']")
_CURLY = re.compile("[“”‘’]")
_PRIME = re.compile(r"\d$")


@check(
    "straight-mark",
    Severity.WARN,
    reason="One story has marks of one kind, typed or typeset.",
    example="He called it “a day’s work”, and it's not.",
    spares_quotations=False,
)
def straight_mark(copy: Copy) -> Iterator[Hit]:
    """Straight marks in typeset copy; where straight ones are the rule, nothing is asked of the few others."""
    curly = sum(1 for _ in copy.find(_CURLY)) if not copy.text.isascii() else 0
    straight = list(copy.find(_STRAIGHT)) if curly else []
    if not straight or curly <= len(straight):
        return
    for mark in straight:
        before = copy.text[max(0, mark.start() - 1) : mark.start()]
        if not _PRIME.search(before):
            opens = mark.start() in copy.starts or not before.strip() or before in "([“‘-–—"
            meant = ("“" if opens else "”") if mark[0] == '"' else "‘" if opens else "’"
            yield Hit(mark.start(), mark.end(), "A straight mark among curly ones.", meant)
