"""Progress on a terminal; what is said elsewhere stands in test_command."""

import errno
import os
import signal
from io import StringIO

import pytest
from django.core.management import call_command

from articles.management import progress
from articles.models import ImportRun
from tests.importing.helpers import archive, copy_of, import_stories


class Terminal(StringIO):
    def isatty(self):
        return True


class Closed(StringIO):
    """Where nobody reads any more: a pipe to a program that ended, a terminal that was closed."""

    def write(self, text):
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def test_a_terminal_gets_a_bar_that_counts_files_and_tells_the_rate():
    with progress.shown(Terminal(), total=3) as bar:
        bar.step()
        bar.step()
        (task,) = bar.progress.tasks
        assert (task.completed, task.total) == (2, 3)
        assert task.fields["rate"].endswith("files/s")


def test_no_terminal_gets_no_line_before_there_is_something_to_say():
    out = StringIO()
    with progress.shown(out, total=3) as lines:
        lines.step()
    assert out.getvalue() == ""


@pytest.mark.django_db
def test_an_import_that_nobody_listens_to_ends_as_any_other_and_says_so_where_it_can(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 1)
    folder, err = archive(tmp_path, a=copy_of(), b=copy_of(headline="Pie contest opens")), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_stories", str(folder), stdout=Closed(), stderr=err)
    run = ImportRun.objects.get()
    assert (end.value.code, run.counts, run.finished_at is None) == (1, {"created": 2}, False)
    assert f"Run {run.pk} on the desk says it." in err.getvalue()
    assert "2 files: 2 unchanged." in import_stories(folder)


def test_a_count_that_nobody_reads_ends_no_work():
    with progress.shown(Closed(), total=3, every=1) as lines:
        lines.step()
        lines.step()
    assert lines.done == 2


@pytest.mark.parametrize("ignored", [False, True], ids=["in a terminal", "under nohup"])
def test_a_terminal_that_closes_asks_to_stop_unless_it_may_close(ignored):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
    try:
        with progress.Stop() as stop:
            os.kill(os.getpid(), signal.SIGHUP)
            assert stop.asked != ignored
    finally:
        signal.signal(signal.SIGHUP, before)
