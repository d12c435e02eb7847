"""Whole files are read slowly by some: they hold up no other reader, and give back the thread that they held."""

import pytest
from django.http import StreamingHttpResponse

from articles.site.ready.streaming import WHOLE, Streaming
from articles.site.ready.waiting import Waiting
from tests.site.ready import ask

LONG = 40_000_000


class Files:
    """Answers with so many bytes, a part at a time; keeps what was answered."""

    def __init__(self, length, told=True):
        self.length, self.told, self.given = length, told, []

    def __call__(self, environ, start):
        response = StreamingHttpResponse(b"x" * 1000 for _ in range(self.length // 1000))
        self.given.append(response)
        start("200 OK", [("Content-Length", str(self.length))] if self.told else [])
        return response


def read_slowly(streaming):
    """The status of an answer of which nothing is read yet, and the answer."""
    told = []
    return streaming({"REQUEST_METHOD": "GET"}, lambda *said: told.extend(said)), told


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("threads", "most"), [(1, 1), (2, 1), (3, 1), (4, 2), (8, 4), (64, 32)])
def test_so_many_are_read_at_once_as_leave_threads_for_others(threads, most, told):
    files = Files(WHOLE + 1000, told=told)
    streaming = Streaming(files, Waiting(threads).streams)
    slow = [read_slowly(streaming)[0] for _ in range(most)]
    refused = ask(streaming, "/media/quay.png")
    assert (refused.status, refused.headers["Retry-After"], files.given[-1].closed) == (503, "1", True)
    slow[0].close()
    slow[0].close()
    assert [ask(streaming, "/media/quay.png").status for _ in range(2)] == [200, 200]


def test_short_answers_are_handed_over_at_once_however_many():
    files = Files(WHOLE)
    streaming = Streaming(files, Waiting(1).streams)
    answers = [read_slowly(streaming)[0] for _ in range(5)]
    assert [len(parts[0]) for parts in answers] == [WHOLE] * 5
    assert all(response.closed for response in files.given)


def test_who_asks_for_the_head_alone_holds_up_nobody():
    streaming = Streaming(Files(LONG), Waiting(1).streams)
    assert [ask(streaming, "/media/quay.png", method="HEAD").body for _ in range(3)] == [b""] * 3
