from datetime import timedelta

import pytest
from django.utils import timezone

from articles import arranging
from articles.layouts import BESIDE, LEAD, Layout, Pin, layout_at, layouts_of, places_of
from articles.models import FAR_FUTURE, Arrangement, LedgerEntry
from articles.rules import Refused
from tests.factories import make_edition, make_story, make_topic, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def lead(edition=None, **pin) -> Layout:
    return Layout(pins={LEAD: Pin((edition or make_edition()).story_id, **pin)})


def arrange(layout=None, *, base=None, by=None, now=None, at=None) -> Arrangement:
    latest = Arrangement.objects.first()
    base = (latest.number if latest else 0) if base is None else base
    by, now = by or make_user(role="editor"), now or timezone.now()
    return arranging.arrange(layout or Layout(), base=base, by=by, now=now, at=at)


def windows():
    """Number, beginning and end of each, in hours from now; None for ever."""
    rows = Arrangement.objects.order_by("number").values_list("number", "live_from", "superseded_at")
    return [(number, _hours(begin), _hours(end)) for number, begin, end in rows]


def _hours(at):
    return None if at == FAR_FUTURE else round((at - timezone.now()) / HOUR)


def test_arrangement_is_in_force_until_the_next():
    first, second = lead(), lead()
    arrange(first)
    assert layout_at(timezone.now()).pins == first.pins
    arrange(second)
    assert layout_at(timezone.now()).pins == second.pins
    assert windows() == [(1, 0, 0), (2, 0, None)]


def test_scheduled_arrangement_waits_and_the_one_before_ends_there():
    at = timezone.now() + 5 * HOUR
    now, then = lead(), lead()
    arrange(now)
    arrange(then, at=at)
    assert windows() == [(1, 0, 5), (2, 5, None)]
    assert [layout_at(moment).pins for moment in (at - HOUR, at)] == [now.pins, then.pins]


def test_arrangement_made_now_leaves_what_is_scheduled():
    arrange()
    arrange(at=timezone.now() + 5 * HOUR)
    arrange()
    arrange(at=timezone.now() + 3 * HOUR)
    assert windows() == [(1, 0, 0), (2, 5, None), (3, 0, 3), (4, 3, 5)]


def test_first_arrangement_made_now_ends_where_the_scheduled_one_begins():
    arrange(at=timezone.now() + 5 * HOUR)
    arrange()
    assert windows() == [(1, 5, None), (2, 0, 5)]


def test_calling_back_gives_the_one_before_its_end_back():
    arrange()
    second = arrange(at=timezone.now() + 3 * HOUR)
    arrange(at=timezone.now() + 5 * HOUR)
    arranging.call_back(second, by=make_user(role="editor"), now=timezone.now())
    assert windows() == [(1, 0, 5), (2, 3, 3), (3, 5, None)]


def test_first_and_only_scheduled_one_is_called_back():
    row = arrange(at=timezone.now() + 3 * HOUR)
    arranging.call_back(row, by=make_user(role="editor"), now=timezone.now())
    arrange()
    assert windows() == [(1, 3, 3), (2, 0, None)]


def test_what_readers_see_is_not_called_back_and_nothing_twice():
    shown, editor = arrange(), make_user(role="editor")
    with pytest.raises(Refused, match="Its time has come meanwhile"):
        arranging.call_back(shown, by=editor, now=timezone.now())
    waits = arrange(at=timezone.now() + HOUR)
    arranging.call_back(waits, by=editor, now=timezone.now())
    with pytest.raises(Refused, match="called back already"):
        arranging.call_back(waits, by=editor, now=timezone.now())


def test_stale_arrangement_is_refused_and_names_who_was_first():
    arrange(by=make_user(role="editor", username="first"))
    with pytest.raises(Refused, match="first has arranged the front page meanwhile"):
        arrange(base=0)
    assert windows() == [(1, 0, None)]


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer", "reviewer", ""])
def test_only_editors_arrange(role):
    row, user = arrange(at=timezone.now() + HOUR), make_user(role=role)
    for act in (lambda: arrange(by=user), lambda: arranging.call_back(row, by=user, now=timezone.now())):
        with pytest.raises(Refused, match="does not have the right to arrange the front page"):
            act()


def test_times_that_cannot_be_are_refused():
    at = timezone.now() + HOUR
    arrange(at=at)
    for when, why in (
        (timezone.now() - HOUR, "lies in the past"),
        (FAR_FUTURE, "too far ahead"),
        (at, "for that very moment"),
    ):
        with pytest.raises(Refused, match=why):
            arrange(at=when)


def test_layouts_that_cannot_stand_are_refused():
    edition, topic = make_edition(), make_topic()
    pin = Pin(edition.story_id)
    refused = {
        "stands in two places": Layout(pins={LEAD: pin, BESIDE[0]: pin}),
        "does not stand on the page": Layout(pins={places_of(topic.pk)[0]: pin}),
        "each once": Layout(sections=(topic, topic)),
        "8 sections at most": Layout(sections=tuple(make_topic() for _ in range(9))),
        "neither published nor scheduled": Layout(pins={LEAD: Pin(make_story().pk)}),
    }
    for why, layout in refused.items():
        with pytest.raises(Refused, match=why):
            arrange(layout)


def test_pin_that_has_ended_by_then_is_left_out():
    at = timezone.now() + 3 * HOUR
    row = arrange(lead(until=timezone.now() + HOUR), at=at)
    assert layouts_of([row])[row.pk].pins == {}


def test_whole_layout_is_kept_and_goes_on_record():
    arts, editor = make_topic(name="Arts"), make_user(role="editor", username="ed")
    until = timezone.now() + HOUR
    first, second = make_edition(), make_edition()
    layout = Layout((arts,), {LEAD: Pin(first.story_id), places_of(arts.pk)[2]: Pin(second.story_id, until)})
    row = arrange(layout, by=editor)
    assert layouts_of([row]) == {row.pk: layout}
    entry = LedgerEntry.objects.get(chain="front")
    assert (entry.act, entry.by, entry.detail) == (
        "arranged",
        editor,
        {
            "number": 1,
            "pins": [
                ["lead", 0, 0, first.story_id, FAR_FUTURE.isoformat()],
                ["section", arts.pk, 2, second.story_id, until.isoformat()],
            ],
            "sections": ["Arts"],
        },
    )
