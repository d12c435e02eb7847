"""What a run is told of its files by --manifest, --pattern and --columns, from the command to the reader."""

import zipfile

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import ImportedFile, ImportRun, OldAddress, Story
from tests.factories import make_user
from tests.importing.helpers import OTHER_PARAGRAPHS, copy_of, forget, import_stories, run, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FERRY = copy_of(date="")
PIES = copy_of(headline="Pie contest opens in Wexley", date="", paragraphs=OTHER_PARAGRAPHS)
ROWS = "file,old url,headline,date,section,language,source\n"
FERRY_ROW = "a.txt,https://old.example/ferry.html,Ferry sails,2019-04-07,Harbour,en-GB,Harbour Wire\n"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "archive", {"2019/a.txt": FERRY, "2019/b.txt": PIES})


@pytest.fixture
def manifest(tmp_path):
    return write(tmp_path, {"list.csv": ROWS + FERRY_ROW}) / "list.csv"


def of(path):
    return ImportedFile.objects.filter(path=path).latest("pk")


def test_a_manifest_supplies_what_files_lack_and_wins_over_what_they_say(folder, manifest):
    result = import_stories(folder, manifest=str(manifest))

    file = of("2019/a.txt")
    assert (file.story.headline, f"{file.story.published_at:%F}") == ("Ferry sails", "2019-04-07")
    assert [doubt.field for doubt in file.doubts.all()] == ["headline"]
    assert "list.csv says nothing of 1 file: archive/2019/b.txt." in result
    assert result.status == 0


def test_the_address_in_a_manifest_leads_readers_to_the_story(folder, manifest, client, tmp_path):
    make_user(role="editor", username="ed")
    import_stories(folder, manifest=str(manifest), publish=True, by="ed", undated="2020-01-01")
    story = of("2019/a.txt").story
    story.doubts.update(settled_at="2026-01-01T00:00Z", settled_by_name="ed")
    run("publish_run", ImportRun.objects.get().pk, by="ed")

    answer = client.get("/ferry.html", headers={"host": "localhost"})
    assert (answer.status_code, OldAddress.objects.get().story) == (301, story)
    asked = (
        write(tmp_path, {"old.txt": "https://old.example/ferry.html\nhttps://old.example/pies\n"}) / "old.txt"
    )
    assert "https://old.example/pies" in run("check_redirects", asked)


@pytest.mark.parametrize(
    ("old", "is_taken"),
    [
        ("/archive", False),
        ("https://old.example/admin/x/", False),
        ("/sources/", False),
        ("/?p=12", True),
        ("/stories/9/ferry/", True),
    ],
)
def test_an_old_address_where_a_page_of_ours_stands_is_refused(folder, manifest, old, is_taken):
    manifest.write_text(f"file,url\n2019/a.txt,{old}\n")
    refused = (
        f"list.csv: line 2, column “url”: at “{old}” stands a page of this site, so it can lead to no story: "
    )
    assert (refused in import_stories(folder, manifest=str(manifest)), Story.objects.count() > 0) == (
        not is_taken,
        is_taken,
    )


def test_a_manifest_with_a_bad_row_is_refused_before_anything_is_taken(folder, manifest):
    manifest.write_text(ROWS + FERRY_ROW + "b.txt,,,soon,,,\n")
    result = import_stories(folder, manifest=str(manifest))

    assert (result.status, ImportRun.objects.exists()) == (2, False)
    assert "list.csv: line 3, column “date”: “soon” is no date:" in result


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"manifest": "none.csv"}, "The manifest none.csv could not be opened: No such file or directory."),
        ({"manifest": ""}, "--manifest was given, and is empty."),
        ({"pattern": "{yaer}/*"}, "“{yaer}/*” is no pattern: in braces stand {year},"),
        (
            {"pattern": "{year}-{slug}"},
            "The pattern “{year}-{slug}” says nothing of any file here, for example",
        ),
        ({"columns": "titel"}, "“titel” is no map of columns: write headline=Titel,body=Text;"),
    ],
)
def test_a_wrong_option_is_refused_with_what_is_wrong(folder, options, says):
    result = import_stories(folder, **options)

    assert (result.status, ImportRun.objects.exists(), says in result) == (2, False, True), result.said


def test_a_pattern_dates_and_names_files_and_those_that_it_does_not_fit_are_told(folder):
    write(folder, {"odd.txt": copy_of(date="", paragraphs=OTHER_PARAGRAPHS[::-1])})
    result = import_stories(folder, pattern="archive/{year}/{id}.txt")

    story = of("2019/a.txt").story
    assert (story.slugline, story.published_precision, story.published_at.year) == ("a", "year", 2019)
    assert "The pattern “archive/{year}/{id}.txt” does not fit 1 file: archive/odd.txt." in result


def test_a_map_of_columns_says_what_a_table_holds(folder):
    table = f"Kopf,Rumpf\nFerry returns,{' '.join(OTHER_PARAGRAPHS).replace(',', '')}\n"
    write(folder, {"table.csv": table})
    import_stories(folder / "table.csv", columns="headline=Kopf,body=Rumpf")

    assert Story.objects.get().headline == "Ferry returns"


