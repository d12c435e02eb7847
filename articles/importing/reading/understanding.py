"""What is read in a file's bytes: the stories that it holds, each with all that needs no database."""

import logging
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from unicodedata import category

from articles import drafting
from articles.importing.finding.places import Place
from articles.importing.finding.supplying import NO_SUPPLY, NOTHING_SUPPLIED, Supplied, Supply
from articles.importing.finding.walking import Found, as_text
from articles.importing.formats import Attached, NotCopy, Piece, open_copy
from articles.importing.pictures import picturing
from articles.importing.reading import fields
from articles.importing.reading.copies import Copy, Lines, failed, fetch
from articles.importing.reading.given import NOTHING, Given
from articles.importing.reading.learned import Line
from articles.text import reading
from articles.text.keys import line_key
from articles.text.parsing import Doubt, ParsedStory, Refusal, Role, parse
from articles.text.parsing.habits import NO_HABITS
from articles.text.parsing.picturelines import picture_credit
from articles.text.parsing.readers import is_told
from articles.text.parsing.story import KEPT

log = logging.getLogger(__name__)

_NOTHING_SHOWS = Refusal("empty", "This file holds nothing but blanks or zeros.")

_MOST_ADDRESSES = 20
_TAGS = re.compile(
    r"</?(?:script|style|iframe|object|embed|svg|img|form|input|link|meta|html|body|div|span|table|tr|td|a|b|i|em"
    r"|strong|p|br|h[1-6]|ul|ol|li|blockquote|font|center)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\S")
# How a report of ours begins (reporting.py), as a spreadsheet and as JSON.
_REPORT = re.compile(
    r'file,outcome,sentence,story,|(?:\[\s*)?\{"file": "(?:[^"\\]|\\.)*", "outcome": "[a-z]+", "sentence"'
)


def examine(
    found: Found,
    *,
    now: datetime,
    known: str = "",
    given: Given = NOTHING,
    supply: Supply = NO_SUPPLY,
    alive: Callable[[], None] = lambda: None,
    taken: Collection[Place] = (),
) -> Iterator[Copy]:
    """Read a file and understand it: the stories that it holds, each with all that needs no database, one by one.

    Of a file whose bytes have the SHA-256 that is ``known`` nothing more is read. ``alive`` is called after each story.
    Those of its stories whose places are ``taken`` are passed over. Whatever else happens, it gives a copy.
    """
    copy = Copy(found)
    try:
        copy = fetch(found)
        if copy.sha256 and copy.sha256 == known:
            yield replace(copy, data=None)
        else:
            yield from open_all(copy, now=now, given=given, supply=supply, alive=alive, taken=taken)
    except Exception:  # no file, however odd, may stop the others
        log.exception("Importing %s failed", found.name)
        yield failed(copy)


def open_all(
    copy: Copy,
    *,
    now: datetime,
    given: Given = NOTHING,
    supply: Supply = NO_SUPPLY,
    alive: Callable[[], None] = lambda: None,
    taken: Collection[Place] = (),
) -> Iterator[Copy]:
    """The stories that a copy's bytes hold, each a copy with its doubts and its pictures; or one with a refusal."""
    if copy.data is None:
        yield copy
        return
    try:
        pieces = open_copy(copy.data, name=copy.found.filename, columns=supply.columns)
    except NotCopy as problem:
        yield replace(copy, refusal=Refusal(problem.code, problem.sentence))
        return
    for number, piece in enumerate(pieces):
        part = replace(copy, is_first=number == 0)
        try:
            part = _part(part, piece)
            if part.found.place not in taken:
                yield _understood(part, piece, now, given, supply.of(part.found), with_pictures=True)
        except Exception:  # nor may any of its stories
            log.exception("Importing %s failed", part.found.name)
            yield failed(part)
        alive()


def understand(
    copy: Copy, *, now: datetime, given: Given = NOTHING, supplied: Supplied = NOTHING_SUPPLIED
) -> Copy:
    """The same copy with what its bytes say: a story with its doubts, or a refusal. Its pictures stay as they are."""
    if copy.data is None:
        return copy
    try:
        piece = piece_of(copy.data, copy.found, columns=supplied.columns)
    except NotCopy as problem:
        return replace(copy, refusal=Refusal(problem.code, problem.sentence))
    return _understood(copy, piece, now, given, supplied, with_pictures=False)


