"""DATABASE_URL: which database it names, and that a refusal never shows any of it."""

import os
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment
from tests.test_settings import TOP


def read(value: str, monkeypatch, tmp_path) -> dict:
    monkeypatch.setenv("X_SETTING", value)
    return environment.database("X_SETTING", kept_in=tmp_path / "kept")


@pytest.mark.parametrize("name", ["a#b", "a?b=1", "100%", "%41", "a b"])
def test_database_lies_in_the_data_folder_whatever_that_is_called(name: str, tmp_path) -> None:
    program = "from django.db import connection; connection.cursor().execute('CREATE TABLE found (id)')"
    own = {"DATABASE_URL": "", "NEWSROOM_DATA_DIR": str(tmp_path / name)}
    subprocess.run([sys.executable, "-c", program], env=os.environ | own, cwd=TOP, check=True)
    assert [folder.name for folder in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "newsroom.sqlite3").stat().st_size > 0


def test_path_of_a_url_is_percent_decoded(tmp_path, monkeypatch) -> None:
    database = read(f"sqlite:///{tmp_path}/a%23b%3Fc%25", monkeypatch, tmp_path)
    assert database["NAME"] == f"{tmp_path}/a#b?c%"


def test_new_database_is_for_its_owner_alone(tmp_path, monkeypatch) -> None:
    for value, name in (("", "kept"), (f"sqlite:///{tmp_path}/given", "given")):
        read(value, monkeypatch, tmp_path)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_database_that_is_there_keeps_its_mode_and_content(tmp_path, monkeypatch) -> None:
    (tmp_path / "kept").write_text("held")
    (tmp_path / "kept").chmod(0o640)
    read("", monkeypatch, tmp_path)
    assert (tmp_path / "kept").read_text() == "held"
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o640


def test_parts_of_a_server_are_percent_decoded(tmp_path, monkeypatch) -> None:
    database = read("postgres://desk:p%40ss%2Fw@host:5433/news?sslmode=require", monkeypatch, tmp_path)
    assert (database["PASSWORD"], database["NAME"], database["PORT"]) == ("p@ss/w", "news", 5433)
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("newsroom", "is no URL of SQLite or PostgreSQL"),
        ("mysql://desk:hunter2@word@host/name", "is no URL of SQLite or PostgreSQL"),
        ("postgres://desk:hun/ter2@host:99999/name", "is no URL that can be taken apart"),
        ("postgres://desk:99/hunter2@host/name", "is no URL that can be taken apart"),
        ("postgres://desk:hunter2#x@host/name", "is no URL that can be taken apart"),
        ("postgres://desk:99/a?hunter2@host/name", "is no URL that can be taken apart"),
        ("postgres://desk:hunter2%@host/name", "is no URL that can be taken apart"),
        ("postgres://", "names no database"),
        ("postgres://desk:hunter2@host/", "names no database"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite:///folder/", "names no file"),
        ("sqlite://:memory:", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///hunter2?x", "names no file"),
        ("sqlite:///hunter2#x", "names no file"),
        ("sqlite:///hunter2%", "names no file"),
        ("sqlite:///hunter2%00", "names no file"),
    ],
)
def test_nonsense_is_refused_and_nothing_of_it_shown(value: str, what: str, tmp_path, monkeypatch) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(value, monkeypatch, tmp_path)
    assert str(refusal.value).startswith(f"X_SETTING {what}")
    assert "expected sqlite:///path/to/file or postgres://user:password@host:port/name" in str(refusal.value)
    assert "ter2" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []
