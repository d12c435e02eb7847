"""What the rules ask about one story at one moment, each fact fetched once."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Subquery

from articles.approval import Approval
from articles.findings import Found, day_of, in_text, with_dismissals
from articles.models import FAR_FUTURE, Edition, Hold, Kind, Proposal, Redaction, SettledDoubt, Stage, Story
from articles.text.blocks import Text


class Case:
    """The facts of a story as it stands at ``now``. After a write, open a new one."""

    def __init__(self, story: Story, now: datetime) -> None:
        self.story, self.now = story, now
        self.approval = Approval(story)

    def at(self, stage: Stage) -> "Case":
        """The same facts, as far as they were fetched, were the story at ``stage``."""
        ahead = copy(self)
        ahead.story = copy(self.story)
        ahead.story.stage = stage
        return ahead

    @cached_property
    def editions(self) -> list[Any]:
        """All editions in order, without their texts, each with the ``revised`` number of its revision."""
        rows = self.story.editions.annotate(revised=F("revision__number"))
        return list(rows.defer("body", "standfirst", "correction").order_by("number"))

    @cached_property
    def shown(self) -> Any | None:
        """The edition that readers see, tombstones included; or that they see in a moment.

        Of two who publish at once, one may bring an earlier ``now``: what began with its act is shown.
        """
        return next(
            (
                row
                for row in reversed(self.editions)
                if row.superseded_at > max(self.now, row.live_from)
                and (row.live_from <= self.now or row.live_from == row.made_at)
            ),
            None,
        )

    @cached_property
    def scheduled(self) -> list[Any]:
        """The editions that wait for their time, in order; an expiry is one of them."""
        return [
            row
            for row in self.editions
            if row.live_from > self.now and row.superseded_at > row.live_from and row.made_at < row.live_from
        ]

    @cached_property
    def live_revision(self) -> Any | None:
        """The revision that the shown edition was made of, with its text."""
        return self.story.revisions.filter(pk=self.shown.revision_id).first() if self.shown else None

    @property
    def is_live(self) -> bool:
        return self.shown is not None and self.shown.kind != Kind.WITHDRAWAL

    @property
    def last(self) -> Any | None:
        """The open edition: the one that is shown when all that is scheduled has come."""
        return next((row for row in self.editions if row.superseded_at == FAR_FUTURE), None)

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds that stand, oldest first."""
        if getattr(self.story, "is_held", None) is False:
            return []
        return list(self.story.holds.filter(lifted_at=None))

    @cached_property
    def flags(self) -> list[Any]:
        """What was published of its versions in other languages since it was, oldest first: the edition, the number of
        the revision that it was ``revised`` to, and that of the edition ``before`` it."""
        if getattr(self.story, "has_flags", None) is False:
            return []
        rows = self.story.translation_flags.open(self.now).select_related("edition").defer("edition__body")
        earlier = Edition.objects.kept().filter(
            story=OuterRef("edition__story"), number__lt=OuterRef("edition__number")
        )
        before = Subquery(earlier.order_by("-number").values("revision__number")[:1])
        return list(rows.annotate(revised=F("edition__revision__number"), before=before))

    @cached_property
    def versions(self) -> list[Story]:
        """The stories that are its versions in other languages, the original first."""
        original = self.story.translation_of_id or self.story.pk
        if original == self.story.pk and getattr(self.story, "has_translations", None) is False:
            return []
        rows = Story.objects.versions(original).exclude(pk=self.story.pk)
        return sorted(rows.defer("body").order_by("pk"), key=lambda row: row.pk != original)

    @cached_property
    def open_doubts(self) -> int:
        """As the story was annotated, if it was."""
        counted: int | None = getattr(self.story, "open_doubts", None)
        return self.story.doubts.open().count() if counted is None else counted

    @cached_property
    def waited_for(self) -> list[Any]:
        """The marks that keep it from being signed, oldest first."""
        if getattr(self.story, "open_comments", None) == 0:
            return []
        rows = self.story.marks.blocking().order_by("made_at", "id")
        return list(rows.only("story", "kind", "author_name", "to_name"))

    @cached_property
    def text(self) -> Text:
        """The text as it stands."""
        text: Text = self.story.text(self.approval.revisions[-1].captions())
        return text

    @cached_property
    def findings(self) -> list[Found]:
        """What house style finds in the text, with what was dismissed of it."""
        return with_dismissals(self.story, self.text, self._found)

    @property
    def blocking(self) -> list[Found]:
        """What of that keeps the text from being signed."""
        if not any(found.is_blocking for found in self._found):
            return []
        return [found for found in self.findings if found.is_blocking]

    @cached_property
    def _found(self) -> list[Found]:
        topics = self.approval.revisions[-1].details["topics"]
        return in_text(self.text, topics=topics, on=day_of(self.story, self.now))

    @cached_property
    def has_silent_pictures(self) -> bool:
        """Whether a picture of it has no text for readers who cannot see it."""
        if not self.approval.revisions[-1].details["pictures"]:
            return False
        return bool(self.story.picture_rows.filter(picture__alt="").exists())

    @cached_property
    def taken(self) -> set[tuple[Any, int | None]]:
        """When proposals were taken and by whom: the moments and authors of the revisions that came of it."""
        rows = Proposal.objects.filter(story=self.story, is_taken=True)
        return set(rows.values_list("settled_at", "settled_by"))

    @cached_property
    def taken_back(self) -> set[int]:
        """The revisions by which its doubts were settled with many others, and that were taken back."""
        rows = SettledDoubt.objects.taken_back().filter(revision__story=self.story)
        return set(rows.values_list("revision", flat=True))

    @cached_property
    def is_imported(self) -> bool:
        return any(row.from_file_id for row in self.approval.revisions)

    @cached_property
    def is_redacted(self) -> bool:
        return Redaction.objects.filter(story=self.story).exists()

    @property
    def writer(self) -> Any | None:
        """Who has the story for writing; None once they have been idle for too long."""
        return self._holder(self.story.writer_account_id, self.story.writer_active_at, "writer_account")

    @property
    def reader(self) -> Any | None:
        """Who has it for reading, likewise."""
        return self._holder(self.story.reader_account_id, self.story.reader_active_at, "reader_account")

    @property
    def holders(self) -> tuple[int | None, int | None]:
        """The accounts of writer and reader by number."""
        writer, reader = self.writer, self.reader
        return writer and writer.pk, reader and reader.pk

    def _holder(self, pk: int | None, active_at: datetime | None, name: str) -> Any | None:
        if pk is None or active_at is None or active_at <= self.now - idle_time():
            return None
        return getattr(self.story, name)


def idle_time() -> timedelta:
    """How long who took a story may leave it alone before it is free again."""
    return timedelta(minutes=settings.IDLE_MINUTES)


STANDS: dict[str, str] = {
    Stage.DRAFT: "a draft",
    Stage.PROOFING: "in proofing",
    Stage.PROOFREAD: "proofread",
    Stage.SPIKED: "spiked",
}
"""How a sentence says where a story stands."""
KINDS: dict[str, str] = {
    Stage.DRAFT: "a draft",
    Stage.PROOFING: "a story in proofing",
    Stage.PROOFREAD: "a proofread story",
    Stage.SPIKED: "a spiked story",
}
"""And which stories something is for."""


def version_in(versions: Iterable[Story], language: str) -> Story | None:
    """The one of a story's versions that holds the place of a language: what is put aside holds none."""
    standing = (row for row in versions if row.stage != Stage.SPIKED)
    return next((row for row in standing if row.language.lower() == language.lower()), None)
