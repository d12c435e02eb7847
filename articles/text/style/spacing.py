"""Words beside words: one typed twice, two without a blank between them."""

import re
from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check, without_overlaps

_TWICE = pattern(r"(?<![\w'’.-])([^\W\d_]+(?:['’][^\W\d_]+)?)(\s+)(\1)(?![\w'’-])", re.IGNORECASE)
# English lets these stand twice, or people say them so.
_LAWFUL = frozenset({
    "had", "very", "really", "many", "much", "far", "so", "too", "more", "long", "never", "no", "yes", "ha",
    "bye", "blah", "tut", "knock", "hear", "now", "well", "come", "go", "please", "hey", "whoa", "wow", "ho", "hee",
    "boo", "bang", "beep", "woof", "chop", "pom", "can", "aye", "quack", "night", "cha", "dum", "la", "na", "tick",
    "choo", "win", "ding", "ring", "hush", "there", "over", "again", "up", "big", "couscous", "pooh", "goody", "hubba",
    "tsk", "yada", "vroom", "do", "mahi", "ylang", "bon", "dik", "aku", "tom", "can-can", "agar", "pawpaw", "chi",
})  # fmt: skip
_IS_IS = pattern(
    r"(?i)\b(?:what|all|thing|problem|question|answer|truth|point|fact|issue|who|where|how|it)\b"
)
_NEAR = 60


@check(
    "doubled-word",
    Severity.BLOCK,
    reason="A word typed twice is the commonest slip that eyes pass over.",
    example="The head of of the council resigned.",
    spares_quotations=False,
)
def doubled_word(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_TWICE):
        if not _is_lawful(copy.text, found):
            yield Hit(found.start(), found.end(), f"“{found[1]}” stands twice.", found[1])


def _is_lawful(text: str, found: re.Match[str]) -> bool:
    first, second = found[1], found[3]
    if second[0].isupper() and second not in ("The", "A"):
        return True  # Pago Pago, Duran Duran; or a new sentence without its stop
    word = first.lower()
    if word in ("is", "was"):
        return _IS_IS.search(text, max(0, found.start() - _NEAR), found.start()) is not None
    if word in ("in", "on") and _PHRASAL.search(text, max(0, found.start() - 12), found.start()):
        return True
    if word == "that":
        before = text[max(0, found.start() - 20) : found.start()]
        return _TELLS.search(before) is not None or _DOES.match(text, found.end()) is not None
    return word in _LAWFUL


_DOES = pattern(r"\s(?:is|was|has|had|will|would|can|could|may|might|should|does|did|makes?|means?)\b")
_TELLS = pattern(
    r"(?i)(?:\b(?:said|says?|saying|think|thinks?|thought|know|knew|known|believed?s?|hoped?|means?|meant|shows?"
    r"|showed|shown|suggest(?:s|ed)?"
    r"|fact|be|is|was|clear|sure|so|likely|ensure|accept(?:ed)?|agreed?|argue[sd]?|claim(?:s|ed)?|insist(?:s|ed)?|aware"
    r"|evidence|idea"
    r"|feels?|felt|see|saw|noted?|admit(?:s|ted)?|told|finds?|found|and|but|now|given|all|added|realised?|realized?"
    r"|prove[sd]?)|,)\s$"
)
"""What stands before "that that"."""
_PHRASAL = pattern(r"(?i)\b(?:log|logs|logged|logging|hand|handed|sign|signed|check|checked|move|moved)\s$")

_WEB = pattern(
    r"(?i)://|www\.|@|\.(?:com|co|org|net|gov|edu|uk|us|eu|de|fr|info|tv|io|ac|txt|html?|pdf|js)\b"
)
_GAPS = tuple(
    pattern(form)
    for form in (
        r"[a-z]{2}[)\"”’]?(?P<sign>[.!?])(?=[A-Z][a-z]+\b|(?:A|I|It)\s|[\"“‘(][A-Z])",
        r"[\d)%](?P<sign>[.!?])(?=[A-Z][a-z]+[\s,])",
        r"(?<![\w.])[A-Z](?:\.[A-Z]){1,4}(?P<sign>\.)(?=[a-z]{3,})",
        r"[a-z][\"”](?P<sign>,)(?=[a-z]{2})",
        r"(?:\d(?:m|bn|[ap]m|km|kg|p)|[A-Z]{2})(?P<sign>\.)(?=[A-Z][a-z]+[\s,])",
        r"[a-z]{2}(?P<sign>[,;])(?=[A-Za-z]{2,})",
        r"[a-z]{3}(?P<sign>:)(?=[A-Z][a-z]+\s)",
        r"[.,!?](?P<sign>[\"”])(?=[A-Za-z]{2})",
        r"[a-z](?P<sign>\))(?=[a-z]{3})",
        r"[.!?]{2}(?P<sign>[.!?])(?=[A-Z][a-z])",
    )
)
_TOKEN = pattern(r"\S{0,60}")


@check(
    "missing-space",
    Severity.WARN,
    reason="A sentence begins after a blank.",
    example="The club lost.The coach left.",
    spares_quotations=False,
)
def missing_space(copy: Copy) -> Iterator[Hit]:
    hits = (
        Hit(*found.span("sign"), "A blank is missing here.", f"{found['sign']} ")
        for gap in _GAPS
        for found in copy.find(gap)
        if not _is_in_address(copy.text, found)
    )
    return without_overlaps(hits)


def _is_in_address(text: str, found: re.Match[str]) -> bool:
    start = max(text.rfind(" ", max(0, found.start() - 60), found.start()), found.start() - 60) + 1
    token = _TOKEN.match(text, start)
    return token is not None and _WEB.search(token[0]) is not None
