"""Files into the newsroom, a batch at a time: each batch one transaction, with as many queries however many files.

Two imports wait for each other from batch to batch, so that neither makes what the other is making. What fails as a
batch is done again file by file, so that none can hinder the others.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import OperationalError, connection, transaction

from articles import drafting
from articles.importing.failing import StorageFailed, is_passing, is_the_databases_own
from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.matching import proposing
from articles.importing.matching.checking import Plan, check
from articles.importing.matching.known import Known
from articles.importing.matching.sifting import Key, Sieve
from articles.importing.pictures import picturing
from articles.importing.reading import fields
from articles.importing.reading.alike import TRIED
from articles.importing.reading.chunks import given_of
from articles.importing.reading.copies import Copy, failed
from articles.importing.reading.filing import filed, known_topics
from articles.importing.reading.learned import learned_by
from articles.importing.reading.understanding import examine
from articles.importing.taking import addresses
from articles.importing.taking.accepting import Foreseen
from articles.importing.taking.counting import in_order
from articles.importing.taking.updating import compare, raised_by, renew_doubts
from articles.importing.taking.writing import Taken, doubt_all, hang_on, keep, row_of, spoken
from articles.importing.turns import Overtaken, still_ours
from articles.models import Fingerprint, ImportedFile, ImportRun, Outcome, put_objects
from articles.rules import lock, wait_for_imports
from articles.text import parsing
from articles.text.likeness import Marks

log = logging.getLogger(__name__)

_ATTEMPTS = 3


def settle(
    copies: Sequence[Copy],
    *,
    run: ImportRun,
    now: datetime,
    supply: Supply = NO_SUPPLY,
    sieve: Sieve | None = None,
) -> list[Taken]:
    """Take copies into the newsroom; in a dry run, only say what would become of each.

    Whatever they hold, each ends in one outcome. What is wrong with the database, or with the place where pictures are
    kept, and not with them is raised. One ``sieve`` for all batches of a run spares it to look into the same texts
    again.
    """
    sieve = sieve or Sieve()
    try:
        return _patiently(copies, run, now, supply, sieve)
    except (Overtaken, StorageFailed):
        raise
    except Exception as error:  # no file, however odd, may stop the others
        if is_the_databases_own(error):
            raise
        log.exception("Importing %s failed", copies[0].found.name if len(copies) == 1 else "a batch")
    if len(copies) == 1:
        return _patiently([failed(copies[0])], run, now, supply, sieve)
    return [
        taken for copy in copies for taken in settle([copy], run=run, now=now, supply=supply, sieve=sieve)
    ]


def _patiently(
    copies: Sequence[Copy], run: ImportRun, now: datetime, supply: Supply, sieve: Sieve
) -> list[Taken]:
    """Try again where somebody else was in the way: nothing of the first attempt stands."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _settled(copies, run, now, supply, sieve)
        except OperationalError as error:
            if not is_passing(error) or connection.in_atomic_block:
                raise
    return _settled(copies, run, now, supply, sieve)


def _settled(
    copies: Sequence[Copy], run: ImportRun, now: datetime, supply: Supply, sieve: Sieve
) -> list[Taken]:
    with picturing.stored_for() as stored, transaction.atomic():
        wait_for_imports()
        if not ImportRun.objects.filter(still_ours(run)).update(active_at=now):
            raise Overtaken(f"Run {run.pk} was undone meanwhile, or somebody else goes on with it.")
        known = Known.to(copies, run, now=now, sieve=sieve)
        if changing := known.changing(copies):
            lock(changing)  # together: each by itself, they would be in the order of the files
        batch = _Batch(run, now, known, Foreseen.of(copies, run), supply, stored)
        for copy in copies:
            batch.add(copy)
        batch.write()
        came_to = {"counts": _counts(run, batch.taken), "found": _found(run, copies)}
        ImportRun.objects.filter(pk=run.pk).update(**came_to)
    for name, value in came_to.items():
        setattr(run, name, value)
    for key, body in batch.made():  # now that it stands
        sieve.add(key, [body])
    return batch.taken


@dataclass(slots=True)
class _Pending:
    """A file that is decided about and not written yet."""

    copy: Copy
    plan: Plan
    file: ImportedFile

    @property
    def doubts(self) -> tuple[parsing.Doubt, ...]:
        match = self.plan.match
        own = (doubt for doubt in self.copy.doubts if not (match and match.answers(doubt)))
        return (*own, *self.plan.doubts)


