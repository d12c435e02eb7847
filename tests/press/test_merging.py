"""Two stories on one event: the loser leads to the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press, workflow
from articles.models import Edition, LedgerEntry
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.press.desk import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def editor():
    return make_user(role="editor")


def test_the_loser_leaves_the_public_leads_on_and_is_spiked(now, editor):
    loser, into = make_edition(now=now).story, make_edition(now=now).story
    press.merge(loser, into=into, by=editor, now=now)
    loser.refresh_from_db()
    stone = Edition.objects.current(now).get(story=loser)
    assert (stone.withdrawal_reason, stone.leads_to, loser.stage) == ("merged", into, "spiked")
    assert [edition.story for edition in Edition.objects.live(now)] == [into]


def test_both_ledgers_say_so(now, editor):
    loser, into = make_edition(now=now).story, make_story()
    press.merge(loser, into=into, by=editor, now=now)
    acts = [LedgerEntry.objects.filter(story=story).last() for story in (loser, into)]
    assert [(act.act, act.detail) for act in acts] == [
        ("merge", {"into": into.pk}),
        ("take-in", {"from": loser.pk}),
    ]


def test_what_readers_never_saw_is_called_back_and_spiked_without_a_tombstone(now, editor):
    loser = make_proofread_story(now=now)
    publish(loser, now=now, at=now + timedelta(hours=1))
    press.merge(loser, into=make_story(), by=editor, now=now)
    loser.refresh_from_db()
    assert (loser.stage, loser.editions.count()) == ("spiked", 1)
    assert not Edition.objects.scheduled(now).exists()


def test_what_was_removed_for_legal_reasons_stays_silent(now, editor):
    loser = make_edition(now=now).story
    press.withdraw(loser, reason="legal", by=editor, now=now)
    press.merge(loser, into=make_story(), by=editor, now=now)
    assert Edition.objects.current(now).get(story=loser).withdrawal_reason == "legal"


def test_a_withdrawn_story_can_still_lead_on(now, editor):
    loser, into = make_edition(now=now).story, make_edition(now=now).story
    press.withdraw(loser, reason="duplicate", by=editor, now=now)
    press.merge(loser, into=into, by=editor, now=now)
    assert Edition.objects.current(now).get(story=loser).leads_to == into


def test_no_story_is_merged_into_itself_a_spiked_or_a_merged_one(now, editor):
    loser, spiked, merged, into = [make_edition(now=now).story for _ in range(4)]
    press.withdraw(spiked, reason="error", by=editor, now=now)
    workflow.spike(spiked, revision=1, by=editor, now=now)
    press.merge(merged, into=into, by=editor, now=now)
    workflow.unspike(merged, revision=1, by=editor, now=now)
    for target, sentence in ((loser, "into itself"), (spiked, "is spiked"), (merged, "into a third")):
        with pytest.raises(Refused, match=sentence):
            press.merge(loser, into=target, by=editor, now=now)
    assert Edition.objects.live(now).filter(story=loser).exists()


def test_two_stories_never_lead_to_each_other(now, editor):
    one, other = make_edition(now=now).story, make_edition(now=now).story
    press.merge(one, into=other, by=editor, now=now)
    with pytest.raises(Refused):
        press.merge(other, into=one, by=editor, now=now)


def test_a_merged_story_is_not_merged_again(now, editor):
    loser, into = make_edition(now=now).story, make_edition(now=now).story
    press.merge(loser, into=into, by=editor, now=now)
    with pytest.raises(Refused, match="spiked"):
        press.merge(loser, into=make_story(), by=editor, now=now)


def test_only_who_may_withdraw_merges(now):
    with pytest.raises(Refused, match="right to merge"):
        press.merge(make_edition(now=now).story, into=make_story(), by=make_user(role="writer"), now=now)
