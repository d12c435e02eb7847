"""What the database itself refuses of the front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Arrangement, Slot
from tests.factories import make_edition, make_topic, make_user
from tests.models.rows import make_arrangement
from tests.models.test_guards import refused

pytestmark = pytest.mark.django_db


def arranged(**given):
    return make_arrangement(make_edition(topics=[make_topic()]), by=make_user(), now=timezone.now(), **given)


def test_one_front_page_is_open():
    arranged()
    later = timezone.now() + timedelta(days=1)
    assert refused(lambda: arranged(number=2, live_from=later))


def test_two_front_pages_are_never_in_force_at_once():
    first, later = arranged(), timezone.now() + timedelta(days=1)
    assert refused(lambda: arranged(number=2, live_from=later, superseded_at=later + timedelta(days=1)))
    Arrangement.objects.filter(pk=first.pk).update(superseded_at=later)
    assert not refused(lambda: arranged(number=2, live_from=later))
    assert refused(
        lambda: Arrangement.objects.filter(pk=first.pk).update(superseded_at=later + timedelta(days=1))
    )


def test_end_of_a_front_page_that_is_past_stands():
    now = timezone.now()
    first = arranged(live_from=now - timedelta(days=2), made_at=now - timedelta(days=2), superseded_at=now)
    assert refused(
        lambda: Arrangement.objects.filter(pk=first.pk).update(superseded_at=now + timedelta(days=1))
    )


def test_no_story_is_pinned_twice_and_no_place_held_twice():
    first, topic = arranged(), make_topic()
    story, other = first.slots.get().story_id, make_edition().story_id
    assert refused(lambda: Slot.objects.create(arrangement=first, place="secondary", story_id=story))
    assert refused(lambda: Slot.objects.create(arrangement=first, place="lead", story_id=other))
    assert refused(lambda: Slot.objects.create(arrangement=first, place="lead", position=1, story_id=other))
    assert refused(lambda: Slot.objects.create(arrangement=first, place="section", story_id=other))
    assert refused(lambda: Slot.objects.create(arrangement=first, place="lead", topic=topic, story_id=other))
