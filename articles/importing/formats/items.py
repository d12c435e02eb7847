"""A story as data hold it, field by field, written down as the lines of a piece.

pieces_of(items, "feed", what="feed", …) -> list[Piece]     one each; raises NotCopy where there is none at all
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from articles.importing.formats.lines import Lines
from articles.importing.formats.moments import to_iso
from articles.importing.formats.piece import Attached, NotCopy, Piece, Stated, own_keys
from articles.importing.formats.web.html import add_html
from articles.text import reading
from articles.text.keys import title_key
from articles.text.parsing import Doubt, Refusal, Role, own_role
from articles.text.parsing.refusals import has_sentence

_TOO_LONG = re.compile(r"&#[0-9]{1000,};?")
_TAG = re.compile(r"</?[a-z][a-z0-9:-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_APART = re.compile(r"</?(?:p|div|br|li|h[1-6]|t[rdh])\b[^<>]*>", re.IGNORECASE)
# Wires put a text of lines, as they always sent it, between the marks of one paragraph.
_INDENTED = re.compile(r"(?<=\S)[ \t]*\n[ \t]{2,}(?=\S)")
"""Where HTML without a tag was broken and indented for reading: a blank, not the end of a paragraph."""
_WRAPPED = re.compile(r"\s*<(p|pre)\b[^<>]*>([^<]*)</\1>\s*", re.IGNORECASE)
_FEWEST_BREAKS = 3
_SHORTEST_PROSE = 30
_GOES_ON = re.compile(r"(?:…|\.\.\.|\[[^\]]{1,30}\])$")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
_NO_LANGUAGE = ("mul", "und", "zxx")
_LONGEST_KEY = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story. ``body`` is HTML where ``is_html``, else lines of text; ``others`` are lines that belong to no field.

    ``published`` is as its format writes it, and ``embargo`` says until when a story must wait. ``withdrawn`` says of
    one that must not be taken what has become of it.
    """

    key: str = ""
    section: str = ""
    slugline: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    published: str = ""
    dateline: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    embargo: str = ""
    note: str = ""
    language: str = ""
    address: str = ""
    addresses: tuple[str, ...] = ()
    body: str = ""
    is_html: bool = True
    others: tuple[str, ...] = ()
    pictures: tuple[Attached, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    withdrawn: str = ""


_ORDER = (
    ("section", Role.SECTION), ("slugline", Role.SLUGLINE), ("headline", Role.HEADLINE),
    ("standfirst", Role.STANDFIRST), ("byline", Role.BYLINE), ("published", Role.DATE), ("dateline", Role.DATELINE),
    ("source", Role.SOURCE), ("embargo", Role.EMBARGO), ("note", Role.EDITORS_NOTE),
)  # fmt: skip
"""The fields that are lines, in the order in which copy has them."""

_ROLES = {"h2": Role.SUBHEAD, "h3": Role.SUBHEAD, "li": Role.LIST_ITEM, "blockquote": Role.QUOTE}


def pieces_of(
    items: Iterable[Callable[[], Item]],
    format: str,  # noqa: A002  # that is what it is
    *,
    what: str,
    encoding: str = "",
    notes: Sequence[Doubt] = (),
) -> list[Piece]:
    """The stories of a file, in its order. One that is not to be taken keeps its place, with the reason.

    Each keeps its key, also where it is the only one: tomorrow's file may hold two. ``notes`` are about the whole file.
    """
    found = [_attempt(read, format, encoding) for read in items]
    if not found:
        raise NotCopy("empty", f"This {what} holds no story.")
    return _told_apart([replace(found[0], notes=(*notes, *found[0].notes)), *found[1:]])


def one_piece(
    read: Callable[[], Item],
    format: str,  # noqa: A002
    *,
    encoding: str = "",
    notes: Sequence[Doubt] = (),
) -> list[Piece]:
    """The story of a file that is one, as its only piece, which needs no key."""
    piece = _attempt(read, format, encoding)
    return [replace(piece, key="", notes=(*notes, *piece.notes))]


def plain(text: str) -> str:
    """A title as words: without tags, references undone."""
    return " ".join(_undone(_TAG.sub("", _APART.sub(" ", text))).split())


def _undone(text: str) -> str:
    """A text with its references undone. One of thousands of digits, which Python refuses to read, stands for a
    character that there is not (HTML, "numeric character reference end state").
    """
    return unescape(_TOO_LONG.sub("\ufffd", text))


def not_public(sentence: str) -> Doubt:
    """Why somebody should look before a story goes out."""
    return Doubt("not-public", None, None, sentence)


def _attempt(read: Callable[[], Item], format: str, encoding: str) -> Piece:  # noqa: A002
    item = Item()
    try:
        item = read()
        return _piece(item, format, encoding)
    except NotCopy as problem:
        refusal = Refusal(problem.code, problem.sentence)
        stated = Stated(address=item.address)
        return Piece(plain(item.headline), item.key, format, encoding, stated=stated, refusal=refusal)


def _piece(item: Item, format: str, encoding: str) -> Piece:  # noqa: A002
    if item.withdrawn:
        raise NotCopy("withdrawn", f"This story is {item.withdrawn}: it was not taken.")
    lines, notes = Lines(), list(item.doubts)
    if _is_excerpt(item):
        item = replace(item, standfirst="", others=(plain(item.standfirst), *item.others))
    for field, role in _ORDER:
        number = lines.add(plain(getattr(item, field)), role, close=True)
        if number and role is Role.EMBARGO:
            sentence = f"This story is under embargo ({plain(item.embargo)}): it must not go out before."
            notes.append(Doubt("embargo", None, number, sentence))
    keywords = tuple(dict.fromkeys(filter(None, map(plain, item.keywords))))
    lines.add(", ".join(keywords), Role.KEYWORDS, close=True)
    before = len(lines)
    pictures = [*item.pictures, *_add_body(lines, item)]
    if len(lines) == before and not item.standfirst:
        raise NotCopy("no-body", "This item holds no text.")
    body = range(before + 1, len(lines) + 1)
    for line in item.others:
        lines.add(line, Role.FURNITURE, close=True)
    stated = _stated(item, keywords)
    piece = lines.piece(
        format, key=item.key, encoding=encoding, notes=notes, stated=stated, pictures=dict.fromkeys(pictures)
    )
    return with_body(_with_one_headline(replace(piece, addresses=item.addresses), body), body)


def _is_excerpt(item: Item) -> bool:
    """Whether what stands as the standfirst is cut from the text itself, as feeds make their summaries."""
    words = _GOES_ON.sub("", plain(item.standfirst)).strip()
    if len(words) < _SHORTEST_PROSE:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}", plain(item.body)) is not None


