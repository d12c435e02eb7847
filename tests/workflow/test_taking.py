"""Who has a story: taken, handed back, given, and free again once it is left alone."""

import pytest

from articles import drafting, press, rules, workflow
from articles.models import Effect, LedgerEntry, Notice
from articles.rules import Refused
from tests.factories import make_proofread_story, make_story, make_user
from tests.workflow.desk import at, said, told

pytestmark = pytest.mark.django_db


def submitted(**kwargs):
    story = make_story(now=at(9), **kwargs)
    return workflow.submit(story, revision=1, by=make_user(role="writer"), now=at(9))


def writer_of(story, now):
    return rules.Case(rules.fresh(story), now).writer


def reader_of(story, now):
    return rules.Case(rules.fresh(story), now).reader


def last_act(story):
    entry = LedgerEntry.objects.filter(story=story).last()
    return entry.act, entry.detail


def test_a_story_that_somebody_has_is_not_taken_by_another():
    story, ada = make_story(), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    with pytest.raises(Refused, match="You have it for writing already"):
        workflow.take_writing(story, by=ada, now=at(10, 5))
    with pytest.raises(Refused, match=f"{ada.username} has it for writing"):
        workflow.take_writing(story, by=make_user(role="writer"), now=at(11, 59))


def test_a_story_left_alone_for_the_set_time_is_free_and_its_holder_is_told():
    story, ada = make_story(headline="Ferry returns"), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    assert (writer_of(story, at(11, 59)), told(ada, at(11, 59))) == (ada, [])
    assert (writer_of(story, at(12)), told(ada, at(12))) == (None, ["freed"])
    assert said(ada, at(12)) == "“Ferry returns” is free again: you have not worked on it for 2 hours."


def test_taking_what_another_left_alone_says_so_on_record_and_to_them():
    story, ada, ben = submitted(), make_user(role="proofreader"), make_user(role="proofreader")
    workflow.take_reading(story, by=ada, now=at(10))
    workflow.take_reading(story, by=ben, now=at(13))
    assert reader_of(story, at(13)) == ben
    assert last_act(story) == ("take-reading", {"freed": ada.username})
    assert told(ada, at(13)) == ["freed", "lost"]


def test_a_save_by_its_holder_keeps_the_story_with_them():
    story, ada = make_story(), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    drafting.save(story, {"desk_notes": "Rang the mayor."}, base=1, by=ada, now=at(11))
    assert (writer_of(story, at(12, 59)), told(ada, at(12, 59))) == (ada, [])
    assert (writer_of(story, at(13)), told(ada, at(13))) == (None, ["freed"])


def test_the_mail_about_a_freed_story_moves_with_its_notice():
    story, ada = make_story(), make_user(role="writer")
    ada.email = "ada@example.org"
    ada.save()
    workflow.take_writing(story, by=ada, now=at(10))
    workflow.touch(rules.fresh(story), by=ada, now=at(11))
    assert Effect.objects.get().due_at == at(13)
    workflow.hand_back(story, by=ada, now=at(11, 30))
    assert not Effect.objects.exists()


def test_who_works_on_after_the_set_time_has_the_story_again_while_nobody_took_it():
    story, ada = make_story(), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    workflow.touch(rules.fresh(story), by=ada, now=at(13))
    assert writer_of(story, at(14)) == ada
    assert told(ada, at(15)) == ["freed", "freed"]


def test_a_save_by_somebody_else_keeps_nobody_at_work():
    story, ada = make_story(), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    drafting.save(story, {"desk_notes": "x"}, base=1, by=make_user(role="writer"), now=at(11))
    assert writer_of(story, at(12)) is None


def test_handed_back_a_story_is_nobodys_and_nothing_is_said_of_it_later():
    story, ada = make_story(), make_user(role="editor")
    workflow.take_writing(story, by=ada, now=at(10))
    workflow.hand_back(story, by=ada, now=at(10, 30))
    assert (writer_of(story, at(10, 31)), told(ada, at(14))) == (None, [])
    with pytest.raises(Refused, match="You have not taken it"):
        workflow.hand_back(story, by=ada, now=at(11))


