"""A story's evidence in the desk: a page and a file, for who may see the ledger."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import drafting, proofing, workflow
from articles.models import Mark
from articles.text.proving import faults_of
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_imported_story, make_picture, make_story, make_user
from tests.proofing.marks import suggest
from tests.test_evidence import make_told_story

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_the_page_tells_who_did_what_in_sentences():
    story = make_told_story()
    page = client_of(role="writer").get(address("story_evidence", story.pk)).content.decode()
    for words in (
        "The record proves itself.", "signed the text off", "took back the sign-off", "Every word had been passed",
        "Too soon", "Sharper", "withdrew it from readers", "It did not meet our standards",
    ):  # fmt: skip
        assert words in page, words
    assert "sign-off:" not in page


def test_the_page_says_loudly_when_the_record_does_not_prove_itself():
    story = make_told_story()
    with connection.cursor() as cursor:
        table = " ON articles_ledgerentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER articles_ledgerentry_no_update{table}")
    story.ledger.filter(number=2).update(act="nothing")
    page = client_of().get(address("story_evidence", story.pk)).content.decode()
    assert "The record does not prove itself." in page
    assert "entry 2 was changed after it was written." in page


def test_the_file_is_downloaded_under_a_name_and_proves_itself():
    story = make_edition(slugline="ferry").story
    response = client_of().get(address("story_evidence_file", story.pk))
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == f'attachment; filename="evidence-ferry-{story.pk}.json"'
    assert faults_of(json.loads(response.content)) == []


@pytest.mark.parametrize("name", ["story_evidence", "story_evidence_file"])
def test_it_is_for_who_may_see_the_ledger(name):
    story, user = make_story(), make_user()
    assert Client().get(address(name, story.pk)).status_code == 302
    assert client_of(user).get(address(name, story.pk)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_story"))
    assert client_of(user).get(address(name, story.pk)).status_code == 403
    assert client_of().get(address(name, 999)).status_code == 404


def test_a_story_page_leads_to_it():
    story, client = make_story(), client_of(role="writer")
    for page in ("story_change", "story_history"):
        assert address("story_evidence", story.pk) in client.get(address(page, story.pk)).content.decode()


def grow(story, editor):
    for number in range(20):
        at, changes = NOW + timedelta(seconds=number), {"headline": f"Version {number}"}
        latest = drafting.save(story, changes, base=number + 1, by=editor, now=at).revision
        workflow.sign_off(story, revision=latest.number, by=make_user(role="proofreader"), now=at)
        Mark.objects.create(
            story=story, revision=latest, note="Why?", author=editor, author_name="Ed", made_at=at
        )


@pytest.mark.parametrize("name", ["story_evidence", "story_evidence_file"])
def test_many_rows_cost_no_more_queries_than_few(name, django_assert_num_queries):
    edition = make_edition(pictures=[make_picture().pk], now=NOW - timedelta(days=1))
    client = client_of(role="writer")
    asked = 20 if name == "story_evidence" else 19
    with django_assert_num_queries(asked):
        client.get(address(name, edition.story_id))
    grow(edition.story, edition.made_by)
    with django_assert_num_queries(asked):
        client.get(address(name, edition.story_id))


def test_whose_words_were_suggested_is_told():
    story, editor = make_story(paragraphs=["It met on Tuesday."]), make_user(role="editor", username="ed")
    mark = suggest(story, "Tuesday", "Monday", by=make_user(role="proofreader", username="ann"))
    proofing.accept(mark, revision=1, by=editor, now=NOW)
    page = client_of().get(address("story_evidence", story.pk)).content.decode()
    assert "1 word that somebody suggested, accepted by <strong>ed</strong>" in page
    assert "Suggested by ann" in page
    assert "The record proves itself." in page


def test_imported_copy_is_told_with_its_file():
    story = make_imported_story(path="ferry.txt")
    page = client_of().get(address("story_evidence", story.pk)).content.decode()
    assert "archive/ferry.txt" in page
    assert "0" * 64 in page
