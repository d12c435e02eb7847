"""Copy brought in by scripts: a file is a run, as if it had been dropped in the desk."""

import io
import tarfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.importing import dropping
from articles.importing.failing import StorageFailed
from articles.importing.reading import chunks
from articles.models import ImportRun, Story, Upload
from tests.desk.imported import copy_number, doubted
from tests.desk.scripts import V1, script, wrong
from tests.factories import make_imported_file, make_token, make_user
from tests.importing.helpers import copy_of
from tests.importing.test_matching import LONG

pytestmark = [pytest.mark.django_db, pytest.mark.once]
IMPORTS = f"{V1}imports/"


@pytest.fixture(autouse=True)
def _taken_at_once(settings, tmp_path, monkeypatch):
    """However long a machine with much to do takes over a file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(dropping, "PIECE", timedelta(hours=1))


def bring(client, data=None, name="ferry-1.txt", content_type="text/plain", **query):
    data = copy_number(1).encode() if data is None else data
    asked = "&".join(f"{key}={value}" for key, value in {"name": name, **query}.items() if value is not None)
    return client.post(f"{IMPORTS}?{asked}", data, content_type=content_type)


def archive(count):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for n in range(1, count + 1):
            content = copy_number(n).encode()
            head = tarfile.TarInfo(f"ferry-{n:03}.txt")
            head.size = len(content)
            tar.addfile(head, io.BytesIO(content))
    return data.getvalue()


def test_a_file_becomes_a_draft_and_its_run_is_told():
    user = make_user(role="importer")
    response = bring(script("import", by=user), collection="Wire")
    run, story = ImportRun.objects.get(), Story.objects.get()
    told = response.json()
    assert (response.status_code, response.headers["Location"]) == (201, told["self"])
    assert told["self"] == f"http://testserver{IMPORTS}{run.pk}/"
    assert (told["state"], told["created"], told["found"], told["next"]) == ("done", 1, 1, None)
    (file,) = told["files"]
    assert (file["path"], file["outcome"], file["story"]) == ("ferry-1.txt", "created", story.pk)
    assert (run.by, run.by_name, run.collection, story.stage) == (user, user.username, "Wire", "draft")
    assert story.headline == "Ferry 1 returns to the harbour"
    assert [entry.detail["through"][:6] for entry in story.ledger.all()] == ["Token "]
    assert not Upload.objects.exists()


def test_the_same_file_twice_changes_nothing():
    client = script("import", role="importer")
    first, second = bring(client).json(), bring(client).json()
    assert [first["created"], second["created"], second["unchanged"]] == [1, 0, 1]
    assert (first["files"][0]["story"], Story.objects.count()) == (second["files"][0]["story"], 1)


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "application/octet-stream", "application/json"]
)
def test_the_body_is_the_file_whatever_type_it_says(kind):
    assert bring(script("import"), content_type=kind).json()["created"] == 1


def test_a_dry_run_makes_no_story():
    told = bring(script("import"), dry="true").json()
    assert (told["is_dry"], told["created"], told["files"][0]["story"], Story.objects.count()) == (
        True,
        1,
        None,
        0,
    )


def test_what_the_importer_doubts_is_told_with_the_file():
    client = script("import", by=(user := make_user(role="importer")))
    bring(client)
    run = ImportRun.objects.get(by=user)
    doubted(run)
    (doubt,) = client.get(f"{IMPORTS}{run.pk}/").json()["files"][0]["doubts"][-1:]
    assert doubt == {
        "code": "no-date", "field": "published", "line": None, "is_open": True,
        "sentence": "The file does not say when.",
    }  # fmt: skip


def lose(right, user):
    """Let an account have all rights of its role but for one."""
    user.user_permissions.set(user.groups.get().permissions.exclude(codename=right))
    user.groups.clear()


@pytest.mark.parametrize(
    ("scopes", "lost", "is_told"),
    [(("import", "read"), "", True), (("import",), "", False), (("import", "read"), "view_story", False)],
)
def test_headlines_of_drafts_are_told_to_who_may_read_them_alone(scopes, lost, is_told):
    client = script(*scopes, by=(user := make_user(role="editor")))
    lose(lost, user)
    bring(script("import"), copy_of(paragraphs=LONG).encode())
    secret = "The minister’s “affair” (2 of 3”) that nobody knows of"
    Story.objects.update(headline=secret)
    held = Story.objects.get().pk
    for copy in (f"{copy_of(paragraphs=LONG)}\n", copy_of(headline="Part", paragraphs=LONG[:4])):
        told = bring(client, copy.encode(), name=f"{len(copy)}.txt").json()
        for answer in (told, client.get(told["self"]).json()):
            assert f"story {held}" in str(answer)
            assert (f"story {held} (“{secret}”)" in str(answer)) is is_told
            assert ("affair" in str(answer)) is is_told


def test_an_archive_that_takes_longer_is_gone_on_with_until_it_is_done(monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 1)
    client = script("import", role="importer")
    response = bring(client, archive(3), "wire.tar")
    statuses, told = [response.status_code], response.json()
    while told["state"] == "waits":
        response = client.post(told["self"])
        statuses, told = [*statuses, response.status_code], response.json()
    assert (told["state"], told["created"], Story.objects.count()) == ("done", 3, 3)
    assert (statuses[0], set(statuses[1:])) == (202, {200})
    assert client.post(told["self"]).json() == told


def test_many_files_are_told_in_pages_by_as_many_queries_as_one(django_assert_num_queries):
    user = make_user(role="importer")
    client, run = (
        script("import", by=user),
        ImportRun.objects.create(collection="a", started_at=timezone.now(), by=user),
    )
    files = [make_imported_file(run=run)]
    client.get(f"{IMPORTS}{run.pk}/")
    with django_assert_num_queries(5):
        client.get(f"{IMPORTS}{run.pk}/")
    files += [make_imported_file(run=run) for _ in range(101)]
    with django_assert_num_queries(5):
        told = client.get(f"{IMPORTS}{run.pk}/").json()
    assert (len(told["files"]), told["next"]) == (100, f"{told['self']}?after={files[99].pk}")
    rest = client.get(told["next"]).json()
    assert ([file["path"] for file in rest["files"]], rest["next"]) == (
        [files[100].path, files[101].path],
        None,
    )


def test_nobody_hears_of_the_runs_of_others():
    run = ImportRun.objects.create(collection="a", started_at=timezone.now(), by=make_user(role="importer"))
    for client in (script("import"), script("import", by=make_user(superuser=True))):
        assert client.get(f"{IMPORTS}{run.pk}/").status_code == 404
        assert client.post(f"{IMPORTS}{run.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "member"),
    [
        ({"name": None}, "name"), ({"name": ""}, "name"), ({"name": "../a.txt"}, "name"), ({"name": "/a.txt"}, "name"),
        ({"name": "a//b.txt"}, "name"), ({"name": "a%00b"}, "name"), ({"name": "a%0ab"}, "name"),
        ({"name": "x" * 201}, "name"), ({"collection": "x" * 121}, "collection"), ({"dry": "yes"}, "dry"),
        ({"dry": ""}, "dry"), ({"as": "drafts"}, "as"), ({"name": "a&name=b"}, "name"),
    ],
)  # fmt: skip
def test_a_query_that_is_not_understood_brings_nothing_in(query, member):
    assert member in wrong(bring(script("import"), **query))
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "status"), [(b"", "a.txt", 411), (b"x", ".hidden", 422), (b"\x00" * 50, "a.txt", 201)]
)
def test_what_is_no_copy_is_refused_with_a_sentence_or_as_a_file(data, name, status):
    response = bring(script("import"), data, name)
    assert response.status_code == status
    assert response.json().get("refused", 0) == ImportRun.objects.count()
    assert not Story.objects.exists()


def test_a_form_is_told_to_send_the_file_itself():
    response = script("import").post(f"{IMPORTS}?name=a.txt", {"file": io.BytesIO(b"copy")})
    assert (response.status_code, ImportRun.objects.exists()) == (415, False)


def test_what_is_too_large_is_turned_away_unread(settings):
    settings.UPLOAD_LIMIT = 100
    response = bring(script("import"))
    assert (response.status_code, ImportRun.objects.exists()) == (413, False)


def test_a_body_that_breaks_off_is_not_kept():
    _, secret = make_token()
    client = Client(headers={"authorization": f"Bearer {secret}"})
    whole = copy_number(1).encode()
    sent = {"wsgi.input": io.BytesIO(whole), "CONTENT_LENGTH": str(len(whole) + 1)}
    response = client.generic("POST", f"{IMPORTS}?name=a.txt", whole, "text/plain", **sent)
    assert (response.status_code, ImportRun.objects.exists(), Upload.objects.exists()) == (400, False, False)


def test_a_full_disk_is_told_as_such(monkeypatch):
    def full(*args, **kwargs):
        raise StorageFailed from OSError(28, "No space left on device")

    monkeypatch.setattr(dropping, "keep", full)
    response = bring(script("import"))
    assert (response.status_code, "Make room there" in response.json()["detail"]) == (507, True)


def test_somebody_else_at_the_run_is_told():
    user = make_user(role="importer")
    client = script("import", by=user)
    now = timezone.now()
    run = ImportRun.objects.create(
        collection="a",
        started_at=now,
        by=user,
        busy_until=now + timedelta(minutes=1),
        options={"dropped": "a"},
    )
    response = client.post(f"{IMPORTS}{run.pk}/")
    assert (response.status_code, "Somebody else is at work" in response.json()["detail"]) == (409, True)
    assert client.get(f"{IMPORTS}{run.pk}/").json()["state"] == "working"
