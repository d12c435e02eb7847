"""A bucket as Django's files are kept in it; and what is told of a store that does not answer."""

import logging
import socket
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.pictures import keeping
from newsroom import objects
from tests.buckets.conftest import KEYS


def read(bucket, name):
    with bucket.open(name) as file:
        return file.read()


def test_a_file_comes_back_as_it_was_put_and_under_a_name_of_its_own(bucket, held):
    first = bucket.save("pictures/ferry.png", ContentFile(b"first"))
    second = bucket.save("pictures/ferry.png", ContentFile(b"second"))
    assert first == "pictures/ferry.png" != second
    with bucket.open(first) as file:
        assert (file.size, file.read()) == (5, b"first")
        file.seek(2)
        assert file.read() == b"rst"
    assert sorted(held()) == sorted([first, second])
    assert bucket.size(second) == 6
    assert timezone.now() - bucket.get_modified_time(first) < timedelta(hours=1)
    assert bucket.url("pictures/fähre.png") == "/media/pictures/f%C3%A4hre.png"
    bucket.delete(first)
    assert (bucket.exists(first), bucket.exists(second)) == (False, True)


def test_what_is_saved_can_still_be_read_by_who_saved_it(bucket):
    content = ContentFile(b"whole")
    content.read(2)
    bucket.save("pictures/a.png", content)
    assert read(bucket, "pictures/a.png") == b"whole"
    content.seek(0)
    assert content.read() == b"whole"


def test_folders_are_listed_as_on_a_disk(bucket):
    for name in ("top.txt", "made/a.jpg", "made/cards/7/b.jpg", "made/cards/8/c.jpg"):
        bucket.save(name, ContentFile(b"x"))
    assert bucket.listdir("") == (["made"], ["top.txt"])
    assert bucket.listdir("made") == (["cards"], ["a.jpg"])
    assert bucket.listdir("made/cards") == (["7", "8"], [])
    assert bucket.listdir("mad") == ([], [])


def test_who_lists_a_folder_has_the_times_of_its_files_from_that(bucket, store):
    for name in ("made/a.jpg", "made/b.jpg"):
        bucket.save(name, ContentFile(b"x"))
    bucket._store().put_object(Bucket=bucket._bucket, Key="made/")  # as some tools make a folder
    _, files = bucket.listdir("made")
    with store.gone():
        times = [bucket.get_modified_time(f"made/{file}") for file in files]
        with pytest.raises(objects.Unreachable):
            bucket.get_modified_time("made/a.jpg")
    bucket._rests_until = 0.0
    assert times == [bucket.get_modified_time(f"made/{file}") for file in ("a.jpg", "b.jpg")]


def test_what_is_not_there_is_not_found_and_nobody_climbs(bucket):
    bucket.save("pictures/none.png.txt", ContentFile(b"x"))
    for asked in (bucket.open, bucket.size, bucket.get_modified_time):
        with pytest.raises(FileNotFoundError):
            asked("pictures/none.png")
    assert not bucket.exists("pictures/none.png")
    for name in ("../secret", "pictures/../../secret", "/etc/passwd", ""):
        with pytest.raises(SuspiciousFileOperation):
            bucket.open(name)
    with pytest.raises(ValueError, match="saved whole"):
        bucket.open("pictures/none.png", "wb")


def test_a_bucket_that_is_not_there_is_not_taken_for_one_without_the_file(store):
    none = objects.Bucket("nobody-made-this", endpoint=store.url, **KEYS)
    for asked in (none.open, none.exists, none.listdir, none.size):
        with pytest.raises(objects.Unreachable, match="NoSuchBucket"):
            asked("pictures")
    with pytest.raises(objects.Unreachable, match="NoSuchBucket"):
        none.save("pictures/a.png", ContentFile(b"a"))


def test_many_pieces_are_one_file_and_what_breaks_off_leaves_nothing(bucket, held):
    class Broken(ContentFile):
        def read(self, *size):
            raise OSError("the disk is gone")

    data = bytes(range(256)) * 40_000
    with pytest.raises(OSError, match="the disk is gone"):
        bucket.save("uploads/half", Broken(data))
    assert held() == []
    assert "Uploads" not in bucket._store().list_multipart_uploads(Bucket=bucket._bucket)
    bucket.save("uploads/whole", ContentFile(data))
    assert read(bucket, "uploads/whole") == data


def test_of_two_nodes_that_make_the_same_at_once_one_file_stays(bucket, held, store):
    another = objects.Bucket(bucket._bucket, endpoint=store.url, **KEYS)

    def made_here_and_there():
        another.save("made/a.jpg", ContentFile(b"made"))
        return b"made"

    assert keeping.kept("made/a.jpg", made_here_and_there) == b"made"
    assert held() == ["made/a.jpg"]
    assert keeping.kept("made/a.jpg", lambda: b"never") == b"made"


def test_a_store_that_says_nothing_is_given_up_and_let_alone_for_a_while(monkeypatch, caplog):
    monkeypatch.setattr(objects, "ANSWER", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        bucket = objects.Bucket("pictures", endpoint=address, **KEYS)
        with pytest.raises(objects.Unreachable, match="does not answer"):
            bucket.save("pictures/a.png", ContentFile(b"a"))
        for asked in (bucket.open, bucket.delete, bucket.exists, bucket.listdir):
            with pytest.raises(objects.Unreachable, match="a moment ago"):
                asked("pictures/a.png")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_store_that_sends_too_slowly_is_given_up(bucket, monkeypatch):
    bucket.save("pictures/a.png", ContentFile(bytes(200_000)))
    monkeypatch.setattr(objects, "ANSWER", -10)
    with pytest.raises(objects.Unreachable, match="less than 100,000 bytes"):
        bucket.open("pictures/a.png")


def test_half_of_the_threads_wait_for_a_slow_store_and_the_others_are_told(bucket, monkeypatch, settings):
    monkeypatch.setattr(objects, "TURN", 0)
    bucket.save("pictures/a.png", ContentFile(b"a"))
    with ExitStack() as waiting:
        for _ in range(settings.SERVER_THREADS // 2):
            waiting.enter_context(bucket._asked("pictures/a.png"))
        with pytest.raises(objects.Unreachable, match="too slow for all"):
            bucket.open("pictures/a.png")
    assert read(bucket, "pictures/a.png") == b"a"


def test_a_store_that_comes_back_is_asked_by_one_first(bucket, store, monkeypatch, caplog):
    bucket.save("pictures/a.png", ContentFile(b"a"))
    with store.gone(), pytest.raises(objects.Unreachable, match="does not answer"):
        bucket.open("pictures/a.png")
    monkeypatch.setattr(bucket, "_rests_until", 0.0)  # the while is over
    told = []

    def seen_by_others(*given, **options):
        with pytest.raises(objects.Unreachable, match="a moment ago"):
            bucket.exists("pictures/a.png")
        told.append("the others wait")
        return fetch(*given, **options)

    fetch = bucket._fetch
    monkeypatch.setattr(bucket, "_fetch", seen_by_others)
    assert read(bucket, "pictures/a.png") == b"a"
    assert (told, bucket.exists("pictures/a.png")) == (["the others wait"], True)
    own = [record.levelname for record in caplog.records if record.name == "newsroom.objects"]
    assert own == ["ERROR", "WARNING"]
