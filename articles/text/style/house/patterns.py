"""Patterns that people write, read for what an engine would say too late or in words of its own."""

import re
from dataclasses import dataclass

import re2

LONGEST = 1_000
_WORD, _SPACE = r"\p{L}\p{M}\p{N}_", r"\s\p{Zs}"
# The engine's own know only the letters and blanks of English.
_BARE = {"w": f"[{_WORD}]", "W": f"[^{_WORD}]", "s": f"[{_SPACE}]", "S": f"[^{_SPACE}]", "Z": r"\z"}
_IN_CLASS = {"w": _WORD, "s": _SPACE}
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_NAMED = re.compile(r"\(\?P?<[^>]*>")
_REFERENCE = re.compile(r"\\(?:[1-9]\d?|k[<{']|g[<{])|\(\?P=")
_TEMPLATE = re.compile(r"\\(?:(\d)|(.)|\Z)|([^\\]+)", re.DOTALL)
_SAYS = {
    "bad repetition operator": "two signs of repetition stand in a row",
    "no argument for repetition operator": "nothing stands before this sign of repetition",
    "invalid repetition size": "a repetition goes from a smaller to a larger number, and to 1,000 in all at most",
    "invalid character class range": "this is no range or class of characters",
    "invalid escape sequence": "this means nothing after a backslash. For a backslash itself write two",
    "invalid perl operator": "this kind of group is not known",
    "invalid named capture group": "the name of a group stands in angle brackets, and is of letters, digits and _",
}


class BadRule(ValueError):
    """Why no check can be made of a rule: in which ``field``, and at which character of it, counted from 1, where one
    is to blame."""

    def __init__(self, field: str, sentence: str, place: int | None = None) -> None:
        super().__init__(sentence if place is None else f"Character {place}: {sentence}")
        self.field, self.place = field, place


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern for the engine, and whether what it finds begins and ends as words do."""

    text: str
    begins: bool = False
    ends: bool = False
    groups: int = 0


def read_pattern(written: str) -> Pattern:
    """The pattern that somebody wrote. Raises BadRule."""
    if not written.strip():
        raise BadRule("find", "Nothing is to be found. Write a pattern.")
    if len(written) > LONGEST:
        raise BadRule("find", f"A pattern has at most {LONGEST:,} characters: this one has {len(written):,}.")
    if "\n" in written:
        place = written.index("\n") + 1
        raise BadRule(
            "find", "a line ends here. A pattern is one line, as it is tried on one paragraph.", place
        )
    scan = _Scan(written)
    scan.run()
    options = re2.Options()
    options.log_errors = False
    try:
        groups = re2.compile(written.replace(r"\Z", r"\z"), options).groups
    except re2.error as error:
        raise _translated(written, error) from None
    # The engine's edge of a word knows only the letters of English: at the ends of a pattern ours stands for it.
    pieces = scan.pieces
    begins = len(pieces) > 1 and pieces[0] == r"\b" and not scan.is_split
    ends = len(pieces) > 1 and pieces[-1] == r"\b" and not scan.is_split
    return Pattern("".join(pieces[begins : len(pieces) - ends]), begins, ends, groups)


class _Scan:
    """One way through a pattern: what is left open, what we do not take, and its pieces for the engine."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.pieces: list[str] = []
        self.open: list[int] = []
        self.is_split = False
        self.at = 0

    def run(self) -> None:
        while self.at < len(self.written):
            sign = self.written[self.at]
            if sign == "\\":
                self.escaped(_BARE)
            elif sign == "[":
                self.within_class()
            else:
                self.grouped(sign)
        if self.open:
            raise BadRule(
                "find",
                "this bracket is not closed. Add ), or write \\( for the sign itself.",
                self.open[-1] + 1,
            )

    def take(self, length: int, piece: str | None = None) -> None:
        end = self.at + length
        self.pieces.append(self.written[self.at : end] if piece is None else piece)
        self.at = end

    def escaped(self, known: dict[str, str]) -> None:
        place, next_one = self.at + 1, self.written[self.at + 1 : self.at + 2]
        if not next_one:
            raise BadRule("find", "a backslash ends the pattern. For a backslash itself write two.", place)
        self.refuse_reference()
        self.take(2, known.get(next_one))

    def grouped(self, sign: str) -> None:
        if sign == "(":
            self.refuse_reference()
            if self.written.startswith(_LOOKS, self.at):
                raise BadRule(
                    "find",
                    "the pattern looks around itself here, which ours cannot: it might never end. Find the words "
                    "themselves, and tick “Whole words” for where they begin and end.",
                    self.at + 1,
                )
            self.open.append(self.at)
            named = _NAMED.match(self.written, self.at)
            self.take(len(named[0]) if named else 1)
            return
        if sign == ")" and not self.open:
            raise BadRule(
                "find", "no bracket is open here to be closed. For the sign itself write \\).", self.at + 1
            )
        if sign == ")":
            self.open.pop()
        self.is_split = self.is_split or (sign == "|" and not self.open)
        self.take(1)

    def within_class(self) -> None:
        start = self.at
        self.take(2 if self.written.startswith("[^", self.at) else 1)
        is_first = True
        while self.at < len(self.written):
            if self.written[self.at] == "]" and not is_first:
                self.take(1)
                return
            is_first = False
            if self.written[self.at] == "\\":
                self.escaped(_IN_CLASS)
            elif self.written.startswith("[:", self.at) and ":]" in self.written[self.at :]:
                self.take(self.written.index(":]", self.at) + 2 - self.at)
            else:
                self.take(1)
        raise BadRule(
            "find",
            "this class of characters is not closed. Add ], or write \\[ for the sign itself.",
            start + 1,
        )

    def refuse_reference(self) -> None:
        if _REFERENCE.match(self.written, self.at):
            raise BadRule(
                "find",
                "the pattern points back to what one of its groups found, which ours cannot: it might never end. "
                "Write out what is meant.",
                self.at + 1,
            )


def _translated(written: str, error: re2.error) -> BadRule:
    """What the engine says, as we say it, at the place of the words that it blames."""
    raw = error.args[0]
    said, _, blamed = (raw.decode(errors="replace") if isinstance(raw, bytes) else str(raw)).partition(": ")
    place = written.find(blamed) + 1 if blamed else 0
    return BadRule("find", f"{_SAYS.get(said, said)}.", place or None)


def read_template(written: str, groups: int) -> tuple[str | int, ...]:
    r"""What is to stand for what a pattern finds, cut at its groups: ``\1`` is the first, ``\0`` all that was found,
    ``\\`` a backslash. Raises BadRule.
    """
    pieces: list[str | int] = []
    for found in _TEMPLATE.finditer(written):
        group, sign, plain = found.groups()
        if plain is not None:
            pieces.append(plain)
        elif sign == "\\":
            pieces.append(sign)
        elif group is None:
            raise BadRule(
                "replacement",
                "a number follows a backslash here, as in \\1. For the sign itself write two.",
                found.start() + 1,
            )
        elif int(group) > groups:
            has = "no group" if not groups else "one group" if groups == 1 else f"{groups} groups"
            raise BadRule(
                "replacement", f"there is no group {group}: the pattern has {has}.", found.start() + 1
            )
        else:
            pieces.append(int(group))
    return tuple(pieces)
