"""Saving: nothing typed is lost, and nobody's work is saved over."""

import pytest
from django.utils import timezone

from articles import drafting, workflow
from articles.drafting import Collided
from articles.models import Doubt, LedgerEntry
from articles.rules import Refused
from articles.text.blocks import digest
from tests.factories import (
    make_imported_story,
    make_picture,
    make_proofread_story,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = pytest.mark.django_db


def save(story, changes, *, base, by=None, note=""):
    return drafting.save(
        story, changes, base=base, by=by or make_user(role="writer"), now=timezone.now(), note=note
    )


def test_a_save_makes_the_next_revision_with_author_and_note():
    story, writer = make_story(), make_user(role="writer")
    saved = save(story, {"headline": "Bridge opens"}, base=1, by=writer, note="Sharper")
    revision = saved.revision
    assert (revision.number, revision.author, revision.note) == (2, writer, "Sharper")
    assert (saved.story.headline, saved.story.digest) == ("Bridge opens", revision.digest)


def test_a_save_that_changes_nothing_makes_no_revision():
    story = make_story()
    assert save(story, {"headline": story.headline, "body": story.body}, base=1).revision is None
    assert story.revisions.count() == LedgerEntry.objects.count() == 1


def test_a_body_is_cleaned_on_its_way_in():
    story = make_story(body='<p onclick="x()">Fine <script>alert(1)</script><b>words</b></p>')
    assert story.body == "<p>Fine <strong>words</strong></p>"


def test_two_people_changing_different_paragraphs_both_keep_their_words():
    story = make_story(paragraphs=["One.", "Two.", "Three."])
    save(story, {"body": story.body.replace("One.", "One, by Ann.")}, base=1)
    saved = save(story, {"body": story.body.replace("Three.", "Three, by Ben.")}, base=1)
    assert saved.merged
    assert saved.story.body == "<p>One, by Ann.</p><p>Two.</p><p>Three, by Ben.</p>"


def test_two_people_changing_the_same_paragraph_collide_and_nothing_is_written():
    story = make_story(paragraphs=["One.", "Two."])
    save(story, {"body": story.body.replace("One.", "One, by Ann.")}, base=1)
    with pytest.raises(Collided) as refusal:
        save(story, {"body": story.body.replace("One.", "One, by Ben.")}, base=1)
    (item,) = refusal.value.collision.items
    assert ("by Ben" in item.mine, "by Ann" in item.theirs) == (True, True)
    story.refresh_from_db()
    assert (story.revision_number, "by Ann" in story.body) == (2, True)


def test_two_people_changing_different_details_both_keep_theirs():
    story, topic = make_story(), make_topic()
    save(story, {"slugline": "BRIDGE"}, base=1)
    saved = save(story, {"topics": [topic.pk]}, base=1)
    assert (saved.story.slugline, list(saved.story.topics.all())) == ("BRIDGE", [topic])


def test_two_people_changing_the_same_detail_collide():
    story = make_story()
    save(story, {"slugline": "BRIDGE"}, base=1)
    with pytest.raises(Collided) as refusal:
        save(story, {"slugline": "HARBOUR"}, base=1)
    assert refusal.value.details == {"slugline": ("", "HARBOUR", "BRIDGE")}


def test_pictures_moved_by_one_and_captions_worded_by_another_collide():
    pictures = [make_picture(), make_picture()]
    story = make_story(pictures=[picture.pk for picture in pictures], captions=[("", ""), ("", "")])
    save(story, {"pictures": [picture.pk for picture in pictures[::-1]]}, base=1)
    with pytest.raises(Collided) as refusal:
        save(story, {"captions": [("Of the first", ""), ("", "")]}, base=1)
    assert set(refusal.value.details) == {"pictures"}


def test_the_order_of_topics_and_writers_is_kept():
    topics, writers = [make_topic(), make_topic()], [make_writer(), make_writer()]
    story = make_story(topics=topics[::-1], writers=writers[::-1])
    assert [row.topic for row in story.topic_rows.all()] == topics[::-1]
    assert [row.writer for row in story.writer_rows.all()] == writers[::-1]


def test_a_base_that_never_was_is_refused():
    with pytest.raises(Refused, match="no revision 9"):
        save(make_story(), {"headline": "New"}, base=9)


def test_a_field_that_does_not_exist_is_an_error_of_the_caller():
    with pytest.raises(TypeError, match="no stage"):
        save(make_story(), {"stage": "proofread"}, base=1)


def test_who_may_not_write_saves_nothing():
    story = make_story()
    with pytest.raises(Refused, match="does not have the right"):
        save(story, {"headline": "New"}, base=1, by=make_user(role="importer"))


def doubted(story, code, field):
    return Doubt.objects.create(
        file=story.files.get(), story=story, code=code, field=field, sentence="Unsure."
    )


def test_editing_a_field_settles_its_doubt_by_name():
    story, writer = make_imported_story(published_at=None), make_user(role="writer")
    doubt, other = doubted(story, "no-date", "published"), doubted(story, "no-headline", "headline")
    save(story, {"published_at": timezone.now()}, base=1, by=writer)
    doubt.refresh_from_db()
    assert (doubt.settled_by, doubt.settled_by_name) == (writer, writer.username)
    assert list(Doubt.objects.open()) == [other]


def test_a_new_headline_is_not_provisional_any_more():
    story = make_imported_story(headline_is_provisional=True)
    assert save(story, {"headline": "Ferry is back"}, base=1).story.headline_is_provisional is False


def test_confirming_the_doubt_about_a_headline_makes_it_the_storys_own():
    story, editor = make_imported_story(headline_is_provisional=True), make_user(role="editor")
    doubt = doubted(story, "no-headline", "headline")
    drafting.confirm(doubt, revision=1, by=editor, now=timezone.now())
    story.refresh_from_db()
    assert not story.headline_is_provisional
    assert not Doubt.objects.open().exists()


def test_a_doubt_is_confirmed_once():
    story, editor = make_imported_story(), make_user(role="editor")
    doubt = doubted(story, "odd-source", "source")
    drafting.confirm(doubt, revision=1, by=editor, now=timezone.now())
    with pytest.raises(Refused, match=f"^Settled by {editor.username} at "):
        drafting.confirm(doubt, revision=1, by=editor, now=timezone.now())


def test_a_date_that_is_not_there_cannot_be_confirmed():
    story = make_imported_story(published_at=None)
    doubt = doubted(story, "no-date", "published")
    with pytest.raises(Refused, match="no date to confirm"):
        drafting.confirm(doubt, revision=1, by=make_user(role="editor"), now=timezone.now())


def test_who_may_not_add_stories_adds_none():
    with pytest.raises(Refused, match="right to add"):
        make_story(by=make_user(role="importer"))


def test_who_may_not_change_stories_confirms_nothing():
    story = make_imported_story()
    doubt = doubted(story, "odd-source", "source")
    with pytest.raises(Refused, match="does not have the right"):
        drafting.confirm(doubt, revision=1, by=make_user(role="reviewer"), now=timezone.now())
    assert Doubt.objects.open().get() == doubt


def test_a_save_settles_the_doubts_of_its_own_story_only():
    story, other = make_imported_story(), make_imported_story()
    doubted(story, "no-date", "published")
    kept = doubted(other, "no-date", "published")
    save(story, {"published_at": timezone.now()}, base=1)
    assert list(Doubt.objects.open()) == [kept]


def test_a_story_that_was_handed_in_keeps_a_headline():
    story, writer = make_proofread_story(headline="Ferry returns"), make_user(role="writer")
    with pytest.raises(Refused, match="cannot be without a headline"):
        save(story, {"headline": ""}, base=1)
    draft = make_story(headline="")
    drafting.save(draft, {"headline": "Ferry"}, base=1, by=writer, now=timezone.now())
    workflow.submit(draft, revision=2, by=writer, now=timezone.now())
    with pytest.raises(Refused, match="cannot be without a headline"):
        drafting.restore(draft, 1, base=2, by=writer, now=timezone.now())


def test_captions_are_as_many_as_the_pictures_they_belong_to():
    story = make_story(pictures=[make_picture().pk], captions=[("A quay", "Ann")])
    story = save(story, {"pictures": []}, base=1).story
    assert story.latest_revision().caption_list == []
    assert story.digest == digest(story.text())
