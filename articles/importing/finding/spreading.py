"""A few files that stand for many: some of each shape, and of each shape some from every folder.

Which shape a file has, the last run that read it says; of one that was never read, its first lines do, looked at in
passing. The same files give the same sample: none of it is left to chance.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from articles.importing import archives
from articles.importing.finding.places import Place, shapes_at
from articles.importing.finding.walking import Found, Walk
from articles.models import some_of
from articles.text import reading
from articles.text.parsing import own_role

_LOOKED_UP = 500
_START = 4_096
"""Bytes of a file that are looked at; of one in an archive all are unpacked, so only small ones are."""
_SMALL = 200_000
_LINES = 6
_RUNNING = 12  # words from which a line is taken for text


@dataclass(frozen=True, slots=True)
class Spread:
    """The files that were chosen, as a walk, and of how many shapes they are."""

    walk: Walk
    shapes: int


def spread(walk: Walk, number: int, *, before: int | None = None) -> Spread:
    """``number`` files of a walk; all, where there are no more. ``before`` is a run that is not to be asked, nor later
    ones: that of this very sample, which goes on.
    """
    shapes = dict(_shapes(walk.files, before))
    chosen = list(islice(_in_turns(_by_shape(walk.files, shapes)), number))
    places = {found.place for found in chosen}
    return Spread(
        walk.only(lambda found: found.place in places), len({shapes[found.place] for found in chosen})
    )


def _shapes(files: Sequence[Found], before: int | None) -> Iterator[tuple[Place, str]]:
    for some in some_of(files, _LOOKED_UP):
        known = shapes_at(some, before=before)
        yield from ((found.place, known.get(found.place) or _look(found)) for found in some)


def _by_shape(files: Iterable[Found], shapes: Mapping[Place, str]) -> list[dict[str, list[Found]]]:
    """The files of each shape by their folder; the commonest shape first."""
    held: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for found in sorted(files, key=_shuffled):
        held[shapes[found.place]][found.name.rpartition("/")[0]].append(found)
    ranked = sorted(held.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0]))
    return [folders for _, folders in ranked]


def _in_turns(shapes: list[dict[str, list[Found]]]) -> Iterator[Found]:
    """A file of each shape, and again, until all are through; each time from the folder that gave the fewest so far."""
    given: Counter[str] = Counter()
    while shapes:
        for folders in shapes:
            folder = min(folders, key=lambda name: (given[name], name))
            given[folder] += 1
            yield folders[folder].pop()
            if not folders[folder]:
                del folders[folder]
        shapes = [folders for folders in shapes if folders]


def _shuffled(found: Found) -> bytes:
    """An order that says nothing of the files: neighbours by name are often alike."""
    return hashlib.sha256(found.name.encode()).digest()


def _look(found: Found) -> str:
    """How a file begins: its ending, and whether each of its first lines says what it is, is text, or is neither."""
    ending = found.filename.rpartition(".")[2].lower()[:10] if "." in found.filename else ""
    try:
        text = reading.decode(_start_of(found)).text
    except (OSError, archives.BadArchive, reading.NotText):
        return f"?{ending}"
    lines = islice((line for line in text.splitlines() if line.strip()), _LINES)
    return f"?{ending} " + " ".join(sign for sign, _ in groupby(map(_sign, lines)))


def _start_of(found: Found) -> bytes:
    if found.member:
        if found.member.size > _SMALL:
            return b""
        return archives.read(found.file, found.member, limit=_SMALL)[:_START]
    if found.problem or not found.file.is_file():
        return b""
    with found.file.open("rb") as file:
        return file.read(_START)


def _sign(line: str) -> str:
    return own_role(line) or ("text" if len(line.split()) >= _RUNNING else "line")
