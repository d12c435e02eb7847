"""Runs and files of the mail room, to be read only."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.models import Doubt, ImportedFile, ImportRun, Original
from tests.desk.desk import address, client_of
from tests.factories import make_imported_story

pytestmark = [pytest.mark.django_db, pytest.mark.once]

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
    lines = response.context["sides"].lines
    assert [(line.number, line.role, line.is_doubtful) for line in lines] == [
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
    file = make_file(sentence="a.txt: It is not text.", path="a.txt")
    page = client_of(role="importer").get(address("importrun_change", file.run_id)).content.decode()
    assert "<strong>2</strong> refused" in page
    assert ">a.txt: It is not text.</a></li>" in page


@pytest.mark.once
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


@pytest.mark.parametrize(("name", "refusal"), [("importrun", 400), ("importedfile", 403)])
def test_nothing_of_it_can_be_made_up_changed_or_deleted(name, refusal):
    file = make_file()
    pk = file.run_id if name == "importrun" else file.pk
    client = client_of()
    assert client.post(address(f"{name}_add"), {"collection": "other"}).status_code == refusal
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


def test_lines_that_went_nowhere_have_no_mark():
    refused = make_file(roles={})
    client = client_of(role="importer")
    assert 'class="role"' not in client.get(address("importedfile_change", refused.pk)).content.decode()
    taken = make_file(b"Two\n\nlines\n", roles={"1": "headline", "3": "paragraph"})
    page = client.get(address("importedfile_change", taken.pk)).content.decode()
    assert page.count('class="role"') == 2


def test_files_of_the_newest_run_come_first():
    files = [make_file(data, path="same.txt") for data in (b"One", b"Two", b"Three")]
    listed = client_of(role="importer").get(address("importedfile_changelist")).context["cl"].result_list
    assert list(listed) == files[::-1]


def test_a_run_says_how_it_was_called_and_its_name_once():
    run = make_file().run
    called = {"paths": ["incoming", "more"], "collection": "archive", "publish": True}
    ImportRun.objects.filter(pk=run.pk).update(options=called)
    page = client_of(role="importer").get(address("importrun_change", run.pk)).content.decode()
    assert "<code>incoming</code>, <code>more</code>" in page
    assert "<dt>Publish</dt><dd>yes</dd>" in page
    assert page.count("<dd>archive</dd>") == 1
    assert f"Run {run.pk}, archive" not in page


def test_times_have_twenty_four_hours_in_lists_too():
    run = make_file().run
    ImportRun.objects.filter(pk=run.pk).update(started_at=datetime(2026, 3, 5, 13, 7, tzinfo=UTC))
    assert "5 Mar 2026 13:07<" in client_of().get(address("importrun_changelist")).content.decode()


def test_a_story_shows_each_file_once_as_it_came_last():
    story = make_imported_story(path="ferry.txt")
    first = story.files.get()
    again = make_file(path="ferry.txt", collection="archive", outcome="updated", story=story)
    page = client_of().get(address("story_change", story.pk))
    assert page.context["files"] == [again]
    assert f"File: ferry.txt</a> (run {again.run_id})" in page.content.decode()
    assert first.run_id < again.run_id


def test_a_story_that_came_again_is_released_in_the_run_that_brought_it_last():
    story = make_imported_story(path="ferry.txt")
    again = make_file(path="ferry.txt", collection="archive", outcome="updated", story=story)
    client_of().post(address("story_move", story.pk, "release"), {"revision": 1, "confirmed": "yes"})
    assert story.editions.get().archive_run == again.run
