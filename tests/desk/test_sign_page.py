"""Signing a text that was signed before: what changed since is shown, and signed in one act."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import SignOff, Story
from tests.desk.acts import make, make_submitted_story
from tests.desk.desk import address, client_of, message
from tests.factories import make_proofread_story, make_topic, make_user

pytestmark = pytest.mark.django_db


def make_changed_story(*, by=None):
    """Signed, then changed by somebody: 14 became 41."""
    story = make_proofread_story(paragraphs=["The ferry carries 14 people."])
    by = by or make_user(role="writer")
    drafting.save(story, {"body": "<p>The ferry carries 41 people.</p>"}, base=1, by=by, now=timezone.now())
    return Story.objects.get(pk=story.pk)


def page_for(story, user):
    return client_of(user).get(address("story_move", story.pk, "sign-off"))


def test_what_changed_since_the_last_signed_text_is_shown_and_signed_in_one_act():
    story, reader = make_changed_story(), make_user(role="proofreader")
    page = page_for(story, reader)
    assert (page.context["old"].number, page.context["new"].number) == (1, 2)
    assert "Sign this text" in page.content.decode()
    assert [group.says for group in page.context["changes"].summary] == ["1 number"]
    response = make(client_of(reader), story, "sign-off", confirmed="yes")
    assert "Signed off." in message(response)
    assert SignOff.objects.filter(signer=reader, digest=story.digest).exists()


def test_where_nothing_was_signed_one_press_signs():
    story, reader = make_submitted_story(), make_user(role="proofreader")
    make(client_of(reader), story, "sign-off")
    assert SignOff.objects.filter(signer=reader).exists()


def test_a_page_of_an_older_text_signs_nothing():
    story, reader = make_changed_story(), make_user(role="proofreader")
    response = make(client_of(reader), story, "sign-off", confirmed="yes", revision=1)
    assert "The story has changed since you opened it" in message(response)
    assert not SignOff.objects.filter(signer=reader).exists()


def test_a_signer_who_also_wrote_is_told_so():
    reader = make_user(role="proofreader")
    story = make_changed_story(by=reader)
    assert "1 of the words are yours." in page_for(story, reader).content.decode()
    response = make(client_of(reader), story, "sign-off", confirmed="yes")
    assert f"Signed. Words by {reader.username} still need another reader." in message(response)


def test_the_second_person_is_shown_the_words_of_the_signer_alone():
    reader, other = make_user(role="proofreader"), make_user(role="proofreader")
    story = make_changed_story(by=reader)
    make(client_of(reader), story, "sign-off", confirmed="yes")
    page = page_for(story, other)
    assert (page.context["old"].number, page.context["new"].number) == (1, 2)
    make(client_of(other), story, "sign-off", confirmed="yes")
    story.refresh_from_db()
    assert story.stage == "proofread"


def test_what_changed_beside_the_text_is_listed():
    story, writer = make_proofread_story(), make_user(role="writer", username="ines")
    drafting.save(story, {"topics": [make_topic().pk]}, base=1, by=writer, now=timezone.now())
    page = client_of(role="editor").get(address("story_pass", story.pk)).content.decode()
    assert "Changed beside the text: topics, by ines" in page
