"""Copy brought in with a browser: dropped or chosen, sent with its folders, and taken as long as somebody looks."""

import errno
import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from articles.importing import dropping
from articles.importing.arriving import keeping
from articles.importing.failing import StorageFailed
from articles.importing.reading import chunks
from articles.models import ImportRun, Story
from tests.desk.desk import address
from tests.desk.imported import copy_number
from tests.factories import make_user
from tests.importing.helpers import write
from tests.importing.test_dropping import zipped

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def folder(tmp_path):
    """A folder with two stories in folders of their own."""
    files = {"2019/ferry-1.txt": copy_number(1), "2020/Ägypten/ferry-2.txt": copy_number(2)}
    return write(tmp_path / "wire", files)


def paths():
    return set(ImportRun.objects.get().files.values_list("collection", "path", "outcome"))


def run_page():
    return re.compile(address("importrun_change", ImportRun.objects.get().pk))


def test_a_folder_is_known_by_its_name_and_its_files_by_their_paths_in_it(desk, folder):
    desk.go(address("importrun_add"))
    desk.locator("#drop-folder").set_input_files(folder)
    expect(desk.locator("[data-list] li")).to_contain_text("wire/ 2 files")
    expect(desk.get_by_label("Collection")).to_have_value("wire")
    desk.get_by_role("button", name="Bring in as drafts").click()
    expect(desk.get_by_role("heading", name="Where everything went")).to_be_visible(timeout=30_000)
    assert paths() == {
        ("wire", "2019/ferry-1.txt", "created"),
        ("wire", "2020/Ägypten/ferry-2.txt", "created"),
    }


def test_a_manifest_goes_along_and_its_mistakes_are_mended_without_sending_the_files_again(desk, folder):
    row = "2019/ferry-1.txt,{}\n"
    path = write(folder, {"list.csv": "file,date\n" + row.format("soon")}) / "list.csv"
    desk.go(address("importrun_add"))
    desk.locator("#drop-folder").set_input_files(folder)
    desk.get_by_text("What is known of the files").click()
    desk.get_by_label("Manifest").set_input_files(path)
    desk.get_by_role("button", name="Bring in as drafts").click()
    expect(desk.get_by_role("alert")).to_contain_text("line 2, column “date”: “soon” is no date")
    path.write_text("file,date\n" + row.format("2019-04-01"))
    desk.get_by_label("Manifest").set_input_files(path)
    desk.get_by_role("button", name="Use this, and go on").click()
    expect(desk.get_by_role("heading", name="Where everything went")).to_be_visible(timeout=30_000)
    assert {name for _, name, _ in paths()} == {"2019/ferry-1.txt", "2020/Ägypten/ferry-2.txt"}
    assert Story.objects.get(files__path="2019/ferry-1.txt").published_at.year == 2019


def test_another_file_of_a_name_that_is_chosen_already_is_kept_beside_it_and_the_same_file_once(
    desk, tmp_path
):
    first, other = (
        write(tmp_path / name, {"ferry.txt": copy_number(n)}) / "ferry.txt" for n, name in enumerate("ab", 1)
    )
    desk.go(address("importrun_add"))
    for path in (first, other, first):
        desk.locator("#drop-files").set_input_files(path)
        expect(desk.locator("[data-list] li")).to_be_visible()
    expect(desk.locator("[data-list] li")).to_contain_text("2 files")
    expect(desk.locator("[data-renamed]")).to_contain_text("“ferry (2).txt”: another file of that name")
    desk.get_by_role("button", name="Bring in as drafts").click()
    expect(desk.get_by_role("heading", name="Where everything went")).to_be_visible(timeout=30_000)
    assert {path for _, path, _ in paths()} == {"ferry.txt", "ferry (2).txt"}
    assert Story.objects.count() == 2


def test_a_file_that_changed_since_it_was_chosen_is_chosen_anew(desk, tmp_path):
    path = write(tmp_path, {"ferry.txt": copy_number(1)}) / "ferry.txt"
    desk.go(address("importrun_add"))
    for number in (1, 20):
        path.write_text(copy_number(number))
        desk.locator("#drop-files").set_input_files(path)
        expect(desk.locator("[data-list] li")).to_contain_text("ferry.txt")
    desk.get_by_role("button", name="Bring in as drafts").click()
    expect(desk.get_by_role("heading", name="Where everything went")).to_be_visible(timeout=30_000)
    assert Story.objects.get().headline == "Ferry 20 returns to the harbour"


def drop(desk, **files):
    """Drop files on the page, as a hand does."""
    transfer = desk.evaluate_handle(
        """files => {
            const transfer = new DataTransfer()
            for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name))
            return transfer
        }""",
        files,
    )
    desk.dispatch_event("[data-zone]", "drop", {"dataTransfer": transfer})


