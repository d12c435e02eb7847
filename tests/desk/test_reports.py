"""The queue of what readers report, and the page on which one is answered."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import press, reports
from articles.models import ReaderReport
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_user
from tests.press.desk import corrected, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def take(story=None, **given):
    given = {"quote": "", "says": "It was Monday.", "name": "", "email": ""} | given
    return reports.take(story or make_edition().story, **given, now=timezone.now())


def answered(report, state):
    editor = make_user(role="editor")
    return reports.answer(report, state=state, answer="Why.", by=editor, now=timezone.now())


def listed(client, **asked):
    return list(client.get(address("readerreport_changelist"), asked).context["cl"].result_list)


def test_the_queue_shows_what_is_open_new_and_oldest_first():
    asked, old, new, gone = take(), take(), take(), take()
    answered(asked, "asked")
    answered(gone, "declined")
    client = client_of(role="writer")
    assert listed(client) == [old, new, asked]
    assert listed(client, state="declined") == [gone]
    assert listed(client, state="all") == [old, new, asked, gone]
    assert listed(client, state="nonsense") == [old, new, asked]


def test_the_queue_knows_of_a_fix_that_came_by_itself():
    report = take()
    ReaderReport.objects.filter(pk=report.pk).update(
        state="asked", fix=1, handled_at=timezone.now(), handled_by_name="ann"
    )
    client = client_of()
    assert listed(client, state="corrected") == [report]
    assert listed(client) == []


def test_a_report_shows_its_passage_in_what_readers_see():
    edition = make_edition(paragraphs=["The council met on Tuesday.", "No."])
    report = take(edition.story, quote="met on  tuesday", says="<b>Wrong</b>")
    page = client_of().get(address("readerreport_change", report.pk)).content.decode()
    assert '<p>The council <mark data-said="report">met on Tuesday</mark>.</p>' in page
    assert "&lt;b&gt;Wrong&lt;/b&gt;" in page
    assert f"?report={report.pk}" in page


def test_words_that_readers_no_longer_see_are_told_of():
    report = take(quote="never said")
    page = client_of().get(address("readerreport_change", report.pk)).content.decode()
    assert "do not stand in it" in page


def test_a_report_of_a_withdrawn_story_leads_to_no_correction():
    report, editor = take(), make_user(role="editor")
    press.withdraw(report.story, reason="error", by=editor, now=timezone.now())
    page = client_of().get(address("readerreport_change", report.pk)).content.decode()
    assert "readers do not see the story now" in page
    assert "Correct it" not in page


def test_an_editor_answers():
    report, client = take(), client_of()
    typed = {"state": "declined", "answer": "The clerk says Tuesday."}
    page = client.post(address("readerreport_answer", report.pk), typed, follow=True)
    assert message(page) == "Your answer is on record."
    report.refresh_from_db()
    assert (report.state, report.answer) == ("declined", "The clerk says Tuesday.")


@pytest.mark.parametrize(
    "typed", [{}, {"state": "corrected"}, {"state": "new", "answer": "x"}, {"answer": "x"}]
)
def test_an_answer_without_its_parts_is_asked_for_again(typed):
    report = take()
    page = client_of().post(address("readerreport_answer", report.pk), typed)
    assert page.status_code == 200
    assert page.context["form"].errors
    report.refresh_from_db()
    assert report.state == "new"


def test_a_writer_sees_the_queue_and_cannot_answer():
    report, client = take(), client_of(role="writer")
    assert "Put on record" not in client.get(address("readerreport_change", report.pk)).content.decode()
    typed = {"state": "declined", "answer": "No."}
    page = client.post(address("readerreport_answer", report.pk), typed, follow=True)
    assert "does not have the right to settle" in message(page)
    assert client.get(address("readerreport_add")).status_code == 403


@pytest.mark.parametrize(("role", "is_shown"), [("editor", True), ("proofreader", False), ("writer", False)])
def test_the_address_of_a_reader_is_for_those_who_answer(role, is_shown):
    report = take(email="anna@mail.test")
    page = client_of(role=role).get(address("readerreport_change", report.pk)).content.decode()
    assert ("It was Monday." in page, "anna@mail.test" in page) == (True, is_shown)


def test_answering_is_by_post_alone():
    report = take()
    page = client_of().get(address("readerreport_answer", report.pk), follow=True)
    assert "Nothing was done" in message(page)


def test_what_came_by_telephone_is_taken_down():
    edition, editor = make_edition(), make_user(role="editor")
    client = client_of(editor)
    page = client.get(address("readerreport_add"), {"story": edition.story_id})
    assert page.context["form"]["story"].value() == f"{edition.story_id} · {edition.headline}"
    typed = {"story": str(edition.story_id), "says": "It was Monday.", "name": "Anna Roth"}
    page = client.post(address("readerreport_add"), typed, follow=True)
    assert message(page) == "Taken in. It waits in the queue."
    assert ReaderReport.objects.get().taken_by_name == editor.username


@pytest.mark.parametrize(
    "typed",
    [{"story": ""}, {"story": "999"}, {"story": "x"}, {"says": ""}, {"says": "x" * 4001}, {"email": "anna"}],
)
def test_a_report_that_is_none_is_asked_for_again(typed):
    sent = {"story": str(make_edition().story_id), "says": "Wrong."} | typed
    page = client_of().post(address("readerreport_add"), sent)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not ReaderReport.objects.exists()


def test_strangers_and_staff_without_a_role_see_no_report():
    report = take()
    pages = [address("readerreport_changelist"), address("readerreport_change", report.pk)]
    for page in pages:
        assert Client().get(page).url.startswith(reverse("admin:login"))
        assert client_of(make_user()).get(page).status_code == 403
    assert client_of().get(address("readerreport_change", 999)).status_code == 404
    assert client_of().post(address("readerreport_answer", 999)).status_code == 404
    assert (
        client_of(make_user(superuser=True)).get(address("readerreport_delete", report.pk)).status_code == 403
    )


@pytest.mark.once
def test_fifty_reports_cost_no_more_queries_than_one(django_assert_num_queries):
    report, client = take(), client_of(role="writer")
    with django_assert_num_queries(7):
        listed(client)
    for _ in range(49):
        take(report.story)
    with django_assert_num_queries(7):
        assert len(listed(client)) == 50


def fix(story, report):
    """Send a fix from the page to which the report leads, as a writer."""
    client, page = client_of(role="writer"), address("story_fix", story.pk)
    opened = client.get(page, {"report": report.pk})
    sent = {field.html_name: field.value() or "" for field in opened.context["form"]}
    sent |= {"base": opened.context["base"], "kind": "typo", "_send": "yes", "report": report.pk}
    client.post(page, sent | {"body": "<p>On Monday.</p>"})
    report.refresh_from_db()


def test_what_a_correction_says_is_no_reason_to_decline():
    report, client = take(), client_of()
    now = timezone.now()
    publish(corrected(report.story, "An earlier version said Monday.", now=now), now=now)
    page = client.get(address("readerreport_change", report.pk))
    typed = page.context["form"].initial | {"state": "declined"}
    page = client.post(address("readerreport_answer", report.pk), typed)
    assert page.context["form"].errors == {
        "answer": ["That is what the correction says. Say why in your own words."]
    }
    report.refresh_from_db()
    assert report.state == "new"


def test_a_report_leads_to_its_fix_waits_for_it_and_is_settled_by_who_passes_it():
    report, editor = take(), make_user(role="editor")
    fix(report.story, report)
    assert report.state == "asked"
    assert report.answer == "A fix was sent as revision 2."
    assert states(report) == ["A fix is with the proofreaders"] * 2
    client_of(editor).post(address("story_pass", report.story_id), {"revision": 2})
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("corrected", editor)
    assert states(report) == ["Corrected"] * 2


def states(report):
    """What its page and the queue say of its state."""
    client = client_of()
    pages = [client.get(address("readerreport_change", report.pk)),
             client.get(address("readerreport_changelist"), {"state": "all"})]  # fmt: skip
    return [re.search(r'<span class="mark report-\w+">([^<]+)', page.content.decode())[1] for page in pages]


def test_a_fix_that_went_back_or_waits_to_go_out_is_said_to():
    report, client = take(), client_of()
    fix(report.story, report)
    client.post(address("story_pass", report.story_id), {"revision": 2, "_return": "yes", "note": "No."})
    assert states(report) == ["A fix is with the writer"] * 2
    for move in ("submit", "sign-off"):
        client.post(address("story_move", report.story_id, move), {"revision": 2, "confirmed": "yes"})
    assert states(report) == ["A fix is passed and waits to go out"] * 2


def test_a_fix_that_is_signed_and_published_apart_settles_its_report_as_well():
    report, client = take(), client_of()
    fix(report.story, report)
    for move in ("sign-off", "publish"):
        client.post(address("story_move", report.story_id, move), {"revision": 2, "confirmed": "yes"})
    report.refresh_from_db()
    assert report.state == "corrected"
