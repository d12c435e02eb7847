"""Plain text that holds several stories → the text of each; cut only where it is sure.

    split(text) -> list[Part]

Stories are sure to be several where their medium says so (frames of wire messages, numbered documents, labels
above each), or where one mark or rule parts the file into pieces each of which has a head and a text of its own.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from articles.text.dates import CopyDate
from articles.text.keys import title_key
from articles.text.parsing.story import ParsedStory, Refusal, Role
from articles.text.reading import split_lines


class Parse(Protocol):
    def __call__(self, text: str, *, fixed: Mapping[int, Role] = ...) -> ParsedStory | Refusal: ...


_FEEDS = ("\x01", "\x0c")
# What was taken is not given back: a line may be of millions of one sign.
_RULE = re.compile(r"([-=*_~#+.—–•])(?:\s?\1){2,}+")
_END = re.compile(
    r"(?:-\s?30\s?-|-{2}\s?30\s?-{2}|#{3}|[(\[/-]?ends?[)\]/-]?|NNNN|\(完\)|（完）)\.?", re.IGNORECASE
)
_SIGN = re.compile(  # to look for what ends the line before is many times as fast as for where one begins
    r"\n(?:(?:ZCZC\b|NNNN|[ \t]*(?:document )?\d+ of \d+\b|(?:headline|title|slug(?:line)?)\s*:)"
    r"|[ \t]*(?:([-=*_~#+.—–•])(?:[ \t]?\1){2,}+|-\s?30\s?-|-- ?30 ?--|[(\[/-]?ends?[)\]/-]?\.?|[(（]完[)）])"
    r"[ \t]*\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(
    r"\s*(?:document )?(?P<number>\d{1,4}) of (?P<of>\d{1,4})(?: documents?)?\s*", re.IGNORECASE
)
_LABEL = re.compile(r"(?P<label>[a-z][a-z -]{1,15}?)\s*[:：]\s*\S", re.IGNORECASE)
_TITLE_LABELS = ("headline", "title", "slug", "slugline")
_HEAD_LABELS = (
    "date", "by", "byline", "author", "writer", "published", "source", "url", "link", "section", "category", "headline",
    "title", "dateline",
)  # fmt: skip
_HEAD_LINES, _HEADLINE_WITHIN = 8, 5
_FEWEST_WORDS = 25
_MOST_SURE = 0.6
_MOST_PARTS = 5_000
_MOST_MARKS = 12
"""Forms of rules and end marks that are tried, the commonest: each is tried by reading the file once more."""
_LONGEST_KEY = 90


@dataclass(frozen=True, slots=True)
class Part:
    """One story of a file. ``key`` names it in the file, also after others were added to it: by title and date.

    ``line`` is the number that its first line has in the file; ``fixed`` are roles of its lines, counted from 1 in
    ``text``, that the parts beside it tell. The only part of a file has the key "".
    """

    key: str
    text: str
    line: int = 1
    fixed: Mapping[int, Role] = field(default_factory=dict)


def split_by(text: str, parse: Parse) -> list[Part]:
    """The stories of a file, in its order; nearly always one. Together they hold every line."""
    if not any(map(text.__contains__, _FEEDS)) and not _SIGN.search(f"\n{text}"):
        return [Part("", text)]
    lines = split_lines(text)
    for find in (_framed, _coded, _numbered, _labelled):
        if starts := find(lines):
            return _parts(lines, starts, parse, [{}] * len(starts))
    for starts in _ruled(lines):
        if headlines := _headlines(lines, starts, parse):
            return _parts(lines, starts, parse, headlines)
    return [Part("", text)]


def _parts(
    lines: Sequence[str], starts: Sequence[int], parse: Parse, fixed: Sequence[Mapping[int, Role]]
) -> list[Part]:
    found = [
        ("\n".join(lines[first:end]), first + 1, told)
        for (first, end), told in zip(_stretches(lines, starts), fixed, strict=True)
    ]
    keys = [_key(parse(text, fixed=told), text) for text, _, told in found]
    often = Counter(keys)
    parts: dict[str, Part] = {}
    for key, (text, line, told) in zip(keys, found, strict=True):
        if often[key] > 1:
            key = f"{key}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"  # noqa: PLW2901
        while key in parts:
            key = f"{key}-{len(parts) + 1}"  # noqa: PLW2901
        parts[key] = Part(key, text, line, told)
    return list(parts.values())


def _stretches(lines: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First line and the one after the last of each part; what stands above the first start is of the first part."""
    return pairwise([0, *(start for start in starts[1:]), len(lines)])


def _key(story: ParsedStory | Refusal, text: str) -> str:
    title, day = "", None
    if isinstance(story, ParsedStory):
        title, day = story.headline or story.slugline or story.proposed_headline, story.published
    title = title or next((line for line in split_lines(text) if line.strip()), "")
    words = re.sub(r"\W+", "-", title_key(title)).strip("-")[:_LONGEST_KEY].strip("-")
    return "-".join(filter(None, [words, _day(day)])) or "part"


def _day(day: CopyDate | None) -> str:
    return day.iso[:10] if day else ""


