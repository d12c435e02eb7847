"""The command as a person gives it: what it refuses to begin, what it says, and how it is stopped."""

import os
import signal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.reading import chunks, understanding
from articles.management import progress
from articles.models import (
    Doubt,
    ImportedFile,
    ImportRun,
    LedgerEntry,
    Outcome,
    Revision,
    SearchDocument,
    Story,
    Writer,
)
from tests.factories import make_user
from tests.importing.helpers import PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def mixed(tmp_path):
    """A folder with a file for each outcome of a first run."""
    return archive(
        tmp_path, a=copy_of(), b=copy_of(), c=copy_of(headline="Ferry is late by a week again"), d=b""
    )


def test_a_run_is_on_record_with_its_counts(tmp_path):
    import_stories(mixed(tmp_path), by=make_user(role="editor", username="ed").username)
    run = ImportRun.objects.get()
    assert (run.collection, run.by_name) == ("archive", "ed")
    assert run.counts == {"created": 2, "joined": 1, "refused": 1}
    assert run.finished_at >= run.started_at


def test_the_outcomes_balance_and_are_said(tmp_path):
    result = import_stories(mixed(tmp_path))
    assert "4 files: 2 created, 1 joined, 1 refused." in result
    assert ImportedFile.objects.count() == 4


def test_every_file_taken_is_exit_status_zero(tmp_path):
    assert import_stories(archive(tmp_path, a=copy_of(), b=copy_of())).status == 0


def test_hidden_files_are_told(tmp_path):
    folder = write(archive(tmp_path, a=copy_of()), {".notes": "x"})
    assert f"Passed over, hidden: {folder / '.notes'}." in import_stories(folder)


def test_a_dry_run_says_what_a_run_would_and_makes_no_story(tmp_path):
    folder = mixed(tmp_path)
    dry = import_stories(folder, dry_run=True)
    for model in (Story, Writer, Doubt):
        assert not model.objects.exists()
    assert f"Dry run {ImportRun.objects.get().pk}, no story was made: 4 files: 2 created" in dry
    real = import_stories(folder)
    assert dry.status == real.status == 1
    assert dry.said.partition(": ")[2].splitlines()[:2] == real.said.partition(": ")[2].splitlines()[:2]


def test_a_dry_run_keeps_its_files_without_stories(tmp_path):
    import_stories(mixed(tmp_path), dry_run=True)
    rows = ImportedFile.objects.order_by("path").values_list("outcome", "is_dry", "story", "original")
    outcomes, dry, stories, originals = zip(*rows, strict=True)
    assert outcomes == (Outcome.CREATED, Outcome.JOINED, Outcome.CREATED, Outcome.REFUSED)
    assert (set(dry), set(stories)) == ({True}, {None})
    assert originals[0] == originals[1] != originals[2]


def test_a_dry_run_counts_for_nothing_in_a_later_one(tmp_path):
    folder = mixed(tmp_path)
    first, second = import_stories(folder, dry_run=True), import_stories(folder, dry_run=True)
    assert "4 files: 2 created, 1 joined, 1 refused." in first
    assert "4 files: 2 created, 1 joined, 1 refused." in second
    assert "4 files: 2 created, 1 joined, 1 refused." in import_stories(folder)


def test_a_dry_run_over_what_is_held_changes_no_story(tmp_path):
    import_stories(archive(tmp_path, a=copy_of(), b=copy_of(headline="Ferry is late by a week again")))
    folder = archive(
        tmp_path,
        a=copy_of(headline="Ferry is early for the first time", byline="By Tom Ashe", paragraphs=PARAGRAPHS),
    )
    before = dumped()
    assert "2 files: 1 updated, 1 unchanged." in import_stories(folder, dry_run=True)
    assert dumped() == before


def dumped():
    """All that a dry run must leave as it is."""
    models = (Story, Revision, Doubt, Writer, LedgerEntry, SearchDocument)
    return [list(model.objects.order_by("pk").values()) for model in models]


WRONG = [
    ({"publish": True}, "--publish needs --by USER"),
    ({"publish": True, "by": "nobody"}, "There is no active account called 'nobody'."),
    ({"publish": True, "by": "wendy"}, "wendy does not have the right to release"),
    ({"publish": True, "by": "wendy", "dry_run": True}, "--publish writes and --dry-run does not"),
    ({"undated": "2024-01-01"}, "--undated goes with --publish."),
    ({"report": "report.xls"}, "A report ends in .csv, .html, .json, .jsonl or .txt; report.xls does not."),
    ({"report": "no/such/folder/report.csv"}, "no/such/folder/report.csv could not be written: No such file"),
    ({"collection": "x" * 121}, "--collection holds at most 120 characters."),
    ({"collection": "x\udcff"}, "--collection holds signs that no name has."),
    ({"by": "x\udcff"}, "There is no active account called 'x\\udcff'."),
]


