"""Pictures: what may come in, and in what form it is kept.

A picture is always decoded and written anew, upright and without its metadata (which may say where it was
taken).
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 2400
"""Pixels. Larger pictures are scaled down on the way in."""

DAMAGE = (OSError, SyntaxError, ValueError, RuntimeError)
"""What Pillow's decoders raise on damaged data; RuntimeError is that of AVIF."""


class NotAPicture(ValueError):
    """A file that is not a picture we take. Its text is fit to show."""


@dataclass(frozen=True)
class Prepared:
    """A picture ready to be stored. ``sha256`` is that of ``data``; sizes are in pixels."""

    data: bytes
    extension: str
    width: int
    height: int
    sha256: str

    def file(self) -> ContentFile:
        return ContentFile(self.data, name=f"{self.sha256[:16]}.{self.extension}")


def prepare(file: IO[bytes]) -> Prepared:
    """Decode ``file``, turn it upright, scale it down if need be, and write it anew without metadata."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotAPicture(f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels.")
                return _written(_upright(opened))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotAPicture(f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels.") from None
    except UnidentifiedImageError:
        raise NotAPicture("This is not a picture we can read. Send a JPEG, PNG, WebP or AVIF file.") from None
    except DAMAGE as error:
        if isinstance(error, NotAPicture):
            raise
        raise NotAPicture("The picture is damaged: it could not be read to its end.") from error


def _upright(image: Image.Image) -> Image.Image:
    """``image`` turned as its metadata says, and without them, so that a damaged rest of them is no hindrance."""
    image.getexif()  # read while they are there; from here on the image remembers its orientation
    for name in ("exif", "Raw profile type exif"):
        image.info.pop(name, None)
    return ImageOps.exif_transpose(image)


def _written(image: Image.Image) -> Prepared:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    has_alpha = image.has_transparency_data
    image = image.convert("RGBA" if has_alpha else "RGB")
    buffer = io.BytesIO()
    if has_alpha:
        image.save(buffer, "PNG", optimize=True)
    else:
        image.save(buffer, "JPEG", quality=86, progressive=True)
    data = buffer.getvalue()
    extension = "png" if has_alpha else "jpg"
    return Prepared(data, extension, image.width, image.height, hashlib.sha256(data).hexdigest())
