"""A fix on a live story: saved and handed in as one act, and told to those who may send it out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafting, press, workflow
from articles.models import Edition, Notice, Story
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_story, make_user

pytestmark = pytest.mark.django_db


def fix(edition, changes, *, by, base=1):
    return drafting.send_fix(edition.story, changes, base=base, by=by, now=timezone.now())


def test_a_fix_is_saved_and_handed_in_while_readers_keep_what_they_see():
    edition = make_edition()
    saved = fix(edition, {"headline": "Fixed"}, by=make_user(role="writer"))
    assert (saved.story.stage, saved.revision.number) == ("proofing", 2)
    assert Edition.objects.live(timezone.now()).get() == edition


def test_a_fix_of_a_draft_hands_it_in():
    edition, writer = make_edition(), make_user(role="writer")
    Story.objects.update(stage="draft")
    assert fix(edition, {"headline": "Fixed"}, by=writer).story.stage == "proofing"


def test_those_who_may_pass_and_publish_it_are_told_and_nobody_else():
    editor, other = make_user(role="editor"), make_user(role="editor")
    make_user(role="proofreader")
    edition = make_edition(editor=other)
    fix(edition, {"headline": "Fixed"}, by=editor)
    notice = Notice.objects.get(kind="fix")
    assert (notice.to, notice.story) == (other, edition.story)
    assert notice.address == reverse("admin:articles_story_pass", args=[edition.story_id])


def test_who_has_words_of_their_own_in_it_is_not_asked_to_pass_it():
    author, other = make_user(role="editor"), make_user(role="editor")
    edition = make_edition(by=author, editor=other)
    fix(edition, {"headline": "Fixed"}, by=make_user(role="writer"))
    assert author not in [notice.to for notice in Notice.objects.filter(kind="fix")]


def test_where_all_editors_have_words_in_it_proofreaders_are_asked_to_sign_it():
    author, reader = make_user(role="editor"), make_user(role="proofreader")
    story, now = make_proofread_story(by=author, reader=reader), timezone.now()
    edition = press.publish(story, revision=1, by=author, now=now)
    fix(edition, {"headline": "Fixed"}, by=make_user(role="writer"))
    notice = Notice.objects.get(kind="fix")
    assert (notice.to, notice.sentence[-20:]) == (reader, "read it and sign it.")
    assert notice.address == reverse("admin:articles_story_change", args=[edition.story_id])


def test_one_other_person_sends_it_out():
    edition, other = make_edition(), make_user(role="editor")
    saved = fix(edition, {"headline": "Fixed"}, by=make_user(role="writer"))
    press.pass_and_publish(saved.story, revision=2, by=other, now=timezone.now())
    assert Edition.objects.live(timezone.now()).get().headline == "Fixed"


def test_what_readers_do_not_see_is_not_fixed():
    story = make_story()
    with pytest.raises(Refused, match="Readers do not see this story"):
        drafting.send_fix(story, {"headline": "x"}, base=1, by=make_user(role="writer"), now=timezone.now())


def test_a_fix_that_changes_nothing_says_so():
    with pytest.raises(Refused, match="changed nothing"):
        fix(make_edition(), {}, by=make_user(role="writer"))


def test_a_fix_merges_with_what_a_colleague_saved_meanwhile():
    edition, writer = make_edition(), make_user(role="writer")
    drafting.save(edition.story, {"standfirst": "Theirs"}, base=1, by=writer, now=timezone.now())
    saved = fix(edition, {"headline": "Mine"}, by=make_user(role="writer"))
    assert (saved.merged, saved.story.headline, saved.story.standfirst) == (True, "Mine", "Theirs")


@pytest.mark.parametrize("act", ["pass", "return"])
def test_who_was_asked_to_pass_a_fix_is_asked_no_longer_once_somebody_has(act):
    edition, other = make_edition(), make_user(role="editor")
    story = fix(edition, {"headline": "Fixed"}, by=make_user(role="writer")).story
    at = {"revision": 2, "by": make_user(role="editor"), "now": timezone.now()}
    assert Notice.objects.filter(to=other, kind="fix", read_at=None).count() == 1
    if act == "pass":
        press.pass_and_publish(story, **at)
    else:
        workflow.send_back(story, note="Which bridge?", **at)
    assert not Notice.objects.filter(kind="fix", read_at=None).exists()
