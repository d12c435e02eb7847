"""``manage.py`` on a database that fails it: one sentence and status 1, or the traceback of a fault of ours."""

import pytest
from django.db import ProgrammingError, connection

import manage
from newsroom import trouble
from tests.test_settings import manage as run

UNUSABLE = "The database that DATABASE_URL names cannot be used: "


@pytest.mark.parametrize(
    "url", ["postgres://desk:hunter2@127.0.0.1:1/news", "sqlite:////", "sqlite:////nowhere/at/all"]
)
def test_database_that_cannot_be_opened_is_told_without_its_password(url: str) -> None:
    done = run("publish_run", "1", "--by", "editor", DATABASE_URL=url)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "hunter2" not in done.stderr
    assert done.stderr.startswith("DATABASE_URL names no file" if url == "sqlite:////" else UNUSABLE)


def test_folder_in_place_of_the_database_is_told(tmp_path) -> None:
    done = run("migrate", DATABASE_URL=f"sqlite:///{tmp_path}")
    assert (done.returncode, done.stderr) == (1, UNUSABLE + "unable to open database file.\n")


def test_traceback_is_shown_to_who_asks_for_it(tmp_path) -> None:
    done = run("migrate", "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}")
    assert done.stderr.startswith("Traceback")


@pytest.mark.parametrize(
    "command", [("publish_run", "1", "--by", "editor"), ("runserver", "--noreload", "99999")]
)
def test_before_migrate_a_command_asks_for_it(command: tuple[str, ...], tmp_path) -> None:
    done = run(*command, NEWSROOM_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", trouble.NOT_SET_UP + "\n")


def test_fault_of_the_program_is_no_fault_of_the_database(db, monkeypatch) -> None:
    def fail(arguments):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raise ProgrammingError("syntax error")

    monkeypatch.setattr(manage, "execute_from_command_line", fail)
    with pytest.raises(ProgrammingError, match="syntax error"):
        manage.main(["manage.py", "check"])


def test_interrupted_command_ends_in_one_line(monkeypatch, capsys) -> None:
    def interrupt(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(manage, "execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as end:
        manage.main(["manage.py", "check"])
    assert (end.value.code, capsys.readouterr().err) == (130, "\nStopped.\n")
