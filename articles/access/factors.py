"""The second factor of an account: set up by its owner, asked for at each log-in, and taken off.

It is an app that makes codes, or ``passkeys``, or both; codes on paper stand in for either.

Of our own, not django-otp's: recovery codes are kept as digests, guesses are counted by ``tries`` and so keep nobody
else out, no page shows a key, and no request asks the database whether there was a code: the session knows.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from articles import notices
from articles.access import codes, sessions, tries
from articles.models import RecoveryCode, SecondFactor
from articles.rules import Refused

WRONG = "That code is not right, or was used before. Wait for the next one in your app, and type that."
NOT_SET_UP = "There is no second step to change: it was taken off meanwhile."


def of(user: Any) -> SecondFactor | None:
    return SecondFactor.objects.filter(user=user).first()


def is_required(user: Any) -> bool:
    """Whether the settings ask the account for one: "none", "editors" (who may publish, or manage accounts), "all"."""
    if settings.SECOND_FACTOR == "editors":
        return bool(user.has_perm("articles.publish_story") or user.has_perm("auth.change_user"))
    return bool(settings.SECOND_FACTOR == "all")


@transaction.atomic
def set_up(user: Any, key: str, code: str, *, now: datetime) -> list[str]:
    """Take a key for the account's, by a code that its app makes of it. Ends all sessions: none was begun by a code.

    Gives the recovery codes, which nobody ever sees again.
    """
    sessions.alone(user)
    step = codes.step_of(key, codes.plain(code), now=now)
    if step is None:
        raise Refused(
            "That is not the code of this square. Look whether the clock of your telephone is right."
        )
    return begin(user, key=key, last_step=step, has_app=True, now=now)[1]


@transaction.atomic
def begin(
    user: Any, *, now: datetime, key: str = "", last_step: int = 0, has_app: bool = False
) -> tuple[SecondFactor, list[str]]:
    """The second factor of an account that has none, and its recovery codes. Without an app it has a key that nobody
    knows, so that no code is right, whoever looks at it.
    """
    if of(user):
        raise Refused("A second step is set up already. Take it off first, to set up another.")
    factor = SecondFactor.objects.create(
        user=user, key=key or codes.new_key(), has_app=has_app, last_step=last_step, made_at=now
    )
    sessions.end_all(user)
    sessions.record("set-up-factor", user, by=user, now=now)
    told(user, "A second step at log-in was set up for your account", now)
    return factor, _give_codes(factor)


def take(user: Any, code: str, *, where: tries.Where, now: datetime) -> bool:
    """Take a code of the app, or of paper, for once; gives whether it was of paper. Guesses are counted as those at
    passwords are.

    Raises Refused where it is not right, TooManyTries where it was not looked at.
    """
    one = tries.admit("code", user.get_username(), where, now=now)
    if not _use(user, codes.plain(code), now):
        raise Refused(WRONG)
    tries.succeeded(one)
    return len(codes.plain(code)) != codes.DIGITS


@transaction.atomic
def renew_codes(user: Any, *, now: datetime) -> list[str]:
    """New recovery codes: those there were are good no more."""
    sessions.alone(user)
    factor = of(user)
    if factor is None:
        raise Refused(NOT_SET_UP)
    factor.recovery_codes.all().delete()
    sessions.record("renew-codes", user, by=user, now=now)
    return _give_codes(factor)


@transaction.atomic
def take_off(user: Any, *, by: Any, now: datetime) -> None:
    """Let the account be without a second factor: by its owner, who proved to be, by who manages accounts, or by None,
    who runs the server.

    Ends all sessions: where one is required, each would pass for one that was begun by a code.
    """
    sessions.check_may_manage(by, user)
    sessions.alone(user)
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        raise Refused(NOT_SET_UP)
    sessions.end_all(user)
    sessions.record("take-off-factor", user, by=by, now=now)
    told(user, "The second step at log-in was taken off your account", now)


@transaction.atomic
def _use(user: Any, code: str, now: datetime) -> bool:
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return False
    if len(code) != codes.DIGITS:
        return bool(factor.recovery_codes.filter(digest=codes.digest_of(code)).delete()[0])
    step = codes.step_of(factor.key, code, now=now, after=factor.last_step)
    if step is None:
        return False
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return True


def _give_codes(factor: SecondFactor) -> list[str]:
    given = codes.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=codes.digest_of(code)) for code in given
    )
    return given


def told(user: Any, what: str, now: datetime) -> None:
    """Tell the owner of an account what was done with what guards it."""
    sentence = f"{what}. If that was not you, tell whoever manages accounts at once."
    notices.tell([user], key=f"factor/{now.isoformat()}", kind="account", sentence=sentence, now=now)
