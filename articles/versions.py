"""The versions of a story in other languages that readers see: each knows all others by the original of them all."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.models import Edition

_LIGHT = (
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
    live = Edition.objects.live(now).filter(Q(story=original) | Q(translation_of=original))
    rows = list(live.exclude(story=edition.story_id).only(*_LIGHT).order_by("story_id"))
    rows.sort(key=lambda row: row.story_id != original)
    others: dict[str, Edition] = {}
    for row in rows:  # a file may have given two the same language since the desk looked
        others.setdefault(row.language.lower(), row)
    others.pop(edition.language.lower(), None)
    found = [edition, *others.values()]
    return Versions(
        edition, next((row for row in found if row.story_id == original), None), list(others.values())
    )
