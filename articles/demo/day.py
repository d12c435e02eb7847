"""One day on the sample desk: stories written here, each where an act of the desk has brought it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from articles import credits, drafting, press, proofing, workflow
from articles.models import Priority, Story, Writer
from articles.text.blocks import from_passages
from articles.text.places import Place, passages

CORRECTED, WAS, IS = "market-leases.txt", "46 have applied", "64 have applied"
WRITER = "Nell Ashdown"
CORRECTION = "An earlier version said that 46 people had applied for the empty stalls. It was 64."
LANTERNS, IN_CHINESE = "lantern-festival.txt", "languages/lantern-festival-zh.txt"
ASKED, WORDY, PLAINER = "not a field either", "whether it wishes to go", "whether to go"
ROUGH, WAS_SAID, IS_SAID = "harbour-alliance-wins.txt", "in spite of rain", "despite rain"


@dataclass(frozen=True)
class Written:
    """A story as its writer typed it."""

    headline: str
    paragraphs: tuple[str, ...]
    topics: tuple[str, ...]
    standfirst: str = ""

    def changes(self, topics: Mapping[str, int]) -> dict[str, Any]:
        return {
            "headline": self.headline,
            "standfirst": self.standfirst,
            "byline": WRITER,
            "writers": [credits.ensure(Writer, WRITER).pk],
            "body": from_passages([("p", text) for text in self.paragraphs]),
            "topics": [topics[name] for name in self.topics if name in topics],
        }


AGROUND = Written(
    "Ferry aground off Hallow Head, all 43 on board safe",
    (
        "The Saint-Aubrac ferry ran onto a sandbank half a mile off Hallow Head this morning in thick fog. All 43 "
        "people on board are safe, the lifeboat station said, and will be taken off when the tide allows.",
    ),
    ("Transport", "Community"),
)
TIMETABLE = Written(
    "When the night trams will run, stop by stop",
    (
        "The first night tram will leave Quay Street at ten past midnight and the last at ten to four, one every "
        "forty minutes, on Fridays and Saturdays.",
        "They will call at all eleven stops as far as Saltings. The journey takes 22 minutes, three more than by "
        "day, since the drivers have been asked to take the bend at Carrow Lane without the bell.",
        "A night ticket costs £3.20. Day tickets stay good until the last tram of the night has come in.",
    ),
    ("Transport",),
    "Four trams each way on Fridays and Saturdays, for £3.20 a ride.",
)
RATES = Written(
    "Hotel that never opened owes the town £86,000",
    (
        "The owners of the Grand Saltmere, which was to open in 2022, have paid no rates on it for three years, "
        "papers put before the finance committee show.",
        "They owe £86,000. The company says that a building without a staircase is not a hotel; the council’s "
        "solicitor says that it is not a field either.",
        "The committee will be asked next week whether it wishes to go to court.",
    ),
    ("Politics",),
)
CHOIR = Written(
    "Hallow school choir to light the tree",
    (
        "The tree on the Fish Steps will be lit on Saturday at five by the choir of Hallow school, who have been "
        "promised that this time the switch is connected.",
        "TK: who gave the tree? How tall is it?",
    ),
    ("Community",),
)


def spend(
    stories: Mapping[str, Story], people: Mapping[str, Any], topics: Mapping[str, int], now: datetime
) -> None:
    """Do a day's work on the desk; ``stories`` are those that came from files, by path."""
    _correct(stories[CORRECTED], people, now)
    _send_a_fix(stories[ROUGH], people, now)
    _translate(stories[IN_CHINESE], stories[LANTERNS], people, now)
    aground = drafting.create(AGROUND.changes(topics), by=people["editor"], now=now)
    press.flash(aground, revision=aground.revision_number, by=people["editor"], now=now)
    _schedule(drafting.create(TIMETABLE.changes(topics), by=people["writer"], now=now), people, now)
    _hold(drafting.create(RATES.changes(topics), by=people["writer"], now=now), people, now)
    choir = drafting.create(CHOIR.changes(topics), by=people["writer"], now=now)
    workflow.take_writing(choir, by=people["writer"], now=now)
    plan = {"due_at": now + timedelta(hours=3), "priority": Priority.HIGH, "target_words": 250}
    workflow.plan(choir, **plan, was=(None, Priority.NORMAL, None), by=people["editor"], now=now)


def _correct(story: Story, people: Mapping[str, Any], now: datetime) -> None:
    story.refresh_from_db()
    changes = {"body": story.body.replace(WAS, IS), "correction": CORRECTION}
    at: dict[str, Any] = {"base": story.revision_number, "now": now, "note": "From the traders’ committee"}
    story = drafting.send_fix(story, changes, by=people["writer"], **at).story
    # The editor wrote the caption of its picture, and so cannot pass the story alone.
    workflow.sign_off(story, revision=story.revision_number, by=people["proofreader"], now=now)
    press.publish(story, revision=story.revision_number, by=people["editor"], now=now)


def _send_a_fix(story: Story, people: Mapping[str, Any], now: datetime) -> None:
    story.refresh_from_db()
    changes = {"body": story.body.replace(WAS_SAID, IS_SAID)}
    drafting.send_fix(
        story, changes, base=story.revision_number, by=people["writer"], now=now, note="Shorter"
    )


def _translate(story: Story, of: Story, people: Mapping[str, Any], now: datetime) -> None:
    story = drafting.translate(story, of=of, by=people["editor"], now=now)
    press.publish(story, revision=story.revision_number, by=people["editor"], now=now)


def _schedule(story: Story, people: Mapping[str, Any], now: datetime) -> None:
    """Read and signed, for tomorrow at six where the newsroom is."""
    at: dict[str, Any] = {"revision": story.revision_number, "now": now}
    workflow.submit(story, by=people["writer"], **at)
    workflow.sign_off(story, by=people["proofreader"], **at)
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    at["at"] = timezone.make_aware(datetime.combine(tomorrow, time(6)))
    press.publish(story, by=people["editor"], **at)


def _hold(story: Story, people: Mapping[str, Any], now: datetime) -> None:
    at: dict[str, Any] = {"now": now}
    workflow.submit(story, revision=story.revision_number, by=people["writer"], **at)
    why = "The company’s solicitor has until noon to answer."
    workflow.hold(story, kind="legal", reason=why, by=people["editor"], **at)
    workflow.take_reading(story, by=people["proofreader"], **at)
    note = "Is this the sum with interest? The agenda says £91,400."
    at["revision"] = story.revision_number
    proofing.comment(story, note=note, by=people["proofreader"], **at)
    where = _place(story, ASKED)
    question = "Did he say so to you, or is it in the papers?"
    proofing.ask(story, where=where, note=question, to=people["writer"], by=people["proofreader"], **at)
    where = _place(story, WORDY)
    proofing.suggest(story, where=where, proposed=PLAINER, note="", by=people["editor"], **at)


def _place(story: Story, words: str) -> Place:
    """Where ``words`` stand in the body."""
    at = next(one for one in passages(story.text()) if one.field == "body" and words in one.text)
    start = at.text.index(words)
    return Place(at.field, at.block, start, start + len(words))
