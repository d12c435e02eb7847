from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.utils import timezone

from articles import press
from articles.models import Picture
from articles.pictures import renditions
from tests.factories import make_edition, make_picture, make_proofread_story, make_story, make_user
from tests.site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "media" / "pictures"
    folder.mkdir(parents=True)
    (folder / "quay.png").write_bytes(b"\x89PNG quay")
    (folder / "über.jpg").write_bytes(b"jpeg")
    (folder / ".hidden").write_text("hidden")
    return Path(folder)


def picture_of(name):
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(image=f"pictures/{name}")
    return picture


def body(response):
    return b"".join(response.streaming_content)


def test_file_of_a_live_edition_is_kept_by_who_asked_and_for_seconds_by_others(client, stored):
    make_edition(pictures=[picture_of("quay.png").pk])
    response = client.get("/media/pictures/quay.png")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert body(response) == b"\x89PNG quay"
    assert response.headers["Cache-Control"] == "max-age=3600, s-maxage=10"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_name_in_any_script_is_served(client, stored):
    make_edition(pictures=[picture_of("über.jpg").pk])
    assert body(client.get("/media/pictures/%C3%BCber.jpg")) == b"jpeg"


def test_file_of_a_draft_is_not_found(client, stored):
    make_story(pictures=[picture_of("quay.png").pk])
    assert client.get("/media/pictures/quay.png").status_code == 404


def test_file_goes_with_the_story_that_is_withdrawn(client, stored):
    edition = make_edition(pictures=[picture_of("quay.png").pk])
    press.withdraw(edition.story, reason="rights", by=make_user(role="editor"), now=timezone.now())
    assert client.get("/media/pictures/quay.png").status_code == 404


def test_whether_a_file_is_public_is_asked_once_and_of_an_index(client, stored, django_assert_num_queries):
    make_edition(pictures=[picture_of("quay.png").pk])
    with django_assert_num_queries(1):
        body(client.get("/media/pictures/quay.png"))
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "articles_editionpicture").values()
    assert ["file"] in [index["columns"] for index in indexes if index["index"]]


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "pictures/../../secret.txt", "%2e%2e/secret.txt", "pictures", "pictures/", "pictures/.hidden",
     "pictures//quay.png", "/secret.txt", "pictures/quay.png/", "pictures\\quay.png"],
)  # fmt: skip
def test_nothing_else_is_served(client, stored, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_a_name_that_climbs_is_not_served_even_where_an_edition_carries_it(client, stored):
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(image="../secret.txt")
    make_edition(pictures=[picture.pk])
    assert client.get("/media/../secret.txt").status_code == 404


def test_a_file_that_cannot_be_reached_is_told_to_come_in_a_moment(client, stored, monkeypatch):
    def gone(*given):
        raise ConnectionError("the storage does not answer")

    row = make_edition(pictures=[picture_of("quay.png").pk]).picture_rows.get()
    monkeypatch.setattr(FileSystemStorage, "_open", gone)
    client.raise_request_exception = False
    for address in ("/media/pictures/quay.png", renditions.address(row, "whole", 320, "webp")):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_page_shows_pictures_from_there(client):
    edition = make_edition(pictures=[pages.make_picture().pk])
    image = pages.html_of(client.get(edition.get_absolute_url())).all("img")[0]
    assert (image["width"], image["height"]) == ("60", "40")
    assert body(client.get(image["src"]))[:2] == b"\xff\xd8"


def test_file_is_kept_no_longer_than_it_is_shown(client, stored):
    now, editor = timezone.now(), make_user(role="editor")
    story = make_proofread_story(
        now=now, reader=editor, pictures=[picture_of("quay.png").pk], published_at=now
    )
    until = now + timedelta(minutes=10)
    press.publish(story, revision=story.revision_number, by=editor, now=now, until=until)
    with time_machine.travel(now + timedelta(seconds=1), tick=False):
        response = client.get("/media/pictures/quay.png")
    lifetime = response.headers["Cache-Control"]
    assert (body(response), lifetime) == (b"\x89PNG quay", "max-age=599, s-maxage=10")


def test_file_that_is_known_is_not_sent_again(client, stored):
    make_edition(pictures=[picture_of("quay.png").pk])
    first = client.get("/media/pictures/quay.png")
    body(first)
    for name, told in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get("/media/pictures/quay.png", headers={name: first.headers[told]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "status", "content", "content_range"),
    [
        ("bytes=0-3", 206, b"\x89PNG", "bytes 0-3/9"),
        ("bytes=5-", 206, b"quay", "bytes 5-8/9"),
        ("bytes=5-99", 206, b"quay", "bytes 5-8/9"),
        ("bytes=-4", 206, b"quay", "bytes 5-8/9"),
        ("bytes=-99", 206, b"\x89PNG quay", "bytes 0-8/9"),
        ("bytes=9-", 416, b"", "bytes */9"),
        ("bytes=-0", 416, b"", "bytes */9"),
        ("bytes=5-3", 200, b"\x89PNG quay", None),
        ("bytes=0-1,3-4", 200, b"\x89PNG quay", None),
        ("bytes=-", 200, b"\x89PNG quay", None),
        ("pages=1-2", 200, b"\x89PNG quay", None),
    ],
)
def test_part_of_a_file_is_sent_to_who_asks_for_one(client, stored, asked, status, content, content_range):
    make_edition(pictures=[picture_of("quay.png").pk])
    response = client.get("/media/pictures/quay.png", headers={"Range": asked})
    assert (response.status_code, response.getvalue()) == (status, content)
    assert response.headers.get("Content-Range") == content_range
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "image/png"
    assert response.streaming == (status != 416)  # or who reads slowly has all of it wait in memory
    assert int(response.headers.get("Content-Length", 0)) == len(content)


def test_part_of_another_file_is_not_gone_on_with(client, stored):
    make_edition(pictures=[picture_of("quay.png").pk])
    first = client.get("/media/pictures/quay.png")
    body(first)
    for known, sent in ((first.headers["ETag"], b"quay"), ('"other"', b"\x89PNG quay")):
        headers = {"Range": "bytes=5-", "If-Range": known}
        assert client.get("/media/pictures/quay.png", headers=headers).getvalue() == sent
