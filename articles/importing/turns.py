"""A run is worked on by one at a time, whoever that is: a command, or a request of somebody who looks at its page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import ImportRun
from articles.rules import Refused


class Overtaken(Refused):
    """Somebody else has taken a run over, or has undone it: what is being written for it does not stand."""


LONGEST = timedelta(minutes=2)
"""Between two batches. Who is silent for longer, as one that was killed is, has lost the turn to who asks next."""


@contextmanager
def turn(
    run: ImportRun, *, clock: Callable[[], datetime], takes_over: bool = False, has_ended: bool = False
) -> Iterator[Callable[[], None]]:
    """Keep others from working on a run, read again, until the block ends. What it gives is called after each batch.

    Raises Refused where somebody else is at it, unless this ``takes_over``, or took over meanwhile. There is no turn
    of a run that was finished or undone, but for who comes after its end: ``has_ended`` then says that it may have.
    """
    now = clock()
    free = Q() if takes_over else Q(busy_until=None) | Q(busy_until__lte=now)
    _take(run, now, free if has_ended else free & Q(finished_at=None, undone_at=None))
    run.refresh_from_db()
    try:
        yield lambda: _take(run, clock(), Q(busy_until=run.busy_until))
    finally:
        ImportRun.objects.filter(pk=run.pk, busy_until=run.busy_until).update(busy_until=None)
        run.busy_until = None


def still_ours(run: ImportRun) -> Q:
    """The run's row, as long as nobody has taken it over. Written first in a batch, it is held to its end."""
    return Q(pk=run.pk, busy_until=run.busy_until, undone_at=None)


def _take(run: ImportRun, now: datetime, where: Q) -> None:
    until = now + LONGEST
    if not ImportRun.objects.filter(where, pk=run.pk).update(busy_until=until):
        raise Refused(_why_not(ImportRun.objects.get(pk=run.pk), now))
    run.busy_until = until


def _why_not(run: ImportRun, now: datetime) -> str:
    if run.busy_until and run.busy_until > now:
        free = f"{timezone.localtime(run.busy_until):%H:%M}"
        return (
            f"Somebody else is at work on run {run.pk}, or another page of yours, or was until a moment ago: it is "
            f"free again by {free}."
        )
    if run.undone_at:
        return f"Run {run.pk} was undone."
    return f"Run {run.pk} has ended." if run.finished_at else f"Somebody else is at work on run {run.pk}."
