"""The page on which links for outsiders are made, looked after and revoked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafting, press, sharing, workflow
from articles.models import ShareLink
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def in_days(days, **step):
    return timezone.localtime(timezone.now() + timedelta(days=days, **step)).strftime("%Y-%m-%dT%H:%M")


def make(client, story, **typed):
    sent = {"label": "The lawyer", "expires_at": in_days(3), "revision": story.revision_number} | typed
    return client.post(address("story_share", story.pk), sent, follow=True)


def shared(story=None):
    story, now = story or make_story(), timezone.now()
    maker = make_user(role="editor")
    until = now + timedelta(days=3)
    return sharing.share(story, revision=1, label="The lawyer", expires_at=until, by=maker, now=now)


def test_a_link_is_made_and_its_address_is_there_to_be_copied():
    story, client = make_story(headline="Not out yet"), client_of(role="proofreader")
    page = make(client, story)
    link = ShareLink.objects.get()
    assert page.redirect_chain == [(f"{address('story_share', story.pk)}#link-{link.pk}", 302)]
    [shown] = page.context["links"]
    assert shown.address == f"http://testserver/shared/{sharing.token(link)}/"
    assert shown.address in page.content.decode()
    assert "Not out yet" in Client().get(shown.address).content.decode()


def test_an_older_text_can_be_shared():
    story, editor = make_story(headline="One"), make_user(role="editor")
    drafting.save(story, {"headline": "Two"}, base=1, by=editor, now=timezone.now())
    client = client_of(editor)
    assert (
        client.get(address("story_share", story.pk), {"revision": 1}).context["title"] == "Share revision 1"
    )
    make(client, story, revision=1)
    assert ShareLink.objects.get().revision.headline == "One"


def test_the_end_is_given_in_the_zone_that_stands_beside_it(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.get_default_timezone.cache_clear()
    try:
        story, client, typed = make_story(), client_of(), in_days(2)
        assert "In Asia/Tokyo." in client.get(address("story_share", story.pk)).content.decode()
        make(client, story, expires_at=typed)
    finally:
        timezone.get_default_timezone.cache_clear()
    wanted = datetime.strptime(typed, "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    assert ShareLink.objects.get().expires_at == wanted


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"expires_at": in_days(-1)}, "That is past already."),
        ({"expires_at": in_days(0, minutes=30)}, "an hour at least"),
        ({"expires_at": in_days(31)}, "30 days at most"),
        ({"expires_at": ""}, "required"),
        ({"expires_at": "soon"}, "valid date"),
        ({"label": " "}, "required"),
        ({"label": "x" * 121}, "at most 120"),
    ],
)
def test_bad_input_is_told_at_its_field(typed, why):
    page = make(client_of(), make_story(), **typed)
    [[error]] = page.context["form"].errors.values()
    assert why in error
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize("revision", ["9", "x", ""])
def test_a_text_that_is_not_there_is_not_shared(revision):
    assert make(client_of(), make_story(), revision=revision).status_code == 404
    assert not ShareLink.objects.exists()


def test_looks_and_comments_are_counted():
    link, client = shared(), client_of()
    now = timezone.now()
    for minutes in (1, 0, 0):
        sharing.opened(sharing.token(link), now=now - timedelta(minutes=minutes), address="")
    sharing.comment_through(link, name="Anna", note="So?", where=None, now=now, address="")
    [shown] = client.get(address("story_share", link.story_id)).context["links"]
    assert (shown.looks, shown.comments, shown.turned_away, shown.last_look) == (2, 1, 0, now)


def test_to_revoke_is_asked_first_and_then_done():
    link, client = shared(), client_of()
    page = client.get(address("story_revoke", link.story_id, link.pk))
    assert "cannot be made to work again" in page.content.decode()
    assert ShareLink.objects.get().revoked_at is None
    page = client.post(address("story_revoke", link.story_id, link.pk), follow=True)
    assert message(page) == "Revoked: its address leads nowhere now."
    assert not hasattr(page.context["links"][0], "address")
    assert "already" in message(client.post(address("story_revoke", link.story_id, link.pk), follow=True))


def test_a_link_is_revoked_under_its_own_story():
    assert client_of().post(address("story_revoke", make_story().pk, shared().pk)).status_code == 404


def test_who_may_not_share_sees_the_links_without_their_addresses():
    link, client = shared(), client_of(role="writer")
    page = client.get(address("story_share", link.story_id)).content.decode()
    assert "The lawyer" in page
    assert sharing.token(link) not in page
    assert "does not have the right to share stories with outsiders" in page
    assert "does not have the right" in message(make(client, link.story))
    refused = client.post(address("story_revoke", link.story_id, link.pk), follow=True)
    assert "does not have the right" in message(refused)
    assert ShareLink.objects.filter(revoked_at=None).count() == 1


def test_a_spiked_story_is_not_shared():
    story, editor = make_story(), make_user(role="editor")
    workflow.spike(story, revision=1, by=editor, now=timezone.now())
    assert "this story is spiked" in message(make(client_of(editor), story))


def test_a_link_whose_maker_has_left_stays_listed_and_says_so():
    link = shared()
    link.made_by.is_active = False
    link.made_by.save()
    assert "(no longer here)" in client_of().get(address("story_share", link.story_id)).content.decode()


def test_strangers_and_staff_without_a_role_see_no_link():
    page = address("story_share", shared().story_id)
    assert Client().get(page).url.startswith(reverse("admin:login"))
    assert client_of(make_user()).get(page).status_code == 403


@pytest.mark.once
def test_fifty_links_cost_no_more_queries_than_one(django_assert_num_queries):
    link, client = shared(), client_of(role="proofreader")
    with django_assert_num_queries(8):
        client.get(address("story_share", link.story_id))
    for _ in range(49):
        shared(link.story)
    with django_assert_num_queries(8):
        client.get(address("story_share", link.story_id))


def test_a_story_that_was_withdrawn_without_a_word_is_not_shared():
    editor = make_user(role="editor")
    story = make_edition(editor=editor).story
    press.withdraw(story, reason="legal", by=editor, now=timezone.now())
    assert "no outsider may see it" in message(make(client_of(editor), story))
    assert not ShareLink.objects.exists()
