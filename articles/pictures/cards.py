"""Share cards: the picture that stands for a story where somebody shares it, drawn from its headline."""

import hashlib
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.urls import get_script_prefix

from articles.models import Edition, EditionPicture
from articles.pictures.renditions import FOLDER

SIZE = WIDTH, HEIGHT = (1200, 630)
"""Pixels."""
TYPE = "image/jpeg"
_DESIGN = 1
"""Raised when cards are drawn otherwise: those that were kept are then drawn anew."""


@dataclass(frozen=True)
class Card:
    """What the card of a story shows. ``direction`` is that of the headline: "ltr" or "rtl"; ``date``, as printed,
    stands in its place where no font has it.
    """

    story_id: int
    site: str
    section: str
    headline: str
    language: str
    direction: str
    picture: EditionPicture | None = None
    date: str = ""

    @property
    def name(self) -> str:
        """Under which it is kept in the storage of pictures: another one for whatever looks otherwise."""
        shown = [_DESIGN, self.site, self.section, self.headline, self.language, self.direction, self.date]
        if self.picture:
            shown += [self.picture.sha256, self.picture.focal_x, self.picture.focal_y]
        return f"{_folder(self.story_id)}/{hashlib.sha256(repr(shown).encode()).hexdigest()}.jpg"


def address(edition: Edition) -> str:
    """Where readers have the card of a published edition, while it is live."""
    return (
        f"{get_script_prefix()}stories/{edition.story_id}/card-{edition.number}.jpg"  # as reverse() says it
    )


def forget(story_id: int) -> None:
    """Delete all cards of a story: its words are drawn on them."""
    try:
        _folders, files = default_storage.listdir(_folder(story_id))
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(f"{_folder(story_id)}/{file}")


def _folder(story_id: int) -> str:
    return f"{FOLDER}/cards/{story_id}"
