"""All chains signed together: one line of text, kept elsewhere, that shows later whether any chain was written anew.

A chain that somebody with all rights hashed again from its first entry on proves itself; the heads that a seal signed
do not come back with it.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.crypto import salted_hmac

from articles.models import LedgerEntry, LedgerSeal
from articles.text.chains import moment

BATCH = 5000
SALT = "articles.ledger.seal"
LINE = re.compile(r"newsroom-seal 1 (\S+) (\d{1,18}) (\d{1,18}) ([0-9a-f]{64}) ([0-9a-f]{64})")


class NoSeal(Exception):
    """A line that is no seal. Its text is fit to show."""


class Seal(NamedTuple):
    """What a seal signs, and its signature."""

    at: str
    last_entry: int
    chains: int
    root: str
    signature: str = ""

    def payload(self) -> str:
        return f"newsroom-seal 1 {self.at} {self.last_entry} {self.chains} {self.root}"

    def line(self) -> str:
        """One line of text, fit to be kept elsewhere."""
        return f"{self.payload()} {self.signature}"


def seal(*, by_name: str, now: datetime) -> Seal:
    """Sign the heads of all chains as they stand, and keep the seal."""
    last = _last_entry()
    root, chains = next(_roots([last]))
    unsigned = Seal(moment(now), last, chains, root)
    signed = unsigned._replace(signature=_signature(unsigned, settings.SECRET_KEY))
    LedgerSeal.objects.create(
        at=now, by_name=by_name, last_entry=last, chains=chains, root=root, signature=signed.signature
    )
    return signed


def read(line: str) -> Seal:
    """The seal that a line holds, in capitals or cut over several lines as it may come from paper."""
    found = LINE.fullmatch(" ".join(line.split()).lower())
    if not found:
        raise NoSeal(
            "This is no seal: it is the whole line that “verify_ledger --seal” gave, and nothing else."
        )
    at, last, chains, root, signature = found.groups()
    return Seal(at.upper(), int(last), int(chains), root, signature)


def faults_of(given: Seal) -> list[str]:
    """What is wrong with a seal that was kept elsewhere, or with the ledger since; a sentence each."""
    return list(_faults([("This seal", given)]))


def faults() -> Iterator[str]:
    """What is wrong with the seals that are stored, or with the ledger since; a sentence each."""
    rows = LedgerSeal.objects.order_by("last_entry", "id")
    seals = [(f"Seal {row.pk}", _of(row)) for row in rows]
    yield from _faults(seals)


def _faults(seals: list[tuple[str, Seal]]) -> Iterator[str]:
    roots = _roots([given.last_entry for _, given in seals])
    for (name, given), (root, chains) in zip(seals, roots, strict=True):
        if not _is_signed(given):
            yield f"{name} of {given.at} is not signed with this newsroom's key: it was altered, or the key was lost."
        if (root, chains) != (given.root, given.chains):
            yield f"{name} of {given.at} does not hold: a chain that it sealed is not what it was then."


def _of(row: LedgerSeal) -> Seal:
    return Seal(moment(row.at), row.last_entry, row.chains, row.root, row.signature)


def _roots(lasts: list[int]) -> Iterator[tuple[str, int]]:
    """The root and the number of chains as of each of ``lasts``, which rise. All entries are read once, in order.

    Held in memory is one head for each chain.
    """
    heads: dict[str, tuple[int, str]] = {}
    rows = LedgerEntry.objects.order_by("pk").values_list("pk", "chain", "number", "digest")
    entries: Iterator[Any] = rows.iterator(chunk_size=BATCH)
    waiting = next(entries, None)
    for last in lasts:
        while waiting is not None and waiting[0] <= last:
            _, chain, number, digest = waiting
            if number > heads.get(chain, (0, ""))[0]:
                heads[chain] = (number, digest)
            waiting = next(entries, None)
        yield _root(heads), len(heads)


def _root(heads: dict[str, tuple[int, str]]) -> str:
    root = hashlib.sha256()
    for line in sorted(f"{chain} {number} {digest}\n" for chain, (number, digest) in heads.items()):
        root.update(line.encode())
    return root.hexdigest()


@transaction.atomic
def _last_entry() -> int:
    """The number of the last entry, when none with a lower number can still come."""
    if connection.vendor == "postgresql":
        # A number is drawn when a row is written and the row is seen when its transaction commits: an entry with a
        # lower number may commit after one with a higher. SHARE waits for all that are writing to the ledger, and
        # holds off others until this transaction ends, which is at once. On SQLite one writes at a time anyway.
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {LedgerEntry._meta.db_table} IN SHARE MODE")
    last: int | None = LedgerEntry.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def _signature(unsigned: Seal, key: str | bytes) -> str:
    return salted_hmac(SALT, unsigned.payload(), secret=key, algorithm="sha256").hexdigest()


def _is_signed(given: Seal) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(_signature(given, key), given.signature) for key in keys)
