"""What a mail was forwarded with: the note above the text, the header of the mail that it was, the notice below.

without_note(text) -> Piece         the same text, with these lines said to be none of the story
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.importing.formats.piece import Piece
from articles.text.parsing import Role

_MARK = re.compile(
    r"\W*(?:original message|(?:begin )?forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten nachricht|message d’origine|message d'origine|message transféré|mensaje original"
    r"|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada"
    r"|oorspronkelijk bericht|doorgestuurd bericht)\W*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[*>\s]*(?:from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|para|asunto"
    r"|da|inviato|a|oggetto|assunto|van|verzonden|aan|onderwerp)\s?:\*?\s",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:confidentiality notice|disclaimer\s*(?::|$)"
    r"|this (?:e-?mail|message|communication) (?:and|is|may|contains)\b.{0,80}"
    r"(?:confidential|intended|attach|addressee)"
    r"|diese e-?mail (?:enthält|ist|kann)|ce (?:message|courriel)\b.{0,60}confidentiel"
    r"|este (?:mensaje|correo|mensagem)\b.{0,60}confidencial)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 40
"""Words above the mail that was forwarded. With more it is a mail of its own, which quotes another."""
_FEWEST_HEADERS = 2
_LONGEST_NOTICE = 300
"""Words of what a firm puts below its mails, in several languages perhaps. More are text that only begins like one."""


def without_note(text: Piece) -> Piece:
    source = text.text.split("\n")
    roles = {**dict(_above(source)), **dict(_below(source))}
    return replace(text, fixed={**text.fixed, **roles}) if roles else text


def _above(source: Sequence[str]) -> Iterator[tuple[int, Role]]:
    """The lines down to the end of the header of a mail that was forwarded."""
    start = next(
        (number for number, line in enumerate(source) if line.strip() and _MARK.fullmatch(line)), None
    )
    if start is None or len(" ".join(source[:start]).split()) > _LONGEST_NOTE:
        return
    end = start + 1
    while end < len(source) and (not source[end].strip() or _HEADER.match(source[end])):
        end += 1
    if sum(bool(_HEADER.match(line)) for line in source[start:end]) < _FEWEST_HEADERS:
        return
    for number, line in enumerate(source[:end], 1):
        if line.strip():
            yield number, Role.CONTACT if number > start else Role.FURNITURE


def _below(source: Sequence[str]) -> Iterator[tuple[int, Role]]:
    """The lines from a notice to whoever was not meant to read a mail, which stands below all else."""
    start = next(
        (number for number, line in enumerate(source, 1) if _NOTICE.match(line.strip())), len(source) + 1
    )
    below = " ".join(source[start - 1 :])
    if start > len(source) // 2 and len(below.split()) <= _LONGEST_NOTICE:
        yield from (
            (number, Role.CONTACT) for number in range(start, len(source) + 1) if source[number - 1].strip()
        )
