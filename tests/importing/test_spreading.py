"""A few files that stand for many: of every shape, from every folder, and the same ones each time."""

import os
import signal
from zipfile import ZipFile

import pytest

from articles import importing
from articles.importing.reading import chunks, understanding
from articles.models import ImportedFile, ImportRun
from tests.importing.helpers import PARAGRAPHS, copy_of, forget, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def ferry(number):
    return copy_of(headline=f"Ferry {number}", paragraphs=PARAGRAPHS)


def mixed(tmp_path):
    """Forty files of one shape in two folders, and three of two others."""
    same = {
        f"{folder}/{n}.txt": copy_of(headline=f"Ferry {n}", paragraphs=PARAGRAPHS)
        for folder in "ab"
        for n in range(20)
    }
    odd = {"a/bare.txt": copy_of(byline="", date=""), "a/late.txt": copy_of(byline="", date="", source="X")}
    return write(tmp_path / "archive", same | odd | {"b/page.md": f"# {copy_of()}"})


def taken():
    run = ImportRun.objects.latest("pk")
    return sorted(run.files.values_list("path", flat=True))


def test_each_shape_and_each_folder_is_in_the_sample(tmp_path):
    result = import_stories(mixed(tmp_path), sample=6, dry_run=True)
    assert "A sample: 6 of 43 files, of 3 shapes." in result
    paths = taken()
    assert {"b/page.md"} < set(paths)
    assert any(path in paths for path in ("a/bare.txt", "a/late.txt"))
    assert {path[0] for path in paths if path[2].isdigit()} == {"a", "b"}


def test_the_same_files_give_the_same_sample(tmp_path):
    folder, samples = mixed(tmp_path), []
    for _ in range(2):
        import_stories(folder, sample=5, dry_run=True)
        samples.append(taken())
        forget(ImportedFile.objects.all())
    assert samples[0] == samples[1]


def test_what_the_last_run_said_of_their_shapes_counts(tmp_path):
    folder = write(
        tmp_path / "archive",
        {f"{n}.txt": ferry(n) for n in range(9)},
    )
    import_stories(folder, dry_run=True)
    ImportedFile.objects.filter(path="7.txt").update(shape="odd")
    assert "of 2 shapes" in import_stories(folder, sample=2, dry_run=True)
    assert "7.txt" in taken()


def test_a_sample_of_more_files_than_there_are_is_all_of_them(tmp_path):
    assert "A sample: 43 of 43 files" in import_stories(mixed(tmp_path), sample=500, dry_run=True)


def test_files_in_archives_what_is_no_text_and_what_is_not_there_may_be_chosen(tmp_path):
    folder = write(tmp_path / "archive", {"none.bin": b"\x89PNG\r\n\x1a\n"})
    with ZipFile(folder / "news.zip", "w") as archive:
        archive.writestr("ferry.txt", copy_of())
    import_stories(folder, tmp_path / "gone.txt", sample=3, dry_run=True)
    assert taken() == [str(tmp_path / "gone.txt"), "news.zip/ferry.txt", "none.bin"]


def test_a_sample_that_was_stopped_goes_on_as_the_same(tmp_path, monkeypatch):
    folder = mixed(tmp_path)
    import_stories(folder, sample=6, dry_run=True)
    whole = taken()
    forget(ImportedFile.objects.all())
    monkeypatch.setattr(chunks, "FILES", 2)
    with monkeypatch.context() as patched:
        stop_at_once(patched)
        assert import_stories(folder, sample=6, dry_run=True).status == 130
    import_stories(resume=ImportRun.objects.latest("pk").pk)
    assert taken() == whole


def stop_at_once(patched):
    whole = understanding.fetch

    def fetch(found):
        os.kill(os.getpid(), signal.SIGINT)
        patched.setattr(understanding, "fetch", whole)
        return whole(found)

    patched.setattr(understanding, "fetch", fetch)


def test_a_sample_is_accepted_without_the_files_beside_it(tmp_path):
    import_stories(mixed(tmp_path), sample=6, dry_run=True)
    shown, dry = taken(), ImportRun.objects.get()
    result = import_stories(accept=dry.pk)
    assert (taken(), "refused" in result) == (shown, False)


@pytest.mark.parametrize("number", ["0", "-3", "many", ""])
def test_a_sample_of_no_number_is_refused(tmp_path, number):
    result = import_stories(mixed(tmp_path), sample=number)
    assert (result.status, "--sample needs a number from 1" in result) == (2, True)


def test_shapes_of_many_files_are_asked_for_at_once(tmp_path, django_assert_num_queries):
    with django_assert_num_queries(1):
        importing.spread(importing.walk([mixed(tmp_path)]), 6)
