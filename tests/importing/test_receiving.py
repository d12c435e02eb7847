"""Copy by standard input: one file like any other."""

import errno
import io
import sys
from contextlib import nullcontext
from zipfile import ZipFile

import pytest

from articles.importing.arriving import receiving
from articles.management.commands import import_stories as command
from articles.models import ImportedFile, ImportRun, Story
from tests.importing.helpers import OTHER_PARAGRAPHS, archive, copy_of, import_stories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def given(monkeypatch):
    """Let these bytes come by standard input."""

    def give(data: str | bytes) -> None:
        stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

    return give


def places():
    return list(ImportedFile.objects.order_by("pk").values_list("collection", "path", "outcome"))


def test_what_comes_is_a_story(given):
    given(copy_of())
    assert import_stories("-").status == 0
    assert places() == [("standard input", "stdin", "created")]
    assert Story.objects.get().headline == "Ferry returns to the harbour"
    assert ImportRun.objects.get().options["paths"] == ["-"]


def test_it_is_known_by_the_name_that_it_was_given(given):
    for text in (copy_of(), copy_of().replace("forty", "fifty")):
        given(text)
        import_stories("-", name="ferry.txt", collection="wire")
    assert places() == [("wire", "ferry.txt", "created"), ("wire", "ferry.txt", "updated")]


def test_it_stands_beside_other_paths(given, tmp_path):
    given(copy_of(headline="Pie contest opens", paragraphs=OTHER_PARAGRAPHS))
    assert "2 files: 2 created." in import_stories(archive(tmp_path, a=copy_of()), "-", dry_run=True)


def test_an_archive_that_comes_is_a_folder(given, tmp_path):
    with ZipFile(tmp_path / "news.zip", "w") as packed:
        packed.writestr("ferry.txt", copy_of())
    given((tmp_path / "news.zip").read_bytes())
    import_stories("-", name="news.zip")
    assert places() == [("standard input", "news.zip/ferry.txt", "created")]


@pytest.mark.parametrize(("data", "says"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n", "PNG")])
def test_what_is_no_story_is_refused(given, data, says):
    given(data)
    result = import_stories("-")
    assert (result.status, says in result) == (1, True)


def test_what_does_not_end_is_refused(given, monkeypatch):
    monkeypatch.setattr(receiving, "READ_LIMIT", 1_000)
    given("x" * 2_000)
    assert "standard input/stdin: More than 1,000 bytes came" in import_stories("-")


def test_what_finds_no_room_is_not_taken(given, monkeypatch, tmp_path):
    (tmp_path / "stdin").symlink_to("/dev/full")
    monkeypatch.setattr(command, "TemporaryDirectory", lambda **where: nullcontext(tmp_path))
    given(copy_of())
    result = import_stories("-")
    assert (result.status, ImportRun.objects.count()) == (3, 0)
    assert "Nothing was taken. The disk is full that temporary files are written to." in result


def test_what_breaks_off_is_refused(monkeypatch):
    class Broken(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    assert "stdin: It could not be read to its end: Input/output error." in import_stories("-")


def test_a_dry_run_is_accepted_by_giving_the_same_again(given):
    given(copy_of())
    import_stories("-", name="ferry.txt", dry_run=True)
    dry = ImportRun.objects.get()
    given(copy_of().replace("forty", "fifty"))
    assert f"standard input/ferry.txt: changed since dry run {dry.pk}." in import_stories(accept=dry.pk)
    given(copy_of())
    assert "1 file: 1 created." in import_stories(accept=dry.pk)


@pytest.mark.parametrize(
    ("paths", "name", "says"),
    [
        (("-", "-"), None, "Standard input can be given once."),
        (("x.txt",), "y.txt", "--name goes with the path -"),
        (("-",), "../y.txt", "--name is the name of a file"),
        (("-",), "", "--name is the name of a file"),
        (("-",), "x" * 300, "--name is the name of a file"),
    ],
)
def test_a_wrong_call_reads_nothing(given, paths, name, says):
    given(copy_of())
    result = import_stories(*paths, name=name)
    assert (result.status, says in result, sys.stdin.buffer.tell()) == (2, True, 0)


def test_standard_input_that_is_closed_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    result = import_stories("-")
    assert (result.status, "Standard input is closed" in result) == (2, True)
