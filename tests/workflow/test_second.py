"""The words of a proofreader who signed are passed by any second person, the writer included (law 5)."""

import pytest

from articles import approval, drafting, workflow
from articles.models import Edition, Stage
from articles.press import publish
from articles.rules import Move, Refused, may
from tests.desk.desk import address, client_of
from tests.factories import make_story, make_user
from tests.workflow.desk import at

pytestmark = pytest.mark.django_db


def signed_by_who_also_wrote(*, writer, reader):
    """A story in proofing, signed by its reader, who put a paragraph into it."""
    story = make_story(by=writer, now=at(9))
    workflow.submit(story, revision=1, by=writer, now=at(9))
    added = {"body": story.body + "<p>The bridge stays shut until the spring, the council says.</p>"}
    drafting.save(story, added, base=1, by=reader, now=at(9, 5))
    return workflow.sign_off(story, revision=2, by=reader, now=at(9, 10))


@pytest.fixture
def writer():
    return make_user(role="writer")


@pytest.fixture
def reader():
    return make_user(role="proofreader")


def test_the_writer_passes_the_words_of_the_reader(writer, reader):
    story = signed_by_who_also_wrote(writer=writer, reader=reader)
    assert story.stage == Stage.PROOFING
    story = workflow.sign_off(story, revision=2, by=writer, now=at(10))
    assert (story.stage, approval.is_passed(story)) == (Stage.PROOFREAD, True)
    assert publish(story, revision=2, by=make_user(role="editor"), now=at(11)).digest == story.digest


def test_the_writer_signs_nothing_before_a_proofreader_has(writer, reader):
    story = make_story(by=reader, now=at(9))
    workflow.submit(story, revision=1, by=reader, now=at(9))
    with pytest.raises(Refused, match="does not have the right"):
        workflow.sign_off(story, revision=1, by=writer, now=at(10))


def test_without_the_proofreaders_signature_that_of_the_writer_passes_nothing(writer, reader):
    story = signed_by_who_also_wrote(writer=writer, reader=reader)
    workflow.sign_off(story, revision=2, by=writer, now=at(10))
    story = workflow.take_back(story, reason="A wrong date.", revision=2, by=reader, now=at(11))
    assert (story.stage, approval.is_passed(story)) == (Stage.PROOFING, False)
    assert not Edition.objects.exists()


def test_a_detail_that_a_writer_changed_is_not_passed_by_the_second_signature(writer, reader):
    story = signed_by_who_also_wrote(writer=writer, reader=reader)
    drafting.save(story, {"proofreader_credit": "Nobody"}, base=2, by=writer, now=at(9, 30))
    story = workflow.sign_off(story, revision=3, by=writer, now=at(10))
    assert approval.unread_details(story) == {"proofreader_credit": writer.username}
    assert not approval.is_passed(story)


def test_the_writer_may_take_it_back_and_a_reviewer_may_not_give_it(writer, reader):
    story = signed_by_who_also_wrote(writer=writer, reader=reader)
    assert not may(Move.SIGN_OFF, story, make_user(role="reviewer"), at(10))
    story = workflow.sign_off(story, revision=2, by=writer, now=at(10))
    story = workflow.take_back(story, reason="", revision=2, by=writer, now=at(11))
    assert story.stage == Stage.PROOFING


def test_the_desk_offers_it_to_the_writer_with_the_words_to_pass(writer, reader):
    story = signed_by_who_also_wrote(writer=writer, reader=reader)
    client = client_of(writer)
    page = client.get(address("story_move", story.pk, "sign-off")).content.decode()
    assert "The bridge stays shut" in page
    client.post(address("story_move", story.pk, "sign-off"), {"revision": 2, "confirmed": "yes"})
    story.refresh_from_db()
    assert story.stage == Stage.PROOFREAD
