"""Sign-offs, and what hangs on them: schedules and debts."""

import pytest

from articles import drafting, press, workflow
from articles.models import Debt, Edition, LedgerEntry, Stage
from tests.factories import make_proofread_story, make_story, make_user
from tests.workflow.desk import at, said, schedule, told

pytestmark = pytest.mark.django_db


def is_called_back(edition):
    edition.refresh_from_db()
    return edition.superseded_at == edition.live_from


def test_without_its_sign_off_nothing_stays_scheduled():
    reader, editor = make_user(role="proofreader", username="pat"), make_user(role="editor")
    story = make_proofread_story(reader=reader, now=at(9))
    waiting = schedule(story, by=editor, now=at(9), live_from=at(12))
    workflow.take_back(story, reason="Missed a name.", revision=1, by=reader, now=at(10))
    assert is_called_back(waiting)
    assert said(editor, at(10)).endswith("pat took back the sign-off of it, and nobody else has passed it.")
    assert LedgerEntry.objects.filter(story=story).last().act == "call-back"


def test_what_somebody_else_has_signed_too_stays_scheduled():
    reader, second, editor = (make_user(role=role) for role in ("proofreader", "proofreader", "editor"))
    story = make_proofread_story(reader=reader, now=at(9))
    workflow.sign_off(story, revision=1, by=second, now=at(9))
    waiting = schedule(story, by=editor, now=at(9), live_from=at(12))
    story = workflow.take_back(story, reason="", revision=1, by=reader, now=at(10))
    assert (is_called_back(waiting), story.stage, told(editor, at(10))) == (False, Stage.PROOFREAD, [])


def test_a_sign_off_of_later_words_does_not_hold_up_what_was_scheduled_before():
    reader, editor = make_user(role="proofreader"), make_user(role="editor")
    story = make_proofread_story(reader=reader, now=at(9))
    waiting = schedule(story, by=editor, now=at(9), live_from=at(12))
    drafting.save(story, {"headline": "New"}, base=1, by=make_user(role="writer"), now=at(10))
    workflow.sign_off(story, revision=2, by=reader, now=at(10))
    workflow.take_back(story, reason="", revision=2, by=reader, now=at(10, 5))
    assert not is_called_back(waiting)


def test_text_put_back_to_what_is_scheduled_and_then_unsigned_is_called_back():
    reader, editor = make_user(role="proofreader"), make_user(role="editor")
    story = make_proofread_story(reader=reader, now=at(9), headline="Old")
    waiting = schedule(story, by=editor, now=at(9), live_from=at(12))
    writer = make_user(role="writer")
    drafting.save(story, {"headline": "New"}, base=1, by=writer, now=at(10))
    drafting.save(story, {"headline": "Old"}, base=2, by=writer, now=at(10))
    workflow.take_back(story, reason="", revision=3, by=reader, now=at(10, 5))
    assert is_called_back(waiting)


def test_what_readers_see_stays_when_a_sign_off_is_taken_back():
    reader = make_user(role="editor")
    story = make_proofread_story(reader=reader, now=at(9))
    press.publish(story, revision=1, by=reader, now=at(9))
    workflow.take_back(story, reason="Missed a name.", revision=1, by=reader, now=at(10))
    assert Edition.objects.live(at(11)).count() == 1


def flashed(editor):
    """A flash by ``editor``, owed."""
    story = make_story(by=editor, now=at(9), paragraphs=["A ferry ran aground."])
    edition = schedule(story, by=editor, now=at(9), live_from=at(9), is_flash=True)
    debt = Debt.objects.create(story=story, edition=edition, opened_at=at(9))
    return workflow.submit(story, revision=1, by=editor, now=at(9)), debt


def test_a_flash_is_owed_until_somebody_else_has_signed_its_text():
    editor, reader = make_user(role="editor"), make_user(role="proofreader")
    story, debt = flashed(editor)
    workflow.sign_off(story, revision=1, by=reader, now=at(10))
    debt.refresh_from_db()
    assert (debt.settled_by, debt.settled_at, debt.how) == (reader, at(10), "Read and signed")
    assert "settle" in LedgerEntry.objects.filter(story=story).values_list("act", flat=True)


def test_a_flash_is_owed_again_when_the_sign_off_that_settled_it_is_taken_back():
    editor, reader = make_user(role="editor"), make_user(role="proofreader")
    story, debt = flashed(editor)
    workflow.sign_off(story, revision=1, by=reader, now=at(10))
    workflow.take_back(story, reason="Missed a name.", revision=1, by=reader, now=at(11))
    assert list(Debt.objects.open()) == [debt]
    assert LedgerEntry.objects.filter(story=story, act="owe-again").get().detail == {"edition": 1}


def test_a_flash_gone_by_then_is_not_owed_again():
    editor, reader = make_user(role="editor"), make_user(role="proofreader")
    story, _ = flashed(editor)
    workflow.sign_off(story, revision=1, by=reader, now=at(10))
    press.withdraw(story, reason="error", by=editor, now=at(10, 30))
    workflow.take_back(story, reason="Missed a name.", revision=1, by=reader, now=at(11))
    assert not Debt.objects.open().exists()


def test_a_sign_off_of_other_words_leaves_the_flash_owed():
    editor, reader = make_user(role="editor"), make_user(role="proofreader")
    story, debt = flashed(editor)
    drafting.save(story, {"headline": "Ferry aground"}, base=1, by=editor, now=at(9, 30))
    workflow.sign_off(story, revision=2, by=reader, now=at(10))
    assert list(Debt.objects.open()) == [debt]


def test_who_scheduled_a_story_is_told_when_it_is_returned_and_it_stays_scheduled():
    reader, editor = make_user(role="proofreader", username="pat"), make_user(role="editor")
    story = make_proofread_story(reader=reader, now=at(9), headline="Ferry returns")
    waiting = schedule(story, by=editor, now=at(9), live_from=at(12))
    workflow.send_back(story, note="A second source, please.", revision=1, by=reader, now=at(10))
    assert not is_called_back(waiting)
    assert said(editor, at(10)).startswith("pat returned “Ferry returns” to its writer.")


def test_taking_back_a_sign_off_of_what_was_returned_does_not_make_it_proofread():
    first, second = make_user(role="proofreader"), make_user(role="proofreader")
    story = make_proofread_story(reader=first, now=at(9))
    workflow.sign_off(story, revision=1, by=second, now=at(9))
    workflow.send_back(story, note="Libel?", revision=1, by=first, now=at(10))
    workflow.submit(story, revision=1, by=make_user(role="writer"), now=at(11))
    story = workflow.take_back(story, reason="Libel.", revision=1, by=first, now=at(12))
    assert story.stage == Stage.PROOFING
