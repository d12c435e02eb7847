"""The page of a run: what it brought, how right it is, and the same number of queries for one file and for fifty."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.importing.reviewing.summing import add_up
from articles.models import ImportRun, Tick
from tests.desk.desk import address, client_of, message
from tests.desk.imported import copy_number, doubted, imported
from tests.factories import make_imported_file, make_user
from tests.importing.helpers import APPEAL, import_stories, page_copy, write

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
pytestmark = pytest.mark.django_db


def page_of(run, *, role="importer"):
    return client_of(role=role).get(address("importrun_change", run.pk))


def test_a_run_balances_its_files_and_its_lines(tmp_path):
    page = page_of(imported(tmp_path, 3, none=" \n"))
    figures, balance = page.context["figures"], page.context["balance"]
    assert (balance["found"], [part["count"] for part in balance["parts"]]) == (4, [3, 0, 0, 1])
    assert (balance["balances"], figures["lines"]["balances"]) == (True, True)
    assert figures["lines"]["in"] == figures["lines"]["placed"] + figures["lines"]["left_out"] == 21
    assert "do not balance" not in page.content.decode()


@pytest.mark.parametrize("is_dry", [True, False])
def test_a_run_lists_the_headings_of_its_page_in_their_order(tmp_path, is_dry):
    run = imported(tmp_path, 3, none=" \n")
    doubted(run)
    ImportRun.objects.update(is_dry=is_dry)
    page = page_of(run).content.decode()
    assert re.findall(r'<li><a href="#([\w-]+-title)"', page) == re.findall(r'<h2 id="([\w-]+-title)"', page)
    assert ('id="next-title"' in page) is not is_dry


def test_files_without_an_outcome_are_told_loudly(tmp_path):
    run = imported(tmp_path, 2)
    ImportRun.objects.update(found=5)
    page = page_of(run).content.decode()
    assert "Files do not balance." in page
    assert 'role="alert"' in page


def test_values_lead_to_the_files_that_give_them(tmp_path):
    run = imported(tmp_path, 3)
    page = page_of(run)
    source, _, byline = page.context["figures"]["values"]
    listed = [
        client_of().get(rows["first"][0]["address"]).context["cl"].result_list for rows in (source, byline)
    ]
    assert [(rows["first"][0]["value"], len(found)) for rows, found in zip((source, byline), listed, strict=True)] == [
        ("Harbour Wire", 3), ("Ana Ruiz", 3),
    ]  # fmt: skip
    day = page.context["figures"]["days"][0]
    assert len(client_of().get(day["address"]).context["cl"].result_list) == day["count"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"is_dry": True}, "--accept"),
        ({"undone_at": timezone.now(), "undone_by_name": "Ed"}, "by Ed."),
        ({"finished_at": None, "busy_until": timezone.now() + timedelta(hours=1)}, "At work."),
        ({"finished_at": None, "summary": {}, "active_at": timezone.now() + timedelta(hours=1)}, "At work."),
        ({"finished_at": None, "active_at": timezone.now() + timedelta(hours=1)}, "--resume"),
        ({"finished_at": None, "active_at": timezone.now() - timedelta(hours=1)}, "--resume"),
        ({"summary": {}}, "Not added up yet"),
    ],
)
def test_each_state_of_a_run_is_told(tmp_path, facts, says):
    run = imported(tmp_path)
    ImportRun.objects.update(**facts)
    assert says in page_of(run).content.decode()


def test_progress_is_asked_for_by_itself(tmp_path):
    run = imported(tmp_path, 2)
    ImportRun.objects.update(finished_at=None, busy_until=timezone.now() + timedelta(hours=1), found=9)
    answer = client_of(role="importer").get(address("importrun_progress", run.pk)).json()
    assert answer == {
        "state": "working", "done": 2, "found": 9, "told": "2 of 9 files", "outcomes": [["created", 2]],
    }  # fmt: skip


def test_a_run_is_added_up_anew_by_who_imports_alone(tmp_path):
    run = imported(tmp_path)
    ImportRun.objects.update(summary={})
    assert client_of(role="writer").post(address("importrun_add_up", run.pk)).status_code == 403
    client_of(role="importer").post(address("importrun_add_up", run.pk))
    run.refresh_from_db()
    assert run.summary["taken"] == 1
    client_of(role="importer").get(address("importrun_add_up", run.pk))


def test_the_page_of_a_large_run_says_the_same_without_going_through_its_files(tmp_path, monkeypatch):
    run = imported(tmp_path, 3, none=" \n", more=APPEAL)
    doubted(run)
    run.refresh_from_db()
    add_up(run)
    told = []
    for large in (6, 5):
        monkeypatch.setattr("articles.models.ImportRun.LARGE", large)
        with CaptureQueriesContext(connection) as captured:
            page = page_of(run)
        told.append(page.content.decode().partition("<main")[2])
    assert told[0].replace(TOKEN.search(told[0])[0], TOKEN.search(told[1])[0]) == told[1]
    asked = [row["sql"] for row in captured if 'FROM "articles_importedfile"' in row["sql"]]
    bounded = ("IN (", "EXISTS", "OFFSET")
    assert [sql for sql in asked if not any(word in sql for word in bounded)] == []


def test_of_very_many_open_doubts_the_first_are_counted(tmp_path, monkeypatch):
    run = imported(tmp_path, 3)
    doubted(run)
    monkeypatch.setattr("articles.desk.imports.first_doubts.LOOKED_AT", 2)
    page = page_of(run)
    assert [(row["files"], row["open"].told) for row in page.context["codes"]] == [(3, "2+")]
    assert "2+ files with open ones" in page.content.decode()


def queries_of(run, name, *args, role="importer"):
    client = client_of(role=role)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(name, *args)).status_code == 200
    return len(captured)


@pytest.mark.once
def test_pages_of_a_run_cost_the_same_for_one_file_and_for_thirty(tmp_path):
    one, many = imported(tmp_path / "one"), imported(tmp_path / "many", 30)
    doubted(one), doubted(many)
    for name in ("importrun_change", "importrun_tick"):
        assert queries_of(one, name, one.pk) == queries_of(many, name, many.pk) > 4


def test_ticks_go_from_file_to_file_and_give_a_rate(tmp_path):
    run, editor = imported(tmp_path, 3), make_user(role="editor")
    client, tick = client_of(editor), address("importrun_tick", run.pk)
    for verdict in ("right", "wrong", "right"):
        page = client.get(tick)
        assert "Northport and Eastmere" in page.content.decode()
        ticked = address("importrun_ticked", run.pk, page.context["file"].pk)
        last = client.post(ticked, {"is": verdict, "note": ""}, follow=True)
    assert last.request["PATH_INFO"] == address("importrun_change", run.pk)
    assert (last.context["measured"].wrong, last.context["rates"]["rate"]) == (1, "33.3")
    assert set(Tick.objects.values_list("by_name", flat=True)) == {editor.username}


def test_a_page_of_ticks_leads_back_to_its_run(tmp_path):
    run = imported(tmp_path)
    page = client_of().get(address("importrun_tick", run.pk)).content.decode()
    assert f'<a href="{address("importrun_change", run.pk)}">Run {run.pk}</a> &rsaquo; File 1 of 1' in page


def test_a_skipped_file_comes_last_and_who_only_writes_ticks_nothing(tmp_path):
    run = imported(tmp_path, 3)
    first = client_of().get(address("importrun_tick", run.pk))
    assert (first.context["place"], first.context["skip"]) == (1, 2)
    writer = client_of(role="writer")
    assert writer.get(address("importrun_tick", run.pk)).status_code == 403
    ticked = address("importrun_ticked", run.pk, first.context["file"].pk)
    assert (writer.post(ticked, {"is": "right"}).status_code, Tick.objects.count()) == (403, 0)
    assert "logged out" in message(client_of().get(ticked, follow=True))


def test_a_file_outside_the_sample_is_not_ticked(tmp_path):
    run = imported(tmp_path)
    other = make_imported_file()
    assert client_of().post(address("importrun_ticked", run.pk, other.pk), {"is": "right"}).status_code == 404


def test_lines_that_were_learned_are_listed_with_files_that_have_them(tmp_path):
    import_stories(write(tmp_path / "archive", {f"f{n:02}.txt": page_copy(n) for n in range(22)}))
    run = ImportRun.objects.get()
    page = page_of(run)
    files = list(run.files.order_by("pk").values_list("pk", "path")[:3])
    told = page.context["recurring"]
    assert (told["count"], told["more"], told["others"]) == (1, 0, [])
    assert told["first"] == [
        {"line": APPEAL, "folder": "archive", "looked_at": 22, "stories": 22, "run": None, "files": 22,
         "examples": [[pk, path] for pk, path in files]}
    ]  # fmt: skip
    assert f'/importedfile/{files[0][0]}/change/">f00.txt</a>' in page.content.decode()


def test_a_run_that_learned_nothing_says_nothing_of_it(tmp_path):
    assert "Lines learned as furniture" not in page_of(imported(tmp_path)).content.decode()


def test_run_with_a_file_of_several_stories_balances(tmp_path):
    rows = "".join(f'{n},Ferry {n} returns,"{copy_number(n)}"\n' for n in (1, 2, 3))
    write(tmp_path / "archive", {"export.csv": f"id,title,body\n{rows}"})
    run = imported(tmp_path, 1)
    told = page_of(run).context["balance"]
    assert (told["found"], told["total"], told["balances"]) == (4, 4, True)
    assert told["held"] == "2 files with 4 stories"


def test_a_report_of_a_run_is_downloaded_in_every_form_by_who_sees_runs(tmp_path):
    run = imported(tmp_path, 2, none=" \n")
    client = client_of(role="writer")
    for ending in client.get(address("importrun_change", run.pk)).context["report_endings"]:
        answer = client.get(address("importrun_report", run.pk, ending))
        assert answer["Content-Disposition"] == f'attachment; filename="run-{run.pk}.{ending}"'
        assert "ferry-2.txt" in b"".join(answer.streaming_content).decode()
    assert client.get(f"{address('importrun_report', run.pk, 'csv')}x").status_code == 404
    assert client.get(address("importrun_report", 999_999, "csv")).status_code == 404
    assert "/login/" in Client().get(address("importrun_report", run.pk, "csv")).url


@pytest.mark.once
def test_a_report_costs_the_same_for_one_file_and_for_thirty(tmp_path):
    def queries(run):
        client = client_of(role="importer")
        with CaptureQueriesContext(connection) as captured:
            list(client.get(address("importrun_report", run.pk, "csv")).streaming_content)
        return len(captured)

    one, many = imported(tmp_path / "one"), imported(tmp_path / "many", 30)
    doubted(one), doubted(many)
    assert queries(one) == queries(many) > 4
