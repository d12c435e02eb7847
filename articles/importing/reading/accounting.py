"""What the row of a file says of its lines and of the values that were read in it."""

from typing import Any

from articles.importing.reading.copies import Copy, Lines
from articles.models import ImportedFile
from articles.text.parsing import ParsedStory, Role

LONGEST = 1000
"""Characters of a value that are kept beside the file: the story has all of it."""
_TEXTS = ("standfirst", "byline", "dateline", "source", "proofreader", "slugline", "language")


def account(file: ImportedFile, copy: Copy) -> None:
    """Let a file's row say where its lines went and what was read in them. Does not save it."""
    lines = copy.lines
    file.roles = {str(number): role for number, role in lines.roles.items()}
    file.left_out = [[number, text, role] for number, text, role in (*lines.left_out, *lines.cuts)]
    parsed = copy.story
    file.evidence = {name: list(numbers) for name, numbers in parsed.evidence.items()} if parsed else {}
    file.certainty = dict(parsed.certainty) if parsed else {}
    file.shape = parsed.shape[:80] if parsed else ""
    file.fields = values(parsed) if parsed else {}
    if supplied := copy.supplied.as_json():
        file.fields["supplied"] = supplied


def lines_of(file: ImportedFile) -> Lines:
    """Where the lines of a file went, as its row says."""
    left_out = ((number, text, Role(role)) for number, text, role in file.left_out)
    return Lines(
        roles={int(number): Role(role) for number, role in file.roles.items()},
        left_out=tuple(line for line in left_out if file.roles.get(str(line[0])) == line[2]),
    )


def values(parsed: ParsedStory) -> dict[str, Any]:
    """What a file gives, a value for each field that it fills; of its text, how much there is."""
    found: dict[str, Any] = {"headline": parsed.headline or ""}
    found |= {name: getattr(parsed, name) for name in _TEXTS}
    found |= {"section": parsed.section, "keywords": list(parsed.keywords)}
    if parsed.published:
        found |= {"published": parsed.published.iso, "precision": parsed.published.precision}
    found |= {"paragraphs": len(parsed.paragraphs), "related": len(parsed.related)}
    return {
        name: value[:LONGEST] if isinstance(value, str) else value for name, value in found.items() if value
    }
