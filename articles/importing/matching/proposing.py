"""What other files say better of a story: a headline where it has none, a date, a credit, a longer text.

It is proposed with the file and the line that it stands in, and nothing is written until a person takes it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import drafting, ledger
from articles.importing.matching.bodies import Text
from articles.importing.reading import fields
from articles.importing.reading.copies import Copy
from articles.models import ImportedFile, Proposal, Stage
from articles.rules import Already, Move, Refused, check, check_revision, fresh, wait_for_imports
from articles.text.blocks import blocks, plain, word_count
from articles.text.calendars import spoken
from articles.text.keys import title_key

VALUES = {
    "headline": ("headline",),
    "standfirst": ("standfirst",),
    "byline": ("byline",),
    "dateline": ("dateline",),
    "published": ("published_at", "published_precision"),
    "source": ("source_credit",),
    "proofreader": ("proofreader_credit",),
    "related": ("related",),
    "body": ("body",),
}
"""What of a story is proposed, and the names of its values, that which tells first."""
_WORDS = {"published": "date", "related": "related titles", "body": "longer text"}
_SURE = ("guessed", "likely", "sure", "stated")
_ROOM = 500
"""Characters of a value that are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value for a field of a story, not yet of any story."""

    field: str
    value: dict[str, Any]
    shown: str
    line: int | None


def queue(*, run: int | None = None, field: str = "") -> QuerySet[Proposal]:
    """The open proposals for stories that are worked on, those of one run or field where one is named."""
    rows = Proposal.objects.open().of_run(run) if run else Proposal.objects.open()
    rows = rows.exclude(story__stage=Stage.SPIKED).order_by("pk")
    return rows.filter(field=field) if field else rows


def offers(copy: Copy, text: Text) -> tuple[Offer, ...]:
    """What a copy says better than the text that it is a copy of."""
    return tuple(_offers(copy, text)) if copy.draft and copy.story else ()


def told(some: Sequence[Offer]) -> str:
    """What is offered, to follow another sentence."""
    words = ", ".join(_WORDS.get(offer.field, offer.field) for offer in some)
    return f" Proposed from it: {words}." if words else ""


def keep(found: Iterable[tuple[int, int, ImportedFile, Sequence[Offer]]]) -> None:
    """Propose what files offer to stories, each given by its number and the revision that it was compared as.

    What is proposed to a story, or was taken or declined, is not proposed again. At most three queries,
    and none where nothing is offered. Called in a transaction.
    """
    found = [each for each in found if each[3]]
    if not found:
        return
    wait_for_imports()
    held = Proposal.objects.standing().filter(story__in={story for story, *_ in found})
    known = set(held.values_list("story", "field", "shown"))
    rows = []
    for story, revision, file, some in found:
        for offer in some:
            key = (story, offer.field, offer.shown)
            if key not in known:
                known.add(key)
                rows.append(_row(story, revision, file, offer))
    Proposal.objects.bulk_create(rows)


def withdraw(rows: QuerySet[Proposal], *, by: Any, now: datetime) -> None:
    """Close those of some proposals that are open, whose files count as never taken: nobody has decided about them."""
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    rows.filter(settled_at=None).update(**who)


@transaction.atomic
def take(proposal: Proposal, *, revision: int, by: Any, now: datetime) -> drafting.Saved:
    """Let a story say what is proposed, as a save of the person who takes it from ``revision``, which they saw.

    A longer text is merged with what was changed here since it was compared. Settles the other proposals and the
    doubts about the field, as every save does.
    """
    story = fresh(proposal.story)
    check_revision(story, revision)
    _settle(proposal, is_taken=True, by=by, now=now)
    base = proposal.revision if proposal.field == "body" else revision
    changes = {**proposal.value, **_names(proposal)}
    if story.published_at and proposal.field == "headline":
        changes = {name: changes[name] for name in VALUES["headline"]}  # it has a date since
    note = f"{_WORDS.get(proposal.field, proposal.field).capitalize()} from {proposal.file}"
    try:
        saved = drafting.save(story, changes, base=base, by=by, now=now, note=note)
    except drafting.Collided as collided:
        raise Refused(
            "The same words were changed here since. Open the file beside the story, and take over what is missing."
        ) from collided
    _log("take-proposal", proposal, by=by, now=now)
    return saved


@transaction.atomic
def decline(proposal: Proposal, *, by: Any, now: datetime) -> None:
    """Leave a story as it is. The same is not proposed to it again."""
    check(Move.SAVE, fresh(proposal.story), by, now)
    _settle(proposal, is_taken=False, by=by, now=now)
    _log("decline-proposal", proposal, by=by, now=now)


def _offers(copy: Copy, text: Text) -> Iterator[Offer]:
    if not copy.draft or not copy.story:
        return
    for field, names in VALUES.items():
        value = {name: _value(copy.draft.state, name) for name in names}
        held = {name: _value(text.state, name) for name in names}
        surer = _rank(copy.story.certainty, field) - _rank(text.certainty, field)
        if field == "headline" and copy.draft.state.details["headline_is_provisional"]:
            continue
        if (
            value[names[0]]
            and not _is_same(field, value, held)
            and _is_better(field, value, held, text, surer)
        ):
            line = next(iter(copy.story.evidence.get(field, ())), None)
            yield Offer(field, value, _shown(field, value, held), line)


def _is_same(field: str, value: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    if field in ("published", "related", "body"):
        return value == held
    return title_key(value[VALUES[field][0]]) == title_key(held[VALUES[field][0]])


def _is_better(field: str, value: Mapping[str, Any], held: Mapping[str, Any], text: Text, surer: int) -> bool:
    """Whether a value is worth to be looked at: where there is none, or one that is less sure."""
    if field == "body":
        return surer >= 0 and word_count(value["body"]) > word_count(held["body"])
    if not held[VALUES[field][0]]:
        return True
    if field == "related":
        return False
    if field == "headline" and text.state.details["headline_is_provisional"]:
        return True
    return surer > 0 or (field == "published" and _is_nearer(value, held))


def _is_nearer(value: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    """Whether a date is the same to the minute that is known to the day."""
    if (value["published_precision"], held["published_precision"]) != ("minute", "day"):
        return False
    since = _moment(value["published_at"]) - _moment(held["published_at"])
    return timedelta(0) <= since < timedelta(days=1)


def _value(state: drafting.State, name: str) -> Any:
    if name in state.details:
        return state.details[name]
    return getattr(state.text, "source" if name == "source_credit" else name)


def _rank(certainty: Mapping[str, str], field: str) -> int:
    return _SURE.index(certainty[field]) if certainty.get(field) in _SURE else -1


def _moment(iso: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(iso))


def _shown(field: str, value: Mapping[str, Any], held: Mapping[str, Any]) -> str:
    said, was = (some[VALUES[field][0]] for some in (value, held))
    if field == "body":
        return _cut(f"{word_count(said):,} words. Not in the story: {_missing(said, was)}")
    if field == "related":
        return _cut("; ".join(title for title, _, _ in said))
    if field == "published":
        at, known_to_day = _moment(said), value["published_precision"] == "day"
        return spoken(at) if known_to_day else f"{spoken(at)} {at:%H:%M}"
    return _cut(str(said))


def _cut(words: str) -> str:
    return words if len(words) <= _ROOM else f"{words[: _ROOM - 1]}…"


def _missing(body: str, held: str) -> str:
    """The paragraphs of a body that another does not have."""
    words = plain(held)
    return " … ".join(block.text for block in blocks(body) if block.text not in words)


def _row(story: int, revision: int, file: ImportedFile, offer: Offer) -> Proposal:
    return Proposal(
        story_id=story,
        file=file,
        field=offer.field,
        value=offer.value,
        shown=offer.shown,
        line=offer.line,
        revision=revision,
    )


def _names(proposal: Proposal) -> dict[str, Any]:
    """The rows of the names in a credit that is proposed, those not known yet made."""
    said = proposal.value
    called = fields.called_in(
        source=said.get("source_credit", ""),
        proofreader=said.get("proofreader_credit", ""),
        byline=said.get("byline", ""),
    )
    (made,) = fields.made([called])
    return {name: pk for name, pk in made.details().items() if name in drafting.SETTLES[proposal.field]}


def _settle(proposal: Proposal, *, is_taken: bool, by: Any, now: datetime) -> None:
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    if not Proposal.objects.open().filter(pk=proposal.pk).update(is_taken=is_taken, **who):
        proposal.refresh_from_db()
        did = {True: "Taken", False: "Declined"}.get(proposal.is_taken, "Settled")
        raise Already(did, proposal.settled_by_name, proposal.settled_at or now, now)


def _log(act: str, proposal: Proposal, *, by: Any, now: datetime) -> None:
    said = {"field": proposal.field, "proposal": proposal.pk}
    ledger.record(act, by=by, at=now, story=proposal.story, **said)
