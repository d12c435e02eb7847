"""Each file of the site that only machines ask for is asked the same questions as the pages are."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.csp import policy
from tests.factories import make_user
from tests.site.pages import files_of, make_full_edition, plant_hidden
from tests.site.test_every_page import MOST_QUERIES, ODD_QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def queries_for(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address).getvalue()
    return len(queries)


def test_full_newsroom_has_every_file(client):
    found = {address: client.get(address).status_code for address in files_of(make_full_edition())}
    assert found == dict.fromkeys(found, 200)


def test_nothing_hidden_shows_anywhere(client):
    edition = make_full_edition()
    plant_hidden("zebrafish")
    for address in files_of(edition):
        assert (address, b"zebrafish" in client.get(address).getvalue().lower()) == (address, False)


@pytest.mark.parametrize("query", ODD_QUERIES.values(), ids=ODD_QUERIES)
def test_odd_queries_get_the_file_or_a_page(client, query):
    for address in files_of(make_full_edition()):
        if address.endswith((".atom", ".json")):
            continue  # one view has all formats of a list
        status = client.get(f"{address}?{query}", follow=True).status_code
        assert (address, status) in ((address, 200), (address, 404))


@pytest.mark.once
def test_other_methods_are_refused():
    client = Client(enforce_csrf_checks=True)
    for address in files_of(make_full_edition()):
        response = client.post(address)
        assert (address, response.status_code, response.headers["Allow"]) == (address, 405, "GET, HEAD")


@pytest.mark.once
def test_head_is_get_without_a_body(client):
    addresses = files_of(make_full_edition())
    with time_machine.travel(timezone.now(), tick=False):  # a second later a file may have another date
        answers = [(client.get(address), client.head(address)) for address in addresses]
    for got, head in answers:
        for one in (got, head):  # each request has an id of its own
            assert one.headers.pop("X-Request-ID", "of the log")
        assert (head.status_code, head.getvalue(), head.headers) == (got.status_code, b"", got.headers)


@pytest.mark.once
def test_files_know_no_visitor_and_keep_the_strict_policy(client):
    addresses = files_of(make_full_edition())
    strangers = [client.get(address).getvalue() for address in addresses]
    client.force_login(make_user(superuser=True))
    for address, stranger in zip(addresses, strangers, strict=True):
        response = client.get(address)
        assert (address, response.getvalue() == stranger) == (address, True)
        assert not response.cookies
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert response.headers["Content-Security-Policy"] == policy({})


@pytest.mark.once
def test_what_has_not_changed_is_not_sent_again(client):
    for address in files_of(make_full_edition()):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (address, again.status_code, again.content) == (address, 304, b"")


@pytest.mark.once
def test_query_counts_do_not_grow(client):
    """As many for one story as for thirty."""
    edition = make_full_edition(related=[["Ferry returns", None, None]])
    addresses = files_of(edition)
    for_one = {address: queries_for(client, address) for address in addresses}
    row, now = edition.writer_rows.get(), timezone.now()
    same = {"source": edition.source, "proofreader": edition.proofreader, "writers": [row.writer]}
    for number in range(30):
        make_full_edition(**same, published_at=now - timedelta(days=number + 1))
    assert {address: queries_for(client, address) for address in addresses} == for_one
    assert max(for_one.values()) <= MOST_QUERIES
