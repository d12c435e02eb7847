"""Doubts that were settled many at once, each opened again: a story then says what it said before."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.drafting.following import follow
from articles.drafting.state import SETTLES, altered, of_revision, of_story, with_changes
from articles.drafting.writing import Next
from articles.models import Doubt, Proposal, Revision, SettledDoubt, Settlement, Story
from articles.rules import Move, Refused, check, fresh


@transaction.atomic
def unsettle(row: SettledDoubt, *, by: Any, now: datetime) -> None:
    """Take back what a settlement did with one doubt: the doubt is open, and its field as it was, in a new revision.

    That revision's author is the file, so that nobody counts as having edited the field. Refused where somebody has
    touched the story since. Those who may settle so may take it back; goes into the ledger, as who did it and as what
    the story has from its file.
    """
    settlement, doubt = row.settlement, row.doubt
    if doubt.story is None:
        raise Refused("No story came of its file: there is nothing to take back.")
    story = fresh(doubt.story)
    check(Move.CONFIRM if settlement.way == Settlement.Way.CONFIRM else Move.SAVE, story, by, now)
    if not SettledDoubt.objects.standing().filter(pk=row.pk).exists():
        raise Refused("It is open again already.")
    if SettledDoubt.objects.touched().filter(pk=row.pk).exists():
        raise Refused("Somebody has worked on the story since.")
    if row.revision:
        note = f"{ledger.name_of(by)} took back what was settled with many others at once"
        _as_before(story, row, row.revision, note, now)
    _reopen(story, row)
    who = {"taken_back_at": now, "taken_back_by": by, "taken_back_by_name": ledger.name_of(by)}
    SettledDoubt.objects.filter(pk=row.pk).update(**who)
    said = {"doubt": doubt.code, "field": doubt.field, "settlement": settlement.pk}
    ledger.record_many([ledger.Act("unsettle", story, detail=said)], by=by, at=now)


def _as_before(story: Story, row: SettledDoubt, own: Revision, note: str, now: datetime) -> None:
    """Let the story say what it said before ``own``, the revision of ``row``, where this changed it."""
    revisions = list(story.revisions.select_related("from_file").order_by("number"))
    before = next(revision for revision in revisions if revision.number == own.number - 1)
    was, made, held = of_revision(before), of_revision(own), of_story(story)
    names = altered(was, made) & SETTLES[row.doubt.field]
    if names & altered(made, held):
        raise Refused("Its story says something else by now.")
    wanted = with_changes(held, {name: was.details[name] for name in names})
    file = before.from_file or row.doubt.file
    follow([Next(story, held, wanted, revisions, note, file=file)], now=now)


def _reopen(story: Story, row: SettledDoubt) -> None:
    """Open the doubt again; where a save settled it, with the others about its field, and what was proposed for it."""
    at_once = {"settled_at": row.at, "settled_by": row.settlement.by_id}
    is_open = {"settled_at": None, "settled_by": None, "settled_by_name": ""}
    doubts = Doubt.objects.filter(story=story, **at_once)
    if row.revision is None:
        doubts.filter(pk=row.doubt_id).update(**is_open)
        return
    field = row.doubt.field
    doubts.filter(field=field).update(**is_open)
    proposals = Proposal.objects.filter(story=story, field=field)
    again = list(proposals.open().values_list("shown", flat=True))
    answered = proposals.filter(is_taken=False, **at_once).exclude(shown__in=again)
    answered.update(is_taken=None, **is_open)
