"""Who wrote a story hears what becomes of it; who scheduled it, that somebody else did otherwise."""

from datetime import datetime
from typing import Any

from articles import ledger
from articles.models import Edition, Kind, Story
from articles.press.placing import Placed
from articles.press.translations import flag_others
from articles.workflow.acting import called, moment, tell

PUBLISHED = {
    Kind.FIRST: "{by} published {story}.",
    Kind.UPDATE: "{by} published an update of {story}.",
    Kind.CORRECTION: "{by} published a correction of {story}.",
}
SCHEDULED = "{by} scheduled {story} for {at}."
REPLACED = "{by} published {story}: what you scheduled for {at} does not go out."
REPLACED_LATER = "{by} scheduled {story} for {new}: what you scheduled for {at} does not go out."


def tell_published(story: Story, edition: Edition, *, by: Any, now: datetime) -> None:
    """Nothing is said of a refresh: it is no news to who wrote the words. Versions in other languages are flagged."""
    if edition.kind not in PUBLISHED:
        return
    flag_others(edition, by=by, now=now)
    kind, sentence = "published", PUBLISHED[Kind(edition.kind)]
    if edition.live_from > edition.made_at:
        kind, sentence = "scheduled", SCHEDULED
    elif edition.kind == Kind.CORRECTION:
        kind = "corrected"
    _tell(story, kind, sentence, at=moment(edition.live_from), by=by, now=now)


def tell_withdrawn(story: Story, stone: Edition, *, by: Any, now: datetime) -> None:
    why = stone.get_withdrawal_reason_display()
    _tell(story, "withdrawn", "{by} withdrew {story}: {why}.", why=why[0].lower() + why[1:], by=by, now=now)


def tell_merged(story: Story, into: Story, *, by: Any, now: datetime) -> None:
    _tell(story, "merged", "{by} merged {story} into {into}.", into=called(into), by=by, now=now)


def tell_called_back(story: Story, *, by: Any, now: datetime) -> None:
    _tell(story, "called-back", "{by} called back {story}: it is no longer scheduled.", by=by, now=now)


def tell_replaced(story: Story, placed: Placed, *, by: Any, now: datetime) -> None:
    """Whoever scheduled what an edition replaces hears of it; an end that it keeps is none of that."""
    edition = placed.edition
    gone = [row for row in placed.called if row.kind != Kind.WITHDRAWAL or row.live_from != placed.until]
    did = REPLACED_LATER if edition.live_from > edition.made_at else REPLACED
    words = {"by": ledger.name_of(by), "story": called(story), "new": moment(edition.live_from)}
    for row in {row.made_by_id: row for row in reversed(gone)}.values():
        said = did.format(at=moment(row.live_from), **words)
        tell([row.made_by], story, "called-back", said, now=now, by=by)


def _tell(story: Story, kind: str, sentence: str, *, by: Any, now: datetime, **words: str) -> None:
    writer = story.writer_account_id or story.created_by_id
    if writer and writer != by.pk:
        said = sentence.format(by=ledger.name_of(by), story=called(story), **words)
        tell([story.writer_account or story.created_by], story, kind, said, now=now, by=by)
