"""The archive by year, month and day: a story stands where its date is known to."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.pages import STORIES
from tests.factories import make_edition, make_user
from tests.site.pages import html_of, plant_hidden

pytestmark = pytest.mark.django_db


def make_dated(*days, precision="day"):
    editor = make_user(role="editor")
    return [
        make_edition(editor=editor, published_at=datetime(*day, tzinfo=UTC), published_precision=precision)
        for day in days
    ]


def lines(client, address):
    """The periods that a page of the archive leads into, with their counts."""
    page = client.get(address).content.decode().partition('<ul class="names">')[2].partition("</ul>")[0]
    return re.findall(r'<a[^>]*>([^<]+)</a> <span class="fine">([^<]+)</span>', page)


def test_years_months_and_days_lead_to_each_other_with_counts(client):
    make_dated((2026, 11, 28), (2026, 11, 28), (2026, 11, 2), (2024, 2, 29))
    assert lines(client, "/archive/") == [("2026", "3 stories"), ("2024", "1 story")]
    assert lines(client, "/archive/2026/") == [("November 2026", "3 stories")]


def test_a_month_names_its_stories_by_day(client):
    late, early = make_dated((2024, 11, 28, 18, 5), (2024, 11, 28, 6, 30), precision="minute")
    first = make_dated((2024, 11, 2))[0]
    opinion = make_edition(published_at=datetime(2024, 11, 30, tzinfo=UTC), genre="opinion")
    page = client.get("/archive/2024/11/").content.decode().partition("<main")[2].partition("</main>")[0]
    named = re.findall(r"<h2><a[^>]*>([^<]+)|<li>(?:<span[^>]*>([^<]+)</span> )?<a[^>]*>([^<]+)", page)
    assert named == [
        ("Saturday 2 November", "", ""), ("", "", first.headline),
        ("Thursday 28 November", "", ""), ("", "", early.headline), ("", "", late.headline),
        ("Saturday 30 November", "", ""), ("", "Opinion", opinion.headline),
    ]  # fmt: skip


def test_a_month_with_more_stories_than_can_be_named_counts_them(client, monkeypatch):
    make_dated((2026, 11, 28), (2026, 11, 28), (2026, 11, 2))
    monkeypatch.setattr("articles.site.archive.LISTED", 2)
    assert lines(client, "/archive/2026/11/") == [
        ("2 November 2026", "1 story"),
        ("28 November 2026", "2 stories"),
    ]


def test_a_day_shows_its_stories_and_the_nearest_days_that_have_any(client):
    leap, second, last = make_dated((2024, 2, 29), (2026, 11, 2), (2026, 11, 28))
    page = client.get("/archive/2026/11/02/")
    links = html_of(page).links()
    assert [edition.get_absolute_url() in links for edition in (leap, second, last)] == [False, True, False]
    assert {"/archive/2024/02/29/", "/archive/2026/11/28/", "/archive/2026/11/", "/archive/2026/"} <= set(
        links
    )
    month = html_of(client.get("/archive/2026/11/")).links()
    assert "/archive/2024/02/" in month


def test_a_date_known_to_the_year_is_on_the_page_of_its_year_and_of_no_day(client):
    to_year = make_dated((1998, 1, 1), precision="year")[0]
    to_month = make_dated((1998, 1, 1), precision="month")[0]
    year, month, day = (client.get(f"/archive/{path}/") for path in ("1998", "1998/01", "1998/01/01"))
    shown = [[edition.get_absolute_url() in html_of(page).links() for edition in (to_year, to_month)]
             for page in (year, month, day)]  # fmt: skip
    assert shown == [[True, False], [False, True], [False, False]]
    assert day.status_code == 404
    assert "/archive/1998/" in html_of(client.get(to_year.get_absolute_url())).links()


@pytest.mark.parametrize(
    ("address", "held"),
    [("/archive/2024/", [1, 2, 3]), ("/archive/2024/11/", [1, 2]), ("/archive/2024/11/02/", [1])],
)
def test_a_period_has_feeds_of_its_stories(client, address, held):
    made = make_dated((2023, 12, 31), (2024, 11, 2), (2024, 11, 30), (2024, 12, 1))
    feed = next(
        link["href"]
        for link in html_of(client.get(address)).all("link", type="application/feed+json")
        if "?" in link["href"]
    )
    items = client.get(feed).json()["items"]
    assert [item["title"] for item in items] == [made[n].headline for n in reversed(held)]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("2024/2/9/", "2024/02/09/"),
        ("2024/2/9", "2024/02/09/"),
        ("2024/2/", "2024/02/"),
        ("2024/3/", None),
        ("2024/2/30/", None),
        ("2024/0/", None),
    ],
)
def test_a_day_without_its_noughts_leads_to_the_day(client, typed, address):
    make_dated((2024, 2, 9))
    answer = client.get(f"/archive/{typed}")
    assert (answer.status_code, answer.get("Location")) == (
        (301, f"/archive/{address}") if address else (404, None)
    )


def test_days_are_those_of_the_newsroom(client, settings):
    settings.TIME_ZONE = "America/New_York"
    edition = make_edition(published_at=datetime(2025, 1, 1, 3, tzinfo=UTC))
    assert edition.get_absolute_url() in html_of(client.get("/archive/2024/12/31/")).links()
    assert "/archive/2024/12/31/" in html_of(client.get(edition.get_absolute_url())).links()


def test_a_long_day_is_cut_into_pages(client):
    editions = make_dated(*[(2024, 9, 18, hour, 5) for hour in range(STORIES + 1)], precision="minute")
    first = client.get("/archive/2024/09/18/")
    following = html_of(first).all("a", rel="next")[0]["href"]
    second = client.get(f"/archive/2024/09/18/{following}")
    shown = [
        [edition.get_absolute_url() in html_of(page).links() for edition in editions]
        for page in (first, second)
    ]
    assert shown == [[False] + [True] * STORIES, [True] + [False] * STORIES]


@pytest.mark.parametrize(
    "path",
    [
        "2023/",
        "2026/12/",
        "2026/11/03/",
        "2026/02/30/",
        "2026/13/",
        "2026/00/",
        "0999/",
        "9000/",
        "8999/",
        "2026/1/",
    ],
)
def test_what_has_no_stories_is_not_found_and_helps_on(client, path):
    make_dated((2026, 11, 2))
    response = client.get(f"/archive/{path}")
    assert (response.status_code, len(html_of(response).headings) > 0) == (404, True)


def test_an_empty_period_leads_to_the_nearest_stories(client):
    make_dated((2026, 11, 2))
    response = client.get("/archive/2026/11/03/")
    assert "/archive/2026/11/02/" in html_of(response).links()


def test_nothing_hidden_is_in_the_archive(client):
    due, _ = plant_hidden("zebrafish")
    day = timezone.localtime(due.published_at).date()
    assert lines(client, "/archive/") == []
    assert client.get(f"/archive/{day:%Y/%m/%d}/").status_code == 404


def test_pages_of_the_archive_ask_no_more_for_many_stories(client, django_assert_max_num_queries):
    start = datetime(2026, 11, 28, tzinfo=UTC)
    editor = make_user(role="editor")
    for number in range(15):
        make_edition(editor=editor, published_at=start - timedelta(days=100 * number))
    for path in ("", "2026/", "2026/11/", "2026/11/28/"):
        with django_assert_max_num_queries(9):
            assert client.get(f"/archive/{path}").status_code == 200
