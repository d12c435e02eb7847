"""The files of a run by the hundred thousand: each is made when it is asked for, and only its name is kept."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from articles.importing.archives import Member
from articles.importing.finding.found import Found


class Files(Sequence[Found]):
    """Files in order. Those that lie beside each other have all but their names in common."""

    def __init__(self, files: Iterable[Found] = ()) -> None:
        self._runs: list[_Run] = []
        self._starts: list[int] = []
        self._number = 0
        self.extend(files)

    def append(self, found: Found) -> None:
        run = _Run.of(found)
        if not self._runs or not self._runs[-1].goes_on_with(run):
            self._runs.append(run)
            self._starts.append(self._number)
        else:
            self._runs[-1].held += run.held
        self._number += 1

    def extend(self, files: Iterable[Found]) -> None:
        for found in files:
            self.append(found)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Found]:
        return (run.at(number) for run in self._runs for number in range(len(run.held)))

    @overload
    def __getitem__(self, which: int) -> Found: ...
    @overload
    def __getitem__(self, which: slice) -> list[Found]: ...
    def __getitem__(self, which: int | slice) -> Found | list[Found]:
        if isinstance(which, slice):
            return [self[number] for number in range(self._number)[which]]
        number = range(self._number)[which]
        run = bisect_right(self._starts, number) - 1
        return self._runs[run].at(number - self._starts[run])

    @property
    def collections(self) -> list[str]:
        """Those that files are in, each once, in their order."""
        return list(dict.fromkeys(run.collection for run in self._runs))


@dataclass(slots=True)
class _Run:
    """Files one after the other, of one folder or archive: names, members, or files with more to them than that."""

    place: Path
    collection: str
    before: str
    held: list[str | Member | Found] = field(default_factory=list)

    @classmethod
    def of(cls, found: Found) -> "_Run":
        name = found.member.name if found.member else found.file.name
        problem = found.member.problem if found.member else ""
        before = found.path.removesuffix(name)
        place = found.file if found.member else found.file.parent
        is_short = (
            found.path.endswith(name) and found.problem == problem and not (found.missing or found.part)
        )
        return cls(place, found.collection, before, [(found.member or name) if is_short else found])

    def goes_on_with(self, other: "_Run") -> bool:
        beside = (self.before, self.collection) == (other.before, other.collection)
        return beside and self.place == other.place

    def at(self, number: int) -> Found:
        held = self.held[number]
        if isinstance(held, str):
            return Found(self.place / held, self.collection, self.before + held)
        if isinstance(held, Member):
            return Found(self.place, self.collection, self.before + held.name, held.problem, member=held)
        return held
