"""The files that were taken before, as far as a batch has to do with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Min, Q, QuerySet

from articles.importing.finding.places import LIGHT, Place, last_files
from articles.importing.finding.walking import Found
from articles.importing.matching.bodies import Matches
from articles.importing.matching.sifting import Sieve
from articles.importing.reading.accounting import lines_of
from articles.importing.reading.copies import Copy, Lines
from articles.models import GAVE_TEXT, Among, ImportedFile, ImportRun, Outcome, Prepared

_MOST_EARLIER = 5
_TAKEN = Q(is_dry=False, undone_at=None, story__isnull=False)


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was taken before: long ago, or in this very batch, where its row is not saved yet."""

    file: ImportedFile

    @property
    def name(self) -> str:
        return f"{self.file.collection}/{self.file.path}" if self.file.collection else self.file.path

    @property
    def sha256(self) -> str:
        return self.file.sha256

    @property
    def story_id(self) -> int | None:
        """None for a file that a dry run would have taken."""
        return self.file.story_id

    @property
    def where(self) -> str:
        return f"{self.name} (story {self.story_id})" if self.story_id else self.name


@dataclass(slots=True)
class Known:
    """The files taken so far, as far as a batch has to do with them: looked up at once, whatever its length.

    A dry run knows the files that it would have taken, too: they are looked up among its own.
    """

    run: ImportRun
    matches: Matches = field(default_factory=Matches)
    _places: dict[Place, Held] = field(default_factory=dict)
    _bytes: dict[str, Held] = field(default_factory=dict)

    @classmethod
    def to(cls, copies: Sequence[Copy], run: ImportRun, *, now: datetime, sieve: Sieve) -> "Known":
        """All that is to be known for these copies. Two queries, and those of ``Matches.to``."""
        return cls(
            run,
            Matches.to(copies, run, now=now, sieve=sieve),
            {place: Held(row) for place, row in last_files(copy.found for copy in copies).items()},
            {row.sha256: Held(row) for row in _firsts({copy.sha256 for copy in copies} - {""}, run)},
        )

    def at(self, found: Found) -> Held | None:
        """The last file taken from this place."""
        return self._places.get(found.place)

    def same_as(self, copy: Copy) -> Held | None:
        """The first file taken that had exactly these bytes."""
        return self._bytes.get(copy.sha256)

    def lines(self, copy: Copy) -> Lines:
        """Where the lines of these bytes went when they were first taken."""
        first = self.same_as(copy)
        return lines_of(first.file) if first else copy.lines

    def holds(self, copy: Copy) -> bool:
        """Whether exactly these bytes were the last to be taken from this place."""
        before = self.at(copy.found)
        return before is not None and before.sha256 == copy.sha256

    def differs(self, copy: Copy) -> bool:
        """Whether other bytes were, or the same with another manifest. What becomes of the file then is asked of the
        database, row by row.
        """
        return self.at(copy.found) is not None and (not self.holds(copy) or self.is_restated(copy))

    def changing(self, copies: Iterable[Copy]) -> set[int]:
        """The stories that may follow these copies, as far as they came from their places last. None in a dry run."""
        before = [self.at(copy.found) for copy in copies if self.differs(copy)] if not self.run.is_dry else []
        return {held.story_id for held in before if held and held.story_id}

    def is_restated(self, copy: Copy) -> bool:
        """Whether a file that did not change has another row in the manifest now, and gave its story the text."""
        before = self.at(copy.found)
        if before is None or not copy.story or not copy.supplied.says_by_manifest or not self.holds(copy):
            return False
        said = before.file.fields.get("supplied", {})
        return copy.supplied.restates(said) and self.follows(copy.found, before)

    def follows(self, found: Found, held: Held) -> bool:
        """Whether the story's text came from this place, and not from another file of the same content.

        A file that was renamed takes the place that it had: nothing lies there any more.
        """
        given = ImportedFile.objects.standing().filter(story=held.story_id, outcome__in=GAVE_TEXT)
        if given.filter(collection=found.collection, path=found.path).exists():
            return True
        last = given.order_by("-id").first()
        return bool(last and last.collection == found.collection and not found.lies_beside(last.path))

    def earlier(self, found: Found, held: Held) -> list[Held]:
        """The files that gave other stories their text from this place, the last first."""
        rows = ImportedFile.objects.standing().filter(
            collection=found.collection, path=found.path, outcome__in=GAVE_TEXT
        )
        return [Held(row) for row in rows.exclude(story=held.story_id).order_by("-id")[:_MOST_EARLIER]]

    def remember(self, copy: Copy, file: ImportedFile) -> None:
        """Let the rest of the batch know of a file that is taken."""
        self._bytes.setdefault(file.sha256, Held(file))
        if file.outcome == Outcome.CREATED:
            self.matches.remember(copy, file)


def _firsts(hashes: set[str], run: ImportRun) -> list[ImportedFile]:
    """The first file that had the bytes of each of these hashes."""
    asked = sorted(hashes)
    return _first_in_run(hashes=asked, run=run.pk) if run.is_dry else _first_taken(hashes=asked)


@Prepared
def _first_taken(hashes: Any) -> Any:
    return _first(hashes, _TAKEN)


@Prepared
def _first_in_run(hashes: Any, run: Any) -> Any:
    return _first(hashes, _TAKEN | Q(run=run, outcome__in=(*GAVE_TEXT, Outcome.JOINED)))


def _first(hashes: Any, taken: Q) -> QuerySet[ImportedFile]:
    rows = ImportedFile.objects.filter(taken, Among(F("sha256"), hashes)).order_by()
    firsts = rows.values("sha256").annotate(first=Min("id")).values("first")
    return ImportedFile.objects.filter(pk__in=firsts).order_by().only(*LIGHT, "roles", "left_out")
