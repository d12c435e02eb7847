"""Mailboxes (mbox): mail after mail in one file, each below a line that says "From", its sender and a time.

RFC 4155, appendix A. Programs do not agree on what else the line says: what counts is a time in it, or that it is bare
and stands below a blank one, as Thunderbird leaves it, and that a header follows.
"""

import re
from email.parser import BytesHeaderParser

from articles.importing.formats.mail.parts import header
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import own_keys

_START = re.compile(
    rb"(?<![^\r\n])From (?:[^\r\n]{1,300}\b\d{1,2}:\d\d(?::\d\d)?\b[^\r\n]{0,40}?\b\d{4}\b[^\r\n]{0,20}"
    rb"|(?<![^\r\n]\nFrom )(?<![^\r\n]\r\nFrom )(?:- ?)?)(?:\r\n|\r|\n)(?=[A-Za-z][\w-]{1,40}:)"
)
_QUOTED = re.compile(rb"(?<![^\r\n])>(?=>*From )")
_BOM = "\ufeff".encode()
_LONGEST_KEY = 100


def mails_of(data: bytes) -> list[tuple[str, bytes]]:
    """The mails of a mailbox, each with what names it there; none where a file is no mailbox.

    A mail is named by its Message-ID where no other has the same, else by its place.
    """
    if not opening(data).startswith("From "):
        return []
    starts = list(_START.finditer(data))
    if not starts or data[: starts[0].start()].removeprefix(_BOM).strip():
        return []
    ends = [*(start.start() for start in starts[1:]), len(data)]
    mails = [_QUOTED.sub(b"", data[start.end() : end]) for start, end in zip(starts, ends, strict=True)]
    own = [header(BytesHeaderParser().parsebytes(mail), "Message-ID")[:_LONGEST_KEY] for mail in mails]
    return list(zip(own_keys(own, "mail"), mails, strict=True))
