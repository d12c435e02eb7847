"""The end of the server's processes, each of which a thread of Granian's watches over."""

import logging
import multiprocessing
import os
import time
from types import SimpleNamespace

import pytest

from articles.management import server

SAID = "A process had not ended after 0.5 seconds, and was killed."


@pytest.fixture
def process():
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
    process.start()
    yield process
    process.kill()


def as_served(process, terminate):
    """A process as the server has it."""
    return SimpleNamespace(inner=process, terminate=terminate, kill=process.kill, join=process.join)


def test_one_whose_end_somebody_else_heard_of_first_is_not_said_to_be_killed(process, caplog):
    def end():
        process.terminate()
        os.waitpid(process.pid, 0)

    with caplog.at_level(logging.WARNING):
        server._end([as_served(process, end)], 0.5)
    assert process.is_alive()  # as it says itself, wrongly
    assert caplog.messages == []


def test_one_that_does_not_end_is_killed_and_that_is_said(process, caplog):
    with caplog.at_level(logging.WARNING):
        server._end([as_served(process, lambda: None)], 0.5)
    assert (process.exitcode, caplog.messages) == (-9, [SAID])
