"""Progress on a terminal; what is said elsewhere stands in test_command."""

from io import StringIO

from articles.management import progress


class Terminal(StringIO):
    def isatty(self):
        return True


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
