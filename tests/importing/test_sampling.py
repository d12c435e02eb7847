"""The sample of a run: the same fifty each time, and an error rate that says how sure it is."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from articles.importing.reviewing.sampling import Measured, draw, measured, sample, tick
from articles.importing.reviewing.summing import add_up
from articles.models import ImportRun, LedgerEntry
from articles.rules import Refused
from tests.factories import make_imported_file, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run_of(files, **facts) -> ImportRun:
    run = ImportRun.objects.create(collection="archive", started_at=timezone.now(), is_dry=True)
    for _ in range(files):
        make_imported_file(run=run, **facts)
    return run


def test_a_sample_is_fifty_files_and_the_same_each_time():
    run = run_of(70)
    found = sample(run)
    assert (len(set(found)), found == sample(run), found != sorted(found)) == (50, True, True)
    assert set(found) <= set(run.files.values_list("pk", flat=True))


def test_only_files_that_gave_a_text_are_sampled():
    run = run_of(3, outcome="refused")
    kept = make_imported_file(run=run)
    assert sample(run) == [kept.pk]


def test_the_sample_is_kept_with_the_summary_and_drawn_anew_with_it(django_assert_num_queries):
    run = run_of(60)
    drawn = sample(run)
    add_up(run)
    more = run_of(60)
    more.files.update(run=run, path=Concat(Value("more/"), "path"))
    with django_assert_num_queries(0):
        assert sample(run) == drawn
    add_up(run)
    assert sample(run) == draw(run) != drawn


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    [(50, 0, 0.0, 0.0713), (47, 3, 0.0206, 0.1622), (0, 0, 0.0, 1.0), (0, 1, 0.2065, 1.0)],
)
def test_a_rate_says_between_what_it_lies(right, wrong, low, high):
    found = Measured(right, wrong, 50)
    assert [round(edge, 4) for edge in found.margin] == [low, high]


def test_a_tick_holds_until_it_is_made_anew_and_each_is_on_record():
    run, editor, now = run_of(2), make_user(role="editor"), timezone.now()
    file = run.files.get(pk=sample(run)[0])
    tick(file, is_right=True, by=editor, now=now)
    tick(file, is_right=False, by=editor, now=now, note="The date is another.")
    assert measured(run, sample(run)) == Measured(right=0, wrong=1, size=2)
    entries = LedgerEntry.objects.filter(chain=f"importrun/{run.pk}").order_by("number")
    assert [entry.detail["right"] for entry in entries] == [True, False]


def test_what_is_not_in_the_sample_is_not_counted():
    run = run_of(1, outcome="refused")
    with pytest.raises(Refused, match="not in the sample"):
        tick(run.files.get(), is_right=True, by=make_user(role="editor"), now=timezone.now())


def test_who_only_writes_ticks_nothing():
    run = run_of(1)
    with pytest.raises(Refused, match="does not have the right to judge"):
        tick(run.files.get(), is_right=True, by=make_user(role="writer"), now=timezone.now())
