"""Rules that a desk writes for itself: a list of words or a pattern, made into a check.

    made(rule) -> Check        raises BadRule where one cannot be made of it

A list of words holds an entry a line: words to find, or ``wrong -> right``. A pattern is a regular expression in the
syntax of RE2 (https://github.com/google/re2/wiki/Syntax), which takes time in proportion to the text, whatever it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import re2

from articles.text.style.copy import Copy
from articles.text.style.house.patterns import BadRule, Pattern, read_pattern, read_template
from articles.text.style.registry import Check, Hit, Severity

Kind = Literal["words", "pattern"]
PREFIX = "desk-"
"""With which the codes of such rules begin, and those of the built-in checks never."""
MOST_ENTRIES, LONGEST_ENTRY = 1_000, 200

_LETTER = r"\p{L}\p{M}\p{N}_"
_BEFORE, _AFTER = rf"(?:^|[^{_LETTER}])", rf"(?:$|[^{_LETTER}])"
_ALIKE = {sign: f"[{alike}]" for alike in ("'’", '"“”', "-‐‑") for sign in alike}
_KEYS = str.maketrans({sign: alike[0] for alike in ("'’", '"“”', "-‐‑") for sign in alike})
_ARROWS = ("->", "→")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENDS = (r"\A", r"\z", r"\Z")


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule as the desk wrote it. ``language`` "" is any; ``replacement`` "" is where only a person can tell."""

    code: str
    kind: Kind
    find: str
    replacement: str = ""
    message: str = ""
    severity: Severity = Severity.WARN
    reason: str = ""
    language: str = ""
    spares_quotations: bool = True
    whole_words: bool = True
    heeds_case: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found within one part, its groups with it: None for one that took no part."""

    start: int
    end: int
    groups: tuple[str | None, ...]


Propose = Callable[[_Found], str | None]


@lru_cache(maxsize=1_000)
def made(rule: HouseRule) -> Check:
    """The check that a rule is. Raises BadRule, which says in which field the mistake is, and at which place of it."""
    if broken := _SURROGATE.search(rule.find):
        raise BadRule("find", "this is no character. Type it anew.", broken.start() + 1)
    pattern, propose = (_of_words if rule.kind == "words" else _of_pattern)(rule)
    engine = _compiled(pattern, heeds_case=rule.heeds_case)

    def find(copy: Copy) -> Iterator[Hit]:
        for start, found in _all_found(engine, copy):
            proposed = propose(found)
            said = found.groups[0] or ""
            if proposed != said:
                yield Hit(start + found.start, start + found.end, _message(rule, said, proposed), proposed)

    example = rule.find.split("\n", 1)[0].strip()
    return Check(
        rule.code, rule.severity, rule.reason, example, find, rule.spares_quotations, language=rule.language
    )


def entries(find: str) -> list[tuple[str, str | None]]:
    """The entries of a list of words with what is to stand for each, None where its line does not say."""
    told: dict[str, tuple[str, str | None]] = {}
    for number, line in enumerate(find.splitlines(), 1):
        arrow = next((arrow for arrow in _ARROWS if arrow in line), None)
        wrong, right = (part.strip() for part in (line.split(arrow, 1) if arrow else (line, "")))
        if not line.strip():
            continue
        if not any(map(str.isalnum, wrong)):
            raise BadRule(
                "find", f"Line {number} has no word to find. Write what is wrong first: wrong -> right."
            )
        if arrow and not right:
            raise BadRule(
                "find",
                f"Line {number} has nothing after its arrow. Say what is right, or leave the arrow out.",
            )
        if len(wrong) > LONGEST_ENTRY:
            raise BadRule("find", f"Line {number} is longer than {LONGEST_ENTRY} characters.")
        if wrong == right:
            raise BadRule("find", f"Line {number} puts “{wrong}” for itself.")
        if told.setdefault(wrong, (wrong, right or None)) != (wrong, right or None):
            raise BadRule(
                "find", f"Line {number} says of “{wrong}” otherwise than a line before it. Keep one."
            )
    if not told:
        raise BadRule("find", "Nothing is to be found. Write one entry a line.")
    if len(told) > MOST_ENTRIES:
        raise BadRule("find", f"A list has at most {MOST_ENTRIES:,} entries: this one has {len(told):,}.")
    return list(told.values())


def _of_words(rule: HouseRule) -> tuple[Pattern, Propose]:
    held = entries(rule.find)
    rights = {_key(wrong, rule): right or rule.replacement or None for wrong, right in held}
    # The first of two that fit is taken: the longer one says more.
    ordered = sorted((wrong for wrong, _ in held), key=len, reverse=True)
    pattern = Pattern("|".join(map(_literal, ordered)), rule.whole_words, rule.whole_words)

    def propose(found: _Found) -> str | None:
        said = found.groups[0] or ""
        right = rights.get(_key(said, rule))
        return _as_found(said, right, rule) if right else None

    return pattern, propose


def _of_pattern(rule: HouseRule) -> tuple[Pattern, Propose]:
    pattern = read_pattern(rule.find)
    if rule.whole_words:
        pattern = replace(pattern, begins=True, ends=True)
    template = read_template(rule.replacement, pattern.groups) if rule.replacement else None

    def propose(found: _Found) -> str | None:
        if template is None:
            return None
        pieces = (piece if isinstance(piece, str) else found.groups[piece] or "" for piece in template)
        return _as_found(found.groups[0] or "", "".join(pieces), rule)

    return pattern, propose


@dataclass(frozen=True, slots=True)
class _Engine:
    """A compiled pattern, whose first group is all that it finds without what stands around its words."""

    engine: Any
    begins: bool

    def found(self, text: str) -> Iterator[_Found]:
        """Each place of a text that fits. The engine counts in bytes."""
        data, place, at, chars = _encoded(text), 0, 0, 0
        while place <= len(data) and (match := self.engine.search(data, place)):
            start, end = match.span(1)
            groups = tuple(None if group is None else group.decode() for group in match.groups())
            chars, at = chars + len(data[at:start].decode()), start
            yield _Found(chars, chars + len(data[start:end].decode()), groups)
            place = self._next(data, start, end)

    def _next(self, data: bytes, start: int, end: int) -> int:
        """Where to look for what comes after a place: never within a character."""
        if end == start:
            return next(
                (at for at in range(end + 1, len(data)) if _begins_character(data[at])), len(data) + 1
            )
        # What it ends with may be what stands before the next word; a single character is never looked at again.
        last = next(at for at in range(end - 1, -1, -1) if _begins_character(data[at]))
        return last if self.begins and last > start else end


def _encoded(text: str) -> bytes:
    """What the engine reads: of half a character, which no rule can mean, it reads a question mark."""
    return text.encode(errors="replace")


def _begins_character(byte: int) -> bool:
    return byte & 0xC0 != 0x80


def _compiled(pattern: Pattern, *, heeds_case: bool) -> _Engine:
    options = re2.Options()
    options.log_errors, options.case_sensitive = False, heeds_case
    before, after = _BEFORE if pattern.begins else "", _AFTER if pattern.ends else ""
    try:
        engine = _Engine(re2.compile(f"{before}({pattern.text}){after}", options), pattern.begins)
    except re2.error as error:
        raise BadRule("find", "The pattern is too large. Split the rule, or repeat fewer times.") from error
    # The engine drops a group that holds a place and no character: \b?
    if not engine.engine.groups or any(
        found.start == found.end for sample in ("", "a", " a1. ") for found in engine.found(sample)
    ):
        raise BadRule(
            "find",
            "The pattern also fits where there is nothing at all. Let it ask for at least one character.",
        )
    return engine


def _all_found(engine: _Engine, copy: Copy) -> Iterator[tuple[int, _Found]]:
    for part in copy.parts:
        for found in engine.found(copy.of(part)):
            if found.end > found.start:
                yield part.start, found


def fits(rule: HouseRule, text: str) -> bool:
    """Whether a rule finds anything at all in a text: quicker than its check, which also finds nothing where this does
    not. Quotations are not spared, and lines are taken for parts.
    """
    return any(edge in rule.find for edge in _ENDS) or _screen(rule).engine.search(_encoded(text)) is not None


@lru_cache(maxsize=100)
def _screen(rule: HouseRule) -> _Engine:
    pattern, _ = (_of_words if rule.kind == "words" else _of_pattern)(rule)
    return _compiled(replace(pattern, text=f"(?m){pattern.text}"), heeds_case=rule.heeds_case)


def _literal(words: str) -> str:
    """A pattern for words as they stand, whatever white space and signs they are set with."""
    return r"[\s\p{Zs}]+".join(
        "".join(_ALIKE.get(sign) or re2.escape(sign) for sign in word) for word in words.split()
    )


def _key(words: str, rule: HouseRule) -> str:
    words = " ".join(words.translate(_KEYS).split())
    return words if rule.heeds_case else words.casefold()


def _as_found(said: str, right: str, rule: HouseRule) -> str:
    """What is right, with capitals where what it stands for has them and its own are not told."""
    if rule.heeds_case or right != right.lower() or said.casefold() == right.casefold():
        return right
    if said.isupper() and len(said) > 1:
        return right.upper()
    return f"{right[0].upper()}{right[1:]}" if right and said[:1].isupper() else right


def _message(rule: HouseRule, said: str, proposed: str | None) -> str:
    if rule.message:
        return rule.message
    return f"“{said}” is not our style." if proposed is None else f"Our style is “{proposed}”, not “{said}”."
