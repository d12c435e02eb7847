"""Other words suggested for some: accepted, rejected, taken back, one at a time and all at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import approval, drafting, proofing
from articles.models import Mark, Notice
from articles.rules import Refused
from articles.text.blocks import from_passages
from articles.text.diff import surviving
from tests.factories import make_picture, make_story, make_user
from tests.proofing.marks import suggest

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WORDS = ["The council met on Tuesday.", "It will meet again in May."]


def held(story):
    return type(story).objects.get(pk=story.pk)


def save(story, *paragraphs, by=None):
    body, by = from_passages([("p", text) for text in paragraphs]), by or make_user(role="writer")
    return drafting.save(story, {"body": body}, base=held(story).revision_number, by=by, now=timezone.now())


def accept(mark, *, by=None, revision=1):
    return proofing.accept(mark, revision=revision, by=by or make_user(role="editor"), now=timezone.now())


def body(story):
    return held(story).body


def test_a_suggestion_is_kept_as_the_words_alone_that_it_changes_and_its_people_are_told():
    writer, ann = make_user(role="writer"), make_user(role="proofreader", username="ann")
    story = make_story(by=writer, headline="Council meets", paragraphs=WORDS)
    mark = suggest(story, "met on Tuesday", "met on \r\n Wednesday ", by=ann)
    assert (mark.exact, mark.proposed, mark.start, mark.prefix) == (
        "Tuesday", "Wednesday", 19, "The council met on ",
    )  # fmt: skip
    told = "ann suggests “Wednesday” for “Tuesday” in “Council meets”"
    assert list(Notice.objects.values_list("to", "sentence")) == [(writer.pk, told)]
    assert story.ledger.order_by("number").values_list("act", "detail").last() == (
        "suggest", {"comment": mark.pk, "revision": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "role", "why"),
    [
        ("Tuesday", " Tuesday", "reviewer", "says what stands there"),
        ("Tuesday", "x" * 10_001, "reviewer", "has at most 10,000 characters; this one has 10,001"),
        ("Tuesday", "Wednesday", "importer", "does not have the right to comment"),
    ],
)
def test_what_suggests_nothing_or_comes_from_a_stranger_is_refused(old, new, role, why):
    with pytest.raises(Refused, match=why):
        suggest(make_story(paragraphs=WORDS), old, new, by=make_user(role=role))
    assert not Mark.objects.exists()


def test_what_is_accepted_is_a_revision_by_whoever_accepts_and_its_suggester_is_told():
    story, ann = make_story(headline="Council meets", paragraphs=WORDS), make_user(role="proofreader")
    mark, editor = suggest(story, "Tuesday", "Wednesday", by=ann), make_user(role="editor", username="ed")
    revision = accept(mark, by=editor).revision
    assert (revision.number, revision.author, revision.note) == (2, editor, f"Suggested by {ann.username}")
    assert body(story) == "<p>The council met on Wednesday.</p><p>It will meet again in May.</p>"
    mark.refresh_from_db()
    assert (mark.outcome, mark.became, mark.resolved_by) == ("accepted", revision, editor)
    told = Notice.objects.get(to=ann)
    assert told.sentence == "ed accepted your suggestion on “Tuesday” in “Council meets”."


def test_words_that_two_have_looked_at_need_no_other_reader_and_ones_own_do():
    writer, ann, ben = (make_user(role=role) for role in ("writer", "proofreader", "editor"))
    story = make_story(by=writer, paragraphs=WORDS)
    accept(mark := suggest(story, "Tuesday", "Wednesday", by=ann), by=ben)
    accept(suggest(held(story), "in May", "in June", by=ben), by=ben)
    keys = list(story.revisions.order_by("number").values_list("words_of", flat=True))
    assert keys == ["", f"suggestion:{mark.pk}", ""]
    texts = [(row.author_key(), row.text()) for row in story.revisions.order_by("number")]
    counted = surviving(texts)
    assert (counted[f"suggestion:{mark.pk}"], counted[f"user:{ben.pk}"]) == (1, 1)
    assert approval.Approval(held(story)).unread_authors((ben.pk,)) == [ben.username]
    assert approval.Approval(held(story)).unread_authors((ann.pk,)) == []


def test_words_that_were_saved_meanwhile_stay_and_those_in_question_are_found_among_them():
    story = make_story(paragraphs=WORDS)
    mark = suggest(story, "Tuesday", "Wednesday")
    save(story, "New.", "The town council met late on Tuesday.", WORDS[1])
    saved = accept(mark, revision=1)
    assert (saved.merged, saved.revision.number) == (True, 3)
    assert body(story).startswith("<p>New.</p><p>The town council met late on Wednesday.</p>")


@pytest.mark.parametrize(
    ("old", "new", "then", "why"),
    [
        ("Tuesday", "Wednesday", ["The council did not meet."], "no longer there"),
        ("Tuesday", "Wednesday", ["Tuesday it was.", "Was it Tuesday?"], "more than one place"),
        ("It will meet", "It will not meet", ["It will not meet in June."], "says so already"),
    ],
)
def test_words_that_are_gone_or_in_doubt_or_there_already_are_not_changed(old, new, then, why):
    story = make_story(paragraphs=WORDS)
    mark = suggest(story, old, new)
    save(story, *then)
    with pytest.raises(Refused, match=why):
        accept(mark)
    assert held(story).revision_number == 2
    assert Mark.objects.open().get() == mark


def test_of_two_paragraphs_that_say_the_same_the_one_that_was_meant_is_changed():
    story = make_story(paragraphs=["“No.”", "They asked again.", "“No.”"])
    where = proofing.places([suggest(story, "asked again", "asked")], story.latest_revision())
    assert [place.block for place in where.values()] == [1]
    mark = proofing.suggest(
        story, revision=1, where=type(*where.values())("body", 2), proposed="“Yes.”",
        by=make_user(role="proofreader"), now=timezone.now(),
    )  # fmt: skip
    save(story, "New.", "Newer.", "“No.”", "They asked again.", "“No.”")
    accept(mark)
    assert body(story).endswith("<p>“No.”</p><p>They asked again.</p><p>“Yes.”</p>")


@pytest.mark.parametrize(
    ("old", "field"),
    [
        ("Quayside", "headline"), ("Pier", "standfirst"), ("Marlow", "byline"), ("Lisbon", "dateline"),
        ("Gulls", "captions"), ("Wire", "source"),
    ],
)  # fmt: skip
def test_words_of_any_passage_are_changed_and_no_others(old, field):
    words = {
        "headline": "Quayside",
        "standfirst": "The Pier.",
        "dateline": "Lisbon",
        "source_credit": "Harbour Wire",
    }
    pictures = {
        "pictures": [make_picture().pk, make_picture().pk],
        "captions": [("", "Ann"), ("Gulls.", "Ben")],
    }
    story = make_story(**words, **pictures)
    before = story.text()
    accept(suggest(story, old, "Newly"))
    after = held(story).text()
    changed = {name for name in before.__dataclass_fields__ if getattr(before, name) != getattr(after, name)}
    assert changed == {field}
    assert repr(getattr(after, field)) == repr(getattr(before, field)).replace(old, "Newly")


def test_of_two_who_accept_one_suggestion_the_second_is_told():
    mark = suggest(make_story(paragraphs=WORDS), "Tuesday", "Wednesday")
    at, ben = datetime(2026, 3, 5, 11, 2, tzinfo=UTC), make_user(role="editor", username="ben")
    ann = make_user(role="editor")
    proofing.accept(mark, revision=1, by=ben, now=at)
    later = at + timedelta(minutes=5), at + timedelta(days=1)
    for now, said in zip(later, ("at 11:02", "at 11:02 on 5 Mar 2026"), strict=True):
        for act, more in ((proofing.accept, {"revision": 1}), (proofing.reject, {})):
            with pytest.raises(Refused) as told:
                act(mark, by=ann, now=now, **more)
            assert str(told.value) == f"Accepted by ben {said} already."


def test_a_headline_that_would_be_too_long_is_refused():
    mark = suggest(make_story(headline="Short"), "Short", "x" * 400)
    with pytest.raises(Refused, match=r"the headline would have 400 characters; 300 is the most"):
        accept(mark)


def test_all_are_accepted_with_a_revision_for_each_who_suggested_and_the_others_stay_open():
    story, ann, ben = make_story(paragraphs=WORDS), make_user(role="proofreader"), make_user(role="editor")
    ours = [suggest(story, "Tuesday", "Wednesday", by=ann), suggest(story, "in May", "", by=ann)]
    crossed = suggest(story, "on Tuesday", "today", by=ben)
    mine = suggest(story, "The council", "The town council", by=ben)
    taken = proofing.accept_all(story, [*ours, crossed, mine], by=ben, now=timezone.now())
    assert body(story) == "<p>The town council met on Wednesday.</p><p>It will meet again.</p>"
    assert (taken.done, [mark for mark, _ in taken.left]) == ([*ours, mine], [crossed])
    keys = list(story.revisions.order_by("number").values_list("words_of", flat=True))
    assert keys == ["", f"suggestion:{ours[0].pk}", ""]


def test_two_that_change_the_same_words_are_not_both_accepted():
    story, ann = make_story(paragraphs=WORDS), make_user(role="proofreader")
    first, second = (suggest(story, "Tuesday", new, by=ann) for new in ("Monday", "Friday"))
    taken = proofing.accept_all(story, [first, second], by=make_user(role="editor"), now=timezone.now())
    assert taken.left == [(second, "It changes words that another suggestion changes as well.")]
    assert "Monday" in body(story)


def test_all_are_rejected_and_those_that_were_decided_on_before_are_named():
    story = make_story(headline="Council meets", paragraphs=WORDS)
    editor = make_user(role="editor", username="ed")
    first, second = suggest(story, "Tuesday", "Monday"), suggest(story, "in May", "in June")
    proofing.reject(first, note="It was.", by=editor, now=timezone.now())
    taken = proofing.reject_all(story, [first, second], by=editor, now=timezone.now())
    assert (taken.done, [mark for mark, _ in taken.left]) == ([second], [first])
    assert taken.left[0][1].startswith("Rejected by ed at ")
    assert list(first.replies.values_list("note", flat=True)) == ["It was."]
    told = Notice.objects.filter(kind="suggestion", to=second.author).values_list("sentence", flat=True)
    assert list(told) == ["ed rejected your suggestion on “May” in “Council meets”."]
    assert (held(story).revision_number, Mark.objects.open().count()) == (1, 0)


def test_who_only_comments_neither_accepts_nor_rejects_and_takes_back_what_is_theirs():
    story, reviewer = make_story(paragraphs=WORDS), make_user(role="reviewer")
    mine, other = suggest(story, "Tuesday", "Monday", by=reviewer), suggest(story, "in May", "in June")
    for act in (accept, lambda mark, by: proofing.reject(mark, by=by, now=timezone.now())):
        with pytest.raises(Refused, match="does not have the right to change stories"):
            act(mine, by=reviewer)
    with pytest.raises(Refused, match="nobody else can take it back"):
        proofing.withdraw(other, by=reviewer, now=timezone.now())
    assert proofing.withdraw(mine, by=reviewer, now=timezone.now()).outcome == "withdrawn"
