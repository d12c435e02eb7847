"""Copy dropped in the desk: kept for its run, taken piece by piece, by one at a time, and let go in the end."""

import tarfile
import zipfile
from datetime import timedelta
from io import BytesIO
from itertools import count
from unittest.mock import Mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from articles.importing import dropping
from articles.importing.reading import chunks, understanding
from articles.models import ImportRun, Original, Story, Upload
from articles.rules import Refused
from tests.factories import make_user
from tests.importing.helpers import copy_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def stories(count, *, first=1):
    return {f"ferry-{n}.txt": copy_of(headline=f"Ferry {n} returns to the harbour", paragraphs=(
        f"The ferry number {n} between Northport and Eastmere is back after {n} weeks in dock, said the office.",
        f"It carried {n} passengers on its first crossing, and the captain said that all went well.",
    )) for n in range(first, first + count)}  # fmt: skip


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def dropped(folder, files, *, is_dry=False, **said):
    """A run with loose files, and with archives that are given as paths."""
    given = [(name, write(folder / "sent", {name: text}) / name) for name, text in files.items()]
    return dropping.keep(given, is_dry=is_dry, by=make_user(role="importer"), now=timezone.now(), **said)


def work(run, *, clock=timezone.now):
    """Go on with a run to its end; gives how many requests that took."""
    times = 1
    while not dropping.go_on(ImportRun.objects.get(pk=run.pk), clock=clock):
        times += 1
    run.refresh_from_db()
    return times


def test_loose_files_wait_for_their_run_and_become_drafts(tmp_path):
    run = dropped(tmp_path, stories(3))
    assert (run.found, run.options, run.collection) == (3, {"dropped": "3 loose files"}, "uploads")
    assert Story.objects.count() == 0
    work(run)
    assert (run.counts, Story.objects.count()) == ({"created": 3}, 3)
    assert run.files.filter(collection="uploads", path="ferry-1.txt").exists()
    assert bytes(Original.objects.get(files__path="ferry-1.txt").data).decode() == stories(1)["ferry-1.txt"]


def kept():
    """The names under which the project's storage keeps uploads."""
    return default_storage.listdir("uploads")[1] if default_storage.exists("uploads") else []


def outcomes(run):
    return dict(run.files.values_list("path", "outcome"))


def archives_and_loose(tmp_path):
    first, second = zipped(tmp_path / "1.zip", stories(2)), zipped(tmp_path / "2.zip", stories(1, first=7))
    loose = write(tmp_path, {"note.txt": stories(1, first=9)["ferry-9.txt"]}) / "note.txt"
    return [("news.zip", first), ("note.txt", loose), ("news.zip", second)]


def test_archives_are_folders_beside_loose_files_and_two_of_one_name_stay_apart(tmp_path):
    run = dropping.keep(archives_and_loose(tmp_path), is_dry=False, by=None, now=timezone.now())
    assert run.options == {"dropped": "news.zip, news.zip (2) and 1 loose file"}
    work(run)
    assert outcomes(run) == dict.fromkeys(
        ("note.txt", "news.zip/ferry-1.txt", "news.zip/ferry-2.txt", "news.zip (2)/ferry-7.txt"), "created"
    )


def test_the_same_dropped_twice_changes_nothing(tmp_path):
    for _ in range(2):
        work(run := dropped(tmp_path, stories(2), collection="wire"))
    assert (run.counts, Story.objects.count()) == ({"unchanged": 2}, 2)
    work(run := dropped(tmp_path, stories(2), collection="another"))
    assert (run.counts, Story.objects.count()) == ({"joined": 2}, 2)


def test_files_packed_by_the_browser_keep_their_paths_and_loose_ones_join_them(tmp_path):
    with tarfile.open(packed := tmp_path / "packed.tar", "w") as tar:
        for name, text in stories(2).items():
            info = tarfile.TarInfo(f"2019/Ägypten/{name}")
            info.size = len(text.encode())
            tar.addfile(info, BytesIO(text.encode()))
    run = dropped(tmp_path, stories(1, first=5), packed=packed)
    work(run)
    assert set(outcomes(run)) == {
        "2019/Ägypten/ferry-1.txt",
        "2019/Ägypten/ferry-2.txt",
        "ferry-5.txt",
    }


