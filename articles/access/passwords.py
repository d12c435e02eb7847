"""Passwords of who is known already: asked for again, and what follows where one is set."""

from datetime import datetime
from typing import Any

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


def was_set(user: Any, *, now: datetime) -> None:
    """End all sessions of an account whose password was set, and tell its owner."""
    sessions.end_all(user)
    notices.tell(
        [user],
        key=f"password/{now.isoformat()}",
        kind="account",
        sentence="Your password was changed, and you were logged out elsewhere. If that was not you, tell whoever "
        "manages accounts at once.",
        address="",
        now=now,
    )
