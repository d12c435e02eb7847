"""Passkeys: made, asked for in the place of a code, and removed."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.access import codes
from articles.access.passkeys import MOST, NOT_RIGHT
from articles.models import LedgerEntry, Notice, Passkey, SecondFactor
from tests.access.authenticator import Authenticator
from tests.access.test_logging_in import log_in
from tests.access.test_second_step import CODE, enter, now_code, with_factor
from tests.access.test_sessions import is_in, logged_in
from tests.desk.desk import address, client_of, message
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PASSWORD = "pass"


@pytest.fixture
def ann():
    return make_user(role="editor", username="ann")


@pytest.fixture
def device():
    return Authenticator()


def asked(page):
    return json.loads(page.context["passkey"])


def add(client, device, *, name="Laptop", password=PASSWORD):
    answer = device.make(asked(client.get(address("passkeys"))))
    return client.post(address("passkeys"), {"name": name, "password": password, "passkey": answer})


def given():
    """Somebody who logs in up to the second step."""
    client = Client()
    assert log_in("ann", client=client).url == CODE
    return client


def prove(client, device):
    return client.post(CODE, {"passkey": device.prove(asked(client.get(CODE)))})


def refusal(page):
    assert page.status_code == 200
    return page.context["form"].non_field_errors()


def test_a_first_one_sets_the_second_step_up_and_logs_in_from_then_on(ann, device):
    here, there = logged_in(), logged_in()
    done = add(here, device)
    assert (len(done.context["codes"]), is_in(here), is_in(there)) == (codes.RECOVERY_CODES, True, False)
    client = given()
    assert (prove(client, device).url, is_in(client)) == (reverse("admin:index"), True)
    assert Passkey.objects.get().used_at
    acts = LedgerEntry.objects.filter(chain=f"account/{ann.pk}").values_list("act", "detail__name")
    assert list(acts) == [("set-up-factor", None), ("add-passkey", "Laptop")]
    assert "set up for your account" in Notice.objects.get(to=ann).sentence


def test_it_stands_beside_an_app(ann, device):
    key = with_factor(ann)
    client, _ = enter(now_code(key))
    assert add(client, device).url == address("account")
    assert "“Laptop”, was added" in Notice.objects.get(to=ann).sentence
    assert prove(given(), device).status_code == 302
    assert "Laptop" in client.get(address("account")).content.decode()


def test_a_code_on_paper_stands_in_for_it(ann, device):
    paper = add(client_of(ann), device).context["codes"]
    page = given().get(CODE).content.decode()
    assert ("the app on your telephone" in page, "one of your recovery codes" in page) == (False, True)
    assert enter(paper[0])[1].status_code == 302


def test_without_an_app_no_code_that_anybody_can_compute_logs_in(ann, device):
    add(client_of(ann), device)
    assert not SecondFactor.objects.get().has_app
    assert enter(now_code(""))[1].status_code == 200


def test_an_answer_is_taken_once(ann, device):
    add(client_of(ann), device)
    client = given()
    answer = device.prove(asked(client.get(CODE)))
    assert client.post(CODE, {"passkey": answer}).status_code == 302
    again = given()
    again.get(CODE)
    assert refusal(again.post(CODE, {"passkey": answer})) == [NOT_RIGHT]
    never_asked = given()
    assert "open too long" in refusal(never_asked.post(CODE, {"passkey": answer}))[0]


def test_after_one_that_was_refused_a_code_is_looked_at(ann, device):
    paper = add(client_of(ann), device).context["codes"]
    client = given()
    device.origin = "http://else"
    page = prove(client, device)
    assert refusal(page) == [NOT_RIGHT]
    assert "value" not in re.search(r'name="passkey"([^>]*)>', page.content.decode())[1]
    assert client.post(CODE, {"passkey": "", "code": paper[0]}).status_code == 302


def test_it_is_made_by_the_password(ann, device):
    assert refusal(add(client_of(ann), device, password="wrong")) == ["That is not your password."]
    assert not Passkey.objects.exists()


def test_where_the_second_step_was_passed_over_none_is_made(ann, device):
    with_factor(ann)
    assert client_of(ann).get(address("passkeys")).url == address("account")


def test_one_is_not_kept_twice_and_no_more_than_a_few(ann, device):
    client = client_of(ann)
    add(client, device)
    assert refusal(add(client, device)) == ["That passkey is kept already."]
    for number in range(MOST - 1):
        assert add(client, Authenticator(), name=f"No {number}").status_code == 302
    assert f"You have {MOST}" in refusal(add(client, Authenticator()))[0]


def test_it_is_removed_by_who_proves_to_be_its_owner(ann, device):
    client, other = client_of(ann), Authenticator()
    add(client, device)
    add(client, other, name="Key")
    page = address("passkey_remove", Passkey.objects.get(name="Key").pk)
    assert refusal(client.post(page, {"password": "wrong", "passkey": "{}"})) == [
        "That is not your password."
    ]
    answer = device.prove(asked(client.get(page)))
    done = client.post(page, {"password": PASSWORD, "passkey": answer}, follow=True)
    assert "“Key” is a passkey of yours no more." in message(done)
    assert refusal(prove(given(), other)) == [NOT_RIGHT]
    assert "removed already" in message(client.get(page, follow=True))


def test_the_last_stays_where_nothing_else_is_set_up(ann, device):
    client = client_of(ann)
    add(client, device)
    page = address("passkey_remove", Passkey.objects.get().pk)
    answer = device.prove(asked(client.get(page)))
    done = client.post(page, {"password": PASSWORD, "passkey": answer})
    assert "your only passkey" in refusal(done)[0]
    assert Passkey.objects.exists()


def test_that_of_somebody_else_is_not_there_to_be_removed(ann, device):
    add(client_of(ann), device)
    client = client_of(role="editor")
    assert "removed already" in message(
        client.get(address("passkey_remove", Passkey.objects.get().pk), follow=True)
    )


def test_all_go_with_the_second_step(ann, device):
    client = client_of(ann)
    add(client, device)
    page = address("second_step_off")
    answer = device.prove(asked(client.get(page)))
    assert client.post(page, {"password": PASSWORD, "passkey": answer}).status_code == 302
    assert not Passkey.objects.exists()
    assert log_in("ann", client=Client()).url == reverse("admin:index")


def test_the_database_is_asked_the_same_for_one_and_for_many(ann, device):
    client = client_of(ann)
    add(client, device)
    pages = [address("account"), address("passkeys"), address("second_step_off")]
    asked_for_one = [queries(client, page) for page in pages]
    for number in range(4):
        add(client, Authenticator(), name=f"No {number}")
    assert [queries(client, page) for page in pages] == asked_for_one


def queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)