def test_dropped_files_are_listed_and_can_be_left_out_before_they_are_sent(desk):
    desk.go(address("importrun_add"))
    drop(desk, **{"ferry-1.txt": copy_number(1), "ferry-2.txt": copy_number(2)})
    expect(desk.locator("[data-list] li")).to_contain_text("2 files")
    desk.get_by_role("button", name="Leave out 2 files").click()
    expect(desk.locator("[data-list]")).to_be_hidden()
    expect(desk.get_by_role("button", name="Choose files")).to_be_focused()
    drop(desk, **{"ferry-3.txt": copy_number(3)})
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.get_by_role("button", name="Import just this")).to_be_visible(timeout=30_000)
    assert paths() == {("uploads", "ferry-3.txt", "created")}
    desk.get_by_role("button", name="Import just this").click()
    expect(desk.get_by_text("showed it beforehand")).to_be_visible(timeout=30_000)
    assert Story.objects.count() == 1


def test_archives_go_as_they_are_beside_loose_files(desk, tmp_path, folder):
    archive = zipped(tmp_path / "news.zip", {"old/ferry-9.txt": copy_number(9)})
    desk.go(address("importrun_add"))
    desk.locator("#drop-files").set_input_files([archive, folder / "2019/ferry-1.txt"])
    expect(desk.locator("[data-list] li")).to_have_count(2)
    desk.get_by_role("button", name="Bring in as drafts").click()
    expect(desk).to_have_url(re.compile("/change/"), timeout=30_000)
    assert {path for _, path, _ in paths()} == {"ferry-1.txt", "news.zip/old/ferry-9.txt"}


def test_what_is_refused_is_said_and_what_was_chosen_is_still_there(desk):
    desk.go(address("importrun_add"))
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.get_by_role("alert")).to_have_text("Choose files first.")
    drop(desk, **{"ferry-1.txt": copy_number(1)})
    expect(desk.locator("[data-problem]")).to_be_hidden()
    desk.locator("form[data-drop]").evaluate("form => { form.dataset.limit = 10 }")
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.get_by_role("alert")).to_contain_text("Leave some of it out.")
    expect(desk.locator("[data-list] li")).to_contain_text("ferry-1.txt")


def test_more_than_the_server_takes_is_said_beside_what_was_chosen(desk, settings):
    """The page's own limit is of an older setting here, as it is where a server before the desk takes less."""
    desk.go(address("importrun_add"))
    settings.UPLOAD_LIMIT = 1000
    drop(desk, **{"ferry-1.txt": copy_number(1) * 9})
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.get_by_role("alert")).to_contain_text("more than is taken at once: leave some of it out")
    expect(desk.locator("[data-list] li")).to_contain_text("ferry-1.txt")
    expect(desk.get_by_role("button", name="Try it first")).to_be_enabled()
    assert not ImportRun.objects.exists()
    assert [line for line in desk.said if "413" in line]
    desk.said.clear()


def test_that_too_many_send_at_once_is_said_and_what_was_chosen_stays(desk):
    desk.go(address("importrun_add"))
    drop(desk, **{"ferry-1.txt": copy_number(1)})
    desk.route(desk.url, lambda route: route.fulfill(status=503))
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.get_by_role("alert")).to_have_text(
        "Others are sending to the newsroom just now. Send it again in a moment."
    )
    expect(desk.locator("[data-list] li")).to_contain_text("ferry-1.txt")
    assert [line for line in desk.said if "503" in line]
    desk.said.clear()


def test_a_disk_that_is_full_is_said_where_files_are_dropped_and_where_a_run_goes_on(desk, monkeypatch):
    def fail(*given, **options):
        raise StorageFailed from OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(keeping, "_store", fail)
        desk.go(address("importrun_add"))
        drop(desk, **{"ferry-1.txt": copy_number(1)})
        desk.get_by_role("button", name="Bring in as drafts").click()
        expect(desk.locator("[data-problem]")).to_contain_text(
            "Make room there. Nothing was kept: send it again then."
        )
        full.undo()
        full.setattr(dropping, "steps", fail)
        desk.get_by_role("button", name="Bring in as drafts").click()
        expect(desk.locator("[data-problem]")).to_contain_text("What is done stays done: go on then.")
    assert Story.objects.count() == 0
    desk.get_by_role("button", name="Go on").click()
    expect(desk).to_have_url(run_page(), timeout=30_000)
    assert [line for line in desk.said if "507" in line]
    desk.said.clear()


def test_a_run_is_stopped_and_gone_on_with(desk, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 1)
    desk.go(address("importrun_add"))
    drop(desk, **{f"ferry-{n}.txt": copy_number(n) for n in range(1, 41)})
    desk.get_by_role("button", name="Bring in as drafts").click()
    desk.get_by_role("button", name="Stop").click()
    expect(desk.get_by_role("button", name="Go on")).to_be_visible(timeout=30_000)
    expect(desk.get_by_role("status")).to_contain_text("Stopped after")
    run = ImportRun.objects.get()
    assert (run.finished_at, run.files.count() < 40) == (None, True)
    desk.get_by_role("button", name="Go on").click()
    expect(desk).to_have_url(run_page(), timeout=60_000)
    assert Story.objects.count() == 40


def test_without_scripts_a_button_does_it(browser, live_server, folder):
    client = Client()
    client.force_login(make_user(role="importer"))
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(address("importrun_add"))
    page.get_by_label("Files").set_input_files([folder / "2019/ferry-1.txt"])
    page.get_by_role("button", name="Bring in as drafts").click()
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(run_page())
    assert Story.objects.count() == 1
    context.close()
