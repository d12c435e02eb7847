"""Figures: written as Prometheus reads them, added up over processes, and shown to those alone who may see them."""

import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import DataError, connection
from django.test import Client
from django.utils import timezone

from articles.counts import Counter, Histogram, Keeper, counting, keeping
from articles.models import Effect
from articles.site.ready import ReadyPages
from articles.vitals import Metrics, Vitals, metrics
from tests.factories import make_edition
from tests.site.ready import ask as read
from tests.vitals.asked import ask, elsewhere
from tests.vitals.prometheus import parsed

TOKEN = "0123456789" * 4


@pytest.fixture
def keeper(tmp_path):
    keeper = Keeper(tmp_path / "counts")
    yield keeper
    keeper.end()


@pytest.fixture
def own(monkeypatch):
    """No figures but those of the test."""
    monkeypatch.setattr(counting, "_families", {})
    monkeypatch.setattr(counting, "_sources", [])


def figures(keeper):
    return parsed(Metrics(keeper).written())


def test_what_is_counted_is_written_as_prometheus_reads_it(own, keeper, db):
    seconds = Histogram("newsroom_wait_seconds", "How long.", ("kind",), bounds=(0.5, 2.5, 10))
    for size in (0.1, 0.5, 3, 99):
        seconds.saw(size, "desk")
    Counter("newsroom_things_total", "Things.").add(by=2)
    told = figures(keeper)
    assert told["newsroom_things_total"] == ("counter", {"newsroom_things_total": 2})
    assert told["newsroom_wait_seconds"] == (
        "histogram",
        {
            'newsroom_wait_seconds_bucket{kind="desk",le="0.5"}': 2,
            'newsroom_wait_seconds_bucket{kind="desk",le="2.5"}': 2,
            'newsroom_wait_seconds_bucket{kind="desk",le="10"}': 3,
            'newsroom_wait_seconds_bucket{kind="desk",le="+Inf"}': 4,
            'newsroom_wait_seconds_sum{kind="desk"}': 102.6,
            'newsroom_wait_seconds_count{kind="desk"}': 4,
        },
    )


def test_what_those_who_have_ended_counted_stays_counted_and_what_they_measured_goes(own, keeper, tmp_path):
    counter, gauge = Counter("newsroom_a_total", "A."), counting.Gauge("newsroom_b", "B.")
    counter.add(by=3)
    gauge.add(by=5)
    other = Keeper(tmp_path / "counts")
    other.write()
    assert keeper.sums() == {"newsroom_a_total": 6, "newsroom_b": 10}
    other.end()
    assert [keeper.sums() for _ in range(2)] == [{"newsroom_a_total": 6, "newsroom_b": 5}] * 2
    assert len(list((tmp_path / "counts").glob("*.process"))) == 1


def test_a_file_that_was_added_to_what_went_before_and_not_deleted_is_not_added_again(
    own, keeper, tmp_path, monkeypatch
):
    Counter("newsroom_a_total", "A.").add()
    other = Keeper(tmp_path / "counts")
    other.write()
    other.end()
    with monkeypatch.context() as patch:
        patch.setattr(keeping.Path, "unlink", lambda path: None)
        assert keeper.sums() == {"newsroom_a_total": 2}
    assert keeper.sums() == {"newsroom_a_total": 2}


