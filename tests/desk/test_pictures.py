"""Pictures on the desk: taken in through ``articles.pictures``, and kept where they are used."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles import ledger, workflow
from articles.models import LedgerEntry, Picture
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_picture, make_proofread_story, make_story, make_user
from tests.pictures.test_preparing import larger_png, small
from tests.site.pages import make_picture as stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def png(data=None):
    if data is None:
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
        data = buffer.getvalue()
    return SimpleUploadedFile("pier.png", data, content_type="image/png")


def upload(client, data=None, **facts):
    words = {"alt": "A pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.25"}
    return client.post(address("picture_add"), {"image": png(data), **words, **facts}, follow=True)


def test_a_picture_is_written_anew_and_put_on_record():
    writer = make_user(role="writer")
    upload(client_of(writer))
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.focal_y, picture.added_by) == (40, 30, 0.25, writer)
    assert picture.image.name.endswith(f"{picture.sha256[:16]}.jpg")


@pytest.mark.parametrize(
    ("data", "facts", "sentence"),
    [
        (b"<svg onload='x()'>", {}, "not a picture we can read"),
        (b"", {}, "The submitted file is empty"),
        (larger_png(50_000, 50_000), {}, "more than 60 million pixels"),
        (larger_png(640, 480), {}, "damaged"),
        (small("PNG") + b"<script>alert(1)</script>", {}, "a web page or a script as well as a picture"),
        (None, {"alt": ""}, "This field is required"),
        (None, {"focal_x": "2"}, "from 0 to 1"),
    ],
)
def test_bad_input_is_a_field_error(data, facts, sentence):
    page = upload(client_of(role="writer"), data, **facts).content.decode()
    assert sentence in page
    assert not Picture.objects.exists()


def test_the_list_and_the_form_show_the_picture_scaled_down():
    client, picture = client_of(role="writer"), stored(size=(1600, 900))
    for page, size, width in (("changelist", "thumbnail", 320), ("change", "preview", 960)):
        shown = client.get(address(f"picture_{page}", *[picture.pk][: page == "change"])).content.decode()
        small = address(f"picture_{size}", picture.pk)
        assert f'src="{small}"' in shown
        assert picture.image.url not in shown
        response = client.get(small)
        assert Image.open(io.BytesIO(response.content)).size == (width, width * 9 // 16)
        assert {"private", "no-cache"} == set(response.headers["Cache-Control"].split(", "))
        again = client.get(small, headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_small_picture_of_the_desk_is_for_nobody_else():
    picture = stored(size=(1600, 900))
    small = address("picture_thumbnail", picture.pk)
    assert client_of().get(small).status_code == 200
    assert client_of(make_user()).get(small).status_code == 403
    assert Client().get(small).status_code == 302
    # It was made, and is still no file that readers can have.
    assert default_storage.exists(f"renditions/{picture.sha256}/whole/320.webp")
    assert Client().get(f"/media/renditions/{picture.sha256}/whole/320.webp").status_code == 404


def test_a_picture_too_small_to_be_scaled_down_is_shown_as_it_is():
    picture = stored(size=(60, 40))
    response = client_of().get(address("picture_thumbnail", picture.pk))
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"


def test_the_file_is_shown_to_those_who_see_pictures_and_kept_by_nobody():
    client = client_of(role="writer")
    upload(client)
    file = address("picture_file", Picture.objects.get().pk)
    response = client.get(file)
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert client_of(make_user()).get(file).status_code == 403
    assert Client().get(file).status_code == 302


def test_a_picture_without_its_file_is_not_found():
    for name in ("file", "thumbnail"):
        assert client_of().get(address(f"picture_{name}", make_picture().pk)).status_code == 404


def test_changing_the_words_keeps_the_file():
    client = client_of(role="writer")
    upload(client)
    picture = Picture.objects.get()
    words = {"alt": "The old pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}
    client.post(address("picture_change", picture.pk), words)
    again = Picture.objects.get()
    assert (again.alt, again.sha256, again.image.name) == ("The old pier", picture.sha256, picture.image.name)


WORDS = {"alt": "Changed", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}


def submitted(picture):
    story = make_story(pictures=[picture.pk])
    workflow.submit(story, revision=1, by=make_user(role="editor"), now=timezone.now())


def returned(picture, *, taken_back=False):
    reader, now = make_user(role="proofreader"), timezone.now()
    story = make_proofread_story(pictures=[picture.pk], reader=reader)
    if taken_back:
        story = workflow.take_back(story, revision=1, reason="", by=reader, now=now)
    workflow.send_back(story, revision=1, note="Mend it.", by=reader, now=now)


def returned_with_nothing_standing(picture):
    returned(picture, taken_back=True)


def published(picture):
    make_edition(pictures=[picture.pk])


@pytest.mark.parametrize("use", [submitted, returned, returned_with_nothing_standing, published])
def test_a_picture_in_use_is_changed_only_by_those_who_may_publish(use):
    picture = stored()
    use(picture)
    change = address("picture_change", picture.pk)
    page = client_of(role="proofreader").get(change).content.decode()
    assert "only those who may publish can change it" in page
    assert 'name="alt"' not in page
    for role, status, alt in (("writer", 403, picture.alt), ("editor", 302, "Changed")):
        assert client_of(role=role).post(change, WORDS).status_code == status
        assert Picture.objects.get().alt == alt


def test_a_picture_of_a_draft_is_its_writers_to_change():
    picture = stored()
    make_story(pictures=[picture.pk])
    assert client_of(role="writer").post(address("picture_change", picture.pk), WORDS).status_code == 302
    assert Picture.objects.get().alt == "Changed"


def test_the_file_of_a_published_picture_is_never_replaced():
    editor = client_of()
    upload(editor)
    picture = Picture.objects.get()
    change = address("picture_change", picture.pk)
    assert 'name="image"' in editor.get(change).content.decode()
    published(picture)
    page = editor.get(change).content.decode()
    assert 'name="image"' not in page
    assert "Take in another one" in page
    editor.post(change, WORDS | {"image": png()})
    again = Picture.objects.get()
    assert (again.alt, again.image.name) == ("Changed", picture.image.name)


def test_every_change_of_a_picture_is_in_the_ledger():
    writer = make_user(role="writer")
    client = client_of(writer)
    upload(client)
    picture = Picture.objects.get()
    client.post(address("picture_change", picture.pk), WORDS)
    chain = f"picture/{picture.pk}"
    entries = LedgerEntry.objects.filter(chain=chain, by=writer).order_by("number")
    assert [(entry.act, entry.detail["alt"]) for entry in entries] == [
        ("made", "A pier"),
        ("changed", "Changed"),
    ]
    assert entries[1].detail["fields"] == ["alt", "focal_y"]
    assert ledger.faults(chain) == []


def test_a_picture_in_use_is_not_deleted():
    client = client_of(make_user(superuser=True))
    upload(client)
    picture = Picture.objects.get()
    make_story(pictures=[picture.pk], captions=[("", "")])
    assert client.post(address("picture_delete", picture.pk), {"post": "yes"}).status_code == 403
    assert Picture.objects.exists()
