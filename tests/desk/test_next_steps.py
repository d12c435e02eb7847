"""The strip under a run's state: what is to be done next, by whom, and what is done already."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import credits, drafting
from articles.desk.paging import Tally
from articles.importing.reviewing.sampling import sample, tick
from articles.models import Doubt, ImportRun, OldAddress, Story, Writer
from tests.desk.desk import address, client_of
from tests.desk.imported import copy_number, doubted, imported
from tests.desk.test_import_runs import page_of, queries_of
from tests.factories import make_imported_story, make_user
from tests.importing.helpers import copy_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def others(folder):
    """A run of other stories."""
    return imported(folder, 0, **{f"ferry-{n}": copy_number(n) for n in (50, 51)})


def steps_of(run, *, role="editor"):
    return {step.name: step for step in page_of(run, role=role).context["next"]}


def test_what_waits_is_counted_with_where_it_is_done(tmp_path):
    run, other = imported(tmp_path / "a", 3), others(tmp_path / "b")
    doubted(run)[0].delete()
    doubted(other)
    credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlaw"])
    OldAddress.objects.create(key="/ferry", story=run.files.first().story, from_file=run.files.first())
    steps = steps_of(run)
    assert [(step.name, step.count) for step in steps.values()] == [
        ("doubts", 2), ("proposals", 0), ("names", 1), ("ticks", 3), ("release", 3), ("addresses", 1), ("undo", 1),
    ]  # fmt: skip
    assert (steps["release"].note, steps["release"].command) == (
        "2 not before their doubts are settled", f"manage.py publish_run {run.pk} --by {User.objects.get().username}",
    )  # fmt: skip
    assert all(client_of().get(step.address).status_code == 200 for step in steps.values() if step.address)


def test_what_is_done_is_ticked_off(tmp_path):
    run, editor = imported(tmp_path, 2), make_user(role="editor")
    for number, file in enumerate(run.files.filter(pk__in=sample(run))):
        tick(file, is_right=bool(number), by=editor, now=timezone.now())
    steps = steps_of(run)
    assert {name for name, step in steps.items() if step.is_done} == {"doubts", "proposals", "names", "ticks"}
    assert steps["ticks"].note == "50.0 % are wrong in something"
    assert page_of(run, role="editor").content.decode().count('class="is-done') == 4


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("writer", ["doubts", "proposals"]),
        ("importer", ["doubts", "names", "ticks"]),
        ("editor", ["doubts", "proposals", "names", "ticks", "release", "undo"]),
    ],
)
def test_a_step_is_offered_to_who_may_take_it_alone(tmp_path, role, names):
    run = imported(tmp_path)
    assert list(steps_of(run, role=role)) == names


@pytest.mark.parametrize(
    "facts",
    [
        {"is_dry": True},
        {"undone_at": timezone.now(), "undone_by_name": "Ed"},
        {"finished_at": None, "busy_until": timezone.now() + timedelta(hours=1)},
    ],
)
def test_a_run_that_brought_nothing_or_is_at_work_has_no_next_steps(tmp_path, facts):
    run = imported(tmp_path)
    ImportRun.objects.update(**facts)
    assert page_of(run, role="editor").context["next"] == []


def test_stories_to_release_are_those_of_the_run_alone(tmp_path):
    run, other = imported(tmp_path / "a", 2), others(tmp_path / "b")
    page = client_of().get(steps_of(run)["release"].address)
    assert (page.context["run"], page.context["told"].count) == (run, 2)
    Story.objects.filter(files__run=run).update(stage="spiked")
    assert (steps_of(run)["release"].is_done, steps_of(other)["release"].count) == (True, 2)
    assert client_of().get(address("story_changelist"), {"run": "x"}).status_code == 200


@pytest.mark.once
def test_the_steps_of_an_editor_cost_the_same_for_one_file_and_for_thirty(tmp_path):
    one, many = imported(tmp_path / "one"), imported(tmp_path / "many", 30)
    doubted(one), doubted(many)
    found = [queries_of(run, "importrun_change", run.pk, role="editor") for run in (one, many)]
    assert found[0] == found[1] > 4
    assert Doubt.objects.open().count() == 31


def test_a_run_is_released_year_by_year(tmp_path):
    texts = {
        f"y{year}": copy_of(headline=f"Ferry of {year}", date=f"5 March {year}") for year in (1998, 2001)
    }
    run = imported(tmp_path, 0, **texts, undated=copy_of(date=""))
    parts = steps_of(run)["release"].parts
    assert [(words, count) for words, count, _ in parts] == [("1998", 1), ("2001", 1), ("undated", 1)]
    shown = [client_of().get(at).context for *_, at in parts]
    assert [(page["year"], page["told"].ready) for page in shown[:2]] == [(1998, 1), (2001, 1)]
    assert [story.headline for story in shown[2]["cl"].result_list] == ["Ferry returns to the harbour"]


def test_doubts_that_are_for_others_to_settle_are_not_said_to_be_none(tmp_path):
    run = imported(tmp_path)
    worked_on = doubted(run)[0].story
    drafting.save(worked_on, {"byline": "Jo"}, base=1, by=make_user(role="editor"), now=timezone.now())
    found = [steps_of(run, role=role)["doubts"] for role in ("importer", "editor")]
    assert [(step.words, step.is_done) for step in found] == [
        ("1 open doubt, for others to settle", True), ("Settle 1 open doubt", False),
    ]  # fmt: skip


def test_of_very_much_that_waits_the_first_is_counted_and_its_pages_say_the_rest(tmp_path, monkeypatch):
    run = imported(tmp_path, 3)
    worked_on = doubted(run)[0].story
    drafting.save(worked_on, {"byline": "Jo"}, base=1, by=make_user(role="editor"), now=timezone.now())
    monkeypatch.setattr("articles.desk.imports.first_doubts.LOOKED_AT", 1)
    monkeypatch.setattr(Tally.of.__func__, "__defaults__", (2,))
    steps = steps_of(run)
    assert (steps["doubts"].words, steps["release"].words) == ("Settle 1+ open doubt", "Release 2+ stories")
    assert (steps["release"].parts, steps["release"].is_done) == ((), False)
    by_importer = steps_of(run, role="importer")["doubts"]
    assert (by_importer.words, by_importer.is_done) == ("Settle what you may of 1+ open doubt", False)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("odd", ["0", "1", "x", "99999", "9999", "9998"])
def test_a_year_of_no_clock_has_no_story(zone, odd, settings):
    settings.TIME_ZONE = zone
    make_imported_story()
    assert not client_of().get(address("story_changelist"), {"year": odd}).context["cl"].result_list
