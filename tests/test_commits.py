"""The sign that a commit gives to every process of the machine."""

import subprocess
import sys

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
    assert here.read() == bytes(SIZE)
    program = "import sys; from articles.commits import Sign; Sign(sys.argv[1]).give()"
    subprocess.run([sys.executable, "-c", program, tmp_path / "commits"], check=True)
    assert here.read() != bytes(SIZE)


def test_without_a_place_to_write_there_is_none_and_that_is_said(tmp_path, caplog):
    lost = Sign(tmp_path / "nowhere" / "commits")
    lost.give()
    assert lost.read() == b""
    assert caplog.messages == [
        f"{tmp_path}/nowhere/commits cannot be written (No such file or directory): changes are seen a second later."
    ]
