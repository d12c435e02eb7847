"""The sample newsroom by its command: filled once, and harmless when run again."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles import findings, ledger
from articles.models import (
    Debt,
    Edition,
    Hold,
    ImportRun,
    Kind,
    LedgerEntry,
    Mark,
    Revision,
    Stage,
    Story,
)
from articles.text.style import Severity

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def quickstart() -> str:
    said = StringIO()
    call_command("quickstart", no_serve=True, stdout=said)
    return said.getvalue()


def held() -> dict:
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Story, Revision, Edition, LedgerEntry, ImportRun, User)
    }


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker) -> Iterator[str]:
    """What the command said, with the database as it left it: filled once for all of these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield quickstart()
        transaction.set_rollback(True)


def test_a_newcomer_finds_stories_on_the_site_and_work_in_every_stage(said, client):
    live = Edition.objects.live(timezone.now())
    assert live.count() >= 20
    assert set(Story.objects.values_list("stage", flat=True)) == set(Stage)
    assert client.get("/").status_code == 200
    assert live.first().headline in client.get(live.first().get_absolute_url()).content.decode()


def test_what_is_in_doubt_stays_on_the_desk_and_all_else_that_came_from_files_is_published(said):
    live = set(Edition.objects.live(timezone.now()).values_list("story_id", flat=True))
    imported = Story.objects.exclude(files=None)
    doubted = set(imported.exclude(doubts=None).filter(doubts__settled_at=None).values_list("pk", flat=True))
    assert doubted
    assert (
        live & set(imported.values_list("pk", flat=True))
        == set(imported.values_list("pk", flat=True)) - doubted
    )


def test_the_desk_has_one_of_each_that_a_day_brings(said):
    now = timezone.now()
    assert [debt.edition.is_flash for debt in Debt.objects.open()] == [True]
    assert Edition.objects.scheduled(now).count() == 1
    assert [hold.get_kind_display() for hold in Hold.objects.filter(lifted_at=None)] == ["Legal"]
    assert Edition.objects.live(now).filter(kind=Kind.CORRECTION).count() == 1
    assert Edition.objects.live(now).filter(story__stage=Stage.PROOFING).count() == 1
    marks = list(Mark.objects.open().values_list("kind", "exact", "proposed"))
    assert marks == [
        ("comment", "", ""),
        ("query", "not a field either", ""),
        ("suggestion", "it wishes", ""),
    ]
    assert Story.objects.filter(due_at__gt=now, writer_account__username="writer").count() == 1


def test_a_story_with_slips_in_it_waits_to_be_proofread(said):
    story = Story.objects.get(headline__startswith="Fish Quay crane")
    found = findings.in_revision(story.latest_revision(), now=timezone.now())
    words = {one.words for one in found if one.finding.severity is not Severity.INFO}
    assert {"the the", "there", "untill", "26 year old", "TK", "Harbor"} <= words
    assert (story.stage, story.doubts.open().count()) == (Stage.PROOFING, 1)


def test_a_story_with_a_picture_went_through_two_pairs_of_eyes(said):
    pictured = Edition.objects.exclude(picture_rows=None)
    assert pictured.count() >= 8
    assert not pictured.exclude(archive_run=None).exists()
    assert all(edition.story.signoffs.exists() for edition in pictured)


def test_every_byline_of_one_person_leads_to_a_page_of_stories(said):
    live = Edition.objects.live(timezone.now())
    assert list(live.exclude(byline="").filter(writer_rows=None).values_list("headline", "byline")) == []


def test_related_titles_resolve_to_each_other(said):
    rows = [row for edition in Edition.objects.all() for row in edition.related_rows.all()]
    keys = set(Edition.objects.values_list("headline_key", flat=True))
    assert sum(row.title_key in keys for row in rows) >= 20


def test_each_role_has_an_account_that_opens_the_desk_with_the_password_told(said):
    told = dict(line.split() for line in said.splitlines() if line.startswith("    "))
    assert set(told) == {"writer", "proofreader", "editor", "importer", "reviewer"}
    for name, password in told.items():
        visitor = Client()
        assert visitor.login(username=name, password=password)
        assert visitor.get("/admin/").status_code == 200


def test_running_it_again_changes_nothing_and_tells_no_password(said):
    before = held()
    again = quickstart()
    assert held() == before
    assert "nothing was changed" in again
    assert not [line for line in again.splitlines() if line.startswith("    ")]


def test_the_ledger_of_the_samples_proves_itself(said):
    chains = set(LedgerEntry.objects.values_list("chain", flat=True))
    assert [fault for chain in chains for fault in ledger.faults(chain)] == []
