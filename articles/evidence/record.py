"""All that is on record of one story, each kind of row fetched once."""

from functools import cached_property
from typing import Any, NamedTuple

from articles.evidence.passing import AsOf, Passage, passage
from articles.evidence.telling import details, told
from articles.ledger import as_kept, proving
from articles.ledger.legible import legible
from articles.models import LedgerEntry, Reply, Story
from articles.rules import Move
from articles.text import chains
from articles.text.diff import surviving


class Told(NamedTuple):
    """An entry of the ledger in words."""

    number: int
    at: Any
    by_name: str
    did: str
    details: list[str]


class Record:
    """The facts of a story as they are kept. Fifteen queries, however many rows there are."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.chain = f"story/{story.pk}"

    @cached_property
    def revisions(self) -> list[Any]:
        return list(legible(self.story.revisions.select_related("naming").order_by("number")))

    @cached_property
    def signoffs(self) -> list[Any]:
        rows = proving.signoffs_of(self.story.signoffs)
        revised = proving.REVISED
        return list(rows.annotate(revised=revised, number=revised).order_by("signed_at", "id"))

    @cached_property
    def editions(self) -> list[Any]:
        """Each with the number ``revised`` of its revision (``proving.REVISED``), and with ``passage``."""
        rows = legible(self.story.editions.select_related("debt")).prefetch_related("picture_rows")
        found: list[Any] = list(rows.annotate(revised=proving.REVISED).order_by("number"))
        for edition in found:
            edition.passage = self._passage(edition)
        return found

    @cached_property
    def debts(self) -> list[Any]:
        return [edition.debt for edition in self.editions if hasattr(edition, "debt")]

    @cached_property
    def files(self) -> list[Any]:
        return list(
            self.story.files.select_related("run")
            .defer("roles", "left_out", "evidence")
            .order_by("run_id", "id")
        )

    @cached_property
    def holds(self) -> list[Any]:
        return list(self.story.holds.all())

    @cached_property
    def marks(self) -> list[Any]:
        """Each with the replies that were ``said`` to it."""
        said: dict[int, list[Any]] = {}
        for reply in Reply.objects.filter(mark__story=self.story):
            said.setdefault(reply.mark_id, []).append(reply)
        rows = self.story.marks.select_related("became").defer(
            "became__body", "became__details", "became__surviving"
        )
        found: list[Any] = list(rows)
        for mark in found:
            mark.said = said.get(mark.pk, [])
        return found

    @cached_property
    def reports(self) -> list[Any]:
        return list(self.story.reports.order_by("made_at", "id"))

    @cached_property
    def entries(self) -> list[LedgerEntry]:
        return list(legible(proving.entries_of(self.story.pk)))

    @property
    def redacted(self) -> LedgerEntry | None:
        """The entry of the order by which the story was redacted, if there was one."""
        return next((entry for entry in self.entries if entry.act == "redact"), None)

    @cached_property
    def words_by(self) -> list[tuple[str, str, int]]:
        """Of the text as it stands: author, key, and the words of hers or his that survive; most first."""
        counted = self._counted()
        names = {row.author_key(): row.author_name for row in self.revisions}
        return sorted(
            ((names.get(key, key), key, words) for key, words in counted.items()), key=lambda row: -row[2]
        )

    def _counted(self) -> dict[str, int]:
        """As the last revision has it; of one that was saved before words were counted, counted now."""
        kept: dict[str, int] | None = self.revisions[-1].surviving if self.revisions else {}
        if kept is None and not self.redacted:
            return surviving([(row.author_key(), row.text()) for row in self.revisions])
        return kept or {}

    @cached_property
    def told(self) -> list[Told]:
        return [
            Told(entry.number, entry.at, entry.by_name, told(entry.act), details(as_kept(entry).says))
            for entry in self.entries
        ]

    @cached_property
    def faults(self) -> list[str]:
        """Where what is kept does not prove itself; empty where it does."""
        entries = [as_kept(entry) for entry in self.entries]
        disagreements = chains.disagreements(entries, self._made())
        return [
            *proving.unreadable(self.story.pk),
            *chains.faults(entries),
            *self._changed_texts(),
            *disagreements,
            *proving.misplaced(self.chain, entries, self.story.stage),
        ]

    def _changed_texts(self) -> list[str]:
        if self.redacted:
            return []
        changed = [f"revision {row.number}" for row in self.revisions if not proving.has_its_words(row)]
        changed += [
            f"edition {row.number}"
            for row in self.editions
            if not proving.shows_its_text(row, self.correction_of(row))
        ]
        return [f"{self.chain}: the text of {name} is not that of its digest." for name in changed]

    def correction_of(self, edition: Any) -> str | None:
        """What the revision that an edition is of says of a correction; None where it is of none of this story's."""
        return next((row.correction for row in self.revisions if row.number == edition.revised), None)

    def _made(self) -> list[chains.Made]:
        return [
            *map(proving.of_revision, self.revisions),
            *map(proving.of_signoff, self.signoffs),
            *(proving.of_taken_back(row) for row in self.signoffs if hasattr(row, "taken_back")),
            *map(proving.of_edition, self.editions),
        ]

    def _passage(self, edition: Any) -> Passage:
        then = AsOf(self.story, self.revisions, self.signoffs, edition)
        released = any(entry.act == Move.RELEASE and entry.at == edition.made_at for entry in self.entries)
        return passage(then, edition, is_released=released)
