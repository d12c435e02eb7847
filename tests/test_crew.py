"""Processes beside this one: what they give, in which order, and what is done where they end before their work does."""

import gc
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import pytest

from articles import crew
from articles.crew import Crew, Stopped, seldom_collected

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _begun_with_nothing_to_load(monkeypatch):
    """What is done here asks nothing of the newsroom, which each process would load for longer than it works."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.no_apps")


@dataclass(frozen=True)
class Squares:
    """The squares of some numbers, and who found them. A number in ``deadly`` ends who squares it; of those in
    ``once`` the first time only."""

    numbers: tuple[int, ...]
    deadly: tuple[int, ...] = ()
    once: tuple[int, ...] = ()
    seen: Path = Path()

    def do(self, alive):
        found = []
        for number in self.numbers:
            found.append(self.square(number))
            alive()
        return found

    def square(self, number):
        if number in self.deadly or (number in self.once and not self.met(number)):
            os.kill(os.getpid(), signal.SIGKILL)
        return number, number**2

    def met(self, number):
        try:
            (self.seen / str(number)).touch(exist_ok=False)
        except FileExistsError:
            return True
        return False

    def parts(self):
        return [type(self)((number,), self.deadly) for number in self.numbers if len(self.numbers) > 1]

    def undone(self, within):
        return [(number, within) for number in self.numbers]


@dataclass(frozen=True)
class Ids(Squares):
    def square(self, number):
        return number, os.getpid()


@dataclass(frozen=True)
class Slow(Squares):
    """Takes a while for each number, and for ever for a deadly one."""

    def square(self, number):
        time.sleep(600 if number in self.deadly else 0.4)
        return number, number**2


class Failing(Squares):
    def square(self, number):
        if number == 2:
            raise ValueError("odd")
        return number, number**2


def done(hands, works):
    return [found for some in hands.each(works) for found in some]


def after(*, seconds):
    """Somebody who asks to stop then, so that no test waits for ever."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_what_is_done_comes_in_its_order(workers):
    with Crew(workers) as hands:
        assert done(hands, [Squares((n, n + 1)) for n in range(0, 20, 2)]) == [(n, n**2) for n in range(20)]
        assert done(hands, [Squares((7,))]) == [(7, 49)]
    assert active_children() == []


def test_nothing_begins_before_it_is_asked_for_and_no_more_than_a_few_are_begun():
    begun = []

    def works():
        for number in range(9):
            begun.append(number)
            yield Squares((number,))

    with Crew(1) as hands:
        each = hands.each(works())
        assert begun == []
        assert next(each) == [(0, 0)]
        assert begun == [0, 1]
        each.close()


def test_who_is_killed_once_is_replaced_and_nothing_is_missing(tmp_path):
    with Crew(2) as hands:
        works = [Squares((n, n + 1), once=(3, 6), seen=tmp_path) for n in range(0, 10, 2)]
        assert done(hands, works) == [(n, n**2) for n in range(10)]
        assert hands.lost == 2


def test_what_kills_again_and_again_is_done_in_parts_and_costs_one_of_them():
    with Crew(2) as hands:
        found = dict(done(hands, [Squares((n, n + 1, n + 2), deadly=(4,)) for n in range(0, 9, 3)]))
        assert found == {n: n**2 for n in range(9)} | {4: None}
        assert hands.lost == 3


@pytest.mark.parametrize("workers", [1, 3])
def test_who_hangs_is_ended_and_it_costs_no_more_than_what_it_hung_at(workers, caplog):
    with Crew(
        workers, patience=3
    ) as hands:  # seconds that a busy machine does not keep a healthy one waiting
        works = [Slow((1, 2, 3, 4)), Slow((5, 6, 7), deadly=(6,)), Squares((8,))]
        assert dict(done(hands, works)) == {n: n**2 for n in range(1, 9)} | {6: 3}
        assert hands.lost == 2
    assert "A process beside this one hung for 3 seconds." in caplog.text


class Deaf(crew.Hand):
    """One that cannot be killed, as while the system waits for a disk; the pids of those that there were."""

    pids: list[int] = []

    def __init__(self, *given):
        super().__init__(*given)
        self.pids.append(self.process.pid)
        self.process.kill = lambda: None


def test_who_cannot_be_ended_is_waited_for_no_longer_than_a_moment(monkeypatch, caplog):
    monkeypatch.setattr(crew, "Hand", Deaf)
    monkeypatch.setattr("articles.crew.hands._ENDING", 0.1)
    try:
        with Crew(1, patience=1) as some:
            assert done(some, [Slow((6,), deadly=(6,)), Slow((7,))]) == [(6, 1), (7, 49)]
        assert f"Process {Deaf.pids[0]} cannot be ended" in caplog.text
    finally:
        for pid in Deaf.pids:
            os.kill(pid, signal.SIGKILL)


