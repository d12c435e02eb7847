"""Who read what: counted by month and reader, for editors alone, and safe in a spreadsheet."""

import csv
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from tests.desk.desk import address, client_of
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOVEMBER = datetime(2026, 11, 10, 9, tzinfo=UTC)


def read(*, by, hours, now=NOVEMBER, **facts):
    """A story handed in at ``now`` and signed ``hours`` later."""
    story = make_story(now=now, **facts)
    workflow.submit(story, revision=1, by=make_user(role="writer"), now=now)
    return workflow.sign_off(story, revision=1, by=by, now=now + timedelta(hours=hours))


def rows(client, name, month="2026-11"):
    response = client.get(address(name), {"month": month})
    return list(csv.reader(b"".join(response.streaming_content).decode().removeprefix("\ufeff").splitlines()))


def test_a_reader_is_counted_with_words_and_turnaround():
    reader = make_user(role="proofreader", username="Ada")
    for hours in (1, 2, 6):
        read(by=reader, hours=hours)
    read(by=reader, hours=1, now=NOVEMBER - timedelta(days=31))
    found = rows(client_of(), "story_readers_csv")
    assert found[1:] == [["Ada", "3", "27", "2.00", "3.00"]]


def test_each_signature_is_a_row():
    story = read(by=make_user(role="proofreader", username="Ada"), hours=2, headline="Bridge opens")
    assert rows(client_of(), "story_signed_csv")[1:] == [
        [
            "2026-11-10T11:00:00+00:00", "Ada", str(story.pk), "Bridge opens", "1", "9", "2026-11-10T09:00:00+00:00",
            "2.00",
        ]
    ]  # fmt: skip


def test_what_was_taken_back_was_not_read():
    reader = make_user(role="proofreader")
    story = read(by=reader, hours=1)
    workflow.take_back(story, reason="", revision=1, by=reader, now=NOVEMBER + timedelta(hours=2))
    assert rows(client_of(), "story_readers_csv")[1:] == []


@pytest.mark.parametrize("headline", ["=HYPERLINK(1)", "＝1", "-1", "@x"])
def test_no_value_is_a_formula(headline):
    read(by=make_user(role="proofreader"), hours=1, headline=headline)
    assert rows(client_of(), "story_signed_csv")[1][3] == f"'{headline}"


def test_the_page_shows_a_month_and_leads_to_its_files():
    read(by=make_user(role="proofreader", username="Ada"), hours=1)
    page = client_of().get(address("story_readers"), {"month": "2026-11"}).content.decode()
    assert "November 2026" in page
    assert all(words in page for words in ("Ada", "readers.csv?month=2026-11"))
    assert client_of().get(address("story_readers")).status_code == 200


@pytest.mark.parametrize("name", ["story_readers", "story_readers_csv", "story_signed_csv"])
def test_it_is_for_editors_and_for_months(name):
    assert client_of(role="proofreader").get(address(name)).status_code == 403
    editor = client_of()
    wrong = ["2026-13", "2026", "x", "٢٠٢٦-11"]
    assert [editor.get(address(name), {"month": month}).status_code for month in wrong] == [404] * 4


@pytest.mark.once
def test_fifty_signatures_cost_as_many_queries_as_one(django_assert_num_queries):
    client, reader = client_of(), make_user(role="proofreader")
    read(by=reader, hours=1)
    with django_assert_num_queries(5):
        client.get(address("story_readers"), {"month": "2026-11"})
    for _ in range(9):
        read(by=make_user(role="proofreader"), hours=1)
    with django_assert_num_queries(5):
        client.get(address("story_readers"), {"month": "2026-11"})
