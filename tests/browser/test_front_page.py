"""The front page arranged, as a browser shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import arranging
from articles.layouts import Layout
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/articles/arrangement/"


def test_times_say_since_when_and_how_long_until(desk):
    now, by = timezone.now(), make_user(role="editor")
    arranging.arrange(Layout(), base=0, by=by, now=now)
    arranging.arrange(Layout(), base=1, by=by, now=now, at=now + timedelta(hours=5, seconds=59))
    desk.go(PAGE)
    desk.wait_for_timeout(1500)  # whatever ticks each second has ticked
    assert desk.locator("time[data-countdown]").all_inner_texts() == ["less than a minute ago", "in 5 h"]
