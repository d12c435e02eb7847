"""The lines of a story that a format holds in elements: written down one after the other, each with what is stated."""

from collections.abc import Iterable

from articles.importing.formats.piece import Attached, Piece, Stated
from articles.text.mending import Note, mend
from articles.text.parsing import Doubt, Role
from articles.text.parsing.story import PassageKind

_NOTHING = Stated()


class Lines:
    """Lines as they are added. Each is one line, whatever white space its words come with; blank ones are none."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.fixed: dict[int, Role] = {}
        self.kinds: dict[int, PassageKind] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def add(
        self, words: str, role: Role | None = None, kind: PassageKind | None = None, *, close: bool = False
    ) -> int:
        """Add a line, after a blank one unless it stands ``close``; gives its number, 0 where it has no words."""
        text = " ".join(words.split())
        if not text:
            return 0
        if self._lines and not close:
            self._lines.append("")
        self._lines.append(text)
        number = len(self._lines)
        if role:
            self.fixed[number] = role
        if kind:
            self.kinds[number] = kind
        return number

    def gap(self) -> None:
        """Let a blank line stand before what is added next."""
        if self._lines:
            self._lines.append("")

    def add_piece(self, piece: Piece, role: Role | None = None) -> None:
        """Add the lines of another piece, with what it states of them or all in one role."""
        before = len(self._lines)
        self._lines += piece.text.split("\n")
        stated = dict.fromkeys(range(1, len(self._lines) - before + 1), role) if role else piece.fixed
        self.fixed |= {
            number + before: said for number, said in stated.items() if self._lines[number + before - 1]
        }
        if not role:
            self.kinds |= {number + before: kind for number, kind in piece.kinds.items()}

    def piece(
        self,
        format: str,  # noqa: A002  # that is what it is
        *,
        key: str = "",
        encoding: str = "",
        notes: Iterable[Doubt] = (),
        stated: Stated = _NOTHING,
        pictures: Iterable[Attached] = (),
    ) -> Piece:
        """All that was added, as a piece; letters that were decoded wrongly are mended."""
        text, mended = mend("\n".join(self._lines))
        return Piece(
            text,
            key=key,
            format=format,
            encoding=encoding,
            notes=(*notes, *doubts_of(mended)),
            fixed=self.fixed,
            kinds=self.kinds,
            stated=stated,
            pictures=tuple(pictures),
        )


def doubts_of(notes: Iterable[Note]) -> tuple[Doubt, ...]:
    """What reading bytes left unsure, as doubts about the body."""
    return tuple(Doubt("encoding", "body", note.line, note.sentence) for note in notes if not note.sure)
