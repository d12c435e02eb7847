"""Exports of Ghost: each post a story, with its names from the other tables."""

import json

import pytest

from articles.importing.formats import Attached, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
POST = {
    "id": "a1", "title": "Ferry returns", "slug": "ferry-returns", "html": HTML, "status": "published", "type": "post",
    "published_at": "2023-05-09T08:30:00.000Z", "custom_excerpt": "After eleven weeks", "visibility": "public",
    "feature_image": "__GHOST_URL__/content/images/2023/05/quay.jpg",
}  # fmt: skip
TABLES = {
    "users": [{"id": "1", "name": "Ana Ruiz"}, {"id": "2", "name": "Jo Lind"}],
    "posts_authors": [
        {"post_id": "a1", "author_id": "2", "sort_order": 1},
        {"post_id": "a1", "author_id": "1", "sort_order": 0},
    ],
    "tags": [
        {"id": "t1", "name": "Harbour"},
        {"id": "t2", "name": "#internal"},
        {"id": "t3", "name": "ferry"},
    ],
    "posts_tags": [
        {"post_id": "a1", "tag_id": tag, "sort_order": n} for n, tag in enumerate(("t1", "t2", "t3"))
    ],
    "posts_meta": [
        {"post_id": "a1", "feature_image_alt": "A quay", "feature_image_caption": "<i>The</i> quay"}
    ],
}


def export(*posts) -> str:
    return json.dumps({"db": [{"meta": {"version": "5.47.0"}, "data": TABLES | {"posts": list(posts)}}]})


def test_a_post_is_a_story_with_its_lines_in_their_roles_and_its_picture():
    piece = only_piece(export(POST), name="export.json")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("byline", "Ana Ruiz and Jo Lind"),
        ("date", "2023-05-09T08:30:00.000Z"),
        ("keywords", "ferry"),
        *(("p", text) for text in PARAGRAPHS),
    ]
    assert (piece.key, piece.stated.address, piece.notes) == ("a1", "/ferry-returns/", ())
    assert piece.pictures == (Attached("/content/images/2023/05/quay.jpg", alt="A quay", caption="The quay"),)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "draft"}, "This was a draft in Ghost, not published there."),
        ({"visibility": "paid"}, "Only members could read this in Ghost."),
        ({"type": "page"}, "Ghost had this as a page, not as a post."),
    ],
)
def test_what_not_everybody_could_read_as_a_post_is_in_doubt(changes, sentence):
    first, second = open_copy(export(POST | changes, POST | {"id": "a2"}).encode(), name="a")

    assert ([note.sentence for note in first.notes], second.notes) == ([sentence], ())
    assert bool(first.stated.published) == ("status" not in changes)


def test_a_post_that_names_another_address_as_its_own_is_known_by_both():
    elsewhere = "https://harbour.example/2023/ferry/"
    piece = only_piece(export(POST | {"canonical_url": elsewhere}), name="export.json")

    assert (piece.stated.address, piece.addresses) == ("/ferry-returns/", (elsewhere,))
