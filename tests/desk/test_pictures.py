"""Pictures on the desk: taken in through ``articles.pictures``, and kept where they are used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Picture
from tests.desk.desk import address, client_of
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(client, data=None, **facts):
    if data is None:
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
        data = buffer.getvalue()
    file = SimpleUploadedFile("pier.png", data, content_type="image/png")
    words = {"alt": "A pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.25"}
    return client.post(address("picture_add"), {"image": file, **words, **facts}, follow=True)


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
        (None, {"alt": ""}, "This field is required"),
        (None, {"focal_x": "2"}, "from 0 to 1"),
    ],
)
def test_bad_input_is_a_field_error(data, facts, sentence):
    page = upload(client_of(role="writer"), data, **facts).content.decode()
    assert sentence in page
    assert not Picture.objects.exists()


def test_the_list_and_the_form_show_the_picture():
    client = client_of(role="writer")
    upload(client)
    picture = Picture.objects.get()
    for page in (address("picture_changelist"), address("picture_change", picture.pk)):
        assert picture.image.url in client.get(page).content.decode()


def test_changing_the_words_keeps_the_file():
    client = client_of(role="writer")
    upload(client)
    picture = Picture.objects.get()
    words = {"alt": "The old pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}
    client.post(address("picture_change", picture.pk), words)
    again = Picture.objects.get()
    assert (again.alt, again.sha256, again.image.name) == ("The old pier", picture.sha256, picture.image.name)


def test_a_picture_in_use_is_not_deleted():
    client = client_of(make_user(superuser=True))
    upload(client)
    picture = Picture.objects.get()
    make_story(pictures=[picture.pk], captions=[("", "")])
    assert client.post(address("picture_delete", picture.pk), {"post": "yes"}).status_code == 403
    assert Picture.objects.exists()
