"""A file that was taken, read once more from the bytes that were kept of it, with what people say of its lines."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length

from articles import drafting, ledger
from articles.importing.finding.supplying import Supplied
from articles.importing.finding.walking import Found, as_text
from articles.importing.formats import NotCopy
from articles.importing.reading import fields
from articles.importing.reading.accounting import account
from articles.importing.reading.alike import ROLES, Rules, rules_for
from articles.importing.reading.copies import Copy
from articles.importing.reading.filing import filed, known_topics, renewed
from articles.importing.reading.given import Given
from articles.importing.reading.learned import Learned
from articles.importing.reading.understanding import close, piece_of, understand
from articles.models import GAVE_TEXT, Doubt, ImportedFile, Original, Stage, Story
from articles.rules import Refused, check_right, fresh
from articles.text.parsing import Role

MOST = 500
"""Lines of one file that people may say something about."""
AT_HAND = 8 * 1024 * 1024
"""Bytes of files that are held at a time where many are read again; a file that has more is held alone."""
_RENEWED = ["roles", "left_out", "evidence", "certainty", "fields", "fixed", "shape"]
_BY_RULE = "rule "
"""How the name begins in which a rule settles doubts."""
_BODY = {"paragraph", "subhead", "quote", "list item"}


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a file again did: fields of its story that follow it now, and those that a person had edited."""

    file: ImportedFile
    written: set[str] = field(default_factory=set)
    edited: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)


def text_of(file: ImportedFile) -> str | None:
    """The text in which a file's lines are numbered; None where its bytes were not kept, or are no text."""
    if file.original is None:
        return None
    columns = _supplied(file).columns
    try:
        return piece_of(bytes(file.original.data), _found(file), columns=columns).text
    except NotCopy:
        return None


def again(
    file: ImportedFile,
    *,
    now: datetime,
    fixed: Mapping[int, Role] | None = None,
    rules: Rules | None = None,
    data: bytes | None = None,
) -> Copy | None:
    """What is read in a file today, as people and rules say or, where they are given, by ``fixed`` and ``rules``.

    ``data`` are its bytes, where they are at hand. None where they were not kept. Writes nothing.
    """
    if data is None:
        if file.original is None:
            return None
        data = bytes(file.original.data)
    learned = Learned.from_json(file.run.learned.get(file.collection, {}))
    given = Given(
        fixed=said(file) if fixed is None else fixed,
        rules=rules_for(file.collection) if rules is None else rules,
        furniture=learned.furniture(file.path),
        habits=learned.habits(file.path),
    )
    copy = Copy(_found(file), size=file.size, sha256=file.sha256, data=data)
    return understand(copy, now=now, given=given, supplied=_supplied(file))


def again_each(files: Iterable[ImportedFile], *, now: datetime) -> Iterator[tuple[ImportedFile, Copy]]:
    """What is read today in each of some files whose bytes were kept, as ``again`` tells it.

    Stories of one file stand together: it is fetched and opened once, and gone before the next is opened. One query,
    one for each ``AT_HAND`` of bytes and one for each collection, however many the files are.
    """
    by_original: dict[str, list[ImportedFile]] = defaultdict(list)
    for file in files:
        if file.original_id:
            by_original[file.original_id].append(file)
    rules: dict[str, Rules] = {}
    for original, data in _bytes_of(by_original):
        for file in sorted(by_original[original], key=lambda file: file.path):
            if file.collection not in rules:
                rules[file.collection] = rules_for(file.collection)
            if copy := again(file, now=now, rules=rules[file.collection], data=data):
                yield file, copy
        close()


