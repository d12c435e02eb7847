"""What was dropped in the desk, gone on with by the command, or why it cannot be."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.utils import timezone

from articles.importing import dropping, running
from articles.importing.reading import chunks
from tests.factories import make_user
from tests.importing.helpers import go_from_the, import_stories
from tests.importing.test_dropping import dropped, kept, stories, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_the_command_goes_on_with_what_was_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    run = dropped(tmp_path, stories(5))
    dropping.go_on(run, clock=timezone.now)
    result = import_stories("--resume", run.pk)
    assert (result.status, f"Run {run.pk}: 5 files: 5 created." in result) == (0, True)
    run.refresh_from_db()
    assert (run.counts, run.by.username, kept()) == ({"created": 5}, run.by_name, [])


def test_the_command_says_why_it_cannot_go_on_with_what_is_gone(tmp_path):
    run = dropped(tmp_path, stories(1))
    default_storage.delete(run.uploads.get().file.name)
    result = import_stories("--resume", run.pk)
    assert (result.status, "discard it, and drop it anew" in result) == (2, True)
    dropping.discard(run, by=make_user(), now=timezone.now())
    result = import_stories("--resume", run.pk)
    assert (result.status, f"Run {run.pk} keeps no files, and no paths of any, to go on with." in result) == (
        2,
        True,
    )


def test_what_a_dry_run_of_the_desk_showed_is_accepted_in_the_desk(tmp_path):
    work(run := dropped(tmp_path, stories(1), is_dry=True))
    result = import_stories("--accept", run.pk)
    assert (result.status, "imported from the run's page" in result) == (2, True)


def test_what_was_dropped_stays_until_its_run_is_finished_whole(tmp_path, monkeypatch):
    run = dropped(tmp_path, stories(2))
    with monkeypatch.context() as patched:
        go_from_the(patched, 1, running, "offer_titles")
        with pytest.raises(OperationalError):
            dropping.go_on(run, clock=timezone.now)
    run.refresh_from_db()
    assert (run.finished_at, run.uploads.count(), len(kept())) == (None, 1, 1)
    assert dropping.go_on(run, clock=timezone.now)
    assert (run.counts, bool(run.finished_at), kept()) == ({"created": 2}, True, [])
