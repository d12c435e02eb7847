"""Processes that read files for an import: what becomes of it when they are killed, and when somebody asks to stop."""

import os
import signal
import time
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from articles.importing import running
from articles.importing.reading import chunks, surveying, understanding
from articles.importing.reading.learning import FEWEST
from articles.models import ImportedFile, ImportRun, Story
from tests.importing.helpers import APPEAL, archive, import_stories, page_copy, write
from tests.importing.test_running import many, outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WHOLE = "6 files: 5 created, 1 joined."
LOST = "1 worker killed, failed or ended at a file that took too long: others read again what was lost."
HANGS = (
    "This file could not be read within 1 seconds. See that the disk on which it lies answers, and import it "
    "again, with more time if it is that long (NEWSROOM_READ_SECONDS); if neither helps, please report the file."
)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch, tmp_path):
    monkeypatch.setattr(chunks, "FILES", 2)
    monkeypatch.setenv("IMPORT_MARKS", str(tmp_path))
    monkeypatch.setenv("IMPORT_MAIN", str(os.getpid()))


def mark(name):
    """A mark that all processes see; gives whether it was there already."""
    try:
        (Path(os.environ["IMPORT_MARKS"]) / f"{name}.mark").touch(exist_ok=False)
    except FileExistsError:
        return True
    return False


def wait_for(name):
    while not (Path(os.environ["IMPORT_MARKS"]) / f"{name}.mark").exists():
        time.sleep(0.01)


def interrupt():
    """Press Ctrl-C, and be at work for long."""
    os.kill(int(os.environ["IMPORT_MAIN"]), signal.SIGINT)
    time.sleep(600)


def has(work, name):
    return any(found.path == name for found in work.files)


def after_each_batch(monkeypatch, act):
    whole = running.settle

    def settle(*given, **named):
        taken = whole(*given, **named)
        act()
        return taken

    monkeypatch.setattr(running, "settle", settle)


def test_a_worker_that_is_killed_while_a_batch_is_written_is_replaced(tmp_path, monkeypatch):
    def kill_once():
        for process in active_children() if not mark("killed") else ():
            os.kill(process.pid, signal.SIGKILL)
            process.join()

    after_each_batch(monkeypatch, kill_once)
    result = import_stories(many(tmp_path), workers="1", report=str(tmp_path / "report.txt"))
    assert (result.status, WHOLE in result, LOST in result) == (0, True, True)
    assert [path for path, _, _ in outcomes()] == [f"f{n}.txt" for n in range(6)]
    assert LOST in (tmp_path / "report.txt").read_text()


class Broken(chunks.Chunk):
    """A chunk whose reader is killed in the middle of its answer, once."""

    def do(self, alive):
        if has(self, "f2.txt") and not mark("broken"):
            Connection._send = _half
        return super().do(alive)


