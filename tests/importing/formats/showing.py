"""Pieces as they are told apart in tests: each line with what is stated of it."""

from articles.importing.formats import Piece, open_copy


def lines_of(piece: Piece) -> list[tuple[str, str]]:
    """(what is stated, words) of each line that is not blank."""
    lines = enumerate(piece.text.split("\n"), 1)
    return [(piece.fixed.get(n) or piece.kinds.get(n) or "", words) for n, words in lines if words]


def only_piece(data: str | bytes, *, name: str = "copy") -> Piece:
    [piece] = open_copy(data if isinstance(data, bytes) else data.encode(), name=name)
    return piece
