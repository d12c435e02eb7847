"""What a story says at one moment, as plain values: its words and its details. Nothing here reads or writes a row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from articles.models import LATER_DETAILS, Revision, Story, StoryPicture
from articles.rules import Refused
from articles.text.blocks import ELSEWHERE, Text, clean
from articles.text.diff import Collision, merge

WORDS = (
    "headline", *ELSEWHERE, "standfirst", "byline", "dateline", "language", "body", "source_credit", "correction",
)  # fmt: skip
"""Fields that the digest covers, captions apart."""
PLAIN_DETAILS = (
    "slugline", "desk_notes", "source_id", "proofreader_id", "proofreader_credit",
    "published_precision", "headline_is_provisional", "correction_severity", "translation_of_id", "genre",
)  # fmt: skip
DETAILS = (*PLAIN_DETAILS, "published_at", "writers", "topics", "pictures", "related")
"""What else a save may change. ``writers`` and ``topics`` are lists of ids, ``pictures`` of ids with ``captions``
beside them, ``related`` of (title, ISO date or None, chosen story's id or None). ``translation_of_id`` is for
``translating`` alone to change."""
SETTLES = {
    "headline": {"headline", "headline_is_provisional"},
    "published": {"published_at", "published_precision"},
    "source": {"source_credit", "source_id"},
    "proofreader": {"proofreader_credit", "proofreader_id"},
    "byline": {"byline", "writers"},
    "body": {"body"},
    "related": {"related"},
    "standfirst": {"standfirst"},
    "dateline": {"dateline"},
    "language": {"language"},
    "slugline": {"slugline"},
    "topics": {"topics"},
}
"""Which changed fields settle a doubt about a field: all that copy can give."""


class Collided(Refused):
    """Two people changed the same paragraph or field. ``collision`` and ``details`` hold all versions of it.

    ``details`` maps a name of ``DETAILS`` to what it was, what is wanted, and what somebody else made of it.
    """

    def __init__(self, collision: Collision, details: Mapping[str, tuple[Any, ...]]):
        super().__init__(
            "Somebody else changed the same words while you were writing. Nothing was saved over; both versions are "
            "shown here. Choose what to keep, then save again."
        )
        self.collision = collision
        self.details = details


class State(NamedTuple):
    """The words that a digest covers, and everything else, as JSON keeps it."""

    text: Text
    details: Mapping[str, Any]


def blank(story: Story) -> State:
    """Of a story that was made just now: nothing was written into it yet, and nothing hangs on it."""
    details: dict[str, Any] = {name: getattr(story, name) for name in PLAIN_DETAILS}
    details |= {"published_at": None, "writers": [], "topics": [], "pictures": [], "related": []}
    return State(Text("", "", "", "", story.language, "", (), ""), details)


def of_story(story: Story) -> State:
    details: dict[str, Any] = {name: getattr(story, name) for name in PLAIN_DETAILS}
    details["published_at"] = as_json(story.published_at)
    details["writers"] = [row.writer_id for row in story.writer_rows.all()]
    details["topics"] = [row.topic_id for row in story.topic_rows.all()]
    details["pictures"] = [row.picture_id for row in story.picture_rows.all()]
    details["related"] = [[row.title, as_json(row.date), row.chosen_id] for row in story.related_titles.all()]
    return State(story.text(), details)


def of_revision(revision: Revision) -> State:
    return State(revision.text(), {**LATER_DETAILS, **revision.details})


def with_changes(state: State, changes: Mapping[str, Any]) -> State:
    """The state with ``changes`` put in, cleaned."""
    unknown = set(changes) - {*WORDS, *DETAILS, "captions"}
    if unknown:
        raise TypeError(f"A story has no {', '.join(sorted(unknown))}.")
    words: dict[str, Any] = {name: value.strip() for name, value in changes.items() if name in WORDS}
    if "body" in words:
        words["body"] = clean(words["body"])
    if "source_credit" in words:
        words["source"] = words.pop("source_credit")
    if "captions" in changes:
        words["captions"] = tuple(
            (caption.strip(), credit.strip()) for caption, credit in changes["captions"]
        )
    details = {**state.details, **{name: as_json(changes[name]) for name in DETAILS if name in changes}}
    captions = (*words.get("captions", state.text.captions), *[("", "")] * len(details["pictures"]))
    words["captions"] = captions[: len(details["pictures"])]  # one for each picture, whatever was given
    is_same = len(words) == 1 and words["captions"] == state.text.captions
    return State(state.text if is_same else replace(state.text, **words), details)


def changes_to(text: Text, wanted: Text) -> dict[str, Any]:
    """What a save must change of ``text`` for it to say what is ``wanted``."""
    names = {**{name: name for name in (*WORDS, "captions")}, "source_credit": "source"}
    return {
        name: getattr(wanted, field)
        for name, field in names.items()
        if getattr(text, field) != getattr(wanted, field)
    }


def check_room(text: Text, wanted: Text) -> None:
    """Refuse what a save would change of ``text`` where its column has no room for it: one database would fail with
    that, and the other would keep what no form takes any more.
    """
    changes = changes_to(text, wanted)
    caption: Any = StoryPicture._meta.get_field("caption")
    said: list[tuple[Any, str]] = [(caption, words) for words, _ in changes.pop("captions", ())]
    said += [(Story._meta.get_field(name), words) for name, words in changes.items()]
    for column, words in said:
        if column.max_length and len(words) > column.max_length:
            raise Refused(
                f"With it the {column.verbose_name} would have {len(words)} characters; {column.max_length} is the "
                "most."
            )


def as_json(value: Any) -> Any:
    """A value as a revision gives it back, so that the two compare equal: times in UTC, lists for tuples."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return [as_json(item) for item in value] if isinstance(value, list | tuple) else value


def altered(before: State, after: State) -> set[str]:
    """Names of the fields that differ, as ``changes`` name them."""
    return set(changes_to(before.text, after.text)) | {
        name for name in DETAILS if before.details[name] != after.details[name]
    }


def merged(base: State, mine: State, held: State) -> State:
    """What both sides changed, together; ``Collided`` where they changed the same."""
    words = merge(base.text, mine.text, held.text)
    details, clashes = dict(held.details), _captions_astray(base, mine, held)
    for name in DETAILS:
        was, wanted, now = _three(name, base, mine, held)
        if wanted in (was, now):
            continue
        if now == was:
            details[name] = wanted
        else:
            clashes[name] = (was, wanted, now)
    if isinstance(words, Collision) or clashes:
        raise Collided(words if isinstance(words, Collision) else Collision(()), clashes)
    return State(words.text, details)


def _three(name: str, *states: State) -> tuple[Any, ...]:
    return tuple(state.details.get(name) for state in states)


def _captions_astray(base: State, mine: State, held: State) -> dict[str, tuple[Any, ...]]:
    """Captions go by the place of their picture: one side may not move pictures while the other words captions."""
    was, wanted, now = _three("pictures", base, mine, held)
    worded_here, worded_there = (
        mine.text.captions != base.text.captions,
        held.text.captions != base.text.captions,
    )
    if (wanted != was and worded_there) or (now != was and worded_here):
        return {"pictures": (was, wanted, now)} if mine.text.captions != held.text.captions else {}
    return {}
