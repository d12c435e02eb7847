"""An old revision taken up again, and the name that the desk gives one."""

import pytest
from django.utils import timezone

from articles import credits, drafting, workflow
from articles.models import LedgerEntry, RevisionName, Stage
from articles.rules import Refused
from tests.factories import (
    make_imported_story,
    make_picture,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def edit(story, *, by=None, **changes):
    by = by or make_user(role="editor")
    drafting.save(story, changes, base=story.revision_number, by=by, now=timezone.now())
    story.refresh_from_db()


def restore(story, number, *, base=None, by=None):
    base = story.revision_number if base is None else base
    made = drafting.restore(story, number, base=base, by=by or make_user(role="writer"), now=timezone.now())
    story.refresh_from_db()
    return made


def test_restoring_makes_a_new_revision_that_says_what_the_old_one_said():
    topic, writer = make_topic(), make_user(role="writer")
    story = make_story(headline="One", topics=[topic])
    edit(story, headline="Two", topics=[], standfirst="New.")
    made = restore(story, 1, by=writer)
    assert (made.number, made.author, made.note) == (3, writer, "Restored revision 1")
    assert (story.headline, story.standfirst, list(story.topics.all())) == ("One", "", [topic])
    assert made.digest == story.revisions.get(number=1).digest
    entry = LedgerEntry.objects.latest("number")
    assert (entry.act, entry.detail["restored"]) == ("restore", 1)
    assert entry.detail["changed"] == ["headline", "standfirst", "topics"]


def test_a_story_that_moved_on_meanwhile_is_not_restored():
    story = make_story(headline="One")
    edit(story, headline="Two")
    edit(story, headline="Three")
    with pytest.raises(Refused, match="you saw revision 2, it is now at 3"):
        restore(story, 1, base=2)
    assert story.latest_revision().headline == "Three"


def test_who_restores_words_does_not_become_their_author():
    writer = make_user(role="writer")
    story = make_story(by=writer, paragraphs=["The council met on Tuesday to hear of the bridge."])
    edit(story, body="<p>Quite other words stand here now, and nobody meant them to.</p>")
    restore(story, 1, by=make_user(role="proofreader"))
    assert set(story.latest_revision().surviving) == {f"user:{writer.pk}"}


def test_text_restored_to_what_was_signed_is_signed():
    story = make_proofread_story()
    edit(story, headline="Another", by=make_user(role="writer"))
    assert story.stage == Stage.PROOFING
    restore(story, 1)
    assert story.stage == Stage.PROOFREAD


def test_text_restored_to_what_nobody_signed_goes_back_to_proofing():
    story = make_story(headline="Unsigned")
    edit(story, headline="Signed")
    reader = make_user(role="proofreader")
    workflow.submit(story, revision=2, by=reader, now=timezone.now())
    workflow.sign_off(story, revision=2, by=reader, now=timezone.now())
    restore(story, 1)
    assert story.stage == Stage.PROOFING


def test_desk_notes_are_about_the_work_at_hand_and_stay():
    story = make_story(headline="One", desk_notes="Call the mayor.")
    edit(story, headline="Two", desk_notes="Do not run before Friday.")
    restore(story, 1)
    assert (story.headline, story.desk_notes) == ("One", "Do not run before Friday.")


def test_a_headline_that_was_provisional_is_provisional_again():
    story = make_imported_story(headline="Proposed", headline_is_provisional=True)
    edit(story, headline="Ferry is back")
    restore(story, 1)
    assert (story.headline, story.headline_is_provisional) == ("Proposed", True)


def test_a_source_that_was_merged_meanwhile_is_the_one_that_stands_now():
    kept, gone = make_source(name="Harbour Wire"), make_source(name="Harbor Wire")
    story = make_story(source=gone)
    edit(story, source_id=None)
    credits.merge(gone, into=kept, by=make_user(superuser=True), now=timezone.now())
    restore(story, 1)
    assert story.source == kept


def test_a_topic_and_a_picture_that_are_gone_are_left_out():
    topic, first, second = make_topic(), make_picture(), make_picture()
    captions = [("First", "Ann"), ("Second", "Bo")]
    story = make_story(topics=[topic], pictures=[first.pk, second.pk], captions=captions)
    edit(story, topics=[], pictures=[second.pk], captions=captions[1:])
    topic.delete()
    first.delete()
    restore(story, 1)
    assert (list(story.topics.all()), story.captions()) == ([], (("Second", "Bo"),))


def test_what_the_story_says_already_is_not_restored():
    story = make_story()
    edit(story, desk_notes="Only a note.")
    assert restore(story, 1) is None
    assert story.revision_number == 2


def test_a_revision_that_never_was_is_refused():
    with pytest.raises(Refused, match="no revision 9"):
        restore(make_story(), 9)


def test_who_may_not_change_stories_neither_restores_nor_names():
    story, importer = make_story(), make_user(role="importer")
    edit(story, headline="Two")
    with pytest.raises(Refused, match="right to change"):
        restore(story, 1, by=importer)
    with pytest.raises(Refused, match="right to change"):
        name(story, "Mine", by=importer)


def name(story, given, *, by=None):
    revision = story.latest_revision()
    drafting.name_revision(revision, name=given, by=by or make_user(role="writer"), now=timezone.now())


def names():
    return list(RevisionName.objects.values_list("name", flat=True))


def test_a_revision_is_named_named_anew_and_named_no_more():
    story = make_story()
    name(story, "  As sent to  the lawyer ")
    assert names() == ["As sent to the lawyer"]
    name(story, "As printed")
    assert names() == ["As printed"]
    name(story, " ")
    assert names() == []
    entries = story.ledger.filter(act="name").order_by("number").values_list("detail", flat=True)
    assert [(entry["name"], entry["before"]) for entry in entries] == [
        ("As sent to the lawyer", ""), ("As printed", "As sent to the lawyer"), ("", "As printed"),
    ]  # fmt: skip


def test_the_same_name_again_is_no_act():
    story = make_story()
    name(story, "As printed")
    name(story, "As printed")
    assert story.ledger.filter(act="name").count() == 1
