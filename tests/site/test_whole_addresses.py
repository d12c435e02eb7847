"""Whole addresses in what the site answers: its own, or the one that it was asked at."""

import pytest

from tests.factories import make_topic
from tests.site.pages import html_of, make_full_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def roots_of(client, edition, **asked):
    """What the site calls itself on a page, in the API, in a feed, in a sitemap and in robots.txt."""
    page = html_of(client.get(edition.get_absolute_url(), **asked))
    api = client.get(f"/api/stories/{edition.story_id}/", **asked).json()
    feed = client.get("/stories/feed.json", **asked).json()
    files = [client.get(at, **asked).getvalue().decode() for at in ("/sitemap.xml", "/robots.txt")]
    whole = [page.all("link", rel="canonical")[0]["href"], page.data[0]["url"], api["self"], feed["feed_url"]]
    whole += [files[0].partition("<loc>")[2], files[1].partition("Sitemap: ")[2]]
    return {"/".join(address.split("/")[:3]) for address in whole}


@pytest.mark.parametrize(
    ("asked", "root"),
    [
        ({"HTTP_HOST": "localhost"}, "http://localhost"),
        ({"HTTP_HOST": "testserver:6666"}, "http://testserver"),
        ({"HTTP_HOST": "localhost:8000", "SERVER_PORT": "8000"}, "http://localhost:8000"),
        ({"HTTP_HOST": "localhost:6666"}, "http://localhost:6666"),
        ({"HTTP_HOST": "[::1]:6666"}, "http://[::1]:6666"),
    ],
)
def test_a_port_that_is_not_the_servers_is_not_told_on(client, asked, root):
    assert roots_of(client, make_full_edition(), **asked) == {root}


def test_where_the_site_is_told_its_address_it_says_no_other(client, settings):
    settings.OWN_ADDRESS = "https://news.example"
    assert roots_of(client, make_full_edition(), HTTP_HOST="localhost:6666") == {"https://news.example"}
    assert client.get("/", HTTP_HOST="elsewhere.example").status_code == 400


def test_an_address_in_another_script_is_encoded(client):
    topic = make_topic(name="Über")
    make_full_edition(topics=[topic])
    page = html_of(client.get(topic.get_absolute_url()))
    assert page.all("link", rel="canonical")[0]["href"] == "http://testserver/topics/%C3%BCber/"
