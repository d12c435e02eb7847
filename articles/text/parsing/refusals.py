"""What is not one story in plain text, and how that is said to the person who sent it."""

import json
import re
from collections.abc import Sequence

from articles.text.parsing.story import Refusal

LONGEST_STORY = 1_000_000
MOST_LINES = 20_000
"""Characters and lines. No one story is longer; what is, is a collection."""

_MARKUP = (
    (
        re.compile(r"<\?xml|<(?:rss|feed|nitf|newsml\w*|newsitem|article|root|items?)[\s>]", re.IGNORECASE),
        "XML in which no headline and text of a story are known. Export it with elements of such names, or as CSV",
    ),
    (
        re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE),
        "a web page that holds no story",
    ),
    (
        re.compile(
            r"(?:-{2,}+\s*){0,3}(?:(?:MySQL|MariaDB|PostgreSQL database) dump|phpMyAdmin SQL)"
            r"|(?:CREATE|DROP) TABLE\s|INSERT INTO\s|PRAGMA foreign_keys"
        ),
        "a database written down as SQL. Export its stories as CSV or JSON",
    ),
    (re.compile(r"BEGIN:VC(?:ARD|ALENDAR)"), "a calendar or an address card, not a story"),
)
_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})(?:\s[^<>]{0,300})?>")
_MAIL_HEADER = re.compile(
    r"(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|x-[\w-]+"
    r"|newsgroups|path|delivered-to|reply-to):\s",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:test(?: message)?|copyright|kill|advisory|service message|ignore)\b", re.IGNORECASE
)
_STORY_HEADING = re.compile(r"#{1,6}\s+\S|第.{1,4}条")
FEWEST_WORDS = 60
"""A text of fewer words is a story only if it has a sentence or a dateline."""
_SENTENCE = re.compile(r"(?:[^\W\d_]{2}|\b(?:19|20)\d\d)[.!?…]{1,4}['\"”’“»)]{0,2}(?:\s|$)|[。！？।؟]")


def refuse_by_length(text: str) -> Refusal | None:
    """The refusal of a text that is not even to be cut into lines: it may have millions."""
    if len(text) <= LONGEST_STORY or text.isspace():
        return None
    return Refusal("too-long", f"This file holds {len(text):,} characters; no one story is that long.")


def refuse_by_shape(text: str, lines: Sequence[str]) -> Refusal | None:
    """The refusal of a file that plain-text parsing is not for; None for one that it is."""
    first = next((number for number, line in enumerate(lines, 1) if line.replace("\ufeff", "").strip()), None)
    if first is None:
        return Refusal("empty", "This file is empty.")
    if len(lines) > MOST_LINES:
        return Refusal("too-long", f"This file has {len(lines):,} lines; no one story is that long.")
    start = text.lstrip("\ufeff \t\r\n")
    if (tag := _TAG.match(start)) and f"</{tag[1]}>" in text:
        return Refusal(
            "format",
            f"This file is marked up with <{tag[1]}>, which is not known here (line {first}).",
            first,
        )
    for pattern, what in _MARKUP:
        if pattern.match(start[:500]):
            return Refusal("format", f"This file is {what} (line {first}).", first)
    if start[0] in "{[" and _is_json(start):
        sentence = f"This file is JSON in which no headline and text of a story are known (line {first})."
        return Refusal("format", sentence, first)
    if sum(bool(_MAIL_HEADER.match(line)) for line in lines[first - 1 : first + 14]) >= 3:
        return Refusal(
            "format", f"This file is an e-mail or a newsgroup post with its header (line {first}).", first
        )
    return _several(lines)


def has_sentence(text: str) -> bool:
    """Whether anything in a short text ends as sentences do."""
    return bool(_SENTENCE.search(text))


def refuse_stub(lines: Sequence[str]) -> Refusal:
    """The refusal of a file with too few words for a story: a headline alone, a service message."""
    filled = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    words = sum(max(len(line.split()), len(line) / 8 if not line.isascii() else 0) for _, line in filled)
    number = filled[0][0]
    if words < FEWEST_WORDS and any(_SERVICE.search(text) for _, text in filled) and len(filled) < 8:
        return Refusal(
            "service-message",
            f"This file looks like a message to the desk, not a story (line {number}).",
            number,
        )
    if len(filled) == 1:
        return Refusal("headline-alone", f"This file holds a headline and no story (line {number}).", number)
    return Refusal("no-body", f"This file holds no paragraph of a story (from line {number}).", number)


def _is_json(start: str) -> bool:
    try:
        json.loads(start)
    except (ValueError, RecursionError):
        return bool(re.match(r"[\[{]\s*(?:[{\[]\s*)?\"[^\"\n]{1,80}\"\s*:", start[:500]))
    return True


def _several(lines: Sequence[str]) -> Refusal | None:
    headings = [number for number, line in enumerate(lines, 1) if _STORY_HEADING.match(line)]
    html = sum(line.lstrip().startswith("<p") for line in lines)
    if len(headings) >= 3 and html >= 3:
        return Refusal(
            "several-stories",
            f"This file holds {len(headings)} stories, the second from line {headings[1]}.",
            headings[1],
        )
    return None
