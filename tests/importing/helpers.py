"""Files of copy to import, and the command as a person gives it."""

import random
import re
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from articles.models import Doubt

SEEDS = Path(__file__).parent.parent / "data" / "seeds"
PARAGRAPHS = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
)

OTHER_PARAGRAPHS = (
    "Eleven bakers have signed up for the pie contest in Wexley, which opens at noon in the old corn exchange.",
    "Last year a plum tart won, although two judges asked afterwards whether tarts counted as pies at all.",
    "Entries close on Friday; a form lies at every library desk, and children under twelve pay nothing.",
)

WORDS = re.findall(r"\w+", " ".join((*PARAGRAPHS, *OTHER_PARAGRAPHS)).lower())
FERRY = "Ferry returns to the harbour"


def paragraphs_under(headline: str) -> list[str]:
    """The paragraphs of a story: other words under each headline, and always the same under one."""
    if headline == FERRY:
        return list(PARAGRAPHS)
    chance = random.Random(headline)
    return [" ".join(chance.choices(WORDS, k=22)).capitalize() + "." for _ in range(3)]


@dataclass(frozen=True)
class Result:
    """Exit status and words of a command."""

    status: int
    said: str

    def __contains__(self, words: str) -> bool:
        return words in self.said


def run(command: str, *arguments: object, **options: object) -> Result:
    """Give a command; gives its exit status and all that it said."""
    out = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=out, **options)
    except SystemExit as stop:
        return Result(stop.code, out.getvalue())
    except CommandError as error:
        return Result(error.returncode, out.getvalue() + str(error))
    return Result(0, out.getvalue())


def forget(files) -> None:
    """Take rows of files away, as if no run had come to them, with what was in doubt about them."""
    Doubt.objects.filter(file__in=files).delete()
    files.delete()


def import_stories(*arguments: object, **options: object) -> Result:
    return run("import_stories", *arguments, **options)


def copy_of(
    *,
    headline=FERRY,
    byline="By Ana Ruiz and Jo Lind",
    date="5 March 2024",
    paragraphs=None,
    source="Harbour Wire",
) -> str:
    """A file of clean copy, with other paragraphs under each headline. A part that is empty is not in it."""
    paragraphs = paragraphs_under(headline) if paragraphs is None else paragraphs
    foot = f"Source: {source}" if source else ""
    head = "\n".join(filter(None, [headline, byline, date]))
    return "\n\n".join(filter(None, [head, *paragraphs, foot])) + "\n"


APPEAL = "Keep the Clarion going, since a cup of tea a week pays for one of our reporters."
_PIERS = ["north", "south", "east", "west", "upper", "lower", "old", "new"]
_THINGS = ["ferry", "crane", "barge", "light", "buoy", "tug", "mole", "net"]


def page_copy(number: int, *, foot=APPEAL) -> str:
    """Copy like no other, with a line under its text that every page of its site has."""
    piers, things = ([words[number // 8**n % 8] for n in range(3)] for words in (_PIERS, _THINGS))
    paragraphs = [
        f"{number} {thing}s left the {pier} pier before the {number}th bell, and the watch at the {pier} gate wrote "
        f"{number}{place} into the {thing} book of {thing}{number} and {pier}{place}{number}."
        for place, (pier, thing) in enumerate(zip(piers, things, strict=True))
    ]
    return copy_of(headline=f"Watch counts {number} {things[0]}s", paragraphs=[*paragraphs, foot])


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Put files into a folder; gives the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def archive(tmp_path: Path, **files: str | bytes) -> Path:
    """A folder called "archive" with text files by these names."""
    return write(tmp_path / "archive", {f"{name}.txt": content for name, content in files.items()})


def go_from_the(patched, nth: int, module, act: str) -> None:
    """Let the database be gone when a function is called for the nth time."""
    whole, calls = getattr(module, act), count(1)

    def gone(*given: object, **named: object) -> object:
        if next(calls) >= nth:
            raise OperationalError("server closed the connection")
        return whole(*given, **named)

    patched.setattr(module, act, gone)
