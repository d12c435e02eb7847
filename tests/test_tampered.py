"""What was broken so that it cannot be looked up any more is a fault, and ends no proof of the rest."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from articles import evidence, workflow
from articles.ledger import proving
from articles.models import Edition, LedgerEntry, LedgerSeal, Revision, SignOff, SignOffTakenBack
from articles.text.proving import faults_of
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_story, make_user
from tests.test_verify_ledger import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]

ROWS = {Edition: "edition 1", SignOff: "the sign-off by "}


def point_astray(model):
    """A story whose edition, or sign-off, is of the first revision of another one."""
    story, other = make_edition().story, make_story()
    model.objects.filter(story=story).update(revision=other.latest_revision())
    return story, other


@pytest.mark.parametrize("model", ROWS)
@pytest.mark.parametrize("together", [1, 100])
def test_a_row_pointed_at_another_storys_revision_is_found_and_the_rest_proved(model, together, monkeypatch):
    monkeypatch.setattr(proving, "STORIES", together)
    story, _ = point_astray(model)
    Revision.objects.filter(story=make_story()).update(headline="Forged")
    lines = verify()[1]
    named = [line for line in lines if line.startswith(f"story/{story.pk}: {ROWS[model]}")]
    assert [line.endswith(" is of no revision of this story.") for line in named] == [True]
    assert any("the text of revision 1 was changed" in line for line in lines)


@pytest.mark.parametrize("model", ROWS)
def test_one_story_that_was_led_astray_is_named_and_the_other_proves_itself(model):
    story, other = point_astray(model)
    assert "is of no revision of this story." in verify(str(story.pk))[1][0]
    assert verify(str(other.pk))[0] == 0


@pytest.mark.parametrize("model", ROWS)
def test_the_evidence_of_a_story_that_was_led_astray_says_so(model):
    story, _ = point_astray(model)
    page = client_of().get(address("story_evidence", story.pk)).content.decode()
    assert "is of no revision of this story." in page
    assert "no revision of this story" in page.split("What readers saw")[model is Edition]
    document = json.loads(json.dumps(evidence.of(story, now=timezone.now())))
    assert any("is of no revision of this story." in fault for fault in faults_of(document))
    if model is Edition:
        assert document["editions"][0]["way"] == "unread"


def test_rows_of_a_story_that_is_not_there_are_gone_through():
    edition = make_edition()
    Edition.objects.update(story_id=edition.story_id + 500)
    assert f"story/{edition.story_id + 500}: edition 1 has no entry" in "\n".join(verify()[1])
    Edition.objects.update(story_id=edition.story_id)


@pytest.mark.parametrize("detail", [["forged"], "forged", 1])
def test_details_that_are_none_are_a_changed_entry(detail):
    story = make_edition().story
    LedgerEntry.objects.filter(story=story, number=2).update(detail=detail)
    sentence = f"story/{story.pk}: entry 2 was changed after it was written."
    assert verify()[1][0] == sentence
    assert sentence in evidence.Record(story).faults
    assert evidence.of(story, now=timezone.now())["proves_itself"] is False


@pytest.mark.parametrize("captions", [[1], 1, [["one", "two", "three"]], [[1, 2]], {"a": 1}])
def test_captions_that_are_none_are_a_changed_text(captions):
    story = make_edition().story
    Revision.objects.filter(story=story).update(caption_list=captions)
    changed = f"story/{story.pk}: the text of revision 1 "
    assert verify()[1][:-1] == [f"{changed}was changed after it was saved."]
    assert evidence.Record(story).faults == [f"{changed}is not that of its digest."]
    document = json.loads(json.dumps(evidence.of(story, now=timezone.now())))
    assert any("revision 1 has no text" in fault for fault in faults_of(document))


def test_a_signature_of_any_letters_is_none():
    make_edition()
    verify(seal=True, by=make_user(role="editor").username)
    LedgerSeal.objects.update(signature="é" * 64)
    assert "is not signed with this newsroom's key" in verify()[1][0]


COLUMNS = [
    (LedgerEntry, "at"), (LedgerEntry, "number"), (Revision, "created_at"),
    (SignOff, "signed_at"), (SignOffTakenBack, "at"), (Edition, "published_at"),
]  # fmt: skip


def spoil(model, column, value):
    """Put ``value`` into a column of the last row of a table, as Django would not; its sentence."""
    table, pk = model._meta.db_table, model.objects.latest("pk").pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE id = {pk}")
    return f"{table}, row {pk}: what stands in {column} cannot be read."


@pytest.fixture
def signed_twice():
    """A story that was signed, published, signed by another and not after all."""
    story, editor = make_edition().story, make_user(role="editor")
    workflow.sign_off(story, revision=1, by=editor, now=timezone.now())
    workflow.take_back(story, reason="", revision=1, by=editor, now=timezone.now())
    return story


@pytest.mark.sqlite
@pytest.mark.parametrize(("model", "column"), COLUMNS)
@pytest.mark.parametrize("value", ["'2026-02-30 10:00:00'", "x'ff00'"])
def test_what_cannot_be_read_at_all_is_a_fault_that_names_its_row(model, column, value, signed_twice):
    sentence = spoil(model, column, value)
    for arguments in ((), (str(signed_twice.pk),)):
        status, lines = verify(*arguments)
        assert (status, sentence in lines) == (1, True)
    assert sentence in evidence.Record(signed_twice).faults


@pytest.mark.postgresql
def test_a_time_that_no_calendar_has_is_a_fault_that_names_its_row(signed_twice):
    sentences = [spoil(model, column, "'infinity'") for model, column in COLUMNS if column.endswith("at")]
    lines = verify()[1]
    assert set(sentences) <= set(lines)


@pytest.mark.sqlite
def test_a_seal_of_no_time_is_a_fault():
    make_edition()
    verify(seal=True, by=make_user(role="editor").username)
    assert spoil(LedgerSeal, "at", "'then'") in verify()[1]
