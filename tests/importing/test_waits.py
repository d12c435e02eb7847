"""Files that are read again while somebody works on their stories: who comes second waits, and goes by what is then."""

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from articles import drafting, importing
from articles.importing.reading import renewing
from articles.models import Doubt, ImportedFile, SettledDoubt
from articles.redaction import redact
from articles.rules import fresh
from articles.text.parsing import Role
from tests.desk.desk import client_of
from tests.desk.test_settlements import settled, two_dates
from tests.factories import make_user
from tests.importing.helpers import archive, copy_of, import_stories
from tests.waiting import one_after_the_other

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def taken(folder) -> ImportedFile:
    import_stories(archive(folder, ferry=copy_of()))
    return ImportedFile.objects.get()


def settled_at_once(folder) -> ImportedFile:
    """One of two files whose dates were swapped at once."""
    doubt = two_dates(folder)
    settled(doubt, client_of(), way="swap")
    return doubt.file


@transaction.atomic
def read_by_rule(file):
    """Read a file again by a rule that its third line belongs to the page."""
    held = renewing.locked([file.pk])
    told = [(held[0], {3: Role.FURNITURE})]
    return renewing.reread(told, by=make_user(role="editor"), now=timezone.now(), as_name="Bylines")


def test_a_rule_that_waited_for_who_confirmed_a_doubt_leaves_it_confirmed(tmp_path):
    file = taken(tmp_path)
    facts = {"story": file.story, "code": "odd-name", "field": "byline", "line": 3}
    doubt, ana = Doubt.objects.create(file=file, **facts), make_user(role="editor", username="ana")
    one_after_the_other(
        lambda: drafting.confirm(doubt, revision=1, by=ana, now=timezone.now()),
        lambda: read_by_rule(file),
    )
    doubt.refresh_from_db()
    assert (doubt.settled_by_name, doubt.settled_by) == ("ana", ana)


def redacted(file):
    redact(file.story, reason="Order", by=make_user(superuser=True), now=timezone.now())


def undone(file):
    importing.undo(file.run, by=make_user(superuser=True), clock=timezone.now)


def taken_back(file):
    row = SettledDoubt.objects.get(doubt__file=file)
    drafting.unsettle(row, by=make_user(role="editor"), now=timezone.now())


@pytest.mark.parametrize(
    ("act", "given"), [(redacted, taken), (undone, taken), (taken_back, settled_at_once)]
)
def test_who_works_on_a_story_and_on_its_file_is_waited_for(tmp_path, act, given):
    file = given(tmp_path)
    acted, read = one_after_the_other(
        lambda: fresh(file.story),
        lambda: read_by_rule(file),
        then=lambda: act(file),
        expected=(OperationalError,),
    )
    assert (acted, [each.file for each in read]) == (None, [file])


def test_a_file_that_changed_waits_for_who_confirms_a_doubt_about_its_story(tmp_path, monkeypatch):
    # PostgreSQL looks after one second whether two wait for each other.
    monkeypatch.setattr("tests.waiting.A_WHILE", 3)
    file, ana = taken(tmp_path), make_user(role="editor", username="ana")
    doubt = Doubt.objects.create(file=file, story=file.story, code="odd-name", field="byline")
    changed = archive(tmp_path, ferry=copy_of().replace("forty", "fifty"))
    confirmed, imported = one_after_the_other(
        lambda: fresh(file.story),
        lambda: import_stories(changed, workers="0"),
        then=lambda: drafting.confirm(doubt, revision=1, by=ana, now=timezone.now()),
    )
    doubt.refresh_from_db()
    assert (confirmed, doubt.settled_by, "1 updated" in imported) == (None, ana, True)


def test_a_story_of_which_another_run_takes_a_copy_is_left_when_its_run_is_undone(tmp_path):
    run = taken(tmp_path / "first").run
    again = archive(tmp_path / "again", copy=copy_of().replace("forty", "fifty"))
    imported, told = one_after_the_other(
        lambda: import_stories(again, workers="0"),
        lambda: importing.undo(run, by=make_user(superuser=True), clock=timezone.now),
    )
    (reason,) = told.left
    assert ("1 joined" in imported, told.spiked, "took a file for it too" in reason) == (True, 0, True)


def test_a_copy_of_a_story_that_somebody_works_on_is_taken_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.waiting.A_WHILE", 20)  # at most: it is over when the file is taken
    file = taken(tmp_path / "first")
    again = archive(tmp_path / "again", copy=copy_of())
    meanwhile, _ = one_after_the_other(
        lambda: fresh(file.story),
        lambda: import_stories(again, workers="0"),
        then=lambda: list(
            ImportedFile.objects.filter(story=file.story).order_by("pk").values_list("path", flat=True)
        ),
    )
    assert meanwhile == ["ferry.txt", "copy.txt"]
