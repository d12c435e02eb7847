"""Each page of the site is asked the same questions."""

from datetime import timedelta
from itertools import pairwise
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.csp import policy
from tests.factories import make_user
from tests.site.pages import PLAIN, addresses_of, html_of, make_full_edition, plant_hidden

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
MOST_FILTERED = 17
ODD_QUERIES = {
    "nul": "q=%00&source=%00&since=%00&before=%00&after=%00",
    "long": "q=" + "a" * 10_000,
    "emoji": "q=" + quote("🐙🦑 \u202e") + "&source=" + quote("🐙"),
    "not utf-8": "q=%ff%fe&topic=%c3%28",
    "negative": "source=-1&before=-1--1&after=-99999999999999999-1",
    "huge": "topic=" + "9" * 400 + "&before=" + "9" * 17 + "-" + "9" * 18 + "&after=" + "9" * 4000,
    "broken key": "before=yesterday&after=0x10-1",
    "sql": "q=" + quote("' OR 1=1; --") + "&writer=" + quote("%' UNION SELECT 1"),
    "wildcards": "q=%25+_%25+%5C",
    "dates": "since=2025-02-30&until=99999-01-01",
    "ends of the calendar": "since=0001-01-01&until=9999-12-31",
    "dates the wrong way round": "since=2025-02-02&until=2025-01-01",
    "unknown": "page=7&utm_source=x&source=nobody&proofreader=&topic=",
    "brackets": "source[]=1&q[$ne]=1",
    "operators": "q=" + quote('" -"" * -* AND OR NOT ( ) NEAR : ^ ~ !! <-> & |') + "&order=relevance",
    "ranked": "q=a*&order=relevance&before=r99999999-1&after=r1-" + "9" * 19,
    "facets": "year=20261&language=%00&order=random",
    "many": "&".join(f"source=s{number}" for number in range(900)),
}


