"""Migrations undone: what the version before cannot keep is told, and stays."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.models import LineRule

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, HERE = "0025_one_word_for_joined", "0026_rules_of_beginnings"


@pytest.fixture(autouse=True)
def _forward_again():
    yield
    call_command("migrate", "articles", verbosity=0)


def make_rule(name, *, begins=False):
    return LineRule.objects.create(
        name=name, key="note", example="Note", role="kicker", begins=begins, made_at=timezone.now()
    )


def is_applied(name):
    return MigrationRecorder.Migration.objects.filter(app="articles", name=name).exists()


def test_rules_for_how_lines_begin_are_named_before_they_would_be_lost():
    make_rule("Whole")
    beginning = make_rule("Beginning", begins=True)
    with pytest.raises(CommandError, match=r"Rules for how lines begin: 1.*“Beginning”.*Export the rules"):
        call_command("migrate", "articles", BEFORE, verbosity=0)
    assert (is_applied(HERE), LineRule.objects.count()) == (True, 2)
    beginning.delete()
    call_command("migrate", "articles", BEFORE, verbosity=0)
    assert not is_applied(HERE)
    call_command("migrate", "articles", verbosity=0)
    assert LineRule.objects.values_list("name", "begins").get() == ("Whole", False)
