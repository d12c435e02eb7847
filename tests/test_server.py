"""The end of the server's processes, each of which a thread of Granian's watches over."""

import logging
import multiprocessing
import os
import time
from threading import Event
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from granian import Granian
from granian.constants import Interfaces
from granian.server.common import AbstractServer

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


def reloading(old, new, **own):
    """A server with these processes, to run the code of another folder once it is reloaded."""
    release = SimpleNamespace(folder="old")
    release.enter = lambda to=new: setattr(release, "folder", to)
    made = object.__new__(server.Server)
    plain = {"interrupt_signal": False, "main_loop_interrupt": Event(), "workers_kill_timeout": 1}
    begin = {"_signs": Mock(), "_spawn_worker": lambda **given: Mock(runs=release.folder)}
    vars(made).update(plain | begin | {"_release": release, "wrks": old} | own)
    return made


def test_that_threads_are_many_is_no_advice_of_ours(monkeypatch, caplog):
    monkeypatch.setattr(AbstractServer, "serve", lambda *given, **options: None)
    monkeypatch.setattr("granian.server.common.configure_logging", lambda *given, **options: None)
    monkeypatch.setattr(logging.getLogger("_granian"), "filters", [])
    told = {"interface": Interfaces.WSGI, "blocking_threads": 1000}
    with caplog.at_level(logging.WARNING, logger="_granian"):
        Granian("a:b", **told).serve()
        assert "seems quite high" in caplog.text
        caplog.clear()
        ours = server.Server("a:b", **told, leaving_seconds=0)
        ours.serve()
        ours._signs.drop()
        assert caplog.text == ""


@pytest.mark.parametrize(("is_stopped", "said"), [(True, 0), (False, 1)])
def test_a_server_that_is_stopped_while_it_begins_a_process_finds_no_fault(is_stopped, said, caplog):
    begun = Mock(is_alive=lambda: is_stopped)
    reloaded = reloading(
        [old := Mock()], "new", interrupt_signal=is_stopped, _spawn_worker=lambda **given: begun
    )
    with caplog.at_level(logging.ERROR):
        reloaded._reload(None, None)
    assert (len(caplog.messages), begun.kill.called, reloaded.wrks) == (said, True, [old])


def test_where_the_second_new_one_does_not_serve_the_first_is_taken_back(monkeypatch, caplog):
    serving, ended = iter([True, False, True]), []
    monkeypatch.setattr(server, "_end", lambda processes, seconds: ended.extend(processes))
    old = [Mock(runs="old"), kept := Mock(runs="old")]
    reloaded = reloading(old, "new", _serves=lambda process: next(serving))
    reloaded._reload(None, None)
    assert [process.runs for process in reloaded.wrks] == ["old", "old"]
    assert (reloaded.wrks[1], [process.runs for process in ended]) == (kept, ["old", "new"])
    assert "All processes run the code of old again." in caplog.text


@pytest.mark.parametrize("new", ["old", "new"])
def test_where_the_first_cannot_be_taken_back_that_is_said(new, monkeypatch, caplog):
    serving = iter([True, False, False])
    monkeypatch.setattr(server, "_end", lambda processes, seconds: None)
    reloading([Mock(), Mock()], new, _serves=lambda process: next(serving))._reload(None, None)
    assert f"1 of the processes run the code that {new} has now." in caplog.text


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
