"""Giving a story to people and planning it, through the pages."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import workflow
from tests.desk.acts import make, make_embargoed_story
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Ahead of the database's own clock, which guards what is past.
NOON = datetime(2100, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make_named(role, username, first, last):
    user = make_user(role=role, username=username)
    user.first_name, user.last_name = first, last
    user.save()
    return user


@pytest.mark.parametrize("typed", ["Ann Lee (ann)", "ann", "ANN", "Ann Lee", " ann lee "])
def test_somebody_is_named_as_the_list_has_them_or_in_short(typed):
    ann, story = make_named("proofreader", "ann", "Ann", "Lee"), make_story()
    make(client_of(), story, "assign", confirmed="yes", reader=typed)
    story.refresh_from_db()
    assert story.reader_account == ann


def test_the_list_offers_those_who_have_the_right():
    make_named("writer", "ines", "Ines", "Marlow"), make_named("proofreader", "ann", "Ann", "Lee")
    form = client_of(role="editor").get(address("story_move", make_story().pk, "assign")).context["form"]
    offered = dict(form.lists())
    assert "Ines Marlow (ines)" in offered["choices-writer"]
    assert "Ines Marlow (ines)" not in offered["choices-reader"]
    assert "Ann Lee (ann)" in offered["choices-reader"]


def test_two_of_one_name_are_told_apart():
    make_named("proofreader", "ann", "Ann", "Lee"), make_named("proofreader", "ann2", "Ann", "Lee")
    response = make(client_of(), make_story(), "assign", confirmed="yes", reader="Ann Lee")
    assert response.context["form"].errors["reader"] == [
        "Several people are called “Ann Lee”: choose from the list."
    ]


def test_who_gives_a_story_on_an_old_page_is_told():
    story, client, ada = make_story(), client_of(), make_named("writer", "ada", "Ada", "Lee")
    was = client.get(address("story_move", story.pk, "assign")).context["form"]["was"].value()
    workflow.take_writing(story, by=ada, now=NOON)
    response = make(client, story, "assign", confirmed="yes", writer="", reader="", was=was)
    assert "Others have it" in message(response)
    story.refresh_from_db()
    assert story.writer_account == ada


@pytest.mark.parametrize("was", ["9" * 5000, "1/²", "x/y/z"])
def test_nor_does_a_page_that_says_nonsense_of_who_had_it(was):
    story = make_story()
    response = make(client_of(), story, "assign", confirmed="yes", writer="", reader="", was=was)
    assert "Others have it" in message(response)


def test_left_empty_it_is_free_again():
    story = make_story()
    workflow.take_writing(story, by=make_user(role="writer"), now=NOON)
    make(client_of(), story, "assign", confirmed="yes", writer="", reader="")
    story.refresh_from_db()
    assert story.writer_account is None


def test_a_refused_assignment_keeps_what_was_typed():
    make_named("editor", "ann", "Ann", "Lee")
    response = make(client_of(), make_story(), "assign", confirmed="yes", reader="ann", writer="ann")
    assert "choose two people" in message(response)
    assert response.context["form"]["reader"].value() == "ann"


def plan(story, **sent):
    form = client_of().get(address("story_move", story.pk, "plan")).context["form"]
    sent = {"priority": 3, "target_words": "", "was": form["was"].value(), **sent}
    return make(client_of(), story, "plan", confirmed="yes", **sent)


def test_a_plan_is_kept():
    story = make_story()
    plan(story, date="2100-01-16", time="17:00", priority=1, target_words=500)
    story.refresh_from_db()
    assert (story.due_at, story.priority, story.target_words) == (NOON + timedelta(hours=29), 1, 500)


def test_nothing_is_planned_for_the_past_but_a_late_story_keeps_its_time():
    story = make_story()
    workflow.plan(
        story, due_at=NOON + timedelta(seconds=60), priority=3, target_words=None, was=(None, 3, None),
        by=make_user(role="editor"), now=NOON,
    )  # fmt: skip
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert "in the past" in str(
            plan(story, date="2100-01-15", time="12:30").context["form"].errors["time"]
        )
        plan(story, date="2100-01-15", time="12:01", priority=2)
    story.refresh_from_db()
    assert (story.due_at, story.priority) == (NOON + timedelta(seconds=60), 2)


def test_of_two_who_plan_at_once_the_second_is_told():
    story = make_story()
    first = plan(story, target_words=500, was="")
    assert "The plan is kept" in message(first)
    response = plan(story, target_words=900, was="/3/")
    assert "The plan has changed since you opened it" in message(response)
    assert response.context["form"]["target_words"].value() == "900"
    story.refresh_from_db()
    assert story.target_words == 500


def test_an_embargo_is_given_in_any_zone_and_the_sites_comes_first(settings):
    settings.TIME_ZONE = "Europe/Paris"
    story = make_story()
    page = client_of().get(address("story_move", story.pk, "embargo")).context["form"]
    assert page.fields["zone"].choices[0] == ("Europe/Paris", "Europe/Paris")
    make(client_of(), story, "embargo", confirmed="yes", date="2100-01-16", time="09:00", zone="Asia/Tokyo")
    story.refresh_from_db()
    assert (story.embargo_until, story.embargo_zone) == (datetime(2100, 1, 16, tzinfo=UTC), "Asia/Tokyo")


def test_an_embargo_that_is_moved_begins_from_where_it_is():
    form = client_of().get(address("story_move", make_embargoed_story().pk, "embargo")).context["form"]
    assert (str(form["date"].value()), form["zone"].value()) == ("2100-01-16", "Europe/Paris")
