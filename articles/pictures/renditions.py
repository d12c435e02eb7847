"""Renditions: a published picture cut to a shape around its focal point, scaled down, and written in one format.

``name`` is a pure function of the picture as an edition has it and of a closed set of shapes, widths and formats, so
that there are only so many files of each picture. None is larger than the picture.

    for rendition in renditions.of(picture, "16x9", "avif"):   # narrowest first; none of a picture too small
        rendition.address, rendition.width, rendition.height, rendition.type
"""

import io
from dataclasses import dataclass
from typing import IO

from django.urls import get_script_prefix
from PIL import Image

from articles.models import EditionPicture, Picture

FOLDER = "renditions"
SHAPES = {"whole": None, "16x9": (16, 9), "4x3": (4, 3), "3x2": (3, 2), "1x1": (1, 1)}
"""Width to height; ``whole`` is the picture's own."""
WIDTHS = (160, 240, 320, 480, 640, 960, 1280, 1600, 1920)
"""Pixels."""
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
SAVING = {
    "avif": {"format": "AVIF", "quality": 54, "speed": 8},
    "webp": {"format": "WEBP", "quality": 74, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
}


@dataclass(frozen=True)
class Cut:
    """The part of a picture that a shape shows, in its pixels from the left and from the top."""

    left: float
    top: float
    width: float
    height: float

    def height_at(self, width: int) -> int:
        """How high it is, in pixels, scaled to a width."""
        return max(1, round(width * self.height / self.width))

    def widths(self) -> list[int]:
        """Those of ``WIDTHS`` that need no enlarging."""
        return [width for width in WIDTHS if width <= self.width]

    def point(self, picture: EditionPicture) -> tuple[float, float]:
        """Where the focal point of ``picture`` lies within it: shares from the left and from the top."""
        x = (_inside(picture.focal_x) * max(picture.width, 1) - self.left) / self.width
        y = (_inside(picture.focal_y) * max(picture.height, 1) - self.top) / self.height
        return x, y

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.left + self.width, self.top + self.height


@dataclass(frozen=True)
class Rendition:
    """One form of ``picture``. ``width`` is in pixels."""

    picture: EditionPicture
    shape: str
    width: int
    format: str

    @property
    def height(self) -> int:
        return cut(self.picture, self.shape).height_at(self.width)

    @property
    def type(self) -> str:
        return TYPES[self.format]

    @property
    def place(self) -> str:
        """The shape, with the focal point in hundredths where it matters."""
        return _place(self.picture, self.shape)

    @property
    def is_made(self) -> bool:
        """Whether readers can have it: it is of the closed set, and no larger than the picture."""
        formats = ("avif", "webp", plain(self.picture))
        return self.format in formats and self.width in widths(self.picture, self.shape)

    @property
    def name(self) -> str:
        """Under which it is kept in the storage of pictures."""
        return f"{FOLDER}/{self.picture.sha256}/{self.place}/{self.width}.{self.format}"

    @property
    def address(self) -> str:
        return f"{folder(self.picture, self.shape)}{self.width}.{self.format}"

    def made_of(self, original: IO[bytes]) -> bytes:
        """The file. Raises what Pillow does (``preparing.DAMAGE``) where ``original`` cannot be read."""
        made = scaled(original, self.picture, cut(self.picture, self.shape), (self.width, self.height))
        buffer = io.BytesIO()
        made.save(buffer, **SAVING[self.format])
        return buffer.getvalue()


def scaled(original: IO[bytes], picture: EditionPicture, part: Cut, size: tuple[int, int]) -> Image.Image:
    """``part`` of the file of ``picture`` at ``size`` in pixels. Raises as ``Rendition.made_of`` does."""
    with Image.open(original) as image:
        scale = size[0] / part.width
        # A JPEG is decoded at a half, a quarter or an eighth where that is still twice as large.
        image.draft(None, (round(image.width * scale * 2), round(image.height * scale * 2)))
        across, down = image.width / picture.width, image.height / picture.height
        left, top, right, bottom = part.box
        box = (left * across, top * down, right * across, bottom * down)
        made = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    made.info.clear()
    return made


def of(picture: EditionPicture, shape: str, format: str) -> list[Rendition]:  # noqa: A002
    """All renditions of ``picture`` in a shape and a format, the narrowest first."""
    return [Rendition(picture, shape, width, format) for width in widths(picture, shape)]


def widest(picture: EditionPicture, shape: str) -> tuple[str, int, int] | None:
    """Address, width and height of the widest of ``picture`` in a shape, in the format that all know; None of one too
    small.
    """
    part = cut(picture, shape)
    width = max(part.widths(), default=0)
    where = address(picture, shape, width, plain(picture))
    return (where, width, part.height_at(width)) if width else None


def for_the_desk(picture: Picture, most: int) -> Rendition | None:
    """The whole of a picture that no edition need have, not wider than ``most`` pixels; None of one that is as small
    as it is.
    """
    names = ("sha256", "width", "height", "focal_x", "focal_y")
    row = EditionPicture(file=picture.image.name, **{name: getattr(picture, name) for name in names})
    fitting = [each for each in of(row, "whole", "webp") if each.width <= most]
    return fitting[-1] if fitting else None


def folder(picture: EditionPicture, shape: str) -> str:
    """Where readers have all renditions of ``picture`` in a shape, by width and format: "640.avif"."""
    # As reverse() says it, which takes twenty times as long: a front page has hundreds of them.
    return f"{get_script_prefix()}media/{FOLDER}/{picture.sha256}/{_place(picture, shape)}/"


def _place(picture: EditionPicture, shape: str) -> str:
    if SHAPES[shape] is None:
        return shape
    x, y = (round(_inside(share) * 100) for share in (picture.focal_x, picture.focal_y))
    return f"{shape}-{x}-{y}"


def address(picture: EditionPicture, shape: str, width: int, format: str) -> str:  # noqa: A002
    """Where readers have it; ``width`` is one of ``widths(picture, shape)``."""
    return Rendition(picture, shape, width, format).address


def widths(picture: EditionPicture, shape: str) -> list[int]:
    """Those in which ``picture`` can be had in a shape."""
    return cut(picture, shape).widths()


def plain(picture: EditionPicture) -> str:
    """The format for those who know neither AVIF nor WebP: the one that the picture is kept in."""
    return "png" if picture.file.endswith(".png") else "jpg"


def cut(picture: EditionPicture, shape: str) -> Cut:
    """The part of ``picture`` that ``shape`` shows."""
    return part_of(picture, *(SHAPES[shape] or (max(picture.width, 1), max(picture.height, 1))))


def part_of(picture: EditionPicture, across: int, down: int) -> Cut:
    """The largest part of a proportion whose middle is as near to the focal point as the edges allow."""
    width, height = float(max(picture.width, 1)), float(max(picture.height, 1))
    part_width, part_height = min(width, height * across / down), min(height, width * down / across)
    left = min(max(_inside(picture.focal_x) * width - part_width / 2, 0), width - part_width)
    top = min(max(_inside(picture.focal_y) * height - part_height / 2, 0), height - part_height)
    return Cut(left, top, part_width, part_height)


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0)