def test_a_process_that_is_killed_leaves_what_it_counted(own, keeper, tmp_path):
    program = (
        "import os, signal, sys; from pathlib import Path; from articles.counts import *;"
        "Counter('newsroom_a_total', 'A.').add(by=7); keeper = Keeper(Path(sys.argv[1])); keeper.write();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "counts")], check=False)
    assert keeper.sums() == {"newsroom_a_total": 7}


def test_where_nothing_can_be_kept_the_figures_are_those_of_the_process(own, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    Counter("newsroom_a_total", "A.").add()
    assert Keeper(tmp_path / "file").sums() == {"newsroom_a_total": 1}
    assert "figures are those of a process" in caplog.text


def test_rubbish_in_the_folder_is_not_counted(own, keeper, tmp_path):
    Counter("newsroom_a_total", "A.").add()
    (tmp_path / "counts/x.process").write_bytes(b"00000000{}" + b"\xff" * 99)
    (tmp_path / "counts/past").write_text("[]")
    assert keeper.sums() == {"newsroom_a_total": 1}


def test_pages_requests_log_ins_and_errors_are_counted(keeper, transactional_db, monkeypatch):
    monkeypatch.setattr(counting, "_sources", [])
    make_edition()
    pages = ReadyPages(WSGIHandler(), most=1_000_000)
    counting.source(pages.figures)
    before = keeper.sums()
    etag = read(pages, "/robots.txt").headers["ETag"]
    read(pages, "/robots.txt", IF_NONE_MATCH=etag)
    read(pages, "/stories/99/")
    Client().get("/admin/login/")
    authenticate(username="nobody", password="wrong")
    with pytest.raises(DataError), connection.wrap_database_errors:
        raise connection.Database.DataError
    now = keeper.sums()
    grown = {head: now[head] - before.get(head, 0) for head in now}
    for head, count in {
        'newsroom_page_answers_total{outcome="ready"}': 1, 'newsroom_page_answers_total{outcome="made"}': 1,
        'newsroom_page_answers_total{outcome="unkept"}': 1, "newsroom_pages_not_modified_total": 1,
        'newsroom_requests_total{kind="desk",status="2xx"}': 1, "newsroom_login_failures_total": 1,
        'newsroom_database_errors_total{kind="DataError"}': 1, "newsroom_pages_held": 1,
        "newsroom_requests_in_progress": 0,
    }.items():  # fmt: skip
        assert (head, grown[head]) == (head, count)


def test_the_database_tells_of_the_outbox(db):
    now = timezone.now()
    for number, due in enumerate(
        (now - timedelta(hours=1), now - timedelta(hours=2), now + timedelta(hours=1))
    ):
        Effect.objects.create(key=str(number), kind="mail", made_at=now, due_at=due)
    told = dict(metrics._asked(now))
    assert told["newsroom_outbox_waiting"] == 2
    assert told["newsroom_outbox_oldest_due_timestamp_seconds"] == (now - timedelta(hours=2)).timestamp()


def test_without_the_database_the_rest_is_told(keeper, own, monkeypatch):
    monkeypatch.setattr(metrics, "_of_the_database", lambda: {"newsroom_database_up": 0})
    assert figures(keeper) == {"newsroom_database_up": ("gauge", {"newsroom_database_up": 0})}


@pytest.mark.postgresql
def test_a_role_that_may_read_what_readers_see_alone_is_told_no_more_and_refused_nothing(db):
    call_command("reader_role", "newsroom_tests_readers", stdout=StringIO(), stderr=StringIO())
    now, everything = timezone.now(), dict(metrics._asked(timezone.now()))
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE newsroom_tests_readers")
        told = dict(metrics._asked(now))  # a refusal would raise
        cursor.execute("RESET ROLE")
    assert told["newsroom_database_up"] == 1
    assert {*everything} - {*told} == {
        "newsroom_outbox_waiting",
        "newsroom_outbox_given_up",
        "newsroom_imports_running",
    }


@pytest.mark.parametrize(
    ("token", "sent", "address", "status"),
    [
        ("", "", "127.0.0.1", 200),
        ("", "", "192.0.2.7", 404),
        (TOKEN, f"Bearer {TOKEN}", "192.0.2.7", 200),
        (TOKEN, f"Bearer {TOKEN[:-1]}", "127.0.0.1", 404),
        (TOKEN, "", "127.0.0.1", 404),
        (TOKEN, "Bearer \xe9", "127.0.0.1", 404),
    ],
)
def test_figures_are_there_for_operators_alone(keeper, db, settings, token, sent, address, status):
    settings.METRICS_TOKEN = token
    vitals = Vitals(elsewhere, health=None, metrics=Metrics(keeper))
    answer = ask(vitals, "/metrics", address=address, HTTP_AUTHORIZATION=sent)
    assert answer.status == status
    assert ("newsroom_database_up" in answer.body) == (status == 200)
    assert (answer.headers["Content-Type"] == metrics.TYPE) == (status == 200)
    assert "no such page" not in answer.body  # Django would look at the host first, and warn of it