def piece_of(data: bytes, found: Found, *, columns: Mapping[str, str] | None = None) -> Piece:
    """The story of a file that ``found`` names, as its format has it. Raises NotCopy where there is none."""
    piece = _opened(data, found.filename, tuple((columns or {}).items())).get(found.part)
    if piece is None:
        raise NotCopy("no-part", f"This file holds no story called “{found.part}”.")
    return piece


@lru_cache(maxsize=1)  # of a file of thousands of stories, each is asked for by itself
def _opened(data: bytes, name: str, columns: tuple[tuple[str, str], ...]) -> dict[str, Piece]:
    """The stories of a file by what names them in it."""
    return {as_text(piece.key): piece for piece in open_copy(data, name=name, columns=dict(columns))}


def close() -> None:
    """Let go of the file whose stories were asked for."""
    _opened.cache_clear()


def _part(copy: Copy, piece: Piece) -> Copy:
    """One story of a file that holds several. A file of one is its own."""
    if not piece.key:
        return copy
    return replace(
        copy,
        found=copy.found.at_part(piece.key),
        part=piece.key[:200],
        size=len(piece.text.encode("utf-8", "replace")),
        sha256=piece.sha256,
        whole=copy.sha256,
    )


def _understood(
    copy: Copy, piece: Piece, now: datetime, given: Given, supplied: Supplied, *, with_pictures: bool
) -> Copy:
    copy = replace(
        copy,
        format=piece.format,
        encoding=piece.encoding,
        address=supplied.address(piece)[:500],
        addresses=tuple(address[:500] for address in piece.addresses[:_MOST_ADDRESSES]),
        passed=piece.passed,
        supplied=supplied,
    )
    if piece.refusal:
        return replace(copy, refusal=piece.refusal)
    text, roles = given.said_of(piece)
    parsed = _no_copy(piece.text) or parse(
        text,
        name=copy.found.filename,
        fixed=roles,
        kinds=piece.kinds,
        habits=NO_HABITS if piece.fixed else given.habits,
    )
    if isinstance(parsed, Refusal):
        return replace(copy, refusal=_NOTHING_SHOWS if parsed.code == "empty" and copy.size else parsed)
    parsed = _dated(supplied.over(parsed, piece), now)
    changes, cut = fields.texts(parsed)
    filled = dict(_filled(piece.text))
    pictures, unsure = _pictures(copy.found, piece, parsed, filled) if with_pictures else ((), ())
    markup = _markup(filled, parsed.roles) if piece.format == "text" else ()
    learned = _learned_between(parsed, filled, given.furniture)
    return replace(
        copy,
        story=parsed,
        doubts=(*parsed.doubts, *piece.notes, *markup, *learned, *cut, *unsure),
        draft=drafting.draft(changes | picturing.changes(pictures)),
        called=fields.called(parsed),
        pictures=pictures,
        lines=_lines(parsed, filled),
    )


def _pictures(
    found: Found, piece: Piece, parsed: ParsedStory, filled: Mapping[int, str]
) -> tuple[tuple[picturing.Ready, ...], tuple[Doubt, ...]]:
    """The pictures that come with a story: in its file, named in its lines, or lying beside it."""
    named = (line for number, line in filled.items() if parsed.roles.get(number) is Role.PICTURE_FILE)
    attached = [*piece.pictures, *picturing.named_in(named)]
    # Captions that stand by themselves go to the pictures without one, where there are as many.
    taken = {item.caption for item in attached}
    captions = [caption for caption in parsed.captions if caption not in taken]
    if len(captions) == sum(not item.caption for item in attached):
        left = iter(captions)
        attached = [item if item.caption else replace(item, caption=next(left)) for item in attached]
    if not piece.pictures:
        attached = _credited(attached, parsed, filled)
    return picturing.ready(attached, found=found)


