"""What readers report: taken in for what they see, answered by name, settled by a correction."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone

from articles import drafting, press, reports, workflow
from articles.models import ReaderReport
from articles.rules import Refused
from tests.factories import make_edition, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
State = ReaderReport.State


def take(story=None, **given):
    given = {"quote": "on Tuesday", "says": "It was Monday.", "name": "", "email": ""} | given
    return reports.take(story or make_edition().story, **given, now=timezone.now())


def answer(report, state, *, words="Checked with the clerk.", by=None):
    by = by or make_user(role="editor")
    return reports.answer(report, state=state, answer=words, by=by, now=timezone.now())


def test_a_report_goes_with_the_version_that_readers_see():
    edition = make_edition()
    report = take(edition.story, says=" It was\r\nMonday. ", name=" Anna  Roth ", email="anna@example.org")
    assert (report.edition, report.state) == (edition, "new")
    assert (report.says, report.name, report.taken_by_name) == ("It was\nMonday.", "Anna Roth", "")
    entry = edition.story.ledger.order_by("number").last()
    assert (entry.act, entry.by_name, entry.detail) == (
        "report",
        "A reader",
        {"report": report.pk, "edition": 1},
    )


def test_of_a_story_that_readers_never_saw_there_is_nothing_to_report():
    with pytest.raises(Refused, match="Readers do not see this story"):
        take(make_story())


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"says": " "}, "Say what is wrong."),
        ({"says": "x" * 4001}, "What is wrong has at most 4,000 characters; this has 4,001."),
        ({"quote": "x" * 1001}, "The passage has at most 1,000 characters"),
        ({"name": "x" * 201}, "The name has at most 200 characters"),
        ({"email": "anna"}, "That is no mail address."),
        ({"email": "a@x\r\nBcc: b@example.org"}, "That is no mail address."),
    ],
)
def test_what_is_no_report_is_refused(given, why):
    with pytest.raises(Refused, match=why):
        take(**given)
    assert not ReaderReport.objects.exists()


def test_who_takes_a_report_for_a_reader_is_named_and_needs_the_right():
    editor, story = make_user(role="editor"), make_edition().story
    assert take(story, taken_by=editor).taken_by_name == editor.username
    with pytest.raises(Refused, match="does not have the right to take in reports"):
        take(story, taken_by=make_user(role="writer"))


WALK = {
    "new": {"asked", "corrected", "declined"},
    "asked": {"asked", "corrected", "declined"},
    "corrected": set(),
    "declined": {"asked"},
}


@pytest.mark.parametrize(("before", "after"), [(one, other) for one in WALK for other in WALK])
def test_a_report_goes_from_state_to_state_as_the_table_says(before, after):
    report = take()
    if before != "new":
        report = answer(report, before)
    if after in WALK[before]:
        assert answer(report, after).state == after
    else:
        with pytest.raises(Refused, match=r"already|made new"):
            answer(report, after)


def test_an_answer_says_who_and_why_and_is_in_the_ledger():
    report, editor = take(), make_user(role="editor")
    settled = answer(report, State.DECLINED, by=editor)
    assert (settled.answer, settled.handled_by, settled.handled_by_name) == (
        "Checked with the clerk.", editor, editor.username,
    )  # fmt: skip
    entry = report.story.ledger.order_by("number").last()
    assert (entry.act, entry.detail) == ("answer-report", {"report": report.pk, "state": "declined"})


@pytest.mark.parametrize(
    ("state", "words", "why"), [("declined", " ", "Say what was found"), ("gone", "Why", "from the list")]
)
def test_an_answer_needs_words_and_a_state(state, words, why):
    with pytest.raises(Refused, match=why):
        answer(take(), state, words=words)


@pytest.mark.parametrize("role", ["writer", "proofreader", "reviewer", "importer"])
def test_only_who_has_the_right_answers(role):
    with pytest.raises(Refused, match="does not have the right to settle"):
        answer(take(), State.DECLINED, by=make_user(role=role))


def test_a_published_version_settles_the_report_that_led_to_it():
    edition, proofreader = make_edition(), make_user(role="proofreader")
    report = take(edition.story)
    assert reports.settle_by_correction(report, edition, by=proofreader, now=timezone.now())
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("corrected", proofreader)
    assert report.answer == "Published version 1 says it right."


def test_a_correction_leaves_what_is_settled_or_of_another_story():
    other, report = make_edition(), take()
    by, now = make_user(role="editor"), timezone.now()
    assert not reports.settle_by_correction(report, other, by=by, now=now)
    answer(report, State.DECLINED)
    assert not reports.settle_by_correction(report, report.edition, by=by, now=now)


def test_a_report_waits_for_its_fix_and_is_settled_when_readers_see_that():
    edition, now = make_edition(), timezone.now()
    story, editor, reader = edition.story, make_user(role="editor"), make_user(role="editor")
    mended, other, asked = take(story), take(story), take(story)
    answer(asked, State.ASKED)
    drafting.save(story, {"body": "<p>On Monday.</p>"}, base=1, by=editor, now=now)
    assert reports.fix_sent(mended, revision=2, by=editor, now=now)
    assert (reports.settle_all(edition, by=reader, now=now), reports.settle_shown(now=now)) == (0, 0)
    workflow.sign_off(story, revision=2, by=reader, now=now)
    press.publish(story, revision=2, by=reader, now=now)
    states = {row.pk: (row.state, row.handled_by_name) for row in ReaderReport.objects.all()}
    assert states[mended.pk] == ("corrected", reader.username)
    assert (states[other.pk][0], states[asked.pk][0]) == ("new", "asked")


def make_fixed(*, passed=True):
    """A report of a live story, and the story with a fix of it that waits to go out."""
    now, story = timezone.now(), make_edition().story
    report = take(story)
    drafting.save(story, {"body": "<p>On Monday.</p>"}, base=1, by=make_user(role="writer"), now=now)
    assert reports.fix_sent(report, revision=2, by=make_user(role="writer"), now=now)
    if passed:
        workflow.sign_off(story, revision=2, by=make_user(role="editor"), now=now)
    return report, story


def test_a_fix_that_goes_out_unread_settles_its_report_too():
    report, story = make_fixed(passed=False)
    editor, now = make_user(role="editor"), timezone.now()
    press.override(story, revision=2, reason="The storm is here.", by=editor, now=now)
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("corrected", editor)


def test_a_scheduled_fix_settles_its_report_once_readers_see_it():
    report, story = make_fixed()
    editor, now = make_user(role="editor", username="ann"), timezone.now()
    later = now + timedelta(hours=1)
    press.publish(story, revision=2, by=editor, now=now, at=later)
    assert (reports.settle_shown(now=now), reports.settle_shown(now=later)) == (0, 1)
    assert reports.settle_shown(now=later) == 0
    report.refresh_from_db()
    assert (report.state, report.handled_by, report.handled_at) == ("corrected", editor, later)
    entry = story.ledger.get(act="answer-report", detail__state="corrected")
    assert (entry.by, entry.by_name, entry.detail["edition"]) == (None, "ann, as scheduled", 2)


def test_a_scheduled_fix_that_is_called_back_settles_nothing():
    _, story = make_fixed()
    editor, now = make_user(role="editor"), timezone.now()
    press.publish(story, revision=2, by=editor, now=now, at=now + timedelta(hours=1))
    press.call_back(story, by=editor, now=now)
    assert reports.settle_shown(now=now + timedelta(hours=1)) == 0


def test_where_settling_fails_nothing_is_published(monkeypatch):
    _, story = make_fixed()
    monkeypatch.setattr(reports, "settle_by_correction", Mock(side_effect=Refused("No.")))
    with pytest.raises(Refused):
        press.publish(story, revision=2, by=make_user(role="editor"), now=timezone.now())
    assert story.editions.count() == 1


def test_a_report_that_is_settled_waits_for_no_fix():
    report = take()
    answer(report, State.CORRECTED)
    assert not reports.fix_sent(report, revision=1, by=make_user(role="editor"), now=timezone.now())
