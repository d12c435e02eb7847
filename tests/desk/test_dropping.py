"""Copy brought in from the desk: dropped, tried, imported, stopped, discarded, by who imports alone."""

from datetime import timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.importing import dropping, turns
from articles.importing.reading import chunks
from articles.models import ImportRun, Story, Upload
from tests.desk.desk import address, client_of, message
from tests.desk.imported import copy_number
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def sent(count=2, *, how="drafts", **typed):
    """What a browser sends of some files of copy."""
    files = [ContentFile(copy_number(n).encode(), name=f"ferry-{n}.txt") for n in range(1, count + 1)]
    return {"files": files, "as": how, **typed}


def drop(client, *args, **typed):
    """Files dropped; gives their run, whose files wait."""
    client.post(address("importrun_add"), sent(*args, **typed))
    return ImportRun.objects.latest("pk")


def test_files_are_dropped_and_become_drafts_by_a_button_alone(settings):
    client = client_of(role="importer")
    page = client.post(address("importrun_add"), sent(3, collection="Wire"), follow=True)
    run = ImportRun.objects.get()
    assert page.request["PATH_INFO"] == address("importrun_go_on", run.pk)
    assert "0 of 3 files" in page.content.decode()
    page = client.post(address("importrun_go_on", run.pk), follow=True)
    assert page.request["PATH_INFO"] == address("importrun_change", run.pk)
    assert (Story.objects.count(), page.context["run"].collection) == (3, "Wire")
    assert page.context["run"].by_name.startswith("importer")


def test_a_try_makes_no_story_and_is_imported_just_so():
    client = client_of(role="importer")
    run = drop(client, how="dry")
    page = client.post(address("importrun_go_on", run.pk), follow=True)
    assert (Story.objects.count(), "Import just this" in page.content.decode()) == (0, True)
    page = client.post(address("importrun_accept", run.pk), follow=True)
    begun = ImportRun.objects.latest("pk")
    assert (page.request["PATH_INFO"], begun.accepts) == (address("importrun_go_on", begun.pk), run)
    client.post(address("importrun_go_on", begun.pk))
    assert (Story.objects.count(), Upload.objects.count()) == (2, 0)
    page = client.get(address("importrun_change", run.pk)).content.decode()
    assert f"Run {begun.pk}</a> brought it in." in page
    again = client.post(address("importrun_accept", run.pk), follow=True)
    assert f"Run {begun.pk} brings in what was dropped" in message(again)


def test_a_script_hears_how_far_a_run_is():
    client = client_of(role="importer")
    begun = client.post(address("importrun_add"), sent(2), **SCRIPT).json()
    run = ImportRun.objects.get()
    assert begun == {"page": f"{address('importrun_go_on', run.pk)}#start"}
    told = client.post(address("importrun_go_on", run.pk), **SCRIPT).json()
    assert told == {
        "state": "done", "done": 2, "found": 2, "told": "2 of 2 files", "outcomes": [["created", 2]],
    }  # fmt: skip


