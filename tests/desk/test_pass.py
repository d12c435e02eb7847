"""The page of the second person: what changes for readers, and one button."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import Edition, Kind
from tests.desk.acts import make_fixed_story, make_live_story, make_submitted_story, state
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def press(story, *, client=None, **sent):
    sent = {"revision": story.revision_number, **sent}
    return (client or client_of()).post(address("story_pass", story.pk), sent, follow=True)


def test_one_press_signs_and_publishes():
    story = make_fixed_story(by=make_user(role="writer", username="ines"))
    page = client_of().get(address("story_pass", story.pk))
    assert [group.says for group in page.context["changes"].summary] == ["1 number"]
    assert page.context["authors"] == "ines"
    assert "Published (update): readers see it now." in message(press(story))
    assert "41 people" in Edition.objects.live(timezone.now()).get().body


def test_what_readers_are_told_is_shown_and_goes_out():
    told = {"correction": "An earlier version said 14.", "correction_severity": "grave", "headline": "Ferry"}
    story = make_fixed_story(**told)
    page = client_of().get(address("story_pass", story.pk)).content.decode()
    assert "What readers are told" in page
    assert "An earlier version said 14." in page
    assert "Grave: above the text" in page
    press(story)
    assert Edition.objects.live(timezone.now()).get().kind == Kind.CORRECTION


def test_a_second_correction_is_shown_as_new_and_not_as_the_first_one_altered():
    first = {
        "correction": "An earlier version said 14.",
        "correction_severity": "ordinary",
        "headline": "Ferry",
    }
    story = make_fixed_story(**first)
    press(story)
    second = {"correction": "It sails on Monday.", "correction_severity": "grave", "standfirst": "It sails."}
    drafting.send_fix(story, second, base=2, by=make_user(role="writer"), now=timezone.now())
    passing = client_of().get(address("story_pass", story.pk))
    signing = client_of().get(address("story_move", story.pk, "sign-off"))
    assert "It sails on Monday." in passing.content.decode()
    assert [group.says for group in passing.context["changes"].summary] == ["1 other change of words"]
    assert "An earlier version said 14." not in signing.content.decode()
    [graded] = signing.context["changes"].details
    assert [(passage.old, passage.new) for passage in graded.passages] == [("", "Grave: above the text")]


def test_it_goes_back_with_a_note():
    story = make_fixed_story()
    assert press(story, _return="yes", note=" ").context["form"].errors["note"]
    press(story, _return="yes", note="It is 40.")
    story.refresh_from_db()
    assert story.stage == "draft"
    assert story.ledger.last().detail["note"] == "It is 40."


def test_who_sent_it_sees_why_it_needs_another():
    editor = make_user(role="editor", username="marta")
    story = make_fixed_story(by=editor)
    before = state(story)
    page = client_of(editor).get(address("story_pass", story.pk)).content.decode()
    assert "Words by marta need another reader than you." in page
    assert 'aria-disabled="true" aria-describedby="why-pass"' in page
    assert "need another reader" in message(press(story, client=client_of(editor)))
    assert state(story) == before


@pytest.mark.parametrize("role", ["writer", "proofreader", "reviewer"])
def test_it_is_for_those_who_may_sign_and_publish(role):
    story = make_fixed_story()
    before = state(story)
    assert "does not have the right" in message(press(story, client=client_of(role=role)))
    assert state(story) == before


def test_who_may_only_sign_is_offered_that():
    story, client = make_fixed_story(), client_of(role="proofreader")
    page = client.get(address("story_pass", story.pk)).content.decode()
    signing = address("story_move", story.pk, "sign-off")
    assert (f'href="{signing}"' in page, "You may sign it" in page) == (True, True)
    assert client.get(signing).status_code == 200
    assert "Fixes to read" in client.get("/admin/").content.decode()


def test_a_press_on_an_older_text_is_refused():
    story = make_fixed_story()
    before = state(story)
    assert "The story has changed since you opened it" in message(press(story, revision=1))
    assert "The story has changed since you opened it" in message(press(story, revision="none"))
    assert state(story) == before


def test_what_readers_see_already_is_not_passed_again():
    story = make_live_story()
    assert "You have signed" in press(story).content.decode() or "exactly this version" in message(
        press(story)
    )


def test_a_story_that_was_never_live_is_shown_whole():
    story = make_submitted_story()
    page = client_of().get(address("story_pass", story.pk))
    assert page.context["changes"] is None
    assert "The council met on Tuesday." in page.content.decode()
    assert "Published (first edition)" in message(press(story))


def test_a_draft_is_not_passed():
    story = make_story()
    assert "is for a story in proofing or a proofread story; this story is a draft" in message(press(story))
