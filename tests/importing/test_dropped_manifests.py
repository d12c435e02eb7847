"""What is told of dropped files beside their bytes: as the command takes it, through every request to the run's end."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from articles.importing import dropping
from articles.importing.arriving.beside import Told
from articles.importing.reading import chunks
from articles.models import ImportRun, OldAddress, Story
from articles.rules import Refused
from tests.importing.helpers import import_stories, write
from tests.importing.test_dropping import dropped, kept, stories, work, zipped

pytestmark = pytest.mark.django_db
HEAD = "file,old URL,date,source\n"
ROWS = "".join(f"ferry-{n}.txt,https://old.example/{n},2019-04-0{n},Wire {n}\n" for n in range(1, 6))


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def told(folder, text=HEAD + ROWS, pattern="", name="list.csv") -> Told:
    return Told((name, write(folder / "told", {name: text}) / name), pattern)


def days() -> dict[str, date]:
    rows = Story.objects.values_list("files__path", "published_at")
    return {path: localtime(at).date() for path, at in rows}


ALL_DAYS = {f"ferry-{n}.txt": date(2019, 4, n) for n in range(1, 6)}


def test_a_manifest_holds_through_all_requests_and_goes_with_the_files_in_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    run = dropped(tmp_path, stories(5), told=told(tmp_path))
    assert run.options == {"dropped": "5 loose files", "manifest": "list.csv"}
    assert (work(run) > 2, days()) == (True, ALL_DAYS)
    assert set(Story.objects.values_list("source_credit", flat=True)) == {f"Wire {n}" for n in range(1, 6)}
    assert (OldAddress.objects.count(), kept(), run.uploads.count()) == (5, [], 0)


def test_the_command_goes_on_by_it(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "PIECE", timedelta(0))
    monkeypatch.setattr(chunks, "FILES", 2)
    run = dropped(tmp_path, stories(5), told=told(tmp_path))
    dropping.go_on(run, clock=timezone.now)
    assert import_stories("--resume", run.pk).status == 0
    assert days() == ALL_DAYS


def test_a_dry_run_shows_what_it_says_and_the_run_that_accepts_it_does_just_that(tmp_path):
    dry = dropped(tmp_path, stories(5), told=told(tmp_path), is_dry=True)
    work(dry)
    assert dry.files.get(path="ferry-3.txt").fields["published"] == "2019-04-03"
    work(begun := dropping.accept(dry, by=None, now=timezone.now()))
    assert (begun.counts, days(), kept()) == ({"created": 5}, ALL_DAYS, [])


def test_a_pattern_says_what_paths_mean_in_an_archive_and_the_manifest_wins(tmp_path):
    files = {f"2018/03/0{n}-{name}": text for n, (name, text) in enumerate(stories(2).items(), 1)}
    packed = zipped(tmp_path / "news.zip", files)
    given = told(tmp_path, HEAD + "01-ferry-1.txt,,2019-04-01,\n", "{year}/{month}/{day}-{slug}")
    now = timezone.now()
    run = dropping.keep([("news.zip", packed)], told=given, is_dry=False, by=None, now=now)
    work(run)
    assert set(days().values()) == {date(2019, 4, 1), date(2018, 3, 2)}
    assert set(Story.objects.values_list("slugline", flat=True)) == {"ferry-1", "ferry-2"}
    assert (
        "list.csv says nothing of 1 file: uploads/news.zip/2018/03/02-ferry-2.txt" in run.options["unmatched"]
    )


FAULTY = HEAD + "ferry-1.txt,,soon,Wire\n,,2019-04-02,Wire\nferry-1.txt,,2019-04-03,Wire\n"


def test_mistakes_are_told_by_line_and_hold_the_run_up_until_they_are_mended(tmp_path):
    run = dropped(tmp_path, stories(5), told=told(tmp_path, FAULTY, "{yaer}"))
    faults = " ".join(run.options["faults"])
    assert all(words in faults for words in ("line 2, column “date”", "line 3", "“{yaer}” is no pattern"))
    with pytest.raises(Refused, match="has mistakes"):
        dropping.go_on(run, clock=timezone.now)
    resumed = import_stories("--resume", run.pk)
    assert (resumed.status, "has mistakes: mend it" in resumed, Story.objects.count()) == (2, True, 0)
    dropping.mend(run, told(tmp_path, pattern="{slug}"), now=timezone.now())
    work(run)
    assert (days(), run.options["pattern"], "faults" in run.options) == (ALL_DAYS, "{slug}", False)


def test_a_manifest_without_a_mistake_stays_where_only_the_pattern_has_one(tmp_path):
    run = dropped(tmp_path, stories(5), told=told(tmp_path, pattern="{yaer}"))
    dropping.mend(run, Told(pattern="{still}"), now=timezone.now())
    run = ImportRun.objects.get()
    assert (len(run.options["faults"]), run.uploads.filter(is_manifest=True).count()) == (1, 1)
    dropping.mend(run, Told(), now=timezone.now())
    work(run)
    assert (days(), "pattern" in run.options) == (ALL_DAYS, False)


def test_the_files_go_on_without_it_where_somebody_says_so(tmp_path, django_capture_on_commit_callbacks):
    run = dropped(tmp_path, stories(2), told=told(tmp_path, pattern="{yaer}"))
    with django_capture_on_commit_callbacks(execute=True):
        dropping.mend(run, None, now=timezone.now())
    assert run.options == {"dropped": "2 loose files"}
    assert len(kept()) == 1
    with pytest.raises(Refused, match="no mistakes any more"):
        dropping.mend(run, None, now=timezone.now())
    work(run)
    assert set(days().values()) == {date(2024, 3, 5)}


def test_a_manifest_that_lies_among_the_files_is_no_copy(tmp_path):
    files = stories(5) | {"list.csv": HEAD + ROWS}
    work(run := dropped(tmp_path, files, told=told(tmp_path)))
    assert (run.counts, days()) == ({"created": 5}, ALL_DAYS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The manifest list.csv: "),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "The manifest list.csv: "),
        ("name,date\na.txt,2019-04-01\n", "list.csv has no column that names files"),
        (HEAD + "other.txt,,2019-04-01,\n", "list.csv says nothing of any file here, for example uploads/ferry-1.txt"),
    ],
)  # fmt: skip
def test_what_is_no_manifest_of_these_files_holds_them_up_too(tmp_path, text, says):
    run = dropped(tmp_path, stories(1), told=told(tmp_path, text))
    assert says in run.options["faults"][0]
    assert run.uploads.get().files == 1
