"""What a comparison of two versions is made of, as a page shows it."""

from dataclasses import dataclass, field

from articles.desk.words import counted

SHOWN = 12
"""Places of one kind that a summary names; it counts the others."""
OPENING = 60
"""Characters of folded paragraphs that say which they are."""


@dataclass
class Passage:
    """A stretch of words that stayed, or a change of words and the white space after it (``gap``).

    ``anchor`` is set where the summary leads to it.
    """

    kept: str = ""
    old: str = ""
    new: str = ""
    gap: str = ""
    particulars: tuple = ()
    anchor: str = ""


@dataclass
class Row:
    """One field, detail or paragraph: what became of it in words (``says``), and its passages.

    ``label`` and ``old_label`` are the number of a paragraph in either text, "" where it is not in it. ``anchor`` is
    "" where nothing changed; ``previous`` and ``next`` are those of the changes around it.
    """

    op: str
    says: str = ""
    label: str = ""
    old_label: str = ""
    kind: str = "p"
    marks: list = field(default_factory=list)
    passages: list = field(default_factory=list)
    anchor: str = ""
    previous: str = ""
    next: str = ""


@dataclass
class Fold:
    """Paragraphs in a row that nobody changed."""

    rows: list

    @property
    def says(self):
        return f"Paragraphs {self.rows[0].label} to {self.rows[-1].label} are unchanged"

    @property
    def opening(self):
        words = "".join(passage.kept for passage in self.rows[0].passages)
        return words if len(words) <= OPENING else words[:OPENING].rsplit(" ", 1)[0] + " …"


@dataclass
class Group:
    """Changes of one kind, for the summary; ``places`` are (anchor, words)."""

    noun: str
    plural: str = ""
    places: list = field(default_factory=list)

    @property
    def says(self):
        return counted(len(self.places), self.noun, self.plural)

    @property
    def shown(self):
        return self.places[:SHOWN]

    @property
    def more(self):
        return len(self.places[SHOWN:])


@dataclass
class Changes:
    """All that differs between two versions, amid the text that it differs in. ``blocks`` holds rows and folds."""

    prefix: str
    language: str
    fields: list
    details: list
    blocks: list
    summary: list

    @property
    def same(self):
        return not self.summary
