"""A story after a court's order: whatever page stood open, no words come back into it."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import drafting
from articles.importing.matching import proposing
from articles.importing.reading import renewing
from articles.models import (
    Doubt,
    ImportedFile,
    ImportRun,
    Original,
    Outcome,
    Proposal,
    Scratch,
    Story,
    Upload,
)
from articles.redaction import BLANK, redact
from articles.rules import Refused, fresh
from tests.desk.desk import address, client_of, filled
from tests.factories import make_imported_file, make_imported_story, make_proofread_story, make_user
from tests.importing.helpers import copy_of, import_stories, paragraphs_under, write
from tests.test_redaction import SECRET, everything_stored
from tests.waiting import one_after_the_other

NOW = timezone.now()


def ordered(story, *, now=NOW):
    redact(story, reason="Order", by=make_user(superuser=True), now=now)


@pytest.mark.django_db
def test_a_page_that_stood_open_keeps_nothing_of_what_it_holds():
    story, client = make_proofread_story(), client_of()
    sent = filled(client.get(address("story_change", story.pk)), headline="The secret")
    client.post(address("story_pulse", story.pk), sent)
    ordered(story)
    answer = client.post(address("story_pulse", story.pk), sent).json()
    assert (answer["kept"], "order of a court" in answer["why"]) == (False, True)
    client.post(address("story_change", story.pk), sent)
    assert not Scratch.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_while_the_order_is_carried_out_is_not_kept():
    story, client = make_proofread_story(), client_of()
    sent = filled(client.get(address("story_change", story.pk)), headline="The secret")
    page = address("story_pulse", story.pk)
    _, answer = one_after_the_other(lambda: ordered(story), lambda: client.post(page, sent).json())
    assert answer["kept"] is False
    assert not Scratch.objects.exists()


@pytest.mark.django_db
def test_a_changed_file_that_was_read_before_the_order_writes_no_words():
    story = make_imported_story(headline="The secret")
    run = story.files.get().run
    ordered(story)
    file = ImportedFile.objects.create(
        run=run,
        collection="archive",
        path="again",
        size=1,
        sha256="1" * 64,
        outcome=Outcome.UPDATED,
        story=story,
    )
    changes = {"headline": "The secret once more", "body": "<p>The secret.</p>"}
    assert drafting.update_from_file(story, changes, from_file=file, now=NOW) is None
    story.refresh_from_db()
    assert (story.headline, story.body, story.revision_number) == (BLANK, "", 1)


@pytest.mark.django_db
def test_no_revision_of_it_is_given_a_name():
    story, client = make_proofread_story(), client_of()
    ordered(story)
    with pytest.raises(Refused, match="this story is spiked"):
        drafting.name_revision(
            story.latest_revision(), name="The secret", by=make_user(role="writer"), now=NOW
        )
    page = client.get(address("story_revision", story.pk, 1)).content.decode()
    assert address("story_name", story.pk, 1) not in page


LONG = [text for part in ("one", "two", "three") for text in paragraphs_under(part)]
TOLD = f"The {SECRET} sails"


def taken_with_secret(tmp_path) -> Story:
    """A story of an export that holds another, with a copy in a dry run and a story that has much of it."""
    rows = [("a", TOLD, [*LONG, f"Said the {SECRET}."]), ("b", "Pies", paragraphs_under("four"))]
    export = [{"id": key, "headline": title, "body": "\n\n".join(text)} for key, title, text in rows]
    import_stories(write(tmp_path / "export", {"all.json": json.dumps(export)}))
    import_stories(
        write(tmp_path / "dry", {"a.txt": copy_of(headline="Copy", paragraphs=LONG)}), dry_run=True
    )
    import_stories(write(tmp_path / "part", {"a.txt": copy_of(headline="Part", paragraphs=LONG[:4])}))
    return Story.objects.get(headline=TOLD)


@pytest.mark.django_db
def test_nothing_that_the_importer_kept_or_quoted_of_it_is_left(tmp_path):
    story = taken_with_secret(tmp_path)
    quoting = [*ImportedFile.objects.exclude(story=story), *Doubt.objects.exclude(story=story)]
    assert sum(SECRET in row.sentence for row in quoting) == 3
    run = story.files.get().run
    line = [f"Mail the {SECRET}", "notice", 1, story.files.get().pk, 3]
    ImportRun.objects.filter(pk=run.pk).update(summary={"left_out": [line, ["Share", "furniture", 2, 0, 3]]})
    story.files.get().ticks.create(run=run, is_right=False, note=SECRET, at=NOW, by=make_user(), by_name="Ed")
    ordered(story)
    assert SECRET not in everything_stored()
    run.refresh_from_db()
    assert [row[0] for row in run.summary["left_out"]] == [BLANK, "Share"]
    assert ImportedFile.objects.get(part="b").original is None
    assert Doubt.objects.get(code="much-alike").sentence.startswith(
        f"Much of this text is in story {story.pk}, too."
    )


def of_the_same_bytes(file, other):
    other.update(sha256=file.sha256)


def of_the_same_archive(file, other):
    for files in (ImportedFile.objects.filter(pk=file.pk), other):
        files.update(original=Original.objects.get_or_create(sha256="2" * 64, data=b"Both")[0])


def in_doubt_by_its_file(file, other):
    Doubt.objects.create(file=file, story=other.get().story, code="much-alike")


def proposed_to_by_its_file(file, other):
    facts = {"field": "headline", "revision": 1, "value": {"headline": "A"}, "shown": "A"}
    Proposal.objects.create(file=file, story=other.get().story, **facts)


def named_by_a_file(file, other):
    other.update(sentence=f"Near to story {file.story_id} (“A”).")


def named_in_doubt(file, other):
    said = f"Much of story {file.story_id} (“A”)."
    Doubt.objects.create(file=other.get(), story=other.get().story, code="much-alike", sentence=said)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "reached",
    [
        of_the_same_bytes, of_the_same_archive, in_doubt_by_its_file, proposed_to_by_its_file, named_by_a_file,
        named_in_doubt,
    ],
)  # fmt: skip
def test_an_order_waits_for_who_works_on_another_story_that_it_reaches(reached):
    story, other, done = make_imported_story(), make_imported_story(), []
    other.files.update(sha256="1" * 64)
    reached(story.files.get(), other.files.all())
    one_after_the_other(
        lambda: fresh(other),
        lambda: done.append(ordered(story)),
        then=lambda: done.append("worked on"),
    )
    assert done == ["worked on", None]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_it_that_is_being_taken_meanwhile_is_blanked_with_it(tmp_path):
    first, again = (
        write(
            tmp_path / name, {f"{name}.txt": copy_of(headline=TOLD, paragraphs=[*LONG, f"{SECRET} {name}."])}
        )
        for name in ("first", "again")
    )
    import_stories(first)
    story = Story.objects.get()
    imported, _ = one_after_the_other(
        lambda: import_stories(again, workers="0"),
        lambda: ordered(story),
    )
    assert ("1 joined" in imported, SECRET in everything_stored()) == (True, False)


@pytest.mark.django_db
def test_what_its_file_proposes_to_another_story_is_open_no_more_and_cannot_be_taken():
    story, other, root = make_imported_story(), make_imported_story(), make_user(superuser=True)
    facts = {"story": other, "file": story.files.get(), "field": "headline", "revision": 1}
    rows = [Proposal.objects.create(value={"headline": text}, shown=text, **facts) for text in ("A", "B")]
    redact(story, reason="Order", by=root, now=NOW)
    assert set(Proposal.objects.values_list("shown", "is_taken", "settled_by")) == {(BLANK, None, root.pk)}
    with pytest.raises(Refused, match=f"^Settled by {root.username} at "):
        proposing.take(rows[0], revision=1, by=root, now=NOW)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_order_and_who_works_on_a_story_of_the_same_bytes_do_not_wait_in_a_ring(monkeypatch):
    # PostgreSQL looks after one second whether two wait for each other.
    monkeypatch.setattr("tests.waiting.A_WHILE", 3)
    story, other, ana = make_imported_story(), make_imported_story(), make_user(role="editor")
    doubt = Doubt.objects.create(file=other.files.get(), story=other, code="odd-name", field="byline")
    told = {"story": other, "is_dry": False, "sha256": "1" * 64, "outcome": Outcome.JOINED}
    near = make_imported_file(sentence=f"Near to story {story.pk} (“A”).", **told)
    one_after_the_other(
        lambda: renewing.locked([near.pk]),
        lambda: ordered(story),
        then=lambda: drafting.confirm(doubt, revision=1, by=ana, now=NOW),
    )
    doubt.refresh_from_db()
    near.refresh_from_db()
    assert (doubt.settled_by, doubt.sentence) == (ana, BLANK)
    assert near.sentence == f"Near to story {story.pk}."


@pytest.mark.django_db
def test_what_was_dropped_for_its_run_is_deleted_and_what_else_is_kept_is_told(
    django_capture_on_commit_callbacks,
):
    story, root = make_imported_story(), make_user(superuser=True)
    own = story.files.get().run
    other = ImportRun.objects.create(collection="other", started_at=NOW)
    gone, kept = [
        run.uploads.create(name="a.zip", file=ContentFile(b"PK", name="a.zip"), files=1)
        for run in (own, other)
    ]
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("redact", str(story.pk), by=root.username, reason="Order", yes=True, stdout=out)
    assert Upload.objects.get() == kept
    assert [default_storage.exists(upload.file.name) for upload in (gone, kept)] == [False, True]
    assert f"What was dropped for run {other.pk} is still kept" in out.getvalue()


@pytest.mark.django_db
def test_an_order_in_another_encoding_is_a_wrong_call():
    story, root = make_proofread_story(), make_user(superuser=True)
    with pytest.raises(CommandError, match="--reason holds letters that cannot be read") as refusal:
        call_command("redact", str(story.pk), by=root.username, reason="Order \udcff", yes=True)
    story.refresh_from_db()
    assert (refusal.value.returncode, story.headline == BLANK) == (2, False)
