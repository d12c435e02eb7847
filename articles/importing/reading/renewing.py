"""Files read again, by what people or rules say of their lines: their rows, their doubts and their stories follow."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import drafting, ledger
from articles.importing.reading import fields
from articles.importing.reading.accounting import account
from articles.importing.reading.alike import Rules, rules_for
from articles.importing.reading.copies import Copy
from articles.importing.reading.filing import filed, known_topics, renewed
from articles.importing.reading.learned import Learned
from articles.importing.reading.rereading import again, learned_of, said, why_not
from articles.models import Doubt, ImportedFile
from articles.rules import Refused, check_right
from articles.text.parsing import Role

MOST = 500
"""Lines of one file that people may say something about."""
_RENEWED = ["roles", "left_out", "evidence", "certainty", "fields", "fixed", "shape"]
_BY_RULE = "rule "
"""How the name begins in which a rule settles doubts."""
Due = tuple[str, str, int | None]
"""What a doubt is about: its code, its field and its line."""
_BODY = {"paragraph", "subhead", "quote", "list item"}


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a file again did: fields of its story that follow it now, those that a person had edited,
    and why it could not be read so."""

    file: ImportedFile
    written: set[str] = field(default_factory=set)
    edited: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)
    refused: Refused | None = None


@transaction.atomic
def say(file: ImportedFile, roles: Mapping[int, Role | None], *, seen: str, by: Any, now: datetime) -> Reread:
    """Say what lines of a file are; None leaves a line to the importer again. The story follows.

    ``seen`` is ``mark_of`` the file that was looked at. Fields that a person edited stay as they are. Renews the
    file's row and its doubts, and goes into the ledger.
    """
    check_right(by, "change_importedfile", "say what the lines of a file are")
    (file,) = locked([file.pk])
    if mark_of(file) != seen:
        raise Refused("Somebody has said something of this file meanwhile. Look at it again, then decide.")
    fixed = {**said(file), **roles}
    kept = {number: role for number, role in sorted(fixed.items()) if role}
    if len(kept) > MOST:
        raise Refused(f"Of one file at most {MOST} lines can be told what they are.")
    if reason := why_not(file):
        raise Refused(reason)
    (done,) = reread([(file, kept)], by=by, now=now)
    if done.refused:
        raise done.refused
    return done


def mark_of(file: ImportedFile) -> str:
    """What tells whether anybody has said something of a file since one looked."""
    story = file.story
    said = ",".join(f"{number}:{role}" for number, role in sorted(file.fixed.items()))
    return hashlib.sha256(f"{story.revision_number if story else 0} {said}".encode()).hexdigest()[:16]


def locked(pks: Iterable[int]) -> list[ImportedFile]:
    """Files, their stories and their doubts as they are now, locked until the transaction ends: what people do to them
    meanwhile waits. Stories first: who works on one comes to its files with it locked. As many queries for many as for
    one.
    """
    rows = ImportedFile.objects.filter(pk__in=list(pks)).order_by("pk")
    stories = drafting.locked(rows.exclude(story=None).values_list("story", flat=True))
    held = rows.select_for_update(of=("self",), no_key=True)
    files = list(held.prefetch_related("run", "original", "doubts"))
    for file in files:
        file.story = stories.get(file.story_id)
    return files


def reread(
    files: Sequence[tuple[ImportedFile, Mapping[int, Role]]], *, by: Any, now: datetime, as_name: str = ""
) -> list[Reread]:
    """Read files again, which are ``locked``, and let their rows and their stories say what is read in them now, with
    the roles that people gave to their lines. As many queries for many as for one.

    ``as_name`` is that of a rule in whose name doubts are settled; else it is that of ``by``. A file in which no story
    is left is told as refused, and stays as it is.
    """
    read = list(_read(files, now))
    _follow([each for each in read if each.file.story and not each.refused], now)
    kept = [each for each in read if not each.refused]
    for each in kept:
        each.renew()
    ImportedFile.objects.bulk_update([each.file for each in kept], _RENEWED)
    name = f"{_BY_RULE}{as_name}" if as_name else ledger.name_of(by)
    _renew_doubts(kept, by, name, now)
    _log(kept, by, as_name, now)
    return [Reread(each.file, each.free, each.edited, each.lines, each.refused) for each in read]


