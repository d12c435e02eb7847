"""Whatever comes in: its own outcome, a sentence that names it, and the others imported all the same."""

import hashlib
import os
import socket
from pathlib import Path

import pytest

from articles.importing.reading import understanding
from articles.models import ImportedFile, ImportRun, Original, Outcome, Story
from tests.importing.helpers import PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def beside_a_good_one(tmp_path, name, content):
    """Import a file beside a good one; gives the result and the row of the odd file."""
    folder = write(tmp_path / "archive", {name: content, "zz-good.txt": copy_of()})
    result = import_stories(folder)
    assert Story.objects.filter(headline="Ferry returns to the harbour").exists()
    return result, ImportedFile.objects.get(path=name)


REFUSED = [
    ("empty.txt", b"", "archive/empty.txt: This file is empty."),
    ("blank.txt", b" \n\t\n", "archive/blank.txt: This file holds nothing but blanks or zeros."),
    (
        "picture",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        "archive/picture: This file is a PNG picture, not text.",
    ),
    ("noise.dat", bytes(range(256)) * 9, "archive/noise.dat: This file is not text"),
    (
        "alone.txt",
        b"\nFerry returns\n",
        "archive/alone.txt: This file holds a headline and no story (line 2).",
    ),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_a_file_without_a_story_is_refused_with_its_bytes_kept(tmp_path, name, content, sentence):
    result, file = beside_a_good_one(tmp_path, name, content)
    assert (result.status, file.outcome, file.story) == (1, Outcome.REFUSED, None)
    assert file.sentence.startswith(sentence)
    assert sentence in result
    assert bytes(file.original.data) == content


def test_a_file_without_a_headline_is_a_draft_in_doubt(tmp_path):
    result, file = beside_a_good_one(tmp_path, "a.txt", copy_of(headline="", byline="", date=""))
    assert (result.status, file.outcome) == (0, Outcome.CREATED)
    assert file.story.headline_is_provisional
    assert "does not hold the headline" in file.sentence


def test_a_file_of_fifty_megabytes_leaves_name_size_and_digest(tmp_path):
    folder = archive(tmp_path, good=copy_of())
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    result = import_stories(folder)
    file = ImportedFile.objects.get(path="huge.txt")
    assert (result.status, file.outcome, file.size, file.original) == (1, Outcome.REFUSED, 50_000_000, None)
    assert file.sha256 == hashlib.sha256(bytes(50_000_000)).hexdigest()
    assert "huge.txt: This file holds 50,000,000 bytes" in result
    assert Story.objects.count() == 1


def test_a_file_that_cannot_be_opened_is_refused(tmp_path, monkeypatch):
    opened = Path.read_bytes

    def locked(path):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    result, file = beside_a_good_one(tmp_path, "locked.txt", copy_of())
    assert (result.status, file.outcome, file.sha256) == (1, Outcome.REFUSED, "")
    assert file.sentence == "archive/locked.txt: This file could not be opened: Permission denied."


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    folder = archive(tmp_path, good=copy_of())
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    assert "dangling.txt: This is a link to a file that is not there." in import_stories(folder)
    assert Story.objects.count() == 1


def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path):
    folder = archive(tmp_path, good=copy_of())
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "socket.txt"))
        result = import_stories(folder)
    assert "pipe.txt: This is no regular file" in result
    assert "1 created, 2 refused" in result


def test_a_path_that_leads_nowhere_is_told_and_the_others_are_imported(tmp_path):
    result = import_stories(tmp_path / "gone", archive(tmp_path, good=copy_of()))
    assert result.status == 2
    assert "gone: This path leads nowhere" in result
    assert "2 files: 1 created, 1 refused." in result


