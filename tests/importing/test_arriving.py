"""A folder that is watched: what arrives is taken once it is quiet, a run for each sweep that finds something."""

import errno
import os
import shutil
import signal
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import OperationalError

from articles.importing import Arrivals
from articles.importing.reading import chunks, understanding
from articles.management import progress, watching
from articles.models import ImportedFile, ImportRun, Story
from tests.factories import make_user
from tests.importing.helpers import OTHER_PARAGRAPHS, copy_of, import_stories, write

pytestmark = pytest.mark.django_db

FERRY = copy_of()
PIES = copy_of(headline="Pie contest opens in Wexley", paragraphs=OTHER_PARAGRAPHS)


@pytest.fixture
def incoming(tmp_path):
    return write(tmp_path / "in", {".keep": ""})


@pytest.fixture
def watch(incoming, monkeypatch):
    """Watch the folder; between each two sweeps one of ``acts`` happens, and after the last Ctrl-C is pressed."""

    def begin(*acts, **options):
        monkeypatch.setattr(watching, "close_old_connections", lambda: None)  # the test is one transaction
        left = [*acts, lambda: os.kill(os.getpid(), signal.SIGINT)]
        monkeypatch.setattr(progress.Stop, "wait", lambda stop, seconds: left.pop(0)())
        return import_stories(watch=str(incoming), **options)

    return begin


def nothing():
    """Nothing happens."""


def runs():
    return [run.counts for run in ImportRun.objects.order_by("pk")]


def test_a_file_is_taken_once_it_is_quiet_and_only_once(incoming, watch):
    write(incoming, {"a.txt": FERRY})
    result = watch(nothing, nothing, nothing)
    assert (result.status, runs()) == (0, [{"created": 1}])
    assert "Run" in result.said.splitlines()[1]
    assert list(ImportedFile.objects.values_list("collection", "path")) == [("in", "a.txt")]


def test_a_file_that_is_being_written_is_left_until_it_is_whole(incoming, watch):
    write(incoming, {"a.txt": FERRY[:100]})
    watch(lambda: write(incoming, {"a.txt": FERRY}), nothing)
    assert Story.objects.get().body.count("<p>") == 3


def test_each_sweep_that_finds_something_is_a_run_with_just_that(incoming, watch):
    write(incoming, {"a.txt": FERRY})
    watch(
        nothing,
        lambda: write(incoming, {"b/pies.txt": PIES}),
        nothing,
        lambda: write(incoming, {"a.txt": FERRY.replace("forty", "fifty passengers or")}),
        nothing,
    )
    assert runs() == [{"created": 1}, {"created": 1}, {"updated": 1}]


def test_a_file_that_is_only_touched_makes_no_run(incoming, watch):
    write(incoming, {"a.txt": FERRY})
    watch(nothing, lambda: os.utime(incoming / "a.txt", (1, 1)), nothing, nothing)
    assert runs() == [{"created": 1}]


def test_what_was_taken_or_refused_before_makes_no_run_when_it_begins_again(incoming, watch):
    write(incoming, {"a.txt": FERRY, "empty.txt": " \n"})
    watch(nothing)
    watch(nothing, nothing)
    assert runs() == [{"created": 1, "refused": 1}]


def test_what_was_undone_is_new_again(incoming, watch):
    write(incoming, {"a.txt": FERRY})
    make_user(role="editor", username="ed")
    watch(nothing)
    import_stories(undo=ImportRun.objects.get().pk, by="ed", yes=True)
    watch(nothing)
    assert runs() == [{"created": 1}, {"created": 1}]


def test_an_archive_that_arrives_is_a_folder(incoming, watch):
    with ZipFile(incoming / "news.zip", "w") as packed:
        packed.writestr("ferry.txt", FERRY)
        packed.writestr("pies.txt", PIES)
    watch(nothing, nothing)
    assert runs() == [{"created": 2}]


