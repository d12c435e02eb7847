"""Who settles which doubts: the question that the database answers for many is that which the rule answers for one."""

import pytest
from django.utils import timezone

from articles import drafting, workflow
from articles.importing.matching import proposing
from articles.importing.reviewing import doubting
from articles.models import Doubt
from articles.rules import Move, may
from tests.desk.imported import proposed
from tests.factories import ROLES, make_imported_story, make_user
from tests.plans import plans, sorting

pytestmark = pytest.mark.django_db


def doubt_in_every_state(user) -> None:
    """Of drafts as they came, and worked on by ``user`` or somebody else, of one handed in, and of one on the spike."""
    now, editor = timezone.now(), make_user(role="editor")
    stories = [make_imported_story() for _ in range(5)]
    drafting.save(stories[1], {"byline": "Jo Lind"}, base=1, by=editor, now=now)
    workflow.submit(stories[2], revision=1, by=editor, now=now)
    workflow.spike(stories[3], revision=1, by=editor, now=now)
    if user.has_perm("articles.change_story"):
        drafting.save(stories[4], {"byline": "Jo Lind"}, base=1, by=user, now=now)
    told = {"code": "no-date", "field": "published", "sentence": "The file does not say when."}
    for story in stories:
        Doubt.objects.create(file=story.files.get(), story=story, **told)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_doubts_somebody_may_settle_are_those_whose_confirmation_the_rule_allows(role):
    user = make_user(role=role)
    doubt_in_every_state(user)
    rows = Doubt.objects.select_related("story")
    allowed = {row.pk for row in rows if may(Move.CONFIRM, row.story, user, timezone.now())}
    found = doubting.settled_by(user, doubting.queue())
    assert set(found.values_list("pk", flat=True)) == allowed
    assert bool(allowed) is (role != "reviewer")


@pytest.mark.parametrize("large", [0, 10])
def test_the_doubts_and_proposals_of_a_run_are_the_same_however_large_it_is(large, monkeypatch):
    monkeypatch.setattr("articles.models.ImportRun.LARGE", large)
    files = [make_imported_story().files.get() for _ in range(2)]
    told = {"code": "no-date", "field": "published", "sentence": "The file does not say when."}
    doubts = [Doubt.objects.create(file=file, story=file.story, **told) for file in files]
    proposals = [proposed(file.story) for file in files]
    for file, doubt, proposal in zip(files, doubts, proposals, strict=True):
        assert (list(doubting.queue(run=file.run_id)), list(proposing.queue(run=file.run_id))) == (
            [doubt],
            [proposal],
        )


@pytest.mark.sqlite
def test_the_first_doubts_of_a_large_run_are_found_without_going_through_its_files(monkeypatch):
    monkeypatch.setattr("articles.models.ImportRun.LARGE", 0)
    run = make_imported_story().files.get().run_id
    with plans() as found:
        assert list(doubting.queue(run=run)[:5]) == []
    steps = list(found.values())[-1]
    assert (steps[0], sorting(found)) == ("SCAN articles_doubt", [])
