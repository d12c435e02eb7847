"""Queries to one person, and replies to marks of any kind."""

import pytest
from django.utils import timezone

from articles import drafting, proofing
from articles.models import Mark, Notice
from articles.rules import Refused
from articles.text.places import Place
from tests.factories import make_story, make_user
from tests.proofing.marks import ask, suggest

pytestmark = pytest.mark.django_db


def reply(mark, *, by, note="The mayor."):
    return proofing.reply(mark, note=note, by=by, now=timezone.now())


def test_who_is_asked_is_told_by_notice_and_mail_and_the_asker_of_the_answer():
    writer, ann = make_user(role="writer", username="ben"), make_user(role="proofreader", username="ann")
    writer.email = "ben@example.org"
    writer.save()
    story = make_story(by=writer, headline="Council meets")
    mark = ask(story, to=writer, by=ann, where=Place("headline", None, 0, 7))
    asked = Notice.objects.get(to=writer)
    assert asked.sentence == "ann asks you about “Council” in “Council meets”: Who says so?"
    assert (asked.effects.count(), asked.read_at) == (1, None)
    reply(mark, by=writer)
    asked.refresh_from_db()
    assert asked.read_at
    answer = Notice.objects.get(to=ann)
    assert answer.sentence == "ben answered on “Council” in “Council meets”: The mayor."
    acts = list(story.ledger.order_by("number").values_list("act", "by_name"))
    assert acts[-2:] == [("ask", "ann"), ("reply", "ben")]


def test_a_query_is_answered_by_the_first_who_is_not_its_author():
    ann, ben = make_user(role="proofreader"), make_user(role="writer")
    mark = ask(make_story(by=ben), to=ben, by=ann)
    reply(mark, by=ann, note="I mean the second.")
    assert Mark.objects.blocking().get() == mark
    first = reply(mark, by=ben)
    reply(mark, by=make_user(role="editor"))
    mark.refresh_from_db()
    assert (mark.answered_at, Mark.objects.blocking().count()) == (first.made_at, 0)


@pytest.mark.parametrize(
    ("who", "why"),
    [("importer", "cannot see stories and answer"), ("", "cannot see stories"), ("me", "your own")],
)
def test_nobody_is_asked_who_cannot_answer(who, why):
    ann = make_user(role="proofreader")
    with pytest.raises(Refused, match=why):
        ask(make_story(), by=ann, to=ann if who == "me" else make_user(role=who))
    gone = make_user(role="writer")
    gone.is_active = False
    gone.save()
    with pytest.raises(Refused, match="cannot see stories"):
        ask(make_story(), to=gone)


def test_an_answered_query_is_settled_and_one_that_waits_by_who_may_sign_alone():
    ann, ben = make_user(role="reviewer"), make_user(role="writer")
    waits, answered = (ask(make_story(by=ben), to=ben, by=ann) for _ in range(2))
    reply(answered, by=ben)
    for who in (ann, ben):
        with pytest.raises(
            Refused, match="does not have the right to close a query that nobody has answered"
        ):
            proofing.resolve(waits, by=who, now=timezone.now())
    proofing.resolve(answered, by=ann, now=timezone.now())
    proofing.resolve(waits, by=make_user(role="proofreader"), now=timezone.now())
    assert list(Mark.objects.values_list("outcome", flat=True)) == ["resolved", "resolved"]


@pytest.mark.parametrize("note", ["", " \n", "x" * 2001])
def test_a_reply_says_something_and_not_too_much(note):
    ben = make_user(role="writer")
    with pytest.raises(Refused, match=r"the reply is empty|at most 2,000"):
        reply(ask(make_story(by=ben), to=ben), by=ben, note=note)


def test_nothing_is_said_to_what_is_over_and_a_lost_query_is_still_answered():
    ben, editor = make_user(role="writer"), make_user(role="editor")
    story = make_story(by=ben)
    mark, other = ask(story, to=ben, where=Place("body", 0)), suggest(story, "Tuesday", "Monday")
    drafting.save(story, {"body": "<p>New.</p>"}, base=1, by=ben, now=timezone.now())
    assert proofing.places([mark], story.revisions.get(number=2)) == {mark.pk: None}
    reply(mark, by=ben)
    proofing.reject(other, by=editor, now=timezone.now())
    with pytest.raises(Refused, match=f"^Rejected by {editor.username} at "):
        reply(other, by=ben)
