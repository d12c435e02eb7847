"""What a file is to the newsroom: new, changed, known, the same as another, or no story."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet

from articles.importing.accounting import lines_of
from articles.importing.copies import Copy, Lines
from articles.importing.likeness import tells_another_story
from articles.importing.matching import Match, Matches
from articles.importing.proposing import Offer, offers, told
from articles.importing.sifting import Sieve
from articles.importing.supplying import NO_SUPPLY, Supply
from articles.importing.walking import Found
from articles.models import GAVE_TEXT, ImportedFile, ImportRun, Outcome
from articles.text.parsing import Doubt

_MOST_EARLIER = 5
_LIGHT = ("run", "collection", "path", "sha256", "original", "outcome", "story")
"""What is read of files taken before, of which there may be many."""

Place = tuple[str, str]


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
        rows = ImportedFile.objects.only(*_LIGHT)
        lasts = rows.filter(pk__in=_lasts(copy.found for copy in copies))
        firsts = rows.filter(pk__in=_firsts({copy.sha256 for copy in copies if copy.sha256}, run))
        return cls(
            run,
            Matches.to(copies, run, now=now, sieve=sieve),
            {(row.collection, row.path): Held(row) for row in lasts},
            {row.sha256: Held(row) for row in firsts.only(*_LIGHT, "roles", "left_out")},
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


def places_in(run: ImportRun, founds: Iterable[Found]) -> set[Place]:
    """The places among these that a run has a file of. One query."""
    return set(run.files.filter(_here(founds)).values_list("collection", "path"))


def files_in(run: int, founds: Iterable[Found]) -> dict[Place, ImportedFile]:
    """The files that a run has at these places, by its number. One query."""
    return {(row.collection, row.path): row for row in ImportedFile.objects.filter(_here(founds), run=run)}


def files_before(founds: Iterable[Found]) -> dict[Place, str]:
    """The SHA-256 of what last came from each place, taken or refused, for those that are known. One query."""
    rows = ImportedFile.objects.standing().filter(_here(founds)).order_by("id")
    return {
        (collection, path): sha for collection, path, sha in rows.values_list("collection", "path", "sha256")
    }


def shapes_at(founds: Iterable[Found], *, before: int | None = None) -> dict[Place, str]:
    """How the files at these places were laid out when they were last read, in a run ``before`` that one. One query."""
    rows = ImportedFile.objects.filter(_here(founds)).exclude(shape="").order_by("id")
    rows = rows.filter(run__lt=before) if before else rows
    return {
        (collection, path): shape
        for collection, path, shape in rows.values_list("collection", "path", "shape")
    }


def hashes(founds: Iterable[Found], supply: Supply = NO_SUPPLY) -> dict[Place, str]:
    """The SHA-256 of what was last taken from each place, for those that are known and of which the manifest says
    nothing new. One query.
    """
    rows = ImportedFile.objects.filter(pk__in=_lasts(founds))
    if supply.manifest is None:
        return dict(_by_place(rows.values_list("collection", "path", "sha256")))
    here = {found.place: found for found in founds}
    told = rows.values_list("collection", "path", "sha256", "fields__supplied")
    return dict(
        _by_place(row[:3] for row in told if not supply.of(here[row[0], row[1]]).restates(row[3] or {}))
    )


def _by_place(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[Place, str]]:
    return (((collection, path), sha) for collection, path, sha in rows)


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


def _lasts(founds: Iterable[Found]) -> QuerySet[ImportedFile]:
    """The number of the last file taken from each place."""
    rows = ImportedFile.objects.standing().filter(_here(founds), story__isnull=False).order_by()
    return rows.values("collection", "path").annotate(last=Max("id")).values("last")


def _here(founds: Iterable[Found]) -> Q:
    """At these places."""
    paths = defaultdict(list)
    for found in founds:
        paths[found.collection].append(found.path)
    here = Q(pk=None)
    for collection, some in paths.items():
        here |= Q(collection=collection, path__in=some)
    return here


def _firsts(hashes: set[str], run: ImportRun) -> QuerySet[ImportedFile]:
    """The number of the first file that had the bytes of each of these hashes."""
    taken = Q(is_dry=False, undone_at=None, story__isnull=False)
    if run.is_dry:
        taken |= Q(run=run, outcome__in=(*GAVE_TEXT, Outcome.JOINED))
    rows = ImportedFile.objects.filter(taken, sha256__in=hashes).order_by()
    return rows.values("sha256").annotate(first=Min("id")).values("first")


def _run(held: Held) -> str:
    return f"run {held.file.run_id}"


def _left(before: Held | None) -> str:
    return f" Until now it belonged to story {before.story_id}, which stays as it is." if before else ""
