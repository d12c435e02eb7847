"""Passwords of who is known already: asked for again, and what follows where one is set."""

from datetime import datetime
from typing import Any

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


def was_set(user: Any, *, now: datetime) -> None:
    """End all sessions of an account whose password was set, and tell its owner, of the tokens that go on too."""
    sessions.end_all(user)
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
