"""``check_style``: what house style finds in files, with places that lead back into them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from articles import spelling, stylebook
from tests.factories import make_story, make_user
from tests.importing.formats.test_docx import document, p
from tests.importing.helpers import run
from tests.stylebook import make_live_rule
from tests.test_styling import dismiss

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEADLINE = "Ferry returns to the harbour"
LEAD = "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said."
SECOND = "It carried forty passengers on its first crossing, and the captain said that it had run quietly."
BROKEN = "The café pays Â£4 to to the mayor, Ann Teller [CHECK], until 31 June."


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "copy").mkdir()
    return tmp_path / "copy"


def story(*paragraphs: str) -> str:
    return "\n".join([HEADLINE, *paragraphs])


def report_of(tmp_path: Path, *paths: Path, **options) -> list[dict]:
    run("check_style", *paths, report=str(tmp_path / "r.jsonl"), **options)
    return [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]


def marked(row: dict, text: str) -> list[tuple[str, str]]:
    return [(finding["code"], text[finding["start"] : finding["end"]]) for finding in row["findings"]]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_offsets_count_in_the_decoded_file(folder, tmp_path, ending, mark):
    text = ending.join([HEADLINE, "", LEAD, "", SECOND, "", BROKEN, ""])
    (folder / "a.txt").write_bytes(mark + text.encode())
    (row,) = report_of(tmp_path, folder)
    assert row["file"] == str(folder / "a.txt")
    assert marked(row, text) == [
        ("mojibake", "Â£"),
        ("doubled-word", "to to"),
        ("leftover", "[CHECK]"),
        ("impossible-date", "31 June"),
    ]
    assert row["findings"][0] == {
        "start": text.index("Â£"),
        "end": text.index("Â£") + 2,
        "code": "mojibake",
        "severity": "block",
        "message": "“Â£” was decoded wrongly: “£” was meant.",
        "replacement": "£",
    }


def test_lists_findings_by_line_for_people(folder):
    (folder / "a.txt").write_text(story(LEAD, BROKEN, SECOND))
    said = run("check_style", folder)
    assert said.status == 1
    assert said.said.splitlines()[1] == f"{folder}/a.txt:3:19: block doubled-word: to to | “to” stands twice."
    assert said.said.splitlines()[-2] == "1 story: 4 block, 0 warn, 0 info."


def test_a_clean_file_passes(folder):
    (folder / "a.txt").write_text(story(LEAD, SECOND))
    said = run("check_style", folder)
    book = f"Checked by the style book, version {stylebook.version()}, and the names that the newsroom knows."
    assert (said.status, said.said) == (0, f"1 story: 0 block, 0 warn, 0 info.\n{book}\n")


def test_rules_of_the_desk_and_known_names_are_asked_but_for_what_it_dismissed(folder, tmp_path):
    make_live_rule(find="quietly -> softly", severity="block")
    dismiss(make_story(), make_live_rule(name="Docks", find="dock").code, exact="dock")
    spelling.prefer("Petra Holm", by=make_user(role="editor"), now=timezone.now())
    text = story(LEAD, SECOND, "So said Petra Hlom, the mayor of the town, on the quay.")
    (folder / "a.txt").write_text(text)
    (row,) = report_of(tmp_path, folder)
    assert marked(row, text) == [("desk-plain-words", "quietly"), ("known-name", "Petra Hlom")]


def test_without_a_database_the_built_in_checks_are_made_and_it_says_so(folder, tmp_path):
    (folder / "a.txt").write_text(story(LEAD, BROKEN, SECOND))
    command = [sys.executable, "manage.py", "check_style", str(folder)]
    kept = {"NEWSROOM_DATA_DIR": str(tmp_path / "data"), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=kept, capture_output=True, text=True, check=False
    )
    *_, counted, told = done.stdout.splitlines()
    assert (done.returncode, counted) == (1, "1 story: 4 block, 0 warn, 0 info.")
    assert told.startswith("Only the built-in checks were made: there is no newsroom's database here")


def test_a_warning_alone_passes(folder):
    (folder / "a.txt").write_text(story(LEAD, SECOND, "It is due on May 3rd."))
    assert run("check_style", folder).status == 0


def test_the_archive_profile_is_quiet_on_style(folder, tmp_path):
    text = story(LEAD, BROKEN, "It is due on May 3rd.")
    (folder / "a.txt").write_text(text)
    (row,) = report_of(tmp_path, folder, profile="archive")
    assert [code for code, _ in marked(row, text)] == ["mojibake", "leftover", "impossible-date"]


def test_titles_of_other_stories_and_credits_are_not_looked_at(folder, tmp_path):
    foot = [
        "Source: The The Herald",
        "Proofread by Jane Larkin.",
        "Related coverage",
        "Mayor mayor on May 3rd in in Wexley",
    ]
    text = "\n".join([HEADLINE, LEAD, SECOND, *foot])
    (folder / "a.txt").write_text(text)
    (row,) = report_of(tmp_path, folder)
    assert marked(row, text) == []


def test_a_paragraph_of_several_lines_is_one(folder, tmp_path):
    lead = (
        "The ferry between Northport and Eastmere (two towns\non the bay) is back after eleven weeks in\nin dock, "
        "the harbour\noffice said on Tuesday."
    )
    text = f"{HEADLINE}\n\n{lead}\n\n{SECOND}\n"
    (folder / "a.txt").write_text(text)
    (row,) = report_of(tmp_path, folder)
    assert marked(row, text) == [("doubled-word", "in\nin")]


def test_files_of_an_archive_and_of_another_format_are_named(folder, tmp_path):
    with ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("2019/a.txt", story(LEAD, SECOND))
    page = "".join(f"<p>{text}</p>" for text in (LEAD, BROKEN, SECOND))
    (folder / "b.html").write_text(f"<html><body><article><h1>{HEADLINE}</h1>{page}</article></body></html>")
    rows = report_of(tmp_path, folder)
    assert [(row["file"], row.get("format")) for row in rows] == [
        (f"{folder}/all.zip/2019/a.txt", None),
        (f"{folder}/b.html", "html"),
    ]
    assert "doubled-word" in {finding["code"] for finding in rows[1]["findings"]}


MARKED = "The <b>mayor</b> of Caf&eacute; Row has <em>the</em> the key, [CHECK], and two boats (one lost."
FOUND = [("doubled-word", "the</em> the"), ("leftover", "[CHECK]"), ("bracket", "(one")]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "a.html",
            f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{MARKED}</p>"
            f"<p>{SECOND}</p></article></body></html>",
            FOUND,
        ),
        ("a.html", f"<p>{MARKED}</p>", FOUND),
        (
            "a.md",
            f"---\ntitle: {HEADLINE}\n---\n\n# {HEADLINE}\n\n{LEAD}\n\n"
            "In [May](/may) the the *boat* [CHECK] was (lost now.\n",
            [("doubled-word", "the the"), ("leftover", "[CHECK]"), ("bracket", "(lost")],
        ),
        (
            "a.md",
            "# The the mayor said [CHECK] that it was fine for all of us.",
            [("doubled-word", "The the"), ("leftover", "[CHECK]")],
        ),
        (
            "a.txt",
            "The the mayor said [CHECK] that it was fine for all of us.",
            [("doubled-word", "The the"), ("leftover", "[CHECK]")],
        ),
    ],
)
def test_places_are_those_of_the_file_whatever_it_is_written_as_and_stubs_are_read_too(
    folder, tmp_path, name, text, found
):
    (folder / name).write_text(text)
    (row,) = report_of(tmp_path, folder)
    assert (marked(row, text), row.get("problem")) == (found, None)


def test_a_place_that_cannot_be_told_is_none(folder, tmp_path):
    (folder / "a.docx").write_bytes(document("".join(map(p, (HEADLINE, LEAD, BROKEN, SECOND)))))
    (row,) = report_of(tmp_path, folder)
    first = row["findings"][0]
    assert (first["start"], first["end"]) == (None, None)
    assert first["message"].endswith("Its place in the file is not known. The words: to to")
    assert f"{folder}/a.docx: block doubled-word: to to" in run("check_style", folder)


def test_copy_whose_language_nobody_can_tell_is_not_read_as_english(folder, tmp_path):
    (folder / "a.txt").write_text(
        "Zrqal\n\nMivok tarpel zun 3 dorvim, ploz ploz; kelp zrad mivor tal tal benk.\n" * 3
    )
    assert [row["findings"] for row in report_of(tmp_path, folder)] == [[]]


def test_says_which_file_could_not_be_read(folder, tmp_path):
    (folder / "a.bin").write_bytes(bytes(range(256)) * 9)
    said = run("check_style", folder)
    assert said.status == 1
    assert f"{folder}/a.bin: This file" in said


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"report": "out.csv"}, "ends in .jsonl"),
        ({"report": ""}, "--report was given, and is empty."),
        ({"report": "/nowhere/at/all/r.jsonl"}, "could not be written"),
    ],
)
def test_a_wrong_call_is_refused(folder, options, sentence):
    said = run("check_style", folder, **options)
    assert said.status == 2
    assert sentence in said


def test_leaves_another_file_in_the_reports_place_alone(folder, tmp_path):
    (tmp_path / "r.jsonl").write_text("a poem")
    assert run("check_style", folder, report=str(tmp_path / "r.jsonl")).status == 2
    assert (tmp_path / "r.jsonl").read_text() == "a poem"


def test_a_path_that_leads_nowhere(folder):
    said = run("check_style", folder / "gone.txt")
    assert said.status == 2
    assert "leads nowhere" in said
