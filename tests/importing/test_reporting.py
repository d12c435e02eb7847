"""The report: a row a file, in the form that its name asks for."""

import csv
import json

import pytest

from articles.importing.reporting import report_of
from articles.models import Doubt, ImportRun, Story
from tests.importing.helpers import SEEDS, archive, copy_of, import_stories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def report(tmp_path, *paths, ending="jsonl", **options):
    file = tmp_path / f"report.{ending}"
    import_stories(*paths, report=str(file), **options)
    return file.read_text("utf-8-sig" if ending == "csv" else "utf-8")


def rows(tmp_path, *paths, **options):
    return [json.loads(line) for line in report(tmp_path, *paths, **options).splitlines()]


def test_a_row_holds_what_was_read(tmp_path):
    (row,) = rows(tmp_path, archive(tmp_path, ferry=copy_of()))
    assert (row["file"], row["refused"]) == (str(tmp_path / "archive" / "ferry.txt"), False)
    assert (row["headline"], row["byline"]) == ("Ferry returns to the harbour", "Ana Ruiz and Jo Lind")
    assert (row["source"], row["proofreader"], row["published"]) == ("Harbour Wire", None, "2024-03-05")
    assert [len(row["body"]), row["related"], row["doubts"]] == [3, [], []]
    assert row["lines"]["1"] == "headline"
    assert (row["outcome"], row["encoding"], row["story"]) == ("created", "utf-8", Story.objects.get().pk)


def test_a_provisional_headline_is_null(tmp_path):
    (row,) = rows(tmp_path, SEEDS / "scraped.txt")
    assert row["headline"] is None
    assert row["proposed_headline"]


def test_related_holds_promos_and_titles_in_file_order_with_dates(tmp_path):
    (row,) = rows(tmp_path, SEEDS / "scraped.txt")
    assert [(item["line"], item["promo"]) for item in row["related"]] == [
        (1, True), (10, True), (13, False), (15, False), (17, False), (19, False), (21, False),
    ]  # fmt: skip
    assert row["related"][0]["date"] == "2025-02-11T18:40"


def test_every_line_has_a_role_and_every_doubt_its_field(tmp_path):
    (row,) = rows(tmp_path, SEEDS / "scraped.txt")
    assert list(row["lines"]) == [str(number) for number in range(1, 26)]
    assert {(doubt["code"], doubt["field"]) for doubt in row["doubts"]} == {
        ("no-headline", "headline"), ("no-date", "published"),
    }  # fmt: skip


def test_a_refused_file_has_a_row_with_its_sentence(tmp_path):
    (row,) = rows(tmp_path, archive(tmp_path, empty=b""))
    assert (row["refused"], row["sentence"], row["story"]) == (
        True, "archive/empty.txt: This file is empty.", None,
    )  # fmt: skip


def test_a_dry_run_reports_the_same_but_for_the_story(tmp_path):
    folder = archive(
        tmp_path, a=copy_of(), b=copy_of(headline="Ferry is late by a week again", date=""), c=b""
    )
    dry, real = rows(tmp_path, folder, dry_run=True), rows(tmp_path, folder)
    assert [row | {"story": None} for row in real] == dry


def test_a_second_run_still_reports_what_was_read(tmp_path):
    folder = archive(tmp_path, ferry=copy_of())
    (first,), (second,) = rows(tmp_path, folder), rows(tmp_path, folder)
    assert second["outcome"] == "unchanged"
    assert second | {"outcome": "", "sentence": ""} == first | {"outcome": "", "sentence": ""}


@pytest.mark.parametrize("files", [{}, {"a": copy_of()}, {"a": copy_of(), "b": b""}], ids=len)
def test_json_is_one_list(tmp_path, files):
    (tmp_path / "archive").mkdir()
    assert len(json.loads(report(tmp_path, archive(tmp_path, **files), ending="json"))) == len(files)


def test_csv_opens_in_a_spreadsheet_with_counts_and_sentences(tmp_path):
    text = report(tmp_path, SEEDS / "scraped.txt", ending="csv")
    (row,) = csv.DictReader(text.splitlines())
    assert (row["outcome"], row["source"], row["paragraphs"], row["lines"]) == (
        "created",
        "larkspurgroup",
        "5",
        "25",
    )
    assert "does not hold the headline" in row["doubts"]


