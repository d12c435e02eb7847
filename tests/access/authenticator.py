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

PRESENT = AuthenticatorData.FLAG.UP


@dataclass
class Authenticator:
    """It keeps one key for all sites; ``counter`` is what it says that it signed before, 0 where it does not count."""

    origin: str = "http://testserver"
    counter: int = 0
    flags: int = PRESENT
    identifier: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any], *, host: str | None = None) -> str:
        """What ``navigator.credentials.create`` gives, in JSON."""
        credential = AttestedCredentialData.create(
            bytes(16), self.identifier, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(
            _digest(host or options["rp"]["id"]),
            self.flags | AuthenticatorData.FLAG.AT,
            self.counter,
            bytes(credential),
        )
        told = {
            "clientDataJSON": self._client_data("webauthn.create", options),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._answer(told)

    def prove(self, options: dict[str, Any], *, host: str | None = None) -> str:
        """What ``navigator.credentials.get`` gives, in JSON."""
        data = AuthenticatorData.create(_digest(host or options["rpId"]), self.flags, self.counter)
        client = self._client_data("webauthn.get", options)
        signed = bytes(data) + hashlib.sha256(websafe_decode(client)).digest()
        told = {
            "clientDataJSON": client,
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        }
        return self._answer(told)

    def _client_data(self, kind: str, options: dict[str, Any]) -> str:
        asked = CollectedClientData.create(kind, options["challenge"], self.origin)
        return websafe_encode(bytes(asked))

    def _answer(self, response: dict[str, str]) -> str:
        identifier = websafe_encode(self.identifier)
        return json.dumps({"id": identifier, "rawId": identifier, "type": "public-key", "response": response})


def _digest(host: str) -> bytes:
    return hashlib.sha256(host.encode()).digest()
