"""E-mails (.eml), one or a mailbox of them: the best text part, with the pictures and documents that are attached.

The subject is the headline, unless the text begins with one of its own. An attachment that holds copy is a story by
itself; a short covering note goes with the first of these, and is left out of it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.formats.documents import open_document
from articles.importing.formats.lines import Lines, doubts_of
from articles.importing.formats.mail.forwards import without_note
from articles.importing.formats.mail.mailboxes import mails_of
from articles.importing.formats.mail.parts import Mail, take_apart
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import Attached, NotCopy, Piece
from articles.importing.formats.web import html
from articles.text import reading
from articles.text.mending import mend
from articles.text.parsing import Doubt, Refusal, Role

_HEADER = re.compile(
    r"(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to"
    r"|x-[\w-]+|dkim-signature|in-reply-to|references|newsgroups|path|organization|lines|sender):\s",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[!-9;-~]+:\s|From ")
_POST = re.compile(r"newsgroups:\s", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs)\s*(?:\[\d+\]\s*)?:\s*)+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;,。！？][\"”’»)]*$")
_LONGEST_TITLE = 20
_LONGEST_NOTE = 40
_FEWEST_HEADERS = 3
_LOOKED_AT = 15
_DEEPEST = 3


def matches(data: bytes, name: str) -> bool:
    """A mailbox; or three lines of a mail's header among the first fifteen, the first of all being one of a header."""
    source = _head(data)
    if not source or not _FIELD.match(source[0]):
        return False
    return sum(bool(_HEADER.match(line)) for line in source) >= _FEWEST_HEADERS or bool(mails_of(data))


def pieces(data: bytes, name: str, depth: int = 0) -> list[Piece]:
    """The stories of a mail, or of each in a mailbox; ``depth`` says in how many other mails it came."""
    mails = mails_of(data)
    if len(mails) > 1:
        return [piece for key, mail in mails for piece in _in_mailbox(key, mail, depth)]
    return _pieces(mails[0][1] if mails else data, depth)


def _in_mailbox(key: str, data: bytes, depth: int) -> list[Piece]:
    """The stories of one mail of several. One without copy keeps its place, with the reason."""
    try:
        found = _pieces(data, depth)
    except NotCopy as problem:
        return [Piece("", key, "mail", refusal=Refusal(problem.code, problem.sentence))]
    return [replace(piece, key=f"{key}#{piece.key}" if piece.key else key) for piece in found]


def _pieces(data: bytes, depth: int) -> list[Piece]:
    if any(map(_POST.match, _head(data))):
        raise NotCopy("format", "This file is a post to a newsgroup, not copy.")
    mail = take_apart(data)
    text = without_note(_text(mail))
    opened, doubts = _attached(mail, depth)
    if not text.text.strip() and not opened:
        raise NotCopy("empty", "This e-mail holds no words.")
    pictures = [picture for key, picture in mail.pictures.items() if picture not in text.pictures]
    if opened and len(text.text.split()) < _LONGEST_NOTE:
        return [_covered(mail, text, opened[0], doubts, pictures), *opened[1:]]
    lines = Lines()
    _add_head(lines, mail, text)
    lines.gap()
    lines.add_piece(_without_signature(text))
    return [
        lines.piece(
            "mail",
            encoding=text.encoding,
            notes=(*text.notes, *doubts),
            stated=text.stated,
            pictures=(*text.pictures, *pictures),
        ),
        *opened,
    ]


def _head(data: bytes) -> list[str]:
    return opening(data).replace("\r\n", "\n").split("\n\n", 1)[0].splitlines()[:_LOOKED_AT]


def _text(mail: Mail) -> Piece:
    """The words of a mail: its plain text, or its HTML where that says much more."""
    plain = "\n\n".join(part.text for part in mail.plain)
    encoding = next((part.encoding for part in mail.plain), "")
    found = [piece for data, charset in mail.html for piece in _pages(data, charset)]
    if found and sum(len(piece.text.split()) for piece in found) > 2 * len(plain.split()):
        page = _joined(found)
        return replace(page, pictures=tuple(_resolved(mail, page.pictures)))
    text, mended = mend(plain)
    notes = [*dict.fromkeys(note for part in mail.plain for note in part.notes), *mended]
    return Piece("\n".join(reading.split_lines(text)), encoding=encoding, notes=doubts_of(notes))


