"""Many new stories at once: each as if it had been made alone, and no dearer than one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting, ledger, search
from articles.models import Revision, Story
from articles.text.terms import terms
from tests.factories import make_picture, make_topic, make_user, make_writer

pytestmark = pytest.mark.django_db


def changes_of(number, **more):
    return {
        "headline": f"Ferry {number} returns",
        "body": f"<p>It carried {number} passengers.</p>",
        "related": [("Ferry is late", None, None)],
    } | more


def make_many(number, *, by, **more):
    drafts = [drafting.draft(changes_of(n, **more)) for n in range(number)]
    return drafting.create_many(drafts, by=by, now=timezone.now())


def test_each_of_many_says_what_it_would_alone():
    writer, topic, picture = make_writer(), make_topic(), make_picture()
    more = {"writers": [writer.pk], "topics": [topic.pk], "pictures": [picture.pk]}
    by = make_user(role="writer")
    made = make_many(3, by=by, **more)
    alone = drafting.create(changes_of(1, **more), by=by, now=timezone.now())
    assert drafting.of_story(Story.objects.get(pk=made[1].pk)) == drafting.of_story(alone)
    assert [story.digest == alone.digest for story in made] == [False, True, False]
    assert made[1].latest_revision().surviving == alone.latest_revision().surviving


def test_each_of_many_has_a_revision_a_ledger_entry_and_is_found():
    made = make_many(3, by=make_user(role="writer"))
    assert Revision.objects.count() == 3
    assert [ledger.faults(f"story/{story.pk}") for story in made] == [[], [], []]
    assert list(search.stories("ferry 2")) == [made[2]]


def test_many_cost_no_more_queries_than_two():
    by = make_user(role="writer")
    make_many(1, by=by)  # reads the rights of the account
    with CaptureQueriesContext(connection) as two:
        make_many(2, by=by)
    with CaptureQueriesContext(connection) as ten:
        make_many(10, by=by)
    assert len(ten) == len(two)


def test_a_draft_made_beforehand_is_found_by_the_same_terms_as_one_indexed_anew():
    writer = make_writer(name="Ana Ruiz")
    story = drafting.create(
        changes_of(1, writers=[writer.pk]), by=make_user(role="writer"), now=timezone.now()
    )
    before = (story.search_document.head, story.search_document.rest)
    list(search.reindex())
    story.search_document.refresh_from_db()
    assert (story.search_document.head, story.search_document.rest) == before
    assert terms("Ana Ruiz")[0] in before[1].split()