def test_a_manifest_names_files_in_an_archive_by_their_path_there(folder, manifest, tmp_path):
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.write(folder / "2019/a.txt", "x/a.txt")
    manifest.write_text("file,headline\nx/a.txt,Ferry sails\n")
    import_stories(tmp_path / "news.zip", manifest=str(manifest))

    assert Story.objects.get().headline == "Ferry sails"


def test_a_dry_run_is_accepted_with_all_that_it_was_told(folder, manifest):
    import_stories(folder, manifest=str(manifest), pattern="{year}/*", dry_run=True)
    dry = ImportRun.objects.get()
    assert not Story.objects.exists()
    assert "2 files: 2 created." in import_stories(accept=dry.pk)

    made = {file.story.headline: file.fields for file in ImportedFile.objects.filter(is_dry=False)}
    shown = {file.path: file.fields for file in dry.files.all()}
    assert made == {
        "Ferry sails": shown["2019/a.txt"], "Pie contest opens in Wexley": shown["2019/b.txt"],
    }  # fmt: skip


@pytest.mark.parametrize("option", ["accept", "resume"])
def test_a_run_does_not_go_on_with_a_manifest_that_changed(folder, manifest, option):
    import_stories(folder, manifest=str(manifest), dry_run=True)
    dry = ImportRun.objects.get()
    ImportRun.objects.update(finished_at=dry.finished_at if option == "accept" else None)
    manifest.write_text(manifest.read_text().replace("2019", "2018"))
    result = import_stories(**{option: dry.pk})

    assert (result.status, ImportRun.objects.count()) == (2, 1)
    assert f"list.csv changed since run {dry.pk} read it: put it back, or call anew." in result


def test_a_stopped_run_goes_on_with_what_it_was_told(folder, manifest):
    import_stories(folder, manifest=str(manifest), dry_run=True)
    stopped = ImportRun.objects.get()
    forget(stopped.files.filter(path="2019/a.txt"))
    ImportRun.objects.update(finished_at=None, counts={"created": 1})
    import_stories(resume=stopped.pk)

    assert of("2019/a.txt").fields["headline"] == "Ferry sails"


def test_a_sample_is_no_reason_to_say_that_a_row_names_no_file(folder, manifest):
    manifest.write_text(ROWS + FERRY_ROW + "b.txt,,,,,,\n")
    result = import_stories(folder, manifest=str(manifest), sample="1", dry_run=True)

    assert "list.csv" not in result


def test_what_does_not_go_together_stands_in_the_report_too(folder, manifest, tmp_path):
    import_stories(folder, manifest=str(manifest), report=str(tmp_path / "report.txt"))

    assert "list.csv says nothing of 1 file: archive/2019/b.txt." in (tmp_path / "report.txt").read_text()


def test_a_manifest_that_changed_is_applied_to_files_that_did_not(folder, manifest):
    import_stories(folder, manifest=str(manifest))
    manifest.write_text(manifest.read_text().replace("Ferry sails,2019", "Ferry sails again,2018"))
    result = import_stories(folder, manifest=str(manifest))

    file = of("2019/a.txt")
    assert (file.story.headline, f"{file.story.published_at:%F}") == ("Ferry sails again", "2018-04-07")
    first = ImportRun.objects.earliest("pk").pk
    says = f"unchanged since run {first}, but the manifest says otherwise now. Updated: date, headline."
    assert (file.outcome, says in file.sentence, "1 updated" in result.said) == ("updated", True, True)
    assert import_stories(folder, manifest=str(manifest)).said.count("unchanged") >= 1
    assert of("2019/a.txt").outcome == "unchanged"


def test_a_manifest_that_changed_leaves_what_a_person_edited_and_asks(folder, manifest):
    import_stories(folder, manifest=str(manifest))
    story = of("2019/a.txt").story
    changes = {"headline": "Ferry back at sea"}
    drafting.save(story, changes, base=1, by=make_user(role="editor"), now=timezone.now())
    manifest.write_text(manifest.read_text().replace("Ferry sails,2019", "Ferry sails again,2018"))
    import_stories(folder, manifest=str(manifest))

    story.refresh_from_db()
    assert (story.headline, f"{story.published_at:%F}") == ("Ferry back at sea", "2018-04-07")
    assert story.doubts.filter(code="edited-since", field="headline").exists()


def test_a_manifest_for_files_that_were_taken_without_one_gives_them_what_it_says(folder, manifest, client):
    import_stories(folder)
    import_stories(folder, manifest=str(manifest))

    assert of("2019/a.txt").story.headline == "Ferry sails"
    assert OldAddress.objects.get().story == of("2019/a.txt").story
    import_stories(folder)
    assert (of("2019/a.txt").outcome, of("2019/a.txt").story.headline) == ("unchanged", "Ferry sails")


def test_a_copy_of_a_story_does_not_overwrite_it_because_its_row_changed(folder, manifest):
    write(folder, {"2019/c.txt": FERRY.replace("harbour office", "port office")})
    import_stories(folder, manifest=str(manifest))
    manifest.write_text(manifest.read_text() + "c.txt,https://old.example/c,Ferry of another name,,,,\n")
    import_stories(folder, manifest=str(manifest))

    assert Story.objects.filter(headline="Ferry sails").count() == 1
    assert {row.story for row in OldAddress.objects.all()} == {of("2019/a.txt").story}
    assert OldAddress.objects.count() == 2
