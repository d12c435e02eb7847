"""A picture that one person deletes while another writes it, or puts it into a story: the second waits, and is told."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import LedgerEntry, Picture
from tests.desk.desk import address, client_of
from tests.factories import make_story, make_user
from tests.site.pages import make_picture
from tests.waiting import one_after_the_other

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MEANWHILE = "A picture that you chose was deleted meanwhile"
WORDS = {"alt": "Changed", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture
def writer():
    return make_user(role="writer")


def deleting(picture):
    """The act of deleting it, by somebody who is logged in already; gives the answer."""
    client = client_of(make_user(superuser=True))
    return lambda: client.post(address("picture_delete", picture.pk), {"post": "yes"})


def taken(picture):
    return {"headline": "Ferry returns", "pictures": [picture.pk], "captions": [("", "")]}


def test_what_was_deleted_is_put_into_no_story(picture, writer):
    story = make_story()
    acts = (
        lambda: drafting.save(story, taken(picture), base=1, by=writer, now=timezone.now()),
        lambda: drafting.create(taken(picture), by=writer, now=timezone.now()),
    )
    for act in acts:
        answer, refusal = one_after_the_other(deleting(picture), act)
        assert (answer.status_code, str(refusal)[: len(MEANWHILE)]) == (302, MEANWHILE)
        picture.save(force_insert=True)


def test_what_was_put_into_a_story_is_not_deleted(picture, writer):
    story = make_story()
    answers = one_after_the_other(
        lambda: drafting.save(story, taken(picture), base=1, by=writer, now=timezone.now()),
        deleting(picture),
    )
    assert (answers[1].status_code, Picture.objects.count()) == (403, 1)


def test_what_was_deleted_is_not_written(picture, writer):
    client = client_of(writer)
    _, answer = one_after_the_other(
        deleting(picture), lambda: client.post(address("picture_change", picture.pk), WORDS)
    )
    assert "there is nothing left to save" in answer.content.decode()


def test_of_two_who_delete_it_at_once_one_is_on_record(picture):
    one_after_the_other(deleting(picture), deleting(picture))
    assert list(LedgerEntry.objects.values_list("act", flat=True)) == ["deleted"]
