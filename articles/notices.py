"""What people are told: shown in the desk, and mailed to those who have an address.

Written in the transaction of the act itself, so that there is no act without its notice and no notice without its
act. The mail goes into the outbox, which ``outbox`` empties; nobody waits for it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from articles.models import Effect, Notice, Story


def tell(
    people: Iterable[Any],
    *,
    key: str,
    kind: str,
    sentence: str,
    story: Story | None = None,
    address: str = "",
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Tell each of ``people`` (accounts) one ``sentence``, once for each ``key``, from ``due_at`` or ``now`` on.

    ``kind`` is a short word that groups notices: "returned", "freed", "comment". ``address`` is a path on this site.
    """
    due_at = due_at or now
    told = {person.pk: person for person in people if person.is_active}
    if not told:
        return
    rows = [
        Notice(
            to=person,
            key=key,
            kind=kind,
            story=story,
            sentence=sentence[:400],
            address=address,
            made_at=now,
            due_at=due_at,
        )
        for person in told.values()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if not any(person.email for person in told.values()):
        return
    written = Notice.objects.filter(key=key, to__in=told, made_at=now)
    Effect.objects.bulk_create(
        [_mail(notice, now) for notice in written if told[notice.to_id].email], ignore_conflicts=True
    )


def move_on(story: Story, *, to: int, key: str, due_at: datetime, now: datetime) -> bool:
    """Let a notice to the account ``to`` that is not due yet fall due at ``due_at``, and its mail with it.

    ``key`` is the beginning of its key. Says whether there was one.
    """
    waiting = _waiting(story, to, key, now)
    Effect.objects.filter(notice__in=waiting, done_at=None).update(due_at=due_at)
    return bool(waiting.update(due_at=due_at))


def forget(story: Story, *, to: int, key: str, now: datetime) -> None:
    """Drop a notice, and its mail, that is not due yet: what it would say is not so any longer."""
    _waiting(story, to, key, now).delete()


def settle(story: Story, *, kind: str, key: str = "", now: datetime) -> None:
    """Take notices of a kind, or those of one key, for read, whoever they were to: what they ask for is done. No mail
    goes out for them.
    """
    which = {"key": key} if key else {}
    Notice.objects.filter(story=story, kind=kind, read_at=None, **which).update(read_at=now)


def _waiting(story: Story, to: int, key: str, now: datetime) -> Any:
    return Notice.objects.filter(story=story, to=to, key__startswith=key, due_at__gt=now)


def _mail(notice: Notice, now: datetime) -> Effect:
    return Effect(
        key=f"mail/{notice.to_id}/{notice.key}",
        kind=Effect.Kind.MAIL,
        story_id=notice.story_id,
        notice=notice,
        made_at=now,
        due_at=notice.due_at,
    )
