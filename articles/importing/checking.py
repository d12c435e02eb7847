"""What a file is to the newsroom: new, changed, known, the same as another, or no story."""

from dataclasses import dataclass, field

from articles.importing.copies import Copy
from articles.importing.likeness import tells_another_story
from articles.importing.walking import Found
from articles.models import ImportedFile, Outcome
from articles.text.parsing import Doubt

_GAVE_TEXT = (Outcome.CREATED, Outcome.UPDATED)
_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was taken before. ``file`` is its row, None for one that a dry run would have taken."""

    name: str
    sha256: str
    story_id: int | None = None
    file: ImportedFile | None = None

    @classmethod
    def of(cls, row: ImportedFile) -> "Held":
        name = f"{row.collection}/{row.path}" if row.collection else row.path
        return cls(name, row.sha256, row.story_id, row)

    @property
    def where(self) -> str:
        return f"{self.name} (story {self.story_id})" if self.story_id else self.name


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of a file. ``held`` is the earlier file that this follows from; ``doubts`` are of its place."""

    outcome: Outcome
    sentence: str
    held: Held | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Known:
    """The files taken so far: those in the database, and in a dry run those that it would have taken."""

    _dry: dict[str, Held] = field(default_factory=dict)

    def at(self, found: Found) -> Held | None:
        """The last file taken from this place."""
        rows = ImportedFile.objects.standing().filter(collection=found.collection, path=found.path)
        return _held(rows.filter(story__isnull=False).order_by("-id").first())

    def same_as(self, copy: Copy) -> Held | None:
        """The first file taken that had exactly these bytes."""
        rows = ImportedFile.objects.standing().filter(sha256=copy.sha256, story__isnull=False)
        return _held(rows.order_by("id").first()) or self._dry.get(copy.sha256)

    def follows(self, found: Found, held: Held) -> bool:
        """Whether the story's text came from this place, and not from another file of the same content.

        A file that was renamed takes the place that it had: nothing lies there any more.
        """
        given = ImportedFile.objects.standing().filter(story=held.story_id, outcome__in=_GAVE_TEXT)
        if given.filter(collection=found.collection, path=found.path).exists():
            return True
        last = given.order_by("-id").first()
        return bool(last and last.collection == found.collection and not found.beside(last.path).exists())

    def earlier(self, found: Found, held: Held) -> list[Held]:
        """The files that gave other stories their text from this place, the last first."""
        rows = ImportedFile.objects.standing().filter(
            collection=found.collection, path=found.path, outcome__in=_GAVE_TEXT
        )
        return [Held.of(row) for row in rows.exclude(story=held.story_id).order_by("-id")[:_MOST_EARLIER]]

    def remember(self, copy: Copy) -> None:
        """For a dry run, which writes nothing that could be looked up."""
        self._dry.setdefault(copy.sha256, Held(copy.found.name, copy.sha256))


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
        return Plan(Outcome.UNCHANGED, f"{name}: unchanged since {_run(before)}.", before)
    mine = before if before and known.follows(copy.found, before) else None
    twin = known.same_as(copy)
    if twin and not (mine and mine.story_id == twin.story_id):
        return Plan(Outcome.JOINED, f"{name}: same content as {twin.where}.{_left(before)}", twin)
    if copy.refusal:
        return _refused(copy)
    if mine:
        return _changed(copy, mine, known)
    return Plan(Outcome.CREATED, f"{name}: taken as a draft.{_left(before)}")


def _refused(copy: Copy) -> Plan:
    sentence = copy.refusal.sentence if copy.refusal else ""
    return Plan(Outcome.REFUSED, f"{copy.found.name}: {sentence}")


def _changed(copy: Copy, before: Held, known: Known) -> Plan:
    """A file with other bytes than last time: the same story in another text, or another story."""
    name = copy.found.name
    for held in (before, *known.earlier(copy.found, before)):
        if copy.story and held.story_id and not tells_another_story(copy.story, held.story_id):
            return Plan(Outcome.UPDATED, f"{name}: changed since {_run(held)}.", held)
    sentence = (
        f"Story {before.story_id} came from a file of this name, and the two have nothing in common: this became "
        "a story of its own. If it lies in another folder of the same name, say --collection NAME for that folder; "
        f"if it is story {before.story_id} rewritten, put its text there and spike this one."
    )
    doubt = Doubt("another-story", "", None, sentence)
    return Plan(Outcome.CREATED, f"{name}: holds another story now, taken as a draft.", None, (doubt,))


def _held(row: ImportedFile | None) -> Held | None:
    return Held.of(row) if row else None


def _run(held: Held) -> str:
    return f"run {held.file.run_id}" if held.file else "an earlier file of this run"


def _left(before: Held | None) -> str:
    return f" Until now it belonged to story {before.story_id}, which stays as it is." if before else ""
