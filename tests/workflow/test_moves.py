"""Moves of the working copy, each through its function."""

from itertools import pairwise

import pytest
from django.utils import timezone

from articles import approval, drafting, press, rules, stylebook, workflow
from articles.models import LedgerEntry, Stage
from articles.rules import Refused
from tests.factories import make_proofread_story, make_story, make_user

pytestmark = pytest.mark.django_db


def at(story, **kwargs):
    return {"revision": story.revision_number, "now": timezone.now()} | kwargs


def submitted(**kwargs):
    story = make_story(**kwargs)
    return workflow.submit(story, **at(story, by=make_user(role="writer")))


def test_a_draft_goes_to_proofing_and_is_signed_off():
    story = submitted()
    assert story.stage == Stage.PROOFING
    story = workflow.sign_off(story, **at(story, by=make_user(role="proofreader")))
    assert story.stage == Stage.PROOFREAD
    assert [entry.act for entry in LedgerEntry.objects.order_by("number")] == ["create", "submit", "sign-off"]


def test_the_sign_off_holds_who_what_and_under_which_rules():
    story, reader = submitted(), make_user(role="proofreader")
    workflow.sign_off(story, **at(story, by=reader))
    signoff = story.signoffs.get()
    assert (signoff.signer, signoff.digest, signoff.revision.number) == (reader, story.digest, 1)
    held = f"{rules.RULES_VERSION}/{stylebook.version()}"
    assert (signoff.rules_version, held) == (held, "2/2.0")
    assert LedgerEntry.objects.get(act="sign-off").detail["rules"] == held


def test_a_story_is_returned_only_with_a_note():
    story, reader = submitted(), make_user(role="proofreader")
    with pytest.raises(Refused, match="Say in a note"):
        workflow.send_back(story, note="  ", **at(story, by=reader))
    assert workflow.send_back(story, note="Who said so?", **at(story, by=reader)).stage == Stage.DRAFT
    assert LedgerEntry.objects.last().detail["note"] == "Who said so?"


def test_a_move_decided_on_an_older_text_is_refused():
    story = make_story()
    drafting.save(story, {"headline": "New"}, base=1, by=make_user(role="writer"), now=timezone.now())
    with pytest.raises(Refused, match="you saw revision 1, it is now at 2"):
        workflow.submit(story, **at(story, revision=1, by=make_user(role="writer")))
    story.refresh_from_db()
    assert story.stage == Stage.DRAFT


def test_a_reader_who_also_wrote_needs_a_second_one():
    writer, reader = make_user(role="writer"), make_user(role="proofreader")
    story = submitted(by=writer)
    added = {"body": story.body + "<p>A paragraph by the reader.</p>"}
    story = drafting.save(story, added, base=1, by=reader, now=timezone.now()).story
    story = workflow.sign_off(story, **at(story, by=reader))
    assert story.stage == Stage.PROOFING
    assert approval.unread_authors(story) == [reader.username]
    story = workflow.sign_off(story, **at(story, by=make_user(role="proofreader")))
    assert story.stage == Stage.PROOFREAD


def test_a_comma_by_a_colleague_does_not_free_the_author_to_sign():
    author = make_user(role="editor")
    story = submitted(by=author, paragraphs=["The council met on Tuesday and the mayor spoke."])
    comma = {"body": story.body.replace("Tuesday and", "Tuesday, and")}
    story = drafting.save(story, comma, base=1, by=make_user(role="writer"), now=timezone.now()).story
    story = workflow.sign_off(story, **at(story, by=author))
    assert story.stage == Stage.PROOFING


def test_a_change_after_the_sign_off_takes_the_story_back_to_proofing():
    story, writer = make_proofread_story(), make_user(role="writer")
    story = drafting.save(story, {"headline": "New"}, base=1, by=writer, now=timezone.now()).story
    assert story.stage == Stage.PROOFING


def test_text_restored_to_what_was_signed_is_signed():
    story, writer = make_proofread_story(), make_user(role="writer")
    signed = story.headline
    drafting.save(story, {"headline": "New"}, base=1, by=writer, now=timezone.now())
    story = drafting.save(story, {"headline": signed}, base=2, by=writer, now=timezone.now()).story
    assert story.stage == Stage.PROOFREAD