def test_files_that_wait_are_told_on_the_page_and_in_the_list_and_are_discarded_by_a_button():
    client = client_of(role="importer")
    run = drop(client)
    page = client.get(address("importrun_change", run.pk)).content.decode()
    assert "2 files wait, 0 are through." in page
    assert "do not balance" not in page
    assert "(files wait)" in client.get(address("importrun_changelist")).content.decode()
    assert str(run) in client.get(address("importrun_add")).content.decode()
    page = client.post(address("importrun_discard", run.pk), follow=True)
    assert "is deleted" in message(page)
    assert dict(page.context["options"]) == {
        "Dropped": "2 loose files",
        "Discarded": f"2 files, by {run.by_name}",
    }
    assert (Upload.objects.count(), default_storage.listdir("uploads")[1]) == (0, [])
    assert "Nothing that was dropped" in message(
        client.post(address("importrun_discard", run.pk), follow=True)
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose files first."),
        ({"files": ContentFile(b"x", name=".hidden")}, "There is no copy in it. Passed over: .hidden (hidden)."),
        ({"files": ContentFile(b"x", name="a.txt"), "collection": "x" * 121}, "at most 120 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_refused_with_a_sentence(given, says):
    client = client_of(role="importer")
    page = client.post(address("importrun_add"), given)
    assert (page.status_code, says in page.content.decode()) == (400, True)
    for file in given.values():
        getattr(file, "seek", lambda _: None)(0)
    assert says in client.post(address("importrun_add"), given, **SCRIPT).json()["problem"]
    assert (ImportRun.objects.count(), Upload.objects.count()) == (0, 0)


def test_a_damaged_pack_is_a_file_that_is_refused():
    client = client_of(role="importer")
    damaged = ContentFile(b"no tar" * 200, name="packed.tar")
    client.post(address("importrun_add"), {"packed": damaged, "as": "drafts"})
    run = ImportRun.objects.get()
    page = client.post(address("importrun_go_on", run.pk), follow=True)
    assert "This archive could" in page.content.decode()
    assert page.context["balance"]["balances"]


def test_who_comes_while_somebody_works_on_the_run_is_told_so():
    client = client_of(role="importer")
    run = drop(client)
    ImportRun.objects.update(busy_until=timezone.now() + turns.LONGEST)
    assert "Somebody else is at work" in message(client.post(address("importrun_go_on", run.pk), follow=True))
    answer = client.post(address("importrun_go_on", run.pk), **SCRIPT)
    told = answer.json()
    assert (answer.status_code, told["state"], told["done"]) == (409, "working", 0)
    assert "Somebody else is at work" in told["problem"]
    assert "Somebody else is at work" in message(
        client.post(address("importrun_discard", run.pk), follow=True)
    )


@pytest.mark.parametrize("role", ["writer", "proofreader", "reviewer"])
def test_who_does_not_import_drops_nothing_and_goes_on_with_nothing(role):
    run = drop(client_of(role="importer"))
    client = client_of(role=role)
    assert client.get(address("importrun_add")).status_code == 403
    assert client.post(address("importrun_add"), sent()).status_code == 403
    for name in ("go_on", "accept", "discard"):
        assert client.post(address(f"importrun_{name}", run.pk)).status_code == 403
    page = client.get(address("importrun_change", run.pk)).content.decode()
    assert ("Go on" in page, "Discard" in page) == (False, False)
    assert "Bring in copy" not in client.get(address("importrun_changelist")).content.decode()
    assert (Upload.objects.count(), Story.objects.count()) == (1, 0)


def test_a_stranger_logs_in_first_and_a_form_of_elsewhere_does_nothing():
    run = drop(client_of(role="importer"))
    pages = [
        address("importrun_add"),
        *(address(f"importrun_{name}", run.pk) for name in ("go_on", "discard")),
    ]
    for page in pages:
        assert "/login/" in Client().post(page, {}).url
        stranger = Client(enforce_csrf_checks=True)
        stranger.force_login(make_user(role="importer"))
        assert stranger.post(page, {}).status_code == 403
    assert ImportRun.objects.get().finished_at is None


def test_looking_at_an_act_by_its_address_does_nothing():
    client = client_of(role="importer")
    run = drop(client)
    for name in ("accept", "discard"):
        page = client.get(address(f"importrun_{name}", run.pk), follow=True)
        assert (page.request["PATH_INFO"], "Nothing was done" in message(page)) == (
            address("importrun_change", run.pk),
            True,
        )
    assert client.get(address("importrun_go_on", run.pk)).status_code == 200
    assert (Upload.objects.count(), Story.objects.count()) == (1, 0)


def test_a_run_that_has_ended_or_is_not_there_has_no_progress():
    client = client_of(role="importer")
    run = drop(client)
    client.post(address("importrun_go_on", run.pk))
    for method in (client.get, client.post):
        assert method(address("importrun_go_on", run.pk)).url == address("importrun_change", run.pk)
    assert client.get(address("importrun_go_on", 999_999)).status_code == 404


def test_a_command_s_run_is_not_gone_on_with_from_the_desk():
    run, client = ImportRun.objects.create(started_at=timezone.now()), client_of(role="importer")
    page = client.post(address("importrun_go_on", run.pk), follow=True)
    assert "Nothing that was dropped waits" in message(page)


@pytest.mark.once
def test_pages_cost_the_same_for_one_upload_and_for_thirty():
    client = client_of(role="importer")
    run = drop(client, 1)

    def queries(name, *args):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(name, *args)).status_code == 200
        return len(captured)

    pages = [
        ("importrun_add",),
        ("importrun_go_on", run.pk),
        ("importrun_change", run.pk),
        ("importrun_changelist",),
    ]
    few = [queries(*page) for page in pages]
    for number in range(30):
        Upload.objects.create(run=run, name=f"{number}.zip", file="uploads/x", files=1)
        Upload.objects.create(run=drop(client, 1), name="more.zip", file="uploads/x", files=1)
    assert [queries(*page) for page in pages] == few
    assert min(few) > 2


def test_a_piece_of_work_ends_after_some_seconds(monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 1)
    client = client_of(role="importer")
    run = drop(client, 3)
    page = client.post(address("importrun_go_on", run.pk), follow=True)
    assert (page.request["PATH_INFO"], "1 of 3 files" in page.content.decode()) == (
        address("importrun_go_on", run.pk),
        True,
    )
    told = client.post(address("importrun_go_on", run.pk), **SCRIPT).json()
    assert (told["state"], told["done"], told["found"]) == ("waits", 2, 3)


def test_how_many_stories_a_file_has_is_not_told_before_all_of_it_is_read(monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 1)
    ticks, start = count(), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(milliseconds=next(ticks)))
    told = [
        f'Ferry {n} returns,"It sailed with {n} people, and was back by {n} in the evening."\n'
        for n in range(2, 8)
    ]
    table = ContentFile(f"title,body\n{''.join(told)}".encode(), name="export.csv")
    client = client_of(role="importer")
    client.post(address("importrun_add"), sent() | {"files": [table]})
    run = ImportRun.objects.get()
    told = client.post(address("importrun_go_on", run.pk), **SCRIPT).json()
    assert (told["state"], told["done"] < 6, told["found"]) == ("waits", True, None)
    assert told["told"] == f"{told['done']} stories and other files"
    page = client.get(address("importrun_go_on", run.pk)).content.decode()
    assert f'<progress class="work-bar" data-done="{told["done"]}" aria-label' in page
    while told["state"] != "done":
        told = client.post(address("importrun_go_on", run.pk), **SCRIPT).json()
    assert (told["found"], told["told"]) == (6, "6 of 6 stories and other files")
