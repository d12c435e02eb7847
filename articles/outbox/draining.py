"""The outbox emptied: what acts wrote down to be done outside is done, once, and failures are kept in sight.

An effect is claimed by its row before it is carried out, for a while: of two who empty the outbox at once each takes
others, and what a worker that died had claimed is free again when its time is up. So a mail goes out once, unless a
worker dies between handing it over and saying so; its Message-ID is then the same, for the mail server to tell.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from articles import ledger
from articles.models import Effect
from articles.outbox import mails, pings
from articles.rules import Refused, check_right
from articles.text.printable import printable

CLAIM = timedelta(minutes=10)
"""Longer than any takes: a server that does not answer is left sooner (``EMAIL_TIMEOUT``, ``pings.TIMEOUT``)."""
TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
"""Twice as long after each failure: twelve tries take most of a day."""
TO_DECIDE = ("publish_story", "decide on what could not be sent")
CARRIERS: dict[str, Callable[..., bool]] = {
    Effect.Kind.MAIL: mails.send,
    Effect.Kind.INDEXNOW: pings.indexnow,
    Effect.Kind.WEBSUB: pings.websub,
}
"""By kind, who carries an effect out at ``now``; says whether there was anything to send."""

log = logging.getLogger(__name__)


@dataclass
class Drained:
    """What became of the effects that were due."""

    sent: int = 0
    needless: int = 0
    failed: int = 0
    given_up: int = 0
    causes: Counter[str] = field(default_factory=Counter)

    def sentence(self) -> str:
        return (
            f"{self.sent:,} sent, {self.needless:,} no longer needed, {self.failed:,} failed and will be tried again, "
            f"{self.given_up:,} given up."
        )

    def reasons(self) -> list[str]:
        """Why some failed, each cause once with how many it hit, the most frequent first."""
        return [f"  {number:,} failed: {cause}" for cause, number in self.causes.most_common()]

    @property
    def total(self) -> int:
        return self.sent + self.needless + self.failed + self.given_up


def drain(*, clock: Callable[[], datetime], limit: int = 1000) -> Drained:
    """Carry out what is due, at most ``limit`` effects, each claimed at the time that ``clock`` gives then."""
    drained = Drained()
    while drained.total < limit and (effect := _claim(clock())):
        _carry_out(effect, drained, clock)
    return drained


def failing(limit: int) -> list[Effect]:
    """Effects that failed and are not done, the latest first: being tried again, or given up after too many tries."""
    rows = Effect.objects.failing().select_related("notice__to", "story")
    return list(rows.order_by("-due_at", "-id")[:limit])


def retry(effect: Effect, *, by: Any, now: datetime) -> None:
    """Let the next drain try again, whether it was given up or waits for its time."""
    check_right(by, *TO_DECIDE)
    rows = Effect.objects.failing().filter(pk=effect.pk)
    if rows.unclaimed(now).update(due_at=now, given_up_at=None, tries=0, claimed_until=None):
        return
    if rows.exists():
        raise Refused("It is being tried at this moment. Wait for what comes of that.")
    raise Refused("There is nothing to try again: it is done, or was dropped.")


@transaction.atomic
def drop(effect: Effect, *, by: Any, now: datetime) -> None:
    """Do not try again, and show it no longer among the failures. What failed and who dropped it are kept.

    One that is being sent at this moment may reach its reader still; it is dropped all the same.
    """
    check_right(by, *TO_DECIDE)
    row = Effect.objects.failing().select_for_update(of=("self",)).filter(pk=effect.pk).first()
    if row is None:
        raise Refused("There is nothing to drop: it is done, or was dropped.")
    row.payload |= {"failed": row.error, "dropped_by": ledger.name_of(by)}
    row.given_up_at, row.error, row.claimed_until = now, "", None
    row.save(update_fields=["payload", "given_up_at", "error", "claimed_until"])


@transaction.atomic
def _claim(now: datetime) -> Effect | None:
    """The next effect that is due, ours for a while; None where there is none."""
    waiting = Effect.objects.waiting(now).order_by("due_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(of=("self",), skip_locked=True)
    effect: Effect | None = waiting.first()
    if effect:
        effect.claimed_until = now + CLAIM
        effect.save(update_fields=["claimed_until"])
    return effect


def _carry_out(effect: Effect, drained: Drained, clock: Callable[[], datetime]) -> None:
    try:
        sent = CARRIERS[effect.kind](effect, now=clock())
    # What servers, sockets and addresses raise; SMTPException and HTTPError are OSErrors, BadHeaderError a ValueError.
    except (OSError, ValueError) as problem:
        _put_off(effect, problem, drained, clock())
    except (
        Exception
    ) as problem:  # a mail backend is other people's code: no effect, however odd, may stop the others
        log.exception("Sending %s failed", effect.key)
        _put_off(effect, problem, drained, clock())
    else:
        done = _settle(effect, done_at=clock(), error="")
        if sent:
            drained.sent += done
        else:
            drained.needless += done


def _put_off(effect: Effect, problem: Exception, drained: Drained, now: datetime) -> None:
    tries = effect.tries + 1
    # What a server answers may hold what no database keeps.
    error = printable(f"{type(problem).__name__}: {problem}")[:500]
    drained.causes[" ".join(error.split())] += 1
    wait = min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
    if tries < TRIES:
        drained.failed += _settle(effect, tries=tries, error=error, due_at=now + wait)
    else:
        drained.given_up += _settle(effect, tries=tries, error=error, given_up_at=now)


def _settle(effect: Effect, **columns: Any) -> int:
    """Write what became of an effect and let go of it, if it is still ours."""
    ours = Effect.objects.filter(pk=effect.pk, claimed_until=effect.claimed_until)
    return ours.update(**columns, claimed_until=None)
