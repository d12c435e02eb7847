"""What a check finds in a story of a few lines."""

from articles.text import style
from articles.text.style import Finding


def findings(
    *paragraphs: str, headline: str = "", language: str = "en-GB", profile="full", rules=(), **fields
) -> list[Finding]:
    copy = style.of_fields(
        headline=headline, passages=[("text", text) for text in paragraphs], language=language, **fields
    )
    return style.check(copy, profile=profile, rules=rules)


def found(code: str, *paragraphs: str, headline: str = "", **fields) -> list[str]:
    """The words that a check marks."""
    text = "\n".join(line for line in (headline, *paragraphs) if line)
    return [
        text[finding.start : finding.end]
        for finding in findings(*paragraphs, headline=headline, **fields)
        if finding.code == code
    ]


def mended(code: str, *paragraphs: str, headline: str = "", **fields) -> str:
    """The story as a check would have it."""
    text = "\n".join(line for line in (headline, *paragraphs) if line)
    for finding in reversed(findings(*paragraphs, headline=headline, **fields)):
        if finding.code == code and finding.replacement is not None:
            text = f"{text[: finding.start]}{finding.replacement}{text[finding.end :]}"
    return text
