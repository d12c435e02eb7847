"""The sign that a commit gives to every process of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from articles.commits import SIZE, Sign, sign
from articles.models import Source
from tests.factories import make_source


@pytest.mark.django_db(transaction=True)
def test_a_commit_gives_it_and_what_is_taken_back_does_not():
    before = sign().read()
    with transaction.atomic():
        make_source()
        assert sign().read() == before
    committed = sign().read()
    assert committed != before
    with transaction.atomic():
        Source.objects.update(about="Taken back.")
        transaction.set_rollback(True)
    assert sign().read() == committed


def test_another_process_sees_it(tmp_path):
    here = Sign(tmp_path / "commits")
    assert here.read() == b""
    program = "import sys; from articles.commits import Sign; Sign(sys.argv[1]).give()"
    subprocess.run([sys.executable, "-c", program, tmp_path / "commits"], check=True)
    assert len(here.read()) == SIZE


def test_one_that_may_be_read_alone_tells_what_others_commit_and_is_not_complained_of(
    tmp_path, monkeypatch, caplog
):
    """As that of the desk, for a node for readers, which is another user."""
    there = Sign(tmp_path / "commits")
    opened = os.open

    def for_reading(path, flags, *mode):
        if flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *mode)

    monkeypatch.setattr(os, "open", for_reading)
    here = Sign(tmp_path / "commits")
    there.give()
    given = there.read()
    here.give()
    assert here.read() == there.read() == given != b""
    assert caplog.messages == []


def test_what_is_made_may_be_read_by_the_group_and_by_nobody_else(tmp_path):
    Sign(tmp_path / "commits")
    assert (tmp_path / "commits").stat().st_mode & 0o137 == 0


def test_a_file_that_is_cut_short_and_written_anew_by_a_backup_is_a_sign_and_gives_signs(tmp_path):
    here, there = Sign(tmp_path / "commits"), Sign(tmp_path / "commits")
    there.give()
    before = here.read()
    os.truncate(tmp_path / "commits", 0)
    assert here.read() != before
    there.give()
    assert here.read() == there.read() != before


def test_a_full_disk_is_said_and_ends_nothing(caplog):
    Sign(Path("/dev/full")).give()
    [said] = caplog.messages
    assert said.startswith("/dev/full cannot be written (No space left on device)")


def test_without_a_place_to_write_there_is_none_and_that_is_said(tmp_path, caplog):
    lost = Sign(tmp_path / "nowhere" / "commits")
    lost.give()
    assert lost.read() == b""
    assert caplog.messages == [
        f"{tmp_path}/nowhere/commits cannot be written (No such file or directory): changes are seen a second later."
    ]
