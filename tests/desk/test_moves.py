"""The moves through their addresses: who may, what a refusal leaves alone, and what asks first."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import Edition, SignOff
from tests.desk.desk import address, client_of, message
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def make_submitted_story():
    story = make_story()
    make(client_of(), story, "submit")
    return story


def make_spiked_story():
    story = make_story()
    make(client_of(), story, "spike", confirmed="yes")
    return story


def make_live_story():
    return make_edition().story


def make_archive_story():
    return make_imported_story()


def make(client, story, move, **sent):
    story.refresh_from_db()
    sent = {"revision": story.revision_number, **sent}
    return client.post(address("story_move", story.pk, move), sent, follow=True)


def state(story):
    """All that a move could change."""
    story.refresh_from_db()
    return (
        story.stage,
        story.revision_number,
        story.signoffs.count(),
        story.editions.count(),
        story.ledger.count(),
    )


MOVES = {
    "submit": (make_story, {}, {"writer", "proofreader", "editor"}),
    "send-back": (make_submitted_story, {"note": "Shorter.", "confirmed": "yes"}, {"proofreader", "editor"}),
    "sign-off": (make_submitted_story, {}, {"proofreader", "editor"}),
    "publish": (make_proofread_story, {}, {"editor"}),
    "withdraw": (make_live_story, {"reason": "duplicate", "confirmed": "yes"}, {"editor"}),
    "release": (make_archive_story, {"confirmed": "yes"}, {"editor"}),
    "spike": (make_story, {"confirmed": "yes"}, {"editor"}),
    "unspike": (make_spiked_story, {}, {"editor"}),
}
ROLES = ("writer", "proofreader", "editor", "importer")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_goes_through_for_those_who_may_and_for_nobody_else(move, role):
    build, sent, allowed = MOVES[move]
    story = build()
    before = state(story)
    response = make(client_of(role=role), story, move, **sent)
    assert (state(story) != before) == (role in allowed)
    assert ("does not have the right" in message(response)) == (role not in allowed)


@pytest.mark.parametrize("move", [*MOVES, "take-back"])
def test_a_move_is_made_by_post_alone(move):
    story = MOVES.get(move, (make_proofread_story,))[0]()
    before = state(story)
    response = client_of().get(address("story_move", story.pk, move), follow=True)
    assert response.redirect_chain == [(address("story_change", story.pk), 302)]
    assert "Press the button again" in message(response)
    assert state(story) == before


@pytest.mark.parametrize("move", [*MOVES, "take-back"])
def test_a_stale_move_is_refused_and_changes_nothing(move):
    build, sent, _ = MOVES.get(move, (make_proofread_story, {"confirmed": "yes"}, ()))
    story = build()
    before = state(story)
    response = make(client_of(), story, move, **sent, revision=story.revision_number + 1)
    assert "The story has changed since you opened it" in message(response)
    assert state(story) == before


@pytest.mark.parametrize("move", ["send-back", "take-back", "withdraw", "spike", "release"])
def test_a_grave_move_asks_first(move):
    reader = make_user(role="editor")
    builds = {"take-back": lambda: make_proofread_story(reader=reader)}
    story = builds.get(move, MOVES.get(move, (None,))[0])()
    before = state(story)
    response = make(client_of(reader), story, move)
    assert "confirmed" in response.content.decode()
    assert state(story) == before


@pytest.mark.parametrize(
    ("build", "move", "sent"),
    [
        (make_submitted_story, "send-back", {"note": " "}),
        (make_live_story, "withdraw", {"reason": "whim"}),
        (make_live_story, "withdraw", {}),
    ],
)
def test_an_answer_that_will_not_do_asks_again(build, move, sent):
    story = build()
    before = state(story)
    response = make(client_of(), story, move, **sent, confirmed="yes")
    assert response.context["form"].errors
    assert state(story) == before


def test_taking_back_is_for_the_signer():
    reader = make_user(role="proofreader")
    story = make_proofread_story(reader=reader)
    assert "You have not signed" in message(make(client_of(), story, "take-back", confirmed="yes"))
    make(client_of(reader), story, "take-back", confirmed="yes", reason="A name is wrong.")
    assert SignOff.objects.get().taken_back.reason == "A name is wrong."
    story.refresh_from_db()
    assert story.stage == "proofing"


def test_nobody_signs_what_they_wrote_alone_superusers_included():
    admin = make_user(superuser=True)
    story = make_story(by=admin)
    make(client_of(admin), story, "submit")
    assert "You wrote every word" in message(make(client_of(admin), story, "sign-off"))
    assert not SignOff.objects.exists()


def test_what_is_published_is_what_was_signed():
    story = make_proofread_story()
    drafting.save(story, {"headline": "Slipped in"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert "This takes a story that is proofread" in message(make(client_of(), story, "publish"))
    assert not Edition.objects.exists()


def test_a_button_that_is_not_available_says_why():
    page = client_of(role="writer").get(address("story_change", make_submitted_story().pk)).content.decode()
    assert 'disabled aria-describedby="why-publish"' in page
    assert 'id="why-publish">Your account does not have the right to publish stories.' in page


def test_the_bar_says_whose_words_need_a_second_reader():
    writer, editor = make_user(role="writer", username="ann"), make_user(role="editor", username="ben")
    story = make_story(by=writer, paragraphs=["One two three."])
    body = story.body + "<p>Four five six.</p>"
    drafting.save(story, {"body": body}, base=1, by=editor, now=timezone.now())
    make(client_of(writer), story, "submit")
    make(client_of(editor), story, "sign-off")
    page = client_of(editor).get(address("story_change", story.pk)).content.decode()
    assert "Words by ben still need a second reader." in page


def test_an_unknown_move_and_an_unknown_story_are_not_found():
    story, client = make_story(), client_of()
    assert client.post(address("story_move", story.pk, "promote")).status_code == 404
    assert client.post(address("story_move", story.pk + 1, "submit")).status_code == 404


def test_the_archive_is_released_as_part_of_its_run():
    story = make_imported_story()
    make(client_of(), story, "release", confirmed="yes")
    assert Edition.objects.get().archive_run == story.files.get().run
