"""The stories of a file as they stand in it, for checks whose findings must lead back to their place.

What is read here is what an import would read, but the words are those of the file: nothing in them is mended.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.importing.finding.walking import Found
from articles.importing.formats import NotCopy, Piece, open_copy
from articles.importing.formats.decoding import decoded
from articles.importing.reading.copies import fetch
from articles.importing.reading.fields import tag_of
from articles.importing.reading.mapping import Source, said_by
from articles.text.mending import mend
from articles.text.parsing import ParsedStory, PassageKind, Role, parse, split
from articles.text.parsing.language import guess_language
from articles.text.style import Copy, Part, PartKind

_STUBS = frozenset({"headline-alone", "no-body", "service-message"})
"""Refusals of files whose words are copy all the same, if no story."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_KINDS: Mapping[PassageKind, PartKind] = {
    "p": "text", "li": "text", "h2": "subhead", "h3": "subhead", "blockquote": "quote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """The stories that stand in one text, and why what else it holds is none (``problem``).

    The text is that of the decoded file, after a byte order mark; where a file is no plain text (``format``), that
    which its format gives for each of its stories, which ``part`` names, and ``source`` knows where in the decoded file
    it stands, if that is text.
    """

    text: str = ""
    copies: tuple[Copy, ...] = ()
    problem: str = ""
    part: str = ""
    format: str = "text"
    source: Source | None = None

    @property
    def line_starts(self) -> list[int]:
        """Where each line of the decoded file begins."""
        return [start for start, _ in _lines(self.source.text if self.source else self.text)]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the decoded file a stretch of the text stands; None where nobody can tell."""
        if self.format == "text":
            return start, end
        parts = [part for copy in self.copies for part in copy.parts]
        part = next((part for part in parts if part.start <= start < part.end), None)
        if part is None or self.source is None:
            return None
        passage = self.text[part.start : part.end]
        before = [self.text[one.start : one.end] for one in parts if one.start < part.start]
        nth = sum(said_by(one) == said_by(passage) for one in before)
        return self.source.place(
            passage, start - part.start, end - part.start, nth=nth, alone=bool(self.part)
        )


def standing_in(found: Found) -> list[Standing]:
    """The stories of a file: of plain text all in one, else each by itself."""
    fetched = fetch(found)
    if fetched.data is None:
        return [Standing(problem=fetched.refusal.sentence if fetched.refusal else "")]
    try:
        pieces = open_copy(fetched.data, name=found.filename)
        if all(piece.format == "text" for piece in pieces):
            return [_in_text(decoded(fetched.data).text, found.filename)]
    except NotCopy as problem:
        return [Standing(problem=problem.sentence)]
    source = _source(fetched.data)
    return [_of_piece(piece, found.filename, source) for piece in pieces]


def _source(data: bytes) -> Source | None:
    try:
        return Source(decoded(data).text)
    except NotCopy:
        return None


def _in_text(text: str, name: str) -> Standing:
    """The stories of plain text; they are told apart in the text that was meant, which has the same lines."""
    copies: list[Copy] = []
    problem, lines = "", _lines(text)
    for part in split(mend(text)[0]):
        story = parse(part.text, name=name, fixed=part.fixed)
        if isinstance(story, ParsedStory):
            copies.append(_copy(text, lines, story, before=part.line - 1))
        elif story.code in _STUBS:
            copies.append(_words(text, lines[part.line - 1 :][: len(_lines(part.text))], lines))
        else:
            problem = problem or story.sentence
    return Standing(text, tuple(copies), problem)


def _of_piece(piece: Piece, name: str, source: Source | None) -> Standing:
    story = piece.refusal or parse(piece.text, name=name, fixed=piece.fixed, kinds=piece.kinds)
    lines = _lines(piece.text)
    if isinstance(story, ParsedStory):
        copy = _copy(piece.text, lines, story)
    elif story.code in _STUBS and piece.text.strip():
        copy = _words(piece.text, lines, lines)
    else:
        return Standing(problem=story.sentence, part=piece.key, format=piece.format)
    return Standing(piece.text, (copy,), part=piece.key, format=piece.format, source=source)


def _words(text: str, these: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> Copy:
    """Lines of a text that are no story, each as it stands."""
    parts = tuple(Part("text", start, end) for start, end in these if text[start:end].strip())
    starts = {part.start for part in parts}
    shown = {number for number, (start, _) in enumerate(lines) if start in starts}
    said = " ".join(text[part.start : part.end] for part in parts)
    return Copy(_masked(text, lines, shown, iter(())), parts, guess_language(said), None)


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, without its end: numbered as ``split_lines`` does."""
    return [(line.start(), line.start() + len(line[0].rstrip("\r\n"))) for line in _LINE.finditer(text)]


def _copy(text: str, lines: list[tuple[int, int]], story: ParsedStory, before: int = 0) -> Copy:
    """A story within a text; ``before`` lines stand before its first."""
    stretches: list[tuple[PartKind, tuple[int, ...]]] = [
        ("headline", story.evidence.get("headline", ()) if story.headline else ()),
        ("standfirst", story.evidence.get("standfirst", ())),
        *((_KINDS[passage.kind], passage.lines) for passage in story.passages),
        *(("caption", (number,)) for number, role in story.roles.items() if role is Role.CAPTION),
    ]
    parts, seen = [], set[int]()
    for kind, numbers in stretches:
        placed = [lines[before + number - 1] for number in numbers if number not in seen]
        seen.update(numbers)
        if placed:
            parts.append(Part(kind, min(start for start, _ in placed), max(end for _, end in placed)))
    shown = {before + number - 1 for number in seen}
    cuts = ((before + cut.line - 1, cut.text) for cut in story.left_out if cut.line in seen)
    masked = _masked(text, lines, shown, cuts)
    when = story.published.value if story.published else None
    day = when.date() if isinstance(when, datetime) else when
    return Copy(
        masked,
        tuple(sorted(parts, key=lambda part: part.start)),
        tag_of(story.language) if story.language else "",
        day,
    )


def _masked(
    text: str, lines: Sequence[tuple[int, int]], shown: set[int], cuts: Iterator[tuple[int, str]]
) -> str:
    """The text with blanks for every line that is no part of the story, and for credits within those that are."""
    hidden = [span for number, span in enumerate(lines) if number not in shown]
    for number, cut in cuts:
        start, end = lines[number]
        if (place := text.find(cut, start, end)) >= 0:
            hidden.append((place, place + len(cut)))
    pieces, at = [], 0
    for start, end in sorted(hidden):
        if start >= at:
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])
