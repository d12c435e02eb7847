"""The desk's pages of tokens: one's own made, seen and revoked; those of all for who manages accounts."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import tokens
from articles.access import factors
from articles.models import AccessToken, Notice
from tests.desk.desk import address, client_of, message
from tests.factories import make_token, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GIVEN = {"password": "pass", "name": "Wire", "scopes": ["import"], "lasts": 30}


def manager(*rights):
    user = make_user(role="editor")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def is_known(secret):
    try:
        return bool(tokens.opened(secret, now=timezone.now()))
    except tokens.NotKnown:
        return False


def refusal(page):
    (sentence,) = page.context["form"].non_field_errors()
    return sentence


def test_a_token_is_made_and_its_secret_shown_once():
    client = client_of(role="importer")
    page = client.post(address("tokens"), GIVEN)
    (secret,) = re.findall(r'value="(newsroom_\w+)"', page.content.decode())
    assert (is_known(secret), page.headers["Cache-Control"].count("no-store")) == (True, 1)
    assert "http://testserver/desk/v1/openapi.json" in page.content.decode()
    token = AccessToken.objects.get()
    assert ((token.expires_at - token.made_at).days, token.scopes) == (30, ["import"])
    page = client.get(address("tokens")).content.decode()
    assert (secret in page, token.begins in page, "Bring in copy" in page) == (False, True, True)


def test_a_form_that_is_sent_twice_makes_one_token():
    client = client_of(role="importer")
    client.post(address("tokens"), GIVEN)
    page = client.post(address("tokens"), GIVEN)
    assert ("called “Wire” already" in refusal(page), AccessToken.objects.count()) == (True, 1)


def test_it_is_made_by_the_password_and_its_owner_is_told():
    client = client_of(role="importer")
    page = client.post(address("tokens"), GIVEN | {"password": "wrong"})
    assert ("not your password" in refusal(page), AccessToken.objects.count()) == (True, 0)
    client.post(address("tokens"), GIVEN)
    assert "“Wire” was made" in Notice.objects.get(key__startswith="token/").sentence


def test_who_guesses_at_the_password_is_told_when_to_come_again():
    client = client_of(role="importer")
    for _ in range(5):
        assert client.post(address("tokens"), GIVEN | {"password": "wrong"}).status_code == 200
    page = client.post(address("tokens"), GIVEN)
    assert (page.status_code, page.headers["Retry-After"], AccessToken.objects.count()) == (429, "60", 0)
    assert "Too many tries" in refusal(page)


def test_where_a_second_step_is_required_an_account_without_one_is_let_in_by_no_token(settings):
    user = make_user(role="importer")
    until = timezone.now() + timedelta(days=1)
    _, secret = tokens.make(name="Wire", scopes=["import"], expires_at=until, by=user, now=timezone.now())
    assert is_known(secret)
    settings.SECOND_FACTOR = "all"
    assert not is_known(secret)
    factors.begin(user, now=timezone.now())
    assert is_known(secret)


@pytest.mark.parametrize(
    "typed", [{"name": " "}, {"scopes": []}, {"scopes": ["publish"]}, {"lasts": 3650}, {"name": "x" * 81}]
)
def test_what_is_filled_in_wrongly_comes_back_with_a_sentence(typed):
    page = client_of(role="importer").post(address("tokens"), GIVEN | typed)
    assert "errorlist" in page.content.decode()
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("importer", ["read", "import"]), ("writer", ["read", "publish"]), ("editor", ["read", "import", "publish"]),
        ("reviewer", ["read"]),
    ],
)  # fmt: skip
def test_what_a_token_may_be_for_is_what_its_account_may(role, offered):
    page = client_of(role=role).get(address("tokens")).content.decode()
    assert re.findall(r'name="scopes" value="(\w+)"', page) == offered


def test_who_has_no_rights_is_told_so():
    page = client_of(make_user()).get(address("tokens")).content.decode()
    assert ("no right that a script could use" in page, "Make the token" in page) == (True, False)


def test_a_token_is_revoked_by_whose_it_is_after_a_question():
    token, secret = make_token()
    client = client_of(token.account)
    assert "cannot be made to work again" in client.get(address("token_revoke", token.pk)).content.decode()
    assert is_known(secret)
    page = client.post(address("token_revoke", token.pk), follow=True)
    assert ("is revoked" in message(page), is_known(secret)) == (True, False)
    assert "Revoked" in page.content.decode()
    page = client.post(address("token_revoke", token.pk), follow=True)
    assert "has revoked this token already" in message(page)


def test_nobody_sees_or_revokes_those_of_others_but_who_manages_accounts():
    token, secret = make_token(name="Night wire")
    stranger = client_of(role="editor")
    assert "Night wire" not in stranger.get(address("tokens")).content.decode()
    assert stranger.get(address("tokens_all")).status_code == 403
    assert stranger.post(address("token_revoke", token.pk)).status_code == 404
    looks = client_of(manager("view_user"))
    page = looks.get(address("tokens_all")).content.decode()
    assert ("Night wire" in page, "Revoke…" in page) == (True, False)
    assert looks.post(address("token_revoke", token.pk)).status_code == 404
    assert is_known(secret)
    boss = client_of(manager("view_user", "change_user"))
    assert "Revoke…" in boss.get(address("tokens_all")).content.decode()
    boss.post(address("token_revoke", token.pk))
    assert not is_known(secret)


def test_all_tokens_are_listed_in_pages_and_many_cost_what_one_does(django_assert_num_queries):
    client = client_of(manager("view_user"))
    with django_assert_num_queries(5):
        client.get(address("tokens_all"))
    made = [
        make_token(by=user)[0] for user in (make_user(role="importer") for _ in range(3)) for _ in range(17)
    ]
    with django_assert_num_queries(5):
        page = client.get(address("tokens_all")).content.decode()
    assert page.count('class="link"') == 50
    older = f"?older={made[1].pk}"
    assert older in page
    assert client.get(address("tokens_all") + older).content.decode().count('class="link"') == 1


def account_form(user, **typed):
    sent = {"username": user.username, "date_joined_0": "2026-01-01", "date_joined_1": "00:00", **typed}
    return reverse("admin:auth_user_change", args=[user.pk]), sent


def test_the_tokens_of_an_account_that_is_switched_off_are_revoked():
    token, secret = make_token()
    boss = client_of(make_user(superuser=True))
    boss.post(*account_form(token.account, is_active="on", is_staff="on"))
    assert is_known(secret)
    page = boss.post(*account_form(token.account, is_staff="on"), follow=True)
    assert "1 access token of this account: revoked." in message(page)
    boss.post(*account_form(token.account, is_active="on", is_staff="on"))
    assert not is_known(secret)


def test_strangers_are_asked_to_log_in(client):
    token, _ = make_token()
    for page in (address("tokens"), address("tokens_all"), address("token_revoke", token.pk)):
        assert client.get(page).url == f"{reverse('admin:login')}?next={page}"
