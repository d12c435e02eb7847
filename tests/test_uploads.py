"""What may be sent at once: no more than the newsroom takes, and told in words."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from articles.importing import dropping
from articles.models import ImportRun
from newsroom.uploads import Bounded
from tests.desk.desk import address, client_of
from tests.factories import make_user
from tests.test_settings import manage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def sent(client, page, **typed):
    """What is answered to a file of more than a thousand bytes, and to a small field beside it."""
    return client.post(page, {"files": SimpleUploadedFile("a.txt", b"x" * 1001)} | typed)


def test_more_copy_than_is_taken_at_once_is_refused(settings):
    settings.UPLOAD_LIMIT = 1000
    page = sent(client_of(role="importer"), address("importrun_add"))
    assert (page.status_code, "too much at once" in page.content.decode()) == (413, True)
    assert "Put loose files into a zip file" in page.content.decode()


def test_elsewhere_less_is_taken_than_where_copy_is_dropped_whoever_sends_it(monkeypatch):
    monkeypatch.setattr(Bounded, "limit", 1000)
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/admin/login/")
    assert sent(stranger, "/admin/login/").status_code == 413
    assert sent(client_of(role="importer"), address("topic_add")).status_code == 413
    assert sent(client_of(role="importer"), address("importrun_add")).status_code == 302


def test_nothing_is_read_of_what_they_drop_who_may_not(monkeypatch):
    read = []
    monkeypatch.setattr(Bounded, "handle_raw_input", lambda *given: read.append(given))
    assert sent(client_of(role="writer"), address("importrun_add")).status_code == 403
    assert "/login/" in sent(Client(enforce_csrf_checks=True), address("importrun_add")).url
    assert read == []


def test_who_may_not_drop_any_is_refused_whatever_they_send():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role="writer"))
    client.get(address("account"))  # of whoever has no cookie of ours nothing is read anyhow
    page = client.post(address("importrun_add"), b"no parts", content_type="multipart/form-data")
    assert (page.status_code, "may not see this page" in page.content.decode()) == (403, True)


def test_a_null_character_beside_what_is_dropped_is_refused():
    page = sent(client_of(role="importer"), address("importrun_add"), collection="a\0b")
    assert (page.status_code, ImportRun.objects.count()) == (400, 0)


def test_copy_lies_in_the_data_folder_until_it_is_kept_and_in_none_of_the_system(monkeypatch, settings):
    """Which may be memory."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    page = sent(client_of(role="importer"), address("importrun_add"))
    dropping.go_on(ImportRun.objects.get(), clock=timezone.now)
    assert (page.status_code, ImportRun.objects.get().files.count()) == (302, 1)
    assert [*(settings.DATA_DIR / "temporary").iterdir()] == []


def test_copy_that_a_form_of_elsewhere_sends_is_not_taken():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role="importer"))
    assert sent(client, address("importrun_add")).status_code == 403
    assert ImportRun.objects.count() == 0


def test_more_files_than_are_taken_at_once_are_refused(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    page = client_of(role="importer").post(address("importrun_add"), {"files": files})
    assert (page.status_code, "too much at once" in page.content.decode()) == (413, True)


def test_a_limit_too_small_for_any_picture_stops_the_start():
    done = manage("check", NEWSROOM_UPLOAD_LIMIT="999999")
    assert "NEWSROOM_UPLOAD_LIMIT is '999999'; expected a whole number, 1000000 or more" in done.stderr
