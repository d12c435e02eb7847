"""The paragraphs of an office document as lines: which of them is the headline, and which rows of tables are text."""

from articles.importing.formats.lines import Lines
from articles.importing.formats.office.styles import Style
from articles.text.keys import title_key
from articles.text.parsing import Role, own_role

_SENTENCE, _RUNNING = 12, 25
"""Words of a line that is a sentence, and of one that is running text: no headline stands below that."""


class Paragraphs:
    """Paragraphs as they are added. ``title`` is what the properties of the document call it."""

    def __init__(self, title: str) -> None:
        self.lines = Lines()
        self._title = title_key(title)
        self._headed = self._begun = False

    def add(self, text: str, style: Style, *, is_item: bool = False, is_row: bool = False) -> None:
        """Add a paragraph, or what is read as one. Each line that it breaks itself is one of its own."""
        first, *others = text.split("\n")
        number = self._add_first(first, style, is_item=is_item, is_row=is_row)
        for other in others:  # broken by a line's end, not a paragraph's
            self.lines.add(other, self.lines.fixed.get(number), self.lines.kinds.get(number), close=True)

    def add_row(self, text: str) -> int:
        """Add a row of a table; gives the number of its line. Above the text it may be a form."""
        is_text = self._begun and " | " in text and own_role(text) is None
        return self.lines.add(text, Role.PARAGRAPH if is_text else None, "p" if is_text else None, close=True)

    def _add_first(self, text: str, style: Style, *, is_item: bool, is_row: bool) -> int:
        if text.strip() and not self._headed and (style.heads or self._is_title(text)):
            self._headed = True
            return self.lines.add(text, Role.HEADLINE)
        length = len(text.split())
        self._begun = self._begun or length >= _SENTENCE
        self._headed = self._headed or length >= _RUNNING
        if is_row:
            return self.add_row(text)
        kind = style.kind or ("li" if is_item else None)
        return self.lines.add(text, style.role, kind, close=kind == "li")

    def _is_title(self, text: str) -> bool:
        return bool(self._title) and title_key(text) == self._title
