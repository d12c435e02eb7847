"""Tries at passwords and codes, counted so that who guesses is slowed down and stopped, and who knows is not.

A browser that somebody logged in by before is counted by itself, whatever strangers do (OWASP, "Slow down online
guessing attacks with device cookies"), and all that the account is known to together: who was let in once may have kept
many. All others are counted by account and network together, by account, and by network. A try is counted before it is
looked at, so that many at once are no more than many in a row; one that succeeds is taken back.
Whether there is such an account makes no difference, and a try that comes too early is not looked at.

django-axes counts neither browsers that are known nor tries before they are looked at, and keeps a row for each.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from articles.models import TryCount
from articles.rules import Refused

By = TryCount.By
What = Literal["password", "code", "mail"]
FORGOTTEN = timedelta(days=1)
"""After the last try: then all begins anew."""
_AT_ONCE = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """So many tries are free. From the last of them on each is followed by a wait, twice as long as the one before."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, count: int) -> timedelta:
        """That follows the try of this number; 1 is the first."""
        if count < self.free:
            return timedelta()
        doubled: int = 2 ** min(count - self.free, 20)
        return min(self.first * doubled, self.longest)


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_SECRETS = {
    By.BROWSER: Limit(10, _MINUTE, _HOUR),
    By.PLACE: Limit(5, _MINUTE, _HOUR),
    # From everywhere (NIST SP 800-63B, 5.2.2: no more than 100 in a row), and by all browsers that are known.
    By.ACCOUNT: Limit(100, _MINUTE, _HOUR),
    # Colleagues behind one address type wrongly too.
    By.NETWORK: Limit(100, _MINUTE, timedelta(minutes=15)),
}
LIMITS: dict[What, dict[By, Limit]] = {
    "password": _SECRETS,
    "code": _SECRETS,
    # No longer than the link in the last mail is good: who is told to wait has one, whoever asked for it.
    "mail": {By.ACCOUNT: Limit(3, timedelta(minutes=10), _HOUR), By.NETWORK: Limit(20, _MINUTE, _HOUR)},
}
"""By what is tried, by what it is counted."""


class TooManyTries(Refused):
    """Not looked at, right or wrong. ``seconds`` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, -(-wait // timedelta(seconds=1)))
        super().__init__(f"Too many tries. Wait {_said(self.seconds)}, then try again.")


@dataclass(frozen=True)
class Where:
    """Where a try comes from: ``browser`` names one that the account logged in by before, "" one that is not known.
    ``network`` is the address, or the first half of one that a household shares; ``is_shared`` says that it may be that
    of a proxy which everybody comes by.
    """

    browser: str = ""
    network: str = ""
    is_shared: bool = False


@dataclass(frozen=True)
class Try:
    """One that was admitted, and counts as failed until ``succeeded`` is told of it."""

    own: tuple[str, ...]
    others: tuple[str, ...]


@transaction.atomic
def admit(what: What, account: str, where: Where, *, now: datetime) -> Try:
    """Count a try at an account of that name. Raises TooManyTries where it comes too early, and then counts nothing."""
    forget(TryCount.objects.filter(last_at__lt=now - FORGOTTEN))
    rows = {row.key: row for row in _counted(what, account, where, now)}
    keys = sorted(rows)
    # In one order, or two at once wait for each other.
    TryCount.objects.bulk_create([rows[key] for key in keys], ignore_conflicts=True)
    kept = list(TryCount.objects.select_for_update().filter(key__in=keys).order_by("key"))
    until = max((row.until for row in kept if row.until and row.until > now), default=None)
    if until:
        raise TooManyTries(until - now)
    for row in kept:
        row.count = 1 if row.last_at < now - FORGOTTEN else row.count + 1
        row.last_at = now
        wait = LIMITS[what][By(row.by)].wait(row.count)
        row.until = now + wait if wait else None
        if wait:
            log.warning(
                "%d tries at a %s failed (%s): no more until %s", row.count, what, _told(row), row.until
            )
    TryCount.objects.bulk_update(kept, ["count", "last_at", "until"])
    own = tuple(row.key for row in kept if row.by in (By.BROWSER, By.PLACE))
    return Try(own, tuple(key for key in keys if key not in own))


@transaction.atomic
def succeeded(one: Try) -> None:
    """Take a try back that was right. What others tried at the account, or from the network, stays counted."""
    rows = TryCount.objects.select_for_update().filter(key__in=(*one.own, *one.others)).order_by("key")
    known = list(rows.values_list("key", flat=True))
    TryCount.objects.filter(key__in=[key for key in known if key in one.own]).delete()
    others = TryCount.objects.filter(key__in=[key for key in known if key in one.others], count__gt=0)
    others.update(count=F("count") - 1, until=None)


def held(account: str, *, now: datetime) -> list[TryCount]:
    """What keeps tries at an account waiting, wherever they come from, the longest first."""
    return list(TryCount.objects.filter(account=named(account), until__gt=now).order_by("-until"))


def lift(account: str) -> None:
    """Forget the tries at an account, and where they came from: all tries of those networks at any account too."""
    rows = TryCount.objects.filter(account=named(account))
    networks = set(rows.exclude(network="").values_list("network", flat=True))
    rows.delete()
    TryCount.objects.filter(account="", network__in=networks).delete()


def named(account: str) -> str:
    """The digest under which the name of an account is counted; only who has the secret key can tell whose it is."""
    return _digest("account", account)


def forget(rows: QuerySet[Any]) -> None:
    """Delete some of what is too old to be kept: whoever adds a row does, and none waits for another who does."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    if keys := list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
        rows.model.objects.filter(pk__in=keys).delete()


def _counted(what: What, account: str, where: Where, now: datetime) -> Iterable[TryCount]:
    limits, whose = LIMITS[what], "" if what == "mail" else named(account)

    def row(by: By, *parts: str, account: str = whose, network: str = "") -> TryCount:
        key = _digest(what, by, *parts)
        return TryCount(key=key, what=what, by=by, account=account, network=network, last_at=now)

    if where.browser and By.BROWSER in limits:
        yield row(By.BROWSER, account, where.browser)
        yield row(By.ACCOUNT, account, "known")
        return
    if By.PLACE in limits:
        yield row(By.PLACE, account, where.network, network=where.network)
    yield row(By.ACCOUNT, account)
    if where.network and not where.is_shared:
        yield row(By.NETWORK, where.network, account="", network=where.network)


def _told(row: TryCount) -> str:
    """Without the account, which may be a password that somebody typed into the wrong field."""
    return f"by {row.by}, from {row.network}" if row.network else f"by {row.by}"


def _digest(*parts: str) -> str:
    return salted_hmac("articles.access.tries", "\0".join(parts), algorithm="sha256").hexdigest()


def _said(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} seconds" if seconds > 1 else "a second"
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"
