"""What was published of one version of a story is told to those who keep the others, and stands until they follow."""

from datetime import datetime
from typing import Any

from articles import ledger
from articles.languages import english_name
from articles.models import Edition, Kind, Stage, Story, TranslationFlag
from articles.workflow.acting import called, moment, tell

DID = {
    Kind.UPDATE: "published an update of",
    Kind.CORRECTION: "published a correction of",
    Kind.WITHDRAWAL: "withdrew",
}
WILL = {Kind.UPDATE: "scheduled an update of", Kind.CORRECTION: "scheduled a correction of"}


def flag_others(edition: Edition, *, by: Any, now: datetime) -> None:
    """Flag the other versions of a story of which ``edition`` was written just now, from the moment it is shown.

    Nothing of that story is quoted: a court's order may be on its way to it, and reaches no notice about another.
    """
    if edition.kind not in DID:
        return
    versions = _others(edition)
    TranslationFlag.objects.bulk_create(TranslationFlag(story=story, edition=edition) for story in versions)
    kind, is_ahead = Kind(edition.kind), edition.live_from > edition.made_at
    did = WILL[kind] if is_ahead and kind in WILL else DID[kind]
    when = f" for {moment(edition.live_from)}" if is_ahead else ""
    tongue = english_name(edition.language)
    for story in versions:
        said = f"{ledger.name_of(by)} {did} the {tongue} version of {called(story)}{when}: see whether yours follows."
        tell(_keepers(story), story, "translation", said, now=now, by=by)


def _others(edition: Edition) -> list[Story]:
    """The versions on the desk besides the one that the edition is of."""
    original = edition.story.translation_of_id or edition.story_id
    rows = Story.objects.versions(original).exclude(pk=edition.story_id)
    people = ("writer_account", "reader_account", "created_by")
    return list(rows.exclude(stage=Stage.SPIKED).select_related(*people).defer("body").order_by("pk"))


def _keepers(story: Story) -> list[Any]:
    """Who has it, or else who began it, or, of one that came from a file, who published it."""
    writer = story.writer_account or story.created_by
    if writer is None and (last := story.editions.select_related("made_by").order_by("number").last()):
        writer = last.made_by
    return [writer, story.reader_account]