def queries_for(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_empty_newsroom_has_every_page(client):
    statuses = {address: client.get(address).status_code for address in PLAIN}
    assert statuses == {address: 404 if address == "/nowhere/" else 200 for address in PLAIN}


def test_full_newsroom_has_every_page(client):
    addresses = addresses_of(make_full_edition())
    statuses = {address: client.get(address).status_code for address in addresses}
    assert statuses == {address: 404 if address == "/nowhere/" else 200 for address in addresses}


def test_nothing_hidden_shows_anywhere(client):
    edition = make_full_edition()
    hidden = plant_hidden("zebrafish")
    addresses = [*addresses_of(edition), "/stories/?q=zebrafish", *[row.get_absolute_url() for row in hidden]]
    pages = {address: client.get(address).content.decode() for address in addresses}
    # A search says what was asked for, and the page for what is not there offers to.
    asked = ('value="zebrafish', "zebrafish –", "first: zebrafish", "<bdi>zebrafish<", "q=zebrafish")
    for address, page in pages.items():
        unasked = page
        for words in asked if "zebrafish" in address else ():
            unasked = unasked.replace(words, "")
        assert (address, "zebrafish" in unasked.lower()) == (address, False)


def test_names_of_hidden_stories_have_no_page(client):
    due, gone = plant_hidden("zebrafish")
    names = [name for row in (due, gone) for name in (row.source, row.proofreader) if name]
    assert {client.get(name.get_absolute_url()).status_code for name in names} == {404}


@pytest.mark.parametrize("query", ODD_QUERIES.values(), ids=ODD_QUERIES)
def test_odd_queries_get_a_page(client, query):
    make_full_edition()
    for address in addresses_of(make_full_edition()):
        response = client.get(f"{address}?{query}")
        if response.status_code == 302:  # a key off the end
            response = client.get(response["Location"])
        assert (address, response.status_code) == (address, 404 if address == "/nowhere/" else 200)


def test_too_many_fields_are_a_bad_request_with_a_page(client):
    response = client.get("/stories/?" + "&".join(f"q{number}=1" for number in range(1001)))
    assert (response.status_code, html_of(response).headings[0]) == (
        400,
        (1, "We could not understand this address"),
    )


@pytest.mark.parametrize(
    "address",
    [
        "/stories/0/x/", "/stories/-1/x/", "/stories/999999999999999999/x/", f"/stories/{'9' * 5000}/x/",
        "/stories/1e3/x/", "/stories/١/x/", "/stories/%00/", "/stories/7%00/x/", "/sources/%00/", "/topics/a%0Ab/",
        f"/writers/{'x' * 5000}/", "/sources/nobody/", "/proofreaders/%F0%9F%90%99/", "/topics/..%2F..%2F/",
        "/media/", "/media/../settings.py", "/media/%2e%2e/secret_key", "/media/nothing.jpg", "/media/a%00b.jpg",
        f"/media/{'x' * 5000}.jpg", f"/media/{quote('é' * 120)}.jpg", "/media//etc/passwd", "/media/.hidden",
        "/media/renditions/", f"/media/renditions/{'0' * 64}/whole/320.webp", "/media/renditions/0/whole/320.webp",
        f"/media/renditions/{'0' * 64}/7x7-0-0/{'9' * 18}.exe", "/stories/9/card-1.jpg",
    ],
)  # fmt: skip
def test_odd_addresses_are_not_found(client, address):
    response = client.get(address)
    assert (response.status_code, html_of(response).headings[0][1]) == (404, "There is no such page")


@pytest.mark.once
def test_other_methods_are_refused():
    client = Client(enforce_csrf_checks=True)
    addresses = [address for address in addresses_of(make_full_edition()) if address != "/nowhere/"]
    rendition = f"/media/renditions/{'0' * 64}/whole/320.webp"
    for address in [*addresses, "/media/a.jpg", "/stories/9/card-1.jpg", rendition]:
        response = client.post(address)
        assert (address, response.status_code, response.headers["Allow"]) == (address, 405, "GET, HEAD")


@pytest.mark.once
def test_head_is_get_without_a_body(client):
    addresses = addresses_of(make_full_edition())
    with time_machine.travel(timezone.now(), tick=False):  # a second later a page may have another date
        answers = [(address, client.get(address), client.head(address)) for address in addresses]
    for address, got, head in answers:
        for one in (got, head):  # each request has an id of its own
            assert one.headers.pop("X-Request-ID", "of the log")
        assert (address, head.status_code, head.content) == (address, got.status_code, b"")
        assert head.headers == got.headers


@pytest.mark.once
def test_pages_know_no_visitor(client):
    """No cookie, nothing that varies by one: not even for somebody who is logged in."""
    addresses = addresses_of(make_full_edition())
    strangers = [client.get(address) for address in addresses]
    client.force_login(make_user(superuser=True))
    for address, stranger in zip(addresses, strangers, strict=True):
        response = client.get(address)
        assert response.content == stranger.content
        assert not response.cookies
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"


@pytest.mark.once
def test_pages_keep_the_strict_policy(client):
    for address in addresses_of(make_full_edition()):
        response = client.get(address)
        is_page = address != "/stories/more/"  # which is a part of one
        more = {"require-trusted-types-for": ["'script'"]} if is_page else {}
        assert (address, response.headers["Content-Security-Policy"]) == (address, policy(more))
        assert (address, html_of(response).problems) == (address, [])


@pytest.mark.once
def test_pages_are_outlined(client):
    """One h1, which comes first; no level left out; no id twice; a title of their own."""
    titles = set()
    addresses = [address for address in addresses_of(make_full_edition()) if "more" not in address]
    for address in addresses:
        html = html_of(client.get(address))
        levels = [level for level, _ in html.headings]
        steps = [after - before for before, after in pairwise(levels)]
        assert (address, levels[0], levels.count(1), max(steps, default=0) > 1) == (address, 1, 1, False)
        ids = [attributes["id"] for _, attributes in html.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        titles.add(html.text.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == len(addresses)


@pytest.mark.once
def test_pages_name_their_own_address(client):
    for address in addresses_of(make_full_edition()):
        if address not in ("/stories/more/", "/nowhere/"):
            html = html_of(client.get(address + "?utm_source=letter"))
            own = address.removesuffix("changes/")  # what changed in a story is for search engines the story
            assert [link["href"] for link in html.all("link", rel="canonical")] == [f"http://testserver{own}"]
            assert html.meta("description")


@pytest.mark.once
def test_teasers_are_styled_as_teasers_alone(client):
    """Nothing else that a page knows by the name of their weight becomes a class of theirs."""
    known = {"teaser", "teaser lead", "teaser second", "teaser correction"}
    found = {
        attributes["class"]
        for address in addresses_of(make_full_edition())
        for attributes in html_of(client.get(address)).all("article")
        if attributes.get("class", "").startswith("teaser")
    }
    assert {"teaser", "teaser lead"} <= found <= known


@pytest.mark.once
def test_images_say_their_size_and_links_lead_somewhere(client):
    for address in addresses_of(make_full_edition()):
        html = html_of(client.get(address))
        assert all({"alt", "width", "height"} <= attributes.keys() for attributes in html.all("img"))
        assert all(html.links())


@pytest.mark.once
def test_query_counts_do_not_grow(client):
    """As many for one story as for thirty, and few."""
    edition = make_full_edition(related=[["Ferry returns", None, None]])
    addresses = [*addresses_of(edition), _all_filters(edition)]
    for_one = {address: queries_for(client, address) for address in addresses}
    row = edition.writer_rows.get()
    same = {"source": edition.source, "proofreader": edition.proofreader, "writers": [row.writer]}
    now = timezone.now()
    for number in range(50):
        day = now - timedelta(days=number + 1)
        make_full_edition(**same, published_at=day, related=[["Ferry", None, edition.story_id]])
    for_thirty = {address: queries_for(client, address) for address in addresses}
    # A search that finds next to nothing asks besides what was perhaps meant.
    assert {address: n for address, n in for_thirty.items() if n > for_one[address]} == {}
    most = {address: MOST_FILTERED if "?" in address else MOST_QUERIES for address in addresses}
    assert {address: count for address, count in for_one.items() if not 2 <= count <= most[address]} == {}


def _all_filters(edition):
    topic, writer = edition.topic_rows.first().topic, edition.writer_rows.get().writer
    return (
        f"/stories/?q=council&order=relevance&language=en&since=2000-01-01&until=2100-01-01&source={edition.source.slug}"
        f"&proofreader={edition.proofreader.slug}&topic={topic.slug}&writer={writer.slug}"
    )