@dataclass(slots=True)
class _Batch:
    run: ImportRun
    now: datetime
    known: Known
    foreseen: Foreseen
    supply: Supply
    stored: list[str]
    taken: list[Taken] = field(default_factory=list)
    waiting: list[_Pending] = field(default_factory=list)
    topics: dict[str, int] = field(default_factory=known_topics)
    new: list[_Pending] = field(default_factory=list)

    def add(self, copy: Copy) -> None:
        """Decide about a copy. What it becomes is written with the others, or at once where it changes a story."""
        if not copy.is_understood and copy.sha256 and not self.known.holds(copy):
            # It was the same as before when it was read: meanwhile another import took something else from here.
            given = given_of([copy.found], learned_by(self.run), self.run.options.get(TRIED, ()))[
                copy.found.folder
            ]
            copy = next(examine(copy.found, now=self.now, given=given, supply=self.supply))
        if not copy.is_understood:
            copy = replace(copy, lines=self.known.lines(copy), supplied=self.supply.of(copy.found))
        copy = filed(copy, self.topics)
        if self.known.differs(copy):
            self.write()  # what is asked of the database must be there
        plan = self.foreseen.held_to(copy, check(copy, self.known))
        pending = _Pending(copy, plan, row_of(copy, plan, self.run))
        if plan.outcome == Outcome.UPDATED:
            self._update(pending)
        else:
            self.waiting.append(pending)
        if copy.sha256 and plan.outcome != Outcome.REFUSED:
            self.known.remember(copy, pending.file)

    def write(self) -> None:
        """Write all that waits."""
        waiting, self.waiting = self.waiting, []
        keep((each.copy, each.file) for each in waiting)
        self._create([each for each in waiting if each.plan.outcome == Outcome.CREATED])
        others = [each for each in waiting if each.plan.outcome != Outcome.CREATED]
        for each in others:
            self._follow(each)
        put_objects(ImportedFile, [each.file for each in others])
        if joined := [each for each in others if each.plan.match and not self.run.is_dry]:
            hang_on([(each.file, each.copy, ()) for each in joined])
            proposing.keep(
                (each.file.story_id, each.plan.match.text.revision, each.file, each.plan.offers)
                for each in joined
                if each.plan.match and each.file.story_id
            )
        addresses.keep(each.file for each in waiting)
        for each in waiting:
            self._done(each, each.file.story_id, each.doubts)

    def _create(self, new: list[_Pending]) -> None:
        if not new:
            return
        self.new += new
        for each in new:
            each.file.sentence = each.plan.says() + spoken(each.doubts)
        if self.run.is_dry:
            put_objects(ImportedFile, [each.file for each in new])
            Fingerprint.objects.add((each.file, each.copy.draft.prints) for each in new if each.copy.draft)
            doubt_all((each.file, each.doubts) for each in new)
            return
        names = fields.made([each.copy.called for each in new])
        kept = picturing.keep(
            (item for each in new for item in each.copy.pictures),
            by=self.run.by,
            now=self.now,
            stored=self.stored,
        )
        drafts = [
            each.copy.draft.with_details(
                **theirs.details(),
                topics=list(each.copy.topics),
                pictures=[kept[item.prepared.sha256] for item in each.copy.pictures],
            )
            for each, theirs in zip(new, names, strict=True)
            if each.copy.draft
        ]
        drafting.create_many(drafts, by=None, now=self.now, from_files=[each.file for each in new])
        hang_on([(each.file, each.copy, each.doubts) for each in new])

    def made(self) -> Iterator[tuple[Key, Marks]]:
        """The stories that were made, in a dry run the files that would make some, with the marks of their bodies."""
        for file, draft in ((each.file, each.copy.draft) for each in self.new):
            if draft:
                yield ("story", file.story_id) if file.story_id else ("file", file.pk), draft.marks

    def _follow(self, each: _Pending) -> None:
        """Let a file that brings nothing new belong to the story of the one that it follows."""
        each.file.sentence = each.plan.says()
        held = each.plan.held
        if not self.run.is_dry:
            each.file.story_id = each.plan.story_id
        if held and held.sha256 == each.file.sha256:
            each.file.original_id = held.file.original_id

    def _update(self, each: _Pending) -> None:
        held, file = each.plan.held, each.file
        if held.story_id and not self.run.is_dry:
            lock([held.story_id])  # before the doubts about it
        keep([(each.copy, file)])
        update = compare(
            each.copy, held, names=fields.known if self.run.is_dry else fields.made, now=self.now
        )
        file.outcome, file.sentence = update.outcome, each.plan.says() + update.sentence
        file.story = None if self.run.is_dry else update.story
        file.save(force_insert=True)
        if self.run.is_dry:
            doubt_all([(file, raised_by(update))])
        else:
            new = renew_doubts(update, file, now=self.now)
            if update.written:
                drafting.update_from_file(update.story, update.changes, from_file=file, now=self.now)
            hang_on([(file, each.copy, new)])
            addresses.keep([file])
        self._done(each, update.story.pk, update.doubts)

    def _done(self, each: _Pending, story_id: int | None, doubts: tuple[parsing.Doubt, ...]) -> None:
        outcome, sentence = Outcome(each.file.outcome), each.file.sentence
        self.taken.append(Taken(each.copy, outcome, sentence, story_id, doubts))


def _counts(run: ImportRun, taken: Sequence[Taken]) -> dict[str, int]:
    """How many files of the run there are of each outcome, with these."""
    return in_order(Counter(run.counts) + Counter(each.outcome.value for each in taken))


def _found(run: ImportRun, copies: Sequence[Copy]) -> int | None:
    """How many files the run is known to have found: of one that holds several stories, each counts for one."""
    return None if run.found is None else run.found + sum(not copy.is_first for copy in copies)