def test_a_run_is_taken_a_few_files_at_a_time_and_counts_each_once(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    run = dropped(tmp_path, stories(5))
    assert dropping.go_on(run, clock=timezone.now) is False
    run.refresh_from_db()
    assert (run.counts, run.finished_at, run.uploads.get().done) == ({"created": 2}, None, 2)
    work(run)
    assert (run.counts, run.found, run.summary["taken"]) == ({"created": 5}, 5, 5)
    assert dropping.go_on(run, clock=timezone.now) is True


def test_a_file_of_many_stories_is_gone_on_with_in_its_middle(tmp_path, monkeypatch):
    read = Mock(wraps=understanding.parse)
    monkeypatch.setattr(understanding, "parse", read)
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    rows = [f'{name},Ferry {name} returns,"{text}"\n' for name, text in stories(9).items()]
    files = {
        f"{name}.csv": f"id,title,body\n{''.join(some)}" for name, some in (("a", rows[:2]), ("b", rows[2:]))
    }
    run = dropped(tmp_path, files)
    ticks, start = count(), timezone.now()
    times = work(run, clock=lambda: start + timedelta(seconds=next(ticks)))
    assert (run.counts, run.found) == ({"created": 9}, 9)
    assert 2 < times <= 6
    assert read.call_count <= 9 + 2 * times  # what is taken, and what was read ahead when time was up


def test_bytes_are_let_go_when_the_run_is_done(tmp_path):
    run = dropped(tmp_path, stories(1))
    assert len(kept()) == 1
    work(run)
    assert (kept(), Upload.objects.count()) == ([], 0)


def test_what_the_storage_does_not_let_go_stays_on_record(tmp_path, monkeypatch):
    def fail(self, name):
        raise OSError("no way there")

    run = dropped(tmp_path, stories(1))
    monkeypatch.setattr(FileSystemStorage, "delete", fail)
    work(run)
    assert (run.counts, run.uploads.count()) == ({"created": 1}, 1)


def test_a_dry_run_keeps_its_files_and_is_accepted_with_them(tmp_path):
    dry = dropped(tmp_path, stories(2), is_dry=True, collection="wire")
    work(dry)
    assert (Story.objects.count(), len(kept())) == (0, 1)
    run = dropping.accept(dry, by=make_user(role="importer"), now=timezone.now())
    assert (run.accepts, run.collection, run.found, dry.uploads.count()) == (dry, "wire", 2, 0)
    work(run)
    assert (run.counts, Story.objects.count(), kept()) == ({"created": 2}, 2, [])
    with pytest.raises(Refused, match=f"Run {run.pk} brings in what was dropped for run {dry.pk}"):
        dropping.accept(dry, by=None, now=timezone.now())


def test_a_dry_run_that_did_not_end_and_a_run_that_was_none_are_not_accepted(tmp_path):
    for run in (dropped(tmp_path, stories(1), is_dry=True), dropped(tmp_path, stories(1))):
        with pytest.raises(Refused):
            dropping.accept(run, by=None, now=timezone.now())


def test_what_waits_is_discarded_and_what_was_taken_stays_and_balances(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    run, ana = dropped(tmp_path, stories(5)), make_user(role="importer", username="ana")
    dropping.go_on(run, clock=timezone.now)
    dropping.discard(run, by=ana, now=timezone.now())
    run.refresh_from_db()
    assert (run.found, run.counts, run.options["discarded"]) == (2, {"created": 2}, "3 files, by ana")
    assert (run.finished_at is None, run.summary["taken"], kept()) == (False, 2, [])
    with pytest.raises(Refused, match="Nothing that was dropped waits"):
        dropping.discard(run, by=ana, now=timezone.now())


def test_bytes_that_are_gone_are_told_and_can_be_discarded(tmp_path):
    run = dropped(tmp_path, stories(1))
    default_storage.delete(run.uploads.get().file.name)
    with pytest.raises(Refused, match="“loose files” is no longer where the project keeps its files"):
        dropping.go_on(run, clock=timezone.now)
    dropping.discard(run, by=make_user(), now=timezone.now())
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "Choose files first."),
        (
            {".DS_Store": "x", "a.jpg": "y"},
            "There is no copy in it. Passed over: .DS_Store (hidden); a.jpg (a ",
        ),
    ],
)
def test_an_upload_without_copy_is_refused_and_leaves_nothing(tmp_path, files, says):
    with pytest.raises(Refused) as refused:
        dropped(tmp_path, files)
    assert str(refused.value).startswith(says)
    assert (ImportRun.objects.count(), kept()) == (0, [])


def test_a_collection_with_too_long_a_name_is_refused(tmp_path):
    with pytest.raises(Refused, match="at most 120 characters"):
        dropped(tmp_path, stories(1), collection="x" * 121)


def test_a_damaged_pack_is_told_and_the_loose_files_beside_it_are_taken(tmp_path):
    damaged = write(tmp_path, {"packed.tar": "no tar file at all" * 99}) / "packed.tar"
    work(run := dropped(tmp_path, stories(2), packed=damaged))
    said = dict(run.files.values_list("outcome", "sentence"))
    assert run.counts == {"created": 2, "refused": 1}
    assert "could be read no further than ferry-2.txt" in said["refused"]


def test_an_empty_archive_is_refused(tmp_path):
    with pytest.raises(Refused, match="There is nothing in it"):
        dropping.keep([("a.zip", zipped(tmp_path / "a.zip", {}))], is_dry=False, by=None, now=timezone.now())


def test_what_was_stored_for_a_run_that_never_began_is_deleted_after_some_days(tmp_path):
    default_storage.save("uploads/of-nobody", ContentFile(b"x"))
    first = dropped(tmp_path, stories(1))
    assert len(kept()) == 2
    later = timezone.now() + timedelta(days=3)
    given = [("a.zip", zipped(tmp_path / "a.zip", stories(1)))]
    second = dropping.keep(given, is_dry=False, by=None, now=later)
    assert {f"uploads/{name}" for name in kept()} == {run.uploads.get().file.name for run in (first, second)}


def test_bytes_are_not_left_behind_when_the_run_cannot_begin(tmp_path, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(dropping, "start", fail)
    with pytest.raises(RuntimeError):
        dropped(tmp_path, stories(1))
    assert kept() == []


def test_what_is_wrong_in_an_archive_is_told_of_each_file(tmp_path):
    bad = zipped(tmp_path / "bad.zip", {"../out.txt": "x", "empty.txt": "", "data.bin": b"\0\1\2" * 400})
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(210):
            member.write(bytes(1_000_000))
    given = [("bad.zip", bad), ("bomb.zip", bomb)]
    work(run := dropping.keep(given, is_dry=False, by=None, now=timezone.now()))
    told = dict(run.files.values_list("path", "sentence"))
    assert "leads out of its archive" in told["bad.zip/../out.txt"]
    assert "more than 200 times" in told["bomb.zip"]
    assert (run.counts, run.found, len(told)) == ({"refused": 4}, 4, 4)