def test_a_folder_that_goes_is_waited_for(incoming, watch, tmp_path):
    write(incoming, {"a.txt": FERRY})
    moved = tmp_path / "away"
    result = watch(nothing, lambda: shutil.move(incoming, moved), lambda: shutil.move(moved, incoming))
    assert "is not there any more; waiting for it." in result
    assert "is there again." in result
    assert runs() == [{"created": 1}]


def test_a_file_that_may_not_be_looked_at_is_told_once(incoming, watch, monkeypatch):
    monkeypatch.chdir(incoming)
    for _ in range(30):  # until its path is too long for the system
        Path("d" * 200).mkdir()
        monkeypatch.chdir("d" * 200)
    Path("deep.txt").write_text(FERRY)
    assert "d: This file could not be opened: File name too long." in watch(nothing, nothing, nothing)
    assert runs() == [{"refused": 1}]


def test_a_disk_that_is_lost_is_waited_for(incoming, watch, monkeypatch):
    seen, isdir, lost = Path.stat, os.path.isdir, []

    def stat(path, **options):
        if lost and path == incoming:
            raise OSError(errno.EIO, "Input/output error")
        return seen(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os.path, "isdir", lambda path: isdir(path) and not lost)
    said = watch(lambda: lost.append(1), lost.clear)
    assert (said.status, f"{incoming} is not there any more" in said, "is there again" in said) == (
        0,
        True,
        True,
    )


def test_a_file_that_goes_between_two_looks_is_no_arrival(incoming):
    write(incoming, {"a.txt": FERRY})
    arrivals = Arrivals(incoming)
    arrivals.sweep()
    (incoming / "a.txt").unlink()
    assert arrivals.sweep().files[:] == []


def test_the_systems_request_to_end_finishes_the_batch_in_hand(incoming, watch, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 1)
    whole = understanding.fetch

    def fetch(found):
        os.kill(os.getpid(), signal.SIGTERM)
        monkeypatch.setattr(understanding, "fetch", whole)
        return whole(found)

    monkeypatch.setattr(understanding, "fetch", fetch)
    write(incoming, {"a.txt": FERRY, "b.txt": PIES})
    result = watch(nothing)
    run = ImportRun.objects.get()
    assert (result.status, run.counts, run.finished_at) == (130, {"created": 1}, None)
    assert f"Stopped after 1 of 2 files. The same command goes on from there; --resume {run.pk}" in result
    monkeypatch.undo()
    import_stories(resume=run.pk)
    run.refresh_from_db()
    assert run.counts == {"created": 2}


def test_a_database_that_goes_away_between_two_runs_ends_it_with_a_sentence(watch, monkeypatch):
    def fail(arrivals):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Arrivals, "sweep", fail)
    result = watch(nothing)
    assert (result.status, "The database could not be reached any more" in result) == (3, True)


def test_it_rests_as_long_as_it_is_told_and_not_when_it_is_to_end():
    with progress.Stop() as stop:
        stop.wait(0.01)
        os.kill(os.getpid(), signal.SIGINT)
        stop.wait(3600)
        assert stop.asked


WRONG = [
    ({"watch": "no/such/folder"}, "--watch needs a folder that is there."),
    ({"watch": ""}, "--watch needs a folder that is there."),
    ({"watch": ".", "interval": "0"}, "--interval needs a number from 1"),
    ({"watch": ".", "interval": "soon"}, "--interval needs a number from 1"),
    ({"watch": ".", "dry_run": True}, "leave --dry-run out."),
    ({"watch": ".", "publish": True, "by": "ed"}, "leave --publish out."),
    ({"watch": ".", "report": "r.csv"}, "leave --report out."),
    ({"interval": "5"}, "--interval goes with --watch."),
]


@pytest.mark.parametrize(("options", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_wrong_call_watches_nothing(options, says):
    result = import_stories(**options)
    assert (result.status, says in result, ImportRun.objects.exists()) == (2, True, False)


def test_watch_takes_no_path():
    result = import_stories("x.txt", watch=".")
    assert (result.status, "give no path." in result) == (2, True)
