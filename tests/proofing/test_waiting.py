"""Two people at one suggestion at the same moment, where each waits for the other."""

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from articles import proofing, workflow
from articles.models import SignOff
from articles.rules import Refused
from tests.desk.acts import make_submitted_story
from tests.factories import make_user
from tests.proofing.marks import suggest
from tests.waiting import one_after_the_other

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NOW = timezone.now()


def accept(mark, by):
    return proofing.accept(mark, revision=1, by=by, now=NOW)


def test_who_waited_while_another_accepted_is_told_and_changes_nothing():
    story, ann, ben = (
        make_submitted_story(),
        make_user(role="editor", username="ann"),
        make_user(role="editor"),
    )
    mark = suggest(story, "Tuesday", "Monday")
    _, told = one_after_the_other(lambda: accept(mark, ann), lambda: accept(mark, ben), expected=(Refused,))
    assert str(told) == f"Accepted by ann at {localtime(NOW):%H:%M} already."
    assert story.revisions.count() == 2


def test_who_waited_to_sign_while_another_suggested_signs_nothing():
    story, reader = make_submitted_story(), make_user(role="proofreader")
    ann = make_user(role="editor", username="ann")
    _, told = one_after_the_other(
        lambda: suggest(story, "Tuesday", "Monday", by=ann),
        lambda: workflow.sign_off(story, revision=1, by=reader, now=NOW),
        expected=(Refused,),
    )
    assert str(told).startswith("A suggestion by ann is open")
    assert not SignOff.objects.exists()
