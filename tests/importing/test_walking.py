"""Which files a run has."""

import tracemalloc

from articles.importing import walk
from articles.importing.finding.paths import HIDDEN, OUTSIDE
from articles.importing.finding.walking import OWN_REPORT, REPEATED
from tests.importing.helpers import write


def paths(found):
    return [(file.collection, file.path) for file in found.files]


def test_a_folder_gives_its_files_sorted_under_its_own_name(tmp_path):
    folder = write(tmp_path / "archive", {"b.txt": "", "2019/c.txt": "", "a.txt": ""})
    assert paths(walk([folder])) == [("archive", "2019/c.txt"), ("archive", "a.txt"), ("archive", "b.txt")]


def test_a_file_belongs_to_the_folder_that_it_lies_in(tmp_path):
    folder = write(tmp_path / "archive", {"a.txt": ""})
    assert paths(walk([folder / "a.txt"])) == [("archive", "a.txt")]


def test_a_collection_that_is_named_holds_for_every_path(tmp_path):
    folder = write(tmp_path, {"one/a.txt": "", "two/b.txt": ""})
    found = walk([folder / "one", folder / "two" / "b.txt"], collection="harbour")
    assert paths(found) == [("harbour", "a.txt"), ("harbour", "b.txt")]


def test_hidden_files_and_folders_are_passed_over_and_told(tmp_path):
    folder = write(tmp_path / "archive", {".DS_Store": "", ".git/a.txt": "", "a.txt": ""})
    found = walk([folder])
    assert paths(found) == [("archive", "a.txt")]
    assert found.passed[HIDDEN] == [str(folder / ".DS_Store"), str(folder / ".git")]


def test_links_in_a_circle_do_no_harm(tmp_path):
    folder = write(tmp_path / "archive", {"sub/a.txt": ""})
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "self").symlink_to(folder / "sub")
    assert paths(walk([folder])) == [("archive", "sub/a.txt")]


def test_a_file_that_two_paths_lead_to_is_taken_once_and_told(tmp_path):
    folder = write(tmp_path / "archive", {"sub/a.txt": ""})
    found = walk([folder, folder / "sub", folder / "sub" / "a.txt"])
    assert paths(found) == [("archive", "sub/a.txt")]
    assert found.passed[REPEATED] == [str(folder / "sub" / "a.txt")] * 2
    assert [path for path, _ in found.folders] == [folder]


def test_of_a_file_and_a_link_to_it_in_one_folder_the_first_is_taken(tmp_path):
    folder = write(tmp_path / "archive", {"b.txt": "", "c.txt": ""})
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "d.txt").symlink_to(folder / "c.txt")
    found = walk([folder])
    assert paths(found) == [("archive", "a.txt"), ("archive", "c.txt")]
    assert found.passed[REPEATED] == [str(folder / "b.txt"), str(folder / "d.txt")]


def test_little_more_than_its_name_is_kept_of_a_file(tmp_path):
    folder = write(tmp_path / "archive", {f"{number:060}.txt": "" for number in range(500)})
    tracemalloc.start()
    found = walk([folder])
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(found.files), kept < 500 * 250) == (500, True)
    assert [found.files[499].file, *[one.file for one in found.files[:2]]] == [
        folder / f"{number:060}.txt" for number in (499, 0, 1)
    ]


def test_two_folders_of_one_name_keep_their_files_apart(tmp_path):
    folder = write(tmp_path, {"x/2019/a.txt": "one", "y/2019/a.txt": "two"})
    found = walk([folder / "x" / "2019", folder / "y" / "2019"])
    assert paths(found) == [("2019", "a.txt"), ("y/2019", "a.txt")]


def test_a_path_that_leads_nowhere_is_a_file_with_a_problem(tmp_path):
    (file,) = walk([tmp_path / "gone"]).files
    assert (file.missing, file.problem[:24]) == (True, "This path leads nowhere:")


def test_a_folder_that_cannot_be_opened_is_told_and_the_others_are_walked(tmp_path, monkeypatch):
    folder = write(tmp_path / "archive", {"locked/a.txt": "", "open/b.txt": ""})
    listed = type(folder).iterdir

    def iterdir(path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(type(folder), "iterdir", iterdir)
    locked, free = walk([folder]).files
    assert (locked.path, locked.problem) == ("locked", "This folder could not be opened: Permission denied.")
    assert (free.path, free.problem) == ("open/b.txt", "")


def test_links_that_lead_out_of_the_folder_are_passed_over_and_told(tmp_path):
    folder = write(tmp_path / "archive", {"a.txt": ""})
    away = write(tmp_path / "private", {"b.txt": ""})
    (folder / "away").symlink_to(away)
    (folder / "b.txt").symlink_to(away / "b.txt")
    found = walk([folder])
    assert paths(found) == [("archive", "a.txt")]
    assert found.passed[OUTSIDE] == [str(folder / "away"), str(folder / "b.txt")]


def test_a_folder_that_is_given_by_a_link_is_walked(tmp_path):
    folder = write(tmp_path / "archive", {"a.txt": ""})
    (tmp_path / "link").symlink_to(folder)
    assert paths(walk([tmp_path / "link"])) == [("archive", "a.txt")]


def test_the_report_that_is_being_written_is_passed_over(tmp_path):
    folder = write(tmp_path / "archive", {"a.txt": "", "report.csv": ""})
    found = walk([folder], report=folder / "report.csv")
    assert paths(found) == [("archive", "a.txt")]
    assert found.passed[OWN_REPORT] == [str(folder / "report.csv")]


def test_a_name_is_shown_on_one_line_whatever_it_holds(tmp_path):
    folder = write(tmp_path / "archive", {"a\nb\x1b[31m\u202e.txt": ""})
    assert paths(walk([folder])) == [("archive", "a\\nb\\x1b[31m\\u202e.txt")]
