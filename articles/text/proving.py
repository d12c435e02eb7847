"""A file of evidence proved from itself alone: its chain, the digest of every text, and that all of it agrees."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from articles.text import accounts, acts
from articles.text.blocks import Text, normal_form
from articles.text.chains import Entry, Made, canonical, disagreements, faults, sha256

FORMAT = "newsroom-evidence/1"
LISTS = (
    "faults", "words_by", "revisions", "signoffs", "editions", "debts", "holds", "files", "comments", "reports",
)  # fmt: skip
SHAPES: dict[str, type | tuple[type, ...]] = {
    "newsroom": str,
    "made_at": str,
    "story": dict,
    "ledger": dict,
    "redacted": (dict, type(None)),
    "proves_itself": bool,
    **dict.fromkeys(LISTS, list),
}
"""Each part of a file, and what it is."""


class NotEvidence(Exception):
    """A file that is no evidence of ours. Its text is fit to show."""


def faults_of(document: Any) -> list[str]:
    """What a file of evidence does not prove, a sentence each; raises ``NotEvidence`` for another kind of file."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise NotEvidence(f"This is no file of evidence: it does not say that its format is {FORMAT}.")
    for part, shape in SHAPES.items():
        if not isinstance(document.get(part), shape):
            raise _damaged(part)
    _read("story", lambda: [document["story"]["number"]])
    entries = _read("ledger", lambda: map(_entry, document["ledger"]["entries"]))
    texts = _read("revisions", lambda: map(_text, document["revisions"]))
    file = acts.File(document, entries, texts)
    return [fault for part, check in _checks(file) for fault in _read(part, check)]


def unproved(document: Mapping[str, Any]) -> str:
    """What a file tells and nothing in it proves."""
    redacted = f"{accounts.UNPROVED_REDACTED}; " if document["redacted"] else ""
    return f"Not proved by the file itself: {redacted}{accounts.UNPROVED}."


def _checks(file: acts.File) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    """All that is held against all else, each beside the part of the file that it is about."""
    rows: list[Made] = []
    for part, made in MADE.items():
        rows += _read(part, partial(made, file.document[part], file.chain))
    yield "ledger", partial(_chain, file)
    yield "revisions", partial(_texts, file, "revision")
    yield "editions", partial(_texts, file, "edition")
    yield "ledger", lambda: disagreements(file.entries, rows)
    yield "redacted", partial(accounts.of_redaction, file)
    yield "story", partial(accounts.of_story, file)
    yield "revisions", partial(accounts.of_revisions, file)
    for part in acts.ROWS:
        yield part, partial(acts.acts, file, part)
    yield "words_by", partial(accounts.of_words, file)
    yield "editions", partial(accounts.of_editions, file)
    yield "debts", partial(accounts.of_debts, file)
    yield "reports", partial(accounts.of_reports, file)
    yield "files", partial(accounts.of_files, file)
    yield "faults", partial(accounts.of_faults, file)


def _read(part: str, reading: Callable[[], Iterable[Any]]) -> list[Any]:
    """What is read of a part of the file, which may be damaged in any way."""
    try:
        return list(reading())
    except (LookupError, TypeError, ValueError, AttributeError):
        raise _damaged(part) from None


def _damaged(part: str) -> NotEvidence:
    return NotEvidence(f"This file of evidence is damaged: its part “{part}” is not as the desk writes it.")


def _chain(file: acts.File) -> Iterator[str]:
    rows = file.document["ledger"]["entries"]
    yield from faults(file.entries)
    for entry, row in zip(file.entries, rows, strict=True):
        if entry.chain != file.chain:
            yield f"{entry.chain}: entry {entry.number} is of another chain than {file.chain}."
        if canonical(entry) != row["canonical"]:
            yield f"{file.chain}: entry {entry.number} is not in its canonical form."
    if file.document["ledger"]["head"] != (file.entries[-1].digest if file.entries else ""):
        yield f"{file.chain}: the last digest is not that of the last entry."


def _texts(file: acts.File, kind: str) -> Iterator[str]:
    rows = file.document[f"{kind}s"]
    for row in rows:
        form = row["normal_form"]
        if form is None:
            if not file.document["redacted"] and row.get("kind") != "withdrawal":
                yield f"{file.chain}: {kind} {row['number']} has no text."
        elif f"v1:{sha256(form)}" != row["digest"]:
            yield f"{file.chain}: the text of {kind} {row['number']} is not that of its digest."
        elif normal_form(as_text(form)) != form:
            yield f"{file.chain}: the text of {kind} {row['number']} is not in its normal form."
    numbers = [row["number"] for row in rows]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{file.chain}: {kind}s are missing, or stand there twice: {numbers}."


def as_text(form: str) -> Text:
    """The text that a normal form is of."""
    values = json.loads(form)
    captions = tuple((caption, credit) for caption, credit in values.pop("captions"))
    return Text(captions=captions, **values)


def _text(row: Mapping[str, Any]) -> Text | None:
    """None where it is redacted, or is not that of its digest: then nothing can be told from it."""
    form = row["normal_form"]
    return None if form is None or f"v1:{sha256(form)}" != row["digest"] else as_text(form)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(**json.loads(row["canonical"]), digest=row["digest"])


def _of_revisions(rows: list[Mapping[str, Any]], chain: str) -> Iterator[Made]:
    for row in rows:
        name = f"{chain}: revision {row['number']}"
        yield Made("revision", name, row["by"], row["by_name"], row["at"], row["digest"], row["number"])


def _of_signoffs(rows: list[Mapping[str, Any]], chain: str) -> Iterator[Made]:
    for row in rows:
        name = f"{chain}: the sign-off by {row['by_name']}"
        yield Made("sign-off", name, row["by"], row["by_name"], row["at"], row["digest"], row["revision"])
        if undone := row["taken_back"]:  # by who signed: nobody else may
            name = f"{chain}: the take-back by {undone['by_name']}"
            who = (row["by"], undone["by_name"], undone["at"])
            yield Made("take-back", name, *who, row["digest"], row["revision"])


def _of_editions(rows: list[Mapping[str, Any]], chain: str) -> Iterator[Made]:
    for row in rows:
        name = f"{chain}: edition {row['number']}"
        who = (row["by"], row["by_name"], row["at"])
        yield Made("edition", name, *who, row["digest"], row["revision"], row["number"])


MADE = {"revisions": _of_revisions, "signoffs": _of_signoffs, "editions": _of_editions}
