"""The pictures of a WordPress site, and the ways in which its posts lead to them."""

from dataclasses import replace

import pytest

from articles.importing.formats import Attached, open_copy
from tests.importing.formats.test_wxr import PICTURE, TEXT, export, meta, post

FERRY = Attached(
    "https://post.example/wp-content/uploads/2019/04/ferry.jpg",
    alt="A ferry",
    caption="The ferry on Monday",
    credit="Kim Sato",
)


def shown(*rows: str) -> list[Attached]:
    """The pictures of the last post of an export, without the other names of their files."""
    return [replace(picture, also=()) for picture in open_copy(export(*rows).encode(), name="a")[-1].pictures]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("", meta("_thumbnail_id", "9")),
        ("[gallery ids='9']", ""),
        ("[gallery]", ""),
        ('<img src="https://post.example/wp-content/uploads/2019/04/ferry-300x200.jpg">', ""),
        (
            '<img src="https://i0.wp.com/post.example/wp-content/uploads/2019/04/Ferry.jpg?w=9">',
            "[gallery ids=9]",
        ),
    ],
)
def test_a_picture_is_no_story_and_goes_with_what_the_site_says_of_it_to_the_posts_that_lead_to_it(
    text, more
):
    assert shown(PICTURE, post(text=text + TEXT, more=more)) == [FERRY]


def test_words_that_stand_with_a_picture_in_a_text_are_those_of_the_story():
    image = '<img src="/wp-content/uploads/2019/04/ferry-300x200.jpg" alt="A boat"/>'
    figure = f"<figure>{image}<figcaption>Back</figcaption></figure>"
    pictures = shown(PICTURE, post(text=figure + TEXT, more=meta("_thumbnail_id", "9")))

    assert pictures == [replace(FERRY, alt="A boat", caption="Back")]


def test_a_smaller_file_of_a_picture_stands_for_it_where_there_is_no_other():
    text = '<img src="/wp-content/uploads/2019/04/quay-e1556000000000-300x200.jpg">'
    [piece] = open_copy(export(post(text=text + TEXT)).encode(), name="a")

    assert piece.pictures[0].also == ("/wp-content/uploads/2019/04/quay.jpg",)


def test_a_picture_that_is_not_in_the_export_is_called_by_its_number():
    assert shown(post(more=meta("_thumbnail_id", "31"))) == [
        Attached("no. 31 of WordPress, not in this export")
    ]
