"""Editions at their time: scheduled, queued, moved, replaced, called back, ended."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from articles import press, workflow
from articles.models import FAR_FUTURE, Edition, LedgerEntry
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_story, make_topic, make_user
from tests.press.desk import headline_at, kinds, publish, revised, windows

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SAVEPOINT = 2
"""What a test's own transaction adds."""


@pytest.fixture
def now():
    return timezone.now()


def test_a_scheduled_story_is_public_from_its_second_on(now):
    story = make_proofread_story(headline="Ferry returns", now=now)
    edition = publish(story, now=now, at=now + HOUR)
    assert (edition.made_at, edition.live_from, edition.published_at) == (now, now + HOUR, now + HOUR)
    assert headline_at(story, now + HOUR - timedelta(microseconds=1)) is None
    assert headline_at(story, now + HOUR) == "Ferry returns"


def test_an_update_swaps_in_at_its_second(now):
    first = make_edition(headline="First", now=now)
    update = publish(revised(first.story, {"headline": "Second"}, now=now), now=now, at=now + HOUR)
    assert (update.kind, update.modified_at, update.published_at) == (
        "update", now + HOUR, first.published_at,
    )  # fmt: skip
    shown = [
        headline_at(first.story, now + HOUR + step) for step in (-timedelta(microseconds=1), timedelta())
    ]
    assert shown == ["First", "Second"]


def test_until_a_time_ends_with_a_tombstone_that_is_open(now):
    story = make_proofread_story(headline="Sale on", now=now)
    publish(story, now=now, until=now + HOUR)
    last = story.editions.last()
    assert (last.withdrawal_reason, last.made_at, last.superseded_at) == ("expired", now, FAR_FUTURE)
    assert [headline_at(story, now + step) for step in (HOUR / 2, HOUR)] == ["Sale on", "withdrawn"]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({"at": timedelta()}, "lies in the past"),
        ({"at": -HOUR}, "lies in the past"),
        ({"until": -HOUR}, "end before it begins"),
        ({"at": HOUR, "until": HOUR}, "end before it begins"),
        ({"at": timedelta(days=2_600_000)}, "too far ahead"),
    ],
)
def test_times_that_cannot_be_are_refused(when, sentence, now):
    story = make_proofread_story(now=now)
    with pytest.raises(Refused, match=sentence):
        publish(story, now=now, **{name: now + step for name, step in when.items()})
    assert not Edition.objects.exists()


def test_nothing_is_scheduled_that_is_not_passed_or_by_who_may_not(now):
    with pytest.raises(Refused, match="“Schedule” is for a proofread story; this story is"):
        publish(make_story(), now=now, at=now + HOUR)
    with pytest.raises(Refused, match="right to schedule"):
        publish(make_proofread_story(), by=make_user(role="writer"), now=now, at=now + HOUR)


def test_an_embargo_forbids_any_earlier_time_and_no_later_one(now):
    story, editor = make_proofread_story(now=now), make_user(role="editor")
    type(story).objects.filter(pk=story.pk).update(
        embargo_until=now + HOUR, embargo_zone="UTC", embargo_by=editor, embargo_by_name="Ed"
    )
    for when in ({}, {"at": now + HOUR / 2}):
        with pytest.raises(Refused, match="under embargo until"):
            publish(story, now=now, **when)
    assert publish(story, now=now, at=now + HOUR).live_from == now + HOUR


def test_called_back_readers_keep_what_they_see_and_the_next_is_a_first_again(now):
    story, editor = make_proofread_story(now=now), make_user(role="editor")
    publish(story, now=now, at=now + HOUR, until=now + 2 * HOUR)
    called = press.call_back(story, by=editor, now=now)
    assert [row.kind for row in called] == ["first", "withdrawal"]
    assert windows(story) == []
    assert publish(story, now=now).kind == "first"


def test_a_called_back_update_gives_the_one_before_its_end_back(now):
    first = make_edition(now=now)
    publish(revised(first.story, {"headline": "Second"}, now=now), now=now, at=now + HOUR)
    press.call_back(first.story, by=make_user(role="editor"), now=now)
    assert windows(first.story) == [(first.live_from, FAR_FUTURE)]
    assert LedgerEntry.objects.filter(story=first.story).last().detail["editions"] == [2]


def test_where_nothing_is_scheduled_nothing_is_called_back(now):
    with pytest.raises(Refused, match="Nothing of it is scheduled"):
        press.call_back(make_edition(now=now).story, by=make_user(role="editor"), now=now)


def test_publishing_now_replaces_what_is_scheduled_and_the_ledger_says_so(now):
    story = make_proofread_story(headline="Early", now=now)
    publish(story, now=now, at=now + HOUR)
    edition = publish(story, now=now)
    assert (edition.kind, windows(story)) == ("first", [(now, FAR_FUTURE)])
    assert LedgerEntry.objects.filter(story=story).last().detail["called_back"] == [1]


