"""A story is said to be updated where more than slips were mended in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import SLIP, Kind
from tests.factories import make_edition
from tests.press.desk import publish, revised

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize(
    ("notes", "is_told"),
    [([SLIP], False), ([SLIP, SLIP], False), (["", SLIP], True), ([SLIP, ""], True)],
)
def test_readers_are_told_of_more_than_slips(client, notes, is_told):
    now = timezone.now()
    story = make_edition(now=now - timedelta(hours=1)).story
    for number, note in enumerate(notes):
        revised(story, {"headline": f"Ferry sails {number}"}, now=now, note=note)
    update = publish(story, now=now)
    assert (update.kind, update.modified_at) == (Kind.UPDATE, now if is_told else None)
    page = client.get(update.get_absolute_url()).content.decode()
    assert (update.headline in page, "Updated" in page) == (True, is_told)


def test_a_slip_that_is_mended_later_leaves_the_moment_of_the_update_before():
    then = timezone.now() - timedelta(hours=1)
    story = make_edition(now=then - timedelta(hours=1)).story
    publish(revised(story, {"headline": "Ferry sails"}, now=then), now=then)
    now = timezone.now()
    slip = publish(revised(story, {"headline": "Ferry sails."}, now=now, note=SLIP), now=now)
    assert (slip.number, slip.modified_at) == (3, then)