def test_who_is_given_a_story_and_who_loses_it_are_told():
    story, editor = make_story(headline="Ferry returns"), make_user(role="editor", username="ed")
    ada, ben = make_user(role="writer", username="ada"), make_user(role="writer", username="ben")
    workflow.assign(story, writer=ada, reader=None, by=editor, now=at(10))
    assert said(ada, at(10)) == "ed gave you “Ferry returns” for writing."
    workflow.assign(story, writer=ben, reader=None, by=editor, now=at(11))
    assert said(ada, at(11)) == "ed gave “Ferry returns” to ben: you do not have it for writing any longer."
    assert last_act(story) == ("assign", {"writing": "ada → ben"})
    workflow.assign(story, writer=None, reader=None, by=editor, now=at(11, 30))
    assert (told(ada, at(14)), told(ben, at(14))) == (["assigned", "lost"], ["assigned", "lost"])


def test_of_two_who_give_a_story_at_once_the_second_is_told():
    story, editor = make_story(), make_user(role="editor")
    ada, ben = make_user(role="writer"), make_user(role="proofreader")
    workflow.assign(story, writer=ada, reader=None, was=(None, None), by=editor, now=at(10))
    with pytest.raises(Refused, match="Others have it than when you opened it"):
        workflow.assign(story, writer=None, reader=ben, was=(None, None), by=editor, now=at(10))
    assert writer_of(story, at(11)) == ada


def test_giving_a_story_to_who_has_it_changes_nothing():
    story, editor, ada = make_story(), make_user(role="editor"), make_user(role="writer")
    for hour in (10, 11):
        workflow.assign(story, writer=ada, reader=None, by=editor, now=at(hour))
    assert LedgerEntry.objects.filter(story=story, act="assign").count() == 1
    assert told(ada, at(12)) == ["assigned", "freed"]


def test_a_story_is_not_given_to_who_may_not_do_the_work():
    story, editor, writer = make_story(), make_user(role="editor"), make_user(role="writer")
    with pytest.raises(Refused, match="does not have the right to sign stories off"):
        workflow.assign(story, writer=None, reader=writer, by=editor, now=at(10))
    gone = make_user(role="writer")
    gone.is_active = False
    with pytest.raises(Refused, match="does not have the right to change stories"):
        workflow.assign(story, writer=gone, reader=None, by=editor, now=at(10))
    with pytest.raises(Refused, match="choose two people"):
        workflow.assign(story, writer=editor, reader=editor, by=editor, now=at(10))


def test_a_reader_who_was_given_a_draft_is_told_when_it_is_handed_in():
    story, editor, ben = make_story(), make_user(role="editor"), make_user(role="proofreader")
    workflow.assign(story, writer=None, reader=ben, by=editor, now=at(10))
    workflow.submit(story, revision=1, by=make_user(role="writer"), now=at(15))
    assert (reader_of(story, at(16, 59)), reader_of(story, at(17))) == (ben, None)
    assert told(ben, at(16)) == ["assigned", "freed", "handed-in"]


def test_a_reader_is_done_once_the_story_is_passed_or_returned():
    ben = make_user(role="proofreader")
    for hour, act in ((10, workflow.sign_off), (11, workflow.send_back)):
        story = submitted()
        workflow.take_reading(story, by=ben, now=at(hour))
        note = {"note": "Who said so?"} if act is workflow.send_back else {}
        act(story, revision=1, by=ben, now=at(hour, 30), **note)
        assert reader_of(story, at(hour, 31)) is None
    assert Notice.objects.filter(kind="freed").count() == 0


