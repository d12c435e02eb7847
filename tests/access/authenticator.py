"""A device with passkeys, and the browser that speaks for it, as the standard has both (W3C Web Authentication)."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, KEPT_ELSEWHERE = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.BS
OWN = object()


@dataclass
class Authenticator:
    """It keeps one key for all sites; ``counter`` is what it says that it signed before, 0 where it does not count.
    ``host`` is the site that it signs for, if not that which asks, ``cose`` what it says its key is, ``handle`` whose
    it says that is, and ``is_within`` that another site asks for it within its page.
    """

    origin: str = "http://testserver"
    host: str = ""
    counter: int = 0
    flags: int = PRESENT
    is_within: bool = False
    handle: bytes | None = None
    cose: Any = OWN
    identifier: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """What ``navigator.credentials.create`` gives, in JSON."""
        host = _digest(self.host or options["rp"]["id"])
        if self.cose is None:
            data = AuthenticatorData.create(host, self.flags, self.counter)
        else:
            key = ES256.from_cryptography_key(self.key.public_key()) if self.cose is OWN else self.cose
            credential = AttestedCredentialData.create(bytes(16), self.identifier, key)
            flags = self.flags | AuthenticatorData.FLAG.AT
            data = AuthenticatorData.create(host, flags, self.counter, bytes(credential))
        told = {
            "clientDataJSON": self._client_data("webauthn.create", options),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._answer(told)

    def prove(self, options: dict[str, Any]) -> str:
        """What ``navigator.credentials.get`` gives, in JSON."""
        data = AuthenticatorData.create(_digest(self.host or options["rpId"]), self.flags, self.counter)
        client = self._client_data("webauthn.get", options)
        signed = bytes(data) + hashlib.sha256(websafe_decode(client)).digest()
        told = {
            "clientDataJSON": client,
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            **({} if self.handle is None else {"userHandle": websafe_encode(self.handle)}),
        }
        return self._answer(told)

    def _client_data(self, kind: str, options: dict[str, Any]) -> str:
        asked = CollectedClientData.create(kind, options["challenge"], self.origin, self.is_within)
        return websafe_encode(bytes(asked))

    def _answer(self, response: dict[str, str]) -> str:
        identifier = websafe_encode(self.identifier)
        return json.dumps({"id": identifier, "rawId": identifier, "type": "public-key", "response": response})


def _digest(host: str) -> bytes:
    return hashlib.sha256(host.encode()).digest()
