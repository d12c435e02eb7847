"""The page on which a story is given to readers: now, at a time, until a time."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import drafting, press
from articles.models import Edition, Kind, Notice
from tests.desk.acts import make, make_embargoed_story, make_scheduled_story, state
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_proofread_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Ahead of the database's own clock, which guards what is past.
NOON = datetime(2100, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_paris(settings):
    settings.TIME_ZONE = "Europe/Paris"
    with time_machine.travel(NOON, tick=False):
        yield


def publish(story, **sent):
    return make(client_of(), story, "schedule", confirmed="yes", **{"when": "at", **sent})


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_time_is_one_of_the_site_and_named_so():
    story = make_proofread_story()
    response = publish(story, date="2100-01-16", time="14:00")
    assert Edition.objects.get().live_from == datetime(2100, 1, 16, 13, tzinfo=UTC)
    assert "for 16 Jan 2100, 14:00 (Europe/Paris, UTC+1): in 1 d 1 h" in message(response)


def test_the_zone_stands_beside_the_time():
    page = client_of().get(address("story_move", make_proofread_story().pk, "schedule")).content.decode()
    assert "In Europe/Paris, UTC+1." in page
    assert 'data-zone="Europe/Paris"' in page


def test_who_schedules_without_a_time_publishes_nothing():
    story = make_proofread_story()
    page = client_of().get(address("story_move", story.pk, "schedule"))
    assert page.context["form"]["when"].value() == "at"
    assert errors(publish(story)) == {"date": ["Give the date and the time at which it goes out."]}
    assert not Edition.objects.exists()


def test_now_is_now_whatever_time_was_typed():
    publish(make_proofread_story(), when="now", date="2100-01-16", time="14:00")
    assert Edition.objects.get().live_from == NOON


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        (
            {"date": "2100-01-15", "time": "12:59"},
            "time",
            "That is in the past: in Europe/Paris it is 13:00 on 15 Jan.",
        ),
        (
            {"date": "2100-01-15", "time": "13:00"},
            "time",
            "That is in the past: in Europe/Paris it is 13:00 on 15 Jan.",
        ),
        ({"date": "2100-01-16"}, "time", "Give the time."),
        ({"time": "14:00"}, "date", "Give the date that this time belongs to."),
        ({}, "date", "Give the date and the time at which it goes out."),
        ({"date": "2300-01-16", "time": "14:00"}, "time", "Is the year right? It is 2100 now."),
        ({"date": "0001-01-01", "time": "00:00"}, "time", "Is the year right? It is 2100 now."),
        ({"date": "the day after", "time": "14:00"}, "date", "Enter a valid date."),
        (
            {"date": "2100-03-28", "time": "02:30"},
            "time",
            "Clocks in Europe/Paris go forward that night and never show 02:30. Choose another time.",
        ),
        (
            {"date": "2100-10-31", "time": "02:30"},
            "time",
            "Clocks in Europe/Paris go back that night and show 02:30 twice. Choose a time outside that hour.",
        ),
        (
            {"date": "2100-01-16", "time": "14:00", "until_date": "2100-01-16", "until_time": "14:00"},
            "until_time",
            "The end must come after the beginning.",
        ),
        (
            {"when": "now", "until_date": "2100-01-15", "until_time": "12:00"},
            "until_time",
            "That is in the past: in Europe/Paris it is 13:00 on 15 Jan.",
        ),
        ({"when": "now", "until_date": "2100-01-16"}, "until_time", "Give the time."),
    ],
)
def test_a_time_that_cannot_be_is_an_error_of_its_field(sent, field, sentence):
    story = make_proofread_story()
    before = state(story)
    assert errors(publish(story, **sent)) == {field: [sentence]}
    assert state(story) == before


def test_until_a_time_is_published_now_and_ends_then():
    publish(make_proofread_story(), when="now", until_date="2100-01-16", until_time="14:00")
    shown, end = Edition.objects.order_by("number")
    assert (shown.live_from, end.kind) == (NOON, Kind.WITHDRAWAL)
    assert end.live_from == datetime(2100, 1, 16, 13, tzinfo=UTC)


def test_what_is_scheduled_is_listed_and_can_be_called_back():
    story = make_scheduled_story()
    page = client_of().get(address("story_move", story.pk, "schedule"))
    assert "(Europe/Paris, UTC+1)" in page.content.decode()
    assert "in 2 h" in page.content.decode()
    assert address("story_move", story.pk, "call-back") in page.content.decode()
    response = make(client_of(), story, "call-back", confirmed="yes")
    assert "Called back: 1 scheduled version." in message(response)
    assert not Edition.objects.scheduled(timezone.now()).exists()


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("replace", 0)])
def test_an_end_that_was_given_is_kept_or_done_away_with(choice, left):
    story, editor = make_proofread_story(), make_user(role="editor")
    at, until = NOON + timedelta(hours=2), NOON + timedelta(days=2)
    press.publish(story, revision=1, by=editor, now=NOON, at=at, until=until)
    publish(story, date="2100-01-16", time="14:00", scheduled=choice)
    ends = Edition.objects.scheduled(NOON).filter(kind=Kind.WITHDRAWAL)
    assert ends.count() == left


def test_nothing_is_asked_about_a_schedule_where_there_is_none():
    page = client_of().get(address("story_move", make_proofread_story().pk, "schedule"))
    assert "scheduled" not in page.context["form"].fields


def test_an_embargo_is_where_the_page_begins_and_no_earlier_time_is_taken():
    story = make_embargoed_story(ahead=timedelta(days=1))
    form = client_of().get(address("story_move", story.pk, "schedule")).context["form"]
    assert (form["when"].value(), f"{form['date'].value()} {form['time'].value()}") == (
        "at",
        "2100-01-16 13:00:00",
    )
    response = publish(story, date="2100-01-16", time="12:00")
    assert "It is under embargo until" in message(response)
    assert response.context["form"]["time"].value() == "12:00"
    assert not Edition.objects.exists()


def test_a_withdrawal_of_another_version_than_the_page_showed_asks_again():
    story = make_edition(now=NOON - timedelta(hours=1)).story
    response = make(client_of(), story, "withdraw", confirmed="yes", reason="error", edition="7")
    assert "published another version meanwhile" in str(response.context["form"].non_field_errors())
    assert response.context["form"]["reason"].value() == "error"
    assert Edition.objects.live(NOON).exists()


PAGES = {"publish": "story_change", "schedule": "story_move", "override": "story_move", "pass": "story_pass"}


def opened(client, story, move):
    """What the form of a page sends along of what it knows."""
    more = [move] if PAGES[move] == "story_move" else []
    page = client.get(address(PAGES[move], story.pk, *more)).content.decode()
    return re.search(r'name="last" value="(\d+)"', page)[1]


@pytest.mark.parametrize("move", ["publish", "schedule"])
def test_a_page_that_did_not_know_of_a_schedule_does_not_call_it_back(move):
    story, client, colleague = make_proofread_story(), client_of(), make_user(role="editor", username="ada")
    sent = {"last": opened(client, story, move), "when": "now", "scheduled": "keep", "confirmed": "yes"}
    press.publish(story, revision=1, by=colleague, now=NOON, at=NOON + timedelta(hours=2))
    before = state(story)
    assert "ada scheduled another version meanwhile. Nothing was done." in message(
        make(client, story, move, **sent)
    )
    assert state(story) == before
    assert not Notice.objects.filter(to=colleague).exists()
    make(client, story, move, **sent | {"last": opened(client, story, move)})
    assert Edition.objects.live(NOON).get().story == story
    told = Notice.objects.get(to=colleague, kind="called-back").sentence
    assert told.endswith(
        f"published “{story}”: what you scheduled for 15 Jan 2100 15:00 CET does not go out."
    )


@pytest.mark.parametrize("move", ["override", "pass"])
def test_nor_does_one_that_goes_past_or_stands_for_a_second_reader(move):
    story, client, ada = make_scheduled_story(), client_of(), make_user(role="editor", username="ada")
    drafting.save(story, {"headline": "Later"}, base=1, by=make_user(role="writer"), now=NOON)
    sent = {"reason": "A storm.", "confirmed": "yes", "last": opened(client, story, move), "revision": 2}
    press.withdraw(story, reason="error", by=ada, now=NOON + timedelta(hours=3))
    before = state(story)
    where = address("story_pass", story.pk) if move == "pass" else address("story_move", story.pk, move)
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        assert "ada withdrew it meanwhile" in message(client.post(where, sent, follow=True))
    assert state(story) == before


def test_what_was_withdrawn_is_given_back_only_on_a_page_that_says_why_it_is_gone():
    editor = make_user(role="editor")
    story = make_edition(editor=editor, now=NOON - timedelta(hours=2)).story
    press.withdraw(story, reason="undone", by=editor, now=NOON - timedelta(hours=1))
    asked = make(client_of(), story, "publish")
    page = asked.content.decode()
    assert "It was withdrawn on 15 Jan 2100 12:00" in page
    assert "It was published by mistake" in page
    assert not Edition.objects.live(NOON).exists()
    make(client_of(), story, "publish", confirmed="yes")
    assert Edition.objects.live(NOON).get().story == story
