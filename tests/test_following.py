"""What is told of a replica from one look at it to the next."""

import time
from unittest.mock import MagicMock

import pytest

from articles import standby

NOBODY = (None, 7, False)


class Clock:
    now = 1000.0

    def wait(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    monkeypatch.setattr(time, "sleep", clock.wait)
    return clock


def stands(received, taken):
    """How far it is, and that it follows."""
    return received, taken, True


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([(0, [stands(7, 7)])], ""),
        ([(0, [stands(9, 7), stands(12, 9)])], ""),
        ([(0, [stands(9, 7), stands(12, 8)])], standby.UNKNOWN),
        ([(0, [stands(9, 7), stands(12, 8)]), (1, [stands(20, 9)])], ""),
        ([(0, [stands(9, 7), stands(12, 8)]), (1.25, [stands(20, 8)])], "it is more than 1.3 seconds behind"),
        ([(0, [stands(7, 7)]), (1, [stands(20, 7)])], ""),
        ([(0, [stands(7, 7)]), (1.5, [stands(20, 6)])], "it is more than 1.5 seconds behind"),
        ([(0, [stands(7, 7)]), (3600, [stands(20, 7), stands(20, 8)])], standby.UNKNOWN),
        ([(0, [stands(7, 7)]), (3600, [stands(20, 7), stands(21, 20)])], ""),
        ([(0, [stands(7, 7)]), (1, [NOBODY])], "it follows nobody"),
        ([(0, [stands(7, 7)]), (1, [NOBODY]), (0, [stands(20, 7), stands(20, 8)])], standby.UNKNOWN),
    ],
)
def test_it_is_trusted_once_it_has_taken_over_what_it_had_received_lately(looks, told, clock):
    following, asked = standby.Following(), MagicMock()
    for seconds, found in looks:
        clock.wait(seconds)
        asked.cursor.return_value.__enter__.return_value.fetchone.side_effect = found
        problem = following.problem(asked)
    assert problem == told


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([(0, [stands(7, 7)], 7)], ""),
        ([(0, [stands(7, 7)], None)], ""),
        ([(0, [stands(7, 7), stands(8, 8)], 9)], standby.UNKNOWN),
        ([(0, [stands(7, 7), stands(9, 9)], 9)], ""),
        ([(0, [stands(7, 7), stands(8, 8)], 9), (1, [stands(9, 9)], 30)], ""),
        ([(0, [stands(7, 7), stands(8, 8)], 9), (5, [stands(9, 9), stands(10, 10)], 30)], standby.UNKNOWN),
        ([(0, [stands(7, 7)], 7), (3600, [stands(8, 8)], 30)], ""),
        ([(0, [stands(7, 7)], 7), (1, [NOBODY], 7), (1, [stands(8, 8), stands(8, 8)], 30)], standby.UNKNOWN),
    ],
)
def test_it_is_first_trusted_once_it_has_what_the_primary_had_lately(looks, told, clock):
    primary, asked = MagicMock(), MagicMock()
    following = standby.Following(primary)
    for seconds, found, written in looks:
        clock.wait(seconds)
        primary.return_value = written
        asked.cursor.return_value.__enter__.return_value.fetchone.side_effect = found
        problem = following.problem(asked)
    assert problem == told
