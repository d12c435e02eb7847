"""A run of the importer: begun or taken up again, carried out batch by batch, and finished."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from articles import ledger
from articles.crew import Crew, Stopped, seldom_collected
from articles.importing.arriving.uploads import let_go
from articles.importing.finding.places import Place, places_in
from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.finding.walking import Found, Walk
from articles.importing.matching.sifting import Sieve
from articles.importing.matching.waiting import offer_titles
from articles.importing.reading import chunks
from articles.importing.reading.alike import TRIED
from articles.importing.reading.copies import Copy
from articles.importing.reading.learned import learned_by
from articles.importing.reading.surveying import survey
from articles.importing.reviewing.summing import summarise
from articles.importing.taking.batching import settle
from articles.importing.taking.writing import Taken
from articles.importing.turns import Overtaken, still_ours, turn
from articles.models import Fingerprint, ImportRun, Upload


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch came to, how many files of the walk are done with it, and how many workers were lost so far."""

    taken: list[Taken]
    files: int
    lost: int


def start(
    walk: Walk,
    *,
    by: Any,
    now: datetime,
    options: Mapping[str, Any],
    is_dry: bool = False,
    accepts: ImportRun | None = None,
) -> ImportRun:
    """Open a run. ``by`` is the person who answers for it, None where nobody was named.

    A dry run makes no story: it keeps what would become of each file. One that ``accepts`` a dry run does just that.
    """
    return ImportRun.objects.create(
        collection=", ".join(filter(None, walk.files.collections))[:120],
        is_dry=is_dry,
        by=by,
        by_name=ledger.name_of(by) if by else "",
        started_at=now,
        found=len(walk.files),
        options=dict(options),
        accepts=accepts,
        learned=accepts.learned if accepts else {},
    )


def carry_out(
    run: ImportRun,
    walk: Walk,
    *,
    clock: Callable[[], datetime],
    workers: int = 0,
    anew: bool = False,
    supply: Supply = NO_SUPPLY,
    takes_over: bool = False,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Step]:
    """Take the files of a run, batch by batch: what is given was written, and stays whatever follows.

    Who stops asking for the next stops the run between two batches; once it ``is_stopped`` it ends by itself, and what
    is being read is thrown away. One that was stopped goes on with the files that it does not have. Without ``workers``
    files are read in this process, however long one takes. With ``anew`` those are read, too, that are as they were,
    for who wants to be told what is in them. ``supply`` is what is known of the files beside their bytes.
    One at a time works on a run. Who ``takes_over`` does not ask whether anybody is at it, who then has no turn any
    more: a run that was killed has not said that it ended.
    """
    with (
        turn(run, clock=clock, takes_over=takes_over) as goes_on,
        Crew(workers, patience=settings.READ_SECONDS, is_stopped=is_stopped) as crew,
        suppress(Stopped),
        seldom_collected(),
    ):
        yield from steps(run, walk, goes_on=goes_on, clock=clock, crew=crew, anew=anew, supply=supply)


def steps(
    run: ImportRun,
    walk: Walk,
    *,
    goes_on: Callable[[], None],
    clock: Callable[[], datetime],
    crew: Crew,
    anew: bool = False,
    supply: Supply = NO_SUPPLY,
) -> Iterator[Step]:
    """As ``carry_out`` does, for who has the turn and ``goes_on`` with it after each batch."""
    was_stopped = run.files.exists()
    left, sieve = _left(run, was_stopped), Sieve()
    learn(run, walk, crew=crew, supply=supply)
    learned = learned_by(run)
    tried = run.options.get(TRIED, ())
    every = chunks.read(
        walk.files,
        crew=crew,
        anew=anew,
        now=clock(),
        left=left,
        learned=learned,
        supply=supply,
        tried=tried,
        taken=partial(_taken_of, run) if was_stopped else None,
    )
    for chunk in every:
        for batch, is_last in _batches(chunk.copies):
            copies = _without_done(run, batch) if was_stopped else batch
            taken = settle(copies, run=run, now=clock(), supply=supply, sieve=sieve) if copies else []
            goes_on()
            yield Step(taken, chunk.files if is_last else 0, crew.lost)


def _batches(copies: Iterable[Copy]) -> Iterator[tuple[list[Copy], bool]]:
    """Some copies at a time, with whether they are the last; of none, none, which are."""
    coming = iter(copies)
    batch = list(islice(coming, chunks.FILES))
    while following := list(islice(coming, chunks.FILES)):
        yield batch, False
        batch = following
    yield batch, True


def learn(run: ImportRun, walk: Walk, *, crew: Crew, supply: Supply = NO_SUPPLY) -> None:
    """Let a run know what recurs in its files, once: all of them are read by it, whenever that is.

    A run that is stopped meanwhile knows nothing, and learns it when it goes on.
    """
    if not run.learned and not run.accepts_id:
        run.learned = survey(walk, crew=crew, supply=supply)
        run.save(update_fields=["learned"])


def finish(run: ImportRun, *, now: datetime | None) -> None:
    """Write what came of a run. One that was stopped has no end: ``now`` is then None.

    With its end, titles that wait are offered to its stories, and those that it brought to others. What was dropped in
    the desk for it is then let go, but for a dry run, which may yet be carried out. A run is finished once, by who has
    its turn or while nobody has.
    """
    came_to, dropped = {"finished_at": now, "summary": summarise(run)}, list[Upload]()
    with transaction.atomic():
        if not ImportRun.objects.filter(still_ours(run), finished_at=None).update(**came_to):
            raise Overtaken(
                f"Run {run.pk} was finished or undone meanwhile, or somebody else goes on with it."
            )
        if now and run.is_dry:
            Fingerprint.objects.filter(file__run=run).delete()
        elif now:
            offer_titles(run)
            dropped += run.uploads.all()
    for name, value in came_to.items():
        setattr(run, name, value)
    let_go(dropped)  # what stays is deleted by tidy


def _left(run: ImportRun, was_stopped: bool) -> Callable[[Sequence[Found]], list[Found]]:
    """Which of some files the run does not have yet."""

    def left(files: Sequence[Found]) -> list[Found]:
        done = places_in(run, files) if was_stopped else set()
        return [found for found in files if found.place not in done]

    return left


def _taken_of(run: ImportRun, founds: Sequence[Found]) -> frozenset[Place]:
    """The places of those stories of some files that the run has. One query."""
    of_these = Q(pk=None)
    for found in founds:
        of_these |= Q(collection=found.collection, path__startswith=f"{found.path}#")
    return frozenset(run.files.filter(of_these).exclude(part="").values_list("collection", "path"))


def _without_done(run: ImportRun, copies: list[Copy]) -> list[Copy]:
    """A file of many stories may have been stopped in the middle."""
    done: set[Place] = places_in(run, [copy.found for copy in copies])
    return [copy for copy in copies if copy.found.place not in done]
