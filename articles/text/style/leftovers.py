"""What was to be gone before anybody reads it: notes to oneself, filler, letters decoded wrongly."""

import re
from collections.abc import Iterator
from html import unescape

from articles.text.mending import misread
from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check

_NOTES = pattern(
    r"""
      \bXX\b(?=\s?(?:%|per\b|percent|million|billion|m\b|bn\b|people|years?\b|pounds|dollars|euros)) | [£$€]\s?X{2,}\b
    | \b(?:19|20)XX\b | [\[(]\?{1,3}[\])] | (?i:\bnotes?\s+to\s+(?:editors?|desk|subs?|self)\b:?)
    | (?i:\bTK(?:TK)+\b) | \bTK\b(?!\s?Maxx) | \b[Xx]{3,}\b | \bZ{3,}\b | \bFIXME\b | \bTO\ ?DO\b: | \bTODO\b
    | \bTB[CD]\b | (?i:\blorem\s+ipsum\b) | (?i:\bdolor\s+sit\s+amet\b) | (?<!\S)[£$€]?\?{3,}(?![\w?])
    | (?<!\S)(?:\#{3,}|_{4,})(?![\w#_])
    | [\[{<]\s*(?:CHECK|CHK|CONFIRM|VERIFY|FACT-?CHECK|NAMES?|AGE|TITLE|DATE|QUOTE|NUMBER|FIGURE|SOURCE|CITE|LINK|PIC
        |PHOTO|IMAGE|ADD|INSERT|UPDATE|DELETE|CUT|MORE|TK|TKTK|TBC|TBD|XX|QUERY|SPELLING|SP|REF|MISSING|FIX|REWRITE|WHO
        |WHEN|WHERE|NOTE|ED|SUBS?|DESK|HEADLINE|PLACEHOLDER)(?:[\s:,?!-][^\]\)}>\n]{0,80})?[\]}>]
    | \(\s*(?:(?:[A-Z]{3,10}\s)?TK|CHECK|CHK|CONFIRM|VERIFY|FACT-?CHECK|TBC|TBD|XX|QUERY)(?:[\s:,?!-][^)\n]{0,80})?\)
    | (?P<small>(?i:[\[{<]\s*(?:check|confirm|verify|fact[\s-]?check|insert|placeholder|add|to\s+come|needs?|tk|tbc|tbd
        |fix|rewrite|query|byline|standfirst|caption|ends|please|pls)(?:[\s:,?!-][^\]}>\n]{0,80})?[\]}>]))
    | \[[^\[\]\n]{0,40}\bto\s(?:come|follow|be\sconfirmed)\]
    | (?i:\((?:tk|check\s(?:spelling|name|names|date|age|title|figures?|this|with\s[^()\n]{1,30}))\))
    | \{\{[^{}\n]{0,80}\}\} | <%[^%\n]{0,80}%> | \$\{\w{1,40}\}
    | (?i:\b(?:insert|add)\s(?:name|quote|figure|date|link|picture|photo|number)s?\shere\b)
    | (?i:\byour\s(?:headline|text)\shere\b)
    | (?i:\bplaceholder\s(?:text|copy|headline|quote)\b) | (?i:\b(?:copy|quote|more|details|text)\sTK\b)
    """,
    re.VERBOSE,
)
_ROMAN = pattern(r"(?:[A-Z][\w'’.-]*|\d+|[Tt]he)\s$")
"""What stands before a Roman numeral, or a mark of films: Super Bowl XXX."""
_FILM = pattern(
    r"(?i)\A[\s-]{1,2}(?:film|films|rated|movie|movies|cinema|certificate|video|site|sites|porn\w*)\b"
)
_ENTITY = pattern(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_ONLY_X = pattern(r"[Xx]+")


@check(
    "leftover",
    Severity.BLOCK,
    reason="A note from the making of a story is no part of it.",
    example="The mayor, Ann Teller [CHECK], resigned.",
    spares_quotations=False,
    archive=True,
    language="",
)
def leftover(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_NOTES):
        if _ONLY_X.fullmatch(found[0]) and _is_numeral(copy.text, found):
            continue
        if found["small"] and copy.is_quoted(found.start()):
            continue  # a word that somebody's words were given, to be understood
        yield Hit(found.start(), found.end(), f"“{found[0].strip()}” looks like a note left in the copy.")


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    """Whether capital X are a number (of games, of popes, of a film) or a mark of size."""
    before = text[max(0, found.start() - 40) : found.start()]
    if len(found[0]) != 3:
        return False
    if _FILM.match(text[found.end() : found.end() + 14]):
        return True
    return _ROMAN.search(before) is not None and not before.rstrip().endswith((".", "!", "?"))


@check(
    "mojibake",
    Severity.BLOCK,
    reason="Letters that a program decoded wrongly are no letters of the story.",
    example="It costs Â£20.",
    spares_quotations=False,
    archive=True,
    language="",
)
def mojibake(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_ENTITY):
        if (meant := unescape(found[0])) != found[0]:
            yield Hit(found.start(), found.end(), f"“{found[0]}” stands for “{meant}”.", meant)
    for part in copy.parts if not copy.text.isascii() else ():
        for start, end, meant in misread(copy.text, part.start, part.end):
            said = f"“{meant}” was meant." if meant else "What was meant is lost."
            yield Hit(start, end, f"“{copy.text[start:end]}” was decoded wrongly: {said}", meant or None)