@pytest.mark.parametrize("source", ["=HYPERLINK(1)", "＝HYPERLINK(1)"])
def test_csv_runs_no_formula_that_came_in_copy(tmp_path, source):
    text = report(tmp_path, archive(tmp_path, a=copy_of(source=source)), ending="csv")
    (row,) = csv.DictReader(text.splitlines())
    assert row["source"].startswith("'")


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_a_report_of_ours_is_no_story(tmp_path, ending):
    folder = archive(tmp_path, ferry=copy_of())
    (folder / f"old.{ending}").write_text(report(tmp_path, folder, ending=ending), encoding="utf-8")
    result = import_stories(folder)
    assert f"archive/old.{ending}: This file is a report of import_stories, not a story." in result
    assert Story.objects.count() == 1


@pytest.mark.parametrize("ending", ["csv", "html", "json", "jsonl", "txt"])
def test_a_report_is_written_over_an_older_one_and_over_nothing_else(tmp_path, ending):
    folder, file = archive(tmp_path, ferry=copy_of()), tmp_path / f"report.{ending}"
    (tmp_path / "none").mkdir()
    for before in (tmp_path / "none", folder, folder):
        assert import_stories(before, report=str(file)).status == (before != folder)
    file.write_text(copy_of(headline="Copy that nobody has twice"), encoding="utf-8")
    result = import_stories(folder, report=str(file))
    assert result.status == 2
    assert file.read_text(encoding="utf-8") == copy_of(headline="Copy that nobody has twice")
    assert f"{file} is there and is no report: it was left as it is. Give another name." in result


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_a_full_disk_ends_the_report_and_not_the_run(tmp_path, ending):
    file = tmp_path / f"report.{ending}"
    file.symlink_to("/dev/full")
    result = import_stories(archive(tmp_path, ferry=copy_of()), report=str(file))
    assert result.status == 1
    assert "The report could not be written, and is not whole: No space left on device." in result
    run = ImportRun.objects.get()
    assert (run.counts, run.finished_at is None) == ({"created": 1}, False)


def test_text_tells_each_file_with_its_doubts_and_then_the_counts(tmp_path):
    folder = archive(tmp_path, a=copy_of(date=""), b=b"")
    said = report(tmp_path, folder, ending="txt").splitlines()
    assert said[0] == "created    archive/a.txt: taken as a draft."
    assert said[1].strip() == f"? {Doubt.objects.get().sentence}"
    assert said[2] == "refused    archive/b.txt: This file is empty."
    assert "2 files: 1 created, 1 refused." in said


def test_page_shows_every_file_and_runs_nothing_of_it(tmp_path):
    folder = archive(tmp_path, a=copy_of(headline="Mayor <script>alert(1)</script> & council meet"))
    page = report(tmp_path, folder, ending="html")
    assert "<script>" not in page
    assert "Mayor &lt;script&gt;alert(1)&lt;/script&gt; &amp; council meet" in page
    assert "1 file: 1 created." in page
    assert page.endswith("</html>\n")


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_the_report_of_what_is_kept_says_what_that_of_the_command_said(tmp_path, ending):
    given = archive(tmp_path, ferry=copy_of(), empty=b"", scraped=(SEEDS / "scraped.txt").read_bytes())
    told = report(tmp_path, given, ending=ending)
    kept = b"".join(report_of(ImportRun.objects.get(), f".{ending}"))
    encoding = "utf-8-sig" if ending == "csv" else "utf-8"
    # What differs: the command tells files by where they lie on the disk, which the newsroom need not know.
    assert kept.decode(encoding).replace("\r\n", "\n") == told.replace(f"{tmp_path}/", "")


def test_the_report_of_a_dry_run_is_kept_too(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()), dry_run=True)
    rows = [json.loads(line) for line in b"".join(report_of(ImportRun.objects.get(), ".jsonl")).splitlines()]
    assert [(row["outcome"], row["story"], row["headline"], row["paragraphs"]) for row in rows] == [
        ("created", None, "Ferry returns to the harbour", 3)
    ]
