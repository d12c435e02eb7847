"""A run undone from its page: what will go and what will stay is said first, and only who may do it is asked."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting
from articles.desk.imports import undoing as undo_pages
from articles.importing import undoing
from articles.models import ImportRun, Stage, Story
from tests.desk.desk import address, client_of, message
from tests.desk.imported import imported
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def stages():
    return list(Story.objects.order_by("pk").values_list("stage", flat=True))


def test_the_page_says_what_will_go_and_what_will_stay_and_does_nothing_yet(tmp_path):
    run, editor = imported(tmp_path, 3), make_user(role="editor", username="ed")
    touched = Story.objects.earliest("pk")
    drafting.save(touched, {"standfirst": "At noon"}, base=1, by=editor, now=timezone.now())
    page = client_of(editor).get(address("importrun_undo", run.pk))
    told = page.context["told"]
    assert (told.spiked, told.withdrawn, told.left.total()) == (2, 0, 1)
    assert [(reason, number, more) for reason, number, _, more in page.context["left"]] == [
        ("somebody has worked on it", 1, 0)
    ]
    assert address("story_change", touched.pk) in page.content.decode()
    assert "<strong>1</strong> story as it is" in page.content.decode()
    assert set(stages()) == {Stage.DRAFT}


def test_the_button_undoes_what_nobody_touched_and_says_so(tmp_path):
    run, editor = imported(tmp_path, 2), make_user(role="editor", username="ed")
    client, asks = client_of(editor), "How right it is"
    assert asks in client.get(address("importrun_change", run.pk)).content.decode()
    page = client.post(address("importrun_undone", run.pk), follow=True)
    assert asks not in page.content.decode()
    assert page.request["PATH_INFO"] == address("importrun_change", run.pk)
    assert "2 untouched drafts spiked" in message(page)
    assert (set(stages()), ImportRun.objects.get().undone_by) == ({Stage.SPIKED}, editor)
    assert "was undone on" in message(client.post(address("importrun_undone", run.pk), follow=True))


def test_the_runs_page_offers_it_to_who_may_and_where_there_is_something_to_undo(tmp_path):
    run = imported(tmp_path)
    page, link = address("importrun_change", run.pk), address("importrun_undo", run.pk)
    assert [link in client_of(role=role).get(page).content.decode() for role in ("editor", "importer")] == [
        True,
        False,
    ]
    soon = timezone.now() + timedelta(minutes=1)
    for facts in ({"is_dry": True}, {"is_dry": False, "finished_at": None, "busy_until": soon}):
        ImportRun.objects.update(**facts)
        assert link not in client_of().get(page).content.decode()


@pytest.mark.parametrize(("name", "method"), [("importrun_undo", "get"), ("importrun_undone", "post")])
def test_a_run_at_work_is_left_alone(tmp_path, name, method):
    run = imported(tmp_path)
    ImportRun.objects.update(busy_until=timezone.now() + timedelta(minutes=1))
    answer = getattr(client_of(), method)(address(name, run.pk), follow=True)
    assert ("is at work" in message(answer), stages()) == (True, [Stage.DRAFT])


@pytest.mark.parametrize("name", ["importrun_undo", "importrun_undone"])
@pytest.mark.parametrize("role", ["writer", "importer", "proofreader"])
def test_who_may_not_spike_and_withdraw_undoes_nothing(tmp_path, name, role):
    run = imported(tmp_path)
    client = client_of(role=role)
    answer = getattr(client, "get" if name == "importrun_undo" else "post")(address(name, run.pk))
    assert (answer.status_code, stages()) == (403, [Stage.DRAFT])


def test_looking_at_the_act_by_its_address_undoes_nothing(tmp_path):
    run = imported(tmp_path)
    page = client_of().get(address("importrun_undone", run.pk), follow=True)
    assert (page.request["PATH_INFO"], "Nothing was done" in message(page)) == (
        address("importrun_undo", run.pk),
        True,
    )
    assert stages() == [Stage.DRAFT]


def test_a_dry_run_and_one_that_is_not_there_have_nothing_to_undo(tmp_path):
    run = imported(tmp_path)
    ImportRun.objects.update(is_dry=True)
    assert "was a dry run" in message(client_of().get(address("importrun_undo", run.pk), follow=True))
    assert client_of().get(address("importrun_undo", 999_999)).status_code == 404


@pytest.mark.once
def test_the_page_costs_the_same_for_one_story_and_for_thirty(tmp_path):
    def queries(run):
        client = client_of()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("importrun_undo", run.pk)).status_code == 200
        return len(captured)

    assert queries(imported(tmp_path / "one")) == queries(imported(tmp_path / "many", 30)) > 4


@pytest.fixture
def piecemeal(monkeypatch):
    """Undoing goes through one story a request."""
    monkeypatch.setattr(undoing, "TRANCHE", 1)
    monkeypatch.setattr(undo_pages, "PIECE", timedelta(0))


@pytest.mark.usefixtures("piecemeal")
def test_a_large_run_is_undone_a_piece_a_request_by_a_button_and_told_as_a_whole(tmp_path):
    run, editor = imported(tmp_path, 3), make_user(role="editor", username="ed")
    drafting.save(
        Story.objects.earliest("pk"), {"standfirst": "At noon"}, base=1, by=editor, now=timezone.now()
    )
    client, page = client_of(editor), address("importrun_undone", run.pk)
    assert client.post(page).url == f"{page}#start"
    shown = client.get(page)
    assert shown.context["progress"]["told"] == "1 of 3 stories"
    assert 'data-working="stories"' in shown.content.decode()
    for _ in range(2):
        assert client.post(page).url == f"{page}#start"
    said = message(client.post(page, follow=True))
    assert "2 untouched drafts spiked" in said
    assert "1 left as it is: somebody has worked on it" in said
    assert ImportRun.objects.get().undone_by == editor


@pytest.mark.usefixtures("piecemeal")
def test_a_script_hears_how_far_the_undoing_is(tmp_path):
    run, client = imported(tmp_path, 2), client_of(role="editor")
    send = partial(client.post, address("importrun_undone", run.pk), headers={"accept": "application/json"})
    assert send().json() == {
        "state": "waits", "done": 1, "found": 2, "told": "1 of 2 stories", "outcomes": [["spiked", 1]],
    }  # fmt: skip
    ImportRun.objects.update(busy_until=timezone.now() + timedelta(minutes=1))
    answer = send()
    assert (answer.status_code, answer.json()["state"], "problem" in answer.json()) == (409, "working", True)
    ImportRun.objects.update(busy_until=None)
    assert [send().json()["state"] for _ in range(2)] == ["waits", "done"]
    assert set(stages()) == {Stage.SPIKED}
    assert (send().status_code, send().json()["state"]) == (409, "done")


@pytest.mark.usefixtures("piecemeal")
def test_what_was_undone_in_part_is_looked_through_anew_for_who_asks_again(tmp_path):
    run, client = imported(tmp_path, 2), client_of(role="editor")
    client.post(address("importrun_undone", run.pk))
    assert client.get(address("importrun_undo", run.pk)).context["told"].spiked == 1
    assert client.get(address("importrun_undone", run.pk)).url == address("importrun_undo", run.pk)
