"""The plan of a story."""

import pytest

from articles import workflow
from articles.models import LedgerEntry
from articles.rules import Refused
from tests.factories import make_story, make_user
from tests.workflow.desk import at

pytestmark = pytest.mark.django_db
UNPLANNED = (None, 3, None)


def planned(story, editor, *, due_at=None, priority=3, target_words=None, was=UNPLANNED, now=None):
    given = {"due_at": due_at, "priority": priority, "target_words": target_words}
    return workflow.plan(story, was=was, by=editor, now=now or at(10), **given)


def test_a_plan_is_kept_and_says_on_record_what_it_changed():
    story, editor = make_story(), make_user(role="editor")
    story = planned(story, editor, due_at=at(17), priority=1, target_words=600)
    assert (story.due_at, story.priority, story.target_words) == (at(17), 1, 600)
    detail = LedgerEntry.objects.filter(story=story).last().detail
    assert detail == {
        "due_at": [None, at(17).isoformat()],
        "priority": [3, 1],
        "target_words": [None, 600],
    }


def test_a_plan_that_was_changed_meanwhile_is_not_planned_over():
    story, editor = make_story(), make_user(role="editor")
    planned(story, editor, priority=1)
    with pytest.raises(Refused, match="The plan has changed since you opened it"):
        planned(story, editor, target_words=300)
    assert planned(story, editor, priority=2, was=(None, 1, None)).priority == 2


def test_a_plan_like_the_one_held_is_no_act():
    story, editor = make_story(), make_user(role="editor")
    planned(story, editor)
    assert not LedgerEntry.objects.filter(act="plan").exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"due_at": at(10)}, "cannot be due in the past"),
        ({"priority": 9}, "priority from the list"),
        ({"target_words": 0}, "from 1 to"),
        ({"target_words": 100_001}, "from 1 to"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(given, why):
    with pytest.raises(Refused, match=why):
        planned(make_story(), make_user(role="editor"), **given)


def test_a_story_that_is_late_can_be_planned_anew_in_all_else():
    story, editor = make_story(), make_user(role="editor")
    planned(story, editor, due_at=at(11))
    late = planned(story, editor, due_at=at(11), priority=1, was=(at(11), 3, None), now=at(12))
    assert (late.due_at, late.priority) == (at(11), 1)


def test_only_who_gives_stories_to_people_plans_them():
    with pytest.raises(Refused, match="does not have the right to plan stories"):
        planned(make_story(), make_user(role="writer"), priority=1)
