"""What is known of the lines of a file beside their words, before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.importing.formats import Piece
from articles.importing.reading.alike import Rules
from articles.importing.reading.learned import RUNNING, Line
from articles.text import reading
from articles.text.keys import line_key
from articles.text.parsing import Role, own_role
from articles.text.parsing.habits import Habits


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file's lines beside their words: the roles that a person gave to some of them, by number, and
    those that rules give; and the lines that recur in the files of its run, by key, with what nearly all files
    of its folder do."""

    fixed: Mapping[int, Role] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    furniture: Mapping[str, Line] = field(default_factory=dict)
    habits: Habits = field(default_factory=dict)

    def roles(self, piece: Piece) -> dict[int, Role]:
        """The roles of a story's lines, as far as they are known."""
        return self.said_of(piece)[1]

    def said_of(self, piece: Piece) -> tuple[str, dict[int, Role]]:
        """A story's text without the beginnings by which rules know lines, and the roles of lines as far as they are
        known: what a person said wins over rules, those over what the file's format states, and that over what recurs.
        """
        roles = dict(piece.fixed)
        lines = reading.split_lines(piece.text) if self.rules or self.furniture else []
        begun = is_cut = False
        for number, line in enumerate(lines, 1):
            key = line_key(line)
            begun = begun or len(line.split()) >= RUNNING
            if ruled := self.rules.of(line, key):
                roles[number], words = ruled
                if words is not line and self.fixed.get(number) in (None, ruled[0]):
                    lines[number - 1], is_cut = words, True
            elif (
                (known := self.furniture.get(key))
                and (begun or not known.is_below)
                and own_role(line) is None
            ):
                roles.setdefault(number, Role.FURNITURE)
        return "\n".join(lines) if is_cut else piece.text, {**roles, **self.fixed}


NOTHING = Given()
