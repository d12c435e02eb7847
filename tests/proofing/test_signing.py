"""What keeps a text from being signed: what the desk has suggested or asked, and nothing else that is said of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press, proofing, sharing, workflow
from articles.models import SignOff, Stage, Story
from articles.rules import Move, Refused, may
from tests.desk.acts import make_fixed_story, make_submitted_story
from tests.factories import make_user
from tests.proofing.marks import ask, suggest

pytestmark = pytest.mark.django_db


def sign(story, by=None):
    by = by or make_user(role="proofreader")
    return workflow.sign_off(story, revision=story.revision_number, by=by, now=timezone.now())


def test_a_text_is_not_signed_while_a_suggestion_is_open():
    story, editor = make_submitted_story(), make_user(role="editor")
    mark = suggest(story, "Tuesday", "Monday", by=make_user(role="writer", username="ann"))
    with pytest.raises(Refused, match=r"^A suggestion by ann is open: accept or reject it first\.$"):
        sign(story)
    proofing.reject(mark, by=editor, now=timezone.now())
    assert sign(story).stage == Stage.PROOFREAD


def test_a_text_is_not_signed_while_a_query_waits():
    story, ben = make_submitted_story(), make_user(role="writer", username="ben")
    mark = ask(story, to=ben)
    ask(story, to=make_user(role="editor"))
    with pytest.raises(
        Refused, match=r"^A query to ben waits for an answer\. And 1 more: see “Read and comment”\.$"
    ):
        sign(story)
    proofing.reply(mark, note="The mayor.", by=ben, now=timezone.now())
    with pytest.raises(Refused, match=r"^A query to editor\d+ waits for an answer\.$"):
        sign(story)
    assert not SignOff.objects.exists()


def test_nor_is_it_passed_by_an_editor_or_a_second_person():
    story, editor = make_fixed_story(), make_user(role="editor")
    mark = suggest(story, "Tuesday", "Monday")
    assert "A suggestion by" in may(Move.PASS, story, editor, timezone.now()).reason
    proofing.accept(mark, revision=2, by=editor, now=timezone.now())
    held = Story.objects.get(pk=story.pk)
    assert may(Move.PASS, held, make_user(role="editor"), timezone.now()).reason == ""


def test_what_is_suggested_or_asked_after_the_sign_off_takes_nothing_from_it():
    story, editor = make_submitted_story(), make_user(role="editor")
    signed = sign(story)
    suggest(story, "Tuesday", "Monday"), ask(story, to=editor)
    held = Story.objects.get(pk=story.pk)
    assert (held.stage, held.digest, held.revision_number) == (Stage.PROOFREAD, signed.digest, 1)
    edition = press.publish(held, revision=1, by=editor, now=timezone.now())
    assert (edition.digest, "Monday" in edition.body) == (signed.digest, False)


def test_comments_and_what_an_outsider_says_block_nothing():
    story, now, by = make_submitted_story(), timezone.now(), make_user(role="editor")
    proofing.comment(story, revision=1, note="Really?", by=by, now=now)
    until = now + timedelta(days=1)
    link = sharing.share(story, revision=1, label="Counsel", expires_at=until, by=by, now=now)
    sharing.comment_through(link, name="Counsel", note="Take it out.", where=None, now=now, address="")
    assert sign(story).stage == Stage.PROOFREAD
