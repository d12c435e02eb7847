"""The sitemaps: what they list, how they are cut, and that they stay true."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from articles import press, sitemaps, told
from tests.factories import make_edition, make_picture, make_source, make_topic, make_user
from tests.press.desk import corrected, publish
from tests.site.pages import html_of, plant_hidden

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def found(client, address, path):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return [element.text for element in etree.fromstring(response.getvalue()).iterfind(path, SPACES)]


def locations(client, address):
    return [url.removeprefix("http://testserver") for url in found(client, address, "{*}*/s:loc")]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)


def test_index_names_the_files_that_have_something_to_say(client):
    assert locations(client, "/sitemap.xml") == ["/sitemap-news.xml", "/sitemap-pages.xml"]
    make_edition(source=make_source(), topics=[make_topic()])
    assert locations(client, "/sitemap.xml") == [
        "/sitemap-news.xml",
        "/sitemap-pages.xml",
        "/sitemap-stories-1.xml",
        "/sitemap-sources-1.xml",
        "/sitemap-topics-1.xml",
    ]
    assert client.get("/sitemap-writers-1.xml").status_code == 404


def test_each_page_that_is_listed_is_there_under_that_address(client):
    make_edition(source=make_source(), topics=[make_topic()])
    files = locations(client, "/sitemap.xml")
    listed = [address for file in files for address in locations(client, file)]
    assert len(listed) == 9 + 1 + 1 + 1 + 1  # pages, and the story among the news too
    for address in listed:
        html = html_of(client.get(address))
        assert [link["href"] for link in html.all("link", rel="canonical")] == [f"http://testserver{address}"]
        assert "noindex" not in (html.meta("robots") or "")


def years_listed(client):
    return [url for url in locations(client, "/sitemap-pages.xml") if url.startswith("/archive/")]


def test_the_years_of_the_archive_that_have_stories_are_listed(client, django_assert_num_queries):
    assert years_listed(client) == ["/archive/"]
    for year in (2023, 2025):
        make_edition(published_at=datetime(year, 2, 1, tzinfo=UTC))
    plant_hidden("zebrafish")
    with django_assert_num_queries(5):  # both ends, how many in each year, the policies, when it changes
        assert years_listed(client) == ["/archive/", "/archive/2025/", "/archive/2023/"]


def test_parts_are_cut_by_number_and_stay_as_they_are(client, small_parts):
    editions = [make_edition() for _ in range(5)]
    expected: dict[str, list[str]] = {}
    for edition in editions:
        file = f"/sitemap-stories-{edition.story_id // 2 + 1}.xml"
        expected.setdefault(file, []).append(edition.get_absolute_url())
    assert {file: locations(client, file) for file in expected} == expected
    gone = editions[2]
    press.withdraw(gone.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    left = {file: [url for url in urls if url != gone.get_absolute_url()] for file, urls in expected.items()}
    assert {file: locations(client, file) for file in left if left[file]} == {
        f: u for f, u in left.items() if u
    }


def test_index_asks_as_often_for_many_parts_as_for_three(client, small_parts, django_assert_num_queries):
    while len(client.get("/sitemap.xml").content.split(b"/sitemap-stories-")) < 4:
        make_edition()
    client.get("/sitemap.xml")
    with django_assert_num_queries(8) as three:
        client.get("/sitemap.xml")
    for _ in range(6):
        make_edition()
    with django_assert_num_queries(len(three)):
        assert client.get("/sitemap.xml").content.count(b"/sitemap-stories-") == 6


def test_index_leaves_out_parts_without_a_story(client, small_parts):
    editions = [make_edition() for _ in range(5)]
    for edition in editions[1:-1]:
        press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    parts = [edition.story_id // 2 + 1 for edition in (editions[0], editions[-1])]
    files = [file for file in locations(client, "/sitemap.xml") if "stories" in file]
    assert files == [f"/sitemap-stories-{part}.xml" for part in parts]
    assert client.get(f"/sitemap-stories-{parts[0] + 1}.xml").status_code == 404


def test_file_of_the_index_changed_with_its_newest_edition(client):
    then = timezone.now() - DAY
    edition = make_edition(now=then)
    make_edition(now=then - DAY)
    assert found(client, "/sitemap.xml", "s:sitemap/s:lastmod") == [told.stamp(then)]
    now = timezone.now() - HOUR
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=now)
    assert found(client, "/sitemap.xml", "s:sitemap/s:lastmod") == [told.stamp(now)]


def test_story_changed_when_its_words_did(client):
    then = timezone.now() - HOUR
    make_edition(published_at=datetime(1998, 5, 1, tzinfo=UTC), published_precision="day", now=then - DAY)
    edition = make_edition(published_at=then - DAY, now=then - DAY)
    dates = found(client, "/sitemap-stories-1.xml", "s:url/s:lastmod")
    assert dates == ["1998-05-01", told.stamp(then - DAY)]
    publish(corrected(edition.story, "It was six boats.", now=then), now=then)
    assert found(client, "/sitemap-stories-1.xml", "s:url/s:lastmod") == ["1998-05-01", told.stamp(then)]


def test_story_lists_its_pictures(client):
    pictures = [make_picture(), make_picture()]
    make_edition(pictures=[picture.pk for picture in pictures])
    make_edition()
    files = [f"http://testserver/media/{picture.image}" for picture in pictures]
    assert found(client, "/sitemap-stories-1.xml", "s:url/i:image/i:loc") == files


def test_news_are_those_of_two_days_newest_first(client):
    now = timezone.now()
    for name, at, precision in (
        ("old", now - 2 * DAY - HOUR, "minute"),
        ("day", (now - DAY).replace(hour=0, minute=0, second=0, microsecond=0), "day"),
        ("month", now - DAY, "month"),
        ("new & <loud>", now - HOUR, "minute"),
    ):
        make_edition(headline=name, published_at=at, published_precision=precision, language="pt-BR")
    news = "s:url/n:news/"
    assert found(client, "/sitemap-news.xml", f"{news}n:title") == ["new & <loud>", "day"]
    dates = found(client, "/sitemap-news.xml", f"{news}n:publication_date")
    assert dates == [told.stamp(now - HOUR), told.stamp(now - DAY, "day")]
    assert found(client, "/sitemap-news.xml", f"{news}n:publication/n:name") == ["Newsroom"] * 2
    assert found(client, "/sitemap-news.xml", f"{news}n:publication/n:language") == ["pt"] * 2


def test_news_are_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for _ in range(3):
        make_edition()
    assert len(locations(client, "/sitemap-news.xml")) == 2


def test_stories_are_streamed_and_known_by_what_is_in_them(client):
    edition, other = make_edition(), make_edition()
    first = client.get("/sitemap-stories-1.xml")
    assert first.streaming
    asked = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/sitemap-stories-1.xml", headers=asked).status_code == 304
    press.withdraw(other.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    assert client.get("/sitemap-stories-1.xml", headers=asked).status_code == 200
    assert locations(client, "/sitemap-stories-1.xml") == [edition.get_absolute_url()]


def test_address_in_another_script_is_that_of_the_page(client):
    edition = make_edition(headline="Паром вернулся – 港")
    assert locations(client, "/sitemap-stories-1.xml") == [edition.get_absolute_url()]
    assert "%D0" in edition.get_absolute_url()


@pytest.mark.once
def test_pictures_of_many_stories_cost_as_many_queries_as_those_of_one(client, django_assert_num_queries):
    for _ in range(3):
        make_edition(pictures=[make_picture().pk, make_picture().pk])
    with django_assert_num_queries(4):  # what is in it, when it changes, the stories, their pictures
        client.get("/sitemap-stories-1.xml").getvalue()


@pytest.mark.parametrize("part", ["0", "2", "9999999999999", "999999999999999999", "1e3", "01", "-1"])
def test_other_parts_are_not_found(client, part):
    make_edition()
    assert client.get(f"/sitemap-stories-{part}.xml").status_code == 404


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("ckb", "ckb"), ("zh-Hant", "zh-tw"), ("zh-TW", "zh-tw"), ("zh", "zh-cn"),
     ("zh-Hans-SG", "zh-cn")],
)  # fmt: skip
def test_languages_of_news_are_of_two_or_three_letters(tag, language):
    assert sitemaps.news_language(tag) == language
