import pytest
from django.utils import timezone

from articles import stylebook
from articles.demo import house_style
from articles.models import StyleRule
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_sample_newsroom_has_rules_in_force_and_one_that_is_being_tried():
    make_story(headline="Harbourmaster in spite of 5 per cent")
    rules = house_style.write(by=make_user(role="editor"), now=timezone.now())
    assert [(rule.state, rule.trial.found) for rule in rules] == [("live", 1), ("live", 1), ("draft", 1)]
    assert len(stylebook.checks(language="en-GB")) == 2


def test_rules_of_a_newsroom_of_its_own_are_left_alone():
    editor = make_user(role="editor")
    house_style.write(by=editor, now=timezone.now())
    assert house_style.write(by=editor, now=timezone.now()) == []
    assert StyleRule.objects.count() == len(house_style.RULES)
