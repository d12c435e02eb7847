"""One file into the newsroom: fetch, understand, check, apply; each file in a transaction of its own."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from articles import drafting
from articles.importing import fields
from articles.importing.accounting import account
from articles.importing.checking import Held, Known, Plan, check
from articles.importing.copies import Copy, fetch, understand
from articles.importing.updating import compare, renew_doubts
from articles.importing.walking import Found
from articles.models import Doubt, ImportedFile, ImportRun, Original, Outcome, Promo
from articles.text import parsing
from articles.text.keys import title_key

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. ``sentence`` names it.

    ``story_id`` is None for a refused file, and in a dry run for one that would make a story.
    """

    copy: Copy
    outcome: Outcome
    sentence: str
    story_id: int | None = None
    doubts: tuple[parsing.Doubt, ...] = ()


def take(found: Found, *, run: ImportRun | None, known: Known, now: datetime) -> Taken:
    """Take one file into the newsroom; without a run, say what would become of it and write nothing.

    Whatever happens, the file ends in one outcome, and the next one can follow.
    """
    copy = Copy(found)
    try:
        copy = fetch(found)
        copy = understand(copy, now=now)
        return _settle(copy, run, known, now)
    except Exception:  # no file, however odd, may stop the others
        log.exception("Importing %s failed", found.name)
        problem = parsing.Refusal("failed", "This file could not be read: please report it.")
        return _settle(replace(copy, story=None, refusal=problem), run, known, now)


def _settle(copy: Copy, run: ImportRun | None, known: Known, now: datetime) -> Taken:
    if run is None:
        return _foresee(copy, check(copy, known), known, now)
    with transaction.atomic():
        plan = check(copy, known)
        file = _row(copy, plan, run)
        if plan.outcome == Outcome.CREATED and copy.story:
            return _create(copy, copy.story, plan, file, now)
        if plan.outcome == Outcome.UPDATED and plan.held:
            return _update(copy, plan.held, file, now)
        file.save(force_insert=True)
        return Taken(copy, plan.outcome, plan.sentence, file.story_id, copy.doubts)


def _foresee(copy: Copy, plan: Plan, known: Known, now: datetime) -> Taken:
    """What ``_settle`` would do. Nothing is written."""
    story_id = plan.held.story_id if plan.held else None
    if plan.outcome == Outcome.CREATED and copy.story:
        known.remember(copy)
        doubts = (*copy.doubts, *plan.doubts, *fields.changes(copy.story, fields.known(copy.story))[1])
        return Taken(copy, plan.outcome, plan.sentence + _spoken(doubts), None, doubts)
    if plan.outcome == Outcome.UPDATED and plan.held:
        update = compare(copy, plan.held, names=fields.known, now=now)
        return Taken(copy, update.outcome, plan.sentence + update.sentence, story_id, update.doubts)
    return Taken(copy, plan.outcome, plan.sentence, story_id, copy.doubts)


def _create(copy: Copy, parsed: parsing.ParsedStory, plan: Plan, file: ImportedFile, now: datetime) -> Taken:
    changes, cut = fields.changes(parsed, fields.made(parsed))
    doubts = (*copy.doubts, *plan.doubts, *cut)
    file.sentence += _spoken(doubts)
    story = drafting.create(changes, by=None, from_file=file, now=now)
    _hang_on(file, parsed, doubts)
    return Taken(copy, Outcome.CREATED, file.sentence, story.pk, doubts)


def _update(copy: Copy, held: Held, file: ImportedFile, now: datetime) -> Taken:
    update = compare(copy, held, names=fields.made, now=now)
    file.outcome, file.sentence = update.outcome, file.sentence + update.sentence
    file.save(force_insert=True)
    new = renew_doubts(update, file, now=now)
    if update.written:
        drafting.update_from_file(update.story, update.changes, from_file=file, now=now)
    if copy.story:
        _hang_on(file, copy.story, new)
    return Taken(copy, update.outcome, file.sentence, update.story.pk, update.doubts)


def _row(copy: Copy, plan: Plan, run: ImportRun) -> ImportedFile:
    """The file's row, not yet saved. Where lines went stands only with the file that first had them."""
    held = plan.held.file if plan.held else None
    file = ImportedFile(
        run=run,
        collection=copy.found.collection,
        path=copy.found.path,
        size=copy.size,
        sha256=copy.sha256,
        original_id=held.original_id if held and held.sha256 == copy.sha256 else _keep(copy),
        encoding=copy.encoding,
        outcome=plan.outcome,
        sentence=plan.sentence,
        story_id=plan.held.story_id if plan.held else None,
    )
    if copy.story and plan.outcome in (Outcome.CREATED, Outcome.UPDATED):
        account(file, copy)
    return file


def _keep(copy: Copy) -> str | None:
    """Keep a file's bytes, once however often they come; gives their key, or None where they are too many."""
    if copy.data is None or len(copy.data) > settings.KEEP_ORIGINALS:
        return None
    Original.objects.bulk_create([Original(sha256=copy.sha256, data=copy.data)], ignore_conflicts=True)
    return copy.sha256


def _hang_on(file: ImportedFile, parsed: parsing.ParsedStory, doubts: Iterable[parsing.Doubt]) -> None:
    """Save what hangs on a file that was taken: its doubts and the titles of other stories in it."""
    Doubt.objects.bulk_create(
        Doubt(
            file=file,
            story_id=file.story_id,
            code=doubt.code[:40],
            field=doubt.field or "",
            line=doubt.line,
            sentence=doubt.sentence,
        )
        for doubt in doubts
    )
    Promo.objects.bulk_create(
        Promo(
            file=file,
            title=fields.cut_title(item.title),
            title_key=title_key(item.title)[:300],
            date=fields.day_of(item.date),
            line=item.line,
        )
        for item in parsed.related
        if item.promo
    )


def _spoken(doubts: Iterable[parsing.Doubt]) -> str:
    """Doubts as sentences that follow another, each naming its line where it has one."""
    return "".join(
        f" Line {doubt.line}: {doubt.sentence}"
        if doubt.line and f"line {doubt.line}" not in doubt.sentence.lower()
        else f" {doubt.sentence}"
        for doubt in doubts
    )
