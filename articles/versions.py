"""The versions of a story in other languages that readers see: each knows all others by the original of them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from articles.models import Edition

LIGHT = (
    "story_id", "number", "kind", "slug", "language", "headline", "list_headline", "translation_of_id", "published_at",
    "published_precision",
)  # fmt: skip


@dataclass(frozen=True)
class Versions:
    """``here`` is the edition that was asked about, ``others`` are the live editions of its other versions, the
    original first; of each language there is one. ``original`` is one of them all; None where readers do not see it.
    """

    here: Edition
    original: Edition | None
    others: list[Edition]

    @property
    def all(self) -> list[Edition]:
        """None where there is no other version."""
        return [self.here, *self.others] if self.others else []


def of(edition: Edition, *, now: datetime) -> Versions:
    """The versions of a story, in one query. Texts are not fetched."""
    original = edition.translation_of_id or edition.story_id
    live = Edition.objects.live(now).filter(Q(story=original) | Q(pk__in=translations(original)))
    return among(live.exclude(story=edition.story_id).only(*LIGHT), edition)


def translations(original: Any) -> Any:
    """The keys of all editions that translate a story: by themselves, since most editions translate none, and either
    database would take the index over that for one that tells nothing apart.
    """
    return Edition.objects.filter(translation_of_id=original).values("pk")


def among(rows: Iterable[Edition], edition: Edition) -> Versions:
    """The versions of a story, among the live editions of its original and of the translations of that."""
    original = edition.translation_of_id or edition.story_id
    others: dict[str, Edition] = {}
    for row in sorted(rows, key=lambda row: (row.story_id != original, row.story_id)):
        # A file may have given two the same language since the desk looked.
        others.setdefault(row.language.lower(), row)
    others.pop(edition.language.lower(), None)
    found = [edition, *others.values()]
    return Versions(
        edition, next((row for row in found if row.story_id == original), None), list(others.values())
    )
