"""Passwords of who is known already: asked for again, and what follows where one is set."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from articles import notices
from articles.access import sessions, tries
from articles.rules import Refused


def is_right(user: Any, password: str, *, where: tries.Where, now: datetime) -> bool:
    """Whether it is the account's. Counted with the tries to log in; raises TooManyTries as they do."""
    one = tries.admit("password", user.get_username(), where, now=now)
    if not user.check_password(password):
        return False
    tries.succeeded(one)
    return True


def check(user: Any, password: str, *, where: tries.Where, now: datetime) -> None:
    """Raises Refused unless it is the account's."""
    if not is_right(user, password, where=where, now=now):
        raise Refused("That is not your password.")


@transaction.atomic
def set_by(by: Any, user: Any, save: Callable[[], Any], *, now: datetime, **detail: str) -> None:
    """Let ``save`` set a password that ``by`` gave the account. Ends all its sessions, and tells its owner, of the
    tokens that go on too. On record, with ``detail``.

    Raises Refused where its owner proved to be by what is no more: two may do so by one password, or one link.
    """
    kept = sessions.alone(user)
    if by == user and not (kept.is_active and kept.password == user.password):
        raise Refused("This account was changed meanwhile. Its password is not set; begin anew.")
    save()
    sessions.end_all(user)
    sessions.record("set-password", user, by=by, now=now, **detail)
    sentence = "Your password was changed, and you were logged out elsewhere."
    if left := user.access_tokens.standing(now).count():
        named = "1 access token" if left == 1 else f"{left} access tokens"
        sentence += f" {named} of yours still let scripts in: revoke what you do not know."
    notices.tell(
        [user],
        key=f"password/{now.isoformat()}",
        kind="account",
        sentence=f"{sentence} If that was not you, tell whoever manages accounts at once.",
        address=reverse("admin:articles_tokens") if left else "",
        now=now,
    )


@transaction.atomic
def lift(user: Any, *, by: Any, now: datetime) -> None:
    """Let tries at an account be looked at again, from everywhere. On record."""
    sessions.alone(user)
    tries.lift(user.get_username())
    sessions.record("lift-tries", user, by=by, now=now)
