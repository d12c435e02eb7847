"""Who may make which move from which stage: the whole table, walked."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import approval, drafting, press, workflow
from articles.models import Picture, SignOff, Stage, Story
from articles.rules import RULES, Move, Refused, check_right, may
from tests.factories import (
    ROLES,
    make_edition,
    make_imported_story,
    make_picture,
    make_proofread_story,
    make_story,
    make_user,
)
from tests.workflow.desk import schedule

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WORKED_ON = {"draft", "proofing", "proofread"}
ALL = {*WORKED_ON, "spiked"}
ALLOWED = {  # move: (roles, stages) as the desk was promised, written down apart from the code
    Move.SAVE: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.CONFIRM: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.SUBMIT: ({"writer", "proofreader", "editor"}, {"draft"}),
    Move.SEND_BACK: ({"proofreader", "editor"}, {"proofing", "proofread"}),
    Move.SIGN_OFF: ({"proofreader", "editor"}, {"proofing", "proofread"}),
    Move.TAKE_BACK: (set(), set()),
    Move.FIX: (set(), set()),
    Move.PASS: ({"editor"}, {"proofing", "proofread"}),
    Move.PUBLISH: (set(), set()),
    Move.SCHEDULE: (set(), set()),
    Move.OVERRIDE: ({"editor"}, {"draft", "proofing"}),
    Move.FLASH: (set(), set()),
    Move.CALL_BACK: (set(), set()),
    Move.RELEASE: (set(), set()),
    Move.WITHDRAW: (set(), set()),
    Move.MERGE: ({"editor"}, WORKED_ON),
    Move.TAKE_WRITING: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.TAKE_READING: ({"proofreader", "editor"}, {"proofing", "proofread"}),
    Move.HAND_BACK: (set(), set()),
    Move.ASSIGN: ({"editor"}, WORKED_ON),
    Move.PLAN: ({"editor"}, WORKED_ON),
    Move.HOLD: ({"proofreader", "editor"}, WORKED_ON),
    Move.LIFT: (set(), set()),
    Move.EMBARGO: ({"editor"}, WORKED_ON),
    Move.LIFT_EMBARGO: (set(), set()),
    Move.COMMENT: ({"writer", "proofreader", "editor", "reviewer"}, WORKED_ON),
    Move.SHARE: ({"proofreader", "editor"}, WORKED_ON),
    Move.SPIKE: ({"editor"}, WORKED_ON),
    Move.UNSPIKE: ({"editor"}, {"spiked"}),
    Move.TRANSLATE: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.UNTRANSLATE: (set(), set()),
    Move.AGREE: (set(), set()),
}
"""Moves with an empty set need more than a role and a stage: each is walked below with a story that has it."""


def test_every_move_has_a_rule_and_a_row_in_this_table():
    assert set(RULES) == set(Move) == set(ALLOWED)


def test_every_stage_is_somewhere_to_go_from():
    assert set().union(*(rule.stages for rule in RULES.values())) == set(Stage)


@pytest.mark.parametrize(("role", "stage"), list(itertools.product([*ROLES, ""], Stage.values)))
def test_a_role_may_exactly_what_the_table_says(role, stage):
    user, story, now = make_user(role=role), make_story(), timezone.now()
    Story.objects.filter(pk=story.pk).update(stage=stage)
    story.refresh_from_db()
    allowed = {move for move in Move if may(move, story, user, now)}
    assert allowed == {move for move, (roles, stages) in ALLOWED.items() if role in roles and stage in stages}


PREPARED = {  # move: (roles, stages) with a story that has what the move needs besides
    Move.TAKE_BACK: ({"writer", "proofreader", "editor"}, {"proofing", "proofread"}),
    Move.FIX: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.PUBLISH: ({"editor"}, {"proofread"}),
    Move.SCHEDULE: ({"editor"}, {"proofread"}),
    Move.FLASH: ({"editor"}, {"draft", "proofing"}),
    Move.CALL_BACK: ({"editor"}, ALL),
    Move.RELEASE: ({"editor"}, {"draft"}),
    Move.WITHDRAW: ({"editor"}, ALL),
    Move.HAND_BACK: (set(ROLES), ALL),
    Move.LIFT: ({"editor"}, ALL),
    Move.LIFT_EMBARGO: ({"editor"}, ALL),
    Move.UNTRANSLATE: ({"writer", "proofreader", "editor"}, WORKED_ON),
    Move.AGREE: ({"writer", "proofreader", "editor"}, WORKED_ON),
}


def prepared(move, user):
    """A story with which ``move`` can be made by ``user``, if they have the right and it stands where it must."""
    now, editor = timezone.now(), make_user(role="editor")
    story = make_imported_story() if move == Move.RELEASE else make_proofread_story(paragraphs=["One."])
    soon = now + timedelta(hours=1)
    if move == Move.TAKE_BACK:
        given = {"signer": user, "signer_name": user.username, "rules_version": "1", "signed_at": now}
        SignOff.objects.create(story=story, revision=story.latest_revision(), digest=story.digest, **given)
    elif move in (Move.FIX, Move.WITHDRAW):
        press.publish(story, revision=1, by=editor, now=now)
    elif move == Move.CALL_BACK:
        schedule(story, by=editor, now=now, live_from=soon)
    elif move == Move.HAND_BACK:
        Story.objects.filter(pk=story.pk).update(reader_account=user, reader_active_at=now)
    elif move == Move.LIFT:
        workflow.hold(story, kind="fact", reason="Which mayor?", by=editor, now=now)
    elif move == Move.LIFT_EMBARGO:
        workflow.embargo(story, until=soon, zone="UTC", by=editor, now=now)
    elif move in (Move.UNTRANSLATE, Move.AGREE):
        original = make_edition(language="de", editor=editor, now=now).story
        drafting.translate(story, of=original, by=editor, now=now)
        press.withdraw(original, reason="error", by=editor, now=now)
    return story


def test_each_move_that_needs_more_is_walked_with_a_story_that_has_it():
    assert set(PREPARED) == {move for move, (roles, _) in ALLOWED.items() if not roles}


@pytest.mark.parametrize(("move", "role"), list(itertools.product(PREPARED, [*ROLES, ""])))
def test_with_a_story_prepared_a_role_may_exactly_what_the_table_says(move, role):
    user = make_user(role=role)
    story, (roles, stages) = prepared(move, user), PREPARED[move]
    allowed = set()
    for stage in Stage.values:
        Story.objects.filter(pk=story.pk).update(stage=stage)
        allowed |= {stage} if may(move, Story.objects.get(pk=story.pk), user, timezone.now()) else set()
    assert allowed == (stages if role in roles else set())


def test_an_account_that_was_deactivated_may_nothing():
    user = make_user(superuser=True)
    user.is_active = False
    assert not any(may(move, make_story(), user, timezone.now()) for move in Move)


def test_a_reason_is_a_sentence():
    user, now = make_user(role="importer"), timezone.now()
    story = make_story()
    for move in Move:
        reason = may(move, story, user, now).reason
        assert reason[0].isupper()
        assert reason.endswith(".")


def reason(move, story, user):
    return may(move, story, user, timezone.now()).reason


def test_nobody_signs_off_a_story_of_only_their_own_words_superusers_included():
    for by in (make_user(role="proofreader"), make_user(superuser=True)):
        story = make_story(by=by)
        Story.objects.filter(pk=story.pk).update(stage="proofing")
        story.refresh_from_db()
        assert "You wrote every word" in reason(Move.SIGN_OFF, story, by)


def test_a_story_without_source_and_byline_cannot_be_signed_off():
    story = make_story(byline="")
    story.stage = "proofing"
    assert "neither a byline nor a source" in reason(Move.SIGN_OFF, story, make_user(role="proofreader"))


def test_a_provisional_headline_blocks_signing_and_release():
    story = make_imported_story(headline_is_provisional=True, byline="Ines Marlow")
    editor = make_user(role="editor")
    assert "provisional" in reason(Move.RELEASE, story, editor)
    story.stage = "proofing"
    assert "provisional" in reason(Move.SIGN_OFF, story, editor)


def test_a_picture_that_says_nothing_to_those_who_cannot_see_it_blocks_every_way_to_readers():
    picture, editor = make_picture(alt=""), make_user(role="editor")
    story = make_proofread_story(pictures=[picture.pk])
    draft = make_story(pictures=[picture.pk])
    imported = make_imported_story(pictures=[picture.pk])
    ways = [(Move.PUBLISH, story), (Move.SCHEDULE, story), (Move.OVERRIDE, draft), (Move.RELEASE, imported)]
    for move, held in ways:
        assert "no alternative text" in reason(move, held, editor)
    Picture.objects.update(alt="A ferry at a quay.")
    assert [reason(move, Story.objects.get(pk=held.pk), editor) for move, held in ways] == [""] * 4


def test_a_story_without_words_is_not_handed_in():
    assert "no headline" in reason(Move.SUBMIT, make_story(headline=""), make_user(role="writer"))
    assert "no text" in reason(Move.SUBMIT, make_story(body=""), make_user(role="writer"))


def test_only_editors_publish_and_only_what_is_passed():
    story, editor = make_proofread_story(), make_user(role="editor")
    assert reason(Move.PUBLISH, story, editor) == ""
    for role in ("writer", "proofreader", "importer"):
        assert "does not have the right" in reason(Move.PUBLISH, story, make_user(role=role))


def test_the_words_of_an_author_wait_for_somebody_else():
    author = make_user(role="editor")
    assert approval.unread_authors(make_story(by=author)) == [author.username]
    assert approval.unread_authors(make_proofread_story(by=author)) == []


def test_what_readers_see_already_is_not_published_again():
    edition, editor = make_edition(), make_user(role="editor")
    assert "exactly this version" in reason(Move.PUBLISH, Story.objects.get(), editor)
    assert "withdraw it first" in reason(Move.SPIKE, Story.objects.get(), editor)
    assert reason(Move.WITHDRAW, Story.objects.get(), editor) == ""
    assert edition.number == 1


def test_only_an_imported_story_with_a_date_and_no_doubt_is_released():
    editor = make_user(role="editor")
    assert reason(Move.RELEASE, make_imported_story(), editor) == ""
    assert "no date" in reason(Move.RELEASE, make_imported_story(published_at=None), editor)
    assert "does not have the right" in reason(
        Move.RELEASE, make_imported_story(), make_user(role="importer")
    )


def test_a_story_that_people_wrote_is_never_released_unread():
    story = make_story(published_at=timezone.now())
    assert "not as its file has it" in reason(Move.RELEASE, story, make_user(role="editor"))


@pytest.mark.parametrize(("role", "is_active"), [("writer", True), ("editor", False)])
def test_a_right_takes_an_account_that_has_it_and_is_active(role, is_active):
    user = make_user(role=role)
    user.is_active = is_active
    with pytest.raises(Refused, match="right to decide on failed mails"):
        check_right(user, "publish_story", "decide on failed mails")
    check_right(make_user(role="editor"), "publish_story", "decide on failed mails")


def test_a_closed_account_makes_no_story():
    writer = make_user(role="writer")
    writer.is_active = False
    with pytest.raises(Refused, match="right to add stories"):
        drafting.create({"headline": "Bridge opens"}, by=writer, now=timezone.now())
