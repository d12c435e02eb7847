"""The summary of a run: what it adds up, that it balances, and that it stays small."""

import json

import pytest
from django.utils import timezone

from articles.importing.reviewing import summing
from articles.importing.reviewing.frequent import Frequent
from articles.importing.reviewing.summing import summarise
from articles.models import Doubt, ImportRun
from tests.factories import make_imported_file
from tests.importing.helpers import OTHER_PARAGRAPHS, archive, copy_of, import_stories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run_of(*files) -> ImportRun:
    """A run with a file for each set of facts, dry, so that no stories are needed."""
    run = ImportRun.objects.create(collection="archive", started_at=timezone.now(), is_dry=True)
    for facts in files:
        make_imported_file(run=run, **facts)
    return run


def test_a_finished_run_keeps_its_summary(tmp_path):
    files = {
        "ferry": copy_of(),
        "again": copy_of(),
        "pie": copy_of(paragraphs=OTHER_PARAGRAPHS),
        "none": " \n",
    }
    import_stories(archive(tmp_path, **files))
    summary = ImportRun.objects.get().summary
    assert (summary["found"], summary["taken"]) == (4, 2)
    assert summary["files"] == {"created": 2, "updated": 0, "unchanged": 0, "joined": 1, "refused": 1}
    assert summary["lines"] == {"in": 14, "placed": 14, "left_out": 0}
    assert summary["values"]["source"]["top"] == [["Harbour Wire", 2]]
    assert (summary["years"], summary["days"]) == ([["2024", 2]], [["2024-03-05", 2]])
    assert ["headline", 2, {}] in [[name, filled, {}] for name, filled, _ in summary["fields"]]


def test_a_line_that_is_neither_placed_nor_left_out_is_told():
    roles = {"1": "headline", "2": "promo", "3": "page furniture", "4": "unknown"}
    left_out = [[3, "Share", "page furniture"], [2, "(Reuters)", "agency credit"]]
    run = run_of({"roles": roles, "left_out": left_out, "path": "astray.txt"})
    summary = summarise(run)
    assert summary["lines"] == {"in": 4, "placed": 2, "left_out": 1}
    assert summary["astray"] == [(run.files.get().pk, "astray.txt")]


def test_lines_left_out_are_counted_by_what_they_have_in_common():
    one = {
        "left_out": [[1, "Page 3 of 9", "unknown"], [2, "Share", "unknown"]],
        "roles": {"1": "unknown", "2": "unknown"},
    }
    two = {"left_out": [[1, "PAGE  4 of 9", "unknown"]], "roles": {"1": "unknown"}}
    run = run_of(one, two)
    first = run.files.earliest("pk").pk
    assert summarise(run)["left_out"] == [
        ["Page 3 of 9", "unknown", 2, first, 1],
        ["Share", "unknown", 1, first, 2],
    ]


def test_each_shape_has_its_doubt_rate_and_three_examples():
    run = run_of(*({"shape": "h b", "path": f"{n}.txt"} for n in range(4)), {"shape": "b", "path": "odd.txt"})
    Doubt.objects.create(file=run.files.get(path="odd.txt"), code="no-headline", sentence="No headline.")
    first, second = summarise(run)["shapes"]
    assert (first[:3], [path for _, path in first[3]]) == (["h b", 4, 0], ["0.txt", "1.txt", "2.txt"])
    assert second[:3] == ["b", 1, 1]


def test_the_files_least_like_any_other_say_why():
    usual = [{"shape": "h b", "roles": dict.fromkeys("123456", "paragraph")}] * 40
    long = {"shape": "h b", "roles": {str(n): "paragraph" for n in range(900)}, "path": "long.txt"}
    rare = {"shape": "x", "roles": dict.fromkeys("123456", "unknown"), "path": "rare.txt"}
    odd = summarise(run_of(*usual, long, rare))["odd"]
    assert [(path, why) for _, path, why in odd] == [
        ("long.txt", "900 lines, where 6 are usual."),
        ("rare.txt", "The only file of its shape. 6 of its 6 lines are unknown."),
    ]


def test_a_summary_stays_small_however_many_values_there_are(monkeypatch):
    monkeypatch.setattr(summing, "_MOST_VALUES", 300)
    files = (
        {"fields": {"source": f"Wire {n}", "byline": f"{n} " * 400}, "shape": str(n)} for n in range(400)
    )
    summary = summarise(run_of(*files))
    assert len(json.dumps(summary)) < 200_000
    assert (len(summary["values"]["source"]["top"]), summary["values"]["source"]["more"]) == (300, 100)


def test_what_is_met_often_is_counted_though_rare_keys_are_forgotten():
    counts = Frequent(10)
    for number in range(500):
        counts.add(str(number))
        counts.add("often")
    assert (list(counts.most(1)), len(counts) <= 10, counts.is_whole) == ([("often", 500, "")], True, False)


def test_a_run_without_files_has_a_summary_too():
    summary = summarise(run_of())
    assert (summary["found"], summary["lines"]["in"], summary["odd"]) == (0, 0, [])


def test_a_dry_run_tells_of_each_shape_how_often_it_is_in_doubt_as_the_run_then_does(tmp_path):
    folder = archive(tmp_path, clean=copy_of(), undated=copy_of(headline="Pies are judged", date=""))
    shown, told = [], []
    for options in ({"dry_run": True}, {}):
        import_stories(folder, **options)
        run = ImportRun.objects.latest("pk")
        summary = summarise(run)
        shown.append([(name, files, doubtful) for name, files, doubtful, _ in summary["shapes"]])
        told.append(sorted(Doubt.objects.filter(file__run=run).values_list("file__path", "code")))
    assert [sum(doubtful for *_, doubtful in shapes) for shapes in shown] == [1, 1]
    assert (shown[0], told[0]) == (shown[1], told[1])
    assert not Doubt.objects.filter(file__is_dry=True, story__isnull=False).exists()


def test_a_dry_run_over_files_that_changed_is_in_doubt_about_what_the_run_then_is(tmp_path):
    import_stories(archive(tmp_path, clean=copy_of(), undated=copy_of(headline="Pies are judged", date="")))
    changed = {"clean": copy_of(date=""), "undated": copy_of(headline="Pies are judged again", date="")}
    folder, told = archive(tmp_path, **changed), []
    for options in ({"dry_run": True}, {}):
        import_stories(folder, **options)
        run = ImportRun.objects.latest("pk")
        told.append(sorted(Doubt.objects.filter(file__run=run).values_list("file__path", "code")))
    assert {path for path, _ in told[0]} == {"clean.txt", "undated.txt"}
    assert told[0] == told[1]
