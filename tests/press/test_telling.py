"""What the writer of a story hears of its publication."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press, workflow
from articles.models import Notice
from tests.factories import make_edition, make_proofread_story, make_story, make_topic, make_user
from tests.press.desk import corrected, publish, revised

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def writer():
    return make_user(role="writer")


def told(writer) -> list[str]:
    rows = Notice.objects.filter(to=writer).exclude(kind="signed").order_by("id")
    return [notice.sentence for notice in rows]


def test_the_writer_hears_of_publication_correction_and_withdrawal(now, writer):
    story, editor = make_proofread_story(headline="Boats", by=writer), make_user(role="editor", username="Ed")
    publish(story, by=editor, now=now)
    publish(corrected(story, "It was six.", now=now), by=editor, now=now)
    press.withdraw(story, reason="source", by=editor, now=now)
    assert told(writer) == [
        "Ed published “Boats”.",
        "Ed published a correction of “Boats”.",
        "Ed withdrew “Boats”: its source has withdrawn it.",
    ]


def test_what_is_scheduled_is_told_with_its_time_and_zone(now, writer, settings):
    settings.TIME_ZONE = "Europe/Paris"
    story = make_proofread_story(headline="Boats", by=writer)
    at = (now + timedelta(days=400)).replace(month=7, day=1, hour=10, minute=0)
    publish(story, by=make_user(role="editor", username="Ed"), now=now, at=at)
    assert told(writer) == [f"Ed scheduled “Boats” for 1 Jul {at.year} 12:00 CEST."]


def test_who_did_it_themselves_and_a_refresh_are_told_nothing(now):
    editor = make_user(role="editor")
    story = make_proofread_story(by=editor)
    publish(story, by=editor, now=now)
    assert told(editor) == []
    edition = make_edition(now=now)
    count = Notice.objects.exclude(kind="signed").count()
    publish(revised(edition.story, {"topics": [make_topic().pk]}, now=now), now=now)
    assert Notice.objects.exclude(kind="signed").count() == count


def test_a_merger_and_a_call_back_are_told(now, writer):
    story, editor = make_proofread_story(headline="Boats", by=writer), make_user(role="editor", username="Ed")
    publish(story, by=editor, now=now, at=now + timedelta(hours=1))
    press.call_back(story, by=editor, now=now)
    press.merge(story, into=make_story(headline="Six boats"), by=editor, now=now)
    assert told(writer)[1:] == [
        "Ed called back “Boats”: it is no longer scheduled.",
        "Ed merged “Boats” into “Six boats”.",
    ]


def test_who_has_it_for_writing_is_told_in_the_place_of_who_began_it(now, writer):
    story, editor = make_proofread_story(headline="Boats"), make_user(role="editor", username="Ed")
    workflow.assign(story, writer=writer, reader=None, by=editor, now=now)
    publish(story, by=editor, now=now)
    assert told(writer)[-1] == "Ed published “Boats”."
