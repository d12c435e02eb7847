"""Finished pages are never older than what is published: on this machine at once, on others within a second."""

import logging
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone

from articles import drafting, generation, press
from articles.site.ready import ReadyPages, warming, watching
from articles.site.ready.warming import Warmer
from tests.factories import make_edition, make_proofread_story, make_story, make_topic, make_user
from tests.site.ready import ask

pytestmark = pytest.mark.django_db(transaction=True)
HARBOUR = {"headline": "Harbour reopens"}


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(Warmer, "begin", lambda warmer: None)  # it is asked to warm where a test wants it
    for signal in (request_started, request_finished):  # which would end the connection of the test
        signal.disconnect(close_old_connections)
    yield ReadyPages(WSGIHandler(), most=10_000_000, is_warm=True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def shows(pages, address, words="harbour-reopens"):
    return words in ask(pages, address).body.decode()


def made_anew(pages, address) -> bool:
    """Whether a page is made at this question, where it was asked for before."""
    before = {id(page) for page in pages.memory._pages.values()}
    ask(pages, address)
    return {id(page) for page in pages.memory._pages.values()} != before


def test_a_publication_is_on_every_page_that_is_asked_for_after_it(pages):
    make_edition()
    addresses = ("/", "/stories/", "/stories/feed.rss", "/stories/feed.json", "/sitemap-news.xml", "/api/stories/",
                 "/stories/?q=reopens")  # fmt: skip
    assert not any(shows(pages, address) for address in addresses)
    edition = make_edition(**HARBOUR)
    for address in (*addresses, edition.get_absolute_url()):
        assert (address, shows(pages, address)) == (address, True)
        assert not made_anew(pages, address)
    press.withdraw(edition.story, reason="legal", by=make_user(role="editor"), now=timezone.now())
    for address in (*addresses, edition.get_absolute_url()):
        assert (address, shows(pages, address)) == (address, False)
    assert ask(pages, edition.get_absolute_url()).status == 410


def test_what_is_asked_for_first_and_most_is_made_before_anybody_asks(pages):
    first = make_edition().get_absolute_url()
    for _ in range(2):
        ask(pages, "/topics/", ACCEPT_ENCODING="br")
    second = make_edition(**HARBOUR).get_absolute_url()
    pages.warmer.warm()
    for address in ("/", "/stories/", "/stories/feed.atom", first, second, "/topics/"):
        assert (address, made_anew(pages, address)) == (address, False)
    assert shows(pages, "/")


def test_another_thread_and_another_process_see_it_too(pages):
    make_edition()
    others = ReadyPages(WSGIHandler(), most=10_000_000)
    assert not shows(others, "/")

    def publish():
        make_edition(**HARBOUR)
        connection.close()

    press_room = threading.Thread(target=publish)
    press_room.start()
    press_room.join()
    assert shows(pages, "/")
    assert shows(others, "/")


def test_what_only_the_desk_sees_makes_no_page_anew(pages):
    make_edition()
    ask(pages, "/")
    story, writer = make_story(), make_user(role="writer")
    drafting.save(story, {"headline": "Other"}, base=1, by=writer, now=timezone.now())
    assert not made_anew(pages, "/")


def test_what_is_scheduled_is_there_at_its_second_and_caches_are_told(pages):
    now, editor = timezone.now(), make_user(role="editor")
    with time_machine.travel(now, tick=False) as clock:
        make_edition(now=now)
        story = make_proofread_story(now=now, reader=editor, **HARBOUR)
        press.publish(
            story, revision=story.revision_number, by=editor, now=now, at=now + timedelta(seconds=60)
        )
        clock.shift(57)
        assert not shows(pages, "/")
        assert "s-maxage=1, stale-while-revalidate=1," in ask(pages, "/").headers["Cache-Control"]
        clock.shift(2.5)
        assert not made_anew(pages, "/")
        clock.shift(0.6)
        assert shows(pages, "/")


def test_a_topic_that_is_called_otherwise_is_so_at_once_and_for_who_asks_by_a_date_too(pages):
    topic = make_topic()
    make_edition(topics=[topic])
    time.sleep(1.1)  # so that the second of the last change is over
    since = ask(pages, "/topics/").headers["Last-Modified"]
    assert ask(pages, "/topics/", IF_MODIFIED_SINCE=since).status == 304
    topic.name = "Sea and shore"
    with transaction.atomic():
        topic.save()
    answer = ask(pages, "/topics/", IF_MODIFIED_SINCE=since)
    assert (answer.status, b"Sea and shore" in answer.body) == (200, True)


def test_what_another_machine_commits_is_seen_within_a_second(pages, monkeypatch):
    monkeypatch.setattr(watching, "TRUST", 0.2)
    make_edition()
    assert not shows(pages, "/")
    monkeypatch.setattr("articles.commits.Sign.give", lambda sign: None)
    make_edition(**HARBOUR)
    time.sleep(0.2)
    assert shows(pages, "/")


def told(caplog):
    """What went wrong, of all that was logged."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_while_the_database_is_away_the_last_page_stands_in_and_that_is_logged_once(
    pages, monkeypatch, caplog
):
    monkeypatch.setattr(watching, "TRUST", 0.0)
    make_edition(**HARBOUR)
    assert shows(pages, "/")

    def away():
        raise OperationalError("no such host")

    monkeypatch.setattr(generation, "current", away)
    answers = [ask(pages, "/") for _ in range(3)]
    assert {(answer.status, "Cache-Status" in answer.headers) for answer in answers} == {(200, True)}
    assert b"harbour-reopens" in answers[0].body
    assert told(caplog) == ["The generation of the pages cannot be read: no such host"]
    monkeypatch.undo()
    assert "Cache-Status" not in ask(pages, "/").headers


def test_a_database_that_hangs_holds_nobody_up_for_long(pages, monkeypatch):
    make_edition(**HARBOUR)
    assert shows(pages, "/")
    monkeypatch.setattr(watching, "TRUST", 0.1)
    begun, go_on = threading.Event(), threading.Event()

    def hang():
        begun.set()
        go_on.wait(20)

    monkeypatch.setattr(generation, "current", hang)
    pages.watch._seen = pages.watch._seen._replace(until=0.0)
    first = threading.Thread(target=pages.watch.now)
    first.start()
    assert begun.wait(10)
    began = time.monotonic()
    answers = [ask(pages, "/") for _ in range(20)]
    assert {"Cache-Status" in answer.headers for answer in answers} == {True}
    assert time.monotonic() - began < 5
    go_on.set()
    first.join()


def test_a_database_that_fails_only_when_others_have_given_up_waiting_is_logged(pages, monkeypatch, caplog):
    monkeypatch.setattr(watching, "TRUST", 0.0)
    begun, go_on = threading.Event(), threading.Event()

    def away():
        begun.set()
        assert go_on.wait(10)
        raise OperationalError("connection timed out")

    monkeypatch.setattr(generation, "current", away)
    first = threading.Thread(target=pages.watch.now)
    first.start()
    assert begun.wait(10)
    assert (pages.watch.now(), pages.watch.is_failing) == (None, True)
    go_on.set()
    first.join()
    assert told(caplog) == ["The generation of the pages cannot be read: connection timed out"]


def test_pages_go_on_being_made_beforehand_whatever_goes_wrong_once(pages, monkeypatch, caplog):
    make_edition()
    done, went_wrong = threading.Event(), threading.Event()

    def warm():
        if not went_wrong.is_set():
            went_wrong.set()
            raise InterfaceError("connection already closed")
        done.set()
        pages.warmer.end()

    monkeypatch.undo()
    monkeypatch.setattr(warming, "TRUST", 0.01)
    monkeypatch.setattr(pages.warmer, "warm", warm)
    pages.warmer.begin()
    assert done.wait(10)
    assert told(caplog) == ["Pages were not made beforehand."]


def test_whatever_memory_answers_carries_the_headers_by_which_browsers_are_careful(pages):
    make_edition(**HARBOUR)
    first, again = ask(pages, "/"), ask(pages, "/")
    known, another = (
        ask(pages, "/", IF_NONE_MATCH=first.headers["ETag"]),
        ask(pages, "/", IF_MATCH='"another"'),
    )
    assert [answer.status for answer in (first, again, known, another)] == [200, 200, 304, 412]
    for answer in (first, again, known, another):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
