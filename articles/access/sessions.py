"""Where people are logged in: listed, and ended by themselves or by who manages accounts."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles import ledger
from articles.models import DeskSession
from articles.rules import Refused

MOST = 50
"""Of one account that are listed."""


def of(user: Any, *, now: datetime) -> list[DeskSession]:
    """The sessions of an account that are not over, the one seen last first."""
    rows = DeskSession.objects.filter(user=user, expire_date__gt=now).defer("session_data")
    return list(rows.order_by("-seen_at", "-since")[:MOST])


@transaction.atomic
def end(user: Any, *, which: str = "", but: str = "", by: Any, now: datetime) -> int:
    """End the session ``which`` of an account, or all, ``but`` that one; gives how many were. On record."""
    check_may_manage(by, user)
    alone(user)
    rows = DeskSession.objects.filter(user=user, expire_date__gt=now).exclude(session_key=but)
    ended = drop(rows.filter(session_key=which) if which else rows)
    if which and not ended:
        raise Refused("That session is over already.")
    if ended:
        record("end-sessions", user, by=by, now=now, ended=ended)
    return ended


def drop(rows: Any) -> int:
    return int(rows.delete()[0])


def end_all(user: Any, *, but: str = "") -> int:
    """Where what they rested on is no more, a password or an account; that is on record already."""
    return drop(DeskSession.objects.filter(user=user).exclude(session_key=but))


def forget(user: Any, *, now: datetime) -> None:
    """Those of an account that are over."""
    drop(DeskSession.objects.filter(user=user, expire_date__lt=now))


def check_may_manage(by: Any, user: Any) -> None:
    """Raises Refused unless ``by`` may manage the account ``user``: one's own, or with the right to any; that of a
    superuser only superusers. None is who runs the server, and may.
    """
    if by is None or by.pk == user.pk:
        return
    if not by.has_perm("auth.change_user"):
        raise Refused("You may not manage accounts.")
    if user.is_superuser and not by.is_superuser:
        raise Refused("Only a superuser manages the account of one.")


def alone(user: Any) -> User:
    """Two at once who change what guards an account come one after the other. Within a transaction. Gives the account
    as it is by now, which ``user`` may be no more.
    """
    return User.objects.select_for_update().get(pk=user.pk)


def record(act: str, user: Any, *, by: Any, now: datetime, **detail: Any) -> None:
    """Put on record what was done with an account, by who has it ``alone``: the ledger's chain is ``account/3``. None
    is who runs the server.
    """
    detail = {"account": user.get_username()} | detail
    entry = ledger.Act(act, chain=f"account/{user.pk}", detail=detail)
    ledger.record_many([entry], by=by, at=now, by_name="" if by else "Whoever runs the server")
