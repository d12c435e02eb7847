"""Marks made: comments, suggestions, queries."""

import re
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles import ledger
from articles.models import Mark, Revision, ShareLink, Story
from articles.proofing.acting import LONGEST, called, logged, on, tell
from articles.rules import Move, Refused, check, fresh
from articles.text.places import Place, quoted
from articles.text.replacing import LINES, narrowed
from articles.workflow import touch

PROPOSED = 10_000
"""Characters that a suggestion may put in: a paragraph is no more."""
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")


@transaction.atomic
def comment(
    story: Story, *, revision: int, note: str, where: Place | None = None, by: Any, now: datetime
) -> Mark:
    """Say something of a story as its revision ``revision`` has it: of ``where`` in that text, or of the whole.

    Who writes it and who reads it are told. Who has it is seen to be at work on it; nothing else of it moves.
    """
    held = _revision(story, revision, by=by, now=now)
    mark = _mark(held, note=_said(note, "comment"), where=where, now=now)
    _made(mark, by=by, now=now)
    logged("comment", mark, by=by, now=now)
    _tell_of(mark, _holders(held.story), now=now)
    return mark


@transaction.atomic
def comment_from_outside(
    link: ShareLink, *, name: str, note: str, where: Place | None, now: datetime
) -> Mark:
    """The same from somebody without an account, through a link that ``sharing`` has found to stand.

    Who made the link is told as well. It blocks nothing.
    """
    story = fresh(link.story)
    mark = _mark(link.revision, note=_said(note, "comment"), where=where, now=now)
    mark.story, mark.link, mark.author_name = story, link, name
    mark.save(force_insert=True)
    logged("comment", mark, by=None, now=now)
    _tell_of(mark, [*_holders(story), link.made_by], now=now)
    return mark


@transaction.atomic
def suggest(
    story: Story, *, revision: int, where: Place, proposed: str, note: str = "", by: Any, now: datetime
) -> Mark:
    """Propose other words in the place of those at ``where``; "" would take them out.

    Kept are the words alone that it changes. Who writes the story and who reads it are told. Until somebody accepts or
    rejects it, or its author takes it back, nobody can sign the story.
    """
    held = _revision(story, revision, by=by, now=now)
    mark = _mark(held, note=_short(note, "note"), where=where, now=now)
    if mark.start is None or mark.field not in (*LINES, "body", "captions"):
        raise Refused("Choose the words that the suggestion is to replace.")
    proposed = _BREAK.sub(" ", proposed.replace("\r\n", "\n")).strip(" \t\n") if proposed.strip() else ""
    if len(proposed) > PROPOSED:
        raise Refused(f"A suggestion has at most {PROPOSED:,} characters; this one has {len(proposed):,}.")
    if proposed == mark.exact.strip():
        raise Refused("Change the words: the suggestion says what stands there.")
    start, end, mark.proposed = narrowed(mark.exact, proposed)
    _point(mark, held, Place(mark.field, mark.block, mark.start + start, mark.start + end))
    mark.kind = Mark.Kind.SUGGESTION
    _made(mark, by=by, now=now)
    logged("suggest", mark, by=by, now=now)
    wants = f"suggests {called(mark.proposed)} for" if mark.proposed else "suggests to take out"
    _tell_of(mark, _holders(held.story), wants=wants, now=now)
    return mark


@transaction.atomic
def ask(
    story: Story, *, revision: int, where: Place | None = None, note: str, to: Any, by: Any, now: datetime
) -> Mark:
    """Ask one person, ``to``, about a story or words of it. They are told.

    Until somebody answers, or its author takes it back, nobody can sign the story.
    """
    held = _revision(story, revision, by=by, now=now)
    if to == by:
        raise Refused("Ask somebody else: this is your own account.")
    if not askable().filter(pk=to.pk).exists():
        raise Refused(f"{ledger.name_of(to)} cannot see stories and answer: ask somebody else.")
    mark = _mark(held, note=_said(note, "query"), where=where, now=now)
    mark.kind, mark.to, mark.to_name = Mark.Kind.QUERY, to, ledger.name_of(to)
    _made(mark, by=by, now=now)
    logged("ask", mark, by=by, now=now)
    sentence = f"{mark.author_name} asks you about {on(mark)}: {mark.note}"
    tell(mark, [to], sentence, kind="query", by=by, now=now)
    return mark


def askable() -> Any:
    """The accounts that can be asked: those that may see stories and comment on them, by name."""
    people = User.objects.with_perm("articles.comment_story").filter(is_active=True, is_staff=True)
    return people.order_by("first_name", "last_name", "username")


def _revision(story: Story, number: int, *, by: Any, now: datetime) -> Revision:
    """The revision that somebody says something of, its story locked."""
    story = fresh(story)
    check(Move.COMMENT, story, by, now)
    held: Revision | None = story.revisions.filter(number=number).first()
    if held is None:
        raise Refused(f"There is no revision {number} of this story. Reload the page.")
    held.story = story
    return held


def _made(mark: Mark, *, by: Any, now: datetime) -> None:
    mark.author, mark.author_name = by, ledger.name_of(by)
    mark.save(force_insert=True)
    touch(mark.story, by=by, now=now)


def _mark(revision: Revision, *, note: str, where: Place | None, now: datetime) -> Mark:
    """A mark not yet written, without its author. Refuses what points at nothing."""
    mark = Mark(story=revision.story, revision=revision, note=note, made_at=now)
    if where:
        _point(mark, revision, where)
    return mark


def _said(note: str, what: str) -> str:
    note = _short(note, what)
    if not note:
        raise Refused(f"Say something: the {what} is empty.")
    return note


def _short(note: str, what: str) -> str:
    note = note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST:
        raise Refused(f"A {what} has at most {LONGEST:,} characters; this one has {len(note):,}.")
    return note


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


def _holders(story: Story) -> list[Any]:
    """Whose business a story is: who writes it, or began it, and who reads it."""
    return [story.writer_account or story.created_by, story.reader_account]


def _tell_of(mark: Mark, people: list[Any], *, wants: str = "commented on", now: datetime) -> None:
    note = f": {mark.note}" if mark.note else ""
    tell(mark, people, f"{mark.author_name} {wants} {on(mark)}{note}", by=mark.author, now=now)
