"""Holds and embargoes: what they keep back, what they call back, and who lifts them."""

import pytest

from articles import press, rules, workflow
from articles.models import FAR_FUTURE, Edition, Hold, LedgerEntry
from articles.rules import Refused
from tests.factories import make_proofread_story, make_story, make_user
from tests.workflow.desk import at, said, schedule, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(role="editor", username="ed")


@pytest.fixture
def ready(editor):
    return make_proofread_story(reader=editor, headline="Ferry returns", now=at(9))


def held(story, **kwargs):
    by = make_user(role="proofreader", username="pat")
    return workflow.hold(story, **{"kind": "legal", "reason": "Libel?", "by": by, "now": at(10)} | kwargs)


def acts(story):
    return list(LedgerEntry.objects.filter(story=story).order_by("number").values_list("act", flat=True))


def test_a_hold_keeps_a_story_back_until_it_is_lifted_by_name(ready, editor):
    placed = held(ready)
    with pytest.raises(Refused, match=r"on hold \(legal\) by pat: Libel\?"):
        press.publish(ready, revision=1, by=editor, now=at(11))
    workflow.lift(ready, hold=placed, note="The lawyer read it.", by=editor, now=at(11))
    placed.refresh_from_db()
    assert (placed.lifted_by, placed.lifted_note) == (editor, "The lawyer read it.")
    assert press.publish(ready, revision=1, by=editor, now=at(11)).number == 1
    assert acts(ready)[-3:] == ["hold", "lift", "publish"]


def test_who_placed_a_hold_is_told_when_it_is_lifted(ready, editor):
    placed = held(ready)
    workflow.lift(ready, hold=placed, note="The lawyer read it.", by=editor, now=at(11))
    assert said(placed.placed_by, at(11)) == "ed lifted your hold on “Ferry returns”: The lawyer read it."


def test_each_hold_is_lifted_by_itself(ready, editor):
    first = held(ready)
    workflow.hold(ready, kind="fact", reason="Which mayor?", by=editor, now=at(10, 5))
    workflow.lift(ready, hold=first, note="Cleared.", by=editor, now=at(11))
    with pytest.raises(Refused, match="Which mayor"):
        press.publish(ready, revision=1, by=editor, now=at(11))
    with pytest.raises(Refused, match="does not stand any longer"):
        workflow.lift(ready, hold=first, note="Again.", by=editor, now=at(12))


def test_a_hold_on_another_story_is_not_lifted_here(ready, editor):
    elsewhere = held(make_story())
    workflow.hold(ready, kind="fact", reason="Which mayor?", by=editor, now=at(10))
    with pytest.raises(Refused, match="does not stand"):
        workflow.lift(ready, hold=elsewhere, note="Cleared.", by=editor, now=at(11))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reason": "  "}, "Say why it is held"),
        ({"reason": "x" * 301}, "300 characters"),
        ({"kind": "mood"}, "from the list"),
    ],
)
def test_a_hold_says_what_and_why(given, why):
    with pytest.raises(Refused, match=why):
        held(make_story(), **given)
    assert not Hold.objects.exists()


def test_a_hold_is_not_lifted_without_a_note_nor_without_the_right(ready, editor):
    placed = held(ready)
    with pytest.raises(Refused, match="Say in a note what was cleared"):
        workflow.lift(ready, hold=placed, note=" ", by=editor, now=at(11))
    with pytest.raises(Refused, match="does not have the right to lift holds"):
        workflow.lift(ready, hold=placed, note="Fine.", by=make_user(role="proofreader"), now=at(11))


def test_a_hold_calls_back_what_is_scheduled_and_tells_who_scheduled_it(ready, editor):
    waiting = schedule(ready, by=editor, now=at(9), live_from=at(12))
    held(ready)
    waiting.refresh_from_db()
    assert waiting.superseded_at == waiting.live_from
    assert acts(ready)[-2:] == ["hold", "call-back"]
    assert told(editor, at(10)) == ["called-back"]
    assert "pat placed a hold on it (legal): Libel?" in said(editor, at(10))
    detail = LedgerEntry.objects.filter(story=ready).last().detail
    assert (detail["editions"], detail["times"]) == ([1], [at(12).isoformat()])


def test_a_hold_leaves_what_readers_see_and_its_expiry(ready, editor):
    live = press.publish(ready, revision=1, by=editor, now=at(9))
    expiry = schedule(
        ready, by=editor, now=at(9), live_from=at(12), kind="withdrawal", withdrawal_reason="expired", body=""
    )
    held(ready)
    assert list(Edition.objects.current(at(11))) == [live]
    assert list(Edition.objects.current(at(12))) == [expiry]


def test_called_back_an_update_leaves_the_edition_before_it_open(ready, editor):
    live = press.publish(ready, revision=1, by=editor, now=at(9))
    schedule(ready, by=editor, now=at(9), live_from=at(12))
    held(ready)
    live.refresh_from_db()
    assert live.superseded_at == FAR_FUTURE


def test_an_embargo_refuses_publication_until_its_time(ready, editor):
    workflow.embargo(ready, until=at(15), zone="Europe/Paris", by=editor, now=at(10))
    with pytest.raises(Refused, match="under embargo until"):
        press.publish(ready, revision=1, by=editor, now=at(14, 59))
    assert press.publish(ready, revision=1, by=editor, now=at(15)).live_from == at(15)


def test_an_embargo_is_lifted_by_name(ready, editor):
    workflow.embargo(ready, until=at(15), zone="Europe/Paris", by=editor, now=at(10))
    story = workflow.lift_embargo(ready, by=editor, now=at(11))
    assert (story.embargo_until, story.embargo_zone, story.embargo_by) == (None, "", None)
    assert acts(ready)[-2:] == ["embargo", "lift-embargo"]
    with pytest.raises(Refused, match="has no embargo"):
        workflow.lift_embargo(ready, by=editor, now=at(11))


def test_an_embargo_calls_back_only_what_would_go_out_before_it(ready, editor):
    early = schedule(ready, by=editor, now=at(9), live_from=at(12))
    workflow.embargo(ready, until=at(12), zone="UTC", by=editor, now=at(10))
    early.refresh_from_db()
    assert (early.superseded_at, told(editor, at(10))) == (FAR_FUTURE, [])
    workflow.embargo(ready, until=at(13), zone="UTC", by=editor, now=at(10))
    early.refresh_from_db()
    assert (early.superseded_at, told(editor, at(10))) == (early.live_from, ["called-back"])


@pytest.mark.parametrize(
    ("until", "zone", "why"),
    [
        (at(10), "UTC", "ends in the future"),
        (at(12), "Middle-earth/Shire", "no time zone"),
        (at(12), "../etc/passwd", "no time zone"),
        (at(12), "", "no time zone"),
        (at(12), "Europe", "no time zone"),
    ],
)
def test_an_embargo_needs_a_time_ahead_and_a_zone_that_there_is(until, zone, why, ready, editor):
    with pytest.raises(Refused, match=why):
        workflow.embargo(ready, until=until, zone=zone, by=editor, now=at(10))
    assert rules.fresh(ready).embargo_until is None
