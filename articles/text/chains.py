"""Chains of entries that prove themselves, and rows that must agree with them. No database is asked.

An entry's digest is SHA-256 over the canonical JSON of its facts, the digest before it among them: so whoever holds the
last digest of a chain can tell whether anything before it was changed, dropped or slipped in.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """An entry as it is kept. ``at`` is in UTC, to the microsecond, as ``moment`` writes it."""

    chain: str
    number: int
    act: str
    by: int | None
    by_name: str
    at: str
    detail: Mapping[str, Any]
    previous: str
    digest: str

    @property
    def says(self) -> Mapping[str, Any]:
        """Its details: none, where something else was put in their place behind the ledger's back."""
        return self.detail if isinstance(self.detail, Mapping) else {}


class Made(NamedTuple):
    """A row that some act wrote: ``kind`` is revision, sign-off, take-back or edition, ``name`` tells it in a sentence.

    ``by`` is None where a file is the author. ``revision`` is the number of the revision that it is, or is of: 0 where
    it was pointed at one of another story, or at none.
    """

    kind: str
    name: str
    by: int | None
    by_name: str
    at: str
    digest: str
    revision: int
    edition: int = 0


def moment(at: datetime) -> str:
    """A time as entries hold it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(entry: Entry) -> str:
    """What an entry's digest is taken of: JSON, keys sorted, no spaces, nothing escaped that need not be."""
    facts = entry._asdict()
    del facts["digest"]
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def digest(entry: Entry) -> str:
    """SHA-256, in hex, of what the entry says and of the digest before it."""
    return sha256(canonical(entry))


WRITES = {"sign-off": "sign-off", "take-back": "take-back", "release": "edition"}
"""Acts whose entries name no row by its number: what each wrote stands there for good, under the entry's own time."""


class Links:
    """Follows entries in the order of their chains, and says what is wrong with each."""

    def __init__(self) -> None:
        self.chain, self.chains, self.entries = "", 0, 0
        self._number, self._previous = 0, ""

    def faults(self, entry: Entry) -> Iterator[str]:
        """What is wrong with the next entry, a sentence each."""
        if entry.chain != self.chain:
            self.chain, self._number, self._previous = entry.chain, 0, ""
            self.chains += 1
        if entry.number != self._number + 1:
            yield f"{entry.chain}: {_missing(self._number + 1, entry.number)}."
        if entry.previous != self._previous:
            yield f"{entry.chain}: entry {entry.number} does not follow the one before it."
        if entry.digest != digest(entry):
            yield f"{entry.chain}: entry {entry.number} was changed after it was written."
        self._number, self._previous = entry.number, entry.digest
        self.entries += 1


def faults(entries: Iterable[Entry]) -> list[str]:
    """What is wrong with chains, given in order; empty where they prove themselves."""
    links = Links()
    return [fault for entry in entries for fault in links.faults(entry)]


def disagreements(entries: Iterable[Entry], rows: Iterable[Made]) -> Iterator[str]:
    """Where the entries of one story and what its acts wrote do not say the same, a sentence each.

    Every row has an entry of the same moment by the same hand, and every act that wrote a row for good has its row; and
    a digest that an entry names is that of the revision or the edition that it names beside it.
    """
    entries, rows = list(entries), list(rows)
    revisions = {row.revision: row.digest for row in rows if row.kind == "revision"}
    editions = {row.edition: row.digest for row in rows if row.kind == "edition"}
    by_hand: dict[int | None, list[Entry]] = {}
    for entry in entries:
        by_hand.setdefault(entry.by, []).append(entry)
    for row in rows:
        written = [entry for entry in by_hand.get(row.by, []) if _tells_of(entry, row)]
        if not written:
            yield f"{row.name} has no entry in the ledger, by this hand at this moment."
        elif row.by is not None and row.by_name not in {entry.by_name for entry in written}:
            yield f"{row.name} names {row.by_name}; its entry in the ledger names another."
        if not row.revision:
            yield f"{row.name} is of no revision of this story."
        elif revisions.get(row.revision) != row.digest:
            yield f"{row.name} is not of the text of revision {row.revision}."
    written_by = {(row.kind, row.by, row.at) for row in rows}
    for entry in entries:
        yield from _astray(entry, revisions, editions)
        kind = WRITES.get(entry.act)
        if kind and (kind, entry.by, entry.at) not in written_by:
            yield f"{entry.chain}: the {kind} of entry {entry.number}, by {entry.by_name}, is not there."


def stage_told(entries: Iterable[Entry]) -> str:
    """The stage that a story stands at by its chain: the last entry that names one says it. Empty where none does."""
    named = [str(entry.says["stage"]) for entry in entries if entry.says.get("stage")]
    return named[-1].rpartition(" ")[2] if named else ""  # "proofing → proofread", or the stage alone


def _tells_of(entry: Entry, row: Made) -> bool:
    """Whether an entry is of the act that wrote a row: sign-offs and what took them back have acts of their own.

    Of two who act on one edition at once, the second may bring an earlier time than its edition begins with.
    """
    if row.kind in ("sign-off", "take-back") and entry.act != row.kind:
        return False
    if row.kind != "edition" or entry.at == row.at:
        return entry.at == row.at
    is_of_it = entry.says.get("edition") == row.edition or entry.act == "merge"
    return is_of_it and entry.at < row.at


def _astray(entry: Entry, revisions: dict[int, str], editions: dict[int, str]) -> Iterator[str]:
    told = entry.says.get("digest")
    for kind, known in (("edition", editions), ("revision", revisions)):
        number = entry.says.get(kind)
        if not isinstance(number, int):
            continue
        where = f"{entry.chain}: entry {entry.number} names {kind} {number}"
        if number not in known:
            yield f"{where}, which is not there."
        elif told and known[number] != told:
            yield f"{where}, whose digest is another now."


def _missing(first: int, found: int) -> str:
    if found < first:
        return f"entry {found} stands there twice"
    return (
        f"entry {first} is missing" if found == first + 1 else f"entries {first} to {found - 1} are missing"
    )