def _add_body(lines: Lines, item: Item) -> list[Attached]:
    body, is_html = item.body, item.is_html
    if is_html and (wrapped := _WRAPPED.fullmatch(body)) and wrapped[2].count("\n") >= _FEWEST_BREAKS:
        body = wrapped[2]
    if is_html and _TAG.search(body):
        return add_html(lines, body)
    if is_html and not _TAG.search(item.body):
        body = _INDENTED.sub(" ", body)
    text = (_undone(body) if is_html else body).strip("\r\n")
    if text.strip():
        lines.gap()
        lines.add_piece(Piece("\n".join(reading.split_lines(text))))
    return []


def _with_one_headline(piece: Piece, body: Sequence[int]) -> Piece:
    """A piece whose text, in the lines of these numbers, does not begin with its headline once more."""
    source = piece.text.split("\n")
    number = next((number for number in body if source[number - 1]), 0)
    if not number or title_key(source[number - 1]) != title_key(piece.stated.headline):
        return piece
    return replace(piece, fixed={**piece.fixed, number: Role.FURNITURE})


def with_body(piece: Piece, body: Sequence[int]) -> Piece:
    """A piece in whose text, in the lines of these numbers, nothing reads as prose: a table of results, a poem. It is
    the text all the same, but for lines that say themselves what else they are.
    """
    source = piece.text.split("\n")
    texts = [source[number - 1] for number in body]
    if any(len(text) >= _SHORTEST_PROSE and has_sentence(text) for text in texts):
        return piece
    free = [n for n in body if source[n - 1].strip() and n not in piece.fixed and not own_role(source[n - 1])]
    roles = {number: _ROLES.get(piece.kinds.get(number, "p"), Role.PARAGRAPH) for number in free}
    return replace(piece, fixed={**piece.fixed, **roles}, kinds={**dict.fromkeys(free, "p"), **piece.kinds})


def _stated(item: Item, keywords: tuple[str, ...]) -> Stated:
    """What is stated beside the lines. Of a date that is no moment, what its line says is read as in any copy."""
    language = _LANGUAGE.fullmatch(item.language.strip())
    tag = language[1].lower() if language else ""
    return Stated(
        headline=plain(item.headline),
        published=to_iso(item.published),
        language="" if tag in _NO_LANGUAGE else tag,
        section=plain(item.section),
        keywords=keywords,
        slugline=plain(item.slugline),
        address=item.address.strip(),
    )


def _told_apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a key each: its own where it has one for itself, else its place in the file."""
    keys = own_keys([piece.key.strip()[:_LONGEST_KEY] for piece in pieces], "item")
    return [replace(piece, key=key) for piece, key in zip(pieces, keys, strict=True)]
