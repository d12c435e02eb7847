"""Passkeys: a second step that is signed for the site which asks, so that no page of somebody else's gets it out of
anyone (W3C Web Authentication, level 3). What browsers send is read and checked by python-fido2.

Tries are not counted as those at codes are: what is signed cannot be guessed.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.db import transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from articles.access import factors, sessions
from articles.models import Passkey
from articles.rules import Refused

MOST = 10
"""Of one account."""
LONGEST = 16_384
"""Characters of what a browser sends. With RSA keys and a chain of certificates it is some six thousand."""
LONGEST_IDENTIFIER = 1023
"""Bytes (7.1 of the standard)."""
NOT_MADE = "Your browser made no passkey for this site. Try again."
NOT_RIGHT = "That passkey is not one of yours, or answered an older question. Try again, or type a code."
ENOUGH = f"You have {MOST} passkeys. Remove one that you no longer use first."
GONE = "That passkey was removed already."
LAST = (
    "It is your only passkey, and no app is set up beside it. Add another first, or take the second step off."
)

Asked = Mapping[str, Any]
"""What a browser is to answer: kept by who asks, in JSON, and good for one answer."""
_MALFORMED = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError, NotImplementedError,
)  # fmt: skip
"""What python-fido2 raises of an answer that is none; a signature that is wrong is a ValueError, too."""


@dataclass(frozen=True)
class Site:
    """The desk as browsers know it: its host, which passkeys are bound to, and its origin, with scheme and port."""

    name: str
    host: str
    origin: str


def of(user: Any) -> list[Passkey]:
    """Those of an account, the oldest first."""
    return list(Passkey.objects.filter(factor__user=user).order_by("made_at", "pk"))


def ask_to_make(user: Any, site: Site) -> tuple[dict[str, Any], Asked]:
    """The options by which a browser makes a passkey, as ``parseCreationOptionsFromJSON`` reads them."""
    owner = PublicKeyCredentialUserEntity(
        id=_handle(user),
        name=user.get_username(),
        display_name=user.get_full_name() or user.get_username(),
    )
    options, asked = _server(site).register_begin(
        owner,
        [_credential(key) for key in of(user)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options)["publicKey"], asked


def ask_to_prove(user: Any, site: Site) -> tuple[dict[str, Any], Asked] | None:
    """The options by which a browser proves a passkey, as ``parseRequestOptionsFromJSON`` reads them; None without
    any."""
    keys = of(user)
    if not keys:
        return None
    options, asked = _server(site).authenticate_begin(
        [_credential(key) for key in keys], UserVerificationRequirement.PREFERRED
    )
    return dict(options)["publicKey"], asked


@transaction.atomic
def add(
    user: Any, name: str, answer: str, asked: Asked, site: Site, *, by_second: bool, now: datetime
) -> list[str]:
    """Take the passkey that a browser made for the account, as ``name``; gives the recovery codes, if it is the
    account's first second step, and nothing otherwise. ``by_second`` says that who asks made the second step before.
    """
    sessions.alone(user)
    made = _made(answer, asked, site)
    digest = _digest_of(made.credential_data.credential_id)
    if Passkey.objects.filter(digest=digest).exists():
        raise Refused("That passkey is kept already.")
    factor = factors.of(user)
    given: list[str] = []
    if factor is None:
        factor, given = factors.begin(user, now=now)
    elif not by_second:
        raise Refused("A second step was set up meanwhile. Log in by it first.")
    elif factor.passkeys.count() >= MOST:
        raise Refused(ENOUGH)
    else:
        factors.told(user, f"A passkey, “{name}”, was added to your account", now)
    credential = bytes(made.credential_data)
    factor.passkeys.create(name=name, digest=digest, credential=credential, counter=made.counter, made_at=now)
    sessions.record("add-passkey", user, by=user, now=now, name=name)
    return given


def take(user: Any, answer: str, asked: Asked, site: Site, *, now: datetime) -> None:
    """Raises Refused unless a passkey of the account signed what was asked, for the first time."""
    copied = _took(user, answer, asked, site, now)
    if copied is None:
        return
    with transaction.atomic():
        sessions.alone(user)
        sessions.record("copied-passkey", user, by=user, now=now, name=copied.name)
        factors.told(
            user, f"A copy of your passkey “{copied.name}” was used, it seems. Remove that passkey", now
        )
    raise Refused(f"A copy of “{copied.name}” was used, it seems. Log in by a code, and remove that passkey.")


@transaction.atomic
def _took(user: Any, answer: str, asked: Asked, site: Site, now: datetime) -> Passkey | None:
    """The passkey of which a copy shows by what it counts, and else None."""
    keys = list(Passkey.objects.select_for_update().filter(factor__user=user).order_by("pk"))
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        known = _server(site).authenticate_complete(asked, [_credential(key) for key in keys], response)
        told = response.response
        _check(told.client_data, told.authenticator_data)
        is_other = told.user_handle is not None and told.user_handle != _handle(user)
        counter = told.authenticator_data.counter
    except _MALFORMED:
        raise Refused(NOT_RIGHT) from None
    digest, answered = _digest_of(known.credential_id), _digest_of(asked["challenge"].encode())
    key = next(key for key in keys if key.digest == digest)
    if is_other or key.answered == answered:
        raise Refused(NOT_RIGHT)
    if counter <= key.counter and (counter or key.counter):
        return key
    key.counter, key.used_at, key.answered = counter, now, answered
    key.save(update_fields=["counter", "used_at", "answered"])
    return None


@transaction.atomic
def remove(user: Any, pk: int, *, now: datetime) -> None:
    """Raises Refused where it is all that the second step rests on but codes on paper."""
    sessions.alone(user)
    keys = of(user)
    key = next((key for key in keys if key.pk == pk), None)
    if key is None:
        raise Refused(GONE)
    if len(keys) == 1 and not key.factor.has_app:
        raise Refused(LAST)
    key.delete()
    sessions.record("remove-passkey", user, by=user, now=now, name=key.name)
    factors.told(user, f"The passkey “{key.name}” was removed from your account", now)


def _made(answer: str, asked: Asked, site: Site) -> Any:
    """What an authenticator says of a passkey that it made, with the passkey. Raises Refused."""
    try:
        response = RegistrationResponse.from_dict(_read(answer))
        told = response.response.attestation_object.auth_data
        if told.credential_data is None:
            raise ValueError("no passkey")
        server = _server(site)
        server.register_complete(asked, response)
        _check(response.response.client_data, told)
        key, identifier = told.credential_data.public_key, told.credential_data.credential_id
        if len(identifier) > LONGEST_IDENTIFIER or key[3] not in [
            one.alg for one in server.allowed_algorithms
        ]:
            raise ValueError("none that was asked for")
        with suppress(InvalidSignature):
            key.verify(b"", b"")  # raises something else where it is no key of its kind
    except _MALFORMED:
        raise Refused(NOT_MADE) from None
    return told


def _check(client: CollectedClientData, told: AuthenticatorData) -> None:
    """What python-fido2 leaves to its caller (7.1 and 7.2 of the standard): that no page of another site asked for it
    within its own, and that nothing is kept elsewhere which cannot be."""
    flags = AuthenticatorData.FLAG
    if client.cross_origin or (told.flags & flags.BS and not told.flags & flags.BE):
        raise ValueError("asked for by another site, or of no sense")


def _handle(user: Any) -> bytes:
    """By which authenticators tell the accounts of a site from each other."""
    return str(user.pk).encode()


def _server(site: Site) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(name=site.name, id=site.host)
    return Fido2Server(entity, verify_origin=lambda origin: origin == site.origin)


def _credential(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(key.credential))


def _digest_of(identifier: bytes) -> str:
    return hashlib.sha256(identifier).hexdigest()


def _read(answer: str) -> dict[str, Any]:
    read = json.loads(answer) if len(answer) <= LONGEST else None
    if not isinstance(read, dict):
        raise ValueError("not an object")  # noqa: TRY004 — for who catches it all is one: no answer
    return read