def _framed(lines: Sequence[str]) -> list[int]:
    """Messages of the old wires: each begins at SOH and has its text between STX and ETX."""
    starts = [number for number, line in enumerate(lines) if "\x01" in line]
    stretches = ["\n".join(lines[first:end]) for first, end in _stretches(lines, starts)] if starts else []
    whole = all("\x02" in text and "\x03" in text for text in stretches)
    return starts if len(starts) > 1 and whole else []


def _coded(lines: Sequence[str]) -> list[int]:
    """Messages of telex: each from ZCZC to NNNN."""
    starts = [number for number, line in enumerate(lines) if line.startswith("ZCZC")]
    ends = sum(line.strip() == "NNNN" for line in lines)
    return starts if len(starts) > 1 and ends >= len(starts) - 1 else []


def _numbered(lines: Sequence[str]) -> list[int]:
    """Documents of an archive's export: "1 of 12 DOCUMENTS", "2 of 12 DOCUMENTS"."""
    found = [
        (number, int(match["number"]), match["of"])
        for number, line in enumerate(lines)
        if len(line) < 100 and (match := _NUMBERED.fullmatch(line))
    ]
    rising = all(after[1] == before[1] + 1 and after[2] == before[2] for before, after in pairwise(found))
    apart = all(after[0] - before[0] > _HEAD_LINES for before, after in pairwise(found))
    first = not found or not "".join(lines[: found[0][0]]).strip()
    return [number for number, _, _ in found] if len(found) > 1 and rising and apart and first else []


def _labelled(lines: Sequence[str]) -> list[int]:
    """Stories each under labels of its own: "Headline: …", "Date: …", then text."""
    starts = [number for number in range(len(lines)) if _is_labelled_head(lines, number)]
    texts = ["\n".join(lines[first:end]) for first, end in _stretches(lines, starts)] if starts else []
    told = all(len(text.split()) >= _FEWEST_WORDS for text in texts)
    one = len({_label(lines[number]) for number in starts}) == 1
    first = bool(starts) and not "".join(lines[: starts[0]]).strip()
    return starts if len(starts) > 1 and told and one and first else []


def _is_labelled_head(lines: Sequence[str], number: int) -> bool:
    below = (_label(line) for line in lines[number + 1 : number + 4])
    apart = number == 0 or not lines[number - 1].strip() or bool(_RULE.fullmatch(lines[number - 1].strip()))
    return apart and _label(lines[number]) in _TITLE_LABELS and any(label in _HEAD_LABELS for label in below)


def _label(line: str) -> str:
    match = _LABEL.match(line[:60])
    return match["label"].casefold() if match else ""


def _ruled(lines: Sequence[str]) -> Iterator[list[int]]:
    """Where stories may begin: after each rule or end mark of one form, or at each form feed."""
    after: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        text = line.strip()
        if line.startswith("\x0c"):
            after.setdefault("\x0c", []).append(number)
        elif text and len(text) < 200 and (_RULE.fullmatch(text) or _END.fullmatch(text)):
            after.setdefault(text.casefold(), []).append(number + 1)
    if not after:
        return
    first = next((n for n, line in enumerate(lines) if line.strip(" -=*_~#+.—–•\t\x0c")), len(lines))
    for starts in sorted(after.values(), key=len)[-_MOST_MARKS:]:
        begun = [start for start in starts if start > first]
        filled = [s for s, end in pairwise([*begun, len(lines)]) if any(x.strip() for x in lines[s:end])]
        if filled and len(filled) < _MOST_PARTS:
            yield [0, *filled]


def _headlines(lines: Sequence[str], starts: Sequence[int], parse: Parse) -> list[Mapping[int, Role]]:
    """If every piece has a head and a text and a title of its own: the title's line where its piece alone does not
    tell it. Else nothing.

    Titles of a word or two are known by the pieces beside them: most must be titles by themselves.
    """
    titles: dict[str, _Title] = {}
    for first, end in pairwise([*starts, len(lines)]):
        title = _title(lines[first:end], parse)
        if title is None or title.key in titles:
            return []
        titles[title.key] = title
    sure = sum(title.by_itself for title in titles.values())
    known = sure == len(titles) or sure > max(2, _MOST_SURE * len(titles))
    return [{} if title.by_itself else {title.line: Role.HEADLINE} for title in titles.values() if known]


@dataclass(frozen=True, slots=True)
class _Title:
    key: str
    line: int
    by_itself: bool


def _title(lines: Sequence[str], parse: Parse) -> _Title | None:
    """The title of a piece that has a head and a text; None for any other."""
    story = parse("\n".join(lines))
    if not isinstance(story, ParsedStory) or _words(story) < _FEWEST_WORDS:
        return None
    head = list(story.roles)[:_HEAD_LINES]
    named = {name: numbers[0] for name, numbers in story.evidence.items() if numbers[0] in head}
    if not named.keys() & {"published", "byline", "slugline", "dateline"}:
        return None
    name = next((name for name in ("headline", "slugline", "section") if name in named), "")
    if not name or named[name] not in head[:_HEADLINE_WITHIN]:
        return None
    values = {"headline": story.headline or "", "slugline": story.slugline, "section": story.section}
    return _Title(title_key(values[name]), named[name], name != "section")


def _words(story: ParsedStory) -> int:
    return sum(len(passage.text.split()) for passage in story.passages)