@pytest.mark.parametrize(("options", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_call_is_refused_before_anything_is_done(tmp_path, options, sentence):
    make_user(role="writer", username="wendy")
    result = import_stories(archive(tmp_path, a=copy_of()), **options)
    assert result.status == 2
    assert sentence in result
    assert not ImportRun.objects.exists()


def test_an_empty_path_is_not_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(archive(tmp_path, a=copy_of()))
    result = import_stories("")
    assert (result.status, ImportRun.objects.exists()) == (2, False)
    assert "An empty path names no file" in result


@pytest.mark.parametrize("day", ["yesterday", "2999-01-01"])
def test_a_day_that_is_none_or_has_not_come_is_refused(tmp_path, day):
    make_user(role="editor", username="ed")
    result = import_stories(archive(tmp_path, a=copy_of()), publish=True, by="ed", undated=day)
    assert (result.status, ImportRun.objects.count()) == (2, 0)


def interrupt_at(monkeypatch, name):
    whole = understanding.parse

    def parse(text, *, name=name, stop_at=name, **told):
        if name == stop_at:
            os.kill(os.getpid(), signal.SIGINT)
        return whole(text, name=name, **told)

    monkeypatch.setattr(understanding, "parse", parse)


def test_ctrl_c_finishes_the_batch_in_hand_and_the_same_command_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 2)
    folder = archive(tmp_path, **{name: copy_of(headline=f"Ferry {name} sails") for name in "abcd"})
    with monkeypatch.context() as patched:
        interrupt_at(patched, "a.txt")
        result = import_stories(folder)
    assert result.status == 130
    assert "Stopped after 2 of 4 files." in result
    assert "holds no text files" not in result
    assert (Story.objects.count(), ImportRun.objects.get().finished_at) == (2, None)
    assert "4 files: 2 created, 2 unchanged." in import_stories(folder)


def test_a_folder_that_was_not_reached_is_not_called_empty(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 1)
    interrupt_at(monkeypatch, "a.txt")
    result = import_stories(archive(tmp_path, a=copy_of()), write(tmp_path / "later", {"b.txt": copy_of()}))
    assert result.status == 130
    assert "holds no text files" not in result


def test_ctrl_c_is_python_s_own_again_afterwards(tmp_path):
    before = signal.getsignal(signal.SIGINT)
    import_stories(archive(tmp_path, a=copy_of()))
    assert signal.getsignal(signal.SIGINT) == before


def test_progress_is_plain_lines_where_there_is_no_terminal(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 2)
    monkeypatch.setattr(chunks, "FILES", 1)
    result = import_stories(archive(tmp_path, **{f"e{n}": b"" for n in range(5)}))
    assert "2 of 5 files" in result
    assert "4 of 5 files" in result


def test_a_file_costs_no_more_queries_in_a_long_run(tmp_path):
    def queries(number):
        names = [f"{number}-{n}" for n in range(number)]
        folder = archive(
            tmp_path / str(number), **{name: copy_of(headline=f"Ferry {name}") for name in names}
        )
        with CaptureQueriesContext(connection) as captured:
            assert import_stories(folder).status == 0
        return len(captured)

    queries(1)  # makes the names, which later runs only look up
    one, nine = queries(1 + 1), queries(9)
    assert nine - one <= (9 - 2) * one / 2


def test_every_outcome_has_a_file_of_its_own_in_the_run(tmp_path):
    import_stories(mixed(tmp_path))
    outcomes = ImportedFile.objects.order_by("path").values_list("outcome", flat=True)
    assert list(outcomes) == [Outcome.CREATED, Outcome.JOINED, Outcome.CREATED, Outcome.REFUSED]


def test_files_and_the_stories_in_them_are_told_apart(tmp_path):
    rows = "".join(f'{n},Ferry {n} returns,"Ferry number {n} is back in Northport."\n' for n in (1, 2, 3))
    folder = write(tmp_path / "wire", {"export.csv": f"id,title,body\n{rows}", "none.txt": " \n"})
    told = "2 files with 4 stories: 3 created, 1 refused."
    assert told in import_stories(folder)
    assert "2 files with 4 stories: 3 unchanged, 1 refused." in import_stories(folder, dry_run=True)
    assert ImportRun.objects.latest("pk").files.whole_files() == 2
