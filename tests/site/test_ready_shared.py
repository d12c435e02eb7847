"""Finished pages that processes share by a store, and what becomes of readers when it is gone, slow, full or odd."""

import threading
import time
from math import inf
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import SimpleNamespace

import pytest
import redis
import time_machine

from articles.generation import Generation
from articles.site.ready import ReadyPages, sharing
from articles.site.ready.memory import Key
from articles.site.ready.pages import Page
from articles.site.ready.sharing import Store
from tests import stores
from tests.site.ready import HeldUp, ask

STORY = "/stories/7/ferry-returns/"
ONE = Generation("one", "nothing")

pytestmark = pytest.mark.skipif(not stores.program(), reason=stores.MISSING)


@pytest.fixture
def server():
    with stores.server() as running:
        yield running


@pytest.fixture
def another(server, site):
    """Makes processes that share the store."""
    return lambda **own: ReadyPages(
        site, most=1_000_000, watch=site, store=Store(server.url, **{"build": "1"} | own)
    )


def test_what_one_has_made_others_hand_out(another, site):
    site.words = " words" * 200
    first, second = another(), another()
    made = ask(first, STORY)
    assert ask(second, STORY) == made
    assert ask(second, STORY, ACCEPT_ENCODING="br").headers["ETag"] == '"1-br"'
    assert len(site.made) == 1


def test_another_generation_build_or_moment_makes_it_anew(another, site):
    ask(another(), STORY)
    ask(another(build="2"), STORY)
    assert len(site.made) == 2
    site.generation, site.until = Generation("two", "nothing"), time.time() + 0.2
    ask(another(), STORY)
    ask(another(), STORY)
    assert len(site.made) == 3
    time.sleep(0.21)
    ask(another(), STORY)
    assert len(site.made) == 4


