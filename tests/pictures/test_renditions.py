"""Where a picture is cut, how far it is scaled down, and what the result is called."""

import io

import pytest
from django.urls import reverse, set_script_prefix
from PIL import Image

from articles.models import EditionPicture
from articles.pictures import renditions
from articles.pictures.renditions import Cut, Rendition, cut


def picture(width=1600, height=900, x=0.5, y=0.5, file="pictures/a.jpg"):
    return EditionPicture(sha256="ab" * 32, file=file, width=width, height=height, focal_x=x, focal_y=y)


def stored(image, kind="JPEG"):
    buffer = io.BytesIO()
    image.save(buffer, kind, quality=95)
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize(
    ("x", "y", "part"),
    [
        (0.5, 0.5, Cut(350, 0, 900, 900)),
        (0.4, 0.9, Cut(190, 0, 900, 900)),
        (0, 0, Cut(0, 0, 900, 900)),
        (1, 1, Cut(700, 0, 900, 900)),
        (-3, 7, Cut(0, 0, 900, 900)),
    ],
)
def test_the_middle_of_a_crop_is_the_focal_point_as_far_as_the_edges_allow(x, y, part):
    assert cut(picture(x=x, y=y), "1x1") == part


def test_an_upright_picture_is_cut_from_top_and_bottom():
    assert cut(picture(900, 1600, y=0.25), "3x2") == Cut(0, 100, 900, 600)
    assert cut(picture(900, 1600, y=0.25), "whole") == Cut(0, 0, 900, 1600)


def test_no_rendition_is_larger_than_the_picture():
    assert renditions.widths(picture(1000, 1000), "whole") == [160, 240, 320, 480, 640, 960]
    assert renditions.widths(picture(1000, 300), "1x1") == [160, 240]
    assert renditions.of(picture(159, 3000), "16x9", "avif") == []


@pytest.mark.parametrize("shape", renditions.SHAPES)
def test_a_rendition_has_the_size_that_it_says(shape):
    row = picture(700, 500, x=0.2)
    for rendition in renditions.of(row, shape, "webp"):
        made = Image.open(io.BytesIO(rendition.made_of(stored(Image.new("RGB", (700, 500))))))
        assert made.size == (rendition.width, rendition.height)


def test_a_crop_shows_the_part_around_the_focal_point():
    """A large one, so that the JPEG is decoded at a fraction of its size."""
    image = Image.new("RGB", (2400, 1200), "blue")
    image.paste("red", (1680, 0, 2400, 1200))
    made = Rendition(picture(2400, 1200, x=0.7), "1x1", 160, "png").made_of(stored(image))
    shown = Image.open(io.BytesIO(made)).convert("RGB")
    left, right = shown.getpixel((70, 80)), shown.getpixel((90, 80))
    assert left[2] > 200 > left[0] + 100
    assert right[0] > 200 > right[2] + 100


def test_a_name_says_the_focal_point_only_where_it_matters():
    row = picture(x=0.333, y=0.5)
    names = [Rendition(row, shape, 640, "avif").name for shape in ("whole", "16x9")]
    assert names == [f"renditions/{'ab' * 32}/whole/640.avif", f"renditions/{'ab' * 32}/16x9-33-50/640.avif"]


def test_the_address_is_the_one_that_the_site_answers():
    rendition = Rendition(picture(x=0.2), "16x9", 640, "avif")
    parts = [rendition.picture.sha256, "16x9-20-50", 640, "avif"]
    assert rendition.address == reverse("site:rendition", args=parts)
    set_script_prefix("/news/")
    try:
        assert rendition.address == reverse("site:rendition", args=parts)
    finally:
        set_script_prefix("/")


def test_those_who_know_no_new_format_get_the_one_it_is_kept_in():
    assert [renditions.plain(picture(file=f"pictures/a.{end}")) for end in ("jpg", "png")] == ["jpg", "png"]
