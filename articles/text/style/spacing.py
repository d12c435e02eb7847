"""Words beside words and signs, without a blank between them."""

import re
from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check, without_overlaps

_WEB = pattern(
    r"(?i)://|www\.|@|\.(?:com|co|org|net|gov|edu|uk|us|eu|de|fr|info|tv|io|ac|txt|html?|pdf|js)\b"
)
_WORD_AFTER = r"(?:[A-Za-z]{2,}|[aAI]\s|i\.e\.|e\.g\.)"
_GAPS = tuple(
    pattern(form)
    for form in (
        r"[a-z]{2}[)\"”’]?(?P<sign>[.!?])(?=[A-Z][a-z]+\b|(?:A|I|It)\s|[\"“‘(][A-Z])",
        r"[\d)%](?P<sign>[.!?])(?=[A-Z][a-z]+[\s,])",
        r"(?<![\w.])[A-Z](?:\.[A-Z]){1,4}(?P<sign>\.)(?=[a-z]{3,})",
        r"(?<![\w.])[UE]\.[SKNU](?P<sign>\.)(?=[A-Z][a-z]{2,})",
        r"[a-z][\"”](?P<sign>,)(?=[a-z]{2})",
        r"(?:\d(?:m|bn|[ap]m|km|kg|p)|[A-Z]{2})(?P<sign>\.)(?=[A-Z][a-z]+[\s,])",
        rf"(?:[a-z]{{2}}|['’]s|\w\s)(?P<sign>[,;])(?={_WORD_AFTER})",
        r"[a-z]{3}(?P<sign>[,;])(?=[\d£$€“])",
        r"\d(?:m|bn|k|p|%)?(?P<sign>,)(?=[a-z]{2})",
        r"\b[ap]\.m(?P<sign>\.)(?=[A-Z][a-z])",
        r"(?<!:)\b[a-z]{3,}(?P<sign>:)(?=[A-Za-z]{2,}[\s,.]|[“‘\"][A-Za-z])",
        r"[.,!?](?P<sign>[\"”])(?=[A-Za-z]{2})",
        r"[.!?]{2}(?P<sign>[.!?])(?=[A-Z][a-z])",
    )
)
_OPENS = pattern(r"[a-z]{2}(?P<sign>\()(?=[A-Za-z]+[\s,]|[\d£$€])")
_CLOSES = pattern(r"\((?P<inner>[^()\n]{2,200})(?P<sign>\))(?=[A-Za-z]{2})")
_ASIDE = pattern(r"[\s\d]|\A[A-Z]{2,}\Z|\A[a-z]{4,}\Z")
"""What stands between brackets and is no part of the word around them: (re)opening, un(der)paid."""
_TOKEN = pattern(r"\S{0,60}")


@check(
    "missing-space",
    Severity.WARN,
    reason="A sentence begins after a blank.",
    example="The club lost.The coach left.",
    spares_quotations=False,
)
def missing_space(copy: Copy) -> Iterator[Hit]:
    hits = [
        Hit(*found.span("sign"), "A blank is missing here.", f"{found['sign']} ")
        for gap in _GAPS
        for found in copy.find(gap)
        if not _is_in_address(copy.text, found)
    ]
    hits += (Hit(*found.span("sign"), "A blank is missing here.", " (") for found in copy.find(_OPENS))
    hits += (
        Hit(*found.span("sign"), "A blank is missing here.", ") ")
        for found in copy.find(_CLOSES)
        if _ASIDE.search(found["inner"])
    )
    return without_overlaps(hits)


def _is_in_address(text: str, found: re.Match[str]) -> bool:
    start = max(text.rfind(" ", max(0, found.start() - 60), found.start()), found.start() - 60) + 1
    token = _TOKEN.match(text, start)
    return token is not None and _WEB.search(token[0]) is not None
