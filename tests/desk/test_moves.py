"""The moves through their addresses: who may, what a refusal leaves alone, and what asks first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import Edition, SignOff
from tests.desk.acts import (
    SURE,
    make,
    make_embargoed_story,
    make_flash_story,
    make_held_story,
    make_live_story,
    make_scheduled_story,
    make_spiked_story,
    make_submitted_story,
    state,
)
from tests.desk.desk import address, client_of, message
from tests.factories import make_imported_story, make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOMORROW = {"date": f"{timezone.now() + timedelta(days=1):%Y-%m-%d}", "time": "14:00"}
WRITERS = {"writer", "proofreader", "editor"}
READERS = {"proofreader", "editor"}
EDITORS = {"editor"}
MOVES = {
    "submit": (make_story, {}, WRITERS),
    "send-back": (make_submitted_story, {"note": "Shorter."}, READERS),
    "sign-off": (make_submitted_story, {}, READERS),
    "publish": (make_proofread_story, {}, EDITORS),
    "schedule": (make_proofread_story, {"when": "at", **TOMORROW}, EDITORS),
    "call-back": (make_scheduled_story, {}, EDITORS),
    "override": (make_story, {"reason": "The storm is here."}, EDITORS),
    "flash": (make_flash_story, {}, EDITORS),
    "withdraw": (make_live_story, {"reason": "duplicate"}, EDITORS),
    "merge": (make_live_story, {"into": lambda: make_live_story().pk}, EDITORS),
    "release": (make_imported_story, {}, EDITORS),
    "spike": (make_story, {}, EDITORS),
    "unspike": (make_spiked_story, {}, EDITORS),
    "take-writing": (make_story, {}, WRITERS),
    "take-reading": (make_submitted_story, {}, READERS),
    "assign": (make_story, {"reader": lambda: make_user(role="proofreader").username}, EDITORS),
    "plan": (make_story, {"priority": 1, "target_words": 500}, EDITORS),
    "hold": (make_story, {"kind": "legal", "reason": "Ask the lawyer."}, READERS),
    "lift": (
        make_held_story,
        {"note": "It is right.", "hold": lambda story: story.holds.get().pk},
        EDITORS,
    ),
    "embargo": (make_story, {"zone": "Europe/Paris", **TOMORROW}, EDITORS),
    "lift-embargo": (make_embargoed_story, {}, EDITORS),
}
AT_ONCE = {"submit", "sign-off", "publish", "unspike", "take-writing", "take-reading"}
OF_A_TEXT = {
    "submit", "send-back", "sign-off", "publish", "schedule", "override", "flash", "release", "spike", "unspike",
}  # fmt: skip
ROLES = ("writer", "proofreader", "editor", "importer", "reviewer")


def prepared(move):
    """A story on which ``move`` can be made, and what its page sends."""
    build, sent, _ = MOVES[move]
    story = build()
    answers = {
        name: (value(story) if name == "hold" else value()) if callable(value) else value
        for name, value in sent.items()
    }
    return story, answers | SURE


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_goes_through_for_those_who_may_and_for_nobody_else(move, role):
    story, sent = prepared(move)
    before, is_allowed = state(story), role in MOVES[move][2]
    response = make(client_of(role=role), story, move, follow=is_allowed, **sent)
    assert (state(story) != before) == is_allowed
    assert ("does not have the right" in message(response)) != is_allowed


@pytest.mark.parametrize(("words", "goes_out"), [(120, True), (121, False), (10_000, False)])
def test_a_flash_is_short(words, goes_out):
    story = make_story(body=f"<p>{'mist ' * words}</p>")
    response = make(client_of(), story, "flash", confirmed="yes")
    assert Edition.objects.exists() == goes_out
    assert ("A flash has 120 words at most" in message(response)) != goes_out


@pytest.mark.once
@pytest.mark.parametrize(
    ("credit", "more"),
    [({"byline": "Ines Marlow"}, False), ({"source_credit": "Wire"}, False), ({"byline": ""}, True)],
)
def test_who_hands_in_is_told_that_nobody_can_sign_without_a_credit(credit, more):
    said = message(make(client_of(role="writer"), make_story(**credit), "submit"))
    assert said.startswith("Handed in for proofreading.")
    assert ("neither a byline nor a source yet" in said) == more


@pytest.mark.once
@pytest.mark.parametrize("move", sorted(AT_ONCE))
def test_a_move_that_asks_nothing_is_made_by_post_alone(move):
    story, _ = prepared(move)
    before = state(story)
    response = client_of().get(address("story_move", story.pk, move), follow=True)
    assert response.redirect_chain == [(address("story_change", story.pk), 302)]
    assert "Press the button again" in message(response)
    assert state(story) == before


@pytest.mark.once
@pytest.mark.parametrize("move", sorted(set(MOVES) - AT_ONCE))
def test_any_other_move_asks_first_and_changes_nothing_by_asking(move):
    story, _ = prepared(move)
    before = state(story)
    client = client_of()
    for page in (client.get(address("story_move", story.pk, move)), make(client, story, move)):
        assert page.status_code == 200
        assert 'name="confirmed"' in page.content.decode()
    assert state(story) == before


@pytest.mark.once
@pytest.mark.parametrize("move", sorted(set(MOVES) - AT_ONCE))
def test_a_page_that_asks_is_for_those_who_may(move):
    story, _ = prepared(move)
    response = client_of(role="importer").get(address("story_move", story.pk, move), follow=True)
    assert response.redirect_chain == [(address("story_change", story.pk), 302)]
    assert "does not have the right" in message(response)


@pytest.mark.parametrize("move", sorted(OF_A_TEXT))
def test_a_move_of_a_text_is_refused_when_the_text_is_another_by_now(move):
    story, sent = prepared(move)
    before = state(story)
    response = make(client_of(), story, move, **sent | {"revision": story.revision_number + 1})
    assert "The story has changed since you opened it" in message(response)
    assert state(story) == before


@pytest.mark.parametrize("move", sorted(set(MOVES) - OF_A_TEXT))
def test_a_move_of_the_story_is_made_whatever_was_saved_meanwhile(move):
    story, sent = prepared(move)
    before = state(story)
    make(client_of(), story, move, **sent | {"revision": story.revision_number + 1})
    assert state(story) != before


@pytest.mark.once
@pytest.mark.parametrize("move", sorted(set(MOVES) - AT_ONCE))
def test_a_page_of_an_older_text_is_not_shown(move):
    story, _ = prepared(move)
    asked = client_of().get(address("story_move", story.pk, move), {"revision": 7}, follow=True)
    assert ("The story has changed" in message(asked)) == (move in OF_A_TEXT)


@pytest.mark.once
@pytest.mark.parametrize(
    ("move", "sent"),
    [
        ("send-back", {"note": " "}),
        ("withdraw", {"reason": "whim"}),
        ("withdraw", {"reason": "merged"}),
        ("withdraw", {"reason": ""}),
        ("override", {"reason": ""}),
        ("hold", {"reason": ""}),
        ("hold", {"kind": "moon"}),
        ("lift", {"note": ""}),
        ("lift", {"hold": "999"}),
        ("embargo", {"zone": "Moon/Base"}),
        ("embargo", {"date": "", "time": ""}),
        ("assign", {"reader": "nobody-of-that-name"}),
        ("plan", {"priority": "9"}),
        ("plan", {"target_words": "-1"}),
        ("merge", {"into": "no story"}),
        ("schedule", {"when": "never"}),
    ],
)
def test_an_answer_that_will_not_do_asks_again_and_keeps_what_was_typed(move, sent):
    story, fit = prepared(move)
    before = state(story)
    response = make(client_of(), story, move, **fit | sent)
    form = response.context["form"]
    assert set(form.errors) & set(sent)
    assert {name: form[name].value() for name in sent} == {name: str(value) for name, value in sent.items()}
    assert state(story) == before


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("rights", "Withdrawn. Its address now says why."),
        ("legal", "answers that it is gone, and says nothing"),
    ],
)
def test_who_withdraws_a_story_is_told_what_readers_are(reason, told):
    story, client = make_live_story(), client_of()
    page = client.get(address("story_move", story.pk, "withdraw")).content.decode()
    assert "For legal reasons (nothing is said)" in page
    assert told in message(make(client, story, "withdraw", confirmed="yes", reason=reason))


def test_taking_back_is_for_the_signer():
    reader = make_user(role="proofreader")
    story = make_proofread_story(reader=reader)
    assert "You have not signed" in message(make(client_of(), story, "take-back", confirmed="yes"))
    make(client_of(reader), story, "take-back", confirmed="yes", reason="A name is wrong.")
    assert SignOff.objects.get().taken_back.reason == "A name is wrong."
    story.refresh_from_db()
    assert story.stage == "proofing"


def test_handing_back_is_for_whoever_has_it():
    story, writer = make_story(), make_user(role="writer")
    assert "You have not taken it" in message(make(client_of(writer), story, "hand-back"))
    make(client_of(writer), story, "take-writing")
    make(client_of(writer), story, "hand-back")
    story.refresh_from_db()
    assert story.writer_account is None


def test_nobody_signs_what_they_wrote_alone_superusers_included():
    admin = make_user(superuser=True)
    story = make_story(by=admin)
    make(client_of(admin), story, "submit")
    assert "You wrote every word" in message(make(client_of(admin), story, "sign-off"))
    assert not SignOff.objects.exists()


def test_two_stories_of_one_headline_are_told_apart_before_they_are_merged():
    story, into = make_live_story(headline="Bridge"), make_live_story(headline="Bridge")
    page = make(client_of(), story, "merge", confirmed="yes", into=into.pk).content.decode()
    assert f"<span>Story {story.pk}: Bridge</span>" in page
    assert f"<strong>Story {into.pk}: Bridge</strong>" in page


def test_what_is_published_is_what_was_signed():
    story = make_proofread_story()
    drafting.save(story, {"headline": "Slipped in"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert "is for a proofread story; this story is in proofing." in message(
        make(client_of(), story, "publish")
    )
    assert not Edition.objects.exists()


def test_an_unknown_move_and_an_unknown_story_are_not_found():
    story, client = make_story(), client_of()
    for move in ("promote", "fix", "save", "comment"):
        assert client.post(address("story_move", story.pk, move)).status_code == 404
    assert client.post(address("story_move", story.pk + 1, "submit")).status_code == 404


def test_the_archive_is_released_as_part_of_its_run():
    story = make_imported_story()
    make(client_of(), story, "release", confirmed="yes")
    assert Edition.objects.get().archive_run == story.files.get().run
