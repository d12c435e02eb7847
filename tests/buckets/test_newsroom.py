"""A newsroom that keeps its pictures in a bucket: who gets them, what waits there, and what is backed up of it."""

import re
from datetime import timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles import backups, press
from articles.backups.restoring import _put
from articles.importing import dropping
from articles.models import Picture, Story
from articles.pictures import renditions
from tests.backups.conftest import Silent, make
from tests.buckets.conftest import got
from tests.desk.desk import address, client_of
from tests.desk.test_dropping import drop
from tests.desk.test_pictures import upload
from tests.factories import make_edition, make_story, make_user
from tests.importing.test_dropping import archives_and_loose, work
from tests.site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_picture_is_taken_in_by_the_desk_and_shown_to_readers(client, bucket, held):
    writer = make_user(role="writer")
    desk = client_of(writer)
    upload(desk)
    picture = Picture.objects.get()
    assert held() == [picture.image.name]
    for view in ("picture_thumbnail", "picture_file"):
        assert got(desk, address(view, picture.pk)).status_code == 200
    edition = make_edition(pictures=[picture.pk])
    page = client.get(edition.get_absolute_url()).content.decode()
    assert f'src="/media/{picture.image.name}"' in page
    assert bucket._bucket not in page
    whole = got(client, f"/media/{picture.image.name}")
    assert Image.open(BytesIO(whole.read)).size == (40, 30)


def test_renditions_and_parts_come_from_the_bucket_and_are_kept_there(client, bucket, held):
    picture = pages.make_picture(size=(800, 400))
    row = make_edition(pictures=[picture.pk]).picture_rows.get()
    small = client.get(renditions.address(row, "whole", 320, "webp"))
    assert Image.open(BytesIO(small.content)).size == (320, 160)
    assert len(held()) == 2
    bucket.delete(picture.image.name)
    again = client.get(renditions.address(row, "whole", 320, "webp"))
    assert again.content == small.content
    assert client.get(f"/media/{picture.image.name}").status_code == 404
    assert client.get(renditions.address(row, "whole", 640, "webp")).status_code == 404


def test_a_part_is_sent_and_who_has_a_picture_costs_no_question_to_the_store(client, bucket, store):
    picture = pages.make_picture()
    make_edition(pictures=[picture.pk])
    at = f"/media/{picture.image.name}"
    whole, part = got(client, at), got(client, at, Range="bytes=2-5")
    assert (part.status_code, part.read) == (206, whole.read[2:6])
    with store.gone():
        for name, told in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            assert client.get(at, headers={name: whole.headers[told]}).status_code == 304


def test_what_is_not_live_is_nobodys_and_neither_is_what_else_lies_there(client, bucket, held):
    draft, withdrawn = (pages.make_picture(colour=colour, size=(800, 400)) for colour in ("teal", "red"))
    make_story(pictures=[draft.pk])
    edition = make_edition(pictures=[withdrawn.pk])
    row = edition.picture_rows.get()
    small = renditions.address(row, "whole", 320, "webp")
    shown = [f"/media/{withdrawn.image.name}", small]
    assert [got(client, at).status_code for at in shown] == [200, 200]
    press.withdraw(edition.story, reason="rights", by=make_user(role="editor"), now=timezone.now())
    bucket.save("uploads/dropped.tar", ContentFile(b"copy"))
    assert len(held()) == 4
    for name in held():
        assert client.get(f"/media/{name}").status_code == 404


def test_copy_that_was_dropped_waits_there_until_its_run_has_taken_it(bucket, held, tmp_path):
    desk = client_of(role="importer")
    run = drop(desk)
    assert [re.match(r"uploads/[\w-]{32}$", name) is not None for name in held()] == [True]
    desk.post(address("importrun_go_on", run.pk))
    assert (Story.objects.count(), held()) == (2, [])


def test_what_was_dropped_is_fetched_from_there_once_and_not_kept_here(
    bucket, settings, tmp_path, monkeypatch
):
    settings.FETCHED = tmp_path / "fetched"
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    run = dropping.keep(archives_and_loose(tmp_path), is_dry=False, by=None, now=timezone.now())
    with patch.object(bucket, "_open", wraps=bucket._open) as opened:
        assert work(run) > 1
    assert (opened.call_count, list(settings.FETCHED.iterdir())) == (3, [])


@pytest.mark.django_db(transaction=True)
def test_a_backup_takes_from_there_and_gives_back(bucket, tmp_path):
    name = pages.make_picture().image.name
    make_edition()
    folder, manifest = make(tmp_path)
    (again, _) = make(tmp_path, later=5)
    assert (folder / "media" / name).samefile(again / "media" / name)
    bucket.delete(name)
    proved = (folder, manifest, Silent)
    lost = list(backups.faults(*proved, has_another_key=False))
    assert lost == [f"The file {name} is on record, and not there."]
    for listed in backups.folders.listed(folder):
        if listed.name.startswith("media/"):
            _put(folder, listed, replaces=False)
    assert list(backups.faults(*proved, has_another_key=False)) == []
