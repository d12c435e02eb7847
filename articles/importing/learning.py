"""The run as evidence: which lines recur in the files of a folder, and so are of its pages and of no story.

    count(lines, collection=) -> Counted        one file, in a worker; nothing is parsed
    learn(counted) -> {collection: Learned}     all files of a run, in whatever order
    learned_before(collection) -> Learned       what the last run learned, for a run too small to learn from

A line counts once for each story that it stands with, not for each file, so that a story held twice proves nothing.
Titles recur rightly (the title under "Most read" heads another file), and so do subheads: both are left to the parser.
"""

import hashlib
import heapq
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from articles.models import ImportRun
from articles.text.keys import LONGEST_LINE_KEY, line_key
from articles.text.parsing import own_role

FEWEST_FILES = 20
"""A run with fewer files of a collection is too small to learn from."""

_FEWEST, _SHARE = 5, 0.08
_FEWEST_TITLES, _SHARE_OF_TITLES = 8, 0.3
_MOST_STORIES = 64  # a line with so many different stories recurs, however many more there are
_MOST_LINES = 500
_ROOM = 200_000  # lines kept in mind; the rarest are forgotten when there are more
_HEAD = 3
_LONGEST = 3
_RUNNING = 12  # words from which a line is taken for text
_SUBHEAD_WORDS, _TITLE_WORDS = 8, 4
_OFTEN = 1.5
_SECTION_WORDS, _MOST_OF_SECTION = 4, 0.8
_END = re.compile(r"[.!?…:。！？]['\"”’»)]{0,2}$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of a file: how often, and where it stands."""

    key: str
    line: str
    times: int
    at_head: bool
    between: bool
    is_title: bool
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The lines of one file that could recur. ``story`` tells its text from others' by its longest lines."""

    collection: str
    story: tuple[int, ...]
    lines: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the files of a collection have in common: lines by key, each with one example and the stories it is with."""

    files: int = 0
    lines: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def furniture(self) -> Collection[str]:
        return self.lines.keys()

    def as_json(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "lines": [[key, line, count] for key, (line, count) in self.lines.items()],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        lines = {key: (line, count) for key, line, count in value.get("lines", ())}
        return cls(value.get("files", 0), lines)


def count(lines: Sequence[str], *, collection: str) -> Counted:
    """What one file's lines say of its folder."""
    filled = [line.strip() for line in lines if line.strip()]
    running = [len(line.split()) >= _RUNNING for line in filled]
    text = [number for number, is_text in enumerate(running) if is_text]
    seen: dict[str, Seen] = {}
    for number, line in enumerate(filled):
        if len(line) > 2 * LONGEST_LINE_KEY or not (key := line_key(line)):
            continue
        if (before := seen.get(key)) is not None:
            times, between = before.times + 1, before.between
            seen[key] = Seen(key, line, times, before.at_head, between, before.is_title, before.is_dated)
            continue
        between = number >= _HEAD and bool(text) and text[0] < number < text[-1]
        seen[key] = Seen(key, line, 1, number < _HEAD, between, _is_title(line), _is_dated(filled, number))
    longest = heapq.nlargest(_LONGEST, {*filled}, key=lambda line: (len(line), line))
    story = tuple(map(_number, (*longest, *[""] * (_LONGEST - len(longest)))))
    return Counted(collection, story, tuple(seen.values()))


def _number(line: str) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(line.split()).encode(), digest_size=8).digest())


def _is_title(line: str) -> bool:
    words = len(line.split())
    return _TITLE_WORDS <= words < _RUNNING * 2 and not _END.search(line) and not line[0].islower()


def _is_dated(filled: Sequence[str], number: int) -> bool:
    """Whether a day stands right under or over a line, as it does with titles of other stories."""
    beside = (*filled[max(0, number - 1) : number], *filled[number + 1 : number + 2])
    return any(len(line) < 40 and _DATED.search(line) for line in beside)


