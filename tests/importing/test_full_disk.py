"""A disk that is full: the run stops and says so, nothing half-written stays, and the same command finishes the job."""

import errno
import os
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import OperationalError
from django.http import UnreadablePostError

from articles.importing.reading import chunks
from articles.importing.taking import batching
from articles.models import ImportedFile, ImportRun, Picture, Story
from newsroom.media import WholeFiles
from tests.desk.desk import address, client_of, message
from tests.importing.helpers import copy_of, import_stories, write
from tests.importing.test_pictures import png

pytestmark = pytest.mark.django_db
COLOURS = ["navy", "red", "green", "gold"]


class SmallDisk(WholeFiles):
    """A disk with room for so many bytes, which fails in the middle of the file that does not fit."""

    room = 0

    def _save(self, name, content):
        return super()._save(name, _Squeezed(content))


class _Squeezed(File):
    def __init__(self, content):
        super().__init__(content, name=content.name)

    def chunks(self, chunk_size=None):
        data = self.file.read()
        fits = data[: SmallDisk.room]
        SmallDisk.room -= len(fits)
        yield fits
        if len(fits) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(autouse=True)
def _small_disk(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.SmallDisk"}}
    monkeypatch.setattr(SmallDisk, "room", 0)


def folder(tmp_path):
    """Four stories, each with a picture beside it."""
    texts = {f"{colour}.txt": copy_of(headline=f"The {colour} ferry is back at last") for colour in COLOURS}
    return write(tmp_path / "in", texts | {f"{colour}.png": png(colour) for colour in COLOURS})


def kept():
    """The files that are kept, with their sizes."""
    top = Path(default_storage.location)
    return {path.name: path.stat().st_size for path in top.rglob("*") if path.is_file()}


def test_a_full_disk_stops_the_run_and_the_same_command_finishes_it(tmp_path, monkeypatch, caplog):
    SmallDisk.room = 1400  # for two pictures and a half
    monkeypatch.setattr(chunks, "FILES", 2)
    result = import_stories(folder(tmp_path))

    assert result.status == 3
    assert "ended after 2 of 4 files. The disk is full on which pictures and uploads are kept" in result
    assert (Story.objects.count(), len(kept()), ImportRun.objects.get().finished_at) == (2, 2, None)

    SmallDisk.room = 10_000
    again = import_stories(tmp_path / "in")
    assert (again.status, "2 created, 2 unchanged" in again) == (0, True)
    assert ImportedFile.objects.filter(outcome="refused").count() == 0
    assert (Picture.objects.count(), len(kept())) == (4, 4)
    assert "please report" not in result.said + again.said + caplog.text


def test_a_run_that_a_full_disk_stopped_is_resumed(tmp_path):
    assert import_stories(folder(tmp_path)).status == 3
    assert kept() == {}
    SmallDisk.room = 10_000
    assert import_stories("--resume", ImportRun.objects.get().pk).status == 0
    assert set(ImportRun.objects.values_list("found", "counts__created")) == {(4, 4)}
    assert [(row.width, row.height, row.image.size) for row in Picture.objects.all()] == [
        (64, 48, size) for size in reversed(kept().values())
    ]


def test_a_place_for_pictures_that_may_not_be_written_is_told(tmp_path, monkeypatch):
    def fail(*given):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(SmallDisk, "_save", fail)
    for _ in ("a report of nothing", "is written over"):
        result = import_stories(folder(tmp_path), report=str(tmp_path / "report.txt"))

    assert (result.status, Story.objects.count()) == (3, 0)
    assert "The disk on which pictures and uploads are kept cannot be written (Permission denied)" in result


def test_pictures_of_stories_that_came_to_nothing_are_let_go(tmp_path, monkeypatch):
    def broken(*args):
        raise ValueError("no")

    SmallDisk.room = 10_000
    monkeypatch.setattr(batching, "hang_on", broken)
    import_stories(folder(tmp_path))

    assert (Story.objects.count(), Picture.objects.count(), kept()) == (0, 0, {})


def test_a_file_that_does_not_fit_leaves_nothing_and_a_name_that_is_taken_stays_its_own():
    SmallDisk.room = 6
    assert default_storage.save("a/b.txt", ContentFile("first")) == "a/b.txt"
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("a/c.txt", ContentFile(b"second"))
    SmallDisk.room = 9
    assert default_storage.save("a/b.txt", ContentFile(b"third")) != "a/b.txt"
    assert sorted(kept().values()) == [5, 5]
    assert Path(default_storage.path("a/b.txt")).read_bytes() == b"first"


def dropped_story_with_picture(client):
    """A run that waits in the desk, its disk full from now on."""
    SmallDisk.room = 100_000
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", copy_of())
        archive.writestr("a.png", png())
    client.post(address("importrun_add"), {"files": ContentFile(packed.getvalue(), "a.zip"), "as": "drafts"})
    SmallDisk.room = 0
    return ImportRun.objects.get()


def test_the_desk_says_that_a_disk_is_full_and_goes_on_once_there_is_room():
    client = client_of(role="importer")
    run = dropped_story_with_picture(client)
    page = address("importrun_go_on", run.pk)
    answer = client.post(page, HTTP_ACCEPT="application/json")

    assert (answer.status_code, answer.json()["done"], answer.json()["state"]) == (507, 0, "waits")
    assert answer.json()["problem"].startswith("The disk is full on which pictures and uploads are kept.")
    assert "The disk is full" in message(client.post(page, follow=True))
    assert (Story.objects.count(), len(kept())) == (0, 1)
    SmallDisk.room = 10_000
    client.post(page)
    assert (Story.objects.count(), Picture.objects.count(), len(kept())) == (1, 1, 1)


def test_the_desk_says_that_the_database_is_full(monkeypatch):
    def fail(*given, **options):
        raise OperationalError("database or disk is full")

    client = client_of(role="importer")
    run = dropped_story_with_picture(client)
    monkeypatch.setattr(batching, "hang_on", fail)
    SmallDisk.room = 10_000
    answer = client.post(address("importrun_go_on", run.pk), HTTP_ACCEPT="application/json")

    assert (answer.status_code, Story.objects.count(), len(kept())) == (507, 0, 1)
    assert answer.json()["problem"].startswith("There is no room left where the database lies.")


DROPPED = "The disk is full that temporary files are written to. Make room there. Nothing was kept: send it again then."


def drop(client, **options):
    file = ContentFile(copy_of().encode(), "a.txt")
    return client.post(address("importrun_add"), {"files": file, "as": "drafts"}, **options)


def test_what_is_dropped_where_no_room_is_left_is_not_kept_and_the_page_says_so():
    client = client_of(role="importer")
    SmallDisk.room = 100
    answer = drop(client, HTTP_ACCEPT="application/json")

    assert (answer.status_code, kept(), ImportRun.objects.count()) == (507, {}, 0)
    assert answer.json()["problem"].endswith("Make room there. Nothing was kept: send it again then.")
    page = drop(client)
    assert (page.status_code, answer.json()["problem"] in page.content.decode()) == (507, True)


@pytest.mark.parametrize(
    ("place", "name"), [(TemporaryFileUploadHandler, "receive_data_chunk"), (tarfile.TarFile, "addfile")]
)
def test_a_full_folder_for_temporary_files_is_told(monkeypatch, place, name):
    def fail(*given, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    client = client_of(role="importer")
    monkeypatch.setattr(place, name, fail)
    answer = drop(client, HTTP_ACCEPT="application/json")

    assert (answer.status_code, answer.json()) == (507, {"problem": DROPPED})
    page = drop(client)
    assert (page.status_code, DROPPED in page.content.decode()) == (507, True)
    assert (kept(), ImportRun.objects.count()) == ({}, 0)


def test_an_upload_that_breaks_off_is_refused_and_leaves_no_temporary_file(monkeypatch, settings, tmp_path):
    def gone(*given):
        raise UnreadablePostError("Connection reset by peer")

    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    client = client_of(role="importer")
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", gone)

    assert drop(client).status_code == 400
    assert (list(tmp_path.glob("*upload*")), kept(), ImportRun.objects.count()) == ([], {}, 0)


def test_what_a_process_that_was_killed_left_of_a_file_is_deleted_after_a_day(tmp_path):
    SmallDisk.room = 20
    old, new = (write(tmp_path / "media", {name: "x"}) / name for name in (".old.part", ".new.part"))
    os.utime(old, (0, 0))
    default_storage.save("a.txt", ContentFile(b"whole"))
    assert set(kept()) == {new.name, "a.txt"}


def test_a_name_is_on_the_disk_with_all_folders_that_were_made_for_it(tmp_path, monkeypatch):
    SmallDisk.room, synced = 20, []
    monkeypatch.setattr("newsroom.media.os.fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    default_storage.save("pictures/a.txt", ContentFile(b"whole"))
    default_storage.save("pictures/b.txt", ContentFile(b"whole"))
    made = tmp_path / "media" / "pictures"
    a, b, *folders = (
        path.stat().st_ino for path in (made / "a.txt", made / "b.txt", made, made.parent, tmp_path)
    )
    assert synced == [a, *folders, b, folders[0]]