def test_a_path_too_long_for_the_system_is_refused_wherever_it_is(tmp_path, monkeypatch):
    folder = archive(tmp_path, good=copy_of())
    monkeypatch.chdir(folder)
    for _ in range(30):
        Path("d" * 200).mkdir()
        monkeypatch.chdir("d" * 200)
    Path("deep.txt").write_text(copy_of())
    result = import_stories(folder, "x" * 5000)
    assert result.status == 1
    assert "x: This path could not be opened: File name too long." in result
    assert "d: This file could not be opened: File name too long." in result
    assert "3 files: 1 created, 2 refused." in result


def test_where_all_paths_lead_nowhere_there_is_no_run(tmp_path):
    result = import_stories(tmp_path / "gone", tmp_path / "lost")
    assert (result.status, ImportRun.objects.count()) == (2, 0)
    assert f"{tmp_path}/gone: This path leads nowhere" in result
    assert f"{tmp_path}/lost: This path leads nowhere" in result


def test_what_was_passed_over_stands_in_the_report(tmp_path):
    folder = archive(tmp_path, good=copy_of())
    (folder / "out.txt").symlink_to("/etc/hostname")
    import_stories(folder, report=tmp_path / "report.txt")
    assert "out.txt" in (tmp_path / "report.txt").read_text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\0" * 400, "This file holds nothing but blanks or zeros."),
        (b"", "This file is empty."),
        (b"<recipe><p>Pies</p></recipe>", "This file is marked up with <recipe>, which is not known here (line 1)."),
        (b'{"pies": [1, 2]}', "This file is JSON in which no headline and text of a story are known (line 1)."),
        (b"-- MySQL dump 10.13\nDROP TABLE x;", "This file is a database written down as SQL. Export its stories"),
        (b"{\\rtf1 {\\pict 00}}", "This RTF document holds no words."),
    ],
    ids=["zeros", "nothing", "markup", "JSON", "SQL", "RTF"],
)  # fmt: skip
def test_what_a_file_is_that_is_no_copy_is_said(tmp_path, data, said):
    assert said in import_stories(write(tmp_path / "in", {"a.txt": data}).parent / "in")


def test_a_folder_without_files_is_told(tmp_path):
    result = import_stories(write(tmp_path / "empty", {".hidden": "x"}).parent / "empty")
    assert result.status == 1
    assert "empty: this folder holds no text files." in result


def test_a_folder_with_nothing_but_pictures_is_told(tmp_path):
    folder = write(tmp_path / "pictures", {"a.png": b"\x89PNG\r\n\x1a\n"})
    result = import_stories(folder, archive(tmp_path, good=copy_of()))
    assert "pictures: this folder holds no text files." in result
    assert "archive: this folder" not in result


