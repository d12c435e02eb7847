"""The text of a file, for the readers of formats: what is no text is no copy.

    decoded(data, declared="") -> Reading       as it is, for what is taken apart before it is text
    mended(data) -> Reading                     as it is parsed and kept

Both raise NotCopy, with the reason.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from articles.importing.formats.piece import NotCopy
from articles.text import reading


def decoded(data: bytes, declared: str = "") -> reading.Reading:
    with _as_copy():
        return reading.decode(data, declared)


def mended(data: bytes) -> reading.Reading:
    with _as_copy():
        return reading.read(data)


@contextmanager
def _as_copy() -> Iterator[None]:
    try:
        yield
    except reading.NotText as problem:
        raise NotCopy("not-text", problem.reason) from None
