"""The run as evidence: which lines recur in the files of a folder, and so are of its pages and of no story; and what
nearly all of its files do alike.

    count(lines, collection=, path=, ways=) -> Counted      one story, in a worker
    learn(counted) -> {collection: Learned}                 all stories of a run, in whatever order

A line counts once for each story that it stands with, not for each file, so that a story held twice proves nothing.
What could be of a story is left to the parser, however often it recurs: what says itself what it is, names, titles
with a day or over a text of their own, sections, subheads, short sentences, and rows of tables.
"""

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from articles.importing.reading.learned import RUNNING, Folder, Learned, Line, folders_of
from articles.text.keys import LONGEST_LINE_KEY, line_key
from articles.text.parsing import Role, own_role
from articles.text.parsing.habits import habits_of
from articles.text.parsing.names import person

FEWEST = 20
"""A folder with fewer stories is too small to learn from."""

_STORIES, _SHARE = 5, 0.2
"""Stories with which a line recurs, at least: so many, and this share of those in its folder."""
_STORIES_OF_TEXT, _SHARE_OF_TEXT = 8, 0.3
"""The same for what could be a title or a sentence."""
_NEARLY_ALL = 0.8
"""The share for what is over stories, and for short sentences: a section, a column's name, “The trial continues.”"""
_ENOUGH = 64  # a line with so many different stories recurs, however many more there are
_MOST_LINES = 500
_LONGEST, _LONG, _START = 3, 8, 60
_HEAD, _OWN = 3, 2
"""Stories among whose first lines a title is met that is their own, while others only name it."""
_MENU = 4  # lines in a row that recur are a menu, wherever they stand
_SUBHEAD_WORDS, _TITLE_WORDS = 8, 4
_LONGEST_LIST, _LONGEST_DAY = 12, 40
_OFTEN = 1.5
_END = re.compile(r"[.!?…:。！？]['\"”’»)]{0,2}$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of a story. ``key`` is "" for one that is too long to recur."""

    key: str
    line: str
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The lines of one story in their order, and which of them is the last that reads as text.

    ``longest`` are the keys of its longest lines, each with a number that tells it from others, ``ways`` how the file
    does what files of a folder do alike, where it was read.
    """

    collection: str
    path: str
    longest: tuple[tuple[str, int], ...]
    lines: tuple[Seen, ...]
    end: int
    ways: Mapping[str, str] | None = None


def count(
    lines: Sequence[str], *, collection: str, path: str, ways: Mapping[str, str] | None = None
) -> Counted:
    """What the lines of one story say of the folder of its file."""
    filled = [line.strip() for line in lines if line.strip()]
    end = max((number for number, line in enumerate(filled) if _is_running(line)), default=len(filled))
    seen = tuple(
        Seen(_key(line), line[:LONGEST_LINE_KEY], is_dated)
        for line, is_dated in zip(filled, _dated(filled), strict=True)
    )
    longest = heapq.nlargest(_LONG, {*filled}, key=lambda line: (len(line), line))
    return Counted(collection, path, tuple((_key(line), _number(line)) for line in longest), seen, end, ways)


def _key(line: str) -> str:
    return line_key(line) if len(line) <= 2 * LONGEST_LINE_KEY else ""


def _is_running(line: str) -> bool:
    return len(line.split()) >= RUNNING


def _is_title(line: str) -> bool:
    return _TITLE_WORDS <= len(line.split()) < RUNNING * 2 and not _ends(line) and not line[0].islower()


def _ends(line: str) -> bool:
    return bool(_END.search(line))


def _dated(filled: Sequence[str]) -> Iterator[bool]:
    """For each line whether a day stands right under or over it, as it does with titles of other stories."""
    dated = [False, *map(_is_day, filled), False]
    return (dated[number] or dated[number + 2] for number in range(len(filled)))


def _is_day(line: str) -> bool:
    return len(line) < _LONGEST_DAY and bool(_DATED.search(line))


def _number(line: str) -> int:
    """What tells a line from others by its beginning, which is mostly the same in a copy that was edited."""
    start = " ".join(line.split())[:_START].encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(start, digest_size=8).digest())


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
    """One line in all stories of a folder."""

    stories: _Stories = field(default_factory=_Stories)
    forms: set[str] = field(default_factory=set)
    files: int = 0
    times: int = 0
    first: int = 0
    dated: int = 0
    listed: int = 0
    places: Counter[str] = field(default_factory=Counter)

    @property
    def example(self) -> str:
        return min(self.forms)

    @property
    def place(self) -> str:
        """Where it stands mostly."""
        return self.places.most_common(1)[0][0]

    def is_furniture(self, stories: int) -> bool:
        return len(self.stories) >= min(_ENOUGH, self._enough(stories)) and not self._could_be_of_a_story()

    def _enough(self, stories: int) -> float:
        """With how many of so many stories it must be met."""
        words, ends, titled = len(self.example.split()), _ends(self.example), _is_title(self.example)
        fewest, share = (_STORIES_OF_TEXT, _SHARE_OF_TEXT) if titled or ends else (_STORIES, _SHARE)
        if (self.place == "top" and (titled or words <= _TITLE_WORDS)) or (ends and words < _SUBHEAD_WORDS):
            share = _NEARLY_ALL
        return max(fewest, share * stories)

    def _could_be_of_a_story(self) -> bool:
        line = self.example
        if _is_title(line) and (max(self.dated, self.listed) * 2 > self.files or 0 < self.first <= _OWN):
            return True
        few = len(line.split()) < _SUBHEAD_WORDS and self.times <= _OFTEN * self.files
        if few and self.place == "inside":
            return True
        is_row = len(self.forms) > 1 and any(map(str.isdigit, line))
        return is_row or bool(person(line)) or own_role(line) is not None


def _furniture(counted: Sequence[Counted]) -> dict[str, Line]:
    """The lines that are of the pages of some files, the commonest first."""
    lines, stories = _recurring(counted)
    for one in counted:
        times = Counter(seen.key for seen in one.lines)
        for number, (seen, place) in enumerate(zip(one.lines, _places(one, lines), strict=True)):
            often = times.pop(seen.key, 0)  # none but where it stands first
            if often and (line := lines.get(seen.key)):
                line.files += 1
                line.times += often
                line.first += number < _HEAD
                line.places[place] += 1
                line.dated += seen.is_dated
                line.listed += _is_listed(one.lines, number)
    found = [(key, line) for key, line in lines.items() if line.is_furniture(stories)]
    found.sort(key=lambda pair: (-pair[1].files, pair[0]))
    return {
        key: Line(line.example, line.files, is_below=_is_title(line.example) and line.place != "top")
        for key, line in found[:_MOST_LINES]
    }


def _is_listed(seen: Sequence[Seen], number: int) -> bool:
    """Whether a line stands in a list of titles under a label that calls them so: “Most read”."""
    for one in reversed(seen[max(0, number - _LONGEST_LIST) : number]):
        if own_role(one.line) is Role.RELATED_LABEL:
            return True
        if not (_is_title(one.line) or _is_day(one.line)):
            return False
    return False


def _recurring(counted: Sequence[Counted]) -> tuple[dict[str, _Line], int]:
    """The lines that are with several stories, and how many stories there are."""
    files = Counter(key for one in counted for key in {seen.key for seen in one.lines})
    lines = {key: _Line() for key, number in files.items() if key and number >= _STORIES}
    stories = _Stories()
    for one in counted:
        # What is in most files tells none from another. Where all is, they are copies of one.
        longest = [number for key, number in one.longest if not key or files[key] * 2 <= len(counted)] or [0]
        story = [longest[min(place, len(longest) - 1)] for place in range(_LONGEST)]
        stories.add(story)
        for seen in one.lines:
            if line := lines.get(seen.key):
                line.forms.add(" ".join(seen.line.split()))
                if len(line.stories) < _ENOUGH:
                    line.stories.add(story)
    return {key: line for key, line in lines.items() if len(line.stories) >= _STORIES}, len(stories)


def _places(one: Counted, recurring: Mapping[str, _Line]) -> Iterator[str]:
    """Where each line of a story stands: over it, in a menu, under its text, or in it."""
    over = True
    number = 0
    for recurs, group in groupby(one.lines, lambda seen: seen.key in recurring):
        some = list(group)
        over = over and (recurs or all(own_role(seen.line) is Role.FURNITURE for seen in some))
        for _ in some:
            if over:
                yield "top"
            elif recurs and len(some) >= _MENU:
                yield "menu"
            else:
                yield "below" if number > one.end else "inside"
            number += 1


def learn(counted: Iterable[Counted]) -> dict[str, Learned]:
    """What recurs in the folders of each collection of a run, as far as they are large enough."""
    collections: dict[str, dict[str, list[Counted]]] = {}
    for one in counted:
        folders = collections.setdefault(one.collection, {})
        for name in folders_of(one.path):
            folders.setdefault(name, []).append(one)
    return {name: _learned(folders) for name, folders in sorted(collections.items())}


def _learned(folders: Mapping[str, Sequence[Counted]]) -> Learned:
    """What recurs in each folder, and not in all that it lies in: that is said of those."""
    found: dict[str, Folder] = {}
    for name, counted in sorted(folders.items()):
        if len(counted) >= FEWEST:
            above = Learned(found).furniture(f"{name}/" if name else "")
            lines = {key: line for key, line in _furniture(counted).items() if key not in above}
            habits = habits_of(one.ways for one in counted if one.ways is not None)
            found[name] = Folder(len(counted), lines, habits=habits)
    return Learned(found)
