"""The laws that ``benchmarks.moves`` asks bite: each breach planted past the functions is found. And a short run."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from articles import drafting
from articles.models import Debt, Notice, Revision, SignOff, Story
from tests.benchmarks.laws import Broken, Laws
from tests.benchmarks.moves import Moves
from tests.benchmarks.small_desk import make_people
from tests.factories import make_proofread_story, make_story, make_user
from tests.proofing.marks import suggest
from tests.workflow.desk import at, schedule

pytestmark = pytest.mark.django_db


def plant_unread(story, editor):
    schedule(story, by=editor, now=at(9), live_from=at(12))


def plant_proofread(story, editor):
    Story.objects.filter(pk=story.pk).update(stage="proofread")


def plant_holder(story, editor):
    Story.objects.filter(pk=story.pk).update(writer_account=editor, writer_active_at=at(9))


def plant_notice(story, editor):
    given = {"made_at": at(9), "due_at": at(12), "kind": "freed", "sentence": "Free.", "key": "freed/0"}
    Notice.objects.create(to=editor, story=story, **given)


def plant_debt(story, editor):
    edition = schedule(story, by=editor, now=at(9), live_from=at(12), override_reason="It is everywhere.")
    Debt.objects.create(story=story, edition=edition, opened_at=at(9))


def plant_embargo(story, editor):
    schedule(story, by=editor, now=at(9), live_from=at(12), override_reason="It is everywhere.")
    given = {"embargo_by": editor, "embargo_by_name": "ed", "embargo_zone": "UTC"}
    Story.objects.filter(pk=story.pk).update(embargo_until=at(13), **given)


def plant_sign_off(story, editor):
    suggest(story, "Tuesday", "Monday")
    given = {"digest": story.digest, "rules_version": "1", "signed_at": at(9), "signer_name": "ed"}
    SignOff.objects.create(story=story, revision=story.latest_revision(), signer=editor, **given)


def plant_own_words(story, editor):
    mark = suggest(story, "Tuesday", "Monday", by=editor)
    changes = {"body": "<p>New.</p>"}
    drafting.save(story, changes, base=1, by=editor, now=at(9), words_of=f"suggestion:{mark.pk}")


@pytest.mark.parametrize(
    ("plant", "why"),
    [
        (plant_unread, "is unread: nobody signed it"),
        (plant_proofread, "counts as proofread: nobody signed it"),
        (plant_holder, "told"),
        (plant_notice, "told"),
        (plant_debt, "something else than a flash"),
        (plant_embargo, "breaks an embargo"),
        (plant_sign_off, "was signed while"),
        (plant_own_words, "took up a suggestion of their own"),
    ],
)
def test_a_breach_is_found(plant, why):
    laws, story, editor = Laws(), make_story(now=at(8)), make_user(role="editor")
    laws.check(at(8))
    plant(story, editor)
    with pytest.raises(Broken, match=why):
        laws.check(at(10))


def test_a_row_that_is_gone_or_changed_is_missed():
    laws, story = Laws(), make_proofread_story(now=at(8))
    laws.check(at(8))
    laws.seen[Revision][0] = {"id": 0}
    with pytest.raises(Broken, match="Revision 0 was changed or is gone"):
        laws.check(at(8))
    assert story.stage == "proofread"


def test_some_moves_in_any_order_break_no_law():
    patience = settings(
        max_examples=4, stateful_step_count=25, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Moves.people = make_people()
    steps = Moves.steps
    run_state_machine_as_test(Moves, settings=patience)
    assert Moves.steps > steps
    assert (User.objects.count(), Story.objects.count()) == (len(Moves.people), 0)
    assert timezone.now() < at(0)
