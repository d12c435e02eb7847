"""Release an imported archive, and take a release back: the one way to publish many stories that nobody has read, on
one person's authority."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from articles import announcing, ledger, windows, workflow
from articles.models import FAR_FUTURE, Edition, ImportRun, Revision, Story, WithdrawalReason, some_of
from articles.press.editions import copy_rows, next_edition
from articles.rules import Move, check_right, may

BATCH = 500


@dataclass
class Released:
    """What an archive release did: the editions made, and for each story left alone the sentence why."""

    editions: list[Edition] = field(default_factory=list)
    refused: list[tuple[Story, str]] = field(default_factory=list)


def release_archive(stories: Iterable[Story], *, by: Any, run: ImportRun | None, now: datetime) -> Released:
    """Publish imported stories unread, on the authority of one person, dated as their files say.

    Nothing undated, on hold, under embargo, with a provisional headline, an open doubt or a picture without alternative
    text goes out. No notice is sent, and the desk's columns do not show what was released. Written in batches, each its
    own transaction, so that a long release that is cut off can simply be given again.
    """
    check_right(by, "release_archive", "release imported stories unread", whose=ledger.name_of(by))
    released = Released()
    pks = [story.pk for story in stories]
    for some in some_of(pks, BATCH):
        _release_batch(some, released, by=by, run=run, now=now)
    return released


@transaction.atomic
def _release_batch(
    pks: Sequence[int], released: Released, *, by: Any, run: ImportRun | None, now: datetime
) -> None:
    allowed = {}
    for story in Story.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"):
        verdict = may(Move.RELEASE, story, by, now)
        if verdict:
            allowed[story.pk] = story
        else:
            released.refused.append((story, verdict.reason))
    revisions = _latest(allowed)
    editions = [_first(story, revisions[pk].pk, by=by, run=run, now=now) for pk, story in allowed.items()]
    Edition.objects.bulk_create(editions)
    copy_rows(editions, {pk: revision.details for pk, revision in revisions.items()})
    announcing.announce(editions, now=now)
    windows.note_last(allowed)
    workflow.shelve(allowed)
    acts = [
        ledger.Act(Move.RELEASE.value, allowed[edition.story_id], detail={"run": run.pk if run else None})
        for edition in editions
    ]
    ledger.record_many(acts, by=by, at=now)
    released.editions.extend(editions)


def retract_archive(stories: Iterable[Story], *, by: Any, now: datetime) -> list[ledger.Act]:
    """Take what was released from an archive from readers as if it had never been: no tombstone is shown.

    Called within the transaction that undoes an import, with the stories locked and each of them live in its one
    edition. Gives the acts for the ledger.
    """
    held = {story.pk: story for story in stories}
    live = Edition.objects.live(now).filter(story__in=held).defer("body")
    before = list(live.filter(superseded_at=FAR_FUTURE).order_by("story"))
    windows.close_all(before, now)
    stones = [
        windows.tombstone(
            edition, reason=WithdrawalReason.NEVER, number=edition.number + 1, start=now, made=now, by=by
        )
        for edition in before
    ]
    Edition.objects.bulk_create(stones, batch_size=BATCH)
    announcing.announce(stones, now=now)
    windows.note_last(held)
    return [
        ledger.Act(
            Move.WITHDRAW.value,
            held[stone.story_id],
            detail={"edition": stone.number, "reason": stone.withdrawal_reason},
        )
        for stone in stones
    ]


def _latest(pks: Iterable[int]) -> dict[int, Revision]:
    rows = Revision.objects.filter(story__in=pks, number=F("story__revision_number"))
    return {row.story_id: row for row in rows.only("story", "details")}


def _first(story: Story, revision: int, *, by: Any, run: ImportRun | None, now: datetime) -> Edition:
    edition = next_edition(story, revision, None, number=1, start=now, made=now, by=by)
    edition.archive_run = run
    return edition