def test_of_many_processes_one_makes_a_page_and_the_others_wait_for_it(another, site):
    lock, answers = threading.Lock(), []

    def slow(environ, start):
        time.sleep(0.2)
        with lock:
            return site(environ, start)

    def asker():
        pages = another()
        pages._maker._application = slow
        answers.append(ask(pages, STORY).body)

    askers = [threading.Thread(target=asker) for _ in range(4)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert (answers, len(site.made)) == ([f"{STORY}? 0".encode()] * 4, 1)


def test_nobody_waits_for_what_was_made_and_not_kept(another, site):
    site.status = "404 Not Found"
    began = time.monotonic()
    assert [ask(another(), STORY).status for _ in range(3)] == [404] * 3
    assert time.monotonic() - began < sharing.MAKING


def test_a_store_that_is_gone_is_told_once_and_let_alone(another, site, server, caplog):
    pages = another()
    server.stop()
    for number in range(20):
        assert ask(pages, f"/stories/{number + 7}/x/").status == 200
    assert len(site.made) == 20
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("The store of pages does not answer (")
    assert pages._maker._store.counts == {"failed": 1}


def test_a_store_that_hangs_costs_a_moment_and_comes_back(another, site, server, caplog, monkeypatch):
    monkeypatch.setattr(sharing, "REST", 0.1)
    pages = another()
    ask(pages, "/")
    server.hang()
    began = time.monotonic()
    assert ask(pages, STORY).status == 200
    assert time.monotonic() - began < 2
    server.go_on()
    time.sleep(0.15)
    ask(pages, "/stories/8/other/")
    assert caplog.messages[-1] == "The store of pages answers again; it failed 1 times."
    assert ask(another(), "/stories/8/other/").body == b"/stories/8/other/? 2"


def test_a_store_that_is_full_keeps_nothing_and_pages_are_served(another, site, server):
    client = redis.Redis.from_url(server.url)
    client.config_set("maxmemory", "1")
    assert [ask(another(), STORY).status for _ in range(2)] == [200, 200]
    assert len(site.made) == 2


def test_rubbish_and_what_others_wrote_is_not_handed_out(another, site, server, caplog, settings):
    ask(another(), STORY)
    client = redis.Redis.from_url(server.url)
    (name,) = client.keys("newsroom:page:*[^g]")
    whole = client.get(name)
    for value in (b"", b"rubbish", whole[:-1], whole[:40] + b"x" + whole[41:]):
        client.set(name, value)
        assert ask(another(), STORY).body == f"{STORY}? {len(site.made) - 1}".encode()
    assert len(site.made) == 5
    settings.SECRET_KEY = "another newsroom's" * 4
    client.set(name, whole)
    assert ask(another(), STORY).body == f"{STORY}? 5".encode()
    assert set(caplog.messages) == {
        "The store of pages holds what this newsroom did not write, or wrote with another secret key: it is not used."
    }


@pytest.mark.parametrize("said", [b"$abc\r\n", b":1\r\n", b"*1\r\n" * 2000, b"HTTP/1.1 400 No\r\n"])
def test_what_answers_as_no_store_does_is_let_alone(site, said, monkeypatch):
    class Stranger(BaseRequestHandler):
        def handle(self):
            while self.request.recv(10_000):
                self.request.sendall(said)

    monkeypatch.setattr(ThreadingTCPServer, "daemon_threads", True)  # the client goes on listening
    with ThreadingTCPServer(("127.0.0.1", 0), Stranger) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        url = f"redis://127.0.0.1:{stranger.server_address[1]}/0"
        pages = ReadyPages(site, most=1_000_000, watch=site, store=Store(url, build="1"))
        assert [ask(pages, address).status for address in (STORY, "/")] == [200, 200]
        assert pages._maker._store.counts == {"failed": 1}
        stranger.shutdown()


def test_who_has_another_clock_keeps_no_page_for_others_past_what_is_due(another, site):
    site.until = time.time() - 5
    with time_machine.travel(time.time() - 60):
        first = ask(another(), STORY).body
    site.until = inf
    assert ask(another(), STORY).body != first


def test_what_was_made_before_the_clock_stepped_back_may_show_what_is_not_due_and_is_not_handed_out(
    another, site
):
    with time_machine.travel(time.time() + 60):
        early = ask(another(), STORY).body
    now = [ask(another(), STORY).body for _ in range(2)]
    assert (now[0] != early, now[0] == now[1], len(site.made)) == (True, True, 2)


def test_what_a_commit_came_in_between_of_is_not_shared_should_a_backup_bring_back_what_was_before(
    another, site
):
    slow = HeldUp(site)
    pages = another()
    pages._maker._application = slow
    with slow.asked(pages, STORY):
        site.generation = Generation("two", "nothing")
    site.generation = ONE
    ask(another(), STORY)
    assert len(site.made) == 2


def test_a_page_under_the_name_of_another_is_none(another, site, server):
    ask(another(), STORY)
    client = redis.Redis.from_url(server.url)
    (name,) = client.keys("newsroom:page:*[^g]")
    whole = client.get(name)
    site.generation = Generation("two", "nothing")
    ask(another(), STORY)
    for other in client.keys("newsroom:page:*[^g]"):
        client.set(other, whole)
    assert ask(another(), STORY).body == f"{STORY}? 2".encode()


def test_a_page_comes_out_of_the_store_as_it_went_in(server):
    key, store = Key("http://testserver/", "/", ""), Store(server.url, build="1")
    page = Page(
        "410 Gone",
        [("Content-Type", "text/html"), ("ETag", '"a"')],
        b"\n\x00Gone.",
        generation=ONE,
        until=inf,
    )
    store.put(key, page)
    found = store.get(key, ONE)
    assert (found.status, found.headers, found.body, found.generation, found.until) == (
        page.status, page.headers, b"\n\x00Gone.", ONE, inf,
    )  # fmt: skip


def test_another_setting_or_package_is_another_build(settings, monkeypatch):
    first = sharing.fingerprint()
    assert sharing.fingerprint() == first
    settings.SITE_NAME = "The Harbour Post"
    second = sharing.fingerprint()
    monkeypatch.setattr(sharing, "distributions", lambda: [SimpleNamespace(name="Django", version="9")])
    assert len({first, second, sharing.fingerprint()}) == 3
