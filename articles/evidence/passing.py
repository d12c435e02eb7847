"""Was an edition read before it went out? Found again from revisions and sign-offs, as they stood when it was made."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any, NamedTuple

from articles.approval import Approval
from articles.models import Kind, Story
from articles.text.diff import surviving


class Passage(NamedTuple):
    """How an edition came to be shown: ``way`` is passed, overridden, flash, archive, tombstone or unread.

    Unread is what no rule of the house lets out: a fault.
    """

    way: str
    sentence: str


class AsOf(Approval):
    """What had been read of the text of an edition, and by whom, at the moment when it was made."""

    def __init__(self, story: Story, revisions: Sequence[Any], signoffs: Sequence[Any], edition: Any) -> None:
        super().__init__(story, edition.revised)
        self.revisions = [row for row in revisions if row.number <= edition.revised]
        self.signoffs = [_as_of(row, edition.made_at) for row in signoffs if row.signed_at <= edition.made_at]
        if self.revisions and self.revisions[-1].surviving is None:
            self.surviving = surviving([(row.author_key(), row.text()) for row in self.revisions])

    def is_read(self) -> bool:
        """Law 5 for the words alone: what the digest does not cover is an editor's to change."""
        return bool(self.signers) and not self.unread_authors()


def passage(then: AsOf, edition: Any, *, is_released: bool) -> Passage:
    """How ``edition`` came to be shown, ``then`` being what had been read of it."""
    if edition.kind == Kind.WITHDRAWAL:
        return Passage("tombstone", "It shows readers no text.")
    if not then.revisions:
        return Passage("unread", "It is of no revision of this story.")
    by, authors = edition.made_by_name, " and ".join(then.unread_authors())
    unread = (
        f"Words by {authors} had not been passed by anybody else." if authors else "Nobody had signed it."
    )
    if is_released or edition.archive_run_id:
        return Passage("archive", f"Released from the archive unread, on the authority of {by}.")
    if edition.is_flash:
        return Passage("flash", f"Published unread as developing, by {by}. {unread}")
    if edition.override_reason:
        reason = edition.override_reason.rstrip(". ")
        return Passage("overridden", f"Published over the rule by {by}: {reason}. {unread}")
    if then.is_read():
        return Passage(
            "passed", f"Every word had been passed. Signed by {' and '.join(then.signers.values())}."
        )
    return Passage("unread", unread)


def _as_of(signoff: Any, at: datetime) -> Any:
    """The sign-off with ``undone`` as it was then: what was taken back later still stood."""
    row = copy(signoff)
    taken_back = getattr(signoff, "taken_back", None)
    row.undone = taken_back.pk if taken_back and taken_back.at <= at else None
    return row
