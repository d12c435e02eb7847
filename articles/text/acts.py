"""Acts of which a file of evidence tells in a row of their own, held against the chain that logged them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from articles.text.blocks import Text
from articles.text.chains import Entry

Row = Mapping[str, Any]
LONGEST = 300
"""Characters of a reason or a note in its column; its entry may hold more."""


class Fact(NamedTuple):
    """What an entry and a row of a part of the file must both say."""

    part: str
    act: str
    at: str
    by_name: str
    says: tuple[Any, ...] = ()


SAID = {
    "sign-off": ("signoffs", ("digest", "revision", "rules")),
    "take-back": ("signoffs", ("reason",)),
    "hold": ("holds", ("kind", "reason")),
    "lift": ("holds", ("note",)),
    **dict.fromkeys(("comment", "suggest", "ask", "reply"), ("comments", ())),
    **dict.fromkeys(("resolve-comment", "reject-suggestion", "take-back-mark"), ("comments", ())),
    "accept-suggestion": ("comments", ("comment", "became")),
    "report": ("reports", ()),
}
"""Of each act the part of the file that tells of it, and what its entry says that a row there says too."""
ENDS = {"resolve-comment", "reject-suggestion", "take-back-mark", "accept-suggestion"}


class File(NamedTuple):
    """A file of evidence taken apart: ``texts`` are those of its revisions, None where one is redacted."""

    document: Row
    entries: list[Entry]
    texts: list[Text | None]

    @property
    def chain(self) -> str:
        return f"story/{self.document['story']['number']}"

    def of(self, *acts: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.act in acts]


def acts(file: File, part: str) -> Iterator[str]:
    """Acts that the chain tells of and no row of ``part`` does, and rows that tell of what the chain does not."""
    kept = Counter(fact for fact in _by_entries(file.entries) if fact.part == part)
    told = Counter(Fact(part, *fact) for fact in ROWS[part](file.document[part]))
    for fact in kept - told:
        yield f"{file.chain}: “{part}” does not say what the ledger does of {_named(fact)}."
    for fact in told - kept:
        yield f"{file.chain}: “{part}” tells of {_named(fact)}, and the ledger does not say so."


def _named(fact: Fact) -> str:
    return f"the act “{fact.act}” by {fact.by_name} at {fact.at}"


def _by_entries(entries: list[Entry]) -> Iterator[Fact]:
    undone = set(_reopened(entries))
    for number, entry in enumerate(entries):
        if entry.act in SAID and number not in undone:
            part, names = SAID[entry.act]
            says = tuple(_short(entry.detail.get(name)) for name in names)
            yield Fact(part, entry.act, entry.at, entry.by_name, says)


def _reopened(entries: list[Entry]) -> Iterator[int]:
    """The places of entries by which a mark was ended that was opened again since: its row says nothing of them."""
    ended: dict[Any, int] = {}
    for number, entry in enumerate(entries):
        mark = entry.detail.get("comment")
        if entry.act in ENDS:
            ended[mark] = number
        elif entry.act == "reopen-mark" and mark in ended:
            yield ended.pop(mark)


def _short(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def _signoffs(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        says = (row["digest"], row["revision"], row["rules_version"])
        yield "sign-off", row["at"], row["by_name"], says
        if undone := row["taken_back"]:
            yield "take-back", undone["at"], undone["by_name"], (undone["reason"],)


def _holds(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield "hold", row["placed_at"], row["placed_by_name"], (row["kind"], row["reason"])
        if row["lifted_at"]:
            yield "lift", row["lifted_at"], row["lifted_by_name"], (row["lifted_note"],)


def _comments(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """A file that was made before there were suggestions and queries has comments alone."""
    for row in rows:
        name, kind = row["author_name"], row.get("kind", "comment")
        made = {"comment": "comment", "suggestion": "suggest", "query": "ask"}[kind]
        yield made, row["made_at"], f"{name}, through a link"[:200] if row["through_link"] else name
        for reply in row.get("replies", ()):
            yield "reply", reply["made_at"], reply["author_name"]
        if not row["resolved_at"]:
            continue
        ended, who = row.get("outcome", "resolved"), (row["resolved_at"], row["resolved_by_name"])
        if ended == "accepted":
            yield "accept-suggestion", *who, (row["number"], row["became"])
        else:
            act = {"rejected": "reject-suggestion", "withdrawn": "take-back-mark"}.get(
                ended, "resolve-comment"
            )
            yield act, *who


def _reports(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield "report", row["made_at"], row["taken_by_name"] or "A reader"


ROWS = {"signoffs": _signoffs, "holds": _holds, "comments": _comments, "reports": _reports}
