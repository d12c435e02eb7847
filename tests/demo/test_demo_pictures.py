"""The drawn pictures: each draws, the same every time, says what it shows, and belongs to a story."""

import io

import pytest
from PIL import Image

from articles.demo.pictures import PICTURES
from tests.demo.said import SAID

PICTURE = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.key)


@PICTURE
def test_a_picture_draws_at_full_size(picture):
    with Image.open(io.BytesIO(picture.jpeg())) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert image.width >= 1600
        assert image.height >= 900


@PICTURE
def test_a_picture_is_no_flat_colour(picture):
    small = Image.open(picture.file()).resize((32, 18))
    assert len(small.getcolors(32 * 18)) > 200


@PICTURE
def test_a_picture_says_what_it_shows(picture):
    assert 40 <= len(picture.alt) <= 300
    assert 0 < len(picture.caption) <= 600
    assert picture.credit
    assert all(0 <= share <= 1 for share in picture.focal_point)


@PICTURE
def test_a_picture_belongs_to_stories_of_the_sample(picture):
    assert picture.paths
    assert set(picture.paths) <= set(SAID)


def test_no_story_has_two_pictures_and_no_key_is_used_twice():
    paths = [path for picture in PICTURES for path in picture.paths]
    assert len(paths) == len(set(paths))
    assert len({picture.key for picture in PICTURES}) == len(PICTURES) >= 12


def test_a_picture_is_the_same_every_time():
    picture = PICTURES[0]
    assert picture.draw().tobytes() == picture.draw().tobytes()
