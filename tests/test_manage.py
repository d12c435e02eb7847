"""``manage.py`` on a database that fails it: one sentence and status 3, or the traceback of a fault of ours."""

import sqlite3

import pytest
from django.db import ProgrammingError, connection, transaction

import manage
from newsroom import trouble
from tests.test_settings import manage as run

pytestmark = pytest.mark.once

UNUSABLE = "The database that DATABASE_URL names cannot be used: "
MAY_WRITE = " See that its folder is there, and that this user may write to both."


@pytest.mark.parametrize(
    ("url", "status", "words", "advice"),
    [
        (
            "postgres://desk:hunter2@127.0.0.1:1/news",
            3,
            UNUSABLE,
            "See that it runs, and that it is named right.",
        ),
        ("sqlite:////nowhere/at/all", 3, UNUSABLE, MAY_WRITE),
        ("sqlite:////", 1, "DATABASE_URL names no file", ""),
    ],
)
@pytest.mark.parametrize("command", [("publish_run", "1", "--by", "editor"), ("import_stories", "tests")])
def test_database_that_cannot_be_opened_is_told_without_its_password(
    command, url, status, words, advice
) -> None:
    done = run(*command, DATABASE_URL=url)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1)
    assert "hunter2" not in done.stderr
    assert done.stderr.startswith(words)
    assert done.stderr.endswith(f"{advice}\n")


def test_a_replica_that_cannot_be_opened_is_not_told_of_the_primary() -> None:
    replica = "postgres://readers:hunter2@127.0.0.1:1/news"
    done = run("migrate", NEWSROOM_ROLE="public", NEWSROOM_REPLICA_URL=replica)
    assert done.stderr.startswith("The database that NEWSROOM_REPLICA_URL names cannot be used: ")


@pytest.mark.postgresql
def test_a_role_without_its_rights_is_led_to_the_command_that_gives_them(db) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE newsroom_tests_readers; SET LOCAL ROLE newsroom_tests_readers")
        told = trouble.told(ProgrammingError())
        transaction.set_rollback(True)
    assert "permission denied for table django_migrations. " in told
    assert "run manage.py reader_role" in told


def test_folder_in_place_of_the_database_is_told(tmp_path) -> None:
    done = run("migrate", DATABASE_URL=f"sqlite:///{tmp_path}")
    assert (done.returncode, done.stderr) == (3, UNUSABLE + f"unable to open database file.{MAY_WRITE}\n")


def test_traceback_is_shown_to_who_asks_for_it(tmp_path) -> None:
    done = run("migrate", "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}")
    assert done.stderr.startswith("Traceback")


@pytest.mark.parametrize(
    "command", [("publish_run", "1", "--by", "editor"), ("runserver", "--noreload", "99999")]
)
def test_before_migrate_a_command_asks_for_it(command: tuple[str, ...], tmp_path) -> None:
    done = run(*command, NEWSROOM_DATA_DIR=str(tmp_path))
    which = f"The database {tmp_path}/newsroom.sqlite3 (DATABASE_URL is not set)"
    told = f"{which} is not set up: run manage.py migrate.\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", told)


def test_help_asks_for_no_database(tmp_path) -> None:
    done = run("serve", "--help", NEWSROOM_DATA_DIR=str(tmp_path))
    assert (done.returncode, "SIGHUP" in done.stdout) == (0, True)


def test_a_version_left_out_is_told_before_anything_is_changed(tmp_path) -> None:
    """Later migrations stand for those of that version, and cannot say which of them were run."""
    run("migrate", "contenttypes", NEWSROOM_DATA_DIR=str(tmp_path))
    with sqlite3.connect(tmp_path / "newsroom.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '0001_facts', 'then')"
        )
    done = run("migrate", NEWSROOM_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "The database was set up by an earlier version, and articles.0042_errors_told was never run on it, or its "
        "first migrate was cut short. Nothing was changed. Run manage.py migrate with the last version that has that "
        "migration, then with this one; a database that holds no stories yet is best made anew.\n"
    )


def test_fault_of_the_program_is_no_fault_of_the_database(db, monkeypatch) -> None:
    def fail(arguments):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raise ProgrammingError("syntax error")

    monkeypatch.setattr(manage, "execute_from_command_line", fail)
    with pytest.raises(ProgrammingError, match="syntax error"):
        manage.main(["manage.py", "check"])


def test_a_place_that_is_closed_to_this_user_is_told_in_a_line(monkeypatch, capsys) -> None:
    def fail(arguments):
        raise PermissionError(13, "Permission denied", "/srv/static")

    monkeypatch.setattr(manage, "execute_from_command_line", fail)
    with pytest.raises(SystemExit) as ended:
        manage.main(["manage.py", "collectstatic"])
    assert ended.value.code == 3
    assert capsys.readouterr().err.startswith(
        "/srv/static: Permission denied. Let this user read and write there"
    )
    with pytest.raises(PermissionError):
        manage.main(["manage.py", "collectstatic", "--traceback"])


def test_interrupted_command_ends_in_one_line(monkeypatch, capsys) -> None:
    def interrupt(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(manage, "execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as end:
        manage.main(["manage.py", "check"])
    assert (end.value.code, capsys.readouterr().err) == (130, "\nStopped.\n")
