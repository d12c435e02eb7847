"""Pictures in the public templates: which renditions of one a browser may choose from, by where it stands."""

from dataclasses import dataclass
from typing import Any

from django import template

from articles.models import EditionPicture
from articles.pictures import renditions
from articles.templatetags.site import picture_url

register = template.Library()


@dataclass(frozen=True)
class Place:
    """Where a picture stands: in what shape, how wide by the stylesheet (``sizes`` of HTML), and in which of the
    widths it is worth having, in pixels: thumbnails on fine screens need no more, large pictures no less.
    """

    shape: str
    sizes: str
    least: int
    most: int
    fallback: int
    """For browsers that know neither AVIF nor WebP."""


# A thumbnail that a narrow page shows as a square is as wide as its height asks for.
PLACES = {
    "lead": Place("3x2", "(min-width: 79rem) 50rem, (min-width: 56rem) 64vw, 96vw", 320, 1920, 960),
    "second": Place("3x2", "10rem", 160, 480, 320),
    "grid": Place("3x2", "(min-width: 56rem) 18rem, (min-width: 40rem) 11rem, 10rem", 160, 960, 320),
    "list": Place("3x2", "(min-width: 40rem) 13rem, 10rem", 160, 640, 320),
    "line": Place("3x2", "10rem", 160, 480, 320),
    "opening": Place("whole", "(min-width: 59rem) 56rem, 96vw", 320, 1920, 960),
    "figure": Place("whole", "(min-width: 40rem) 38rem, 96vw", 320, 1280, 640),
}


@register.inclusion_tag("site/_picture.html")
def picture(row: EditionPicture, place: str, *, eager: bool = False) -> dict[str, Any]:
    """A picture at one of ``PLACES``. Where it has no renditions, as in a preview, the file itself."""
    at = PLACES[place]
    own = _worth(row, at, renditions.plain(row))
    shown = next((rendition for rendition in own if rendition.width >= at.fallback), own[-1] if own else None)
    x, y = renditions.focal_point(row, at.shape) if shown else (row.focal_x, row.focal_y)
    return {
        "alt": row.alt,
        "eager": eager,
        "cropped": at.shape != "whole",
        "sizes": at.sizes,
        "sources": [_source(_worth(row, at, form)) for form in ("avif", "webp") if shown],
        "address": shown.address if shown else picture_url(row),
        "width": shown.width if shown else row.width,
        "height": shown.height if shown else row.height,
        "x": x,
        "y": y,
    }


def _worth(row: EditionPicture, at: Place, form: str) -> list[renditions.Rendition]:
    if row.address:
        return []
    return [each for each in renditions.of(row, at.shape, form) if at.least <= each.width <= at.most]


def _source(choice: list[renditions.Rendition]) -> tuple[str, str]:
    """The type and the ``srcset`` of a <source>."""
    return choice[0].type, ", ".join(f"{each.address} {each.width}w" for each in choice)
