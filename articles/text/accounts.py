"""What a file of evidence tells beside its texts, held against its chain and its texts. No database is asked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from articles.text.acts import File, Row
from articles.text.authorship import passed, surviving
from articles.text.blocks import Text, word_count
from articles.text.chains import Entry, moment, stage_told

SIGNED = "Read and signed"
"""How a debt is settled by a sign-off."""

UNPROVED = (
    "the words of comments, suggestions, queries and readers' reports; notes and details of revisions; what files "
    "held; the dates, the addresses and the ends of published versions"
)
UNPROVED_REDACTED = "the headline and the texts, which are redacted, and whose words they were"


def of_story(file: File) -> Iterator[str]:
    """What the file says of the story itself."""
    told: dict[str, Any] = {"stage": stage_told(file.entries), "embargo": _embargo(file)}
    if file.entries:
        told["created_at"] = file.entries[0].at
    if file.texts:
        last = file.document["revisions"][-1]
        told |= {"digest": last["digest"], "slugline": last["details"]["slugline"]}
    if file.texts and (text := file.texts[-1]):
        told |= {"headline": text.headline, "language": text.language, "source_credit": text.source}
    for name, value in told.items():
        if file.document["story"][name] != value:
            yield f"{file.chain}: the “{name}” of the story is not what its ledger and its texts say."


def of_redaction(file: File) -> Iterator[str]:
    orders = file.of("redact")
    kept = {"at": orders[0].at, "by_name": orders[0].by_name, **orders[0].detail} if orders else None
    if file.document["redacted"] != kept:
        yield f"{file.chain}: “redacted” is not what the ledger says."


def _embargo(file: File) -> Row | None:
    acts = file.of("embargo", "lift-embargo")
    if not acts or acts[-1].act == "lift-embargo":
        return None
    until, zone = acts[-1].detail["until"], acts[-1].detail["zone"]
    return {"until": moment(datetime.fromisoformat(until)), "zone": zone, "by_name": acts[-1].by_name}


def of_revisions(file: File) -> Iterator[str]:
    """Whose each revision is, how long it is and what it is called."""
    names = {entry.detail["revision"]: entry.detail["name"] for entry in file.of("name")}
    suggested = {
        (entry.detail.get("became"), f"suggestion:{entry.detail['comment']}")
        for entry in file.of("accept-suggestion")
    }
    taken = {
        entry.detail["revision"]: entry.detail["words_of"]
        for entry in file.of("save")
        if "words_of" in entry.detail and not entry.detail["words_of"].startswith("suggestion:")
    }
    for row, text in zip(file.document["revisions"], file.texts, strict=True):
        name = f"{file.chain}: revision {row['number']}"
        of_others = (row["number"], row["key"]) in suggested or row["key"] == taken.get(row["number"])
        of_file = not row["by"] and row["key"].startswith("file:")
        if row["key"] != f"user:{row['by']}" and not (of_others if row["by"] else of_file):
            yield f"{name} is not by {row['key']}."
        if text and row["words"] != word_count(text.body):
            yield f"{name} does not have {row['words']} words."
        if text and row["name"] != names.get(row["number"], ""):
            yield f"{name} is not called “{row['name']}” by the ledger."


def of_words(file: File) -> Iterator[str]:
    """Whose words are left in the last text."""
    rows = file.document["revisions"]
    names = {row["key"]: row["by_name"] for row in rows}
    if any(names.get(row["key"]) != row["name"] for row in file.document["words_by"]):
        yield f"{file.chain}: “words_by” names who is the author of no revision."
    counted = surviving(_history(file, len(rows))) if rows and all(file.texts) else None
    if counted is not None and counted != {row["key"]: row["words"] for row in file.document["words_by"]}:
        yield f"{file.chain}: “words_by” is not what the texts of the revisions say."


def _history(file: File, number: int) -> list[tuple[str, Text]]:
    rows = zip(file.document["revisions"][:number], file.texts, strict=False)
    return [(row["key"], text) for row, text in rows if text]


def of_editions(file: File) -> Iterator[str]:
    """Of what kind each edition is, why it went out unread or was withdrawn, and how it was passed."""
    told: dict[int, dict[str, Any]] = {row["number"]: {} for row in file.document["editions"]}
    for entry in file.of("publish", "schedule", "flash", "override", "withdraw"):
        of_it, detail = told.setdefault(entry.detail["edition"], {}), entry.detail
        of_it["kind"] = detail.get("kind", "withdrawal")
        of_it["is_flash"] = entry.act == "flash"
        of_it["override_reason"] = detail["reason"] if entry.act == "override" else ""
        of_it["withdrawal_reason"] = detail["reason"] if entry.act == "withdraw" else ""
    for row in file.document["editions"]:
        expected = {"is_flash": False, "override_reason": ""} | told[row["number"]]
        expected["way"] = _way(file, row)
        for name in (name for name, value in expected.items() if row[name] != value):
            yield f"{file.chain}: the “{name}” of edition {row['number']} is not what its ledger and its texts say."


def _way(file: File, row: Row) -> str:
    """How an edition came to be shown, as far as it can be told from the file."""
    if row["kind"] == "withdrawal":
        return "tombstone"
    if any(entry.at == row["at"] for entry in file.of("release")):
        return "archive"
    if row["is_flash"]:
        return "flash"
    if row["override_reason"]:
        return "overridden"
    signers = {
        f"user:{signoff['by']}"
        for signoff in file.document["signoffs"]
        if signoff["digest"] == row["digest"]
        and signoff["at"] <= row["at"]
        and not _undone(signoff, row["at"])
    }
    left = passed(_history(file, row["revision"]), signers) if all(file.texts) else []
    return str(row["way"]) if row["way"] == "unread" or (signers and not left) else "unread"


def _undone(signoff: Row, at: str) -> bool:
    undone = signoff["taken_back"]
    return bool(undone) and undone["at"] <= at


def of_debts(file: File) -> Iterator[str]:
    """One for each flash; and each settled, or owed, as the last entry about it says."""
    rows = file.document["debts"]
    flashes = sorted(row["number"] for row in file.document["editions"] if row["is_flash"])
    if sorted(row["edition"] for row in rows) != flashes:
        yield f"{file.chain}: “debts” does not hold one for each flash, and none besides."
    last = {entry.detail["edition"]: entry for entry in file.of("settle", "owe-again")}
    for row in rows:
        # An edition that settled one had no entry of it once: then there is none to hold it against.
        entry = last.get(row["edition"])
        if _settled(entry) != (
            (row["settled_at"], row["how"]) if entry or row["how"] == SIGNED else (None, "")
        ):
            yield f"{file.chain}: “debts” does not say what the ledger does of edition {row['edition']}."
        elif entry and row["how"] == SIGNED and row["settled_by_name"] != entry.by_name:
            yield f"{file.chain}: “debts” does not say who settled that of edition {row['edition']}."


def _settled(entry: Entry | None) -> tuple[str | None, str]:
    """Since when a debt is settled by its last entry, and how."""
    if entry is None or entry.act == "owe-again":
        return None, ""
    since = entry.detail.get("from")
    return moment(datetime.fromisoformat(since)) if since else entry.at, entry.detail["how"]


def of_reports(file: File) -> Iterator[str]:
    """What was answered: by its entry as often as by its report."""
    entries = file.of("answer-report")
    known = {(entry.at, entry.by_name, entry.detail["state"]) for entry in entries}
    answered = [row for row in file.document["reports"] if row["handled_at"]]
    said = {(row["handled_at"], row["handled_by_name"], row["state"]) for row in answered}
    if said - known or len(answered) != len({entry.detail["report"] for entry in entries}):
        yield f"{file.chain}: “reports” does not say what the ledger does of their answers."


def of_files(file: File) -> Iterator[str]:
    """Each file whose words came in, by the ledger, is told of."""
    told = {f"import of {row['path']}"[:200] for row in file.document["files"]}
    for entry in file.of("create", "update"):
        if entry.by is None and entry.by_name not in told:
            yield f"{file.chain}: “files” does not hold the file of entry {entry.number}."


def of_faults(file: File) -> Iterator[str]:
    """What the newsroom found itself when it made the file."""
    found = file.document["faults"]
    if file.document["proves_itself"] is not (not found):
        yield f"{file.chain}: “proves_itself” and “faults” do not agree."
    for fault in found:
        yield f"Found when the file was made: {fault}"
