"""Runs and files of the mail room, to be read only."""

import hashlib

import pytest
from django.utils import timezone

from articles.models import Doubt, ImportedFile, ImportRun, Original
from tests.desk.desk import address, client_of
from tests.factories import make_imported_story

pytestmark = pytest.mark.django_db

COPY = b"Ferry returns\r\n\r\nThe ferry is back.\r\nShare this page <script>alert(1)</script>\r\n"


def make_file(data=COPY, **facts):
    """A file in a run of its own, kept with its bytes and the roles of its lines."""
    original = Original.objects.create(sha256=hashlib.sha256(data).hexdigest(), data=data)
    run = ImportRun.objects.create(
        collection="archive", started_at=timezone.now(), counts={"created": 1, "refused": 2}
    )
    roles = {"1": "headline", "3": "paragraph", "4": "furniture"}
    told = {
        "run": run,
        "path": "2024/ferry “back”.txt",
        "size": len(data),
        "roles": roles,
        "outcome": "refused",
    }
    return ImportedFile.objects.create(original=original, sha256=original.sha256, **(told | facts))


def test_a_file_shows_each_line_with_where_it_went():
    file = make_file()
    Doubt.objects.create(file=file, line=3, sentence="Is this the whole text?")
    response = client_of(role="importer").get(address("importedfile_change", file.pk))
    assert [(line["number"], line["role"], line["is_doubtful"]) for line in response.context["lines"]] == [
        (1, "headline", False), (2, "", False), (3, "paragraph", True), (4, "furniture", False),
    ]  # fmt: skip
    page = response.content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "Is this the whole text?" in page


def test_a_file_that_is_no_text_still_has_its_page():
    file = make_file(b"\x00\x01\x02\xff" * 50, sentence="It is not text.")
    page = client_of().get(address("importedfile_change", file.pk)).content.decode()
    assert "It is not text." in page


def test_the_original_is_given_back_byte_for_byte_as_an_attachment():
    file = make_file()
    response = client_of(role="importer").get(address("importedfile_original", file.pk))
    assert response.content == COPY
    assert response.headers["Content-Type"] == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_bytes_that_were_not_kept_are_not_found():
    file = make_file()
    ImportedFile.objects.update(original=None)
    assert client_of().get(address("importedfile_original", file.pk)).status_code == 404


def test_a_run_shows_its_counts_and_its_refusals():
    file = make_file(sentence="It is not text.")
    page = client_of(role="importer").get(address("importrun_change", file.run_id)).content.decode()
    assert "<strong>2</strong> refused" in page
    assert "It is not text." in page


@pytest.mark.parametrize("name", ["importrun", "importedfile"])
def test_lists_cost_the_same_for_one_row_and_for_thirty(
    name, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(role="importer")
    make_imported_story()
    with django_assert_max_num_queries(12) as one:
        client.get(address(f"{name}_changelist"))
    for _ in range(29):
        make_imported_story()
    with django_assert_num_queries(len(one)):
        client.get(address(f"{name}_changelist"))


@pytest.mark.parametrize("name", ["importrun", "importedfile"])
def test_nothing_of_it_can_be_added_changed_or_deleted(name):
    file = make_file()
    pk = file.run_id if name == "importrun" else file.pk
    client = client_of()
    assert client.post(address(f"{name}_add"), {}).status_code == 403
    assert client.post(address(f"{name}_delete", pk), {"post": "yes"}).status_code == 403
    client.post(address(f"{name}_change", pk), {"path": "elsewhere", "collection": "other"})
    file.refresh_from_db()
    assert (file.path, file.run.collection) == ("2024/ferry “back”.txt", "archive")


def test_a_run_leads_to_its_files_with_open_doubts():
    make_file(path="calm.txt")
    doubtful = make_file(b"Other copy", path="doubtful.txt")
    Doubt.objects.create(file=doubtful, sentence="Is this right?")
    client = client_of(role="importer")
    page = client.get(address("importrun_change", doubtful.run_id)).content.decode()
    assert "doubts=open" in page
    listed = client.get(address("importedfile_changelist"), {"doubts": "open"}).context["cl"].result_list
    assert list(listed) == [doubtful]
