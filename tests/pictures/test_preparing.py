"""Pictures on their way in: decoded, upright, without metadata, or refused with a sentence."""

import io

import pytest
from PIL import Image

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


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    with pytest.raises(NotAPicture, match="million pixels"):
        prepare(encoded(Image.new("1", (9000, 9000)), "PNG"))
