"""Markdown, with or without front matter: marks of headings, lists and quotations become sorts of passages.

The marks of emphasis and links are taken off the words. Lines of running text stay as they are: the parser knows which
belong together. A file in which headings stand over ready HTML holds a story under each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.importing.formats import frontmatter
from articles.importing.formats.decoding import mended
from articles.importing.formats.lines import Lines, doubts_of
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import Attached, Piece, Stated
from articles.importing.formats.web.html import add_html
from articles.text import reading
from articles.text.dates import find_dates
from articles.text.parsing import Role
from articles.text.parsing.story import PassageKind

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})\s+(?P<words>\S.*)?$")
_ITEM = re.compile(r"\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+(?P<words>\S.*)")
_QUOTE = re.compile(r" {0,3}>\s?(?P<words>.*)")
_INDENTED = re.compile(r"\s{4}")
_FENCES = ("```", "~~~")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>[=-])(?P=mark){2,}\s*$")
_HTML = re.compile(r"\s{0,3}<(?:p|div|figure|img|ul|ol|table|blockquote|h[1-6]|br)[\s/>]", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s+\S+")
# A name holds "(" as CommonMark has it, closed, so that the beginning of another picture ends it.
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]\[]*)\]\(\s*<?(?P<name>(?:[^\s()>]+|\([^\s()>]*\))++)>?(?:\s+[\"'](?P<title>[^\"']*)[\"'])?\s*\)"
)
_LINK = re.compile(r"\[(?P<words>[^\]\[]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\]\[]*\])")
_MARKS = (
    re.compile(r"(?<!\\)(\*\*|__)(?=\S)(?P<words>(?:(?!\1).)+)(?<=\S)\1"),
    re.compile(r"(?<![\\\w*])(\*|_)(?=[^\s*_])(?P<words>[^*_]+?)(?<=\S)\1(?![\w*])"),
    re.compile(r"(?<!\\)(~~|`)(?=\S)(?P<words>[^`~]+?)(?<=\S)\1"),
    re.compile(r"<(?P<words>https?://[^\s<>]+)>"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_DATE_IN_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_FEWEST_STORIES = 3
_LONGEST_KEY = 100


def matches(data: bytes, name: str) -> bool:
    """Front matter or a first heading tell it; an ending only that a file with any heading is no plain text."""
    start = opening(data)
    source = start.split("\n", 400)
    if frontmatter.split([line.rstrip("\r") for line in source])[0] or re.match(r"#{1,2}\s+\S", start):
        return True
    return name.lower().endswith((".md", ".markdown")) and any(map(_HEADING.match, source))


def pieces(data: bytes, name: str) -> list[Piece]:
    read = mended(data)
    source = reading.split_lines(read.text)
    doubts = doubts_of(read.notes)
    stories = list(_cut(source))
    if len(stories) >= _FEWEST_STORIES:
        found = [_story_under_heading(source, story, read.encoding) for story in stories]
    else:
        found = [_one_story(source, read.encoding)]
    return [replace(found[0], notes=(*doubts, *found[0].notes)), *found[1:]]


def _one_story(source: Sequence[str], encoding: str) -> Piece:
    block, text = frontmatter.split(source)
    lines = Lines()
    stated, pictures = frontmatter.add_front_matter(lines, block)
    writer = _Writer(lines, headed=bool(stated.headline))
    writer.write(text)
    return lines.piece("markdown", encoding=encoding, stated=stated, pictures=[*pictures, *writer.pictures])


@dataclass(frozen=True, slots=True)
class _Cut:
    """A story under a heading: its lines, those before it that are of none, and what the file is called."""

    start: int
    end: int
    before: int
    key: str
    day: str


def _cut(source: Sequence[str]) -> Iterator[_Cut]:
    """The stories of a file in which each heading stands over HTML."""
    headings = [number for number, line in enumerate(source) if _HEADING.match(line)]
    heads = [number for number in headings if _stands_over_html(source, number)]
    day, used = _day(source[headings[0]]) if headings else "", set[str]()
    for index, start in enumerate(heads):
        key = heading = plain_words(source[start].strip("# \t"))[:_LONGEST_KEY]
        while key in used:
            key = f"{heading} ({len(used) + 1})"
        used.add(key)
        last = index + 1 == len(heads)
        yield _Cut(start, len(source) if last else heads[index + 1], start if index else 0, key, day)


def _is_rule(line: str) -> bool:
    """Whether a line only parts what stands above it from what stands below: a rule, a fence, a line of a table."""
    if _INDENTED.match(line):
        return False
    mark = "".join(line.split())
    if mark.startswith(_FENCES) or not mark.strip("="):
        return True
    is_drawn = len(mark) >= 3 and not mark.strip(mark[0]) and mark[0] in "-*_"
    return is_drawn or ("---" in mark and not mark.strip("|:-"))


def _stands_over_html(source: Sequence[str], number: int) -> bool:
    below = next((line for line in source[number + 1 : number + 4] if line.strip()), "")
    return bool(_HTML.match(below))


def _day(title: str) -> str:
    if digits := _DATE_IN_DIGITS.search(title):
        return "-".join(digits.groups())
    return next((found.date.iso for found in find_dates(title)), "")


def _story_under_heading(source: Sequence[str], cut: _Cut, encoding: str) -> Piece:
    lines = Lines()
    for line in source[cut.before : cut.start]:
        lines.add(plain_words(line.strip("# \t")), Role.FURNITURE)
    writer = _Writer(lines, headed=False)
    writer.write(source[cut.start : cut.end])
    stated = Stated(published=cut.day)
    return lines.piece("markdown", key=cut.key, encoding=encoding, stated=stated, pictures=writer.pictures)


class _Writer:
    """Writes lines of Markdown down without their marks. Once a headline stands, other headings are subheads."""

    def __init__(self, lines: Lines, *, headed: bool) -> None:
        self.pictures: list[Attached] = []
        self._lines, self._headed = lines, headed
        self._kind: PassageKind | None = None
        self._waiting: list[str] = []
        self._gap = False

    def write(self, source: Sequence[str]) -> None:
        html: list[str] = []
        for line, below in pairwise([*source, "", ""]):
            if html or _HTML.match(line):
                if line.strip():
                    html.append(line)
                    continue
                self._end()
                self.pictures += add_html(self._lines, "\n".join(html))
                html = []
            underline = _UNDERLINE.match(below) if line.strip() and not self._kind else None
            self._take(f"{'#' if underline['mark'] == '=' else '##'} {line.strip()}" if underline else line)
        self._end()

    def _take(self, line: str) -> None:
        heading, item, quote = _HEADING.match(line), _ITEM.match(line), _QUOTE.match(line)
        if not line.strip() or _is_rule(line):
            self._end()
            self._gap = True
        elif heading:
            self._end()
            words = (heading["words"] or "").rstrip().rstrip("#").rstrip()
            self._add_heading(words, len(heading["marks"]))
        elif _DEFINITION.match(line):
            self._end()
            self._lines.add(line, Role.FURNITURE, close=True)
        elif quote and (self._kind == "blockquote" or quote["words"]):
            self._go_on("blockquote", quote["words"], new=self._kind != "blockquote" or not quote["words"])
        elif item:
            self._go_on("li", item["words"], new=True)
        elif self._kind:
            self._waiting.append(line)
        else:
            self._add(line.strip().strip("|"))

    def _go_on(self, kind: PassageKind, words: str, *, new: bool) -> None:
        if new:
            self._end()
        self._kind = kind
        self._waiting.append(words)

    def _end(self) -> None:
        """Write down the item or the quotation that was begun."""
        words, kind = " ".join(self._waiting), self._kind
        self._waiting, self._kind = [], None
        if words.strip():
            self._add(words, kind)

    def _add_heading(self, words: str, depth: int) -> None:
        self._gap = True
        if not self._headed:
            self._headed = True
            self._lines.add(self._plain(words), Role.HEADLINE)
        else:
            self._lines.add(self._plain(words), kind="h2" if depth <= 2 else "h3")

    def _add(self, words: str, kind: PassageKind | None = None) -> None:
        self._lines.add(self._plain(words), kind=kind, close=not self._gap)
        self._gap = False

    def _plain(self, words: str) -> str:
        for found in _PICTURE.finditer(words):
            self.pictures.append(Attached(found["name"], alt=found["alt"], caption=found["title"] or ""))
        return plain_words(words)


def plain_words(words: str) -> str:
    """Words without the marks of pictures, links and emphasis around them."""
    words = _LINK.sub(lambda found: found["words"], _PICTURE.sub("", words))
    for marks in _MARKS:
        words = marks.sub(lambda found: found["words"], words)
    return _ESCAPE.sub(r"\1", words)
