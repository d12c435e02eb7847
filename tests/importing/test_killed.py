"""An import that is killed leaves nothing half-written, and the same command brings it to its end."""

import signal
import subprocess

import pytest

from tests.benchmarks.apart import newsrooms
from tests.benchmarks.archive import write_archive
from tests.benchmarks.equal import differences, rows_of
from tests.benchmarks.killing import finish, outlived, written_twice
from tests.importing.killed import BATCH

pytestmark = pytest.mark.own_database

FILES = 12


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return written_twice(write_archive(tmp_path_factory.mktemp("killed") / "archive", FILES))


@pytest.fixture(scope="module")
def made(tmp_path_factory, set_up, django_db_blocker):
    with django_db_blocker.unblock(), newsrooms(tmp_path_factory.mktemp("newsrooms"), set_up) as made:
        yield made


@pytest.fixture(scope="module")
def whole(made, archive):
    """What an import says that nobody disturbed."""
    with made.another() as newsroom:
        newsroom.run("import_stories", archive)
        return rows_of(newsroom)


def begin(newsroom, nth, archive, sent, **how):
    command = newsroom.command(nth, archive, int(sent), module=("-m", "tests.importing.killed"))
    return newsroom.begin(command, **how)


@pytest.mark.parametrize(("nth", "resumes"), [(2, False), (3, True)])
def test_an_import_that_was_killed_is_finished_as_if_it_had_not_been(made, archive, whole, nth, resumes):
    with made.another() as newsroom:
        process = begin(newsroom, nth, archive, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert outlived(process.pid) == []
        assert rows_of(newsroom)["articles_story"].total() == BATCH * (nth - 1)
        finish(newsroom, archive, workers=0, resumes=resumes)
        assert list(differences(whole, rows_of(newsroom))) == []


@pytest.mark.once
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGHUP], ids=["Ctrl-C", "terminal closed"])
def test_what_a_terminal_sends_to_all_processes_stops_an_import_after_its_batch(made, archive, sent):
    with made.another() as newsroom:
        process = begin(newsroom, 2, archive, sent, out=subprocess.PIPE)
        said, _ = process.communicate()
        assert (process.returncode, outlived(process.pid)) == (130, [])
        assert (f"Stopped after {2 * BATCH} of" in said, "Traceback" in said, "killed" in said) == (
            True, False, False,
        )  # fmt: skip
        assert rows_of(newsroom)["articles_story"].total() == 2 * BATCH


@pytest.mark.once
def test_what_differs_is_told(made, archive, whole):
    with made.another() as newsroom:
        newsroom.run("import_stories", archive / "twins")
        told = list(differences(whole, rows_of(newsroom)))
    assert any(sentence.startswith(f"articles_story: {FILES - 1} rows missing, 0 more") for sentence in told)
