"""Each act of the list of stories, made with a row that it is allowed for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import press, workflow
from articles.desk.bulk_acts import ACTS
from articles.models import Story
from articles.rules import Move
from tests.desk.desk import client_of, message
from tests.desk.test_bulk import act
from tests.factories import make_edition, make_imported_story, make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEXT_YEAR = timezone.now().year + 1


def taken():
    story = make_story()
    return workflow.take_writing(story, by=me(), now=timezone.now())


def scheduled():
    story, now = make_proofread_story(), timezone.now()
    at = now + timedelta(hours=1)
    return press.publish(story, revision=1, by=make_user(role="editor"), now=now, at=at).story


def held():
    story = make_story()
    workflow.hold(story, kind="fact", reason="Ask", by=me(), now=timezone.now())
    return story


def embargoed():
    now = timezone.now()
    return workflow.embargo(make_story(), until=now + timedelta(hours=1), zone="UTC", by=me(), now=now)


def spiked():
    return workflow.spike(make_story(), revision=1, by=me(), now=timezone.now())


def me():
    return User.objects.filter(username="me").first() or make_user(role="editor", username="me")


def live():
    return make_edition().story


# Each act, on a story for which it is allowed, with what its form asks, and what is then true of the story.
ALL = {
    "submit": (make_story, {}, {"stage": "proofing"}),
    "send-back": (make_proofread_story, {"note": "Ask the mayor"}, {"stage": "draft"}),
    "take-writing": (make_story, {}, {"writer_account__isnull": False}),
    "take-reading": (make_proofread_story, {}, {"reader_account__isnull": False}),
    "hand-back": (taken, {}, {"writer_account": None}),
    "assign": (make_story, {"writer": "me"}, {"writer_account__isnull": False}),
    "plan": (
        make_story,
        {"priority": "1", "due_at": f"{NEXT_YEAR}-01-02T10:00"},
        {"priority": 1, "due_at__year": NEXT_YEAR},
    ),
    "publish": (make_proofread_story, {}, {"editions__kind": "first"}),
    "schedule": (
        make_proofread_story,
        {"at": f"{NEXT_YEAR}-01-02T10:00"},
        {"editions__live_from__year": NEXT_YEAR},
    ),
    "call-back": (scheduled, {}, {"edition_revision": None}),
    "withdraw": (live, {"reason": "error"}, {"editions__kind": "withdrawal"}),
    "hold": (
        make_story,
        {"kind": "legal", "reason": "Ask"},
        {"holds__lifted_at": None, "holds__kind": "legal"},
    ),
    "lift": (held, {"note": "Cleared"}, {"holds__lifted_note": "Cleared"}),
    "embargo": (make_story, {"until": f"{NEXT_YEAR}-01-02T10:00"}, {"embargo_until__year": NEXT_YEAR}),
    "lift-embargo": (embargoed, {}, {"embargo_until": None}),
    "spike": (make_story, {}, {"stage": "spiked"}),
    "unspike": (spiked, {}, {"stage": "draft"}),
    "release": (make_imported_story, {}, {"is_archive": True}),
}


@pytest.mark.parametrize("name", ALL)
def test_every_act_is_made_with_each_row(name):
    make, typed, true = ALL[name]
    story, client = make(), client_of(me())
    typed = {key: me().pk if value == "me" else value for key, value in typed.items()}
    told = message(act(client, name, [story], confirmed="yes", **typed))
    assert told == f"1 {ACTS[name].done}."
    assert Story.objects.filter(pk=story.pk, **true).exists()


@pytest.mark.parametrize("name", [name for name, (_, typed, _) in ALL.items() if typed])
def test_what_an_act_asks_must_be_answered(name):
    make, typed, _ = ALL[name]
    story, client = make(), client_of(me())
    wrong = dict.fromkeys(typed, "0")
    page = act(client, name, [story], confirmed="yes", **wrong)
    is_text = set(typed) <= {"note"}
    assert is_text or page.context["form"].errors


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("at", ["9999-12-31T23:59", "0001-01-01T00:00"])
@pytest.mark.parametrize(("name", "field"), [("embargo", "until"), ("plan", "due_at"), ("schedule", "at")])
def test_a_year_that_is_mistyped_is_an_error_of_its_field(name, field, at, zone):
    story, client = ALL[name][0](), client_of(me())
    before = Story.objects.values().get(pk=story.pk)
    with timezone.override(zone):
        page = act(client, name, [story], confirmed="yes", **{field: at})
    assert page.context["form"].errors == {field: [f"Is the year right? It is {timezone.now().year} now."]}
    assert Story.objects.values().get(pk=story.pk) == before


def test_every_move_but_those_of_one_text_has_its_act():
    of_one_text = {
        "save", "confirm", "sign-off", "take-back", "fix", "pass", "override", "flash", "merge", "comment", "share",
        "translate", "untranslate", "agree",
    }  # fmt: skip
    assert {move.value for move in Move} - of_one_text == set(ACTS) == set(ALL)
