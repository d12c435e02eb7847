"""Pictures: what may come in, and in what form it is kept.

A picture is always decoded and written anew, upright and without its metadata (which may say where it was
taken).
"""

import hashlib
import io
import struct
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from articles.pictures import polyglots

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_PIXELS = 60_000_000
MAX_SIDE = 65_535
"""Pixels, as many as a JPEG has at most. Of a picture that is all height each row costs memory of its own."""
LONGEST_SIDE = 2400
"""Pixels. Larger pictures are scaled down on the way in."""

SRGB = ImageCms.createProfile("sRGB")

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
    """Decode ``file``, turn it upright, scale it down if need be, and write it anew: in the colours of the web (sRGB),
    without metadata, and without whatever else the file held.
    """
    if also := polyglots.also(file):
        raise NotAPicture(f"The file is {also} as well as a picture. Save the picture anew, and send that.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotAPicture(f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels.")
                if max(opened.size) > MAX_SIDE:
                    raise NotAPicture(f"The picture is more than {MAX_SIDE:,} pixels wide or high.")
                return _written(_in_web_colours(_upright(opened)))
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
    image.load()  # damage to the picture itself is told
    with suppress(*DAMAGE, struct.error):
        image.getexif()  # read while they are there; from here on the image remembers its orientation
    for name in ("exif", "Raw profile type exif"):
        image.info.pop(name, None)
    return ImageOps.exif_transpose(image)


def _in_web_colours(image: Image.Image) -> Image.Image:
    """``image`` as RGB, or as RGBA where it is transparent, in sRGB: what readers get carries no profile of its own."""
    profile = image.info.get("icc_profile")
    has_alpha = image.has_transparency_data
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off instead of scaling them
        image = image.point(lambda value: value / 256).convert("L")
    if has_alpha or image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGBA" if has_alpha else "RGB")
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if has_alpha else "RGB"
            return ImageCms.profileToProfile(image, theirs, SRGB, outputMode=mode) or image
        except (
            ImageCms.PyCMSError,
            OSError,
        ):  # damaged, or of another kind of picture: its colours are guessed
            pass
    return image.convert("RGBA" if has_alpha else "RGB")


def _written(image: Image.Image) -> Prepared:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image.info.clear()  # Pillow would write some of it: a comment, a profile
    extension = "png" if image.mode == "RGBA" else "jpg"
    buffer = io.BytesIO()
    if extension == "png":
        image.save(buffer, "PNG", optimize=True)
    else:
        image.save(buffer, "JPEG", quality=86, progressive=True)
    data = buffer.getvalue()
    return Prepared(data, extension, image.width, image.height, hashlib.sha256(data).hexdigest())
