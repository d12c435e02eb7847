"""What may be sent at once: no more than the newsroom takes, and told in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.desk import address, client_of
from tests.test_settings import manage

pytestmark = pytest.mark.django_db


def test_more_than_is_taken_at_once_is_refused_whatever_it_is_for(settings):
    settings.UPLOAD_LIMIT = 1000
    file = SimpleUploadedFile("a.txt", b"x" * 1001)
    page = client_of(role="writer").post(address("importrun_add"), {"files": file})
    assert (page.status_code, "too much at once" in page.content.decode()) == (413, True)
    assert "Put loose files into a zip file" in page.content.decode()


def test_more_files_than_are_taken_at_once_are_refused(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    page = client_of(role="importer").post(address("importrun_add"), {"files": files})
    assert (page.status_code, "too much at once" in page.content.decode()) == (413, True)


def test_a_limit_too_small_for_any_picture_stops_the_start():
    done = manage("check", NEWSROOM_UPLOAD_LIMIT="999999")
    assert "NEWSROOM_UPLOAD_LIMIT is '999999'; expected a whole number, 1000000 or more" in done.stderr
