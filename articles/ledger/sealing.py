"""All chains signed together: one line of text, kept elsewhere, that shows later whether any chain was written anew.

A chain that somebody with all rights hashed again from its first entry on proves itself; the heads that a seal signed
do not come back with it.
"""

import hashlib
import hmac
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.crypto import salted_hmac

from articles.ledger.legible import illegible, legible
from articles.models import LedgerEntry, LedgerSeal
from articles.text.chains import moment

BATCH = 5000
SALT = "articles.ledger.seal"
LINE = re.compile(r"newsroom-seal 1 ([!-~]+) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9a-f]{64}) ([0-9a-f]{64})")

ENTRIES = """SELECT chain, number, digest FROM articles_ledgerentry WHERE id <= {last}
ORDER BY chain COLLATE {bytewise}, number"""


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
    last = last_entry()
    signed = signed_of(_entries(last), last=last, now=now)
    LedgerSeal.objects.create(
        at=now,
        by_name=by_name,
        last_entry=last,
        chains=signed.chains,
        root=signed.root,
        signature=signed.signature,
    )
    return signed


def signed_of(entries: Iterable[Any], *, last: int, now: datetime) -> Seal:
    """A seal of entries as the statement of ``entries_sql`` gives them, wherever it was asked; it is not kept."""
    root, chains = _root_of(entries)
    unsigned = Seal(moment(now), last, chains, root)
    return unsigned._replace(signature=_signature(unsigned, settings.SECRET_KEY))


def entries_sql(last: int, vendor: str) -> str:
    """The statement that gives (chain, number, digest) of all entries up to ``last``, in the order of their root."""
    return ENTRIES.format(last=int(last), bytewise={"sqlite": "BINARY", "postgresql": '"C"'}[vendor])


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
    return list(_faults([("This seal", given)], [_root_of(_entries(given.last_entry))]))


def holds(given: Seal) -> bool:
    """Whether its chains are what they were, whoever signed it."""
    return _root_of(_entries(given.last_entry)) == (given.root, given.chains)


def faults() -> Iterator[str]:
    """What is wrong with the seals that are stored, or with the ledger since; a sentence each."""
    yield from illegible(LedgerSeal.objects.all())
    rows = legible(LedgerSeal.objects.order_by("last_entry", "id"))
    seals = [(f"Seal {row.pk}", _of(row)) for row in rows]
    yield from _faults(seals, _roots([given.last_entry for _, given in seals]))


def _faults(seals: list[tuple[str, Seal]], roots: Iterable[tuple[str, int]]) -> Iterator[str]:
    for (name, given), (root, chains) in zip(seals, roots, strict=True):
        if not is_signed(given):
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
    rows = legible(LedgerEntry.objects.order_by("pk")).values_list("pk", "chain", "number", "digest")
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


def _entries(last: int) -> Iterator[Any]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(entries_sql(last, connection.vendor))
        yield from cursor


def _root_of(entries: Iterable[Any]) -> tuple[str, int]:
    """The root and the number of chains. In memory is one entry."""
    root, chains = hashlib.sha256(), 0
    for chain, group in groupby(entries, key=itemgetter(0)):
        ((_, number, digest),) = deque(group, maxlen=1)
        root.update(f"{chain} {number} {digest}\n".encode())
        chains += 1
    return root.hexdigest(), chains


@transaction.atomic
def last_entry() -> int:
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


def is_signed(given: Seal) -> bool:
    """Whether it was signed with this newsroom's key, or one before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    signed = given.signature.encode()  # whatever stands there: of text, only ASCII can be compared
    return any(hmac.compare_digest(_signature(given, key).encode(), signed) for key in keys)
