"""Marks answered, and ended without a change of the text."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles import ledger
from articles.models import Mark, Reply
from articles.proofing.acting import LONGEST, asks_no_longer, ended, logged, on, opened, tell
from articles.rules import Move, Refused, check, check_right
from articles.workflow import touch


@transaction.atomic
def reply(mark: Mark, *, note: str, by: Any, now: datetime) -> Reply:
    """Say something to a mark; by anybody but its author this answers a query.

    Its author is told, and so is whoever else was asked or has replied.
    """
    mark = opened(mark, Move.COMMENT, by=by, now=now)
    return replied(mark, note, by=by, now=now)


def replied(mark: Mark, note: str, *, by: Any, now: datetime) -> Reply:
    """The rest of ``reply``, to a mark that is opened."""
    note = note.replace("\r\n", "\n").strip()
    if not note:
        raise Refused("Say something: the reply is empty.")
    if len(note) > LONGEST:
        raise Refused(f"A reply has at most {LONGEST:,} characters; this one has {len(note):,}.")
    name = ledger.name_of(by)
    made = Reply.objects.create(mark=mark, note=note, author=by, author_name=name, made_at=now)
    if mark.answered_at is None and mark.author_id != by.pk:
        mark.answered_at = now
        mark.save(update_fields=["answered_at"])
        asks_no_longer(mark, now=now)
    touch(mark.story, by=by, now=now)
    logged("reply", mark, by=by, now=now)
    others = User.objects.filter(pk__in=mark.replies.order_by().values("author"))
    did = "answered" if mark.kind == Mark.Kind.QUERY else "replied"
    sentence = f"{name} {did} on {on(mark)}: {note}"
    tell(
        mark, [mark.author, mark.to, *others], sentence, kind="reply", key=f"reply/{made.pk}", by=by, now=now
    )
    return made


@transaction.atomic
def resolve(mark: Mark, *, by: Any, now: datetime) -> Mark:
    """Say that a comment or a query is dealt with. It stays on record.

    One's own takes no more than the right to comment. A query that nobody has answered is for who may sign to close.
    """
    mark = opened(mark, Move.COMMENT, by=by, now=now)
    if mark.kind == Mark.Kind.SUGGESTION:
        raise Refused("A suggestion is accepted or rejected.")
    is_waiting = mark.kind == Mark.Kind.QUERY and mark.answered_at is None
    if is_waiting:
        check_right(by, "sign_story", "close a query that nobody has answered")
    if is_waiting or mark.author_id != by.pk:
        check(Move.SAVE, mark.story, by, now)
    ended(mark, Mark.Outcome.RESOLVED, by=by, now=now)
    logged("resolve-comment", mark, by=by, now=now)
    return mark


@transaction.atomic
def withdraw(mark: Mark, *, by: Any, now: datetime) -> Mark:
    """Take back what one has suggested or asked oneself."""
    mark = opened(mark, Move.COMMENT, by=by, now=now)
    if mark.author_id != by.pk:
        raise Refused(f"This {mark.kind} is by {mark.author_name}: nobody else can take it back.")
    ended(mark, Mark.Outcome.WITHDRAWN, by=by, now=now)
    logged("take-back-mark", mark, by=by, now=now)
    return mark