def test_a_later_text_queues_behind_the_one_that_is_scheduled(now):
    story = make_proofread_story(headline="First", now=now)
    publish(story, now=now, at=now + HOUR)
    publish(revised(story, {"headline": "Second"}, now=now), now=now, at=now + 2 * HOUR)
    assert kinds(story) == ["first", "update"]
    assert [headline_at(story, now + n * HOUR) for n in (0, 1, 2)] == [None, "First", "Second"]


def test_instead_it_takes_the_place_of_the_one_that_is_scheduled(now):
    story = make_proofread_story(headline="First", now=now)
    publish(story, now=now, at=now + HOUR)
    publish(revised(story, {"headline": "Second"}, now=now), now=now, at=now + 2 * HOUR, instead=True)
    assert kinds(story) == ["first", "first"]
    assert [headline_at(story, now + n * HOUR) for n in (0, 1, 2)] == [None, None, "Second"]


@pytest.mark.parametrize("later", [HOUR, 3 * HOUR])
def test_scheduled_again_the_same_text_is_moved(later, now):
    story = make_proofread_story(now=now)
    publish(story, now=now, at=now + 2 * HOUR)
    publish(story, now=now, at=now + later)
    assert windows(story) == [(now + later, FAR_FUTURE)]


def test_a_text_scheduled_before_an_older_one_replaces_it(now):
    story = make_proofread_story(headline="First", now=now)
    publish(story, now=now, at=now + 2 * HOUR)
    publish(revised(story, {"headline": "Second"}, now=now), now=now, at=now + HOUR)
    assert [headline_at(story, now + n * HOUR) for n in (0, 1, 2)] == [None, "Second", "Second"]


def test_an_end_that_a_story_was_given_outlives_an_update(now):
    story = make_proofread_story(now=now)
    publish(story, now=now, until=now + 2 * HOUR)
    later = now + HOUR
    publish(revised(story, {"headline": "Second"}, now=later), now=later)
    assert [headline_at(story, now + n * HOUR) for n in (1, 2)] == ["Second", "withdrawn"]


def test_another_end_replaces_it_and_instead_does_away_with_it(now):
    story = make_proofread_story(now=now)
    publish(story, now=now, until=now + 2 * HOUR)
    publish(revised(story, {"headline": "Second"}, now=now), now=now, until=now + 3 * HOUR)
    assert [headline_at(story, now + n * HOUR) for n in (2, 3)] == ["Second", "withdrawn"]
    publish(revised(story, {"headline": "Third"}, now=now), now=now, instead=True)
    assert headline_at(story, now + 3 * HOUR) == "Third"


def test_a_stale_decision_to_schedule_is_refused(now):
    story = make_proofread_story(now=now)
    revised(story, {"headline": "Second"}, now=now)
    with pytest.raises(Refused, match="changed since you opened it"):
        press.publish(story, revision=1, by=make_user(role="editor"), now=now, at=now + HOUR)


def test_a_scheduled_story_cannot_be_spiked(now):
    story = make_proofread_story(now=now)
    publish(story, now=now, at=now + HOUR)
    with pytest.raises(Refused, match="call it back first"):
        workflow.spike(story, revision=1, by=make_user(role="editor"), now=now)


@pytest.mark.parametrize("when", [{}, {"at": HOUR}])
def test_publication_takes_22_queries_with_readers_search_and_the_mail_to_the_writer(
    when, now, django_assert_max_num_queries
):
    writer, editor = make_user(role="writer"), make_user(role="editor")
    User.objects.filter(pk=writer.pk).update(email="ines@example.org")
    story = make_proofread_story(by=writer, topics=[make_topic()], now=now)
    editor.has_perm("articles.publish_story")  # asked once a request, before
    times = {name: now + step for name, step in when.items()}
    with django_assert_max_num_queries(22 + SAVEPOINT):
        press.publish(story, revision=1, by=editor, now=now, **times)


@pytest.mark.parametrize(
    ("month", "name"), [(3, "the hour that is left out"), (10, "the hour that comes twice")]
)
def test_what_is_scheduled_across_a_change_of_the_clocks_keeps_its_moment(client, month, name, settings):
    settings.TIME_ZONE = "Europe/Paris"
    paris = ZoneInfo("Europe/Paris")
    day = datetime(timezone.now().year + 1, month, 31, tzinfo=paris)
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    evening = (sunday - timedelta(hours=4)).astimezone(UTC)
    at = sunday.replace(hour=7).astimezone(UTC)
    assert at - evening != timedelta(hours=11), "no change of the clocks in between"
    story = make_proofread_story(now=evening)
    edition = publish(story, now=evening, at=at)
    with time_machine.travel(at - timedelta(seconds=1), tick=False):
        assert client.get(edition.get_absolute_url()).status_code == 404
    with time_machine.travel(at, tick=False):
        assert f"{sunday:%d %b %Y} 07:00" in client.get(edition.get_absolute_url()).content.decode()
