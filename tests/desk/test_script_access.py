"""Who gets in where scripts ask: by a token that is known and made for it, and by nothing else."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles import tokens
from articles.desk.scripts.bearer import FAILURES
from articles.models import AccessToken
from tests.desk.desk import client_of
from tests.desk.scripts import V1, script, send
from tests.factories import make_story, make_token, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
STORIES = f"{V1}stories/"
PUBLIC = {"REMOTE_ADDR": "8.8.8.8"}


def by(header, path=STORIES, **more):
    return Client().get(path, headers={"authorization": header} if header else {}, **more)


def denied(response):
    """The status, and the challenge without its realm, of an answer that tells nothing."""
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.status_code, response.headers.get("WWW-Authenticate", "").removeprefix(
        'Bearer realm="desk"'
    )


def test_a_token_that_is_known_gets_in_and_no_cache_keeps_the_answer():
    response = script("read").get(STORIES)
    assert (response.status_code, response.json()["results"]) == (200, [])
    assert (response.headers["Cache-Control"], response.cookies) == ("no-store", {})
    assert "Vary" not in response.headers


@pytest.mark.parametrize("header", ["", "Basic dXNlcjpwYXNz", "bearer", "Token abc", "newsroom_abc"])
def test_who_shows_no_token_is_asked_for_one(header):
    status, challenge = denied(by(header))
    assert (status, challenge.partition("error_description")[0]) in (
        (401, ""), (401, ', error="invalid_token", '),
    )  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        "x",
        "newsroom_",
        "newsroom_" + "a" * 49,
        "a b",
        "Bearer Bearer",
        "ü" * 58,
        "x" * 60_000,
        "a\tb",
        "%00",
        '"',
    ],
)
def test_a_token_that_cannot_be_one_is_turned_away_without_a_query(given, django_assert_num_queries):
    with django_assert_num_queries(0):
        status, challenge = denied(by(f"Bearer {given}"))
    assert (status, 'error="invalid_token"' in challenge) == (401, True)


def test_the_word_before_a_token_is_known_in_any_case():
    _, secret = make_token(by=make_user(role="editor"), scopes=["read"])
    assert {by(f"{word} {secret}").status_code for word in ("Bearer", "bearer", "BEARER")} == {200}


def test_a_token_counts_in_the_header_alone():
    _, secret = make_token(by=make_user(role="editor"), scopes=["read"])
    client = Client()
    client.cookies["access_token"] = secret
    for response in (
        client.get(f"{STORIES}?access_token={secret}"),
        client.post(STORIES, {"access_token": secret}),
    ):
        assert denied(response) == (401, "")


def test_a_session_counts_for_nothing_there():
    assert denied(client_of(role="editor").get(STORIES)) == (401, "")


def test_a_token_counts_for_nothing_at_the_pages_of_the_desk():
    client = script(by=make_user(superuser=True))
    for path in ("/admin/", "/admin/tokens/", "/admin/auth/user/", "/admin/articles/story/"):
        assert client.get(path).url.startswith("/admin/login/")


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (lambda token: tokens.revoke(token, by=token.account, now=timezone.now()), "The token was revoked."),
        (lambda token: AccessToken.objects.filter(pk=token.pk).update(
            made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
        ), "The token has expired."),
        (lambda token: User.objects.filter(pk=token.account_id).update(is_active=False),
         "The account of the token is switched off."),
    ],
)  # fmt: skip
def test_a_token_that_ended_is_turned_away_with_its_reason(end, says):
    token, secret = make_token(by=make_user(role="editor"), scopes=["read"])
    assert by(f"Bearer {secret}").status_code == 200
    end(token)
    status, challenge = denied(response := by(f"Bearer {secret}"))
    assert (status, says in challenge, response.json()["detail"]) == (401, True, says)


ADDRESSES = [
    ("read", "GET", "stories/"), ("read", "GET", "stories/{}/"), ("import", "POST", "imports/?name=a.txt"),
    ("import", "GET", "imports/1/"), ("import", "POST", "imports/1/"), ("publish", "POST", "stories/{}/hand-in/"),
    ("publish", "POST", "stories/{}/publish/"), ("publish", "POST", "stories/{}/schedule/"),
    ("publish", "POST", "stories/{}/withdraw/"),
]  # fmt: skip


@pytest.mark.parametrize(("scope", "method", "address"), ADDRESSES)
def test_a_token_that_is_not_made_for_it_hears_nothing_but_which_scope_it_lacks(scope, method, address):
    story = make_story(headline="Nobody is to know")
    others = [one for one in ("read", "import", "publish") if one != scope]
    response = script(*others).generic(method, V1 + address.format(story.pk), "{}", "application/json")
    assert denied(response) == (403, f', error="insufficient_scope", scope="{scope}"')
    assert "Nobody" not in response.content.decode()


@pytest.mark.parametrize(("scope", "method", "address"), ADDRESSES)
def test_a_token_may_no_more_than_its_account_may_at_that_moment(scope, method, address):
    user, story = make_user(role="editor"), make_story(headline="Nobody is to know")
    client = script(scope, by=user)
    user.groups.set([])
    response = client.generic(method, V1 + address.format(story.pk), "{}", "application/json")
    assert (denied(response), response.json()["title"]) == ((403, ""), "The account may not do this")
    user.groups.set([Group.objects.get(name="Editors")])
    response = client.generic(method, V1 + address.format(story.pk), "{}", "application/json")
    assert response.status_code not in (401, 403)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_method_that_an_address_does_not_know_is_told_which_it_does(method):
    response = script("read").generic(method, STORIES)
    assert (denied(response)[0], response.headers["Allow"]) == (405, "GET, HEAD")
    assert "Access-Control-Allow-Origin" not in response.headers


def test_there_is_nothing_at_any_other_address_for_who_is_known_and_for_others_no_word_of_it():
    client = script("read")
    for path in (
        "/desk/",
        "/desk/v1/",
        "/desk/v1/stories",
        "/desk/v1/tokens/",
        "/desk/v2/stories/",
        "/desk/x/y",
    ):
        assert denied(client.get(path)) == (404, "")
        assert denied(Client().get(path)) == (401, "")
    assert denied(client.get(f"{V1}stories/999999999999999999/")) == (404, "")


def test_who_sends_many_that_are_not_known_is_told_to_wait_and_keeps_nobody_out(caplog):
    _, secret = make_token(by=make_user(role="editor"), scopes=["read"])
    caplog.set_level(logging.WARNING)
    statuses = [by("Bearer guess", **PUBLIC).status_code for _ in range(FAILURES + 2)]
    assert statuses == [401] * FAILURES + [429] * 2
    assert by("Bearer guess", **PUBLIC).headers["Retry-After"] == "60"
    assert len([record for record in caplog.records if "turned away" in record.message]) == FAILURES
    assert by(f"Bearer {secret}", **PUBLIC).status_code == 200
    assert by("Bearer guess", REMOTE_ADDR="9.9.9.9").status_code == 401


def test_what_a_token_does_is_in_the_log_without_its_secret(caplog):
    caplog.set_level(logging.INFO)
    token, secret = make_token(by=make_user(role="editor"), scopes=["read"])
    by(f"Bearer {secret}", path=f"{STORIES}?section=secret-plan")
    assert f"Token {token.pk} of account {token.account_id}: GET {STORIES}, 200" in caplog.text
    assert (secret[9:] in caplog.text, "secret-plan" in caplog.text) == (False, False)


def test_over_plain_http_all_is_led_to_https_where_that_is_on(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = script("read").get(STORIES)
    assert (response.status_code, response.url) == (301, f"https://testserver{STORIES}")


def test_what_is_done_names_the_account_and_the_token():
    user = make_user(role="editor")
    token, secret = make_token(by=user, scopes=["publish"], name="Night desk")
    story = make_story()
    client = Client(headers={"authorization": f"Bearer {secret}"})
    assert send(client, f"stories/{story.pk}/hand-in/", revision=1).status_code == 200
    entry = story.ledger.order_by("-number")[0]
    assert (entry.act, entry.by, entry.detail["through"]) == (
        "submit",
        user,
        f"Token {token.pk}, “Night desk”",
    )
