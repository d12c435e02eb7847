"""Keys of pages that lie behind the end of a list: each leads to the last page that holds something."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.pages import STORIES
from tests.factories import make_edition, make_topic, make_user
from tests.site.pages import html_of

pytestmark = pytest.mark.django_db


def make_ferries(count):
    now, editor, topic = timezone.now(), make_user(role="editor"), make_topic(name="Sport")
    for n in range(count):
        at = now - timedelta(hours=n + 1)
        make_edition(editor=editor, headline=f"Ferry {n}", published_at=at, topics=[topic])


def shown(client, address):
    """How many stories the page at an address lists."""
    links = set(html_of(client.get(address)).links())
    return sum(edition.get_absolute_url() in links for edition in Edition.objects.all())


def test_a_key_off_the_end_leads_to_the_last_page(client):
    make_ferries(STORIES + 2)
    for path, key in [
        ("/stories/?", "1-1"),
        ("/stories/?", "-1-1"),
        ("/stories/?since=1990-01-01&", "1-1"),
        ("/stories/?q=ferry&", "1-1"),
        ("/stories/?q=ferry&order=relevance&", "r0-0"),
        ("/topics/sport/?", "1-1"),
    ]:
        answer = client.get(f"{path}before={key}")
        assert (answer.status_code, answer["Location"].startswith(f"{path}before=")) == (302, True)
        assert (path, shown(client, answer["Location"])) == (path, STORIES)
        last = html_of(client.get(answer["Location"]))
        assert (path, last.all("a", rel="next")) == (path, [])


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/stories/?before=1-1", "/stories/"),
        ("/stories/?q=ferry&before=1-1", "/stories/?q=ferry"),
        ("/stories/?q=nowhere&before=1-1", "/stories/?q=nowhere"),
        ("/topics/sport/?before=1-1&after=x", "/topics/sport/"),
        ("/topics/?after=zzz", "/topics/"),
        ("/corrections/?before=1-1", "/corrections/"),
        ("/archive/?before=1-1", "/archive/"),
    ],
)
def test_a_short_list_begins_again(client, address, first):
    make_ferries(1)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, first)


def test_names_off_the_end_lead_to_the_last_page(client, monkeypatch):
    monkeypatch.setattr("articles.pages.page_of_names.__kwdefaults__", {"after": "", "size": 2})
    for name in ("Arts", "Boats & bays", "Sport"):
        make_edition().topic_rows.create(topic=make_topic(name=name), position=0)
    assert client.get("/topics/?after=zzz")["Location"] == "/topics/?after=Arts"
