"""What a process keeps for all pages is never older than they are."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest import mock
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import generation, policies, press
from articles.models import Generation, Policy, Source, Topic, remembering
from articles.site import common, story
from articles.templatetags import teasers
from tests.desk.desk import client_of
from tests.factories import make_edition, make_source, make_topic, make_user
from tests.site.pages import make_full_edition, make_picture

NOON = datetime(2040, 3, 5, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)  # within one that is rolled back nothing is kept


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def at(now):
    return common.at(now, generation.current())


def shown(address="/"):
    return Client().get(address).content.decode()


def test_what_was_kept_is_gone_with_the_next_commit(clock):
    editor, topic = make_user(role="editor"), make_topic(name="Sea")
    edition = make_edition(topics=[topic], editor=editor)
    address = edition.get_absolute_url()
    assert ">Sea</a>" in shown(address)
    Topic.objects.filter(pk=topic.pk).update(name="Sea and shore")
    assert ">Sea and shore</a>" in shown(address)
    policies.add("ethics", {"title": "Our ethics", "body": "<p>Be fair.</p>"}, by=editor, now=NOON)
    assert "Our ethics" in shown(address)
    Policy.objects.update(is_shown=False)
    assert "Our ethics" not in shown(address)
    newer = make_edition(editor=editor)
    assert newer.headline in shown(address)
    press.withdraw(newer.story, reason="error", by=editor, now=NOON)
    assert newer.headline not in shown(address)


def test_what_was_kept_is_gone_at_the_second_that_something_falls_due(clock):
    first = make_edition(now=NOON - timedelta(hours=1))
    later = make_edition(now=NOON + timedelta(seconds=5), topics=[make_topic(name="Quays")])
    pages = ("/", "/stories/", "/stories/feed.rss", first.get_absolute_url())
    assert [later.headline in shown(page) for page in pages] == [False] * 4
    clock.shift(timedelta(seconds=4.9))
    assert [later.headline in shown(page) for page in pages] == [False] * 4
    clock.shift(timedelta(seconds=0.1))
    assert [later.headline in shown(page) for page in pages] == [True] * 4
    assert ">Quays</a>" in shown(first.get_absolute_url())


def test_what_a_transaction_sees_is_not_kept(clock):
    edition, topic = make_edition(now=NOON - timedelta(hours=1)), make_topic(name="Sea")
    with transaction.atomic():
        make_edition(topics=[topic])
        assert ">Sea</a>" in shown(edition.get_absolute_url())
        transaction.set_rollback(True)
    assert ">Sea</a>" not in shown(edition.get_absolute_url())


def test_what_holds_on_another_day_is_not_kept(clock):
    make_edition(now=NOON - timedelta(days=2))
    make_edition(now=NOON + timedelta(hours=1))
    today = at(NOON)
    assert at(NOON + timedelta(days=1)) is not today
    assert at(NOON) is today


def test_readers_never_have_the_pictures_of_a_preview(clock):
    make_edition(now=NOON + timedelta(hours=1), pictures=[make_picture().pk])
    later = NOON + timedelta(hours=2)
    preview = f"/admin/articles/arrangement/preview/?base=0&at={int(later.timestamp())}"
    previewed = client_of().get(preview).content.decode()
    clock.move_to(later)
    assert ["/admin/articles/picture/" in page for page in (previewed, shown("/"))] == [True, False]


def test_pages_cost_three_queries_in_a_warm_process_however_many_stories_there_are():
    edition = make_full_edition(related=[["Ferry returns", None, None]])
    writer = edition.writer_rows.get().writer
    same = {"source": edition.source, "proofreader": edition.proofreader, "writers": [writer]}
    names = [edition.source, edition.proofreader, writer, edition.topic_rows.first().topic]
    lists = ["/stories/", *(name.get_absolute_url() for name in names)]
    addresses = [edition.get_absolute_url(), "/", *lists, *(f"{address}feed.atom" for address in lists)]
    for_one = _warm(addresses)
    by_search = [address for address in addresses if address.startswith(("/topics/", "/writers/"))]
    more = {"/": 1, edition.get_absolute_url(): 3} | dict.fromkeys(by_search, 3)
    assert for_one == dict.fromkeys(addresses, 2) | more
    for number in range(30):
        make_full_edition(
            **same, headline=f"Ferry returns {number % 3}", related=[["Quay", None, edition.story_id]]
        )
    assert _warm(addresses) == for_one


def _warm(addresses):
    """The queries of each page when it is asked for again."""
    counts = {}
    for address in addresses:
        shown(address)
        with CaptureQueriesContext(connection) as queries:
            shown(address)
        counts[address] = len(queries)
    return counts


def test_what_is_made_of_rows_is_kept_until_they_change(clock):
    topic = make_topic(name="Sea")
    edition = make_edition(topics=[topic], now=NOON - timedelta(hours=1))
    pages = ("/", "/stories/", *(f"/stories/feed.{form}" for form in ("rss", "atom", "json")))
    with mock.patch.object(teasers, "_article", wraps=teasers._article) as made:
        for name in ("Sea", "Shore"):
            Topic.objects.update(name=name)
            assert [name in shown(page) for page in pages] == [True] * 5
            make_edition(now=NOON)
            assert [name in shown(page) for page in pages] == [True] * 5
    times = Counter(call.args[0].pk for call in made.call_args_list)
    assert times[edition.pk] == 5  # as lead; below one and in a list, under either name


def test_what_a_page_says_of_its_story_is_kept_until_that_changes(clock):
    source = make_source(name="Wire")
    edition = make_edition(source=source, source_credit="", now=NOON - timedelta(hours=1))
    address = edition.get_absolute_url()
    with mock.patch.object(story, "_saying", wraps=story._saying) as said:
        for name in ("Wire", "Cable"):
            Source.objects.update(name=name)
            page = shown(address)
            assert (f"<bdi>{name}</bdi>" in page, f'"name": "{name}"' in page) == (True, True)
            Generation.objects.update(token=uuid4())
            assert shown(address).partition("<article")[2].partition("</article")[0] in page
    assert said.call_count == 2


def test_what_is_taken_from_readers_is_not_remembered(clock):
    editor = make_user(role="editor")
    edition = make_edition(headline="Zanzibar", editor=editor, now=NOON - timedelta(hours=1))
    pages = ("/", "/stories/", "/stories/feed.rss")
    assert ["Zanzibar" in shown(page) for page in pages] == [True] * 3
    assert "Zanzibar" in remembered()
    press.withdraw(edition.story, reason="legal", by=editor, now=NOON)
    assert ["Zanzibar" in shown(page) for page in pages] == [False] * 3
    assert "Zanzibar" not in remembered()


def remembered():
    return repr([vars(memory) for memory in remembering.LASTING])


def test_only_so_much_is_kept_and_what_goes_is_made_anew(monkeypatch):
    monkeypatch.setattr(common, "MOST", 2)
    made: list[str] = []
    kept = common.Common(NOON)
    for name in ("a", "b", "a", "c", "b", "a"):
        assert kept.keep(name, lambda name=name: made.append(name) or name) == name
    assert made == ["a", "b", "c", "a"]
