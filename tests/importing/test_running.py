"""A run carried out: by workers or without, stopped and taken up again, and what ends it before its end."""

import os
import signal

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import importing
from articles.crew import Crew
from articles.importing.reading import chunks, understanding
from articles.importing.taking import batching
from articles.models import ImportedFile, ImportRun, Outcome, Story
from tests.importing.helpers import PARAGRAPHS, archive, copy_of, import_stories

pytestmark = pytest.mark.django_db


def many(tmp_path, number=6):
    """A folder with stories, the last two of them of the same bytes."""
    texts = [copy_of(headline=f"Ferry {n} sails at noon") for n in range(number - 1)]
    return archive(tmp_path, **{f"f{n}": text for n, text in enumerate([*texts, texts[-1]])})


def outcomes(run=None):
    rows = ImportedFile.objects.filter(run=run) if run else ImportedFile.objects.all()
    return list(rows.order_by("id").values_list("path", "outcome", "story__headline"))


def stop_after(monkeypatch, name):
    """Let somebody press Ctrl-C while this file is read."""
    whole = understanding.fetch

    def fetch(found):
        if found.path == name:
            os.kill(os.getpid(), signal.SIGINT)
        return whole(found)

    monkeypatch.setattr(understanding, "fetch", fetch)


@pytest.mark.once
def test_workers_make_what_no_workers_make(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 2)
    folder = many(tmp_path)
    import_stories(folder, dry_run=True, workers="0")
    alone = outcomes()
    ImportedFile.objects.all().delete()
    assert "6 files: 5 created, 1 joined." in import_stories(folder, dry_run=True, workers="2")
    assert outcomes() == alone


@pytest.mark.once
def test_a_reader_that_is_killed_costs_one_file(tmp_path, monkeypatch):
    monkeypatch.setenv("IMPORT_KILLED_BY", "f2.txt")
    monkeypatch.setattr(chunks, "Chunk", Deadly)
    result = import_stories(many(tmp_path), workers="2")
    assert "6 files: 4 created, 1 joined, 1 refused." in result
    assert "archive/f2.txt: Reading this file took so much memory" in result


class Deadly(chunks.Chunk):
    """A chunk with a file that kills who reads it."""

    def examine_one(self, found, alive):
        if found.path == os.environ["IMPORT_KILLED_BY"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().examine_one(found, alive)


@pytest.mark.parametrize("workers", ["-1", "many", ""])
def test_a_number_of_workers_that_is_none_is_refused(tmp_path, workers):
    result = import_stories(many(tmp_path), workers=workers)
    assert (result.status, ImportRun.objects.exists()) == (2, False)
    assert f"--workers needs a number from 0, not {workers!r}." in result


def test_no_workers_are_asked_for_by_0(tmp_path):
    result = import_stories(many(tmp_path), workers="0")
    assert (result.status, "6 files: 5 created, 1 joined." in result) == (0, True)


def test_a_run_that_was_stopped_goes_on_with_the_files_it_does_not_have(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 2)
    with monkeypatch.context() as patched:
        stop_after(patched, "f1.txt")
        result = import_stories(many(tmp_path))
    run = ImportRun.objects.get()
    assert (result.status, len(outcomes()), run.finished_at) == (130, 2, None)
    assert f"Stopped after 2 of 6 files. The same command goes on from there; --resume {run.pk}" in result
    result = import_stories(resume=run.pk)
    run.refresh_from_db()
    assert f"Run {run.pk}: 6 files: 5 created, 1 joined.\n35 lines in: 35 placed" in result
    assert (run.counts, run.finished_at is None) == ({"created": 5, "joined": 1}, False)
    assert [path for path, _, _ in outcomes(run)] == [f"f{n}.txt" for n in range(6)]


def test_a_run_goes_on_as_it_was_called(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 2)
    with monkeypatch.context() as patched:
        stop_after(patched, "f0.txt")
        import_stories(many(tmp_path), dry_run=True, collection="ferries")
    import_stories(resume=ImportRun.objects.get().pk)
    assert set(ImportedFile.objects.values_list("collection", "is_dry")) == {("ferries", True)}
    assert not Story.objects.exists()


def test_a_run_that_is_finished_unknown_or_given_paths_does_not_go_on(tmp_path):
    folder = many(tmp_path)
    import_stories(folder)
    run = ImportRun.objects.get()
    assert f"Run {run.pk} was finished" in import_stories(resume=run.pk)
    assert "There is no run 999" in import_stories(resume=999)
    assert "knows its paths" in import_stories(folder, resume=run.pk)
    assert "leave --collection out" in import_stories(resume=run.pk, collection="ferries")
    assert "Give at least one path" in import_stories()


@pytest.mark.once
def test_the_systems_request_to_end_stops_as_ctrl_c_does(tmp_path, monkeypatch):
    monkeypatch.setattr(signal, "SIGINT", signal.SIGTERM)
    monkeypatch.setattr(chunks, "FILES", 2)
    stop_after(monkeypatch, "f1.txt")
    assert import_stories(many(tmp_path)).status == 130


FAILURES = [
    ("database or disk is full", "There is no room left where the database lies. Make some."),
    ("database is locked", "Somebody else held the database for too long. Wait until they are done."),
    ("attempt to write a readonly database", "The database can only be read here."),
    (
        "server closed the connection",
        "The database could not be reached any more (server closed the connection).",
    ),
]


@pytest.mark.parametrize(("said", "sentence"), FAILURES, ids=[said for said, _ in FAILURES])
def test_a_database_that_fails_ends_the_run_with_a_sentence_and_the_same_command_goes_on(
    tmp_path, monkeypatch, said, sentence
):
    monkeypatch.setattr(chunks, "FILES", 2)
    with monkeypatch.context() as patched:
        fail_from_the(patched, 2, said)
        result = import_stories(many(tmp_path))
    assert result.status == 3
    assert f"ended after 2 of 6 files. {sentence}" in result
    assert "--resume" in result
    assert "6 files: 3 created, 2 unchanged, 1 joined." in import_stories(many(tmp_path))


def fail_from_the(patched, nth, said):
    whole, batches = batching.Known.to, []

    def to(copies, run, **more):
        batches.append(copies)
        if len(batches) >= nth:
            raise OperationalError(said)
        return whole(copies, run, **more)

    patched.setattr(batching.Known, "to", to)


def test_one_file_that_the_database_cannot_take_is_refused_by_name(tmp_path, monkeypatch):
    whole = batching.hang_on

    def fragile(files):
        if any(file.path == "f1.txt" for file, _, _ in files):
            raise ValueError("odd")
        return whole(files)

    monkeypatch.setattr(batching, "hang_on", fragile)
    result = import_stories(many(tmp_path))
    assert "6 files: 4 created, 1 joined, 1 refused." in result
    assert "archive/f1.txt: This file could not be read: please report it." in result


def test_a_file_that_is_taken_by_another_import_meanwhile_is_read_after_all(tmp_path):
    folder = archive(tmp_path, a=copy_of())
    import_stories(folder)
    walk = importing.walk([folder])
    run = importing.start(walk, by=None, now=timezone.now(), options={})
    (read,) = chunks.read(walk.files, crew=Crew(0), anew=False, now=timezone.now(), left=list)
    copies = list(read.copies)
    import_stories(
        archive(tmp_path, a=copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS))
    )
    archive(tmp_path, a=copy_of())
    (taken,) = batching.settle(copies, run=run, now=timezone.now())
    assert (taken.outcome, taken.copy.story.headline) == (Outcome.UPDATED, "Ferry returns to the harbour")
