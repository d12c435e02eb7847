"""Votes as copy tells of them: how many are for and against, how many do neither, and how many there are to vote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from articles.text.patterns import pattern
from articles.text.style.reading.numbers import HUNDREDS, WORD, number_of

_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})?|{HUNDREDS}|{WORD})"
_MEMBER = (
    r"(?:member\s(?:states?|countries|nations|clubs)|members?|councill?ors?|judges?|justices?|jurors?|delegates?|trustees?"
    r"|directors?|governors?|nations|countries|states|commissioners?|senators?|lawmakers|legislators|alderm[ae]n"
    r"|ministers|peers|bishops|mps|msps|tds|deputies|residents|creditors|clubs|shareholders|partners|selectors|magistrates"
    r"|seats|panell?ists|arbitrators|owners|people|men\sand\swomen|electors|unions|branches|parishioners|villagers|players)"
)
_BODY = (
    r"(?:council|board|committee|panel|court|jury|commission|assembly|body|cabinet|parliament|senate|group|bench|executive"
    r"|trustees?|chamber|house|bloc|federation|union|tribunal|synod|congress|legislature|authority|directorate|club"
    r"|commons|alliance|league|quorum|membership|sabha|knesset|d[áa]il|seanad|bundestag|duma|lords|senedd)"
)
_OF_PARTY = (
    r"(?:party|group|caucus|faction|opposition|coalition|labour|conservative|tory|tories|liberal|democrats?|democratic"
    r"|republicans?|snp|greens?|independents?|nationalist|bjp|congress)"
)
_ONE = r"(?:member|strong|seat|person|man|woman|judge|juror|justice|delegate|nation|country|state|director|trustee)"
# “The nine-member board”, “the board of nine”, “all nine members”, “of the nine members”.
_SIZE = pattern(
    rf"(?i)(?<![\w.,-])(?P<n>{_COUNT})[- ]{_ONE}\b(?=[- ](?:[\w'’-]{{1,40}}\s){{0,3}}?{_BODY}\b)"
    rf"|(?P<all>\b(?:all|every\sone\sof|each\sof|not\sone\sof|none\sof)\s(?:(?:of\s)?(?:the|its|their|our|those|[\w-]+['’]s?)\s)?)"
    rf"(?P<m>{_COUNT})\b(?=\s(?:(?!{_OF_PARTY}\b)[\w-]+\s){{0,2}}?{_MEMBER}\b|\sof\s(?:them|those|us|whom|whose|the\b)"
    rf"|\s(?:voting|delivering|present|taking|being|agreeing)\b)"
    rf"|(?P<of>\b(?:of|the|its|their|(?<!party)(?<!group)['’]s?|with|before)\s)(?P<k>{_COUNT})\s"
    rf"(?:(?!{_OF_PARTY}\b)(?:[a-z-]+)\s)?{_MEMBER}\b"
    rf"|\b(?!group\b){_BODY}(?:\sof|,?\s(?:which|that)\s(?:has|numbers)|\shas(?:\sonly|\sjust)?|,\swith)\s(?P<j>{_COUNT})\b(?!\s(?:men|women|them)\b|%)"
    rf"|\bthere\s(?:are|were)\s(?P<us>{_COUNT})\s(?:of\s(?:us|them)|(?:[a-z-]+\s)?{_MEMBER})\b"
    rf"|(?:^|[.;:“\"]\s?)(?P<came>{_COUNT})\s(?:(?!{_OF_PARTY}\b)[a-z-]+\s)?{_MEMBER}\s(?:came|attended|were\spresent"
    rf"|turned\s(?:up|out)|took\spart|met|sat|voted(?=[,:;]))\b"
    rf"|\b(?P<there>{_COUNT})\s(?:in\sthe\s(?:hall|room|chamber):|(?:members|of\sthem|{_MEMBER})\s)?(?:(?:were|was|are|being)\s(?:present|there|in\sattendance"
    rf"|in\sthe\s(?:hall|room|chamber))|took\spart|cast\s(?:an?|their)\s(?:votes?|ballots?))\b"
    rf"|\b(?:with|and)\s(?P<voting>{_COUNT})\s(?:[a-z]+\s)?(?:voting|taking\spart|present\sand\svoting)\b"
)
_OWN_BODY = pattern(
    rf"(?i)[- ]?(?:[\w'’-]+\s){{0,4}}?(?:{_BODY}|{_MEMBER})\b(?:\s(?:of|on)\sthe\s(?:\w+\s)?{_BODY}\b)?"
)
_OTHER_BODY = pattern(
    rf"(?i)\b(?:{_BODY}|councillors|mps|peers|lawmakers|senators|delegates|shareholders|members)\b"
)
_IMPOSSIBLE = pattern(
    rf"(?i)\b(?P<n>{_COUNT})\sof\s(?:the|its|their)\s(?P<m>{_COUNT})\s(?:[a-z]+\s)?{_MEMBER}\b"
)
_FULL = pattern(
    r"(?i)\b(?:no|without|nor\sany)\s(?:(?!\d)[a-z]+\s){0,2}?(?:abst\w+|absences?|absentees?)\b"
    r"|\b(?:nobody|no\s?one|none|not\sone)\b[^.;]{0,50}?\b(?:abst\w+|absent|left|away|missing|stayed\saway)\b"
    r"|\ball\s(?:\w+\s)?(?:of\s(?:whom|them|us|the\w*)\s)?(?:\w+\s)?(?:vot(?:ed|ing)|present|cast|took\spart|taking\spart)\b"
    r"|\bwe\sall\b|\bevery\s(?:one|member|\w+)\b[^.;]{0,40}?\b(?:vot(?:ed|ing)|present|attended)\b|\ball\swere\scounted\b"
    r"|\beverybody\svoted\b|\beveryone\svoted\b|\bfull\s(?:attendance|council|board|bench|house)\b"
)
_PAIR = pattern(
    rf"(?i)(?<![\w.,/-])(?P<a>{_COUNT})(?:\svotes?)?(?:\s(?:in\sfavou?r|for))?(?P<joint>\s?(?:to|-|–|—)\s?)(?P<b>{_COUNT}|nil"
    rf"|none)\b(?![-–/:]|,\d|\.\d|\s?%|\sper\b|\spercent|\s(?:minutes|hours|days|weeks|months|years|people)\b)"
    rf"|(?<![\w.,/-])(?P<each>{_COUNT})\s(?:votes\s)?(?:each|apiece|all)\b(?=[,.;]|\s(?:and|with|when|on|after)\b)"
)
_KIND = (
    r"(?:members?|mps|msps|councill?ors?|trustees|directors|delegates|judges|justices|jurors|senators"
    r"|votes?|others?|more|of\s(?:whom|them)|were|was|voted|voting|cast|in|being)"
)
_ROLE = pattern(
    rf"(?i)(?<![\w.,/-])(?<!every )(?<!not )(?<!no )(?<!any )"
    rf"(?P<n>{_COUNT}|none|nobody|no\sone|no)\s(?:of\s(?:the|its)\s{_COUNT}\s(?:[a-z]+\s){{1,2}}?"
    rf"|of\sthe\s{_COUNT}\s[a-z]+,[^,;]{{3,50}},\s)?(?:(?:{_KIND})\s){{0,3}}?"
    r"(?P<role>for|in\sfavou?r|against|backed|support(?:ed|ing)|opposed|favou?red|approved|yes|no\b|ticked|wanted|objected"
    r"|dissent\w*|reject(?:ed|ing)|declared|recused|did\snot|not\svoting|abst\w+|absent|spoil\w+|away|recording|ayes?|noes|nays?|yeas?"
    r"|opposing|backing|voted)\b"
)
_LATER = pattern(
    rf"(?i)\b(?:and|,|but)\s(?:the\sother\s)?(?P<n>{_COUNT})\s(?P<role>no|yes|against|for|not|abst\w+|to\s(?!{_COUNT}\b)[a-z]+)\b"
)
_NEITHER = pattern(
    rf"(?i)(?<![\w.,/-])(?P<n>{_COUNT}|an?|a\ssingle)\s(?:(?!{WORD}\b)(?!and\b|to\b|with\b|for\b|against\b)[a-z]+\s){{0,2}}?"
    r"(?P<role>abstentions?|abst[ae]\w+|absent|absences?|absentees?|did\snot\svote|not\svoting|didn['’]t\svote|recus\w+"
    r"|apologies|declared\san?\sinterest|vacan\w+|spoil(?:ed|t)|was\saway|were\saway|missing)\b"
)
_ABSTENTION = pattern(r"(?i)abst|did|not|declared|recus|absen|spoil|away|apolog|vacan|missing|didn")
_VOTING = pattern(
    r"(?i)\b(?:vot(?:e|es|ed|ing)|ballot|majority|abstain\w*|abstentions?|ruled|ruling|approved|backed|rejected|passed"
    r"|motion|carried|elected|split|divided|deadlocked|upheld|dismissed|struck\s(?:out|down)|convicted|guilty|verdict"
    r"|adopted|granted|refused|hands\sup|clause|amendment|resolution|agreed|tribunal|jury|bench|defeated|quashed|acquitted"
    r"|overturned|tied|sided|found\sfor|endorsed|supported)\b"
)
_SAID = pattern(r"(?i)vote|favour|favor|against|majority|opposed|object|dissent")
_BY = pattern(
    r"(?i)(?:\b(?:by|vot\w+|rul\w+|split|divided|was|were|is|tied|at|of|passed|lost|won|carried|backed|down|stood|went"
    r"|decided|ended|approved|rejected|it|convicted|finished)(?:\s\w+)?|[,:–—])\s$"
)
_SPORT = pattern(
    r"(?i)\b(?:goals?|match(?:es)?|team|squad|beat|score[ds]?|innings|wickets?|half-time|sets?|rinks)\b"
)

Taken = tuple[int, int]
"""A place whose numbers are told of already."""


class Size(NamedTuple):
    """How many could vote: ``is_all`` where all are said to have, ``is_loose`` where they may be some of them."""

    number: int
    start: int
    end: int
    is_all: bool
    is_loose: bool


class Ballot(NamedTuple):
    """What was cast; ``neither`` did not vote for one side or the other, None where nothing tells of any."""

    start: int
    end: int
    counts: tuple[int, ...]
    neither: int | None


def sizes(text: str) -> Iterator[Size]:
    """How many could vote, as a stretch of text has it."""
    for found in _SIZE.finditer(text):
        number = number_of(
            next(found[name] for name in ("n", "m", "k", "j", "us", "came", "there", "voting") if found[name])
        )
        if number > 1:
            of = (found["of"] or "").strip().lower()
            yield Size(
                number, *found.span(), is_all=found["all"] is not None, is_loose=bool(of) and of != "of"
            )


def bodies(text: str) -> set[str]:
    """What a stretch of text calls those who vote."""
    return {found[0].lower() for found in _OTHER_BODY.finditer(text)}


def is_of_another(text: str, size: Size, vote: Ballot) -> bool:
    """Whether a vote behind a number of members is that of another body than theirs."""
    if size.is_all or size.end > vote.start:
        return False
    own = _OWN_BODY.match(text, size.end, vote.start)
    return _OTHER_BODY.search(text, own.end() if own else size.end, vote.start) is not None


def impossible(text: str) -> Iterator[re.Match[str]]:
    """More of a number than there are: six of the five members."""
    return (each for each in _IMPOSSIBLE.finditer(text) if number_of(each["n"]) > number_of(each["m"]) > 1)


def is_full(text: str) -> bool:
    """Whether all are said to have voted."""
    return _FULL.search(text) is not None


def ballots(text: str, members: Iterable[Size]) -> list[Ballot]:
    """The votes of a stretch of text; numbers of ``members`` count those who could vote, and are none."""
    taken = [(size.start, size.end) for size in members]
    pairs = (
        []
        if _SPORT.search(text)
        else [found for found in _PAIR.finditer(text) if _is_vote(text, found, taken)]
    )
    if pairs:
        return [_paired(text, found, taken) for found in pairs]
    roles = [found for found in _ROLE.finditer(text) if not _is_taken(found.start("n"), taken)]
    ends = {found.end() for found in roles}
    roles += [found for found in _LATER.finditer(text) if roles and found.end() not in ends]
    sides = [found for found in roles if not _is_abstention(found)]
    rest = [found for found in roles if _is_abstention(found)]
    if not sides or len(roles) < 2:
        return []
    counts = tuple(_count(found["n"]) for found in sides)
    others = neither(text, [*taken, *(found.span() for found in roles)])
    neithers = (
        sum(_count(found["n"]) for found in rest) + (others or 0) if rest or others is not None else None
    )
    start, end = min(found.start() for found in sides), max(found.end() for found in roles)
    return [Ballot(start, end, counts, neithers)]


def neither(text: str, taken: Sequence[Taken] = ()) -> int | None:
    """How many are said to have voted for neither side, beyond what is ``taken``."""
    counts = [
        _count(found["n"]) for found in _NEITHER.finditer(text) if not _is_taken(found.start("n"), taken)
    ]
    return sum(counts) if counts else None


def _paired(text: str, found: re.Match[str], taken: Sequence[Taken]) -> Ballot:
    counts = (found["each"],) * 2 if found["each"] else (found["a"], found["b"])
    start, end = found.span()
    counted = tuple(_count(count) for count in counts)
    return Ballot(start, end, counted, neither(text, [*taken, (start, end)]))


def _is_vote(text: str, found: re.Match[str], taken: Sequence[Taken]) -> bool:
    """Whether two numbers are votes, and not goals: they say so, or a word near them does."""
    if any(_is_taken(found.start(name), taken) for name in ("a", "b", "each") if found[name]):
        return False
    if _SAID.search(found[0]):
        return True
    if (found["joint"] or "").strip() == "to" and not _BY.search(
        text[max(0, found.start() - 30) : found.start()]
    ):
        return False
    return bool(_VOTING.search(text, max(0, found.start() - 60), min(len(text), found.end() + 30)))


def _is_taken(place: int, taken: Sequence[Taken]) -> bool:
    return any(start <= place < end for start, end in taken)


def _is_abstention(found: re.Match[str]) -> bool:
    return _ABSTENTION.match(found["role"]) is not None


def _count(word: str) -> int:
    word = word.lower()
    if word in ("no", "none", "nobody", "no one", "nil"):
        return 0
    return 1 if word in ("a", "an", "a single") else number_of(word)
