"""Words typed twice, which eyes pass over, and those that English lets stand twice."""

import re
from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check, without_overlaps
from articles.text.style.words.lexicon import times

_WORD = pattern(
    r"(?<![\w'’.-])([^\W\d_]+(?:['’][^\W\d_]+)?|(?:1[5-9]|20)\d\d)(\s+)(\1)(?![\w'’-])", re.IGNORECASE
)
_WORDS = pattern(r"(?<![\w'’.-])([a-z]+(?:\s[a-z]+){1,3})(\s\1)+(?![\w'’-])", re.IGNORECASE)
_AGAIN = pattern(r"(?i)\b(?:and|or|by|to|after|very|so)\b")
"""What says several words again on purpose: more and more and more, day after day after day."""
_LAWFUL = frozenset({
    "had", "very", "really", "many", "much", "far", "so", "too", "more", "long", "never", "no", "yes", "ha",
    "bye", "blah", "tut", "knock", "hear", "now", "well", "come", "go", "please", "hey", "whoa", "wow", "ho", "hee",
    "boo", "bang", "beep", "woof", "chop", "pom", "can", "aye", "quack", "night", "cha", "dum", "la", "na", "tick",
    "choo", "win", "ding", "ring", "hush", "there", "over", "again", "up", "big", "couscous", "pooh", "goody", "hubba",
    "tsk", "yada", "vroom", "do", "mahi", "ylang", "bon", "dik", "aku", "tom", "can-can", "agar", "pawpaw", "chi",
})  # fmt: skip
"""English lets these stand twice, or people say them so."""
_LAWFUL_BEHIND_LIST = {
    "in": """
        bring brought came check checked checks come comes coming gave go goes going gone hand handed let log logged
        logging logs move moved moves moving sign signed signing signs went
    """,
    "on": """
        came carried carry come comes coming early further go goes going gone had keep kept later live lived log logged
        move moved put switch switched turn turned went work worked
    """,
    "for": """
        ask asked bargained call called calls came cared come fought hope hoped known longed look looked looking paid
        pay searched stand stands stood voted wait waited waiting wished work worked
    """,
    "her": """
        ask asked bought buy cost costs deny denied gave give gives giving got granted handed lent made offered owed
        paid promised read saved sent show showed taught tell told wish wished
    """,
    "that": """
        accept accepted added admit admits admitted agree agreed all and argue argued argues aware be believe believed
        believes but claim claimed claims clear complained concluded concludes decided decides denied denies doubt
        ensure evidence explained explains fact feel feels felt find finds found given hear heard hope hoped hopes idea
        insist insisted insists is knew know known likely mean means meant note noted now promised prove proved proves
        realised realized recalled remember remembered replied ruled rules ruling said saw say saying says see show
        showed shown shows so stated stressed suggest suggested suggests sure think thinks thought told understand
        understood warned warns was
    """,
}
_LAWFUL_BEHIND = {word: frozenset(before.split()) for word, before in _LAWFUL_BEHIND_LIST.items()}
"""Words that may be twice behind others: it came on on Monday, she said that that was all."""
_WHAT_IS = pattern(
    r"(?i)\b(?:what(?:ever)?|all|thing|problem|question|answer|truth|point|fact|issue|who|where|how)\b"
)
_THAT_IS = pattern(r"\s(?:is|was|has|had|will|would|can|could|may|might|should|does|did|makes?|means?)\b")
_LACKS = frozenset({
    "had", "has", "have", "having", "is", "are", "was", "were", "be", "there's", "there’s", "with", "made", "make",
    "gave", "take", "takes", "took", "saw", "found",
})  # fmt: skip
"""Behind these "no" is said of something, once."""
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir", "Prof", "Cllr", "Rev"})
_NO_NAME, _THE, _SMALL = 50_000, pattern(r"\b[Tt]he\s\Z"), pattern(r"\s[a-z]")
"""How often a word is met that is nobody's name: the Police Police."""
_NEAR, _WORD_BEFORE = 60, pattern(r"(\S+)\s\Z")


@check(
    "doubled-word",
    Severity.BLOCK,
    reason="A word typed twice is the commonest slip that eyes pass over.",
    example="The head of of the council resigned.",
    spares_quotations=False,
)
def doubled_word(copy: Copy) -> Iterator[Hit]:
    places = [found for found in copy.find(_WORD) if not _is_lawful(copy.text, found)]
    places += [
        found
        for found in copy.find(_WORDS)
        if len(found[0]) == 2 * len(found[1]) + 1  # what is said three times is a song
        and not _AGAIN.search(found[1])
        and not copy.is_quoted(found.start())
    ]
    hits = (Hit(*found.span(), f"“{found[1]}” stands twice.", found[1]) for found in places)
    return without_overlaps(hits)


def _is_lawful(text: str, found: re.Match[str]) -> bool:
    first, second = found[1], found[3]
    if second[0].isupper() and second not in ("The", "A"):
        if first in _TITLES:
            return False
        # Pago Pago, Duran Duran; or a new sentence without its stop
        is_word = first[0].isupper() and times(first.lower()) > _NO_NAME
        return not (is_word and _THE.search(text, 0, found.start()) and _SMALL.match(text, found.end()))
    word = first.lower()
    if word in ("is", "was"):
        return _WHAT_IS.search(text, max(0, found.start() - _NEAR), found.start()) is not None
    before = _WORD_BEFORE.search(text, max(0, found.start() - _NEAR), found.start())
    behind = before[1].lower() if before else ""
    if word in _LAWFUL_BEHIND:
        is_that = word == "that" and (behind.endswith(",") or _THAT_IS.match(text, found.end()))
        return behind in _LAWFUL_BEHIND[word] or bool(is_that)
    if word == "had" and text.startswith(" been", found.end()):
        return False
    if word == "no" and behind in _LACKS:
        return not text.startswith(" ", found.end())
    return word in _LAWFUL
