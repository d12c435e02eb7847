"""Who else has a story open, and what they saved meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.models import Presence, Story
from tests.desk.desk import address, client_of, filled
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def pulse(client, story, **sent):
    return client.post(address("story_pulse", story.pk), {"base": 1, **sent})


def test_who_has_a_story_open_is_told_who_else_has_and_who_is_typing():
    story, ann, ben = make_story(), make_user(role="writer", username="ann"), client_of()
    assert pulse(ben, story).json() == {"others": "", "revision": 1}
    pulse(client_of(ann), story)
    assert pulse(ben, story).json()["others"] == "ann has this open."
    pulse(client_of(ann), story, _typing="yes")
    assert pulse(ben, story).json()["others"] == "ann has this open and is typing."


def test_who_has_taken_the_story_is_told_apart():
    story, ann = make_story(), make_user(role="writer", username="ann")
    Story.objects.update(writer_account=ann, writer_active_at=timezone.now())
    pulse(client_of(ann), story)
    assert pulse(client_of(), story).json()["others"] == "ann has this open, and has it for writing."


def test_who_was_not_seen_for_twelve_seconds_is_gone_and_so_is_who_left():
    story, ann, ben, me = make_story(), client_of(), client_of(), client_of()
    pulse(ann, story), pulse(ben, story)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=13))
    assert pulse(me, story).json()["others"] == ""
    pulse(ann, story)
    pulse(ann, story, _leaving="yes")
    assert pulse(me, story).json()["others"] == ""


def test_a_revision_that_was_saved_meanwhile_is_told_with_a_way_to_compare():
    story, ann = make_story(), make_user(role="writer", username="ann")
    client = client_of()
    drafting.save(story, {"headline": "By Ann"}, base=1, by=ann, now=timezone.now())
    answer = pulse(client, story).json()
    assert answer["meanwhile"] == "Revision 2 was saved by ann meanwhile."
    assert answer["compare"] == address("story_revision", story.pk, 2) + "?with=1"
    assert client.get(answer["compare"]).status_code == 200
    assert "meanwhile" not in pulse(client, story, base=2).json()


@pytest.mark.parametrize("company", [0, 8])
def test_a_pulse_with_all_that_was_typed_costs_six_queries(company):
    story, client = make_story(), client_of()
    for _ in range(company):
        pulse(client_of(), story)
    sent = filled(client.get(address("story_change", story.pk)), headline="Bridge opens")
    pulse(client, story, **sent)
    with CaptureQueriesContext(connection) as captured:
        answer = pulse(client, story, **sent).json()
    assert answer["others"].count("has this open") == company
    assert len(captured) == 6


def test_a_pulse_is_for_those_who_may_see_stories_by_post_and_of_stories_that_are_there():
    story, page = make_story(), address("story_pulse", make_story().pk)
    assert Client().post(page).url.startswith(reverse("admin:login"))
    assert client_of(make_user()).post(page).status_code == 403
    assert client_of().get(page).status_code == 405
    assert client_of().post(address("story_pulse", story.pk + 99)).status_code == 404
    assert Presence.objects.count() == 0


def test_who_may_see_stories_by_a_right_of_their_own_may_tell_that_they_are_there():
    from django.contrib.auth.models import Permission

    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_story"))
    assert pulse(client_of(user), make_story()).status_code == 200
    assert pulse(client_of(make_user(superuser=True)), make_story()).status_code == 200
