"""Tokens by which scripts of the staff act: made, found by their secret, revoked. The only writer of them.

A secret is ``newsroom_``, 43 letters and digits by chance and 6 that prove them: who scans files for secrets that got
astray finds ours by ``newsroom_[0-9A-Za-z]{49}`` and by the proof, and asks nobody. Chance gives 256 bits, which nobody
guesses however fast he tries. So their digest is SHA-256 alone: a slow one protects passwords, which people choose, and
would cost each request of a script what a log-in costs.
"""

import logging
import re
import secrets
import string
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zlib import crc32

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from articles import ledger, notices
from articles.access import factors
from articles.models import AccessToken
from articles.rules import Refused

PREFIX = "newsroom_"
LONGEST = timedelta(days=365)
AT_MOST = 20
"""Tokens of an account that stand at a time."""
USED_EVERY = timedelta(minutes=1)
"""That a token is used is written no more often."""
_SIGNS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BY_CHANCE, _PROOF, _SHOWN = 43, 6, 6
_FORM = re.compile(f"{PREFIX}[0-9A-Za-z]{{{_BY_CHANCE + _PROOF}}}")
Scope = AccessToken.Scope
RIGHTS = {
    Scope.READ: ("view_story",),
    Scope.IMPORT: ("add_importrun",),
    Scope.PUBLISH: ("submit_story", "publish_story", "withdraw_story"),
}
"""The rights of which an account needs one, for a token of that scope to be of any use to it."""

log = logging.getLogger(__name__)


class NotKnown(Exception):
    """Nobody acts by this secret. The text says why, and is for whoever holds it."""


def scopes_for(account: Any) -> list[Scope]:
    """What a token of this account may be for."""
    return [
        scope
        for scope, rights in RIGHTS.items()
        if any(account.has_perm(f"articles.{one}") for one in rights)
    ]


@transaction.atomic
def make(
    *, name: str, scopes: Iterable[str], expires_at: datetime, by: Any, now: datetime
) -> tuple[AccessToken, str]:
    """A token for a script of ``by``, and its secret, which nothing can tell again."""
    name, wanted = " ".join(name.split()), set(scopes)
    longest = AccessToken._meta.get_field("name").max_length or 0
    # Held, so that two requests of one person do not pass each other, nor one who is being switched off.
    account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not (account.is_active and account.is_staff):
        raise Refused("Your account does not have the right to make tokens.")
    if not 0 < len(name) <= longest:
        raise Refused(f"Say in at most {longest} characters what it is for.")
    held = [scope for scope in scopes_for(by) if scope in wanted]
    if not held or len(held) < len(wanted):
        raise Refused("Choose what it may do from what your account may do.")
    if not now < expires_at <= now + LONGEST:
        raise Refused("A token lasts for a year at most.")
    standing = list(AccessToken.objects.standing(now).filter(account=by).values_list("name", flat=True))
    if name in standing:
        raise Refused(f"You have a token called “{name}” already. Give this one another name.")
    if len(standing) >= AT_MOST:
        raise Refused(f"You have {AT_MOST} tokens already. Revoke one that you do not need.")
    secret = _secret()
    token = AccessToken.objects.create(
        account=by,
        account_name=ledger.name_of(by),
        name=name,
        scopes=[scope.value for scope in held],
        digest=_digest(secret),
        begins=secret[: len(PREFIX) + _SHOWN],
        made_at=now,
        expires_at=expires_at,
    )
    _log("make-token", token, by=by, now=now, scopes=token.scopes, until=expires_at.isoformat())
    notices.tell(
        [by],
        key=f"token/{token.pk}",
        kind="account",
        sentence=f"The access token “{name}” was made, by which a script acts as you. If that was not you, revoke it, "
        "and set another password.",
        address=reverse("admin:articles_tokens"),
        now=now,
    )
    return token, secret


@transaction.atomic
def revoke(token: AccessToken, *, by: Any, now: datetime) -> AccessToken:
    """Let nobody act by a token from ``now`` on. One's own, or anybody's for who manages accounts."""
    token = AccessToken.objects.select_for_update(of=("self",), no_key=True).get(pk=token.pk)
    if not by.is_active or (token.account_id != by.pk and not by.has_perm("auth.change_user")):
        raise Refused("Your account does not have the right to revoke this token.")
    if token.revoked_at:
        raise Refused(f"{token.revoked_by_name} has revoked this token already.")
    return _revoked(token, by=by, now=now)


@transaction.atomic
def revoke_all(account: Any, *, by: Any, now: datetime) -> int:
    """Revoke what an account has, as it is switched off: switched on again, it makes new ones. Gives how many.

    Called by who has asked whether ``by`` may manage accounts.
    """
    rows = AccessToken.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    return len([_revoked(token, by=by, now=now) for token in rows.filter(account=account, revoked_at=None)])


def opened(given: str, *, now: datetime) -> AccessToken:
    """The token of a secret, with its account; that it was used is noted. Raises ``NotKnown``.

    What cannot be one of ours is told apart before anything is looked up.
    """
    if not _is_ours(given):
        raise NotKnown("This is no token of this newsroom, or not all of one.")
    token = AccessToken.objects.select_related("account").filter(digest=_digest(given)).first()
    if token is None:
        raise NotKnown("This newsroom does not know the token.")
    if token.revoked_at:
        raise NotKnown("The token was revoked.")
    if token.expires_at <= now:
        raise NotKnown("The token has expired.")
    if not (token.account.is_active and token.account.is_staff):
        raise NotKnown("The account of the token is switched off.")
    if factors.is_required(token.account) and not factors.of(token.account):
        raise NotKnown("The account of the token has to set up a second step at log-in first.")
    before = now - USED_EVERY
    if token.last_used_at is None or token.last_used_at <= before:
        unused = AccessToken.objects.filter(Q(last_used_at=None) | Q(last_used_at__lte=before), pk=token.pk)
        unused.update(last_used_at=now)
    return token


def _secret() -> str:
    chance = "".join(secrets.choice(_SIGNS) for _ in range(_BY_CHANCE))
    return f"{PREFIX}{chance}{_proof(chance)}"


def _proof(chance: str) -> str:
    """CRC-32 in signs of ours: it proves that nothing is missing, and no more than that."""
    left, signs = crc32(chance.encode()), ""
    for _ in range(_PROOF):
        left, place = divmod(left, len(_SIGNS))
        signs = _SIGNS[place] + signs
    return signs


def _is_ours(given: str) -> bool:
    chance = given.removeprefix(PREFIX)[:-_PROOF]
    return bool(_FORM.fullmatch(given)) and given.endswith(_proof(chance))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _revoked(token: AccessToken, *, by: Any, now: datetime) -> AccessToken:
    token.revoked_at, token.revoked_by, token.revoked_by_name = now, by, ledger.name_of(by)
    token.save(update_fields=["revoked_at", "revoked_by", "revoked_by_name"])
    _log("revoke-token", token, by=by, now=now)
    return token


def _log(act: str, token: AccessToken, *, by: Any, now: datetime, **detail: Any) -> None:
    ledger.record(act, by=by, at=now, chain=f"token/{token.pk}", name=token.name, **detail)
