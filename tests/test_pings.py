"""What search engines and feed hubs are told, and when: posted to a server of the test's own."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from django.utils import timezone

from articles import outbox, press
from articles.models import Effect
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_topic,
    make_user,
)
from tests.press.desk import corrected, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now()
KEY = "harbour-light-1847"
SITE = "https://news.example"


@pytest.fixture
def posted():
    """What is posted to the server, as (path, content type, body); ``posted.status`` is its answer."""

    class Posted(list):
        status = 202

    found = Posted()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found.append((self.path, self.headers["Content-Type"], body))
            self.send_response(found.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}"
        yield found
        server.shutdown()


@pytest.fixture
def engine(settings, posted):
    settings.SITE_URL = SITE
    settings.INDEXNOW_KEY, settings.INDEXNOW_ENDPOINT = KEY, f"{posted.address}/indexnow"
    return posted


@pytest.fixture
def hub(settings, posted):
    settings.SITE_URL, settings.WEBSUB_HUB = SITE, f"{posted.address}/hub"
    return posted


def drain(at=NOW):
    return outbox.drain(clock=lambda: at)


def published(**when):
    editor = make_user(role="editor")
    story = make_proofread_story(reader=editor, now=NOW, published_at=NOW)
    return press.publish(story, revision=story.revision_number, by=editor, now=NOW, **when)


def released(number):
    stories = [make_imported_story() for _ in range(number)]
    press.release_archive(stories, by=make_user(role="editor"), run=None, now=NOW)


def urls(posted):
    return [json.loads(body)["urlList"] for _, _, body in posted]


def test_nobody_is_told_where_no_setting_names_anyone():
    make_edition(now=NOW)
    assert list(Effect.objects.all()) == []


def test_search_engines_are_told_the_address_of_what_was_published(engine):
    edition = make_edition(now=NOW)
    assert drain().sent == 1
    ((path, content_type, body),) = engine
    assert (path, content_type) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(body) == {
        "host": "news.example",
        "key": KEY,
        "keyLocation": f"{SITE}/{KEY}.txt",
        "urlList": [SITE + edition.get_absolute_url()],
    }


def test_they_are_told_once(engine):
    make_edition(now=NOW)
    assert [drain().total for _ in range(3)] == [1, 0, 0]


def test_the_key_is_in_the_file_of_its_name(client, engine):
    answer = client.get(f"/{KEY}.txt")
    assert (answer.status_code, answer.content.decode()) == (200, KEY)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [client.get(path).status_code for path in ("/harbour-light.txt", "/short.txt")] == [404, 404]


def test_no_key_is_no_file(client):
    assert client.get(f"/{KEY}.txt").status_code == 404


def test_what_is_scheduled_is_told_of_at_its_time_and_not_before(engine):
    edition = published(at=NOW + timedelta(hours=1))
    assert drain().total == 0
    assert drain(NOW + timedelta(minutes=59)).total == 0
    assert drain(NOW + timedelta(hours=1)).sent == 1
    assert urls(engine) == [[SITE + edition.get_absolute_url()]]


def test_what_was_called_back_is_not_told_of(engine):
    edition = published(at=NOW + timedelta(hours=1))
    press.call_back(edition.story, by=edition.made_by, now=NOW)
    drained = drain(NOW + timedelta(hours=2))
    assert (drained.needless, engine) == (1, [])


def test_a_withdrawal_is_told_of_and_the_end_of_what_is_shown_until_a_time(engine):
    gone = make_edition(now=NOW - timedelta(hours=1))
    press.withdraw(gone.story, reason="error", by=make_user(role="editor"), now=NOW)
    ends = published(until=NOW + timedelta(hours=3))
    drain()
    assert urls(engine).count([SITE + gone.get_absolute_url()]) == 2
    engine.clear()
    drain(NOW + timedelta(hours=3))
    assert urls(engine) == [[SITE + ends.get_absolute_url()]]


def test_a_release_of_many_is_told_in_one_request(engine):
    released(3)
    assert drain().sent == 1
    assert [len(told) for told in urls(engine)] == [3]


def test_a_hub_is_told_which_feeds_have_news(hub):
    edition = make_edition(now=NOW, topics=[make_topic(name="Sea")], source=make_source(name="Harbour Wire"))
    assert drain().sent == 1
    ((path, content_type, body),) = hub
    assert (path, content_type) == ("/hub", "application/x-www-form-urlencoded")
    (mode, *topics) = parse_qsl(body)
    assert mode == ("hub.mode", "publish")
    lists = ["/stories/", "/sources/harbour-wire/", "/topics/sea/"]
    feeds = [f"{at}feed.{form}" for at in lists for form in ("rss", "atom", "json")]
    assert topics == [("hub.url", SITE + at) for at in [*feeds, f"/api/stories/{edition.story_id}/ninjs/"]]


def test_a_hub_is_told_of_a_withdrawal_where_the_story_says_that_it_is_canceled(client, hub):
    edition = make_edition(now=NOW)
    drain()
    hub.clear()
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=NOW)
    assert drain().sent == 1
    address = f"/api/stories/{edition.story_id}/ninjs/"
    assert ("hub.url", SITE + address) in parse_qsl(hub[0][2])
    assert client.get(address).json()["pubStatus"] == "canceled"


def test_a_hub_is_told_of_a_correction_where_corrections_are_listed(client, hub):
    edition = make_edition(now=NOW - timedelta(hours=1))
    drain()
    assert "corrections" not in hub.pop()[2]
    publish(corrected(edition.story, "It was six boats.", now=NOW), now=NOW)
    assert drain().sent == 1
    assert ("hub.url", f"{SITE}/corrections/feed.atom") in parse_qsl(hub[0][2])
    assert hub.address in client.get("/corrections/feed.atom").headers["Link"]


def test_of_many_stories_only_the_feeds_of_all_are_told_of(monkeypatch, hub):
    monkeypatch.setattr("articles.outbox.pings.MOST_TOPICS", 2)
    released(3)
    drain()
    assert [url for _, url in parse_qsl(hub[0][2])[1:]] == [
        f"{SITE}/stories/feed.{form}" for form in ("rss", "atom", "json")
    ]


@pytest.mark.parametrize("status", [400, 422, 429, 503])
def test_an_answer_that_is_not_of_success_is_tried_again_and_shown(client, engine, status):
    engine.status = status
    make_edition(now=NOW)
    assert drain().failed == 1
    engine.status = 200
    assert drain(NOW + timedelta(minutes=1)).sent == 1


def test_a_server_that_is_not_there_holds_up_no_publication(settings, engine):
    settings.INDEXNOW_ENDPOINT = "http://127.0.0.1:9/indexnow"
    make_edition(now=NOW)
    assert drain().failed == 1
    assert "refused" in Effect.objects.get().error


def test_a_failed_ping_is_listed_on_the_desk(client, engine):
    engine.status = 503
    make_edition(now=NOW)
    drain()
    client.force_login(make_user(role="editor"))
    page = client.get("/admin/failures/").content.decode()
    assert "search engines, through IndexNow" in page
    assert "1 story changed." in page
