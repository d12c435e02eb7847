"""Comments on the words of a story: who may, where they stand, who is told, and that they decide nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, proofing, workflow
from articles.models import Mark, Notice, SignOff, Stage
from articles.rules import Refused
from articles.text.places import Place
from tests.factories import make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def comment(story, *, note="Is this so?", where=None, by=None, revision=None):
    return proofing.comment(
        story,
        revision=revision or story.revision_number,
        note=note,
        where=where,
        by=by or make_user(role="reviewer"),
        now=timezone.now(),
    )


def test_a_comment_keeps_its_words_with_what_stood_around_them():
    story = make_story(paragraphs=["The council met on Tuesday."])
    mark = comment(story, where=Place("body", 0, 19, 26))
    assert (mark.exact, mark.prefix, mark.suffix) == ("Tuesday", "The council met on ", ".")
    assert (mark.field, mark.block, mark.start, mark.end) == ("body", 0, 19, 26)
    assert (mark.revision.number, mark.author_name) == (1, mark.author.username)


def test_a_comment_on_a_passage_quotes_all_of_it():
    mark = comment(make_story(paragraphs=["One.", "Two."]), where=Place("body", 1))
    assert (mark.exact, mark.start, mark.end) == ("Two.", 0, 4)


def test_a_comment_may_be_on_the_text_that_was_read_though_another_was_saved_since():
    story, editor = make_story(), make_user(role="editor")
    drafting.save(story, {"body": "<p>New.</p>"}, base=1, by=editor, now=timezone.now())
    assert comment(story, where=Place("body", 1), revision=1).exact == "It will meet again."


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"note": " \r\n "}, "Say something: the comment is empty."),
        ({"note": "x" * 2001}, "A comment has at most 2,000 characters; this one has 2,001."),
        ({"where": Place("body", 9)}, "no such passage"),
        ({"where": Place("body", 0, 5, 500)}, "no such passage"),
        ({"revision": 7}, "There is no revision 7 of this story."),
    ],
)
def test_what_says_nothing_or_points_at_nothing_is_refused(given, why):
    with pytest.raises(Refused, match=why):
        comment(make_story(), **given)
    assert not Mark.objects.exists()


@pytest.mark.parametrize("role", ["importer", ""])
def test_who_may_not_comment_is_refused(role):
    with pytest.raises(Refused, match="does not have the right to comment on stories"):
        comment(make_story(), by=make_user(role=role))


def test_the_writer_and_the_reader_of_a_story_are_told_and_who_commented_is_not():
    writer, reader, reviewer = make_user(role="writer"), make_user(role="editor"), make_user(role="reviewer")
    story = make_story(by=writer, headline="Bridge opens")
    story.reader_account, story.reader_active_at = reader, timezone.now()
    story.save(update_fields=["reader_account", "reader_active_at"])
    mark = comment(story, by=reviewer, where=Place("headline", None, 0, 6))
    assert set(Notice.objects.values_list("to", "kind")) == {(writer.pk, "comment"), (reader.pk, "comment")}
    notice = Notice.objects.first()
    assert notice.sentence == f"{reviewer.username} commented on “Bridge” in “Bridge opens”: Is this so?"
    assert notice.address == f"/admin/articles/story/{story.pk}/read/#comment-{mark.pk}"
    comment(story, by=writer)
    assert Notice.objects.filter(to=writer).count() == 1


def test_a_comment_changes_neither_digest_nor_stage_nor_approval():
    story = make_proofread_story()
    comment(story, where=Place("body", 0))
    held = type(story).objects.get(pk=story.pk)
    assert (held.stage, held.digest, held.revision_number) == (Stage.PROOFREAD, story.digest, 1)
    assert SignOff.objects.count() == 1


def test_a_comment_is_in_the_ledger_without_its_words():
    story = make_story()
    mark = comment(story, note="The secret word", where=Place("body", 0))
    proofing.resolve(mark, by=make_user(role="editor"), now=timezone.now())
    entries = list(story.ledger.order_by("number").values_list("act", "detail"))
    detail = {"comment": mark.pk, "revision": 1}
    assert entries[-2:] == [("comment", detail), ("resolve-comment", detail)]


def test_a_comment_is_resolved_once():
    mark, editor = comment(make_story()), make_user(role="editor")
    proofing.resolve(mark, by=editor, now=timezone.now())
    with pytest.raises(Refused, match=f"^Resolved by {editor.username} at "):
        proofing.resolve(mark, by=make_user(role="writer"), now=timezone.now())
    assert not Mark.objects.open().exists()


def test_a_reviewer_resolves_only_what_is_theirs():
    reviewer = make_user(role="reviewer")
    mine, other = comment(make_story(), by=reviewer), comment(make_story())
    proofing.resolve(mine, by=reviewer, now=timezone.now())
    with pytest.raises(Refused, match="does not have the right to change stories"):
        proofing.resolve(other, by=reviewer, now=timezone.now())


def test_nothing_is_said_of_a_spiked_story():
    story, editor = make_story(), make_user(role="editor")
    workflow.spike(story, revision=1, by=editor, now=timezone.now())
    with pytest.raises(Refused, match="this story is spiked"):
        comment(story)


def test_a_reader_who_comments_is_at_work_and_keeps_the_story():
    story, reader, now = make_story(), make_user(role="proofreader"), timezone.now()
    workflow.submit(story, revision=1, by=make_user(role="editor"), now=now)
    workflow.take_reading(story, by=reader, now=now)
    later = now + timedelta(minutes=90)
    proofing.comment(story, revision=1, note="Hm", by=reader, now=later)
    assert type(story).objects.get(pk=story.pk).reader_active_at == later
