"""Codes that an app makes of a key and the time (TOTP, RFC 6238, with what apps take for granted: SHA-1, six digits,
half a minute), and codes on paper for who has lost the app.
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30
"""Seconds."""
DIGITS = 6
EITHER_WAY = 1
"""Steps by which the clock of a telephone may be off (RFC 6238, 5.2 and 6)."""
KEY_BYTES = 20
RECOVERY_CODES = 10
_RECOVERY_BYTES = 10
"""80 bits: too many to try out, even for who has the digests."""


def new_key() -> str:
    """160 random bits in base 32, as apps take them (RFC 4226, 4, R6)."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def code_at(key: str, step: int, digits: int = DIGITS) -> str:
    """The code of a step (RFC 4226, 5.3)."""
    digest = hmac.digest(base64.b32decode(key), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(key: str, code: str, *, now: datetime, after: int = 0) -> int | None:
    """The step around ``now`` whose code it is, none up to ``after``; None where it is no code of these."""
    at = int(now.timestamp()) // STEP
    found = None
    for step in range(at - EITHER_WAY, at + EITHER_WAY + 1):
        if hmac.compare_digest(code_at(key, step).encode(), code.encode()) and step > after:
            found = step
    return found


def address(key: str, *, account: str, issuer: str) -> str:
    """What an app reads from the square: otpauth://, as Google's "Key Uri Format" has it."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    told = {"secret": key, "issuer": issuer, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{label}?{urlencode(told, quote_via=quote)}"


def new_recovery_codes() -> list[str]:
    """Each as it is shown, once: ``abcd-efgh-2345-67ab``."""
    codes = (
        base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)
    )
    return ["-".join(re.findall("....", code)) for code in codes]


def digest_of(code: str) -> str:
    """SHA-256, in hex, of a recovery code, however it is typed."""
    return hashlib.sha256(plain(code).encode()).hexdigest()


def plain(code: str) -> str:
    """A code without what people type into it."""
    return re.sub(r"[\s-]", "", code).lower()
