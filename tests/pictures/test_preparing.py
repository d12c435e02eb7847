"""Pictures on their way in: decoded, upright, without metadata, or refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms

from articles.pictures import LONGEST_SIDE, NotAPicture, prepare


def encoded(image: Image.Image, kind: str = "JPEG", **options) -> io.BytesIO:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    buffer.seek(0)
    return buffer


def test_a_photograph_is_scaled_down_and_keeps_its_shape():
    prepared = prepare(encoded(Image.new("RGB", (4800, 2400), "navy")))
    assert (prepared.width, prepared.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_picture_is_turned_upright_and_loses_its_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned by 90 degrees
    exif[0x010F] = "Camera of a named person"
    prepared = prepare(encoded(Image.new("RGB", (40, 20)), exif=exif))
    assert (prepared.width, prepared.height) == (20, 40)
    assert not Image.open(io.BytesIO(prepared.data)).getexif()


def test_transparency_is_kept():
    prepared = prepare(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert prepared.extension == "png"
    assert Image.open(io.BytesIO(prepared.data)).mode == "RGBA"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    with pytest.raises(NotAPicture, match=r"\.$"):
        prepare(io.BytesIO(data))


def test_a_picture_that_ends_early_is_refused():
    whole = encoded(Image.effect_noise((200, 200), 80)).getvalue()
    with pytest.raises(NotAPicture, match="damaged"):
        prepare(io.BytesIO(whole[: len(whole) // 2]))


def test_a_damaged_avif_is_refused():
    whole = encoded(Image.effect_noise((64, 48), 60), "AVIF").getvalue()
    with pytest.raises(NotAPicture, match="damaged"):
        prepare(io.BytesIO(whole.replace(b"pitm", b"none")))  # which of its items is the picture


def test_damaged_metadata_do_not_keep_a_picture_out():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "A pier"
    whole = encoded(Image.new("RGB", (40, 20)), exif=exif).getvalue()
    description, resolution = b"\x01\x0e\x00\x02", b"\x01\x1a\x00\x02"  # a number of which this makes text
    assert description in whole
    prepared = prepare(io.BytesIO(whole.replace(description, resolution)))
    assert (prepared.width, prepared.height) == (20, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize(
    "metadata", [b"Exif\0\0II*\0", b"Exif\0\0II+\0\x08", b"Exif\0\0", b"Exif\0\0nothing of this"]
)
def test_metadata_that_end_early_or_are_none_do_not_keep_a_picture_out(kind, metadata):
    whole = encoded(Image.new("RGB", (40, 20)), kind, exif=metadata)
    assert prepare(whole).width == 40


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    with pytest.raises(NotAPicture, match="million pixels"):
        prepare(encoded(Image.new("1", (9000, 9000)), "PNG"))


def with_chunk(png: bytes, name: bytes, data: bytes) -> bytes:
    """A PNG with a chunk of metadata behind its header."""
    body = name + data
    return png[:33] + struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body)) + png[33:]


def larger(data: bytes, sign: bytes, after: int, size: bytes) -> bytes:
    """A picture whose header lies about its size: what stands ``after`` its ``sign`` is replaced."""
    at = data.index(sign) + after
    return data[:at] + size + data[at + len(size) :]


def small(kind: str) -> bytes:
    return encoded(Image.effect_noise((64, 48), 60).convert("RGB"), kind).getvalue()


BOMBS = {
    "JPEG": lambda: larger(small("JPEG"), b"\xff\xc0", 5, struct.pack(">HH", 65000, 65000)),
    "PNG": lambda: larger_png(50_000, 50_000),
    "WebP": lambda: larger(small("WEBP"), b"\x9d\x01\x2a", 3, struct.pack("<HH", 16383, 16383)),
}


def larger_png(width: int, height: int) -> bytes:
    data = larger(small("PNG"), b"IHDR", 4, struct.pack(">II", width, height))
    return larger(data, b"IHDR", 17, struct.pack(">I", zlib.crc32(data[12:29])))


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_few_bytes_that_would_fill_the_memory_are_refused(bomb):
    with pytest.raises(NotAPicture, match="more than 60 million pixels"):
        prepare(io.BytesIO(bomb()))


@pytest.mark.parametrize("size", [(1, 59_000_000), (59_000_000, 1)])
def test_a_picture_that_is_a_line_is_refused_before_it_is_decoded(size):
    with pytest.raises(NotAPicture, match="more than 65,535 pixels wide or high"):
        prepare(io.BytesIO(larger_png(*size)))


def test_a_bomb_in_the_container_of_avif_is_refused():
    bomb = larger(small("AVIF"), b"ispe", 8, struct.pack(">II", 30_000, 30_000))
    with pytest.raises(NotAPicture):
        prepare(io.BytesIO(bomb))


@pytest.mark.parametrize("name", [b"zTXt", b"iCCP"])
def test_metadata_that_would_fill_the_memory_are_refused(name):
    bomb = with_chunk(small("PNG"), name, b"a\0\0" + zlib.compress(b"a" * 200_000_000))
    with pytest.raises(NotAPicture, match="damaged"):
        prepare(io.BytesIO(bomb))


def test_a_picture_that_holds_less_than_it_says_is_refused():
    with pytest.raises(NotAPicture, match="damaged"):
        prepare(io.BytesIO(larger_png(640, 480)))


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (zipped, "an archive of files"),
        (lambda: b"Rar!\x1a\x07\x01\x00", "an archive of files"),
        (lambda: b"<script>alert(1)</script>", "a web page or a script"),
        (lambda: b"<?php system($_GET[1]);", "a web page or a script"),
        (lambda: b'<SVG onload="x" xmlns="http://www.w3.org/2000/svg">', "a web page or a script"),
    ],
)
def test_a_picture_that_is_something_else_too_is_refused(kind, other, said):
    with pytest.raises(NotAPicture, match=f"The file is {said} as well as a picture"):
        prepare(io.BytesIO(small(kind) + other()))


def test_a_picture_that_is_a_pdf_too_is_refused():
    with pytest.raises(NotAPicture, match="a PDF document as well"):
        prepare(io.BytesIO(with_chunk(small("PNG"), b"tEXt", b"a\0%PDF-1.7")))


def test_what_a_camera_writes_behind_its_picture_is_dropped():
    prepared = prepare(io.BytesIO(small("JPEG") + b"SEFT" + b"a film of the moment" * 9))
    assert b"film" not in prepared.data


def test_where_a_picture_was_taken_is_nowhere_in_what_is_kept():
    exif, place = Image.Exif(), b"51.4779N 0.0015W"
    exif[0x8825] = {1: "N", 2: (51.0, 28.0, 40.0)}
    exif[0x010E] = place.decode()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + place + b"</x:xmpmeta>"
    image = Image.effect_noise((64, 48), 60).convert("RGB")
    for kind, options in {
        "JPEG": {"exif": exif, "xmp": xmp, "comment": place},
        "WEBP": {"exif": exif, "xmp": xmp},
        "AVIF": {"exif": exif, "xmp": xmp},
        "PNG": {"exif": exif},
    }.items():
        sent = encoded(image, kind, **options)
        assert place in sent.getvalue()
        kept = prepare(sent).data
        assert place not in kept
        assert Image.open(io.BytesIO(kept)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
            "progressive", "progression"}  # fmt: skip


def test_colours_are_those_that_the_pictures_profile_means():
    """A profile in which red and blue have changed places."""
    theirs = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    theirs = theirs.replace(b"rXYZ", b"tXYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tXYZ", b"bXYZ", 1)
    prepared = prepare(encoded(Image.new("RGB", (20, 20), (255, 0, 0)), "PNG", icc_profile=theirs))
    red, green, blue = Image.open(io.BytesIO(prepared.data)).getpixel((9, 9))
    assert (red < 20, green < 20, blue > 235) == (True, True, True)


@pytest.mark.parametrize(
    "profile", [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
def test_a_profile_that_cannot_be_used_is_no_hindrance(profile):
    prepared = prepare(encoded(Image.new("RGB", (20, 20), (200, 10, 10)), "PNG", icc_profile=profile))
    assert Image.open(io.BytesIO(prepared.data)).getpixel((9, 9))[0] > 190


def test_sixteen_bits_of_grey_are_not_taken_for_white():
    prepared = prepare(encoded(Image.new("I;16", (20, 20), 0x8000), "PNG"))
    assert Image.open(io.BytesIO(prepared.data)).convert("L").getpixel((9, 9)) == 128
