"""Migrations undone: what the version before cannot keep is told, and stays."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.models import ImportRun, LineRule, Settlement, Upload
from tests.factories import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
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


def make_run():
    return ImportRun.objects.create(started_at=timezone.now())


def make_settlement(**given):
    by = make_user(role="editor")
    return Settlement.objects.create(
        run=make_run(), code="date_ambiguous", by=by, by_name="ed", at=timezone.now(), **given
    )


def test_a_manifest_that_waits_is_told_before_it_would_be_taken_for_copy():
    run = make_run()
    manifest = Upload.objects.create(run=run, name="list.csv", file="list.csv", is_manifest=True)
    Upload.objects.create(run=run, name="copy.zip", file="copy.zip", files=2)
    with pytest.raises(CommandError, match=rf"Manifests of dropped copy: 1.*the runs {run.pk}\. .*discard"):
        call_command("migrate", "articles", "0028_dates_given_to_many", verbosity=0)
    assert (is_applied("0029_manifests_of_uploads"), Upload.objects.count()) == (True, 2)
    manifest.delete()
    call_command("migrate", "articles", "0028_dates_given_to_many", verbosity=0)
    call_command("migrate", "articles", verbosity=0)
    assert Upload.objects.values_list("name", "is_manifest").get() == ("copy.zip", False)


def test_an_act_that_gave_one_date_to_many_is_told_and_one_that_confirmed_goes_back_whole():
    given = make_settlement(way="give", date="1999-03-05")
    with pytest.raises(CommandError, match=rf"gave one date to many stories: 1.*the runs {given.run.pk}\. "):
        call_command("migrate", "articles", "0027_settlements", verbosity=0)
    assert is_applied("0028_dates_given_to_many")
    assert Settlement.objects.get().date.isoformat() == "1999-03-05"
    Settlement.objects.update(way="confirm", date=None)
    call_command("migrate", "articles", "0027_settlements", verbosity=0)
    call_command("migrate", "articles", verbosity=0)
    assert Settlement.objects.get().way == "confirm"


def test_no_record_of_what_was_settled_in_one_act_is_dropped():
    act = make_settlement(way="confirm")
    with pytest.raises(CommandError, match=rf"settled many doubts: 1.*the runs {act.run.pk}\. .*a backup"):
        call_command("migrate", "articles", HERE, verbosity=0)
    assert is_applied("0027_settlements")
    call_command("migrate", "articles", verbosity=0)
    assert Settlement.objects.get() == act
    act.delete()
    call_command("migrate", "articles", HERE, verbosity=0)
    assert not is_applied("0027_settlements")
