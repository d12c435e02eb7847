"""What was to be gone before anybody reads it: notes to oneself, filler, letters decoded wrongly."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain

from articles.text.mending import misread
from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check, without_overlaps

_TO_FILL = (
    r"CHECK|CHK|CONFIRM|VERIFY|FACT-?CHECK|NAMES?|AGE|TITLE|DATE|QUOTE|NUMBER|FIGURE|SOURCE|CITE|LINK|PIC|PHOTO|IMAGE"
    r"|ADD|INSERT|UPDATE|DELETE|CUT|MORE|TK|TKTK|TBC|TBD|XX|QUERY|SPELLING|SP|REF|MISSING|FIX|REWRITE|WHO|WHEN|WHERE"
    r"|NOTE|ED|SUBS?|DESK|HEADLINE|PLACEHOLDER"
)
_COUNTED = r"(?:years?|months?|weeks?|days?|hours?|miles?|people|points?|votes?|goals?|runs?|times|per\scent|percent)\b"
_AT_WORDS = pattern(
    rf"""
    \b(?=[A-Z\d]|[acdilmnpqtxyz]) (?:
    # what stands for a number, a name, a word
      XX\b(?=(?<=[,(]\sXX),|\s?(?:%|per\b|percent|million|billion|m\b|bn\b|people|years?\b|pounds|dollars|euros))
    | (?:19|20)XX\b | [xX]{{1,2}}th\b | (?:x|XX)(?=[\s-]{_COUNTED}) | [Xx]{{3,}}\b | Z{{3,}}\b | TB[CD]\b
    | (?i:TK(?:TK)+)\b | TK\b(?!\s?Maxx) | \d{{1,4}}TK\b | (?:First\s?name|Forename)\s(?:Surname|Last\s?name)\b
    | (?<![\d.,:£$€+/-])(?<!\d\s)00(?=\s[a-z]|\s?%|-year) | 0\d{{2,4}}\s0{{5,8}}\b
    # what was said to those who make the story
    | (?i:notes?\s+to\s+(?:editors?|desk|subs?|self)\b:?) | FIXME\b | TO\ ?DO\b: | TODO\b
    | (?:QUERY|CHECK|SUBS?|DESK|LEGAL|REPORTER):\s[^\n]{{1,60}}?(?=[.?!\n]|\Z)
    | NB:?\s(?:please|check|ask|see|confirm|subs?|legal|desk|needs?)\b
    | [A-Z]{{3,}}(?:\s[A-Z]{{2,}}){{0,3}}\sTO\s(?:COME|FOLLOW)\b | (?:STORY|ARTICLE)\sCONTINUES\b
    | More\s(?:to\s(?:come|follow)|follows)\.{{0,3}}\Z | (?i:(?:copy|quote|more|details|text)\sTK)\b
    | (?i:(?:insert|add)\s(?:name|quote|figure|date|link|picture|photo|number)s?\shere)\b
    | (?i:your\s(?:headline|text)\shere)\b
    # filler, of which somebody may speak
    | (?P<filler>(?i:lorem\s+ipsum|dolor\s+sit\s+amet)\b) | Placeholder\s(?:text|copy|headline|quote)\b
    # what in somebody's words may be theirs
    | (?P<small>
        (?i:pl[sz])\b | xx(?=[\s,.])(?<=\s..)
      | (?:PLACE|NAMES?|TOWN|DATE|TITLE|NUMBER|FIGURE|COMPANY|STREET|VENUE|COUNTRY|AMOUNT|JOB\sTITLE)
        (?=[\s,.;])(?!\s[A-Z]{{2,}})
      )
    )
    """,
    re.VERBOSE,
)
_AT_SIGNS = pattern(
    rf"""
    (?=[\[({{<*$?\#_£€–—-]) (?:
      [£$€]\s?X{{2,}}(?:m|bn|k)?\b | (?<!\S)[£$€]?\?{{2,}}(?![\w?]) | (?<!\S)(?:\#{{3,}}|_{{4,}})(?![\w#_])
    | \{{\{{[^{{}}\n]{{0,80}}\}}\}} | <%[^%\n]{{0,80}}%> | \$\{{\w{{1,40}}\}} | <<[a-z][a-z _-]{{1,40}}>>
    | [\[(]\?{{1,3}}[\])]
    | [\[{{<]\s*(?:{_TO_FILL})(?:[\s:,?!-][^\]\)}}>\n]{{0,80}})?[\]}}>]
    | \(\s*(?:(?:[A-Z]{{3,10}}\s)?TK|CHECK|CHK|CONFIRM|VERIFY|FACT-?CHECK|TBC|TBD|XX|QUERY)
        (?:[\s:,?!-][^)\n]{{0,80}})?\)
    | \[[^\[\]\n]{{0,40}}\bto\s(?:come|follow|be\sconfirmed)\]
    | (?i:\((?:tk|check\s(?:spelling|name|names|date|age|title|figures?|this|with\s[^()\n]{{1,30}}))\))
    | \((?:colou?r|age|name|spelling|sp|date|title|year|street|number|which|when|where|who)\?\)
    | (?i:\((?:is|are)\s(?:this|that|these|those|it)\s(?:right|correct)\?\))
    | (?i:\*\*[^*\n]{{0,60}}\b(?:needs?|check|pls|add|insert|to\scome|tk|confirm|fix)\b[^*\n]{{0,60}}\*\*)
    | [–—(\[-]\s?(?i:subs?|legal|(?:news\s?)?desk|lawyers?)\sto\s(?:read|check|clear|see|confirm|add|trim|fill)\b
    | (?P<small>
        (?i:[\[{{<]\s*(?:check|confirm|verify|fact[\s-]?check|insert|placeholder|add|to\s+come|needs?|tk|tbc|tbd
        |fix|rewrite|query|byline|standfirst|caption|ends|please|pls)(?:[\s:,?!-][^\]}}>\n]{{0,80}})?[\]}}>])
      | (?i:\[[^\[\]\n]{{0,60}}\b(?:paras?|grafs?|pics?|see\s(?:map|box|panel|pics?|below|above|attached)|here|pls
        |quote\sfrom|insert)\b[^\[\]\n]{{0,60}}\])
      )
    )
    """,
    re.VERBOSE,
)
_AMID = pattern(r"[a-z,]\s\Z")
"""What stands before a word in capitals that is to be filled in; other capitals are a subhead's."""
_ROMAN = pattern(r"(?:[A-Z][\w'’.-]*|\d+|[Tt]he)\s$")
"""What stands before a Roman numeral, or a mark of films: Super Bowl XXX."""
_FILM = pattern(
    r"(?i)\A[\s-]{1,2}(?:film|films|rated|movie|movies|cinema|certificate|video|site|sites|porn\w*)\b"
)
_BEER = pattern(r"(?i)\s(?:lager|beer|bitter|ale|brewery|brand)s?\b")
_ESCAPED = pattern(r"(?:=[0-9A-F]{2}){2,}|\\u[0-9a-fA-F]{4}")
"""Letters as e-mail (RFC 2045) and scripts write them."""
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
    return without_overlaps(_notes(copy))


def _notes(copy: Copy) -> Iterator[Hit]:
    for found in chain(copy.find(_AT_SIGNS), copy.find(_AT_WORDS)):
        if _ONLY_X.fullmatch(found[0]) and _is_name(copy.text, found):
            continue
        if found["small"] and (copy.is_quoted(found.start()) or not _is_to_fill(copy.text, found)):
            continue  # a word that somebody's words were given, to be understood
        if found.groupdict().get("filler") and copy.is_quoted(found.start()):
            continue  # it is spoken of
        yield Hit(found.start(), found.end(), f"“{found[0].strip()}” looks like a note left in the copy.")


def _is_to_fill(text: str, found: re.Match[str]) -> bool:
    """Whether a word in capitals stands amid a sentence, in place of another."""
    return not found[0][:3].isupper() or _AMID.search(text, 0, found.start()) is not None


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether the letters X are a number (of games, of popes), a mark of size or of films, or somebody's name."""
    letters, before = found[0], text[max(0, found.start() - 40) : found.start()]
    behind = text[found.end() : found.end() + 14]
    if letters == "xXx" or (letters == "xx" and before.endswith(("The ", "the "))):
        return True
    if letters == "XXXX":
        return _BEER.match(behind) is not None or before.endswith("Castlemaine ")
    if len(letters) != 3:
        return False
    if _FILM.match(behind):
        return True
    return _ROMAN.search(before) is not None and not before.rstrip().endswith((".", "!", "?"))


def _escaped(found: re.Match[str]) -> Iterator[Hit]:
    written = found[0]
    if written.startswith("="):
        meant = bytes.fromhex(written.replace("=", "")).decode(errors="replace")
    else:
        meant = chr(int(written.removeprefix("\\u"), base=16))
    if meant.isprintable() and "\ufffd" not in meant:
        yield Hit(*found.span(), f"“{written}” stands for “{meant}”.", meant)


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
    for found in copy.find(_ESCAPED):
        yield from _escaped(found)
    for found in copy.find(_ENTITY):
        if (meant := unescape(found[0])) != found[0]:
            yield Hit(found.start(), found.end(), f"“{found[0]}” stands for “{meant}”.", meant)
    for part in copy.parts if not copy.text.isascii() else ():
        for start, end, meant in misread(copy.text, part.start, part.end):
            said = f"“{meant}” was meant." if meant else "What was meant is lost."
            yield Hit(start, end, f"“{copy.text[start:end]}” was decoded wrongly: {said}", meant or None)
