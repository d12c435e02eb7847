"""What a check is, and the list of all of them: each module of this room enters its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from articles.text.style.copy import Copy


class Severity(StrEnum):
    """``block``: nothing is signed before it is mended or dismissed with a reason; ``info``: told where asked for."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Hit(NamedTuple):
    """A place that a check found. ``replacement`` stands for the whole of it; None where only a person can tell.
    A ``severity`` of its own is for what this check is less, or more, sure of than of its others."""

    start: int
    end: int
    message: str
    replacement: str | None = None
    severity: Severity | None = None


Find = Callable[[Copy], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: ``reason`` says why we have it, ``example`` holds what it finds.

    ``spares_quotations``: what people say is theirs. ``archive``: runs over old copy too. ``language``: the tag of the
    copy that it is for, and of all that is a kind of it; "" for any.
    """

    code: str
    severity: Severity
    reason: str
    example: str
    find: Find
    spares_quotations: bool = True
    archive: bool = False
    language: str = "en"

    def runs(self, copy: Copy, *, archive: bool) -> bool:
        """Whether this check is for this copy."""
        return (self.archive or not archive) and copy.is_in(self.language)


def check(
    code: str, severity: Severity, *, reason: str, example: str, spares_quotations: bool = True,
    archive: bool = False, language: str = "en",
) -> Callable[[Find], Check]:  # fmt: skip
    """Makes a check of a function that finds its places."""

    def enter(find: Find) -> Check:
        return Check(code, severity, reason, example, find, spares_quotations, archive, language)

    return enter


def without_overlaps(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits in the order of their places, none that begins within the one before."""
    end = 0
    for hit in sorted(hits):
        if hit.start >= end:
            yield hit
            end = hit.end
