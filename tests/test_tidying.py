"""What goes in time, and that nothing of the record does."""

import os
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import tidying
from articles.models import (
    DeskSession,
    Effect,
    ImportRun,
    Notice,
    Presence,
    ReportSender,
    Scratch,
    TryCount,
    Upload,
)
from tests.factories import make_edition, make_picture, make_story, make_topic, make_user, make_writer
from tests.models.rows import MAY_MOVE, make_share_view, make_what_else_is_only_added_to

pytestmark = pytest.mark.django_db
LONG = timedelta(days=36_000)
"""After which all that may ever go is gone."""


def tidy(now):
    gone = Counter()
    for called, count in tidying.tidy(now):
        gone[called] += count
    return gone


def test_every_table_has_a_word_on_what_becomes_of_it():
    named = [name for names in tidying.STAYS.values() for name in names.split()]
    decided = [*named, *tidying.GOES, "Upload"]
    assert sorted(decided) == sorted(model.__name__ for model in apps.get_models())


def test_no_table_that_stays_loses_a_row_however_long_ago_it_was_written():
    now, by = timezone.now() - timedelta(days=100), make_user(role="editor")
    given = {"topics": [make_topic()], "writers": [make_writer()], "pictures": [make_picture().pk]}
    edition = make_edition(now=now, related=[["Ferry returns", None, None]], **given)
    make_what_else_is_only_added_to(edition, by=by, now=now)
    held = {model: model.objects.count() for model in apps.get_models() if model.__name__ not in tidying.GOES}
    assert [model for model in MAY_MOVE if not held.get(model, 1)] == []
    assert tidy(now + LONG)["looks through links"] == 1
    assert {model: model.objects.count() for model in held} == held


@pytest.fixture
def story():
    return make_story()


def plant(story, at):
    """A row of each kind that goes, as of a moment."""
    user = make_user()
    notice = {"to": user, "kind": "x", "sentence": "x", "made_at": at, "due_at": at, "read_at": at}
    told = Notice.objects.create(key="sent", **notice)
    effect = {"kind": "mail", "made_at": at, "due_at": at}
    Effect.objects.create(key="sent", notice=told, done_at=at, **effect)
    Effect.objects.create(key="given up", given_up_at=at, **effect)
    Scratch.objects.create(user=user, story=story, saved_at=at)
    Presence.objects.create(user=user, story=story, seen_at=at)
    ReportSender.objects.create(sender="x", at=at)
    for kept in (Session, DeskSession):
        kept.objects.create(session_key="x", expire_date=at)
    TryCount.objects.create(key="x", what="code", by="place", count=1, last_at=at)
    make_share_view(make_edition(now=at), by=user, now=at)
    run = ImportRun.objects.create(collection="x", started_at=at)
    name = default_storage.save("uploads/x", ContentFile(b"x"))
    Upload.objects.create(run=run, name="x", file=name)


KINDS = {
    "sessions as they were kept before": 1, "sessions that are over": 1, "tries at passwords and codes": 1,
    "unsaved texts": 1, "notes of who had a story open": 1, "notices that were read": 1,
    "mails and pings that went out, or were given up": 2, "looks through links": 1, "senders of reports": 1,
    "imports that nobody went on with": 1,
}  # fmt: skip


def test_what_nobody_will_ask_for_again_goes(story):
    now = timezone.now()
    plant(story, now - timedelta(days=400))
    assert dict(tidying.Tidied(*one) for one in tidying.due(now) if one.count) == KINDS
    assert Scratch.objects.exists()
    assert tidy(now) == KINDS
    assert ImportRun.objects.get().options["discarded"].endswith(", by tidy")
    assert (tidy(now), Upload.objects.count()) == ({}, 0)


def test_what_is_younger_stays(story):
    now = timezone.now()
    plant(story, now - timedelta(minutes=1))
    for kept in (Session, DeskSession):
        kept.objects.update(expire_date=now + timedelta(days=1))
    assert tidy(now) == {}


def test_what_killed_processes_left_of_files_that_arrived_goes_after_a_week(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    now = timezone.now()
    for days in (6, 8):
        at = (now - timedelta(days=days)).timestamp()
        (tmp_path / f"{days}.upload").touch()
        (tmp_path / f"together {days}").mkdir()
        (tmp_path / f"together {days}/loose.tar").touch()
        for left in (tmp_path / f"{days}.upload", tmp_path / f"together {days}"):
            os.utime(left, (at, at))
    tidy(now)
    assert {left.name for left in tmp_path.iterdir()} == {"6.upload", "together 6"}


def test_a_mail_that_still_waits_keeps_its_notice(story):
    now = timezone.now()
    plant(story, now - timedelta(days=400))
    Effect.objects.filter(key="sent").update(done_at=None)
    assert tidy(now)["notices that were read"] == 0
    assert Effect.objects.get().key == "sent"


def test_who_looked_through_a_link_stands_for_a_while_whatever_is_set(story):
    now = timezone.now()
    for days, goes in ((89, False), (91, True)):
        plant_view = make_share_view(make_edition(), by=make_user(), now=now - timedelta(days=days))
        try:
            with transaction.atomic():
                plant_view.delete()
        except IntegrityError:
            assert not goes
            plant_view.link.secret = "other"
            plant_view.link.save()
        else:
            assert goes


def test_what_is_made_of_pictures_goes_by_its_age_and_the_pictures_stay():
    made, kept = (
        default_storage.save(name, ContentFile(b"x"))
        for name in ("renditions/ab/1x1/9.webp", "pictures/9.jpg")
    )
    assert tidy(timezone.now()) == {}
    assert tidy(timezone.now() + LONG)["files made of pictures, which are made again"] >= 1
    assert (default_storage.exists(made), default_storage.exists(kept)) == (False, True)


def test_pieces_are_small_and_two_at_once_share_them(monkeypatch):
    monkeypatch.setattr(tidying, "PIECE", 2)
    for number in range(5):
        ReportSender.objects.create(sender=str(number), at=timezone.now() - timedelta(days=9))
    one, other = tidying.tidy(timezone.now()), tidying.tidy(timezone.now())
    assert [next(one).count, next(other).count, next(one).count] == [2, 2, 1]
    assert (list(one), list(other)) == ([], [])


def test_the_command_says_what_would_go_and_then_what_went(story):
    plant(story, timezone.now() - timedelta(days=400))
    said = []
    for arguments in (["--dry-run"], [], []):
        out = StringIO()
        call_command("tidy", *arguments, stdout=out)
        said.append(out.getvalue().splitlines())
    assert "unsaved texts: 1 would go" in said[0]
    assert [line.replace("deleted", "would go") for line in said[1]] == said[0]
    assert said[2] == ["There is nothing to tidy."]
