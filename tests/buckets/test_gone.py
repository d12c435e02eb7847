"""A store that is away: pages are served, what needs it is told to come again, and nothing is half done."""

import pytest
from django.core.files.base import ContentFile

from articles.management.commands import tidy
from articles.models import ImportRun, Picture
from articles.pictures import renditions
from articles.vitals import Health, Vitals
from tests.buckets.conftest import got
from tests.desk.desk import address, client_of
from tests.desk.test_dropping import drop, sent
from tests.desk.test_pictures import upload
from tests.factories import make_edition
from tests.site import pages
from tests.vitals.asked import ask, elsewhere

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_readers_have_their_pages_and_are_told_to_come_again_for_pictures(client, bucket, store):
    picture = pages.make_picture(size=(800, 400))
    edition = make_edition(pictures=[picture.pk])
    small = renditions.address(edition.picture_rows.get(), "whole", 320, "webp")
    asked = [f"/media/{picture.image.name}", small, f"/stories/{edition.story_id}/card-1.jpg"]
    client.raise_request_exception = False
    with store.gone():
        assert client.get(edition.get_absolute_url()).status_code == 200
        for at in asked:
            answer = client.get(at)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
            assert "There are no pictures just now" in answer.content.decode()
    bucket._rests_until = 0.0
    assert [got(client, at).status_code for at in asked] == [200, 200, 200]


def test_what_is_sent_to_the_desk_is_refused_in_words_and_leaves_nothing(bucket, store, held):
    writer, importer = client_of(role="writer"), client_of(role="importer")
    with store.gone():
        page = upload(writer, alt="A pier that was typed")
        assert "Pictures cannot be kept just now" in page.content.decode()
        assert 'value="A pier that was typed"' in page.content.decode()
        page = importer.post(address("importrun_add"), sent())
        assert (
            "Pictures and uploads cannot be reached just now (the store of pictures" in page.content.decode()
        )
    assert (Picture.objects.count(), ImportRun.objects.count(), held()) == (0, 0, [])
    bucket._rests_until = 0.0
    upload(writer)
    assert Picture.objects.count() == 1


def test_a_run_waits_for_its_copy(bucket, store):
    importer = client_of(role="importer")
    run = drop(importer)
    importer.raise_request_exception = False
    with store.gone():
        page = importer.post(address("importrun_go_on", run.pk))
        assert (page.status_code, ImportRun.objects.get().finished_at) == (503, None)
    bucket._rests_until = 0.0
    importer.post(address("importrun_go_on", run.pk))
    run.refresh_from_db()
    assert (run.counts, run.uploads.count()) == ({"created": 2}, 0)


def test_a_node_is_ready_without_it_and_says_so(bucket, store):
    own = Health()
    vitals = Vitals(elsewhere, health=own)
    assert ask(vitals, "/health/ready").body.endswith("pictures: ok\n")
    own.close()
    own = Health()
    vitals = Vitals(elsewhere, health=own)
    with store.gone():
        told = ask(vitals, "/health/ready")
    own.close()
    assert (told.status, told.body[:3]) == (200, "ok\n")
    assert "pictures: the store of pictures does not answer" in told.body
    assert told.body.endswith("(served without it)\n")


def test_tidying_says_what_failed_it_and_goes_on_later(bucket, store, capsys):
    bucket.save("uploads/old", ContentFile(b"x"))
    with store.gone(), pytest.raises(SystemExit) as ended:
        tidy.Command().run_from_argv(["manage.py", "tidy"])
    assert ended.value.code == 3
    assert "Pictures and uploads cannot be reached just now (the store of pictures" in capsys.readouterr().err