@dataclass(slots=True)
class _Again:
    """A file that is read again: what is read in it, what that means for its story, and the lines that it is about."""

    file: ImportedFile
    copy: Copy | None
    fixed: Mapping[int, Role]
    free: set[str] = field(default_factory=set)
    edited: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    refused: Refused | None = None

    def renew(self) -> None:
        """Let the file's row say what is read in it now. Does not save it."""
        file, copy = self.file, self.copy
        if copy is None:
            return
        before, values = dict(file.roles), dict(file.fields)
        file.fixed = {str(number): role.value for number, role in self.fixed.items()}
        account(file, copy)
        self.lines = sorted(int(n) for n in {*before, *file.roles} if before.get(n) != file.roles.get(n))
        self.changed = _changed_fields(values, file, before) | self.free

    def due(self) -> dict[Due, str]:
        """The doubts, with their sentences, that what is read in the file gives rise to."""
        raised = [doubt for doubt in self.copy.doubts if doubt.field not in self.edited] if self.copy else []
        return {(doubt.code[:40], doubt.field or "", doubt.line): doubt.sentence for doubt in raised}

    def is_unanswered(self, row: Doubt, due: Collection[Due]) -> bool:
        """Whether a doubt is due whose answer is gone: what a rule or somebody said of its line holds no more."""
        is_gone = row.line in self.lines or row.settled_by_name.startswith(_BY_RULE)
        return bool(row.settled_at) and _key(row) in due and is_gone


def _read(files: Iterable[tuple[ImportedFile, Mapping[int, Role]]], now: datetime) -> Iterator[_Again]:
    topics = known_topics()
    rules: dict[str, Rules] = {}
    learned: dict[tuple[int, str], Learned] = {}
    for file, fixed in files:
        if file.collection not in rules:
            rules[file.collection] = rules_for(file.collection)
        of_run = (file.run_id, file.collection)
        if of_run not in learned:
            learned[of_run] = learned_of(file)
        copy = again(file, now=now, fixed=fixed, rules=rules[file.collection], learned=learned[of_run])
        each = _Again(file, filed(copy, topics) if copy else None, fixed)
        if copy is None or copy.story is None:
            problem = copy.refusal.sentence if copy and copy.refusal else "Its bytes were not kept."
            each.refused = Refused(f"Read like that, the file holds no story. {problem}")
        yield each


def _follow(read: Sequence[_Again], now: datetime) -> None:
    """Let the stories of files say what the files say."""
    names = fields.made([each.copy.called for each in read if each.copy])
    given = []
    for each, theirs in zip(read, names, strict=True):
        if each.copy and each.copy.story and each.file.story:
            changes = fields.texts(each.copy.story)[0] | theirs.details()
            given.append((each.file.story, changes | renewed(each.copy, each.file.fields), each.file))
    for each, told in zip(read, drafting.update_from_files(given, now=now), strict=True):
        each.free, each.edited = told.difference.free, told.difference.edited
        each.file.story, each.refused = told.story, told.refused


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


def _renew_doubts(read: Sequence[_Again], by: Any, name: str, now: datetime) -> None:
    """Settle the open doubts that are answered by what was said, and raise those that it gives rise to."""
    reopened: list[int] = []
    answered: list[int] = []
    new: list[Doubt] = []
    for each in read:
        due = each.due()
        rows = list(each.file.doubts.all())
        again_open = {row.pk for row in rows if each.is_unanswered(row, due)}
        reopened += again_open
        for row in rows:
            is_open = row.settled_at is None or row.pk in again_open
            is_about = row.line in each.lines[:MOST] or row.field in each.changed
            if is_open and is_about and _key(row) not in due:
                answered.append(row.pk)
        held = {_key(row) for row in rows}
        new += [
            Doubt(
                file=each.file,
                story_id=each.file.story_id,
                code=key[0],
                field=key[1],
                line=key[2],
                sentence=sentence,
            )
            for key, sentence in due.items()
            if key not in held
        ]
    Doubt.objects.filter(pk__in=reopened).update(settled_at=None, settled_by=None, settled_by_name="")
    Doubt.objects.open().filter(pk__in=answered).update(
        settled_at=now, settled_by=by, settled_by_name=name[:200]
    )
    Doubt.objects.bulk_create(new)


def _key(row: Doubt) -> Due:
    return row.code, row.field, row.line


def _log(read: Iterable[_Again], by: Any, as_name: str, now: datetime) -> None:
    acts = []
    for each in read:
        if each.file.story and (each.lines or each.free):
            detail = {"file": each.file.path, "lines": each.lines[:MOST], "changed": sorted(each.free)}
            detail |= {"rule": as_name} if as_name else {}
            acts.append(ledger.Act("reread", each.file.story, detail=detail))
    ledger.record_many(acts, by=by, at=now)
