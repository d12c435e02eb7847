"""A run undone from its page: what will go and what will stay is said first, and only who may do it is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting
from articles.models import ImportRun, Stage, Story
from tests.desk.desk import address, client_of, message
from tests.desk.imported import imported
from tests.factories import make_user

pytestmark = pytest.mark.django_db


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
    client = client_of(editor)
    page = client.post(address("importrun_undone", run.pk), follow=True)
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


def test_the_page_costs_the_same_for_one_story_and_for_thirty(tmp_path):
    def queries(run):
        client = client_of()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("importrun_undo", run.pk)).status_code == 200
        return len(captured)

    assert queries(imported(tmp_path / "one")) == queries(imported(tmp_path / "many", 30)) > 4
