"""The form by which readers report an error, and what of it reaches the desk."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafting, press, workflow
from articles.models import ReaderReport, ReportSender
from tests.desk.desk import address as desk_address
from tests.desk.desk import client_of
from tests.factories import make_edition, make_user
from tests.site.pages import html_of, plant_hidden

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOME = {"REMOTE_ADDR": "193.0.2.7"}
ALREADY = timedelta(seconds=10)


def address(edition):
    return reverse("report:story", args=[edition.story_id])


def opened(edition, *, at=HOME, **asked):
    """The fields of the form as its page gives them."""
    html = html_of(Client().get(address(edition), asked, **at))
    return {field["name"]: field.get("value", "") for field in html.all("input") if field["name"] != "q"}


def hidden(page):
    """The fields with which a form that came back is sent again."""
    return {field["name"]: field.get("value", "") for field in html_of(page).all("input", type="hidden")}


def send(edition, *, at=HOME, after=ALREADY, fields=None, **typed):
    """Fill the form in at one's leisure, and send it."""
    fields = opened(edition, at=at) if fields is None else fields
    with time_machine.travel(timezone.now() + after, tick=False):
        sent = fields | {"says": "It was Monday.", "quote": "on Tuesday", "email": "anna@mail.test"} | typed
        return Client(enforce_csrf_checks=True).post(address(edition), sent, **at)


def update(edition, **words):
    editor, second, now = make_user(role="editor"), make_user(role="editor"), timezone.now()
    base = edition.story.revision_number
    story = drafting.save(edition.story, words, base=base, by=editor, now=now).story
    workflow.sign_off(story, revision=base + 1, by=second, now=now)
    return press.publish(story, revision=base + 1, by=second, now=now)


def test_a_story_leads_to_the_form_and_a_report_to_the_queue():
    edition = make_edition(headline="Ferry returns")
    page = html_of(Client().get(edition.get_absolute_url()))
    assert f"{address(edition)}?version=1" in page.links()
    response = send(edition)
    assert (response.status_code, response.url.startswith(f"{address(edition)}?sent=")) == (302, True)
    report = ReaderReport.objects.get()
    assert (report.edition, report.says, report.quote, report.email, report.name, report.taken_by_name) == (
        edition, "It was Monday.", "on Tuesday", "anna@mail.test", "", "",
    )  # fmt: skip
    queue = client_of(role="writer").get(desk_address("readerreport_changelist"))
    assert "It was Monday." in queue.content.decode()
    thanks = Client().get(response.url, **HOME).content.decode()
    assert "Your report is with the newsroom." in thanks
    assert "<textarea" not in thanks


def test_a_report_goes_with_the_version_that_the_reader_saw():
    edition = make_edition()
    fields = [opened(edition, version=1) | {"version": version} for version in ("1", "77", "\0")]
    newer = update(edition, body="<p>It met on Monday.</p>")
    page = Client().get(address(edition), {"version": 1}).content.decode()
    assert "The story was changed after you read it." in page
    assert "was changed" not in Client().get(address(edition), {"version": 2}).content.decode()
    for one in fields:
        send(edition, fields=one)
    assert list(ReaderReport.objects.order_by("pk").values_list("edition", flat=True)) == [
        edition.pk, newer.pk, newer.pk,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"says": "  "}, "Say what is wrong."),
        ({"says": "x" * 4001}, "at most 4000 characters"),
        ({"says": "a\0b"}, "Null characters are not allowed."),
        ({"quote": "x" * 1001}, "at most 1000 characters"),
        ({"email": "anna"}, "That is no e-mail address."),
        ({"website": "https://cheap.test"}, "Empty this field"),
        ({"token": ""}, "Send your report once more."),
    ],
)
def test_what_is_no_report_comes_back_as_it_was_typed(typed, why):
    response = send(make_edition(), **({"says": "It was <Monday>."} | typed))
    page = response.content.decode()
    assert (response.status_code, ReaderReport.objects.count()) == (200, 0)
    assert why in page
    assert "<title>Not sent: Report an error" in page
    assert ("It was &lt;Monday&gt;.</textarea>" in page) == ("says" not in typed)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"after": timedelta(seconds=1)}, "That was very quick."),
        ({"after": timedelta(days=2)}, "Send your report once more."),
        ({"at": {"REMOTE_ADDR": "198.51.99.1"}}, "Send your report once more."),
    ],
)
def test_a_form_sent_too_soon_too_late_or_from_elsewhere_comes_back_ready_to_be_sent(given, why):
    edition = make_edition()
    page = send(edition, fields=opened(edition), **given)
    assert why in page.content.decode()
    at_once = {"at": given.get("at", HOME), "after": given.get("after", ALREADY)}
    assert send(edition, fields=hidden(page), **at_once).status_code == 302


def test_a_form_that_is_wrong_is_told_that_alone_and_may_be_sent_again_at_once():
    edition, soon = make_edition(), timedelta(seconds=1)
    fields = opened(edition)
    page = send(edition, fields=fields, says="", after=soon)
    assert "Say what is wrong." in page.content.decode()
    assert "very quick" not in page.content.decode()
    assert send(edition, fields=hidden(page), after=soon).status_code == 302
    sent_already = send(edition, fields=fields, says="And this.")  # by the way back
    assert "Your report was sent already." in sent_already.content.decode()
    assert send(edition, fields=hidden(sent_already), says="And this.").status_code == 302


