"""A file of evidence proved from itself alone: its chain, the digest of every text, and that all of it agrees."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from articles.text.blocks import Text, normal_form
from articles.text.chains import Entry, Made, canonical, disagreements, faults, sha256

FORMAT = "newsroom-evidence/1"


class NotEvidence(Exception):
    """A file that is no evidence of ours. Its text is fit to show."""


def faults_of(document: Any) -> list[str]:
    """What a file of evidence does not prove, a sentence each; raises ``NotEvidence`` for another kind of file."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise NotEvidence(f"This is no file of evidence: it does not say that its format is {FORMAT}.")
    try:
        return list(_faults(document))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotEvidence(f"This file of evidence is damaged: {type(problem).__name__}, {problem}.") from None


def _faults(document: Mapping[str, Any]) -> Iterator[str]:
    chain = f"story/{document['story']['number']}"
    entries = [_entry(row) for row in document["ledger"]["entries"]]
    yield from faults(entries)
    for entry, row in zip(entries, document["ledger"]["entries"], strict=True):
        if entry.chain != chain:
            yield f"{entry.chain}: entry {entry.number} is of another chain than {chain}."
        if canonical(entry) != row["canonical"]:
            yield f"{chain}: entry {entry.number} is not in its canonical form."
    yield from _texts(document, chain)
    if document["ledger"]["head"] != (entries[-1].digest if entries else ""):
        yield f"{chain}: the last digest is not that of the last entry."
    numbers = [row["number"] for row in document["revisions"]]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{chain}: revisions are missing, or stand there twice: {numbers}."
    yield from disagreements(entries, _made(document, chain))


def _texts(document: Mapping[str, Any], chain: str) -> Iterator[str]:
    for kind in ("revision", "edition"):
        for row in document[f"{kind}s"]:
            form = row["normal_form"]
            if form is None:
                if not document["redacted"] and row.get("kind") != "withdrawal":
                    yield f"{chain}: {kind} {row['number']} has no text."
            elif f"v1:{sha256(form)}" != row["digest"]:
                yield f"{chain}: the text of {kind} {row['number']} is not that of its digest."
            elif normal_form(as_text(form)) != form:
                yield f"{chain}: the text of {kind} {row['number']} is not in its normal form."


def as_text(form: str) -> Text:
    """The text that a normal form is of."""
    values = json.loads(form)
    captions = tuple((caption, credit) for caption, credit in values.pop("captions"))
    return Text(captions=captions, **values)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(**json.loads(row["canonical"]), digest=row["digest"])


def _made(document: Mapping[str, Any], chain: str) -> Iterator[Made]:
    for row in document["revisions"]:
        name = f"{chain}: revision {row['number']}"
        yield Made("revision", name, row["by"], row["by_name"], row["at"], row["digest"], row["number"])
    for row in document["signoffs"]:
        name = f"{chain}: the sign-off by {row['by_name']}"
        yield Made("sign-off", name, row["by"], row["by_name"], row["at"], row["digest"], row["revision"])
        if undone := row["taken_back"]:  # by who signed: nobody else may
            name = f"{chain}: the take-back by {undone['by_name']}"
            who = (row["by"], undone["by_name"], undone["at"])
            yield Made("take-back", name, *who, row["digest"], row["revision"])
    for row in document["editions"]:
        name = f"{chain}: edition {row['number']}"
        who = (row["by"], row["by_name"], row["at"])
        yield Made("edition", name, *who, row["digest"], row["revision"], row["number"])
