"""What was dropped and lies on another machine: fetched once by each node that goes on with its run, then let go."""

import fcntl
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from articles import tidying
from articles.importing import dropping, why_it_failed
from articles.importing.arriving import fetching, keeping
from articles.importing.failing import StorageFailed
from articles.models import ImportRun, Upload
from articles.rules import Refused
from tests.factories import make_user
from tests.importing.test_dropping import archives_and_loose, dropped, stories, work

pytestmark = pytest.mark.django_db


class Elsewhere(Storage):
    """What an object storage is like: it gives bytes by name, and knows no path."""

    took = timedelta(0)

    def __init__(self):
        self.held, self.asked, self.clock = {}, [], timezone.now()

    def _open(self, name, mode):
        self.asked.append(name)
        self.clock += self.took
        return ContentFile(self.held[name])

    def _save(self, name, content):
        self.held[name] = content.read()
        return name

    def size(self, name):
        return len(self.held[name])

    def exists(self, name):
        return name in self.held

    def delete(self, name):
        del self.held[name]


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    """The folder of this machine to which is fetched."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Elsewhere"}}
    settings.FETCHED = tmp_path / "fetched"
    return settings.FETCHED


def drop(tmp_path):
    return dropping.keep(archives_and_loose(tmp_path), is_dry=False, by=None, now=timezone.now())


def go_on(run, *, clock=timezone.now):
    return dropping.go_on(ImportRun.objects.get(pk=run.pk), clock=clock)


def names(run):
    return [upload.file.name for upload in run.uploads.all()]


def test_what_lies_elsewhere_is_fetched_once_however_many_requests_take_it(tmp_path, here, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    run = drop(tmp_path)
    given = names(run)
    go_on(run)
    assert sorted(f"uploads/{path.name}" for path in here.iterdir()) == sorted(given)
    assert here.stat().st_mode & 0o077 == 0
    assert work(run) > 1
    assert (default_storage.asked, run.counts) == (given, {"created": 4})
    assert (default_storage.held, list(here.iterdir())) == ({}, [])


def test_the_seconds_of_a_request_begin_when_all_is_here(tmp_path, monkeypatch):
    monkeypatch.setattr(Elsewhere, "took", timedelta(minutes=1))
    run = drop(tmp_path)
    assert work(run, clock=lambda: default_storage._wrapped.clock) == 1
    assert (len(default_storage.asked), run.counts) == (3, {"created": 4})


def test_what_is_not_whole_is_fetched_anew(tmp_path, here):
    run = dropped(tmp_path, stories(2))
    here.mkdir()
    run.uploads.get().fetched.write_bytes(b"half")
    work(run)
    assert (len(default_storage.asked), run.counts) == (1, {"created": 2})


def test_what_somebody_else_fetches_just_now_is_waited_for(tmp_path, here):
    upload = dropped(tmp_path, stories(1)).uploads.get()
    with ThreadPoolExecutor() as other:
        with fetching._alone(fcntl.LOCK_EX):
            waits = other.submit(fetching.fetched, upload)
            fetching.clear()
            assert not waits.done()
            upload.fetched.write_bytes(default_storage.held[upload.file.name])
        assert waits.result() == upload.fetched
    assert default_storage.asked == []


def test_what_is_gone_from_the_store_is_not_taken_from_here(tmp_path):
    run = dropped(tmp_path, stories(1))
    fetching.fetched(run.uploads.get())
    default_storage.held.clear()
    with pytest.raises(Refused, match="is no longer where the project keeps its files"):
        go_on(run)


def leave(here, upload):
    """What another node let go meanwhile, and a process that was killed did not fetch whole; gives the names."""
    here.mkdir()
    left = [here / "of-nobody", here / "half.part", upload.fetched]
    for path in left:
        path.write_bytes(b"x")
    return left


@pytest.mark.parametrize("clear", [keeping.clear, lambda now: list(tidying.tidy(now))])
def test_what_no_upload_has_any_more_is_tidied_away(tmp_path, here, clear):
    clear(timezone.now())
    *gone, stays = leave(here, dropped(tmp_path, stories(1)).uploads.get())
    clear(timezone.now())
    assert [path.exists() for path in (*gone, stays)] == [False, False, True]


def test_who_fetches_tidies_first(tmp_path, here):
    *gone, _ = leave(here, dropped(tmp_path, stories(1)).uploads.get())
    fetching.fetched(Upload.objects.get())
    assert not any(path.exists() for path in gone)


def test_what_is_discarded_is_gone_from_here(tmp_path, here):
    run = dropped(tmp_path, stories(1))
    fetching.fetched(run.uploads.get())
    dropping.discard(run, by=make_user(), now=timezone.now())
    assert list(here.iterdir()) == []


def test_a_disk_that_is_full_is_told_and_left_as_it_was(tmp_path, here):
    run = dropped(tmp_path, stories(1))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(StorageFailed) as failure:
            fetching.fetched(run.uploads.get())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert why_it_failed(failure.value).startswith(
        "The disk that temporary files are written to cannot be written"
    )
    assert list(here.iterdir()) == []


def test_a_store_that_does_not_answer_is_told_as_that(tmp_path, monkeypatch):
    upload = dropped(tmp_path, stories(1)).uploads.get()

    def fail(*given):
        raise ConnectionError("it hangs")

    monkeypatch.setattr(Elsewhere, "_open", fail)
    with pytest.raises(ConnectionError, match="it hangs"):
        fetching.fetched(upload)
