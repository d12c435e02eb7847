"""Addresses of an earlier site lead to the story, or say that it is gone."""

import pytest
from django.utils import timezone

from articles import press
from articles.models import OldAddress
from tests.factories import make_edition, make_proofread_story, make_user
from tests.site.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """Gives a story an old address; gives the story's edition."""

    def move(key, *, host="old.example", edition=None):
        edition = edition or make_edition()
        OldAddress.objects.create(key=key, host=host, story_id=edition.story_id)
        return edition

    return move


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("/2019/ferry", "/2019/ferry/"),
        ("/2019/ferry", "/2019/ferry/index.html?utm_source=mail"),
        ("/2019/ferry", "/2019/ferry/amp/"),
        ("/2019/ferry", "/2019/ferry?ref=mail"),
        ("/?p=123", "/?p=123"),
        ("/article.php?id=9&lang=en", "/article.php?lang=en&id=9"),
        ("/café", "/caf%E9"),
        ("/news/фery", "/news/%D1%84ery"),
        ("/stories/999999/x", "/stories/999999/x/"),
    ],
)
def test_old_address_leads_to_its_story(client, moved, method, key, asked):
    edition = moved(key)
    response = getattr(client, method)(asked)

    assert (response.status_code, response.get("Location")) == (301, edition.get_absolute_url())
    assert (
        response.headers["Cache-Control"]
        == "max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=86400"
    )
    assert response.headers["Content-Security-Policy"]


def test_old_address_of_a_story_that_is_not_published_is_not_found_until_the_second_that_it_is(client):
    editor = make_user(role="editor")
    story = make_proofread_story(reader=editor, headline="Secret zebrafish")
    OldAddress.objects.create(key="/a", host="old.example", story=story)
    before = client.get("/a")
    edition = press.publish(story, revision=story.revision_number, by=editor, now=timezone.now())
    after = client.get("/a")

    assert (before.status_code, before.headers["Cache-Control"]) == (
        404,
        "max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=86400",
    )
    assert "zebrafish" not in before.content.decode()
    assert html_of(before).problems == []
    assert (after.status_code, after["Location"]) == (301, edition.get_absolute_url())


def test_old_address_of_a_story_that_waits_is_answered_as_one_that_nobody_knows(client, settings):
    settings.REQUEST_ID_HEADER = "HTTP_X_REQUEST_ID"

    def answered():
        response = client.get("/sea/2024/ferry-returns.html", headers={"x-request-id": "0123456789abcdef"})
        return response.status_code, dict(response.headers), response.content

    unknown = answered()
    story = make_proofread_story(reader=make_user(role="editor"))
    OldAddress.objects.create(key="/sea/2024/ferry-returns.html", host="old.example", story=story)
    assert answered() == unknown
    assert (unknown[0], unknown[1]["Cache-Control"]) == (
        404,
        "max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=86400",
    )


def test_old_address_on_the_front_page_of_a_story_that_waits_is_not_the_front_page(client):
    story = make_proofread_story(reader=make_user(role="editor"))
    OldAddress.objects.create(key="/?p=123", host="old.example", story=story)

    assert [client.get(asked).status_code for asked in ("/?p=123", "/")] == [404, 200]


def test_old_address_that_no_story_was_taken_for_is_gone(client):
    OldAddress.objects.create(key="/a", host="old.example")
    page = client.get("/a")

    assert (page.status_code, html_of(page).headings[0]) == (410, (1, "This page is no longer here"))
    assert html_of(page).problems == []


def test_old_address_of_a_withdrawn_story_shows_its_tombstone(client, moved):
    edition, editor = moved("/a"), make_user(role="editor")
    press.withdraw(edition.story, reason="error", by=editor, now=timezone.now())
    response = client.get("/a")

    assert (response.status_code, html_of(response).headings[0][1]) == (410, "This story has been withdrawn")


def test_old_address_follows_its_story_where_it_was_merged(client, moved):
    edition, into = moved("/a"), make_edition()
    press.merge(edition.story, into=into.story, by=make_user(role="editor"), now=timezone.now())

    assert client.get("/a")["Location"] == into.get_absolute_url()


def test_page_of_ours_stands_before_an_old_address(client, moved):
    ours = make_edition()
    for key in ("/stories", ours.get_absolute_url().rstrip("/"), "/?q=x"):
        moved(key)

    assert client.get("/stories/").status_code == 200
    assert client.get(ours.get_absolute_url()).status_code == 200
    assert client.get("/").status_code == 200


def test_unknown_address_is_not_found_and_costs_one_query_more(client, moved, django_assert_num_queries):
    moved("/a")
    with django_assert_num_queries(5) as queries:
        assert client.get("/b").status_code == 404
    assert len([query for query in queries if "oldaddress" in query["sql"]]) == 1


def test_old_address_answers_no_other_method(client, moved):
    moved("/a")

    assert client.post("/a").status_code == 404


def test_host_decides_where_two_sites_had_one_address(client, moved):
    one, other = moved("/a", host="one.example"), moved("/a", host="testserver")
    assert client.get("/a")["Location"] == other.get_absolute_url()

    OldAddress.objects.filter(host="testserver").update(host="other.example")
    assert client.get("/a").status_code == 404

    OldAddress.objects.filter(host="other.example").update(story_id=one.story_id)
    assert client.get("/a")["Location"] == one.get_absolute_url()


@pytest.mark.parametrize(
    "asked", ["/%00", "/?p=%00", "/" + "a" * 3000, "/%ff%fe", "/?%ff=%c3%28", "/a%2Fb", "//a"]
)
def test_odd_addresses_are_answered(client, moved, asked):
    assert client.get(asked, follow=True).status_code in (200, 404)
