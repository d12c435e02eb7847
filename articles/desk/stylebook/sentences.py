"""A rule tried on a sentence: what it finds there, and what would stand there."""

from typing import NamedTuple

from articles.text import style


class Piece(NamedTuple):
    """A stretch of the sentence; ``finding`` is None for one in which nothing is found."""

    text: str
    finding: style.Finding | None = None


class Tried(NamedTuple):
    """``after`` is "" where nothing is proposed."""

    pieces: list[Piece]
    after: str
    messages: list[str]


def tried(checks, sentence):
    """What ``checks`` find in a sentence, whose lines are paragraphs; None for one that says nothing."""
    if not sentence.strip():
        return None
    language = next((check.language for check in checks if check.language), "en")
    lines = sentence.replace("\r\n", "\n").split("\n")
    copy = style.of_fields(passages=[("text", line) for line in lines], language=language)
    found = [finding for check in checks for finding in style.findings(check, copy)]
    pieces, after, at = [], [], 0
    for finding in sorted(found, key=lambda finding: (finding.start, finding.end)):
        if finding.start < at:
            continue
        said = copy.text[finding.start : finding.end]
        pieces += [Piece(copy.text[at : finding.start]), Piece(said, finding)]
        after += [copy.text[at : finding.start], said if finding.replacement is None else finding.replacement]
        at = finding.end
    pieces.append(Piece(copy.text[at:]))
    proposes = any(piece.finding and piece.finding.replacement is not None for piece in pieces)
    messages = list(dict.fromkeys(piece.finding.message for piece in pieces if piece.finding))
    return Tried(pieces, "".join([*after, copy.text[at:]]) if proposes else "", messages)