class HaltedOnce(crew.Hand):
    """One of which the first hangs when it is to be given something."""

    halted: list[int] = []

    def _give(self, task):
        if not self.halted:
            self.halted.append(self.process.pid)
            os.kill(self.process.pid, signal.SIGSTOP)
        super()._give(task)


def test_who_does_not_take_what_it_is_given_is_ended_and_another_does_it_as_if_nothing_were(monkeypatch):
    monkeypatch.setattr(crew, "Hand", HaltedOnce)
    numbers = tuple(range(200_000))  # more than goes into a pipe that nobody reads
    with Crew(1, patience=1, is_stopped=after(seconds=60)) as hands:
        assert done(hands, [Squares(numbers)]) == [(n, n**2) for n in numbers]
        assert (hands.lost, len(HaltedOnce.halted)) == (1, 1)


HALTED = """
from tests.test_crew import *
with Crew(1, patience=1) as hands:
    each = hands.each([Squares((1,)), Slow((2, 3))])
    print(next(each), flush=True)
    print(next(each), hands.lost)
"""


def test_while_all_of_it_is_halted_nobody_hangs():
    command = [sys.executable, "-c", HALTED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as halted:
        assert halted.stdout.readline() == "[(1, 1)]\n"
        os.killpg(halted.pid, signal.SIGSTOP)
        time.sleep(2)
        os.killpg(halted.pid, signal.SIGCONT)
        assert halted.communicate()[0] == "[(2, 4), (3, 9)] 0\n"


def test_an_error_costs_what_a_kill_does(capfd):
    with Crew(1) as hands:
        assert done(hands, [Failing((2,)), Failing((3,))]) == [(2, None), (3, 9)]
    assert "ValueError: odd" in capfd.readouterr().err


def test_who_is_killed_with_nothing_in_hand_is_replaced():
    with Crew(1) as hands:
        each = hands.each([Squares((1,))])
        next(each)
        (process,) = active_children()
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert list(each) == []
        assert done(hands, [Squares((2,))]) == [(2, 4)]


class Signalled(crew.Hand):
    """One that is sent what a terminal sends to all, before it has come to itself."""

    def __init__(self, *given):
        super().__init__(*given)
        for number in (signal.SIGINT, signal.SIGHUP):
            os.kill(self.process.pid, number)


def test_what_a_terminal_sends_ends_none_of_them_not_even_as_they_begin(monkeypatch):
    monkeypatch.setattr(crew, "Hand", Signalled)
    monkeypatch.setattr(crew, "_IN_VAIN", 1)
    with Crew(1) as hands:
        ((_, pid),) = done(hands, [Ids((1,))])
    assert (hands.lost, pid == os.getpid()) == (0, False)


class Stillborn(crew.Hand):
    def __init__(self, *given):
        super().__init__(*given)
        self.process.kill()


class Halted(crew.Hand):
    """One that hangs before it has come to itself."""

    def __init__(self, *given):
        super().__init__(*given)
        os.kill(self.process.pid, signal.SIGSTOP)


def refused(*given):
    raise BlockingIOError("Resource temporarily unavailable")


@pytest.mark.parametrize(
    "hand", [refused, Stillborn, Halted], ids=["cannot be started", "end at once", "hang at once"]
)
def test_where_no_process_can_be_had_this_one_does_the_work(monkeypatch, hand, caplog):
    monkeypatch.setattr(crew, "Hand", hand)
    monkeypatch.setattr("articles.crew.hands.BEGINNING", 0.4)
    with Crew(2, is_stopped=after(seconds=60)) as hands:
        assert done(hands, [Ids((n,)) for n in range(5)]) == [(n, os.getpid()) for n in range(5)]
    assert "No more processes can be started" in caplog.text
    assert hands.lost == 0


@pytest.mark.parametrize("workers", [0, 1])
def test_who_is_asked_to_stop_begins_nothing_more(workers):
    asked = []
    with Crew(workers, is_stopped=lambda: bool(asked)) as hands:
        each = hands.each(Squares((n,)) for n in range(9))
        assert next(each) == [(0, 0)]
        asked.append(True)
        with pytest.raises(Stopped):
            next(each)
    assert active_children() == []


def test_what_python_collects_is_as_before_once_a_run_is_over():
    before = gc.get_threshold()
    with suppress(Stopped), seldom_collected():
        assert gc.get_threshold()[0] > before[0]
        raise Stopped
    assert gc.get_threshold() == before
