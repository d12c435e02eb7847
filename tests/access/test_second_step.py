"""The second step: set up, asked for, spent, required, taken off."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.access import codes, factors, sessions
from articles.access.tries import Where
from articles.models import DeskSession, LedgerEntry, Notice, RecoveryCode, SecondFactor
from articles.rules import Refused
from tests.access.test_logging_in import log_in
from tests.access.test_sessions import is_in, logged_in
from tests.desk.desk import address, client_of, message
from tests.factories import make_user
from tests.site.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now().replace(second=10, microsecond=0)
CODE = "/admin/login/code/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ann():
    return make_user(role="editor", username="ann")


def now_code(key) -> str:
    return codes.code_at(key, int(timezone.now().timestamp()) // codes.STEP)


def set_up(client):
    """Sets a second step up as its page tells to; gives the key and the recovery codes."""
    page = client.get(address("second_step")).content.decode()
    key = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    done = client.post(address("second_step"), {"code": now_code(key), "password": "pass"})
    return key, done.context["codes"]


def with_factor(user):
    key = codes.new_key()
    SecondFactor.objects.create(user=user, key=key, last_step=0, made_at=timezone.now())
    return key


def test_one_that_is_set_up_while_its_owner_logs_in_by_the_password_is_asked_for(ann, monkeypatch):
    alone = sessions.alone

    def waits(user):
        with_factor(user)
        alone(user)

    monkeypatch.setattr(sessions, "alone", waits)
    assert log_in().url == CODE


def enter(code, *, name="ann", client=None, **told):
    client = client or Client()
    assert log_in(name, client=client, **told).url == CODE
    return client, client.post(CODE, {"code": code}, REMOTE_ADDR="8.8.8.8")


def test_it_is_set_up_by_a_code_and_asked_for_from_then_on(ann, clock):
    here, there = logged_in(), logged_in()
    key, given = set_up(here)
    assert (len(given), is_in(here), is_in(there)) == (10, True, False)
    clock.shift(30)
    client, answer = enter(now_code(key))
    assert (answer.url, is_in(client)) == (reverse("admin:index"), True)
    assert "set up for your account" in Notice.objects.get(to=ann).sentence


def test_without_the_code_nobody_is_logged_in(ann):
    with_factor(ann)
    client = Client()
    log_in(client=client)
    assert not is_in(client)
    assert client.get(CODE).status_code == 200
    assert Client().get(CODE).url == reverse("admin:login")
    assert not DeskSession.objects.exclude(user=None).exists()


def test_a_wrong_code_sets_nothing_up_and_the_square_stays(ann):
    client = client_of(ann)
    squares = [
        client.get(address("second_step")),
        client.post(address("second_step"), {"code": "000000", "password": "pass"}),
    ]
    keys = {re.search(r'class="key">([^<]+)<', page.content.decode())[1] for page in squares}
    assert (len(keys), SecondFactor.objects.exists()) == (1, False)
    assert "not the code of this square" in squares[1].content.decode()


def test_on_the_telephone_itself_a_link_opens_the_app(ann):
    page = client_of(ann).get(address("second_step"))
    key = page.context["key"].replace(" ", "")
    links = html_of(page).links()
    assert [f"secret={key}" in link for link in links if link.startswith("otpauth://totp/")] == [True]


def test_it_is_set_up_by_the_password(ann):
    client = client_of(ann)
    key = client.get(address("second_step")).context["key"].replace(" ", "")
    page = client.post(address("second_step"), {"code": now_code(key), "password": "guess"})
    assert "not your password" in page.content.decode()
    assert not SecondFactor.objects.exists()


def test_the_key_that_somebody_saw_long_before_is_none(ann, clock):
    client = client_of(ann)

    def shown():
        return client.get(address("second_step")).context["key"].replace(" ", "")

    first = shown()
    clock.shift(timedelta(minutes=11))
    assert shown() != first
    page = client.post(address("second_step"), {"code": now_code(first), "password": "pass"})
    assert (page.status_code, SecondFactor.objects.exists()) == (200, False)


def test_who_comes_back_from_the_app_finds_the_same_key_and_another_browser_another(ann):
    client = client_of(ann)
    keys = [one.get(address("second_step")).context["key"] for one in (client, client, client_of(ann))]
    assert (keys[0] == keys[1], keys[0] == keys[2]) == (True, False)
    code = now_code(keys[0].replace(" ", ""))
    client.post(address("second_step"), {"code": code, "password": "pass"})
    assert SecondFactor.objects.filter(user=ann).exists()


def test_the_key_and_the_codes_are_shown_once(ann):
    client = client_of(ann)
    key, given = set_up(client)
    pages = [client.get(address(name), follow=True).content.decode() for name in ("second_step", "account")]
    assert not [text for text in (key, *given) for page in pages if text in page]
    assert not RecoveryCode.objects.filter(digest__in=given).exists()


def test_a_code_is_taken_once(ann, clock):
    key = with_factor(ann)
    code = now_code(key)
    assert enter(code)[1].status_code == 302
    answer = enter(code)[1]
    assert "was used before" in answer.content.decode()
    clock.shift(30)
    assert enter(code)[1].status_code == 200, "it would be right still"
    assert enter(now_code(key))[1].status_code == 302


def test_a_recovery_code_is_taken_once(ann):
    _, given = set_up(client_of(ann))
    _, answer = enter(given[0].upper())
    assert "You have 9 more" in message(answer)
    assert enter(given[0])[1].status_code == 200
    assert enter(given[1].replace("-", " "))[1].status_code == 302


def test_guesses_at_codes_are_held_up_and_the_owner_gets_in(ann):
    key = with_factor(ann)
    thief = Client()
    log_in(client=thief, at="9.9.9.9")
    answers = [
        thief.post(CODE, {"code": str(guess)}, REMOTE_ADDR="9.9.9.9") for guess in range(100000, 100006)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Wait a minute" in answers[-1].content.decode()
    assert enter(now_code(key))[1].status_code == 302


def test_who_waits_too_long_begins_anew(ann, clock):
    key = with_factor(ann)
    client = Client()
    log_in(client=client)
    clock.shift(timedelta(minutes=11))
    assert client.post(CODE, {"code": now_code(key)}).url == reverse("admin:login")


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "other"}])
def test_an_account_that_changed_meanwhile_is_not_let_in(ann, change):
    key = with_factor(ann)
    client = Client()
    log_in(client=client)
    type(ann).objects.filter(pk=ann.pk).update(**change)
    assert client.post(CODE, {"code": now_code(key)}).url == reverse("admin:login")


def test_after_the_code_it_goes_where_one_wanted(ann):
    key, client = with_factor(ann), Client()
    to = address("story_changelist")
    client.post(f"{reverse('admin:login')}?next={to}", {"username": "ann", "password": "pass"})
    assert client.post(CODE, {"code": now_code(key)}).url == to


def test_it_comes_off_by_password_and_code(ann, clock):
    client = client_of(ann)
    key, _ = set_up(client)
    clock.shift(30)
    page, code = address("second_step_off"), now_code(key)
    for password, given in (("wrong", code), ("pass", "000000")):
        assert client.post(page, {"password": password, "code": given}).status_code == 200
    assert client.post(page, {"password": "pass", "code": code}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert log_in().url == reverse("admin:index")


def test_new_recovery_codes_put_the_old_ones_out_of_use(ann, clock):
    client = client_of(ann)
    key, old = set_up(client)
    clock.shift(30)
    page = client.post(address("second_step_codes"), {"password": "pass", "code": now_code(key)})
    new = page.context["codes"]
    assert enter(old[0])[1].status_code == 200
    assert enter(new[0])[1].status_code == 302


def test_who_manages_accounts_takes_it_off_on_record(ann):
    with_factor(ann)
    chief = make_user(superuser=True)
    answer = client_of(chief).post(address("access_second_step", ann.pk), follow=True)
    assert "Taken off" in message(answer)
    entry = LedgerEntry.objects.get(chain=f"account/{ann.pk}")
    assert (entry.act, entry.by, entry.detail) == ("take-off-factor", chief, {"account": "ann"})
    assert "taken off your account" in Notice.objects.get(to=ann).sentence


def test_nobody_takes_off_what_is_theirs_without_proof(ann):
    chief = make_user(superuser=True)
    with_factor(chief)
    assert client_of(chief).post(address("access_second_step", chief.pk)).status_code == 403
    with_factor(ann)
    assert client_of(ann).post(address("access_second_step", ann.pk)).status_code == 403
    assert SecondFactor.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_code_at_once_one_gets_in(clock):
    user = make_user(username="bea")
    key, taken, now = with_factor(user), [], timezone.now()
    code = now_code(key)

    def one(number):
        try:
            factors.take(user, code, where=Where(network=f"8.8.8.{number}"), now=now)
            taken.append(number)
        except Refused:
            pass
        connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1
