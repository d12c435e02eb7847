"""The front page arranged, as a browser shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import arranging
from articles.layouts import Layout
from tests.factories import make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/articles/arrangement/"


def test_times_say_since_when_and_how_long_until(desk):
    now, by = timezone.now(), make_user(role="editor")
    arranging.arrange(Layout(), base=0, by=by, now=now)
    arranging.arrange(Layout(), base=1, by=by, now=now, at=now + timedelta(hours=5, seconds=59))
    desk.go(PAGE)
    desk.wait_for_timeout(1500)  # whatever ticks each second has ticked
    assert desk.locator("time[data-countdown]").all_inner_texts() == ["less than a minute ago", "in 5 h"]


def test_end_of_a_pin_is_asked_for_and_a_moment_only_where_it_is_meant(desk):
    story = make_edition().story_id
    desk.go(f"{PAGE}until/?base=0&lead={story}&slot=lead")
    assert desk.get_by_label("Date").is_visible()
    desk.go(f"{PAGE}?base=0&lead={story}")
    assert not desk.get_by_label("Date").is_visible()
    desk.get_by_label("At a time").check()
    assert desk.get_by_label("Date").is_visible()


def test_no_script_fails_on_the_page_that_confirms_a_moment(desk):
    at = timezone.now() + timedelta(days=1)
    when = f"when=at&date={at:%Y-%m-%d}&time=10%3A00"
    desk.go(f"{PAGE}decide/?base=0&lead={make_edition().story_id}&{when}")
    assert desk.get_by_role("button", name="Schedule it").is_visible()