def _bytes_of(originals: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of originals, fetched together as far as they are few."""
    rows = Original.objects.filter(pk__in=originals).order_by("pk")
    together: list[list[str]] = []
    room = 0
    for pk, length in rows.values_list("pk", Length("data")) if originals else ():
        if not together or length > room:
            together.append([])
            room = AT_HAND
        together[-1].append(pk)
        room -= length
    for some in together:
        for pk, data in Original.objects.filter(pk__in=some).values_list("pk", "data"):
            yield pk, bytes(data)


def _found(file: ImportedFile) -> Found:
    start = file.path.rfind(f"#{as_text(file.part)}") if file.part else len(file.path)
    return Found(Path(file.path[:start]), file.collection, file.path, part=file.path[start + 1 :])


def _supplied(file: ImportedFile) -> Supplied:
    """What the run was told of a file beside its bytes."""
    return Supplied.from_json(file.fields.get("supplied", {}))


def said(file: ImportedFile) -> dict[int, Role]:
    """The roles that people gave to lines of a file, by number."""
    return {int(number): Role(role) for number, role in file.fixed.items() if role in ROLES}


def why_not(file: ImportedFile) -> str:
    """Why nothing can be said of the lines of a file; "" where it can."""
    if file.outcome not in GAVE_TEXT:
        return "No story took its text from this file in this run, so nothing can be said of its lines here."
    if file.undone_at:
        return "The run of this file was undone."
    if file.original_id is None:
        return "Its bytes were not kept: it cannot be read again."
    if file.story_id is None:
        return "" if file.is_dry else "No story came of this file."
    later = file.story.files.standing().filter(outcome__in=GAVE_TEXT, pk__gt=file.pk) if file.story else None
    if later is not None and (last := later.order_by("-pk").first()):
        return f"Its story took its text from a later file since: {last.path}, run {last.run_id}."
    return "Its story was spiked." if file.story and file.story.stage == Stage.SPIKED else ""


@transaction.atomic
def say(file: ImportedFile, roles: Mapping[int, Role | None], *, seen: str, by: Any, now: datetime) -> Reread:
    """Say what lines of a file are; None leaves a line to the importer again. The story follows.

    ``seen`` is ``mark_of`` the file that was looked at. Fields that a person edited stay as they are. Renews the
    file's row and its doubts, and goes into the ledger.
    """
    check_right(by, "change_importedfile", "say what the lines of a file are")
    file = _locked(file)
    if mark_of(file) != seen:
        raise Refused("Somebody has said something of this file meanwhile. Look at it again, then decide.")
    fixed = {**said(file), **roles}
    kept = {number: role for number, role in sorted(fixed.items()) if role}
    if len(kept) > MOST:
        raise Refused(f"Of one file at most {MOST} lines can be told what they are.")
    return reread(file, kept, by=by, now=now)


def mark_of(file: ImportedFile) -> str:
    """What tells whether anybody has said something of a file since one looked."""
    story = file.story
    said = ",".join(f"{number}:{role}" for number, role in sorted(file.fixed.items()))
    return hashlib.sha256(f"{story.revision_number if story else 0} {said}".encode()).hexdigest()[:16]


@transaction.atomic
def reread(
    file: ImportedFile, fixed: Mapping[int, Role], *, by: Any, now: datetime, as_name: str = ""
) -> Reread:
    """Read a file again and let its row and its story say what is read in it now.

    ``as_name`` is that of a rule in whose name doubts are settled; else it is that of ``by``.
    """
    file = _locked(file)
    if reason := why_not(file):
        raise Refused(reason)
    copy = again(file, now=now, fixed=fixed)
    if copy is None or copy.story is None:
        problem = copy.refusal.sentence if copy and copy.refusal else "Its bytes were not kept."
        raise Refused(f"Read like that, the file holds no story. {problem}")
    copy = filed(copy, known_topics())
    before, values = dict(file.roles), dict(file.fields)
    file.fixed = {str(number): role.value for number, role in fixed.items()}
    account(file, copy)
    lines = sorted(int(n) for n in {*before, *file.roles} if before.get(n) != file.roles.get(n))
    told = _follow(file, copy, values, now)
    changed = _changed_fields(values, file, before) | told.free
    file.save(update_fields=_RENEWED)
    _renew_doubts(
        file,
        copy,
        lines,
        changed,
        told.edited,
        (by, f"{_BY_RULE}{as_name}" if as_name else ledger.name_of(by)),
        now,
    )
    if file.story and (lines or told.free):
        detail = {"file": file.path, "lines": lines[:MOST], "changed": sorted(told.free)}
        detail |= {"rule": as_name} if as_name else {}
        ledger.record("reread", by=by, at=now, story=file.story, **detail)
    return Reread(file, told.free, told.edited, lines)


def _locked(file: ImportedFile) -> ImportedFile:
    rows = ImportedFile.objects.select_related("run", "story", "original").select_for_update(of=("self",))
    return rows.get(pk=file.pk)


def _follow(file: ImportedFile, copy: Copy, before: Mapping[str, Any], now: datetime) -> drafting.Difference:
    """Let the story of a file say what the file says; gives the fields that do now, and those that do not.

    ``before`` are the values that were read in it until now.
    """
    if file.story is None or copy.story is None:
        return drafting.Difference(set(), set())
    story = fresh(file.story)
    (names,) = fields.made([copy.called])
    changes = fields.texts(copy.story)[0] | names.details() | renewed(copy, before)
    told = drafting.difference(story, changes)
    if told.free:
        drafting.update_from_file(story, changes, from_file=file, now=now)
    file.story = Story.objects.get(pk=story.pk)
    return told


def _changed_fields(values: Mapping[str, Any], file: ImportedFile, before: Mapping[str, str]) -> set[str]:
    """The fields that a file gives otherwise than it did."""
    changed = {name for name in {*values, *file.fields} if values.get(name) != file.fields.get(name)}
    moved = {
        role
        for n in {*before, *file.roles}
        if before.get(n) != file.roles.get(n)
        for role in (before.get(n), file.roles.get(n))
    }
    return changed | ({"body"} if moved & _BODY else set())


def _reopened(file: ImportedFile, due: Collection[tuple[str, str, int | None]], lines: list[int]) -> set[Any]:
    """Open again those of a file's doubts that are due and whose answer is gone: what a rule or somebody said of their
    line holds no more. Gives the keys of all that there are.
    """
    rows = list(file.doubts.all())
    unanswered = [
        row.pk
        for row in rows
        if row.settled_at
        and (row.code, row.field, row.line) in due
        and (row.line in lines or row.settled_by_name.startswith(_BY_RULE))
    ]
    Doubt.objects.filter(pk__in=unanswered).update(settled_at=None, settled_by=None, settled_by_name="")
    return {(row.code, row.field, row.line) for row in rows}


def _renew_doubts(
    file: ImportedFile,
    copy: Copy,
    lines: list[int],
    changed: set[str],
    edited: set[str],
    who: tuple[Any, str],
    now: datetime,
) -> None:
    """Settle the open doubts that are answered by what was said, and raise those that it gives rise to."""
    raised = [doubt for doubt in copy.doubts if doubt.field not in edited]
    due = {(doubt.code[:40], doubt.field or "", doubt.line): doubt for doubt in raised}
    held = _reopened(file, due, lines)
    about = file.doubts.open().filter(Q(line__in=lines[:MOST]) | Q(field__in=changed))
    answered = [row.pk for row in about if (row.code, row.field, row.line) not in due]
    by, name = who
    Doubt.objects.filter(pk__in=answered).update(settled_at=now, settled_by=by, settled_by_name=name[:200])
    Doubt.objects.bulk_create(
        Doubt(
            file=file, story_id=file.story_id, code=key[0], field=key[1], line=key[2], sentence=doubt.sentence
        )
        for key, doubt in due.items()
        if key not in held
    )
