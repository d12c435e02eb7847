"""An import undone: untouched drafts spiked, untouched archive editions gone, what people worked on left alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles import ledger, press, workflow
from articles.importing import proposing
from articles.importing.turns import turn
from articles.models import (
    GAVE_TEXT,
    Doubt,
    Edition,
    Fingerprint,
    ImportedFile,
    ImportRun,
    Mark,
    OldAddress,
    Outcome,
    Proposal,
    Revision,
    ShareLink,
    SignOff,
    Stage,
    Story,
)
from articles.rules import Refused, check_right

RIGHTS = ("articles.spike_story", "articles.withdraw_story")
"""What an account needs to undo a run."""
TRANCHE = 500
"""Stories that are undone at a time, each time in a transaction of its own."""


@dataclass(slots=True)
class Undoing:
    """What undoing a run does, or would: the number of drafts spiked and of editions withdrawn, the stories that are
    left by reason, and the first few of them by name.
    """

    spiked: int = 0
    withdrawn: int = 0
    left: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Story]] = field(default_factory=dict)

    @property
    def stories(self) -> int:
        """Those that it is about."""
        return self.spiked + self.withdrawn + self.left.total()

    def leave(self, story: Story, reason: str) -> None:
        self.left[reason] += 1
        some = self.examples.setdefault(reason, [])
        if len(some) < 3:
            some.append(story)

    def sentences(self, *, done: bool) -> list[str]:
        """What was done or, before it is, what will be."""
        verb = (
            ("spiked", "withdrawn from readers") if done else ("to be spiked", "to be withdrawn from readers")
        )
        said = [f"{self.spiked:,} untouched drafts {verb[0]}, {self.withdrawn:,} archive editions {verb[1]}."]
        for reason, number in self.left.most_common():
            some = [f"story {story.pk} ({story})"[:90] for story in self.examples[reason]]
            more = f" and {number - len(some):,} more" if number > len(some) else ""
            said.append(f"  {number:,} left as they are: {reason} {', '.join(some)}{more}.")
        return said


@dataclass(frozen=True)
class _Facts:
    """What tells of a batch of stories whether anybody has touched them; sets of their numbers."""

    by_people: set[int]
    by_other_runs: dict[int, int]
    signed: set[int]
    marked: set[int]
    published: set[int]
    archive: set[int]


def foresee(run: ImportRun, *, now: datetime) -> Undoing:
    """What undoing the run would do. Writes nothing."""
    told = Undoing()
    for stories in _tranches(run, lock=False):
        _sort(stories, run, told, now)
    return told


def undo(
    run: ImportRun, *, by: Any, now: datetime, each: Callable[[int], object] = lambda stories: None
) -> Undoing:
    """Undo a run: what it made and nobody touched is spiked, and is gone for readers without a tombstone. A run that is
    at work is not undone.

    Its files then count as never taken. Stopped in the middle, the same call does the rest; ``each`` is told the number
    of stories that were gone through. Raises Refused where ``by`` may not, and where there is nothing to undo.
    """
    check(run, by=by, now=now)
    told = Undoing()
    with turn(run, clock=lambda: now, has_ended=True):
        for stories in _tranches(run, lock=True):
            _undo_some(stories, run, told, by=by, now=now)
            each(len(stories))
        OldAddress.objects.filter(story=None, from_file__run=run).delete()
        made = run.files.filter(outcome=Outcome.CREATED).values("story")
        joined = Q(outcome=Outcome.JOINED) & ~Q(story__in=made)
        run.files.filter(Q(outcome=Outcome.REFUSED) | joined, undone_at=None).update(undone_at=now)
        proposing.withdraw(Proposal.objects.filter(file__run=run), by=by, now=now)
        run.undone_at, run.undone_by, run.undone_by_name = now, by, ledger.name_of(by)
        run.save(update_fields=["undone_at", "undone_by", "undone_by_name"])
    return told


def check(run: ImportRun, *, by: Any, now: datetime) -> None:
    """Refuse what cannot be undone, or not by this account."""
    for right in RIGHTS:
        check_right(by, right.removeprefix("articles."), "undo imports")
    if run.is_dry:
        raise Refused(f"Run {run.pk} was a dry run: there is nothing to undo.")
    if run.undone_at:
        raise Refused(f"Run {run.pk} was undone on {run.undone_at:%d %b %Y} by {run.undone_by_name}.")
    if run.busy_until and run.busy_until > now:
        until = f"{timezone.localtime(run.busy_until):%H:%M}"
        raise Refused(
            f"Run {run.pk} is at work, or was until a moment ago: stop it first. If it was killed, it can be undone "
            f"from {until} on."
        )


def _tranches(run: ImportRun, *, lock: bool) -> Iterator[list[Story]]:
    """The stories that the run made and that are not undone, some at a time, in order. With ``lock`` each tranche is a
    transaction that lasts until the next is asked for.
    """
    made = run.files.filter(outcome=Outcome.CREATED, undone_at=None, story__isnull=False)
    last = 0
    while True:
        pks = list(made.filter(story__gt=last).order_by("story").values_list("story", flat=True)[:TRANCHE])
        if not pks:
            return
        last = pks[-1]
        rows: QuerySet[Story] = Story.objects.filter(pk__in=pks).order_by("pk")
        if not lock:
            yield list(rows)
            continue
        with transaction.atomic():
            yield list(rows.select_for_update(of=("self",)))


def _undo_some(stories: list[Story], run: ImportRun, told: Undoing, *, by: Any, now: datetime) -> None:
    drafts, live = _sort(stories, run, told, now)
    acts = press.retract_archive(live, by=by, now=now) if live else []
    acts += workflow.put_aside_many([*drafts, *live], now=now)
    ledger.record_many(acts, by=by, at=now)
    gone = [story.pk for story in (*drafts, *live)]
    ImportedFile.objects.filter(story__in=gone).update(undone_at=now)
    Fingerprint.objects.filter(story__in=gone).delete()
    proposing.withdraw(Proposal.objects.filter(story__in=gone), by=by, now=now)
    OldAddress.objects.filter(story__in=gone).delete()
    Doubt.objects.open().filter(story__in=gone).update(
        settled_at=now, settled_by=by, settled_by_name=ledger.name_of(by)
    )


def _sort(
    stories: list[Story], run: ImportRun, told: Undoing, now: datetime
) -> tuple[list[Story], list[Story]]:
    """The untouched drafts and the untouched live stories; the others are told with the reason why they stay."""
    facts = _facts([story.pk for story in stories], run, now)
    drafts, live = [], []
    for story in stories:
        reason = next((words for words, applies in _REASONS if applies(story, facts)), "")
        if reason:
            told.leave(story, reason.format(other=facts.by_other_runs.get(story.pk)))
        else:
            (live if story.pk in facts.archive else drafts).append(story)
    told.spiked += len(drafts)
    told.withdrawn += len(live)
    return drafts, live


def _facts(pks: list[int], run: ImportRun, now: datetime) -> _Facts:
    def numbers(rows: QuerySet[Any]) -> set[int]:
        return set(rows.filter(story__in=pks).values_list("story", flat=True))

    text = (*GAVE_TEXT, Outcome.JOINED)
    others = ImportedFile.objects.filter(story__in=pks, outcome__in=text, is_dry=False, undone_at=None)
    editions = Edition.objects.filter(Q(superseded_at__gt=F("live_from")) | Q(live_from__gt=now))
    archive = Edition.objects.live(now).filter(number=1, archive_run__isnull=False)
    return _Facts(
        by_people=numbers(Revision.objects.filter(author__isnull=False))
        | numbers(Doubt.objects.filter(settled_by__isnull=False))
        | numbers(ImportedFile.objects.exclude(fixed={})),
        by_other_runs=dict(others.exclude(run=run).order_by("-run").values_list("story", "run")),
        signed=numbers(SignOff.objects.all()),
        marked=numbers(Mark.objects.all()) | numbers(ShareLink.objects.all()),
        published=numbers(editions.exclude(pk__in=archive.values("pk"))),
        archive=numbers(archive),
    )


_REASONS: tuple[tuple[str, Callable[[Story, _Facts], object]], ...] = (
    ("it is spiked already:", lambda story, facts: story.stage == Stage.SPIKED),
    ("somebody has worked on it:", lambda story, facts: story.pk in facts.by_people),
    ("it has been signed:", lambda story, facts: story.pk in facts.signed),
    ("it has comments or shared previews:", lambda story, facts: story.pk in facts.marked),
    (
        "it is handed in, or somebody has it:",
        lambda story, facts: story.stage != Stage.DRAFT or story.writer_account_id or story.reader_account_id,
    ),
    ("it is on a plan or under embargo:", lambda story, facts: story.due_at or story.embargo_until),
    ("it was published otherwise than by release:", lambda story, facts: story.pk in facts.published),
    ("run {other} took a file for it too:", lambda story, facts: story.pk in facts.by_other_runs),
)
"""Why a story stays, the first that applies."""
