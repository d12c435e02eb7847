"""The signs between a server and its processes outlive the folder that they lie in."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from articles.vitals.signs import Signs, begin_serving, is_leaving


@pytest.fixture
def signs():
    signs = Signs()
    yield signs
    signs.drop()


@pytest.fixture
def folder(signs):
    """Where they were, until it was tidied away."""
    folder = Path(os.environ["SERVER_SIGNS"])
    shutil.rmtree(folder)
    return folder


def test_a_process_begins_to_serve_where_the_folder_was_tidied_away(signs, folder):
    begin_serving()
    assert signs.serves(os.getpid())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_server_says_that_it_stops_where_the_folder_was_tidied_away(signs, folder):
    signs.leave()
    assert is_leaving()
    signs.drop()
    assert not folder.exists()


@pytest.fixture
def others(folder, tmp_path):
    """What somebody else has put in its place."""
    folder.symlink_to(tmp_path)
    yield tmp_path
    folder.unlink()


def test_what_somebody_else_put_in_its_place_is_given_no_sign_and_stops_nobody(signs, others, caplog):
    signs.leave()
    begin_serving()
    assert [len(caplog.records), *others.iterdir()] == [2]
    assert "the sign 'leaving' cannot be given" in caplog.text


def test_what_somebody_else_put_in_its_place_tells_nothing(signs, others):
    for sign in ("leaving", str(os.getpid())):
        (others / sign).touch()
    assert not is_leaving()
    assert not signs.serves(os.getpid())
