"""What is sent to the newsroom: who sends it slowly holds up nobody who reads, and what did not arrive is not done."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from articles.site.ready.sending import SMALL, Sending
from articles.site.ready.waiting import Waiting
from tests.site.ready import ask, pages_of

STORY = "/stories/7/ferry-returns/"
FORMS, FILES = 4, 2
"""That are waited for by eight threads."""


class Sent(BytesIO):
    """So many bytes, sent part by part; those of who is slow wait until they may ``go_on``."""

    def __init__(self, length, go_on=None, arrives=None):
        super().__init__(b"x" * (length if arrives is None else arrives))
        self.length, self.go_on, self.begun = length, go_on, threading.Event()

    def read(self, size=-1):
        self.begun.set()
        assert self.go_on is None or self.go_on.wait(10)
        return super().read(min(size, 1000))


class Desk:
    """Reads what it gets, a piece at a time; keeps how long it was."""

    def __init__(self):
        self.got = []

    def __call__(self, environ, start):
        length = 0
        while part := environ["wsgi.input"].read(1000):
            length += len(part)
        self.got.append(length)
        start("200 OK", [])
        return []


@pytest.fixture
def go_on():
    go_on = threading.Event()
    yield go_on
    go_on.set()


def sending_to(desk):
    return Sending(desk, Waiting(8))


def post(to, sent):
    return ask(to, "/report/7/", method="POST", sent=sent).status


@pytest.mark.parametrize(("length", "at_once", "other"), [(9, FORMS, SMALL + 1), (SMALL + 1, FILES, 9)])
def test_so_many_senders_are_waited_for_and_others_told_to_come_again(length, at_once, other, go_on):
    desk = Desk()
    sending = sending_to(desk)
    slow = [Sent(length, go_on) for _ in range(at_once)]
    with ThreadPoolExecutor(at_once) as beside:
        answers = [beside.submit(post, sending, sent) for sent in slow]
        assert all(sent.begun.wait(10) for sent in slow)
        assert [post(sending, Sent(length)), post(sending, Sent(other))] == [503, 200]
        go_on.set()
        assert [answer.result(10) for answer in answers] == [200] * at_once
    assert (post(sending, Sent(length)), desk.got) == (200, [other, *[length] * (at_once + 1)])


def test_readers_are_answered_while_all_senders_are_slow(site, go_on):
    pages = pages_of(site)
    slow = [Sent(9, go_on) for _ in range(FORMS)]
    with ThreadPoolExecutor(FORMS) as beside:
        for sent in slow:
            beside.submit(post, pages, sent)
        assert all(sent.begun.wait(10) for sent in slow)
        assert (ask(pages, STORY).status, post(pages, Sent(9))) == (200, 503)
        go_on.set()


def test_forms_that_have_arrived_are_worked_on_however_many(go_on):
    begun = threading.Semaphore(0)

    def working(environ, start):
        begun.release()
        assert go_on.wait(10)
        start("200 OK", [])
        return []

    sending = sending_to(working)
    with ThreadPoolExecutor(2 * FORMS) as beside:
        answers = []
        for _ in range(2 * FORMS):
            answers.append(beside.submit(post, sending, Sent(9)))
            assert begun.acquire(timeout=10)
        go_on.set()
        assert {answer.result(10) for answer in answers} == {200}


def test_nothing_is_done_with_a_form_of_which_a_part_has_not_come():
    desk = Desk()
    assert (post(sending_to(desk), Sent(5000, arrives=4999)), desk.got) == (400, [])