def test_a_change_outside_the_digest_leaves_the_sign_off_alone():
    story, writer = make_proofread_story(), make_user(role="writer")
    story = drafting.save(story, {"desk_notes": "Call back."}, base=1, by=writer, now=timezone.now()).story
    assert (story.stage, story.revision_number) == (Stage.PROOFREAD, 2)


def test_what_readers_see_beside_the_text_is_an_editors_to_change_once_it_is_signed():
    story, title = make_proofread_story(), [["The mayor is a thief", None, None]]
    by_writer = drafting.save(
        story, {"related": title}, base=1, by=make_user(role="writer"), now=timezone.now()
    )
    assert by_writer.story.stage == Stage.PROOFING
    story = make_proofread_story()
    by_editor = drafting.save(
        story, {"related": title}, base=1, by=make_user(role="editor"), now=timezone.now()
    )
    assert by_editor.story.stage == Stage.PROOFREAD


def test_what_a_writer_slipped_in_beside_the_text_needs_a_second_reader():
    story, writer = make_proofread_story(), make_user(role="writer")
    credit = {"proofreader_credit": "Nobody at all"}
    story = drafting.save(story, credit, base=1, by=writer, now=timezone.now()).story
    assert approval.unread_details(story) == {"proofreader_credit": writer.username}
    story = workflow.sign_off(story, **at(story, by=make_user(role="proofreader")))
    assert story.stage == Stage.PROOFREAD


def test_taking_words_out_and_putting_them_back_slips_nothing_in():
    story, writer = make_proofread_story(), make_user(role="writer")
    signed = story.headline
    changes = {"headline": "New", "related": [["The mayor is a thief", None, None]]}
    drafting.save(story, changes, base=1, by=writer, now=timezone.now())
    story = drafting.save(story, {"headline": signed}, base=2, by=writer, now=timezone.now()).story
    assert story.stage == Stage.PROOFING


def test_who_took_words_out_does_not_sign_for_that_alone():
    editor = make_user(role="editor")
    story = make_proofread_story(paragraphs=["The mayor did not take the money."])
    cut = {"body": "<p>The mayor did take the money.</p>"}
    story = drafting.save(story, cut, base=1, by=editor, now=timezone.now()).story
    story = workflow.sign_off(story, **at(story, by=editor))
    assert (story.stage, approval.unread_authors(story)) == (Stage.PROOFING, [editor.username])
    story = workflow.sign_off(story, **at(story, by=make_user(role="proofreader")))
    assert story.stage == Stage.PROOFREAD


def test_a_story_that_was_returned_does_not_rise_by_a_save_that_changes_no_word():
    story, reader = make_proofread_story(), make_user(role="proofreader")
    story = workflow.send_back(story, note="Libel.", **at(story, by=reader))
    story = workflow.submit(story, **at(story, by=make_user(role="writer")))
    saved = drafting.save(story, {"desk_notes": "x"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert saved.story.stage == Stage.PROOFING


def test_a_sign_off_outlives_the_account_of_its_signer():
    reader, editor = make_user(role="proofreader"), make_user(role="editor")
    story = submitted()
    story = workflow.sign_off(story, **at(story, by=reader))
    reader.is_active = False
    reader.save()
    assert press.publish(story, **at(story, by=editor)).number == 1


def test_a_sign_off_taken_back_unmakes_proofread_and_stays_on_record():
    reader = make_user(role="editor")
    story = make_proofread_story(reader=reader)
    story = workflow.take_back(story, reason="Missed a name.", **at(story, by=reader))
    assert story.stage == Stage.PROOFING
    assert story.signoffs.get().taken_back.reason == "Missed a name."
    with pytest.raises(Refused, match="somebody else must read it"):
        workflow.sign_off(story, **at(story, by=reader))


def test_a_spiked_story_keeps_its_words_and_comes_back_as_a_draft():
    story, editor = make_story(), make_user(role="editor")
    spiked = workflow.spike(story, **at(story, by=editor))
    with pytest.raises(Refused, match="spiked"):
        drafting.save(spiked, {"headline": "New"}, base=1, by=editor, now=timezone.now())
    assert workflow.unspike(spiked, **at(story, by=editor)).body == story.body


def test_every_move_is_one_link_of_an_unbroken_chain():
    story = make_proofread_story()
    press.publish(story, **at(story, by=make_user(role="editor")))
    entries = list(LedgerEntry.objects.filter(story=story).order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert all(later.previous == earlier.digest for earlier, later in pairwise(entries))
