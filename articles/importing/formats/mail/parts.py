"""An e-mail taken apart: its headers as words, its text, its pictures, its attachments. Nothing here judges them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from articles.importing.formats.piece import Attached, NotCopy
from articles.text import reading

_SHOWN = ("From", "To", "Cc", "Date")


@dataclass(slots=True)
class Mail:
    """What an e-mail holds. ``attached`` are (name, bytes) of what is neither its text nor a picture."""

    subject: str
    headers: list[str]
    plain: list[reading.Reading] = field(default_factory=list)
    html: list[tuple[bytes, str]] = field(default_factory=list)
    pictures: dict[str, Attached] = field(default_factory=dict)
    attached: list[tuple[str, bytes]] = field(default_factory=list)


def take_apart(data: bytes) -> Mail:
    """Raises NotCopy for what cannot be read as a mail."""
    try:
        message = BytesParser().parsebytes(data)
        headers = [f"{name}: {words}" for name in _SHOWN if (words := header(message, name))]
        mail = Mail(header(message, "Subject"), headers)
        for number, part in enumerate(_leaves(message), 1):
            _sort(mail, part, number)
    except (MessageError, RecursionError, LookupError, ValueError, TypeError) as error:
        is_deep = isinstance(error, RecursionError)
        why = "its parts stand too deep in one another" if is_deep else str(error)[:200]
        raise NotCopy("format", f"This e-mail is damaged: {why}.") from None
    return mail


def header(message: Message, name: str) -> str:
    """The words of a header, whatever they are encoded in; "" where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    try:
        return _squeezed(str(make_header(decode_header(raw))))
    except (HeaderParseError, LookupError, ValueError):
        return _squeezed(raw)


def _squeezed(words: str) -> str:
    if re.search("[\udc80-\udcff]", words):  # bytes that no header may hold
        data = words.encode("utf-8", "surrogateescape")
        try:
            words = reading.decode(data).text
        except reading.NotText:
            words = data.decode("utf-8", "replace")
    return " ".join(words.split())


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a mail that hold something themselves; a mail within it is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        else:
            yield part


def _sort(mail: Mail, part: Message, number: int) -> None:
    kind, name = part.get_content_type(), _name(part, number)
    if kind == "message/rfc822":
        mail.attached += [
            (name, inner.as_bytes()) for inner in part.get_payload() if isinstance(inner, Message)
        ]
        return
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return
    charset = part.get_content_charset() or ""
    if part.get_content_maintype() == "image":
        mail.pictures[(part.get("Content-ID") or name).strip("<> ")] = Attached(name, data)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        try:
            read = reading.decode(data, charset)
        except reading.NotText:  # a document or worse, whatever it is called
            mail.attached.append((name, data))
            return
        if kind == "text/html":
            mail.html.append((data, charset))
        else:
            mail.plain.append(read)
    else:
        mail.attached.append((name, data))


def _name(part: Message, number: int) -> str:
    return _squeezed(str(part.get_filename() or "")) or f"part {number}.{part.get_content_subtype()}"
