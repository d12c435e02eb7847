"""The turn to work on a run: one has it at a time, from before the first file is looked at to after the end."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.importing import dropping, turns, undo, undoing
from articles.models import ImportedFile, ImportRun
from articles.rules import Refused
from tests.factories import make_user
from tests.importing.test_dropping import dropped, kept, stories, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_only_one_works_on_a_run_at_a_time_and_who_was_killed_loses_the_turn(tmp_path):
    run, now = dropped(tmp_path, stories(1)), timezone.now()
    ImportRun.objects.update(busy_until=now + turns.LONGEST)
    with pytest.raises(Refused, match="Somebody else is at work on run"):
        dropping.go_on(run, clock=lambda: now)
    assert ImportedFile.objects.count() == 0
    later = now + turns.LONGEST
    assert dropping.go_on(run, clock=lambda: later) is True
    assert ImportRun.objects.get().busy_until is None


def test_who_was_overtaken_stops_and_leaves_the_other_the_turn(tmp_path):
    run, now = dropped(tmp_path, stories(1)), timezone.now()
    with turns.turn(run, clock=lambda: now) as goes_on:
        ImportRun.objects.update(busy_until=now + timedelta(hours=1))
        with pytest.raises(Refused):
            goes_on()
    assert ImportRun.objects.get().busy_until == now + timedelta(hours=1)


def test_nothing_is_discarded_under_the_hands_of_who_works_on_it(tmp_path):
    run, now = dropped(tmp_path, stories(1)), timezone.now()
    ImportRun.objects.update(busy_until=now + turns.LONGEST)
    with pytest.raises(Refused, match="Somebody else is at work"):
        dropping.discard(run, by=None, now=now)
    assert len(kept()) == 1


@pytest.mark.parametrize("step", ["learn", "finish"])
def test_nothing_is_discarded_while_a_run_learns_or_is_being_finished(tmp_path, monkeypatch, step):
    run, act = dropped(tmp_path, stories(2)), getattr(dropping, step)

    def meanwhile(*args, **options):
        with pytest.raises(Refused, match="Somebody else is at work"):
            dropping.discard(ImportRun.objects.get(), by=make_user(), now=timezone.now())
        act(*args, **options)

    monkeypatch.setattr(dropping, step, meanwhile)
    work(run)
    assert (run.found, run.counts, kept()) == (2, {"created": 2}, [])


def test_a_run_is_finished_once_though_two_saw_it_unfinished(tmp_path):
    run = dropped(tmp_path, stories(1), is_dry=True)
    other = ImportRun.objects.get()
    work(run)
    with pytest.raises(Refused, match="has ended"):
        dropping.go_on(other, clock=timezone.now)
    assert ImportRun.objects.get().finished_at == run.finished_at


def test_who_was_overtaken_does_not_finish_the_run(tmp_path, monkeypatch):
    run, finish = dropped(tmp_path, stories(1)), dropping.finish

    def late(*args, **options):
        ImportRun.objects.update(busy_until=timezone.now() + timedelta(hours=1))
        finish(*args, **options)

    monkeypatch.setattr(dropping, "finish", late)
    with pytest.raises(Refused, match="somebody else goes on with it"):
        dropping.go_on(run, clock=timezone.now)
    assert (ImportRun.objects.get().finished_at, len(kept())) == (None, 1)


def test_what_waits_for_a_run_that_was_undone_is_discarded_and_the_run_has_no_end(tmp_path):
    run, now = dropped(tmp_path, stories(1)), timezone.now()
    undo(run, by=make_user(role="editor"), clock=lambda: now)
    with pytest.raises(Refused, match="was undone"):
        dropping.go_on(ImportRun.objects.get(), clock=timezone.now)
    dropping.discard(run, by=make_user(), now=now)
    assert (kept(), ImportRun.objects.get().finished_at) == ([], None)


def test_what_could_not_be_discarded_whole_waits_on_and_is_not_said_to_be_given_up(tmp_path, monkeypatch):
    run, now = dropped(tmp_path, stories(1)), timezone.now()

    def fail(*args, **options):
        raise OperationalError("gone")

    with monkeypatch.context() as failing:
        failing.setattr(dropping, "finish", fail)
        with pytest.raises(OperationalError):
            dropping.discard(run, by=make_user(), now=now)
    held = ImportRun.objects.get()
    assert ("discarded" in held.options, held.finished_at, len(kept())) == (False, None, 1)
    assert dropping.go_on(held, clock=timezone.now) is True


def taken(tmp_path, count):
    """A run that took some stories."""
    run = dropped(tmp_path, stories(count))
    work(run)
    return run


def test_undoing_keeps_the_turn_however_long_it_takes(tmp_path, monkeypatch):
    monkeypatch.setattr(undoing, "TRANCHE", 1)
    run, begun, tranches = taken(tmp_path, 4), timezone.now(), []

    def clock():
        return begun + len(tranches) * timedelta(minutes=1.5)

    def each(count):
        tranches.append(count)
        with (
            pytest.raises(Refused, match="Somebody else"),
            turns.turn(ImportRun.objects.get(), clock=lambda: clock() - timedelta(seconds=1), has_ended=True),
        ):
            pass

    assert (undo(run, by=make_user(role="editor"), clock=clock, each=each).spiked, tranches) == (4, [1] * 4)


def test_who_was_overtaken_does_not_say_that_the_run_is_undone(tmp_path):
    run, later = taken(tmp_path, 2), timezone.now() + timedelta(hours=1)
    with pytest.raises(Refused, match="Somebody else goes on with run"):
        undo(
            run,
            by=make_user(role="editor"),
            clock=timezone.now,
            each=lambda stories: ImportRun.objects.update(busy_until=later),
        )
    assert (ImportRun.objects.get().undone_at, ImportRun.objects.get().busy_until) == (None, later)


def test_a_story_that_came_at_the_last_moment_is_undone_with_the_others(tmp_path, monkeypatch):
    run, end = taken(tmp_path, 2), undoing._end
    late = run.files.order_by("story_id").last()
    run.files.filter(pk=late.pk).update(outcome="refused", story=None)

    def end_late(*args, **options):
        run.files.filter(pk=late.pk).update(outcome=late.outcome, story=late.story_id)
        end(*args, **options)

    monkeypatch.setattr(undoing, "_end", end_late)
    assert undo(run, by=make_user(role="editor"), clock=timezone.now).spiked == 2
    assert not run.files.filter(undone_at=None).exists()