class _Stories:
    """Which stories were met. One of the longest lines of a page may be the site's, and one of a copy be edited, so
    two files are of different stories by the middle one of three.
    """

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines: tuple[set[int], ...] = tuple(set() for _ in range(_LONGEST))

    def add(self, story: Sequence[int]) -> None:
        for met, line in zip(self._lines, story, strict=True):
            met.add(line)

    def __len__(self) -> int:
        return sorted(map(len, self._lines))[_LONGEST // 2]


@dataclass(slots=True)
class _Line:
    """One line in all files so far."""

    example: str
    stories: _Stories = field(default_factory=_Stories)
    files: int = 0
    times: int = 0
    at_head: int = 0
    between: int = 0
    titles: int = 0
    dated: int = 0

    def add(self, story: Sequence[int], seen: Seen) -> None:
        if len(self.stories) < _MOST_STORIES:
            self.stories.add(story)
        self.example = min(self.example, seen.line)
        self.files += 1
        self.times += seen.times
        self.at_head += seen.at_head
        self.between += seen.between
        self.titles += seen.is_title
        self.dated += seen.is_dated

    def is_furniture(self, key: str, stories: int) -> bool:
        if len(key.split()) <= _SECTION_WORDS and self.at_head * 2 > self.files < _MOST_OF_SECTION * stories:
            return False  # the name of a section
        titled = self.titles * 2 > self.files
        fewest, share = (_FEWEST_TITLES, _SHARE_OF_TITLES) if titled else (_FEWEST, _SHARE)
        if len(self.stories) < min(_MOST_STORIES, max(fewest, share * stories)):
            return False
        if titled and (self.dated * 2 > self.files or 0 < self.at_head * 2 < self.files):
            return False
        strange = self.between * 2 <= self.files or self._is_strange_to_text(key)
        return strange and own_role(self.example) is None  # else its words say what it is, in each file

    def _is_strange_to_text(self, key: str) -> bool:
        """Whether a line between paragraphs is no subhead and no line of a table."""
        if "0" in key:
            return False
        return len(key.split()) >= _SUBHEAD_WORDS or self.times > _OFTEN * self.files


@dataclass(slots=True)
class _Folder:
    """One collection so far."""

    files: int = 0
    stories: _Stories = field(default_factory=_Stories)
    lines: dict[str, _Line] = field(default_factory=dict)

    def add(self, counted: Counted) -> None:
        self.files += 1
        self.stories.add(counted.story)
        for seen in counted.lines:
            self.lines.setdefault(seen.key, _Line(seen.line)).add(counted.story, seen)

    def forget_rare(self) -> None:
        """Forget what was met in one file only; it is counted anew where it is met again."""
        self.lines = {key: line for key, line in self.lines.items() if line.files > 1}

    def learned(self) -> Learned:
        if self.files < FEWEST_FILES:
            return Learned(self.files)
        found = [(key, line) for key, line in self.lines.items() if line.is_furniture(key, len(self.stories))]
        found.sort(key=lambda pair: (-pair[1].files, pair[0]))
        return Learned(
            self.files,
            {key: (line.example[:LONGEST_LINE_KEY], line.files) for key, line in found[:_MOST_LINES]},
        )


def learn(counted: Iterable[Counted]) -> dict[str, Learned]:
    """What recurs in each collection of a run."""
    folders: dict[str, _Folder] = {}
    for one in counted:
        folder = folders.setdefault(one.collection, _Folder())
        folder.add(one)
        if len(folder.lines) > _ROOM:
            folder.forget_rare()
    return {collection: folder.learned() for collection, folder in sorted(folders.items())}


def learned_before(collection: str) -> Learned:
    """What the last run that was large enough learned of a collection; nothing where there was none."""
    runs = ImportRun.objects.filter(learned__has_key=collection, undone_at=None)
    for value in runs.values_list("learned", flat=True).order_by("-id")[:1]:
        return Learned.from_json(value[collection])
    return Learned()
