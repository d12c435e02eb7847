"""Passkeys: made, asked for in the place of a code, and removed."""

import json
import random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData

from articles.access import codes
from articles.access.passkeys import LONGEST, MOST, NOT_MADE, NOT_RIGHT
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


def add(client, device, *, name="Laptop", password=PASSWORD, **told):
    answer = device.make(asked(client.get(address("passkeys"))), **told)
    return client.post(address("passkeys"), {"name": name, "password": password, "passkey": answer})


def given(password=True):
    """Somebody who logs in up to the second step."""
    client = Client()
    assert log_in("ann", client=client).url == CODE
    return client


def prove(client, device, **told):
    return client.post(CODE, {"passkey": device.prove(asked(client.get(CODE)), **told)})


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
    assert SecondFactor.objects.get().key == ""
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


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"origin": "https://testserver.example"}, {}),
        ({}, {"host": "testserver.example"}),
        ({"flags": 0}, {}),
        ({"key": Authenticator().key}, {}),
        ({"identifier": b"another" * 4}, {}),
    ],
    ids=["another page", "another site", "nobody there", "another key", "one that is not known"],
)
def test_what_another_signed_or_for_another_site_lets_nobody_in(ann, device, changed, told):
    add(client_of(ann), device)
    for name, value in changed.items():
        setattr(device, name, value)
    client = given()
    assert refusal(prove(client, device, **told)) == [NOT_RIGHT]
    assert not is_in(client)


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"origin": "http://else"}, {}), ({}, {"host": "else"}), ({"flags": 0}, {})],
    ids=["another page", "another site", "nobody there"],
)
def test_what_was_made_for_another_site_is_not_kept(ann, device, changed, told):
    for name, value in changed.items():
        setattr(device, name, value)
    assert refusal(add(client_of(ann), device, **told)) == [NOT_MADE]
    assert not Passkey.objects.exists()
    assert not SecondFactor.objects.exists()


def test_that_of_somebody_else_lets_nobody_in(ann, device):
    add(client_of(ann), Authenticator())
    add(client_of(make_user(role="editor", username="bea")), device)
    assert refusal(prove(given(), device)) == [NOT_RIGHT]


def test_a_copy_shows_by_its_count(ann, device):
    device.counter = 5
    add(client_of(ann), device)
    device.counter = 6
    assert prove(given(), device).status_code == 302
    assert "A copy of “Laptop”" in refusal(prove(given(), device))[0]
    device.counter = 7
    assert prove(given(), device).status_code == 302


def spoiled(answer, change):
    """``answer`` with a part of it changed, cut off or doubled, in JSON or in what the standard packs into it."""
    told = json.loads(answer)
    name = change.choice(sorted(told["response"]))
    packed = bytearray(websafe_decode(told["response"][name]))
    at, to = sorted(change.randrange(len(packed)) for _ in range(2))
    packed[at:to] = change.choice([b"", change.randbytes(to - at), bytes(packed[at:to]) * 2])
    told["response"][name] = websafe_encode(bytes(packed))
    whole = json.dumps(told)
    return change.choice(
        [json.dumps(told), whole[: change.randrange(len(whole))] + change.choice('{}[]"0=é')]
    )


def nested(depth):
    """An answer whose parts are lists of lists."""
    packed = {"attestationObject": websafe_encode(b"\x81" * depth + b"\x80"), "clientDataJSON": "e30"}
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": packed})


NONE_AT_ALL = ["[]", "1", "null", "{}", '{"rawId": 1}', "[" * 5000, nested(5000), "x" * (LONGEST + 1)]


def test_whatever_is_sent_in_its_place_is_a_sentence(ann, device):
    add(client_of(ann), device)
    client, change = given(), random.Random(1)
    for _ in range(100):
        sent = spoiled(device.prove(asked(client.get(CODE))), change)
        assert refusal(client.post(CODE, {"passkey": sent})) == [NOT_RIGHT]
    for sent in NONE_AT_ALL:
        client.get(CODE)
        assert refusal(client.post(CODE, {"passkey": sent})) == [NOT_RIGHT]


def test_whatever_is_sent_as_one_that_was_made_is_a_sentence(ann):
    client, change = client_of(ann), random.Random(2)

    def send(make):
        options = asked(client.get(address("passkeys")))
        told = {"name": "x", "password": PASSWORD, "passkey": make(options)}
        return client.post(address("passkeys"), told)

    for sent in NONE_AT_ALL:
        assert refusal(send(lambda options, sent=sent: sent)) == [NOT_MADE]
    for _ in range(60):
        page = send(lambda options: spoiled(Authenticator().make(options), change))
        assert page.status_code == 302 or "codes" in page.context or refusal(page)
    for key in Passkey.objects.all():
        assert AttestedCredentialData(bytes(key.credential)).public_key.ALGORITHM


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
    done = client.post(page, {"password": PASSWORD, "passkey": answer}, follow=True)
    assert "your only passkey" in message(done)
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
