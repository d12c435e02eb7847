"""What passkeys are not taken for: of other sites, other accounts, copies, what was said before, and no passkeys."""

import json
import random

import pytest
from django.utils import timezone
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData

from articles.access import factors, passkeys
from articles.access.passkeys import LONGEST, NOT_MADE, NOT_RIGHT
from articles.models import LedgerEntry, Notice, Passkey, SecondFactor
from articles.rules import Refused
from tests.access.authenticator import KEPT_ELSEWHERE, PRESENT, Authenticator
from tests.access.test_passkeys import PASSWORD, add, ann, asked, device, given, prove, refusal
from tests.access.test_second_step import CODE
from tests.access.test_sessions import is_in
from tests.desk.desk import address, client_of
from tests.factories import make_user

__all__ = ["ann", "device"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


ANOTHERS = {
    "another page": {"origin": "https://testserver.example"},
    "another site": {"host": "testserver.example"},
    "nobody there": {"flags": 0},
    "another key": {"key": Authenticator().key},
    "one that is not known": {"identifier": b"another" * 4},
    "within another site": {"is_within": True},
    "of another account": {"handle": b"0"},
}


@pytest.mark.parametrize("changed", list(ANOTHERS.values()), ids=list(ANOTHERS))
def test_what_another_signed_or_for_another_site_lets_nobody_in(ann, device, changed):
    add(client_of(ann), device)
    vars(device).update(changed)
    client = given()
    assert refusal(prove(client, device)) == [NOT_RIGHT]
    assert not is_in(client)


NONE_OF_OURS = {
    "another page": {"origin": "http://else"},
    "another site": {"host": "else"},
    "nobody there": {"flags": 0},
    "within another site": {"is_within": True},
    "kept where it cannot be": {"flags": PRESENT | KEPT_ELSEWHERE},
    "too long": {"identifier": b"x" * 1024},
    "no point": {"cose": {1: 2, 3: -7}},
    "a point off the curve": {"cose": {1: 2, 3: -7, -1: 1, -2: b"1" * 32, -3: b"1" * 32}},
    "not asked for": {"cose": {1: 3, 3: -65535, -1: b"1" * 256, -2: b"\1\0\1"}},
    "none at all": {"cose": None},
}


@pytest.mark.parametrize("changed", list(NONE_OF_OURS.values()), ids=list(NONE_OF_OURS))
def test_what_is_no_passkey_of_this_site_is_not_kept(ann, device, changed):
    vars(device).update(changed)
    assert refusal(add(client_of(ann), device)) == [NOT_MADE]
    assert not Passkey.objects.exists()
    assert not SecondFactor.objects.exists()


def test_that_of_somebody_else_lets_nobody_in(ann, device):
    add(client_of(ann), Authenticator())
    add(client_of(make_user(role="editor", username="bea")), device)
    assert refusal(prove(given(), device)) == [NOT_RIGHT]


def test_two_at_once_who_give_one_answer_are_one(ann, device):
    add(client_of(ann), device)
    client = given()
    answer, asked_for = device.prove(asked(client.get(CODE))), client.session["passkey"]
    site = passkeys.Site("", "testserver", "http://testserver")
    passkeys.take(ann, answer, asked_for[0], site, now=timezone.now())
    with pytest.raises(Refused):
        passkeys.take(ann, answer, asked_for[0], site, now=timezone.now())


def test_an_answer_that_comes_late_is_none(ann, device):
    add(client_of(ann), device)
    client = given()
    answer = device.prove(asked(client.get(CODE)))
    session = client.session
    session["passkey"] = [session["passkey"][0], 0]
    session.save()
    assert "open too long" in refusal(client.post(CODE, {"passkey": answer}))[0]


def test_who_was_logged_in_before_the_second_step_was_set_up_adds_none(ann, device):
    client = client_of(ann)
    options = asked(client.get(address("passkeys")))
    told = client.session["passkey"][0]
    factors.begin(ann, now=timezone.now())
    site = passkeys.Site("", "testserver", "http://testserver")
    with pytest.raises(Refused, match="set up meanwhile"):
        passkeys.add(ann, "x", device.make(options), told, site, by_second=False, now=timezone.now())


def test_a_copy_shows_by_its_count(ann, device):
    device.counter = 5
    add(client_of(ann), device)
    device.counter = 6
    assert prove(given(), device).status_code == 302
    assert "A copy of “Laptop”" in refusal(prove(given(), device))[0]
    assert "A copy of your passkey “Laptop”" in Notice.objects.filter(to=ann).latest("pk").sentence
    assert LedgerEntry.objects.filter(act="copied-passkey").exists()
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