def _half(pipe, data, write=os.write):
    write(pipe.fileno(), bytes(data)[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_is_killed_in_the_middle_of_its_answer_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "Chunk", Broken)
    result = import_stories(many(tmp_path), workers="2")
    assert (result.status, WHOLE in result, LOST in result) == (0, True, True)


class Hanging(chunks.Chunk):
    """A chunk in which reading one file never ends."""

    def do(self, alive):
        if has(self, "f2.txt"):
            time.sleep(600)
        return super().do(alive)


def test_a_file_at_which_its_reader_hangs_is_refused_alone_and_tried_again_by_the_next_run(
    tmp_path, monkeypatch, settings
):
    settings.READ_SECONDS = 1
    folder = many(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(chunks, "Chunk", Hanging)
        result = import_stories(folder, workers="2")
    assert (result.status, "6 files: 4 created, 1 joined, 1 refused." in result) == (1, True)
    refused = ImportedFile.objects.get(outcome="refused")
    assert (refused.path, HANGS in refused.sentence) == ("f2.txt", True)
    assert "6 files: 1 created, 5 unchanged." in import_stories(folder, workers="2")


class Long(chunks.Chunk):
    """A chunk in which each story of a file takes nearly as long as a file may."""

    def do(self, alive):
        whole = understanding._understood

        def slowly(*given, **named):
            time.sleep(1)
            return whole(*given, **named)

        understanding._understood = slowly
        return super().do(alive)


def test_a_file_of_many_stories_has_that_long_for_each_of_them(tmp_path, monkeypatch, settings):
    settings.READ_SECONDS = 3  # less than all four take, and far more than one
    items = "".join(
        f"<item><title>Pier {n} opens</title><description>{page_copy(n)}</description></item>"
        for n in range(4)
    )
    feed = f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"
    monkeypatch.setattr(chunks, "Chunk", Long)
    result = import_stories(write(tmp_path / "in", {"feed.xml": feed}), workers="1")
    assert (result.status, "1 file with 4 stories: 4 created." in result, "too long" in result) == (
        0,
        True,
        False,
    )


class Sluggish(surveying._Sums):
    """Some files that a run asks whether they are new, at which it hangs."""

    def do(self, alive):
        time.sleep(600)


def test_a_first_pass_that_hangs_at_files_goes_on_without_them(tmp_path, monkeypatch, settings):
    settings.READ_SECONDS = 1
    folder = many(tmp_path)
    import_stories(folder)
    monkeypatch.setattr(surveying, "_Sums", Sluggish)
    monkeypatch.setattr(surveying, "_TOGETHER", 6)
    result = import_stories(folder, workers="2")
    assert (result.status, "6 files: 6 unchanged." in result) == (0, True)


class Endless(chunks.Chunk):
    """A chunk in the middle of which somebody presses Ctrl-C, and which takes long."""

    def do(self, alive):
        if has(self, "f2.txt"):
            wait_for("written")
            interrupt()
        return super().do(alive)


def test_ctrl_c_waits_for_the_batch_that_is_written_and_for_nothing_that_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "Chunk", Endless)
    after_each_batch(monkeypatch, lambda: mark("written"))
    result = import_stories(many(tmp_path), workers="2")
    assert (result.status, len(outcomes()), active_children()) == (130, 2, [])
    assert "Stopped after 2 of 6 files. The same command goes on from there" in result
    monkeypatch.undo()
    assert "6 files: 3 created, 2 unchanged, 1 joined." in import_stories(many(tmp_path))


def site(tmp_path, *, number=FEWEST):
    """Pages that all have one line under their text."""
    return archive(tmp_path, **{f"s{n:02}": page_copy(n) for n in range(number)})


def appeals():
    """How often the line was left out as one of the pages, and how often it came into a story."""
    left_out = ImportedFile.objects.exclude(outcome="unchanged").values_list("left_out", flat=True)
    return (
        sum([role for _, text, role in lines if text == APPEAL] == ["page furniture"] for lines in left_out),
        Story.objects.filter(body__contains=APPEAL).count(),
    )


class Killed(surveying._Some):
    """Some files of the first pass whose reader is killed, once."""

    def do(self, alive):
        if not mark("looked"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().do(alive)


class Interrupted(surveying._Some):
    """Some files of the first pass in the middle of which somebody presses Ctrl-C, once."""

    def do(self, alive):
        if not mark("interrupted"):
            interrupt()
        return super().do(alive)


class Deadly(surveying._Some):
    """Some files of the first pass, one of which kills who looks at it."""

    def do(self, alive):
        if has(self, "s03.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().do(alive)


def test_a_worker_that_is_killed_in_the_first_pass_costs_nothing_that_is_learned(tmp_path, monkeypatch):
    monkeypatch.setattr(surveying, "_Some", Killed)
    result = import_stories(site(tmp_path), workers="1")
    assert (result.status, appeals(), LOST in result) == (0, (FEWEST, 0), True)


def test_a_file_that_kills_who_looks_at_it_costs_nothing_that_others_teach(tmp_path, monkeypatch):
    monkeypatch.setattr(surveying, "_Some", Deadly)
    result = import_stories(site(tmp_path, number=FEWEST + 1), workers="1")
    assert (result.status, appeals()) == (0, (FEWEST + 1, 0))
    assert (
        "3 workers killed, failed or ended at a file that took too long: others read again what was lost."
        in result
    )


@pytest.mark.parametrize("goes_on", ["anew", "resumed"])
def test_ctrl_c_in_the_first_pass_takes_nothing_and_the_pass_is_made_again(tmp_path, monkeypatch, goes_on):
    with monkeypatch.context() as patched:
        patched.setattr(surveying, "_Some", Interrupted)
        result = import_stories(site(tmp_path), workers="1")
    run = ImportRun.objects.get()
    assert (result.status, ImportedFile.objects.count(), run.learned) == (130, 0, {})
    assert f"Stopped after 0 of {FEWEST} files. The same command goes on from there" in result
    result = import_stories(site(tmp_path)) if goes_on == "anew" else import_stories(resume=run.pk)
    assert (result.status, appeals()) == (0, (FEWEST, 0))


def test_ctrl_c_in_a_first_pass_without_workers_takes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(surveying, "_TOGETHER", 5)
    whole = surveying.look

    def look(*given, **named):
        os.kill(os.getpid(), signal.SIGINT)
        return whole(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(surveying, "look", look)
        assert import_stories(site(tmp_path), workers="0").status == 130
    assert not ImportedFile.objects.exists()
    import_stories(site(tmp_path), workers="0")
    assert appeals() == (FEWEST, 0)
