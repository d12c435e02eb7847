from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_edition, make_topic
from tests.site.pages import html_of, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOUR = timedelta(hours=1)


def make_editions(count, **kwargs):
    """Live stories, the newest first, an hour apart."""
    now = timezone.now()
    return [make_edition(published_at=now - timedelta(hours=n + 1), **kwargs) for n in range(count)]


def test_empty_front_page_speaks_to_readers(client):
    page = client.get("/").content.decode()
    assert "<p>Nothing is published yet.</p>" in page
    assert "/admin/" not in page


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


def test_another_language_than_the_sites_opens_the_page_only_where_there_is_nothing_else(client):
    now = timezone.now()
    german = make_edition(language="de", published_at=now - HOUR, pictures=[make_picture().pk])
    english = make_edition(language="en-GB", published_at=now - 2 * HOUR)
    addresses = [english.get_absolute_url(), german.get_absolute_url()]
    assert [link for link in html_of(client.get("/")).links() if link in addresses] == addresses
    make_editions(1, language="fr")
    assert client.get("/").context["lead"] == english
    assert client.get("/").context["secondary"][-1] == german


def test_no_story_stands_twice_above_the_sections(client):
    editions = make_editions(16)
    links = html_of(client.get("/")).links()
    assert [links.count(edition.get_absolute_url()) for edition in editions] == [1] * 15 + [0]


def test_sections_show_what_does_not_stand_above_them(client):
    sport, arts = make_topic(name="Sport"), make_topic(name="Arts")
    older = make_edition(topics=[arts, sport], published_at=timezone.now() - timedelta(days=9))
    make_editions(16, topics=[sport])
    page = client.get("/").content.decode()
    band = page.partition('<h2 class="band-head" id="section-2">')[2]
    assert arts.get_absolute_url() in band
    assert older.get_absolute_url() in band


def test_section_has_its_newest_first_and_none_that_stands_above(client):
    sport = make_topic(name="Sport")
    editions = make_editions(18, topics=[sport])
    pictured = make_edition(
        topics=[sport], published_at=timezone.now() - timedelta(days=9), pictures=[make_picture().pk]
    )
    addresses = [edition.get_absolute_url() for edition in [*editions, pictured]]
    links = [link for link in html_of(client.get("/")).links() if link in addresses]
    assert links == addresses


def test_sections_are_named_at_the_head_in_the_order_of_the_alphabet(client):
    sport, arts = make_topic(name="Sport"), make_topic(name="Arts")
    make_editions(2, topics=[sport, arts])
    make_editions(1, topics=[arts])
    links = html_of(client.get("/stories/")).links()
    assert links[2:5] == [arts.get_absolute_url(), sport.get_absolute_url(), "/stories/"]


def test_section_bar_says_where_one_is(client):
    story = make_edition(topics=[make_topic(name="Sport"), make_topic(name="Arts")])
    marked = {
        path: [
            (a["href"], a["aria-current"]) for a in html_of(client.get(path)).all("a") if "aria-current" in a
        ]
        for path in ("/", "/stories/", "/topics/sport/", story.get_absolute_url())
    }
    assert list(marked.values()) == [
        [],
        [("/stories/", "page")],
        [("/topics/sport/", "page")],
        [("/topics/sport/", "true")],
    ]


def test_search_is_one_link_away_on_every_page(client):
    assert "/stories/#id_q" in html_of(client.get("/topics/")).links()
    assert html_of(client.get("/stories/")).all("input", id="id_q")


def test_older_stories_follow_the_front_page(client):
    editions = make_editions(18)
    link = next(link for link in html_of(client.get("/")).links() if "before=" in link)
    links = html_of(client.get(link)).links()
    assert [edition.get_absolute_url() in links for edition in editions] == [False] * 15 + [True] * 3


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "The ferry is back on the old pier again " * 5, 138),
        ("zh-Hans", "渡轮明天复航了大家都来了" * 10, 70),
    ],
)
def test_teaser_takes_the_same_room_in_every_script(client, language, text, shown):
    make_edition(language=language, paragraphs=[text])
    told = client.get("/").content.decode().partition('class="told">')[2].partition("</p>")[0]
    assert (len(told), told[-1]) == (shown, "…")
