"""A manifest and a pattern sent with what is dropped in the desk: taken by it, or their mistakes told by line."""

import errno

import pytest
from django.core.files.base import ContentFile

from articles.importing.arriving import keeping
from articles.importing.failing import StorageFailed
from articles.models import ImportRun, Story
from tests.desk.desk import address, client_of, message
from tests.desk.imported import copy_number

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = {"HTTP_ACCEPT": "application/json"}
GOOD = "file,date,section\nferry-1.txt,2019-04-01,Harbour\n"
FAULTY = "file,date\nferry-1.txt,soon\nferry-2.txt,2019-13-01\n"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def table(text):
    return ContentFile(text.encode(), name="list.csv")


def drop(client, manifest=None, pattern="", how="drafts", **headers):
    files = [ContentFile(copy_number(n).encode(), name=f"ferry-{n}.txt") for n in (1, 2)]
    sent = {"files": files, "as": how, "pattern": pattern} | (
        {"manifest": table(manifest)} if manifest else {}
    )
    return client.post(address("importrun_add"), sent, follow=not headers, **headers)


def test_the_page_says_what_can_be_told_of_files_and_their_run_what_was():
    client = client_of(role="importer")
    page = client.get(address("importrun_add")).content.decode()
    assert "file,old URL,headline,date,section,language,source" in page
    drop(client, GOOD, "{slug}")
    run = ImportRun.objects.get()
    client.post(address("importrun_go_on", run.pk))
    dates = [
        at and at.year for at in Story.objects.order_by("headline").values_list("published_at", flat=True)
    ]
    assert (dates, Story.objects.filter(slugline="ferry-2").count()) == ([2019, 2024], 1)
    told = dict(client.get(address("importrun_change", run.pk)).context["options"])
    assert (told["Manifest"], told["Pattern"]) == ("list.csv", "{slug}")
    assert told["Unmatched"] == "list.csv says nothing of 1 file: uploads/ferry-2.txt."


def test_mistakes_are_told_by_line_before_anything_is_read_and_mended_without_sending_the_files_again():
    client = client_of(role="importer")
    page = drop(client, FAULTY)
    run = ImportRun.objects.get()
    text = page.content.decode()
    assert page.request["PATH_INFO"] == address("importrun_go_on", run.pk)
    assert ("line 2, column “date”: “soon” is no date" in text, "line 3, column “date”" in text) == (
        True,
        True,
    )
    told = client.post(address("importrun_go_on", run.pk), follow=True)
    assert ("has mistakes" in message(told), Story.objects.count()) == (True, 0)
    mended = client.post(address("importrun_mend", run.pk), {"manifest": table(GOOD)}, follow=True)
    assert "0 of 2 files" in mended.content.decode()
    client.post(address("importrun_go_on", run.pk))
    assert Story.objects.filter(published_at__year=2019).count() == 1


def test_a_script_is_led_to_the_mistakes_and_hears_of_them():
    client = client_of(role="importer")
    begun = drop(client, pattern="{yaer}", **SCRIPT).json()
    run = ImportRun.objects.get()
    assert begun == {"page": f"{address('importrun_go_on', run.pk)}#start"}
    told = client.post(address("importrun_go_on", run.pk), **SCRIPT)
    assert (told.status_code, "has mistakes" in told.json()["problem"]) == (409, True)


def test_what_has_mistakes_again_is_shown_again_as_it_was_typed():
    client = client_of(role="importer")
    drop(client, pattern="{yaer}")
    page = client.post(
        address("importrun_mend", ImportRun.objects.get().pk), {"pattern": "{mnth}"}, follow=True
    )
    assert ("“{mnth}” is no pattern" in page.content.decode(), 'value="{mnth}"' in page.content.decode()) == (
        True,
        True,
    )


def test_a_run_with_mistakes_says_so_on_its_page_and_goes_on_without_them_by_a_button():
    client = client_of(role="importer")
    drop(client, FAULTY, how="dry")
    run = ImportRun.objects.get()
    page = client.get(address("importrun_change", run.pk)).content.decode()
    assert ("has mistakes, which are to be mended first" in page, "Mend them" in page) == (True, True)
    client.post(address("importrun_mend", run.pk), {"without": "yes"})
    client.post(address("importrun_go_on", run.pk))
    run.refresh_from_db()
    assert (run.counts, "manifest" in run.options) == ({"created": 2}, False)
    again = client.post(address("importrun_mend", run.pk), {"without": "yes"}, follow=True)
    assert f"Run {run.pk} has ended." in message(again)


def test_who_brings_nothing_in_mends_nothing_and_nothing_is_mended_by_get():
    client = client_of(role="importer")
    drop(client, FAULTY)
    run = ImportRun.objects.get()
    assert (
        client_of(role="writer").post(address("importrun_mend", run.pk), {"without": "yes"}).status_code
        == 403
    )
    told = client.get(address("importrun_mend", run.pk), follow=True)
    assert ("Nothing was done" in message(told), "faults" in ImportRun.objects.get().options) == (True, True)
    assert client.post(address("importrun_mend", run.pk + 1), {"without": "yes"}).status_code == 404


def test_a_disk_that_is_full_when_a_manifest_is_mended_is_said_and_the_files_go_on_waiting(monkeypatch):
    def fail(*given):
        raise StorageFailed from OSError(errno.ENOSPC, "No space left on device")

    client = client_of(role="importer")
    drop(client, FAULTY)
    run = ImportRun.objects.get()
    monkeypatch.setattr(keeping, "_store", fail)
    told = client.post(address("importrun_mend", run.pk), {"manifest": table(GOOD)}, follow=True)
    assert "Nothing was changed: send it again then." in message(told)
    run.refresh_from_db()
    assert (len(run.options["faults"]), run.uploads.get().files, run.busy_until) == (3, 2, None)
