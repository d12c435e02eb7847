"""A file that was taken, read once more from the bytes that were kept of it, with what people say of its lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.db.models.functions import Length

from articles.importing.finding.supplying import Supplied
from articles.importing.finding.walking import Found, as_text
from articles.importing.formats import NotCopy
from articles.importing.reading.alike import ROLES, Rules, rules_for
from articles.importing.reading.copies import Copy
from articles.importing.reading.given import Given
from articles.importing.reading.learned import Learned
from articles.importing.reading.understanding import close, piece_of, understand
from articles.models import GAVE_TEXT, ImportedFile, Original, Stage
from articles.text.parsing import Role

AT_HAND = 8 * 1024 * 1024
"""Bytes of files that are held at a time where many are read again; a file that has more is held alone."""


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
    learned: Learned | None = None,
) -> Copy | None:
    """What is read in a file today, as people and rules say or, where they are given, by ``fixed`` and ``rules``.

    ``data`` are its bytes and ``learned`` is what its run learned, where they are at hand. None where the bytes were
    not kept. Writes nothing.
    """
    if data is None:
        if file.original is None:
            return None
        data = bytes(file.original.data)
    learned = learned or learned_of(file)
    given = Given(
        fixed=said(file) if fixed is None else fixed,
        rules=rules_for(file.collection) if rules is None else rules,
        furniture=learned.furniture(file.path),
        habits=learned.habits(file.path),
    )
    copy = Copy(_found(file), size=file.size, sha256=file.sha256, data=data)
    return understand(copy, now=now, given=given, supplied=_supplied(file))


def learned_of(file: ImportedFile) -> Learned:
    """What the run of a file learned of its collection."""
    return Learned.from_json(file.run.learned.get(file.collection, {}))


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
