"""What the files of a run have in common, as it is kept with the run and asked when one of its files is read.

Learned.furniture(path)             the lines that are of the pages of a file's folder, and of no story
Learned.folder(path, key)           the folder in which such a line recurs
Learned.habits(path)                what nearly all files of a file's folder do alike
learned_by(run)                     what a run learned, by collection
said_of(run)                        the same in words
learned_before(collection)          what the last run that was large enough did
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from articles.models import ImportRun
from articles.text.parsing.habits import NO_HABITS, Habit, Habits

RUNNING = 12
"""Words from which a line is taken for text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that recurs: one for example, the number of stories with which it was met, and whether it is no more than
    what stands below a text. So stands what reads as a title, and may be that of another file.
    """

    example: str
    stories: int
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """Lines that recur in a folder, by their keys, and the number of stories that were looked at there: by the run
    that has it or, where that was too small, by an earlier ``run``. ``habits`` is what nearly all of its files do.
    """

    stories: int = 0
    lines: Mapping[str, Line] = field(default_factory=dict)
    run: int | None = None
    habits: Habits = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learned:
    """What recurs in the files of a collection: in all of it (the folder ""), and in folders of it besides."""

    folders: Mapping[str, Folder] = field(default_factory=dict)

    def furniture(self, path: str) -> dict[str, Line]:
        """The lines, by their keys, that recur in the folder of a file, and in those that it lies in."""
        found = [self.folders[name].lines for name in folders_of(path) if name in self.folders]
        return {key: line for lines in found for key, line in lines.items()}

    def folder(self, path: str, key: str) -> str | None:
        """The folder of a file, or one that it lies in, in which a line recurs; None where it does in none."""
        known = (name for name in folders_of(path) if name in self.folders)
        return next((name for name in known if key in self.folders[name].lines), None)

    def habits(self, path: str) -> Habits:
        """What nearly all files do in the folder of a file, or in the nearest above it that is large enough."""
        near = [self.folders[name] for name in folders_of(path) if name in self.folders]
        return near[-1].habits if near else NO_HABITS

    def or_before(self, before: "Learned") -> "Learned":
        """The same, with what was learned before of the folders that were too small this time."""
        return Learned(dict(sorted({**before.folders, **self.folders}.items())))

    def as_json(self) -> dict[str, Any]:
        return {
            name: {
                "stories": folder.stories,
                "lines": [
                    [key, line.example, line.stories, line.is_below] for key, line in folder.lines.items()
                ],
                "run": folder.run,
                "habits": {
                    trait: [habit.way, habit.files, habit.looked] for trait, habit in folder.habits.items()
                },
            }
            for name, folder in self.folders.items()
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls({
            name: Folder(
                folder["stories"],
                {key: Line(*line) for key, *line in folder["lines"]},
                folder["run"],
                {trait: Habit(*habit) for trait, habit in folder.get("habits", {}).items()},
            )
            for name, folder in value.items()
        })  # fmt: skip


NOTHING_LEARNED = Learned()


def folders_of(path: str) -> Iterator[str]:
    """The folders that a file lies in, from that of the whole collection, which is "", to its own."""
    yield ""
    for place, sign in enumerate(path):
        if sign == "/":
            yield path[:place]


def learned_by(run: ImportRun) -> dict[str, Learned]:
    """What a run learned, by collection."""
    return {collection: Learned.from_json(value) for collection, value in run.learned.items()}


def folders_learned(run: ImportRun) -> Iterator[tuple[str, str, Folder]]:
    """The folders of which a run knows lines that recur: collection, name, and what is known."""
    for collection, learned in learned_by(run).items():
        yield from ((collection, name, folder) for name, folder in learned.folders.items() if folder.lines)


def said_of(run: ImportRun) -> list[str]:
    """The lines that a run itself learned, each with where and how often it was met."""
    return [
        f"{line.example} (“{'/'.join(filter(None, (collection, name)))}”, with {line.stories:,} of "
        f"{folder.stories:,} stories)"
        for collection, name, folder in folders_learned(run)
        for line in folder.lines.values()
        if folder.run is None
    ]


def learned_before(collection: str) -> Learned:
    """What the last run learned of a collection; nothing where there was none."""
    runs = ImportRun.objects.filter(learned__has_key=collection, undone_at=None)
    for pk, value in runs.values_list("pk", "learned").order_by("-pk")[:1]:
        folders = Learned.from_json(value[collection]).folders
        return Learned({name: replace(each, run=each.run or pk) for name, each in folders.items()})
    return NOTHING_LEARNED
