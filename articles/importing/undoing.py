"""An import undone: untouched drafts spiked, untouched archive editions gone, what people worked on left alone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles import ledger, press, workflow
from articles.importing.matching import proposing
from articles.importing.turns import Overtaken, still_ours, turn
from articles.importing.wording import counted
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
    Scratch,
    ShareLink,
    SignOff,
    Stage,
    Story,
)
from articles.rules import Refused, check_right, wait_for_imports
from articles.text.calendars import spoken

RIGHTS = ("articles.spike_story", "articles.withdraw_story")
"""What an account needs to undo a run."""
TRANCHE = 500
"""Stories that are undone at a time, each time in a transaction of its own."""
SHOWN = (
    "slugline", "headline", "language", "stage", "writer_account", "reader_account", "due_at", "embargo_until",
)  # fmt: skip
"""What is asked of a story to tell whether it would go, and what it is called."""


@dataclass(slots=True)
class Undoing:
    """What undoing a run does, or would: the number of drafts spiked and of editions withdrawn, the stories that are
    left by reason, and the first few of them by name.
    """

    spiked: int = 0
    withdrawn: int = 0
    left: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    """Those of the left that readers see, and go on to see."""
    examples: dict[str, list[Story]] = field(default_factory=dict)
    last: int = 0
    """The number of the last story that was gone through, in their order."""

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
        gone = counted(self.spiked, "untouched draft"), counted(self.withdrawn, "archive edition")
        said = [f"{gone[0]} {verb[0]}, {gone[1]} {verb[1]}."]
        for reason, number in self.left.most_common():
            some = [f"story {story.pk} ({story})"[:90] for story in self.examples[reason]]
            more = f" and {number - len(some):,} more" if number > len(some) else ""
            is_one = "it is" if number == 1 else "they are"
            said.append(f"  {number:,} left as {is_one}: {reason} {', '.join(some)}{more}.")
        if self.shown:
            said.append(f"  Readers see {self.shown:,} of those that are left, and go on to see them.")
        return said


@dataclass(frozen=True)
class _Facts:
    """What tells of a batch of stories whether anybody has touched them; sets of their numbers."""

    by_people: set[int]
    by_other_runs: dict[int, int]
    typed: set[int]
    signed: set[int]
    marked: set[int]
    published: set[int]
    archive: set[int]
    shown: set[int]


def foresee(run: ImportRun, *, now: datetime) -> Undoing:
    """What undoing the run would do. Writes nothing."""
    told = Undoing()
    while stories := list(_next(run, told).only(*SHOWN)):
        _sort(stories, run, told, now)
    return told


def undo(
    run: ImportRun,
    *,
    by: Any,
    clock: Callable[[], datetime],
    each: Callable[[int], object] = lambda stories: None,
) -> Undoing:
    """Undo a run: what it made and nobody touched is spiked, and is gone for readers without a tombstone. A run that is
    at work is not undone.

    Its files then count as never taken. Stopped in the middle, the same call does the rest; ``each`` is told the number
    of stories that were gone through. Raises Refused where ``by`` may not, and where there is nothing to undo.
    """
    told = Undoing()
    go_on(run, told, by=by, clock=clock, each=each)
    return told


def go_on(
    run: ImportRun,
    told: Undoing,
    *,
    by: Any,
    clock: Callable[[], datetime],
    piece: timedelta | None = None,
    each: Callable[[int], object] = lambda stories: None,
) -> bool:
    """Undo a run from where ``told`` came to, which is told more; gives whether the run is undone now.

    Of a ``piece`` the tranche is the last in which so much time has passed.
    """
    begun = clock()
    check(run, by=by, now=begun)
    with turn(run, clock=clock, has_ended=True) as goes_on:
        _check_undone(run)
        while stories := _undo_some(run, told, by=by, now=clock()):
            goes_on()
            each(stories)
            if piece is not None and stories == TRANCHE and clock() >= begun + piece:
                return False
        _end(run, told, by=by, now=clock())
    return True


def check(run: ImportRun, *, by: Any, now: datetime) -> None:
    """Refuse what cannot be undone, or not by this account."""
    for right in RIGHTS:
        check_right(by, right.removeprefix("articles."), "undo imports", whose=ledger.name_of(by))
    if run.is_dry:
        raise Refused(f"Run {run.pk} was a dry run: there is nothing to undo.")
    _check_undone(run)
    if run.busy_until and run.busy_until > now:
        until = f"{timezone.localtime(run.busy_until):%H:%M}"
        raise Refused(
            f"Run {run.pk} is at work, or was until a moment ago: stop it first. If it was killed, it can be undone "
            f"from {until} on."
        )


def _check_undone(run: ImportRun) -> None:
    if run.undone_at:
        at = timezone.localtime(run.undone_at)
        raise Refused(f"Run {run.pk} was undone on {spoken(at)} by {run.undone_by_name}.")


def _next(run: ImportRun, told: Undoing) -> QuerySet[Story]:
    """The next tranche, in order, of the stories that the run made and that are not undone."""
    made = run.files.filter(outcome=Outcome.CREATED, undone_at=None, story__gt=told.last)
    pks = list(made.order_by("story_id").values_list("story", flat=True)[:TRANCHE])
    return Story.objects.filter(pk__in=pks).order_by("pk")


@transaction.atomic
def _undo_some(run: ImportRun, told: Undoing, *, by: Any, now: datetime) -> int:
    """Undo the next tranche; gives how many stories were gone through."""
    wait_for_imports()  # of which one may be taking a copy of them at this moment
    stories = list(_next(run, told).select_for_update(no_key=True))
    if not stories:
        return 0
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
    return len(stories)


@transaction.atomic
def _end(run: ImportRun, told: Undoing, *, by: Any, now: datetime) -> None:
    """Mark a run as undone, and only then look a last time for what it made: no batch of it is written from then on."""
    wait_for_imports()
    who = {"undone_at": now, "undone_by": by, "undone_by_name": ledger.name_of(by)}
    if not ImportRun.objects.filter(still_ours(run)).update(**who):
        raise Overtaken(f"Somebody else goes on with run {run.pk}: what is undone stays undone.")
    while _undo_some(run, told, by=by, now=now):
        pass
    OldAddress.objects.filter(story=None, from_file__run=run).delete()
    made = run.files.filter(outcome=Outcome.CREATED).values("story")
    joined = Q(outcome=Outcome.JOINED) & ~Q(story__in=made)
    run.files.filter(Q(outcome=Outcome.REFUSED) | joined, undone_at=None).update(undone_at=now)
    proposing.withdraw(Proposal.objects.filter(file__run=run), by=by, now=now)
    for name, value in who.items():
        setattr(run, name, value)


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
            told.shown += story.pk in facts.shown
        else:
            (live if story.pk in facts.archive else drafts).append(story)
    told.spiked += len(drafts)
    told.withdrawn += len(live)
    told.last = stories[-1].pk
    return drafts, live


def _facts(pks: list[int], run: ImportRun, now: datetime) -> _Facts:
    def numbers(rows: QuerySet[Any]) -> set[int]:
        return set(rows.filter(story__in=pks).values_list("story", flat=True))

    text = (*GAVE_TEXT, Outcome.JOINED)
    others = ImportedFile.objects.filter(story__in=pks, outcome__in=text, is_dry=False, undone_at=None)
    editions = Edition.objects.filter(Q(superseded_at__gt=F("live_from")) | Q(live_from__gt=now))
    archive = Edition.objects.live(now).filter(number=1, archive_run__isnull=False)
    return _Facts(
        by_people=numbers(Revision.objects.by_people())
        | numbers(Doubt.objects.filter(settled_by__isnull=False))
        | numbers(Proposal.objects.filter(is_taken__isnull=False))
        | numbers(ImportedFile.objects.exclude(fixed={})),
        by_other_runs=dict(others.exclude(run=run).order_by("-run").values_list("story", "run")),
        typed=numbers(Scratch.objects.all()),
        signed=numbers(SignOff.objects.all()),
        marked=numbers(Mark.objects.all()) | numbers(ShareLink.objects.all()),
        published=numbers(editions.exclude(pk__in=archive.values("pk"))),
        archive=numbers(archive),
        shown=numbers(Edition.objects.live(now)),
    )


_REASONS: tuple[tuple[str, Callable[[Story, _Facts], object]], ...] = (
    ("it is spiked already:", lambda story, facts: story.stage == Stage.SPIKED),
    ("somebody has worked on it:", lambda story, facts: story.pk in facts.by_people),
    ("somebody has typed into it what is not saved yet:", lambda story, facts: story.pk in facts.typed),
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