def test_a_folder_whose_files_cannot_be_opened_is_not_called_empty(tmp_path, monkeypatch):
    def locked(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    result = import_stories(archive(tmp_path, a=copy_of()))
    assert "could not be opened" in result
    assert "holds no text files" not in result


def test_two_files_of_the_same_content_make_one_story(tmp_path):
    result = import_stories(archive(tmp_path, one=copy_of(), two=copy_of()))
    story, two = Story.objects.get(), ImportedFile.objects.get(path="two.txt")
    assert (result.status, two.outcome, two.story) == (0, Outcome.JOINED, story)
    assert (
        two.sentence
        == f"archive/two.txt: the same bytes as archive/one.txt (story {story.pk}), joined to it."
    )
    assert (story.revision_number, Original.objects.count()) == (1, 1)


def test_markup_in_copy_is_kept_as_words_and_doubted(tmp_path):
    odd = "The page said <script>alert(1)</script> where the timetable of the ferry should have been, readers wrote."
    _, file = beside_a_good_one(
        tmp_path, "odd.txt", copy_of(headline="Page says odd things", paragraphs=[odd] * 3)
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in file.story.body
    assert "<script" not in file.story.body
    assert "Line 5 holds HTML (“<script>”)" in file.sentence


def test_markup_in_a_line_that_was_left_out_is_no_doubt(tmp_path):
    left_out = "Subscribe to our newsletter <a href='#'>here</a>"
    page = copy_of(headline="Page says odd things").replace("\n", f"\n{left_out}\n", 1)
    _, file = beside_a_good_one(tmp_path, "odd.txt", page)
    assert left_out in [words for _, words, _ in file.left_out]
    assert "markup" not in [doubt.code for doubt in file.doubts.all()]


def test_a_nul_in_copy_does_not_reach_the_database_and_is_told(tmp_path):
    _, file = beside_a_good_one(
        tmp_path, "nul.txt", copy_of(headline="Ferry is back\0 in service at last").encode()
    )
    assert file.story.headline == "Ferry is back in service at last"
    assert [(doubt.code, doubt.line) for doubt in file.doubts.all()] == [("encoding", 1)]


def test_a_file_name_that_is_no_text_is_still_a_name(tmp_path):
    folder = archive(tmp_path, good=copy_of())
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123
        file.write(copy_of(headline="Café opens on the quay"))
    assert import_stories(folder).status == 0
    assert ImportedFile.objects.filter(path="caf\\xe9.txt").exists()


def test_an_error_nobody_thought_of_refuses_one_file_and_is_logged(tmp_path, monkeypatch, caplog):
    whole = understanding.parse

    def fragile(text, *, name, **told):
        if name == "odd.txt":
            raise RecursionError("too deep")
        return whole(text, name=name, **told)

    monkeypatch.setattr(understanding, "parse", fragile)
    result, file = beside_a_good_one(tmp_path, "odd.txt", copy_of(headline="Odd"))
    assert (result.status, file.sentence) == (
        1,
        "archive/odd.txt: This file could not be read: please report it.",
    )
    assert bytes(file.original.data) == copy_of(headline="Odd").encode()
    assert "too deep" in caplog.text


def test_an_error_nobody_thought_of_refuses_one_story_of_a_file(tmp_path, monkeypatch):
    whole = understanding.parse

    def fragile(text, **told):
        if "Odd" in text:
            raise RecursionError("too deep")
        return whole(text, **told)

    monkeypatch.setattr(understanding, "parse", fragile)
    told = zip(("Ferry is back", "Odd", "Harbour is open"), PARAGRAPHS, strict=True)
    rows = "".join(f'{title},"{text}"\n' for title, text in told)
    import_stories(write(tmp_path / "archive", {"export.csv": f"title,body\n{rows}"}))
    created, refused, other = ImportedFile.objects.order_by("path")
    assert [file.outcome for file in (created, refused, other)] == ["created", "refused", "created"]
    assert refused.sentence == "archive/export.csv#row 2: This story could not be read: please report it."


def test_an_error_while_writing_leaves_nothing_half_written(tmp_path, monkeypatch):
    from articles.importing.taking import batching

    def broken(*args):
        raise ValueError("no")

    monkeypatch.setattr(batching, "hang_on", broken)
    result = import_stories(archive(tmp_path, ferry=copy_of()))
    assert result.status == 1
    assert (Story.objects.count(), ImportedFile.objects.get().outcome) == (0, Outcome.REFUSED)


def test_many_refused_files_are_told_up_to_twenty(tmp_path):
    result = import_stories(archive(tmp_path, **{f"empty{n:02}": b"" for n in range(23)}))
    assert result.said.count("This file is empty.") == 20
    assert "23 files: 23 refused." in result
    assert f"and 3 more refused; run {ImportRun.objects.get().pk} on the desk lists them." in result


def test_refused_files_beyond_twenty_are_in_the_report_where_there_is_one(tmp_path):
    files = {f"empty{n:02}": b"" for n in range(21)}
    result = import_stories(archive(tmp_path, **files), dry_run=True, report=str(tmp_path / "report.csv"))
    assert "and 1 more refused; the report lists them." in result
    again = import_stories(archive(tmp_path, **files), dry_run=True)
    assert f"run {ImportRun.objects.latest('id').pk} on the desk lists them." in again
