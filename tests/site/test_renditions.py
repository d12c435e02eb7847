"""Pictures as readers get them: scaled down and cut, while a live edition shows them so."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import press
from articles.models import Picture
from articles.pictures import renditions
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def published(*, size=(800, 400), colour="teal"):
    """The picture of a live edition, as the edition has it."""
    picture = pages.make_picture(size=size, colour=colour)
    return make_edition(pictures=[picture.pk]).picture_rows.get()


def address(row, shape="whole", width=320, form="webp"):
    return renditions.address(row, shape, width, form)


def opened(response):
    return Image.open(io.BytesIO(response.content))


@pytest.mark.parametrize(
    ("form", "kind", "content_type"),
    [("avif", "AVIF", "image/avif"), ("webp", "WEBP", "image/webp"), ("jpg", "JPEG", "image/jpeg")],
)
def test_a_published_picture_is_had_smaller_and_in_any_format(client, form, kind, content_type):
    response = client.get(address(published(), form=form))
    assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
    assert (opened(response).format, opened(response).size) == (kind, (320, 160))
    assert response.headers["Cache-Control"] == "max-age=3600, s-maxage=10"


def test_none_is_kept_longer_than_its_story_is_shown(client):
    now, editor = timezone.now(), make_user(role="editor")
    story = make_proofread_story(
        reader=editor, now=now, pictures=[pages.make_picture(size=(800, 400)).pk], published_at=now
    )
    with time_machine.travel(now, tick=False):
        edition = press.publish(story, revision=1, by=editor, now=now, until=now + timedelta(minutes=7))
        kept = [
            client.get(at).headers["Cache-Control"]
            for at in (address(edition.picture_rows.get()), f"/stories/{story.pk}/card-1.jpg")
        ]
    assert kept == ["max-age=420, s-maxage=10", "max-age=420, s-maxage=10"]


def test_a_picture_with_transparency_keeps_it(client):
    row = published(size=(400, 400), colour=(0, 128, 128, 128))
    for form in ("avif", "webp", "png"):
        assert opened(client.get(address(row, form=form))).mode == "RGBA"
    assert client.get(address(row, form="jpg")).status_code == 404


def test_it_is_made_once_and_then_kept(client, monkeypatch):
    row = published()
    first = client.get(address(row))
    assert default_storage.exists(renditions.Rendition(row, "whole", 320, "webp").name)
    default_storage.delete(row.file)
    assert client.get(address(row)).content == first.content


def test_two_who_ask_at_once_leave_one_file(client, monkeypatch):
    row = published()
    rendition = renditions.Rendition(row, "whole", 320, "webp")
    made_of = renditions.Rendition.made_of

    def overtaken(self, original):
        monkeypatch.setattr(renditions.Rendition, "made_of", made_of)
        assert client.get(rendition.address).status_code == 200
        return made_of(self, original)

    monkeypatch.setattr(renditions.Rendition, "made_of", overtaken)
    assert client.get(rendition.address).status_code == 200
    folder = rendition.name.rpartition("/")[0]
    assert default_storage.listdir(folder) == ([], ["320.webp"])


@pytest.mark.parametrize(
    ("shape", "width", "form"),
    [("whole", 321, "webp"), ("whole", 960, "webp"), ("16x9", 960, "webp"), ("whole", 320, "gif"),
     ("whole", 320, "png"), ("whole", 99999999999, "avif")],
)  # fmt: skip
def test_what_is_not_of_the_closed_set_or_larger_than_the_picture_is_not_made(client, shape, width, form):
    row = published()
    assert client.get(address(row, shape, width, form)).status_code == 404
    assert not default_storage.exists("renditions")


def test_a_crop_around_another_point_is_not_made(client):
    row = published()
    right = address(row, "1x1")
    assert "1x1-50-50" in right
    assert client.get(right.replace("1x1-50-50", "1x1-51-50")).status_code == 404
    assert client.get(right.replace("1x1-50-50", "whole-50-50")).status_code == 404
    assert client.get(right).status_code == 200


def test_nothing_is_made_of_what_readers_do_not_see(client):
    drafted, due = pages.make_picture(colour="red"), pages.make_picture(colour="blue")
    make_story(pictures=[drafted.pk])
    later = make_edition(pictures=[due.pk], now=timezone.now() + timedelta(days=1)).picture_rows.get()
    address_of_due = address(later, width=160)
    assert client.get(address_of_due).status_code == 404
    assert client.get(address_of_due.replace(due.sha256, drafted.sha256)).status_code == 404
    assert not default_storage.exists("renditions")


def test_they_go_at_once_with_the_story_that_is_withdrawn(client):
    row = published()
    assert client.get(address(row)).status_code == 200
    press.withdraw(row.edition.story, reason="rights", by=make_user(role="editor"), now=timezone.now())
    assert client.get(address(row)).status_code == 404


def test_a_rendition_that_cannot_be_kept_is_served_all_the_same_and_told(client, monkeypatch, caplog):
    row = published()

    def full(name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    response = client.get(address(row))
    assert (response.status_code, opened(response).size) == (200, (320, 160))
    assert "could not be kept" in caplog.text


def test_a_picture_that_cannot_be_read_is_shown_as_it_is_and_told(client, caplog):
    row = published()
    with default_storage.open(row.file, "wb") as file:
        file.write(b"\xff\xd8 not much of a picture")
    response = client.get(address(row))
    assert (response.status_code, response.headers["Location"]) == (302, default_storage.url(row.file))
    assert "could not be made" in caplog.text


def test_a_picture_whose_file_is_gone_is_not_found(client):
    row = published()
    default_storage.delete(row.file)
    assert client.get(address(row)).status_code == 404


def test_who_has_it_already_is_told_so(client):
    row = published()
    etag = client.get(address(row)).headers["ETag"]
    again = client.get(address(row), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_whether_it_is_public_is_asked_once_however_many_editions_show_it(client, django_assert_num_queries):
    row = published()
    for _ in range(5):
        make_edition(pictures=[row.picture_id])
    client.get(address(row))
    with django_assert_num_queries(1):
        assert client.get(address(row)).status_code == 200


def test_the_focal_point_of_either_edition_is_good_while_it_is_live(client):
    row = published()
    Picture.objects.filter(pk=row.picture_id).update(focal_x=0.1)
    other = make_edition(pictures=[row.picture_id]).picture_rows.get()
    assert "1x1-10-50" in address(other, "1x1")
    assert [client.get(address(each, "1x1")).status_code for each in (row, other)] == [200, 200]
