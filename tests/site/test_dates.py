"""Dates on the page of a story: as exact as they are known, in the newsroom's zone, of one form in a list."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles import drafting, press, workflow
from tests.factories import make_edition, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = datetime(2025, 3, 13, 23, 29, tzinfo=UTC)


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("precision", "printed"),
    [
        ("minute", '<time datetime="2025-03-13T23:29+00:00">13 Mar 2025 23:29 UTC</time>'),
        ("day", '<time datetime="2025-03-13">13 Mar 2025</time>'),
        ("month", '<time datetime="2025-03">Mar 2025</time>'),
        ("year", '<time datetime="2025">2025</time>'),
    ],
)
def test_date_is_printed_as_exactly_as_it_is_known(client, precision, printed):
    assert printed in page_of(client, make_edition(published_at=MARCH, published_precision=precision))


def test_no_nought_stands_before_a_day(client):
    page = page_of(client, make_edition(published_at=datetime(2025, 5, 3, 9, 5, tzinfo=UTC)))
    assert '<time datetime="2025-05-03T09:05+00:00">3 May 2025 09:05 UTC</time>' in page


def test_time_is_that_of_the_newsroom(client, settings):
    edition = make_edition(published_at=MARCH)
    printed = {}
    for zone in ("Asia/Kolkata", "America/Sao_Paulo", "Asia/Kathmandu"):
        settings.TIME_ZONE = zone
        dates = page_of(client, edition).partition('<p class="dates" lang="en">')[2]
        printed[zone] = dates.partition("</p>")[0].strip()
    assert printed == {
        "Asia/Kolkata": '<time datetime="2025-03-14T04:59+05:30">14 Mar 2025 04:59 IST</time>',
        "America/Sao_Paulo": '<time datetime="2025-03-13T20:29-03:00">13 Mar 2025 20:29 UTC−03:00</time>',
        "Asia/Kathmandu": '<time datetime="2025-03-14T05:14+05:45">14 Mar 2025 05:14 UTC+05:45</time>',
    }


def test_updated_shows_once_the_words_have_changed(client):
    editor, second = make_user(role="editor"), make_user(role="editor")
    edition = make_edition(editor=editor, published_at=MARCH)
    assert "Updated" not in page_of(client, edition)
    story, now = edition.story, timezone.now()
    saved = drafting.save(story, {"standfirst": "After a year"}, base=1, by=editor, now=now)
    workflow.sign_off(saved.story, revision=2, by=second, now=now)
    press.publish(saved.story, revision=2, by=second, now=now)
    assert f'Updated <time datetime="{now.isoformat(timespec="minutes")}">' in page_of(client, edition)


def test_related_coverage_has_dates_of_one_form(client):
    make_edition(headline="Ferry returns", published_at=MARCH)
    make_edition(headline="Quay shut", published_at=MARCH, published_precision="month")
    lines = [["Ferry returns", None, None], ["Quay shut", None, None], ["Gone", "2025-03-01", None]]
    section = page_of(client, make_edition(related=lines)).partition('id="related"')[2].partition("</ul>")[0]
    assert re.findall(r"<time[^>]*>([^<]*)", section) == ["13 Mar 2025", "Mar 2025", "1 Mar 2025"]
