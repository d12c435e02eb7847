"""What nearly all files of a folder do alike, and what that says of one of them.

ways_of(story) -> {trait: way}          how one file is laid out, as far as that is sure
habits_of(many ways) -> Habits          what nearly all of them do
heed(story, habits, apart) -> story     a doubt is settled where the file does as its folder, and raised where not
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast

from articles.text.parsing.ordering import order_of, ordered
from articles.text.parsing.story import KEPT, Certainty, Doubt, DoubtField, ParsedStory, Role

FIRST, NOWHERE, ALL = "in the first line", "nowhere", "all lines"
_LOWER, _SOME = "further down", "some lines"
_FIELDS: tuple[DoubtField, ...] = ("byline", "published", "source", "proofreader")
_PLAIN = frozenset({*KEPT, Role.END_MARK, Role.PICTURE_FILE})
_FEWEST = 12
_SURE = 0.6
"""The share of a folder's files of which a trait must be sure, before anything is said of it."""
_NEARLY_ALL = 0.9
_SETTLED = {"headline": "unsure-headline", "published": "far-date"}
"""The doubt about a field that the habit of a folder settles."""
_STOPS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Habit:
    """What ``files`` of the ``looked`` at in a folder do."""

    way: str
    files: int
    looked: int


Habits = Mapping[str, Habit]
NO_HABITS: Habits = {}


def ways_of(story: ParsedStory) -> dict[str, str]:
    """How a story's file does each thing, without what it is unsure of."""
    doubted = {
        doubt.field
        for doubt in story.doubts
        if doubt.code not in ("no-headline", "no-date", "impossible-date")
    }
    ways: dict[str, str] = {name: _place(story, name) for name in _FIELDS if name not in doubted}
    if "headline" not in doubted:
        ways["headline"] = _headline(story)
    if "body" not in doubted:
        ways["body"] = ALL if _left_out(story, ()) is None else _SOME
    if story.published and (order := order_of(story.published.raw)):
        ways["order"] = order
    return ways


def _headline(story: ParsedStory) -> str:
    if story.headline is None:
        return NOWHERE
    return FIRST if min(story.roles) in story.evidence.get("headline", ()) else _LOWER


def _place(story: ParsedStory, name: str) -> str:
    """Where a field stands, seen from the text."""
    lines = story.evidence.get(name)
    body = [*chain.from_iterable(passage.lines for passage in story.passages)]
    if not lines or not body:
        return NOWHERE
    if lines[0] < body[0]:
        return "above the text"
    return "below the text" if lines[0] > body[-1] else "in the text"


def _left_out(story: ParsedStory, apart: Collection[int]) -> int | None:
    """The first line in or below the text that is of the page alone, besides those that are known to be."""
    start = story.passages[0].lines[0] if story.passages else 0
    left_out = (n for n, role in sorted(story.roles.items()) if role not in _PLAIN and n not in apart)
    return next((number for number in left_out if number > start), None)


def habits_of(ways: Iterable[Mapping[str, str]]) -> dict[str, Habit]:
    """What nearly all of many files do, as far as most of them are sure of it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    looked = 0
    for one in ways:
        looked += 1
        for trait, way in one.items():
            counts[trait][way] += 1
    found = {}
    if counts["headline"][FIRST] >= _SURE * looked:
        # A first line that was taken for a sentence proves nothing against the rest.
        del counts["headline"][NOWHERE]
    for trait, count in sorted(counts.items()):
        if not count:
            continue
        way, files = count.most_common(1)[0]
        sure = count.total()
        enough = sure >= _FEWEST and (trait == "order" or sure >= _SURE * looked)
        if enough and files >= _NEARLY_ALL * sure:
            found[trait] = Habit(way, files, sure)
    return found


def heed(story: ParsedStory, habits: Habits, apart: Collection[int] = ()) -> ParsedStory:
    """The story with what its folder's habits say of it. Lines ``apart`` are known beside their words."""
    if not habits:
        return story
    story = _in_order(story, habits.get("order"))
    settled = {name for name in _SETTLED if _does(story, habits.get(name), name)}
    doubts = [d for d in story.doubts if not (d.field in settled and d.code == _SETTLED[d.field])]
    doubted = {doubt.field for doubt in doubts}
    raised = [doubt for doubt in _departures(story, habits, apart) if doubt.field not in doubted]
    certainty: dict[str, Certainty] = dict(story.certainty)
    certainty |= {
        name: "likely"
        for name in settled
        if certainty.get(name) == "guessed" and cast(DoubtField, name) not in doubted
    }
    certainty |= {doubt.field: "guessed" for doubt in raised if doubt.field in certainty}
    return replace(story, doubts=(*doubts, *raised), certainty=certainty)


def _does(story: ParsedStory, habit: Habit | None, name: str) -> bool:
    """Whether a file does what its folder does, and has the field at all. That it is "further down" tells no place."""
    way = _headline(story) if name == "headline" else _place(story, name)
    return habit is not None and habit.way == way and way not in (NOWHERE, _LOWER)


def _in_order(story: ParsedStory, habit: Habit | None) -> ParsedStory:
    """The story with day and month of its date as other dates of its folder have them, where they could be swapped."""
    day = story.published
    if habit is None or day is None or not day.ambiguous:
        return story
    doubts = tuple(doubt for doubt in story.doubts if doubt.code != "ambiguous-date")
    certainty: dict[str, Certainty] = {**story.certainty, "published": "likely"}
    return replace(story, published=ordered(day, habit.way), doubts=doubts, certainty=certainty)


def _departures(story: ParsedStory, habits: Habits, apart: Collection[int]) -> Iterator[Doubt]:
    """Where a file does not do what nearly all of its folder do."""
    for name, habit in habits.items():
        if (
            name == "headline"
            and _headline(story) not in (habit.way, NOWHERE)
            and not _is_title(story, habit)
        ):
            yield _doubt(story, "headline", habit)
        elif name == "body" and habit.way == ALL and (line := _left_out(story, apart)) is not None:
            sentence = (
                f"Line {line} was left out. In {habit.files} of {habit.looked} files looked at in this folder "
                "every line is of the story."
            )
            yield Doubt("unlike-folder", "body", line, sentence)
    for field in _FIELDS:
        usual = habits.get(field)
        if usual and _place(story, field) != usual.way and not _is_labelled(story, field, usual):
            yield _doubt(story, field, usual)


def _is_title(story: ParsedStory, habit: Habit) -> bool:
    """Whether the first line is written as titles are, in a folder whose files have none: nothing else stands so."""
    first = habit.way == NOWHERE and _headline(story) == FIRST
    return first and not (story.headline or "").endswith(_STOPS)


def _is_labelled(story: ParsedStory, name: str, habit: Habit) -> bool:
    """Whether the line says more than its folder: sources and readers are known by a label or an agency's name."""
    named = habit.way == NOWHERE and name in ("source", "proofreader")
    return named or story.certainty.get(name) in ("sure", "stated")


def _doubt(story: ParsedStory, name: DoubtField, habit: Habit) -> Doubt:
    line = next(iter(story.evidence.get(name, ())), None)
    called = "date" if name == "published" else name
    if habit.way == NOWHERE:
        usual, here = f"have no {called}", f"was line {line} taken for one?"
    else:
        usual = f"have the {called} {habit.way}"
        here = f"here it stands in line {line}." if line else "here none was found."
    sentence = f"In this folder {habit.files} of {habit.looked} files looked at {usual}; {here}"
    return Doubt("unlike-folder", name, line, sentence)
