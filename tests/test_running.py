"""How the tests are run: which are left out, when a skip is a failure, what the command answers."""

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests import __main__ as command
from tests import postgres

TOP = Path(__file__).parent.parent
PLANTED = """
import pytest

@pytest.mark.postgresql
def test_one(): assert 0

@pytest.mark.sqlite
def test_two(): pass

def test_three(): pytest.skip("for a reason")

def test_four(page): pass
"""


def outcome(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run pytest on the planted tests, on SQLite."""
    (folder / "test_planted.py").write_text(PLANTED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.conftest", folder, *arguments],
        env=os.environ | {"CI": "", "DATABASE_URL": "", "PYTHONPATH": str(TOP)} | environment,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_other_databases_tests_are_left_out_and_browserless_ones_skipped(tmp_path) -> None:
    status, output = outcome(tmp_path, PATH=str(tmp_path))
    last = output.splitlines()[-1].strip("= ")
    assert (status, last.split(" in ")[0]) == (0, "1 passed, 2 skipped, 1 deselected")
    assert "No Chromium" in output
    assert "for a reason" in output


def test_where_nothing_may_be_skipped_a_skip_fails(tmp_path) -> None:
    status, output = outcome(tmp_path, PATH=str(tmp_path), TEST_NO_SKIP="yes")
    assert status == 1
    assert "test_planted.py::test_three may not be skipped here. Skipped: for a reason" in output
    assert "test_planted.py::test_four[chromium] may not be skipped here. Skipped: No Chromium" in output


def test_tests_that_ask_no_database_are_told_from_those_that_do(tmp_path) -> None:
    planted = """
        from django.test import TestCase
        class TestOne(TestCase):
            def test_one(self): pass
        def test_two(db): pass
        def test_three(live_server): pass
        def test_four(page): pass
        def test_five(): pass
    """
    (tmp_path / "test_databases.py").write_text(dedent(planted))
    status, output = outcome(tmp_path, "--collect-only", "-qq", "-m", "pure")
    found = re.findall(r"(test_databases)\.py: (\d+)", output)
    assert (status, found) == (0, [("test_databases", "1")])


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "both"),
    [(0, 0, 0), (1, 0, 1), (0, 1, 1), (5, 0, 0), (0, 5, 0), (5, 5, 5), (5, 2, 2)],
)
def test_command_answers_for_both_halves(sqlite: int, postgresql: int, both: int) -> None:
    assert command.combined([sqlite, postgresql]) == both


def halves(monkeypatch, **statuses: int) -> list[tuple[str, ...]]:
    """The halves that are run from now on, each ending with its status, 0 if none is given."""
    halves: list[tuple[str, ...]] = []

    def run(title, url, arguments, **output):
        halves.append((title, url, *arguments))
        return subprocess.CompletedProcess([], statuses.get(title, 0), stdout=f"{title} has ended")

    monkeypatch.setattr(command, "run", run)
    return halves


def test_command_runs_all_parts_with_its_arguments(monkeypatch, capsys) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://somewhere/else")
    run = halves(monkeypatch)
    assert command.main(["-x"]) == 0
    assert set(run) == {
        ("SQLite", "", "-m", command.ON_SQLITE, "-x"),
        ("PostgreSQL", "postgres://somewhere/else", "-m", command.ON_POSTGRESQL, "-x"),
        ("No database", "", "-m", command.PURE, "-x"),
    }
    assert "PostgreSQL has ended" in capsys.readouterr().out


def test_command_fails_with_the_half_that_ran_beside(monkeypatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://somewhere/else")
    halves(monkeypatch, PostgreSQL=1)
    assert command.main([]) == 1


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 4)])
def test_without_postgresql_command_says_so_and_ci_fails(ci, status, monkeypatch, capsys) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.setattr(postgres, "programs", lambda: None)
    assert (len(halves(monkeypatch)), command.main([])) == (0, status)
    assert "The PostgreSQL half was left out" in capsys.readouterr().out


@pytest.mark.postgresql
def test_postgresql_half_runs_on_postgresql(db, django_db_blocker) -> None:
    from django.db import connection

    assert connection.vendor == "postgresql"
