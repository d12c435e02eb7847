from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_edition, make_topic
from tests.site.pages import html_of, make_picture

pytestmark = pytest.mark.django_db


def make_editions(count, **kwargs):
    """Live stories, the newest first, an hour apart."""
    now = timezone.now()
    return [make_edition(published_at=now - timedelta(hours=n + 1), **kwargs) for n in range(count)]


def test_empty_front_page_tells_staff_what_to_do(client):
    page = client.get("/").content.decode()
    assert "Nothing is published yet" in page
    assert "manage.py import_stories" in page


def test_newest_story_leads(client):
    editions = make_editions(3)
    response = client.get("/")
    assert html_of(response).links()[3:6] != []
    addresses = [edition.get_absolute_url() for edition in editions]
    assert [link for link in html_of(response).links() if link in addresses] == addresses


def test_story_with_a_picture_leads_before_a_newer_one_without(client):
    plain, pictured = (
        make_editions(1)[0],
        make_edition(published_at=timezone.now() - timedelta(hours=9), pictures=[make_picture().pk]),
    )
    html = html_of(client.get("/"))
    assert [html.all("img")[0]["fetchpriority"], len(html.all("img"))] == ["high", 1]
    addresses = [plain.get_absolute_url(), pictured.get_absolute_url()]
    assert [link for link in html.links() if link in addresses] == addresses[::-1]


def test_no_story_stands_twice_above_the_sections(client):
    editions = make_editions(16)
    links = html_of(client.get("/")).links()
    assert [links.count(edition.get_absolute_url()) for edition in editions] == [1] * 15 + [0]


def test_sections_show_what_does_not_stand_above_them(client):
    sport, arts = make_topic(name="Sport"), make_topic(name="Arts")
    older = make_edition(topics=[arts, sport], published_at=timezone.now() - timedelta(days=9))
    make_editions(6, topics=[sport])
    page = client.get("/").content.decode()
    band = page.partition('<h2 class="band-head" id="section-2">')[2]
    assert arts.get_absolute_url() in band
    assert older.get_absolute_url() in band


def test_sections_are_named_at_the_head_the_busiest_first(client):
    sport, arts = make_topic(name="Sport"), make_topic(name="Arts")
    make_editions(2, topics=[sport, arts])
    make_editions(1, topics=[arts])
    links = html_of(client.get("/stories/")).links()
    assert links[2:5] == [sport.get_absolute_url(), arts.get_absolute_url(), "/stories/"]


def test_older_stories_follow_the_front_page(client):
    editions = make_editions(18)
    link = next(link for link in html_of(client.get("/")).links() if "before=" in link)
    links = html_of(client.get(link)).links()
    assert [edition.get_absolute_url() in links for edition in editions] == [False] * 15 + [True] * 3