def _joined(pages: Sequence[Piece]) -> Piece:
    """The pages that a mail is written in as one: programs begin another behind each picture in a text."""
    first, *others = pages
    lines = Lines()
    lines.add_piece(first)
    notes = [*first.notes]
    for page in others:
        lines.gap()
        notes += _moved(page.notes, by=len(lines))
        titled = {number: role for number, role in page.fixed.items() if role is not Role.HEADLINE}
        lines.add_piece(replace(page, fixed=titled))
    pictures = [picture for page in pages for picture in page.pictures]
    return lines.piece(
        first.format, encoding=first.encoding, notes=notes, stated=first.stated, pictures=pictures
    )


def _moved(notes: Sequence[Doubt], *, by: int) -> list[Doubt]:
    return [replace(note, line=note.line + by if note.line else None) for note in notes]


def _pages(data: bytes, charset: str) -> list[Piece]:
    try:
        return html.pieces(data, "", charset)
    except NotCopy:
        return []


def _resolved(mail: Mail, pictures: Sequence[Attached]) -> list[Attached]:
    """Pictures of a page, those that came in the same mail with their bytes."""
    found = [(picture, mail.pictures.get(picture.name.removeprefix("cid:"))) for picture in pictures]
    return [
        replace(picture, name=came.name, data=came.data) if came else picture
        for picture, came in found
        if came or not picture.name.startswith("cid:")
    ]


def _attached(mail: Mail, depth: int) -> tuple[list[Piece], list[Doubt]]:
    """The stories in what is attached, and a doubt for each thing that holds none."""
    opened: list[Piece] = []
    doubts = []
    for name, data in mail.attached:
        try:
            is_mail = depth < _DEEPEST and matches(data, name)
            found = pieces(data, name, depth + 1) if is_mail else open_document(data, name)
        except NotCopy as problem:
            doubts.append(_doubted(name, problem.sentence))
            continue
        for piece in found:
            if piece.refusal:
                doubts.append(_doubted(name, piece.refusal.sentence))
                continue
            taken = {other.key for other in opened}
            key = f"{name}#{piece.key}" if piece.key else name
            opened.append(replace(piece, key=f"{key} ({len(opened) + 1})" if key in taken else key))
    return opened, doubts


def _doubted(name: str, why: str) -> Doubt:
    return Doubt("attachment", "body", None, f"“{name[:80]}” is attached: {why}")


def _covered(
    mail: Mail, note: Piece, piece: Piece, doubts: Sequence[Doubt], pictures: Sequence[Attached]
) -> Piece:
    """The first attachment with the note that it came with, which is none of it."""
    lines = Lines()
    _add_head(lines, mail, None)
    lines.gap()
    lines.add_piece(note, Role.FURNITURE)
    lines.gap()
    before = len(lines)
    lines.add_piece(piece)
    made = lines.piece(piece.format, encoding=piece.encoding, stated=piece.stated)
    return replace(
        made,
        key=piece.key,
        notes=(*_moved(piece.notes, by=before), *doubts),
        pictures=(*piece.pictures, *pictures),
    )


def _add_head(lines: Lines, mail: Mail, text: Piece | None) -> None:
    """Add the header. The day of sending may date the story; the subject is its headline where the text has none."""
    for header in mail.headers:
        free = header.startswith("Date:") and text is not None
        lines.add(header, None if free else Role.CONTACT, close=True)
    subject = _ANSWERED.sub("", mail.subject, count=1) if text is not None else ""
    if subject and not _has_title(text):
        lines.add(subject, Role.HEADLINE)
    else:
        lines.add(f"Subject: {mail.subject}" if mail.subject else "", Role.FURNITURE, close=True)


def _has_title(text: Piece | None) -> bool:
    """Whether a text begins with a line that is no sentence: a headline, or a slug above one."""
    if text is None:
        return False
    if Role.HEADLINE in text.fixed.values():
        return True
    lines = enumerate(text.text.split("\n"), 1)
    first = next((line.strip() for number, line in lines if line.strip() and number not in text.fixed), "")
    return len(first.split()) <= _LONGEST_TITLE and not _SENTENCE_END.search(first)


def _without_signature(text: Piece) -> Piece:
    """A text whose lines below a signature's mark are the sender's, not the story's."""
    source = text.text.split("\n")
    start = next((number for number, line in enumerate(source, 1) if line.rstrip() == "--"), len(source) + 1)
    below = {number: Role.CONTACT for number in range(start, len(source) + 1) if source[number - 1].strip()}
    return replace(text, fixed={**text.fixed, **below})
