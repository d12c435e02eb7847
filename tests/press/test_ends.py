"""Ends that readers were promised, and times that come while somebody still decides."""

from datetime import timedelta
from time import sleep

import pytest
from django.utils import timezone

from articles import press, workflow
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_user
from tests.press.desk import headline_at, publish, revised, windows

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


def hold(story, **at):
    workflow.hold(story, kind="legal", reason="Libel?", **at)


def embargo(story, *, now, **at):
    workflow.embargo(story, until=now + 4 * HOUR, zone="Europe/Paris", now=now, **at)


def take_back(story, *, by, now):
    signer = story.signoffs.last().signer
    workflow.take_back(story, reason="Wrong.", revision=story.revision_number, by=signer, now=now)


@pytest.mark.parametrize("act", [hold, embargo, take_back])
def test_an_end_that_readers_were_promised_outlives_the_update_that_is_called_back(act, now):
    story = make_proofread_story(headline="Sale on", now=now)
    publish(story, now=now, until=now + 5 * HOUR)
    story = revised(story, {"headline": "Never shown"}, now=now)
    publish(story, now=now, at=now + 2 * HOUR)
    act(story, by=make_user(role="editor"), now=now + HOUR)
    assert windows(story)[:1] == [(now, now + 5 * HOUR)]
    assert [headline_at(story, now + hours * HOUR) for hours in (3, 5)] == ["Sale on", "withdrawn"]
    assert story.editions.last().headline == "Sale on"
    assert story.ledger.get(act="call-back").detail["until"] == (now + 5 * HOUR).isoformat()


def test_a_first_edition_that_went_out_while_somebody_called_it_back_stays(now):
    story = make_proofread_story(now=now)
    publish(story, now=timezone.now(), at=timezone.now() + timedelta(milliseconds=300))
    pressed = timezone.now()
    sleep(0.4)
    with pytest.raises(Refused, match="It has gone out meanwhile"):
        press.call_back(story, by=make_user(role="editor"), now=pressed)
    assert story.editions.live(timezone.now()).exists()


def test_an_update_that_went_out_while_it_was_held_stays(now):
    story = revised(make_edition(now=now).story, {"headline": "Another"}, now=now)
    publish(story, now=timezone.now(), at=timezone.now() + timedelta(milliseconds=300))
    pressed = timezone.now()
    sleep(0.4)
    with pytest.raises(Refused, match="It has gone out meanwhile"):
        hold(story, by=make_user(role="editor"), now=pressed)
    assert headline_at(story, timezone.now()) == "Another"
