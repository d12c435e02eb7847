"""A new password by mail: the same page and rows for every name, one link that is good once, and no flood."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.access import resets
from articles.access.tries import LIMITS, By
from articles.models import DeskSession, Effect
from tests.access.test_logging_in import guess, log_in
from tests.access.test_second_step import with_factor
from tests.access.test_sessions import logged_in, meanwhile, recorded
from tests.desk.desk import address, client_of, message
from tests.factories import make_user
from tests.test_outbox import BROKEN, drain

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NEW = {"new_password1": "kestrel-over-quay", "new_password2": "kestrel-over-quay"}


@pytest.fixture
def ann():
    return make_ann()


def make_ann(**told):
    user = make_user(role="editor", username="ann")
    user.email = "ann@news.example"
    for name, value in told.items():
        setattr(user, name, value)
    user.save()
    return user


def ask(name, *, at="8.8.8.8", client=None):
    return (client or Client()).post(address("reset"), {"name": name}, REMOTE_ADDR=at)


def link_for(name="ann") -> str:
    ask(name)
    drain(timezone.now())
    return re.search(r"http://localhost:8000(/admin/reset/\S+)", mail.outbox[-1].body)[1]


def test_the_link_sets_a_password_and_ends_all_sessions(ann):
    logged_in()
    client = Client()
    page = client.get(link_for(), follow=True)
    answer = client.post(page.request["PATH_INFO"], NEW, follow=True)
    assert "new password is set" in message(answer)
    assert not DeskSession.objects.exists()
    assert log_in(password="kestrel-over-quay").status_code == 302
    assert mail.outbox[0].to == ["ann@news.example"]
    assert recorded(ann) == [("set-password", ann, {"account": "ann", "way": "mail"})]


@pytest.mark.parametrize("name", ["ann@news.example", "Ann@News.Example", " ann "])
def test_it_is_mailed_by_name_or_address(ann, name):
    ask(name)
    assert drain(timezone.now()).sent == 1


@pytest.mark.parametrize(
    "told",
    [
        {"username": "zoe"},
        {"is_active": False},
        {"is_staff": False},
        {"email": ""},
        {"password": "!none"},
        {},
    ],
)
def test_no_answer_tells_which_accounts_there_are(told):
    make_ann(**told)
    answers = {
        name: [told_to(name, at=at) for _ in range(4)]
        for name, at in (("ann", "9.9.9.9"), ("nobody", "7.7.7.7"))
    }
    assert answers["ann"] == answers["nobody"]
    assert [answer[0] for answer in answers["ann"]] == [302] * 3 + [429]
    assert drain(timezone.now()).sent == (0 if told else 3)


def told_to(name, *, at):
    """What can be told from outside, and the queries that took the time, but for what they are about."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(name, at=at)
    assert len(queries) > 3
    page = re.sub(r'value="[^"]*"|\d+', "", answer.content.decode())
    asked = [re.sub(r'"s\d+_x\d+"', "", query["sql"])[:30] for query in queries]
    return answer.status_code, answer.get("Location"), page, asked


def test_a_link_is_good_once(ann):
    link = link_for()
    client = Client()
    page = client.get(link, follow=True).request["PATH_INFO"]
    client.post(page, NEW)
    for again in (client.get(link, follow=True), client.get(page), Client().post(page, NEW)):
        assert "good no more" in again.content.decode()


def test_a_link_is_good_once_for_two_at_once(ann, monkeypatch):
    client = Client()
    page = client.get(link_for(), follow=True).request["PATH_INFO"]
    meanwhile(monkeypatch, password="another")
    assert "changed meanwhile" in client.post(page, NEW).content.decode()
    assert not User.objects.get(pk=ann.pk).check_password(NEW["new_password1"])


def test_a_link_is_good_for_an_hour(ann):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        link = link_for()
        clock.shift(timedelta(minutes=59))
        assert "good no more" not in Client().get(link, follow=True).content.decode()
        clock.shift(timedelta(minutes=2))
        assert "good no more" in Client().get(link, follow=True).content.decode()


def test_the_key_leaves_the_address_and_is_told_no_other_site(ann):
    link = link_for()
    answer = Client().get(link)
    assert answer.url.endswith("/set-password/")
    assert answer["Referrer-Policy"] == "same-origin"
    page = Client().get(link, follow=True)
    assert (page["Referrer-Policy"], link.split("/")[-2] in page.content.decode()) == ("same-origin", False)


@pytest.mark.parametrize("changed", [{"is_active": False}, {"email": "other@news.example"}])
def test_a_link_of_an_account_that_changed_is_none(ann, changed):
    link = link_for()
    type(ann).objects.filter(pk=ann.pk).update(**changed)
    assert "good no more" in Client().get(link, follow=True).content.decode()


def test_nobody_is_flooded(ann):
    answers = [ask("ann", at=f"9.9.9.{number}").status_code for number in range(6)]
    assert answers == [302] * 3 + [429] * 3
    assert "its link is good for an hour" in ask("ann").content.decode()
    assert [ask(f"user{number}", at="7.7.7.7").status_code for number in range(21)] == [302] * 20 + [429]


def test_the_owner_gets_in_by_the_mail_while_everybody_guesses(ann, monkeypatch):
    few = replace(LIMITS["password"][By.ACCOUNT], free=10)
    monkeypatch.setitem(LIMITS["password"], By.ACCOUNT, few)
    client = Client()
    page = client.get(link_for(), follow=True).request["PATH_INFO"]
    for number in range(10):
        guess(1, at=f"9.9.{number}.9")
    assert log_in(at="7.7.7.7").status_code == 429
    client.post(page, NEW)
    assert log_in(password="kestrel-over-quay", client=client).status_code == 302


def test_the_second_step_stays(ann):
    with_factor(ann)
    client = Client()
    client.post(client.get(link_for(), follow=True).request["PATH_INFO"], NEW)
    assert log_in(password="kestrel-over-quay", client=client).url == "/admin/login/code/"


def test_the_key_is_kept_nowhere_and_what_was_asked_for_a_day(ann):
    now = timezone.now()
    ask("ann")
    assert [effect.payload for effect in Effect.objects.all()] == [{"reset": "ann"}]
    with time_machine.travel(now + timedelta(days=1, minutes=1)):
        ask("ben")
        assert [effect.payload for effect in Effect.objects.all()] == [{"reset": "ben"}]


def test_what_waited_for_too_long_is_not_mailed(ann):
    ask("ann")
    assert drain(timezone.now() + timedelta(hours=2)).needless == 1


def test_a_mail_that_fails_is_among_those_that_did_and_shows_no_name(ann, settings):
    settings.EMAIL_BACKEND = BROKEN
    ask("ann@news.example")
    drain(timezone.now())
    page = client_of(role="editor").get(address("failures")).content.decode()
    assert "a link to set a new password by" in page
    assert "ann@news.example" not in page


def test_the_log_in_leads_there(client):
    assert address("reset") in client.get("/admin/login/").content.decode()
    assert resets.PREFIX == "reset/"
