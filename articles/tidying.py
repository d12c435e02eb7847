"""What is deleted in time, and what never is: a word for every table that there is.

Nothing of the record goes (law 6): what was said, signed, published, imported, decided and by whom. What goes is what
nobody will ask for again, in pieces so small that the desk waits for none of them. Any number may tidy at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.access import tries
from articles.importing import dropping
from articles.importing.arriving import keeping
from articles.importing.forgetting import forget
from articles.models import (
    DeskSession,
    Effect,
    ImportRun,
    Notice,
    Presence,
    ReportSender,
    Scratch,
    ShareView,
    TryCount,
)
from articles.pictures.renditions import FOLDER
from articles.rules import Refused

PIECE = 500
"""Rows, or files, that are deleted at once."""
A_DAY = timedelta(days=1)

STAYS = {
    "the record of a story": "Story StoryWriter StoryTopic StoryPicture RelatedTitle Revision RevisionName SignOff "
    "SignOffTakenBack Hold Debt Mark Reply Dismissal TranslationFlag FactTick Redaction LedgerEntry LedgerSeal",
    "what readers see, and saw": "Edition EditionTopic EditionWriter EditionPicture EditionRelated Arrangement "
    "FrontSection Slot Policy PolicyVersion Picture OldAddress",
    "the names that it is known by": "Topic Source SourceAlias SourceTrace SourcePair Proofreader ProofreaderAlias "
    "ProofreaderTrace ProofreaderPair Writer WriterAlias WriterTrace WriterPair KnownName",
    "what came in, and what was decided about it": "ImportRun ImportedFile Original Doubt Settlement SettledDoubt "
    "Proposal Promo Fingerprint LineRule Tick ReaderReport ShareLink",
    "the style book": "StyleRule StyleRuleVersion",
    "made of the rest, and never more than that": "Generation SearchDocument SearchWord PublicDocument PublicTerm "
    "StyleTrial StyleHit",
    "what an account proves itself by": "SecondFactor Passkey RecoveryCode AccessToken",
    "accounts, which are switched off": "User Group Permission ContentType LogEntry",
}
"""The tables of which nothing goes, by why."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """Rows that go in time. ``called`` is what they are, for many; ``old`` gives those that may go by now."""

    called: str
    old: Callable[[datetime], Any]


class Tidied(NamedTuple):
    """What went, or would."""

    called: str
    count: int


def _before(now: datetime, what: str) -> datetime:
    return now - timedelta(days=settings.KEEP_DAYS[what])


def _over(now: datetime) -> Q:
    """What is done, or was given up, long ago."""
    before = _before(now, "notices")
    return Q(done_at__lt=before) | Q(given_up_at__lt=before)


GOES = {
    "Session": Ageing(
        "sessions as they were kept before", lambda now: Session.objects.filter(expire_date__lt=now)
    ),
    "DeskSession": Ageing(
        "sessions that are over", lambda now: DeskSession.objects.filter(expire_date__lt=now)
    ),
    "TryCount": Ageing(
        "tries at passwords and codes", lambda now: TryCount.objects.filter(last_at__lt=now - tries.FORGOTTEN)
    ),
    "Scratch": Ageing(
        "unsaved texts", lambda now: Scratch.objects.filter(saved_at__lt=_before(now, "unsaved"))
    ),
    "Presence": Ageing(
        "notes of who had a story open", lambda now: Presence.objects.filter(seen_at__lt=now - A_DAY)
    ),
    "Effect": Ageing(
        "mails and pings that went out, or were given up", lambda now: Effect.objects.filter(_over(now))
    ),
    # With its mail, where that is done: one that still waits keeps its notice.
    "Notice": Ageing(
        "notices that were read",
        lambda now: Notice.objects.filter(
            ~Exists(Effect.objects.filter(notice=OuterRef("pk"), done_at=None, given_up_at=None)),
            read_at__lt=_before(now, "notices"),
        ),
    ),
    "ShareView": Ageing(
        "looks through links", lambda now: ShareView.objects.filter(at__lt=_before(now, "views"))
    ),
    "ReportSender": Ageing("senders of reports", lambda now: ReportSender.objects.filter(at__lt=now - A_DAY)),
}
"""By their models. ``Upload`` goes with its run, by ``_uploads``."""


def due(now: datetime) -> Iterator[Tidied]:
    """What would go, and how much of it."""
    for ageing in GOES.values():
        yield Tidied(ageing.called, ageing.old(now).count())
    yield Tidied("imports that nobody went on with", _waiting(now).count())
    yield Tidied("files made of pictures, which are made again", sum(map(len, _made_long_ago(now))))


def tidy(now: datetime) -> Iterator[Tidied]:
    """Delete it; each piece is told of when it is gone, so that whoever asks may rest between two."""
    for ageing in GOES.values():
        while count := _delete(ageing.old(now)):
            yield Tidied(ageing.called, count)
    for run in list(_waiting(now)):
        yield Tidied("imports that nobody went on with", _discard(run, now))
    keeping.clear(now)
    keeping.clear_temporary(now)
    for names in _made_long_ago(now):
        forget(names)
        yield Tidied("files made of pictures, which are made again", len(names))


@transaction.atomic
def _delete(rows: Any) -> int:
    """Delete a piece of some rows; how many. Those that another one is deleting are left to it."""
    may_skip = connection.features.has_select_for_update_skip_locked
    some = rows.order_by("pk").select_for_update(skip_locked=may_skip, of=("self",) if may_skip else ())
    keys = list(some.values_list("pk", flat=True)[:PIECE])
    rows.model.objects.filter(pk__in=keys).delete()
    return len(keys)


def _waiting(now: datetime) -> Any:
    """The runs for which something that was dropped waits, and with which nobody went on."""
    last = Coalesce("finished_at", "active_at", "started_at")
    runs = ImportRun.objects.filter(uploads__isnull=False).alias(last=last).distinct()
    return runs.filter(Q(busy_until=None) | Q(busy_until__lt=now), last__lt=_before(now, "uploads"))


def _discard(run: ImportRun, now: datetime) -> int:
    try:
        dropping.discard(run, by=None, by_name="tidy", now=now)
    except Refused:
        return 0  # somebody went on with it after all, or discarded it
    return 1


def _made_long_ago(now: datetime) -> Iterator[list[str]]:
    """The names of renditions and cards that were made long ago, a folder at a time: who asks for one has it made."""
    yield from _old_in(FOLDER, _before(now, "renditions"))


def _old_in(folder: str, before: datetime) -> Iterator[list[str]]:
    try:
        folders, files = default_storage.listdir(folder)
        names = [f"{folder}/{file}" for file in files]
        old = [name for name in names if default_storage.get_modified_time(name) < before]
    except (FileNotFoundError, NotImplementedError):
        return  # none was ever made, another one tidies, or this storage tells no such thing
    if old:
        yield old
    for inner in folders:
        yield from _old_in(f"{folder}/{inner}", before)
