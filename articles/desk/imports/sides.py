"""A file beside its story: the lines with their roles on the one side, on the other the passages that they became."""

from dataclasses import dataclass, field

from articles.desk.imports.words import FIELDS
from articles.importing.reading.rereading import text_of
from articles.text import reading

LINES = 400
"""Lines of a page; a longer file is turned over."""
LONGEST = 2000
"""Characters of a line that are shown."""
LARGE = 400_000
"""Characters. A longer text is read again only when somebody asks for it."""
GROUPS = {
    "head": {"headline", "kicker", "standfirst", "slugline", "section", "keywords"},
    "who": {"byline", "source", "proofreader", "editor", "translator", "agency credit"},
    "when": {"date", "dateline", "embargo"},
    "text": {"paragraph", "subhead", "quote", "list item"},
    "picture": {"caption", "picture credit", "picture file"},
    "related": {"related label", "related title", "related date", "promo"},
    "notes": {"note to editors", "contact", "correction note", "boilerplate", "end mark"},
    "furniture": {"page furniture"},
    "unknown": {"unknown"},
}
"""The roles by what they are about: those of one group share a colour, and each has its own word."""
_GROUP = {role: group for group, roles in GROUPS.items() for role in roles}
SHOWN = (
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "published",
    "source",
    "proofreader",
    "section",
    "keywords",
    "slugline",
)


@dataclass
class Line:
    """One line of a file. ``feeds`` names the passages that its words went into."""

    number: int
    text: str
    more: int = 0
    role: str = ""
    was: str = ""
    cut: str = ""
    is_doubtful: bool = False
    is_fixed: bool = False
    feeds: list[str] = field(default_factory=list)

    @property
    def group(self):
        return _GROUP.get(self.role, "none")


@dataclass
class Passage:
    """One field of the story, or one block of its text, with the numbers of the lines that it came from."""

    key: str
    kind: str
    text: str
    lines: tuple[int, ...] = ()
    label: str = ""
    sure: str = ""


@dataclass
class Sides:
    """Both sides of one page of a file. ``refusal`` says why no story is read in it, ``is_stale`` that it would be
    read otherwise today than it was."""

    lines: list[Line] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    refusal: str = ""
    first: int = 1
    total: int = 0
    is_read: bool = False
    is_stale: bool = False

    @property
    def span(self):
        return range(self.first, self.first + LINES)

    @property
    def earlier(self):
        return max(1, self.first - LINES) if self.first > 1 else None

    @property
    def later(self):
        return self.first + LINES if self.first + LINES <= self.total else None


def sides(file, copy, *, first=1, doubts=(), is_preview=False):
    """What is shown of a file from line ``first`` on. ``copy`` is what is read in it, None where it is not read.

    Lines have the roles that they were taken with, and in a preview those that they would have.
    """
    text = text_of(file)
    if text is None:
        return Sides()
    found = reading.split_lines(text)
    parsed = copy.story if copy else None
    passages = _passages(parsed) if parsed else []
    roles = _roles(parsed) if is_preview and parsed else file.roles
    if is_preview and copy:
        doubts = copy.doubts
    page = Sides(first=first, total=len(found), is_read=copy is not None)
    page.refusal = copy.refusal.sentence if copy and copy.refusal else ""
    page.lines = _lines(file, found, first, roles, _feeds(passages))
    page.passages = [one for one in passages if one.label or any(n in page.span for n in one.lines)]
    doubtful = {doubt.line for doubt in doubts if doubt.line}
    for line in page.lines:
        line.is_doubtful = line.number in doubtful
    page.is_stale = bool(parsed and not is_preview and file.roles and _roles(parsed) != file.roles)
    return page


def around(file, number, *, reach=6):
    """The lines of a file beside one of them, or its first lines."""
    text = text_of(file)
    if text is None:
        return []
    first = max(1, (number or 1) - reach)
    rows = _lines(file, reading.split_lines(text)[: first + 2 * reach], first, file.roles, {})
    for row in rows:
        row.is_doubtful = row.number == number
    return rows


def _roles(parsed):
    return {str(number): role.value for number, role in parsed.roles.items()}


def _feeds(passages):
    """For each line the passages that its words went into."""
    feeds = {}
    for one in passages:
        for number in one.lines:
            feeds.setdefault(number, []).append(one.key)
    return feeds


def _lines(file, found, first, roles, feeds):
    held = file.roles
    cuts = {place: text for place, text, role in file.left_out if held.get(str(place)) != role}
    rows = []
    for number, text in enumerate(found[first - 1 : first - 1 + LINES], first):
        role, was = roles.get(str(number), ""), held.get(str(number), "")
        row = Line(number, text[:LONGEST], max(0, len(text) - LONGEST), role, feeds=feeds.get(number, []))
        row.was = was if was != role else ""
        row.cut = cuts.get(number, "")
        row.is_fixed = str(number) in file.fixed
        rows.append(row)
    return rows


def _passages(parsed):
    certainty = getattr(parsed, "certainty", {})
    found = []
    for name in SHOWN:
        value = getattr(parsed, name, "")
        if name == "published" and value:
            value = f"{value.iso} (“{value.raw}”)"
        if name == "headline" and not value and parsed.proposed_headline:
            value = f"{parsed.proposed_headline} (proposed: the file has none)"
        if isinstance(value, tuple):
            value = ", ".join(value)
        if value:
            lines = tuple(parsed.evidence.get(name, ()))
            found.append(Passage(f"f-{name}", name, value, lines, FIELDS[name], certainty.get(name, "")))
    for number, one in enumerate(parsed.passages, 1):
        found.append(Passage(f"p-{number}", one.kind, one.text, one.lines))
    for number, one in enumerate(parsed.related, 1):
        label = "Waiting title" if one.promo else "Related title"
        found.append(Passage(f"r-{number}", "related", one.title, (one.line,), label))
    return found
