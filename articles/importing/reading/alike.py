"""Lines that are alike, by all of their words or by how they begin, and what rules say that they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from articles.models import LineRule
from articles.text.keys import line_key
from articles.text.parsing import Role
from articles.text.parsing.story import BODY, KEPT

ROLES = frozenset(role.value for role in Role)
"""What a rule may say of a line."""
TRIED = "tried_rules"
"""The option of a dry run that holds the rules that it was given: as a file has them, and kept nowhere else."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Which lines are meant: those with a key, or where it is a beginning those whose key begins so."""

    key: str
    begins: bool = False

    def has(self, line: str) -> bool:
        """Whether a line is one of them."""
        return rest_of(line, self.key) is not None if self.begins else line_key(line) == self.key


@dataclass(frozen=True)
class Rules:
    """What lines are, by their keys: ``whole`` lines, and ``beginnings``, of which the longest counts."""

    whole: Mapping[str, Role] = field(default_factory=dict)
    beginnings: Mapping[str, Role] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.whole or self.beginnings)

    def of(self, line: str, key: str) -> tuple[Role, str] | None:
        """What a line with this key is, and its words: those that follow a beginning, and of the body's lines all."""
        if role := self.whole.get(key):
            return role, line
        for length in self._lengths:
            if (role := self.beginnings.get(key[:length])) is None:
                continue
            rest = rest_of(line, key[:length])
            if rest or (rest is not None and role not in KEPT):
                return role, line if role in BODY or not rest else rest
        return None

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(start) for start in self.beginnings}, reverse=True)

    def but(self, alike: Alike, role: Role | None) -> "Rules":
        """The same rules, apart from what some lines are: ``role``, or with None whatever no rule says."""

        def changed(rules: Mapping[str, Role]) -> dict[str, Role]:
            others = {key: value for key, value in rules.items() if key != alike.key}
            return others | ({alike.key: role} if role else {})

        if alike.begins:
            return Rules(self.whole, changed(self.beginnings))
        return Rules(changed(self.whole), self.beginnings)


def rest_of(line: str, start: str) -> str | None:
    """What follows a beginning, given by its key, in a line; None where the line begins otherwise.

    Words count whole: “Proof” begins “Proof: Nora Esk”, not “Proofs are late”.
    """
    found = _pattern(start).match(line)
    return line[found.end() :].strip() if found else None


@lru_cache(maxsize=1024)
def _pattern(start: str) -> re.Pattern[str]:
    """A beginning as its key has it: blanks are any, and so are numbers; keys write ß as ss."""
    instead = {" ": r"\s+", "0": r"\d+", "ss": "(?:ss|ß)"}
    parts = (instead.get(part) or re.escape(part) for part in re.split("( |0|ss)", start))
    end = r"(?!\w)" if start[-1:].isalnum() else ""
    return re.compile(rf"\s*{''.join(parts)}{end}", re.IGNORECASE)


def proposed_start(line: str) -> str:
    """How lines like one may begin: up to a colon, or to the first word with a capital; "" where neither is there."""
    words = line.split()
    ends = [count + 1 for count, word in enumerate(words[:5]) if word.endswith((":", "："))]
    ends += [count for count, word in enumerate(words) if word[0].isupper()]
    return " ".join(words[: ends[0]]) if ends else ""


def rules_for(collection: str, tried: Iterable[Mapping[str, Any]] = ()) -> Rules:
    """The rules that are on for the files of a collection, as they would be if those that a dry run has ``tried`` were
    kept. Its own win over those for all.
    """
    names = {"", collection}
    held = LineRule.objects.filter(is_on=True, collection__in=names)
    rows = list(held.values_list("collection", "begins", "key", "role"))
    of_it = (rule for rule in tried if rule["collection"] in names)
    rows += [
        (rule["collection"], rule.get("begins", False), line_key(rule["line"]), rule["role"])
        for rule in of_it
    ]
    found: tuple[dict[str, Role], dict[str, Role]] = ({}, {})
    for _, begins, key, role in sorted(rows, key=itemgetter(0)):
        if role in ROLES:
            found[begins][key] = Role(role)
    return Rules(*found)
