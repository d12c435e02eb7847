"""The page to log in by: whoever guesses is held up, in words that tell nothing, and its owner still gets in."""

import pytest
from django.contrib.auth.hashers import BasePasswordHasher
from django.test import Client
from django.urls import reverse

from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOME, OFFICE, AWAY = "8.8.8.8", "9.9.9.9", "7.7.7.7"


@pytest.fixture
def ann():
    return make_user(role="editor", username="ann")


def log_in(name="ann", password="pass", *, at=HOME, client=None, **more):
    client = client or Client()
    given = {"username": name, "password": password}
    return client.post(reverse("admin:login"), given, REMOTE_ADDR=at, **more)


def guess(times, **told):
    return [log_in(password="wrong", **told).status_code for _ in range(times)]


def test_who_guesses_is_told_in_plain_words_how_long_to_wait(ann):
    assert guess(5) == [200] * 5
    page = log_in()
    assert (page.status_code, page["Retry-After"]) == (429, "60")
    assert "Too many tries. Wait a minute, then try again." in page.content.decode()
    assert log_in(at=OFFICE).status_code == 302


def test_the_owner_gets_in_by_a_browser_that_is_known_from_where_somebody_guesses(ann):
    known = Client()
    assert log_in(client=known).status_code == 302
    known.post(reverse("admin:logout"))
    assert guess(6)[-1] == 429
    assert log_in(client=known).status_code == 302


def test_who_logs_out_is_told_so_in_the_words_of_the_desk(ann):
    client = Client()
    log_in(client=client)
    page = client.post(reverse("admin:logout")).content.decode()
    assert "logged in no longer" in page
    assert "web site" not in page


@pytest.mark.parametrize("spoiled", ["x", "", "e30:1abc:def", "ann"])
def test_a_cookie_that_we_did_not_sign_is_none(ann, spoiled):
    guess(5)
    client = Client()
    client.cookies["browser"] = spoiled
    assert log_in(client=client).status_code == 429


def test_the_cookie_of_one_account_is_none_for_another(ann):
    make_user(username="ben")
    known = Client()
    log_in("ben", client=known)
    known.post(reverse("admin:logout"))
    guess(5)
    assert log_in(client=known).status_code == 429


def test_the_cookie_is_out_of_reach_of_scripts_and_of_readers_pages(ann):
    cookie = log_in().cookies["browser"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_a_machine_that_colleagues_share_is_known_to_each(ann):
    client = Client()
    for name in ("ann", make_user(username="ben").username):
        assert log_in(name, client=client).status_code == 302
        client.post(reverse("admin:logout"))
    guess(5)
    guess(5, name="ben")
    assert [log_in(name, client=client).status_code for name in ("ann", "ben")] == [302, 302]


@pytest.mark.parametrize("kind", ["unknown", "inactive", "no staff", "wrong"])
def test_no_answer_tells_which_accounts_there_are(ann, kind, monkeypatch):
    ann.is_active, ann.is_staff = kind != "inactive", kind != "no staff"
    ann.save()
    hashed = []
    known = make_hasher_tell(hashed, monkeypatch)
    name, password = ("zoe" if kind == "unknown" else "ann"), ("wrong" if kind == "wrong" else "pass")
    answers = [log_in(name, password) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "That is no user name with its password." in answers[0].content.decode()
    assert len(hashed) == 5 * known


def make_hasher_tell(told, monkeypatch) -> int:
    """Writes down each password that is hashed, which is what takes the time; gives how many one log-in hashes."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *args: told.append(args) or encode(self, *args)
    )
    assert issubclass(MD5PasswordHasher, BasePasswordHasher)
    log_in("nobody", "x", at=AWAY)
    known = len(told)
    told.clear()
    return known


def test_the_address_is_the_last_that_the_proxy_wrote(ann, settings):
    settings.ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    for number in range(5):
        guess(1, HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, {AWAY}")
    assert log_in(HTTP_X_FORWARDED_FOR=f"8.8.4.4, {AWAY}").status_code == 429
    assert log_in(HTTP_X_FORWARDED_FOR=f"{AWAY}, 8.8.4.4").status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [("2a00:1::1", "2a00:1::2", True), ("2a00:1::1", "2a00:2::1", False), ("::ffff:8.8.8.8", "8.8.8.8", True),
     ("::ffff:8.8.8.8", "::ffff:8.8.4.4", False)],
)  # fmt: skip
def test_a_household_is_one_place(ann, first, second, are_one):
    guess(5, at=first)
    assert log_in(at=second).status_code == (429 if are_one else 302)


def test_without_a_password_nothing_was_tried(ann):
    assert [log_in(password="").status_code for _ in range(8)] == [200] * 8
    assert log_in().status_code == 302


def test_who_is_logged_in_already_is_led_to_the_desk(ann):
    client = Client()
    log_in(client=client)
    assert client.get(reverse("admin:login")).url == reverse("admin:index")


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/logout/", "/admin/", "/admin/articles/story/"])
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_no_address_of_the_desk_takes_another_method_from_a_stranger(address, method):
    assert getattr(Client(), method)(address).status_code == 405
