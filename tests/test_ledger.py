"""The ledger proves itself: what is changed behind its back shows."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from articles import ledger
from articles.models import LedgerEntry, Revision
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded():
    """The database without its triggers, as somebody with all rights could make it."""
    with connection.cursor() as cursor:
        for event in ("no_update", "no_delete"):
            table = " ON articles_ledgerentry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER articles_ledgerentry_{event}{table}")


def chain_of(edition) -> str:
    return f"story/{edition.story_id}"


def test_an_untouched_chain_has_no_fault():
    assert ledger.faults(chain_of(make_edition())) == []


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    "change",
    [
        {"by_name": "Somebody Else"},
        {"detail": {"stage": "none"}},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"act": "x"},
    ],
)
def test_an_entry_changed_afterwards_shows(change):
    chain = chain_of(make_edition())
    LedgerEntry.objects.filter(chain=chain, number=2).update(**change)
    assert ledger.faults(chain) == [f"{chain}: entry 2 was changed after it was written."]


@pytest.mark.usefixtures("unguarded")
def test_an_entry_taken_out_shows():
    chain = chain_of(make_edition())
    LedgerEntry.objects.filter(chain=chain, number=2).delete()
    assert f"{chain}: entry 2 is missing." in ledger.faults(chain)


def test_many_acts_on_many_chains_take_few_queries_and_keep_their_order(django_assert_max_num_queries):
    stories, by, now = [make_story() for _ in range(10)], make_user(), timezone.now()
    acts = [ledger.Act(f"act {n}", story) for n in range(3) for story in stories]
    with django_assert_max_num_queries(4):
        ledger.record_many(acts, by=by, at=now)
    for story in stories:
        assert ledger.faults(f"story/{story.pk}") == []
        assert [entry.act for entry in story.ledger.order_by("number")] == [
            "create",
            "act 0",
            "act 1",
            "act 2",
        ]


def test_the_digest_of_a_revision_is_that_of_its_words():
    revision = Revision.objects.get(story=make_story())
    assert revision.digest == revision.story.digest
    assert revision.digest.startswith("v1:")
