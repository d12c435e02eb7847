"""What a file is to the newsroom: new, changed, known, the same as another, or no story."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.importing.matching.bodies import Match
from articles.importing.matching.known import Held, Known
from articles.importing.matching.likeness import tells_another_story
from articles.importing.matching.proposing import Offer, offers, told
from articles.importing.reading.copies import Copy
from articles.models import Outcome
from articles.text.parsing import Doubt


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of a file. ``held`` is the earlier file that this follows from, ``match`` the text that it is a
    copy of, with what it says better; ``doubts`` are of its place.

    ``says`` gives the sentence. It may name a story that has its number only once the batch is written.
    """

    outcome: Outcome
    says: Callable[[], str]
    held: Held | None = None
    doubts: tuple[Doubt, ...] = ()
    match: Match | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def story_id(self) -> int | None:
        """The story that is held already; None in a dry run of one that it would make."""
        return self.held.story_id if self.held else self.match.text.story_id if self.match else None


def check(copy: Copy, known: Known) -> Plan:
    """What is to become of a copy, in view of what was taken before. Reads, never writes.

    Bytes that are known are never taken twice, wherever they lie: a file that was renamed, or that changed
    its place with another, belongs to the story that it belonged to.
    """
    name = copy.found.name
    if not copy.sha256:
        return _refused(copy)
    before = known.at(copy.found)
    if before and before.sha256 == copy.sha256:
        if known.is_restated(copy):
            says = f"{name}: unchanged since {_run(before)}, but the manifest says otherwise now."
            return Plan(Outcome.UPDATED, lambda: says, before)
        sentence = f"{name}: unchanged since {_run(before)}."
        return Plan(Outcome.UNCHANGED, lambda: sentence, before)
    mine = before if before and known.follows(copy.found, before) else None
    twin = known.same_as(copy)
    if twin and not (mine and mine.story_id == twin.story_id):
        return Plan(
            Outcome.JOINED,
            lambda: f"{name}: the same bytes as {twin.where}, joined to it.{_left(before)}",
            twin,
        )
    if copy.refusal:
        return _refused(copy)
    if mine and (plan := _changed(copy, mine, known)):
        return plan
    match = known.matches.of(copy)
    if match and match.is_copy:
        some = offers(copy, match.text)
        return Plan(
            Outcome.JOINED,
            lambda: f"{name}: {match.sentence}{told(some)}{_left(before)}",
            match=match,
            offers=some,
        )
    doubts = (match.doubt,) if match else ()
    if mine:
        says = f"{name}: holds another story now, taken as a draft."
        return Plan(Outcome.CREATED, lambda: says, doubts=(_another_story(mine), *doubts))
    return Plan(Outcome.CREATED, lambda: f"{name}: taken as a draft.{_left(before)}", doubts=doubts)


def _refused(copy: Copy) -> Plan:
    sentence = copy.refusal.sentence if copy.refusal else ""
    return Plan(Outcome.REFUSED, lambda: f"{copy.found.name}: {sentence}")


def _changed(copy: Copy, before: Held, known: Known) -> Plan | None:
    """A file with other bytes than last time that tells the same story in another text; None where it does not."""
    for held in (before, *known.earlier(copy.found, before)):
        if copy.story and held.story_id and not tells_another_story(copy.story, held.story_id):
            since = f"{copy.found.name}: changed since {_run(held)}."
            return Plan(Outcome.UPDATED, lambda: since, held)  # noqa: B023  # returned at once
    return None


def _another_story(before: Held) -> Doubt:
    sentence = (
        f"Story {before.story_id} came from a file of this name, and the two have nothing in common: this became "
        "a story of its own. If it lies in another folder of the same name, say --collection NAME for that folder; "
        f"if it is story {before.story_id} rewritten, put its text there and spike this one."
    )
    return Doubt("another-story", "", None, sentence)


def _run(held: Held) -> str:
    return f"run {held.file.run_id}"


def _left(before: Held | None) -> str:
    return f" Until now it belonged to story {before.story_id}, which stays as it is." if before else ""
