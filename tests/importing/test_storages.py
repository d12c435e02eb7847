"""Storages that fail as those of other machines do: with errors of their own, which are told or logged."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from articles.importing import dropping, why_it_failed
from articles.importing.failing import StorageFailed
from articles.models import ImportRun
from tests.factories import make_user
from tests.importing.test_dropping import archives_and_loose, dropped, kept, stories, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


class ClientError(Exception):
    """What the client of an object storage raises, which is no OSError."""


def fail(*args, **options):
    raise ClientError("SlowDown")


def test_a_storage_that_does_not_let_go_ends_no_run_in_an_error(tmp_path, monkeypatch):
    run = dropped(tmp_path, stories(1))
    with monkeypatch.context() as away:
        away.setattr(FileSystemStorage, "delete", fail)
        work(run)
        assert (run.counts, run.uploads.count(), len(kept())) == ({"created": 1}, 1, 1)
    dropping.discard(run, by=make_user(), now=timezone.now())
    assert (run.uploads.count(), kept()) == (0, [])


def test_a_storage_that_keeps_nothing_refuses_what_is_dropped(tmp_path, monkeypatch):
    given = archives_and_loose(tmp_path)
    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    with pytest.raises(StorageFailed) as failure:
        dropping.keep(given, is_dry=False, by=None, now=timezone.now())
    assert (ImportRun.objects.count(), kept()) == (0, [])
    assert "are kept cannot be written (SlowDown)" in why_it_failed(failure.value)


def test_what_a_storage_does_not_forget_hides_no_failure(tmp_path, monkeypatch):
    save = FileSystemStorage._save

    def save_once(*given):
        monkeypatch.setattr(FileSystemStorage, "_save", fail)
        return save(*given)

    monkeypatch.setattr(FileSystemStorage, "_save", save_once)
    monkeypatch.setattr(FileSystemStorage, "delete", fail)
    with pytest.raises(StorageFailed):
        dropping.keep(archives_and_loose(tmp_path), is_dry=False, by=None, now=timezone.now())
    assert len(kept()) == 1
