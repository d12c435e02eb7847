"""The only writer of marks: what people say of a story, or of exact words of it.

A comment is never published and no part of the digest. It blocks nothing and approves nothing.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from articles import ledger, notices
from articles.models import Mark, Revision, ShareLink, Story
from articles.rules import Move, Refused, check, fresh
from articles.text.places import Place, quoted
from articles.workflow import touch

LONGEST = 2000
"""Characters of a note."""


@transaction.atomic
def comment(
    story: Story, *, revision: int, note: str, where: Place | None = None, by: Any, now: datetime
) -> Mark:
    """Say something of a story as its revision ``revision`` has it: of ``where`` in that text, or of the whole.

    Who writes it and who reads it are told. Who has it is seen to be at work on it; nothing else of it moves.
    """
    story = fresh(story)
    check(Move.COMMENT, story, by, now)
    held = story.revisions.filter(number=revision).first()
    if held is None:
        raise Refused(f"There is no revision {revision} of this story. Reload the page.")
    mark = _mark(held, note=note, where=where, now=now)
    mark.author, mark.author_name = by, ledger.name_of(by)
    mark.save(force_insert=True)
    touch(story, by=by, now=now)
    _log("comment", mark, by=by, now=now)
    _tell_of(mark, [story.writer_account or story.created_by, story.reader_account], now=now)
    return mark


@transaction.atomic
def comment_from_outside(
    link: ShareLink, *, name: str, note: str, where: Place | None, now: datetime
) -> Mark:
    """The same from somebody without an account, through a link that ``sharing`` has found to stand.

    Who made the link is told as well.
    """
    story = fresh(link.story)
    mark = _mark(link.revision, note=note, where=where, now=now)
    mark.link, mark.author_name = link, name
    mark.save(force_insert=True)
    _log("comment", mark, by=None, now=now)
    people = [story.writer_account or story.created_by, story.reader_account, link.made_by]
    _tell_of(mark, people, now=now)
    return mark


@transaction.atomic
def resolve(mark: Mark, *, by: Any, now: datetime) -> Mark:
    """Say that a comment is dealt with. It stays on record. One's own takes no more than the right to comment."""
    story = fresh(mark.story)
    mark = Mark.objects.get(pk=mark.pk)
    check(Move.COMMENT if mark.author_id == by.pk else Move.SAVE, story, by, now)
    if mark.resolved_at:
        raise Refused(f"{mark.resolved_by_name} has resolved this comment already.")
    mark.resolved_at, mark.resolved_by, mark.resolved_by_name = now, by, ledger.name_of(by)
    mark.outcome = Mark.Outcome.RESOLVED
    mark.save(update_fields=["resolved_at", "resolved_by", "resolved_by_name", "outcome"])
    _log("resolve-comment", mark, by=by, now=now)
    return mark


def may_resolve(mark: Mark, user: Any, *, saves: bool, comments: bool) -> bool:
    """Whether ``resolve`` would let ``user``, whom the rules let save the story, and comment on it, or do not."""
    return comments if mark.author_id == user.pk else saves


def _mark(revision: Revision, *, note: str, where: Place | None, now: datetime) -> Mark:
    """A mark not yet written, without its author. Refuses what says nothing, or points at nothing."""
    note = note.replace("\r\n", "\n").strip()
    if not note:
        raise Refused("Say something: the comment is empty.")
    if len(note) > LONGEST:
        raise Refused(f"A comment has at most {LONGEST:,} characters; this one has {len(note):,}.")
    mark = Mark(story_id=revision.story_id, revision=revision, note=note, made_at=now)
    if where:
        _point(mark, revision, where)
    return mark


def _point(mark: Mark, revision: Revision, where: Place) -> None:
    try:
        quote = quoted(revision.text(), where)
    except ValueError:
        raise Refused(
            f"Revision {revision.number} has no such passage. Choose the words again, or comment on the whole."
        ) from None
    mark.field, mark.block = where.field, where.block
    mark.exact, mark.prefix, mark.suffix = quote
    if quote.exact:
        mark.start = where.start or 0
        mark.end = mark.start + len(quote.exact)


def _log(act: str, mark: Mark, *, by: Any, now: datetime) -> None:
    # Without its words: the ledger outlasts what a court may have blanked.
    detail = {"comment": mark.pk, "revision": mark.revision.number} | (
        {"link": mark.link_id} if mark.link_id else {}
    )
    name = "" if by else f"{mark.author_name}, through a link"[:200]
    ledger.record_many([ledger.Act(act, mark.story, detail=detail)], by=by, at=now, by_name=name)


def _tell_of(mark: Mark, people: list[Any], *, now: datetime) -> None:
    of = f"“{mark.exact[:60]}{'…' if len(mark.exact) > 60 else ''}” in " if mark.exact else ""
    notices.tell(
        [person for person in people if person and person.pk != mark.author_id],
        key=f"comment/{mark.pk}",
        kind="comment",
        sentence=f"{mark.author_name} commented on {of}“{mark.story}”: {mark.note}",
        story=mark.story,
        address=reverse("admin:articles_story_read", args=[mark.story_id]) + f"#comment-{mark.pk}",
        now=now,
    )