def _credited(attached: list[Attached], parsed: ParsedStory, filled: Mapping[int, str]) -> list[Attached]:
    """Pictures named in lines, with the credits that stand in lines of their own, where there are as many."""
    lines = (line for number, line in filled.items() if parsed.roles.get(number) is Role.PICTURE_CREDIT)
    credits = [name for line in lines if (name := picture_credit(line))]
    if len(credits) != sum(not item.credit for item in attached):
        return attached
    left = iter(credits)
    return [item if item.credit else replace(item, credit=next(left)) for item in attached]


def _dated(parsed: ParsedStory, now: datetime) -> ParsedStory:
    """The story without a date that has not come, and a doubt in its place."""
    if parsed.published is None:
        return parsed
    value = parsed.published.value
    day = value.date() if isinstance(value, datetime) else value
    if day <= now.date() + timedelta(days=1):  # where the copy was written it may be tomorrow already
        return parsed
    line = next(iter(parsed.evidence.get("published", ())), None)
    sentence = f"The date “{parsed.published.raw}” is still to come: it was not taken."
    doubt = Doubt("far-date", "published", line, sentence)
    evidence = {name: lines for name, lines in parsed.evidence.items() if name != "published"}
    return replace(parsed, published=None, evidence=evidence, doubts=(*parsed.doubts, doubt))


def _no_copy(text: str) -> Refusal | None:
    if text and not _shows(text):
        return _NOTHING_SHOWS
    if _REPORT.match(text):
        return Refusal("report", "This file is a report of import_stories, not a story.")
    return None


def _lines(parsed: ParsedStory, filled: Mapping[int, str]) -> Lines:
    """Law 8: a role for every non-blank line, and the list of those whose words are in no field."""
    roles = {number: parsed.roles.get(number, Role.UNKNOWN) for number in filled}
    used = {number for lines in parsed.evidence.values() for number in lines}
    used |= {number for passage in parsed.passages for number in passage.lines}
    left_out = tuple(
        (number, filled[number].strip(), role)
        for number, role in roles.items()
        if role not in KEPT or number not in used
    )
    cuts = tuple(
        (piece.line, piece.text, piece.role)
        for piece in parsed.left_out
        if piece.role != roles.get(piece.line, piece.role)
    )
    return Lines(roles, left_out, cuts)


def _filled(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, numbered from 1. What only shapes other signs (a zero-width space) is blank."""
    return ((number, line) for number, line in enumerate(reading.split_lines(text), 1) if _shows(line))


def _shows(text: str) -> bool:
    if text.isascii():
        return bool(text.strip())
    return any(category(sign[0]) != "Cf" for sign in _SIGN.finditer(text))


def _learned_between(
    parsed: ParsedStory, filled: Mapping[int, str], furniture: Mapping[str, Line]
) -> Iterator[Doubt]:
    """A doubt about the first sentence between a story's paragraphs that was left out since it recurs in the folder.

    None about one in which a page speaks of itself or to its reader.
    """
    body = [number for passage in parsed.passages for number in passage.lines]
    asked = furniture and body and "body" not in _doubted(parsed)
    for number, line in filled.items() if asked else ():
        inside = body[0] < number < body[-1] and parsed.roles.get(number) is Role.FURNITURE
        if inside and (known := furniture.get(line_key(line))) and is_told(line):
            sentence = (
                f"Line {number}, between two paragraphs, was left out: it stands with {known.stories:,} stories of "
                "its folder. Is it of this one?"
            )
            yield Doubt("learned-line", "body", number, sentence)
            return


def _doubted(parsed: ParsedStory) -> set[str | None]:
    return {doubt.field for doubt in parsed.doubts}


def _markup(filled: Mapping[int, str], roles: Mapping[int, Role]) -> Iterator[Doubt]:
    for number, line in filled.items():
        if roles.get(number) in KEPT and "<" in line and (tag := _TAGS.search(line)):
            sentence = (
                f"Line {number} holds HTML (“{tag[0][:60]}”). It is kept as plain words, not as markup."
            )
            yield Doubt("markup", "body", number, sentence)
            return