def test_a_form_of_one_story_serves_no_other():
    assert send(make_edition(), fields=opened(make_edition())).status_code == 200
    assert not ReaderReport.objects.exists()


def test_a_form_brings_one_report():
    edition = make_edition()
    fields = opened(edition)
    for _ in range(2):  # as by a double click
        assert send(edition, fields=fields).status_code == 302
    page = send(edition, fields=fields, says="And this.")
    assert "Your report was sent already." in page.content.decode()
    assert ReaderReport.objects.count() == 1
    assert send(edition, fields=hidden(page), says="And this.", after=2 * ALREADY).status_code == 302


def test_six_reports_an_hour_are_too_many_from_one_place():
    editions = [make_edition() for _ in range(2)]
    assert {send(editions[number % 2]).status_code for number in range(5)} == {302}
    response = send(editions[0], says="And this.")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
    assert "And this.</textarea>" in response.content.decode()
    assert send(editions[0], at={"REMOTE_ADDR": "193.0.2.8"}).status_code == 302
    assert send(editions[0], after=timedelta(hours=2)).status_code == 302


def test_neighbours_in_one_network_are_one_place_and_a_proxy_is_none(settings):
    edition = make_edition()
    for number in range(5):
        assert send(edition, at={"REMOTE_ADDR": f"2a01:db8::{number}"}).status_code == 302
    assert send(edition, at={"REMOTE_ADDR": "2a01:db8::99"}).status_code == 429
    for _ in range(6):
        assert send(edition, at={"REMOTE_ADDR": "127.0.0.1"}).status_code == 302
    settings.ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.41.0.4, 2a01:db8::5"}
    assert send(edition, at=proxied).status_code == 429


def test_a_story_takes_thirty_reports_an_hour_from_readers():
    edition = make_edition()
    for number in range(30):
        assert send(edition, at={"REMOTE_ADDR": f"193.0.3.{number}"}).status_code == 302
    assert send(edition).status_code == 429
    assert send(make_edition()).status_code == 302


def test_of_where_a_report_came_from_a_digest_is_kept_for_a_day():
    edition = make_edition()
    send(edition)
    first, form = ReportSender.objects.order_by("pk")
    assert (len(first.sender), "193" in first.sender[:3], len(form.sender)) == (64, False, 64)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert send(edition).status_code == 302
    assert not ReportSender.objects.filter(pk=first.pk).exists()


def test_of_what_is_not_public_nothing_is_to_be_learnt():
    due, gone = plant_hidden("zebrafish")
    answers = [
        Client().get(address(due)),
        Client().post(address(due), {"says": "x"}),
        Client().get("/report/0/"),
    ]
    for answer in answers:
        assert answer.status_code == 404
        assert "zebrafish" not in answer.content.decode().lower()
    for answer in (Client().get(address(gone)), Client().post(address(gone), {"says": "x"})):
        assert (answer.status_code, answer.url) == (302, f"/stories/{gone.story_id}/")
    assert not ReaderReport.objects.exists()


def test_a_story_withdrawn_while_a_reader_was_writing_still_takes_the_report():
    edition = make_edition()
    fields = opened(edition)
    press.withdraw(edition.story, reason="error", by=edition.made_by, now=timezone.now())
    assert Client().get(address(edition)).url == f"/stories/{edition.story_id}/"
    page = send(edition, fields=fields, says="").content.decode()
    assert "The story was withdrawn while you were writing." in page
    assert send(edition, fields=fields).status_code == 302
    assert ReaderReport.objects.get().edition == edition


def test_the_form_knows_no_visitor_and_is_kept_by_nobody():
    edition, client = make_edition(), client_of(make_user(superuser=True))
    page = client.get(address(edition))
    assert (page.cookies, page.headers.get("Vary", "")) == ({}, "")
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    html = html_of(page)
    assert (html.problems, html.meta("robots")) == ([], "noindex, nofollow")
    labelled = {label["for"] for label in html.all("label")}
    assert {field["id"] for field in html.all("textarea") + html.all("input") if "id" in field} <= labelled
    assert client.put(address(edition)).status_code == 405


def test_thanks_are_for_who_sent_it_a_while_long_and_reloading_sends_nothing():
    edition = make_edition()
    thanks = send(edition).url
    again, elsewhere = (Client().get(thanks, REMOTE_ADDR=at) for at in (HOME["REMOTE_ADDR"], "198.51.100.9"))
    shown = [again, elsewhere, Client().get(f"{address(edition)}?sent=1", **HOME)]
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        shown.append(Client().get(thanks, **HOME))
    thanked = ["Thank you" in page.content.decode() for page in shown]
    assert thanked == [True, False, False, False]
    assert ReaderReport.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["version=%00", "version=99999999999999999999", "version=-1&sent=%ff", "x[]=1"]
)
def test_odd_queries_get_the_form(query):
    assert Client().get(f"{address(make_edition())}?{query}").status_code == 200
