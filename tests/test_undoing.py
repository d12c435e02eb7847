"""A change of one's own undone, while what came after it stays."""

import json

import pytest
from django.utils import timezone

from articles import credits, drafting, evidence, proofing, rules
from articles.models import LedgerEntry
from articles.rules import Refused
from articles.text.places import Place
from articles.text.proving import faults_of
from tests.desk.imported import proposed
from tests.factories import make_imported_story, make_source, make_story, make_user

pytestmark = pytest.mark.django_db

MET, SPOKE = "They met on Tuesday.", "Then they spoke."


@pytest.fixture
def reader():
    return make_user(role="proofreader")


def edited(story, by, **changes):
    return drafting.save(story, changes, base=story.revision_number, by=by, now=timezone.now()).story


def undo(story, number, by):
    return drafting.undo(story, number, by=by, now=timezone.now())


def test_a_change_is_undone_and_what_came_after_it_stays(reader):
    story = make_story(paragraphs=[MET, SPOKE], headline="One")
    story = edited(story, reader, headline="Two", body=story.body.replace("met", "sat"))
    story = edited(story, reader, body=story.body.replace("spoke", "slept"))
    made = undo(story, 2, reader)
    said = (made.headline, made.body, made.number, made.note)
    assert said == ("One", f"<p>{MET}</p><p>Then they slept.</p>", 4, "Undid revision 2")
    entry = LedgerEntry.objects.latest("number")
    assert (entry.act, entry.detail["undone"], entry.detail["changed"]) == ("undo", 2, ["body", "headline"])


def test_what_is_undone_is_not_undone_again(reader):
    story = edited(make_story(headline="One"), reader, headline="Two")
    undo(story, 2, reader)
    with pytest.raises(Refused, match="undone already"):
        undo(story, 2, reader)


def test_what_was_changed_again_since_stays(reader):
    story = edited(make_story(headline="One"), reader, headline="Two")
    story = edited(story, reader, headline="Three")
    with pytest.raises(Refused, match="The same was changed again since revision 2"):
        undo(story, 2, reader)


def test_what_somebody_else_changed_is_theirs_to_undo(reader):
    story = edited(make_story(headline="One"), reader, headline="Two")
    for by, told in (
        (make_user(role="editor"), "Somebody else changed that"),
        (make_user(role="reviewer"), "right"),
    ):
        with pytest.raises(Refused, match=told):
            undo(story, 2, by)


def test_a_doubt_that_the_change_settled_is_open_again(reader):
    story = make_imported_story(headline="One", headline_is_provisional=True)
    story.doubts.create(code="no-headline", field="headline", sentence="It has none.", file=story.files.get())
    story = edited(story, reader, headline="Two")
    assert (story.doubts.open().count(), story.headline_is_provisional) == (0, False)
    undo(story, 2, reader)
    story.refresh_from_db()
    assert (story.doubts.open().count(), story.headline_is_provisional) == (1, True)


def test_what_a_copy_proposed_and_the_change_answered_is_open_again(reader):
    story = make_imported_story(byline="Ana")
    proposed(story, shown="Ana Ruiz")
    story = edited(story, reader, byline="Anna Ruiz")
    assert story.proposals.open().count() == 0
    undo(story, 2, reader)
    assert story.proposals.open().count() == 1


def test_the_record_proves_itself_when_what_was_decided_is_undone(reader):
    writer = make_user(role="writer")
    story, now = make_story(by=writer, paragraphs=[MET, SPOKE]), timezone.now()
    places = (Place("body", 0, 12, 19), Place("body", 1, 5, 9))
    first, second = (
        proofing.suggest(story, revision=1, where=place, proposed="Monday", by=writer, now=now)
        for place in places
    )
    proofing.accept(first, revision=1, by=reader, now=now)
    proofing.undo(story, 2, by=reader, now=now)
    proofing.reject(second, by=reader, now=now)
    proofing.reopen(second, by=reader, now=now)
    assert story.marks.open().count() == 2
    assert faults_of(json.loads(json.dumps(evidence.of(rules.fresh(story), now=now)))) == []


def test_a_credit_that_is_undone_is_to_the_name_that_stands_for_it_now():
    ours, theirs, editor = make_source(), make_source(), make_user(role="editor")
    story = edited(make_story(source=ours), editor, source_id=None)
    credits.merge(ours, into=theirs, by=editor, now=timezone.now())
    undo(story, 2, editor)
    story.refresh_from_db()
    assert story.source == theirs


def test_what_a_story_translates_is_taken_back_by_an_act_of_its_own():
    original, story, editor = make_story(language="en"), make_story(language="de"), make_user(role="editor")
    now = timezone.now()
    drafting.translate(story, of=original, by=editor, now=now)
    story = drafting.untranslate(story, by=editor, now=now)
    with pytest.raises(Refused, match="undone already"):
        undo(story, 3, editor)
