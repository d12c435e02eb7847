"""The acts on a story, as buttons and pages: each a small view that calls one function of ``workflow`` or ``press``.

``table`` says what each does and asks, ``bar`` which of them a page offers, ``making`` makes one.
"""

from articles.desk.moves.acts import release
from articles.desk.moves.bar import bar
from articles.desk.moves.making import make
from articles.desk.moves.table import ACTS

__all__ = ["ACTS", "bar", "make", "release"]
