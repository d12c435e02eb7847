"""The ledger: one entry an act, each chain provable by itself (see ``text.chains``).

``proving`` goes through all of it, ``sealing`` signs all chains together.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from articles.models import LedgerEntry, Story, put_rows, some_of
from articles.text import chains

HEAD = ("chain", "number", "digest")
_COLUMNS = ("chain", "number", "story", "act", "by", "by_name", "at", "detail", "previous", "digest")

_through: ContextVar[str] = ContextVar("through", default="")


@contextmanager
def through(what: str) -> Iterator[None]:
    """Let every entry that is added in the block say, too, through what its act was done: the token of a script."""
    before = _through.set(what)
    try:
        yield
    finally:
        _through.reset(before)


@dataclass(frozen=True)
class Act:
    """Something that was done. ``chain`` is only needed where there is no story: ``source/3``.

    ``by_name`` names who did it where that is another for each of many.
    """

    act: str
    story: Story | None = None
    chain: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    by_name: str = ""

    def chain_name(self) -> str:
        return f"story/{self.story.pk}" if self.story else self.chain


def name_of(user: Any) -> str:
    """The name that records carry for an account, full name first."""
    return str(user.get_full_name() or user.get_username())[:200]


def record(
    act: str, *, by: Any, at: datetime, story: Story | None = None, chain: str = "", **detail: Any
) -> None:
    """Add one entry. Call it inside the transaction of the act itself."""
    record_many([Act(act, story, chain, detail)], by=by, at=at)


def record_many(
    acts: Iterable[Act], *, by: Any, at: datetime, by_name: str = "", are_new: bool = False
) -> None:
    """Add many entries with three queries, or one with two; with one where all of their chains ``are_new``.

    ``by`` may be None for the machine, which then needs ``by_name``, here or in each act.
    """
    acts = list(acts)
    heads = {} if are_new else _heads({act.chain_name() for act in acts})
    by_id, moment = by.pk if by else None, chains.moment(at)
    more = {"through": what} if (what := _through.get()) else {}
    rows = []
    for act in acts:
        chain = act.chain_name()
        number, previous = heads.get(chain, (0, ""))
        who = act.by_name or by_name or name_of(by)
        detail = act.detail | more
        entry = chains.Entry(chain, number + 1, act.act, by_id, who, moment, detail, previous, digest="")
        digest = chains.digest(entry)
        heads[chain] = (entry.number, digest)
        story = act.story.pk if act.story else None
        rows.append((chain, entry.number, story, act.act, by_id, who, at, detail, previous, digest))
    put_rows(LedgerEntry, _COLUMNS, rows)


def digest_of(entry: LedgerEntry) -> str:
    """SHA-256, in hex, of what the entry says and of the digest before it."""
    return chains.digest(as_kept(entry))


def faults(chain: str) -> list[str]:
    """What is wrong with a chain, a sentence each; an empty list where it proves itself."""
    return chains.faults(map(as_kept, LedgerEntry.objects.filter(chain=chain).order_by("number")))


def as_kept(entry: LedgerEntry) -> chains.Entry:
    """An entry as its digest sees it."""
    return chains.Entry(
        chain=entry.chain,
        number=entry.number,
        act=entry.act,
        by=entry.by_id,
        by_name=entry.by_name,
        at=chains.moment(entry.at),
        detail=entry.detail,
        previous=entry.previous,
        digest=entry.digest,
    )


def _heads(names: set[str]) -> dict[str, tuple[int, str]]:
    """The last number and digest of each chain that has begun."""
    if len(names) == 1:  # as of nearly every act: one query, of one row
        head = LedgerEntry.objects.filter(chain__in=names).order_by("-number").values_list("number", "digest")
        return dict(zip(names, head[:1], strict=False))  # none where the chain has not begun
    heads: dict[str, tuple[int, str]] = {}
    for some in some_of(sorted(names), 500):
        last = LedgerEntry.objects.filter(chain__in=some).values("chain").annotate(last=Max("number"))
        numbers = {row["chain"]: row["last"] for row in last}
        rows = LedgerEntry.objects.filter(chain__in=numbers, number__in=set(numbers.values()))
        for chain, number, digest in rows.values_list(*HEAD):
            if number == numbers[chain]:
                heads[chain] = (number, digest)
    return heads