def test_a_story_on_the_spike_is_with_nobody():
    story, editor, ada = make_story(), make_user(role="editor"), make_user(role="writer")
    workflow.assign(story, writer=ada, reader=editor, by=editor, now=at(10))
    story = workflow.spike(story, revision=1, by=editor, now=at(10, 30))
    assert (story.writer_account, story.reader_account) == (None, None)
    assert Notice.objects.filter(kind="freed").count() == 0


def test_the_writer_is_told_what_a_reader_made_of_the_story():
    ada, ben = make_user(role="writer", username="ada"), make_user(role="proofreader", username="ben")
    story = submitted(by=ada, headline="Ferry returns")
    workflow.sign_off(story, revision=1, by=ben, now=at(10))
    assert said(ada, at(10)) == "ben signed off “Ferry returns”. It is proofread."
    workflow.take_back(story, reason="Missed a name.", revision=1, by=ben, now=at(11))
    assert said(ada, at(11)) == "ben took back the sign-off of “Ferry returns”. Missed a name."
    workflow.send_back(story, note="Who said so?", revision=1, by=ben, now=at(12))
    assert said(ada, at(12)) == "ben returned “Ferry returns”: Who said so?"


def test_nobody_is_told_of_their_own_act():
    editor = make_user(role="editor")
    story = make_proofread_story(by=editor, now=at(9))
    workflow.send_back(story, note="Mine to mend.", revision=1, by=editor, now=at(10))
    workflow.assign(story, writer=editor, reader=None, by=editor, now=at(11))
    assert told(editor, at(11)) == ["signed"]


@pytest.mark.parametrize("act", ["save", "submit", "take", "assign"])
def test_what_came_from_the_archive_is_on_the_desk_again_once_somebody_works_on_it(act):
    story, editor = make_story(), make_user(role="editor")
    workflow.shelve([story.pk])
    acts = {
        "save": lambda: drafting.save(story, {"headline": "New"}, base=1, by=editor, now=at(10)),
        "submit": lambda: workflow.submit(story, revision=1, by=editor, now=at(10)),
        "take": lambda: workflow.take_writing(story, by=editor, now=at(10)),
        "assign": lambda: workflow.assign(story, writer=editor, reader=None, by=editor, now=at(10)),
    }
    assert rules.fresh(story).is_archive
    acts[act]()
    assert not rules.fresh(story).is_archive


@pytest.mark.parametrize("act", ["publish", "schedule", "pass", "override"])
def test_what_goes_out_is_with_nobody_any_longer(act):
    editor, ada, ben = (make_user(role=role) for role in ("editor", "writer", "proofreader"))
    story = make_proofread_story(now=at(9)) if act in ("publish", "schedule") else submitted()
    workflow.assign(story, writer=ada, reader=ben, by=editor, now=at(9))
    given = {"revision": 1, "by": editor, "now": at(10)}
    {
        "publish": lambda: press.publish(story, **given),
        "schedule": lambda: press.publish(story, at=at(12), **given),
        "pass": lambda: press.pass_and_publish(story, **given),
        "override": lambda: press.override(story, reason="It is on every screen.", **given),
    }[act]()
    story = rules.fresh(story)
    assert (story.writer_account, story.reader_account) == (None, None)
    assert not Notice.objects.filter(kind="freed").exists()


def test_a_flash_leaves_the_story_with_who_is_working_on_it():
    editor, ada = make_user(role="editor"), make_user(role="writer")
    story = make_story(paragraphs=["A ferry ran aground."])
    workflow.take_writing(story, by=ada, now=at(10))
    press.flash(story, revision=1, by=editor, now=at(10, 5))
    assert writer_of(story, at(10, 5)) == ada


def test_who_restores_an_old_revision_is_at_work():
    story, ada = make_story(), make_user(role="writer")
    workflow.take_writing(story, by=ada, now=at(10))
    drafting.save(story, {"headline": "New"}, base=1, by=ada, now=at(10, 30))
    drafting.restore(story, 1, base=2, by=ada, now=at(11))
    assert (writer_of(story, at(12, 59)), writer_of(story, at(13))) == (ada, None)
