"""Tokens of scripts: made once, known by a digest, good for no more than their account, ended by many things."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles import ledger, tokens
from articles.models import AccessToken, LedgerEntry
from articles.rules import Refused
from tests.factories import make_story, make_token, make_user

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def known(secret, *, later=timedelta(0)):
    """Why a secret opens nothing; "" where it does."""
    try:
        tokens.opened(secret, now=timezone.now() + later)
    except tokens.NotKnown as why:
        return str(why)
    return ""


def refused(act, **given):
    with pytest.raises(Refused) as reason:
        act(**given)
    return str(reason.value)


def test_of_a_secret_nothing_is_kept_but_its_digest_and_how_it_begins():
    token, secret = make_token()
    assert re.fullmatch("newsroom_[0-9A-Za-z]{49}", secret)
    row = AccessToken.objects.filter(pk=token.pk).values().get()
    assert row["begins"] == secret[:15]
    assert not [value for name, value in row.items() if name != "begins" and secret[9:15] in str(value)]
    assert tokens.opened(secret, now=timezone.now()) == token


def test_no_two_secrets_are_alike_and_each_proves_itself(django_assert_num_queries):
    secrets = {make_token()[1] for _ in range(10)}
    assert len(secrets) == 10
    one = secrets.pop()
    altered = one[:20] + ("a" if one[20] != "a" else "b") + one[21:]
    with django_assert_num_queries(0):
        for given in (
            altered,
            one[:-1],
            one + "0",
            one.upper(),
            "",
            "newsroom_",
            f" {one}",
            f"{one}\n",
            "ü" * 58,
        ):
            assert known(given) == "This is no token of this newsroom, or not all of one."


def test_a_secret_that_was_never_made_is_not_known():
    made_up = "newsroom_" + "a" * 43
    assert known(made_up + "000000").startswith("This is no token")
    assert known(made_up + tokens._proof("a" * 43)) == "This newsroom does not know the token."


def test_a_token_ends_when_it_expires_or_is_revoked():
    user = make_user(role="importer")
    token, secret = make_token(by=user)
    assert known(secret, later=A_DAY - timedelta(minutes=1)) == ""
    assert known(secret, later=A_DAY) == "The token has expired."
    tokens.revoke(token, by=user, now=timezone.now())
    assert known(secret) == "The token was revoked."
    assert "has revoked this token already" in refused(
        tokens.revoke, token=token, by=user, now=timezone.now()
    )


@pytest.mark.parametrize("column", ["is_active", "is_staff"])
def test_a_token_is_of_no_use_while_its_account_may_not_enter_the_desk(column):
    token, secret = make_token()
    User.objects.filter(pk=token.account_id).update(**{column: False})
    assert known(secret) == "The account of the token is switched off."


def test_what_an_account_has_is_revoked_for_good_when_it_is_switched_off():
    user, boss = make_user(role="importer"), make_user(superuser=True)
    secrets = [make_token(by=user)[1] for _ in range(2)]
    kept = make_token()[1]
    assert tokens.revoke_all(user, by=boss, now=timezone.now()) == 2
    assert {known(secret) for secret in secrets} == {"The token was revoked."}
    assert known(kept) == ""
    assert tokens.revoke_all(user, by=boss, now=timezone.now()) == 0


def test_others_revoke_it_only_who_manage_accounts():
    token, secret = make_token()
    assert "does not have the right" in refused(
        tokens.revoke, token=token, by=make_user(role="editor"), now=timezone.now()
    )
    tokens.revoke(token, by=make_user(superuser=True), now=timezone.now())
    assert known(secret) == "The token was revoked."


def test_that_a_token_is_used_is_written_once_a_minute(django_assert_num_queries):
    token, secret = make_token()
    now = timezone.now()
    tokens.opened(secret, now=now)
    with django_assert_num_queries(1):
        tokens.opened(secret, now=now + timedelta(seconds=59))
    assert AccessToken.objects.get(pk=token.pk).last_used_at == now
    tokens.opened(secret, now=now + timedelta(minutes=1))
    assert AccessToken.objects.get(pk=token.pk).last_used_at == now + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "  "}, "Say in at most 80 characters"),
        ({"name": "x" * 81}, "Say in at most 80 characters"),
        ({"scopes": []}, "from what your account may do"),
        ({"scopes": ["import", "publish"]}, "from what your account may do"),
        ({"scopes": ["import", "everything"]}, "from what your account may do"),
        ({"lasts": timedelta(0)}, "a year at most"),
        ({"lasts": timedelta(days=365, seconds=1)}, "a year at most"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(given, says):
    assert says in refused(make_token, **given)
    assert not AccessToken.objects.exists()


def test_an_account_has_each_name_once_and_no_more_than_twenty():
    user = make_user(role="importer")
    first, _ = make_token(by=user, name="Wire")
    assert "called “Wire” already" in refused(make_token, by=user, name="Wire")
    assert make_token(name="Wire")
    for _ in range(19):
        make_token(by=user)
    assert "You have 20 tokens already" in refused(make_token, by=user)
    tokens.revoke(first, by=user, now=timezone.now())
    assert make_token(by=user, name="Wire")


def test_who_is_not_of_the_staff_makes_none():
    user = make_user(role="importer")
    User.objects.filter(pk=user.pk).update(is_staff=False)
    assert "the right to make tokens" in refused(make_token, by=user)


def test_that_a_token_was_made_and_revoked_is_on_record_without_its_secret():
    token, secret = make_token(name="Wire")
    tokens.revoke(token, by=token.account, now=timezone.now())
    entries = LedgerEntry.objects.filter(chain=f"token/{token.pk}").order_by("number")
    assert [(entry.act, entry.detail["name"]) for entry in entries] == [
        ("make-token", "Wire"), ("revoke-token", "Wire"),
    ]  # fmt: skip
    assert (entries[0].detail["scopes"], secret[9:15] in str(entries.values())) == (["import"], False)
    call_command("verify_ledger", verbosity=0)


def test_what_is_done_through_a_token_says_so_in_the_ledger_and_what_follows_does_not():
    with ledger.through("token 3, “Wire”"):
        make_story()
    make_story()
    told = [entry.detail.get("through") for entry in LedgerEntry.objects.order_by("id")]
    assert told == ["token 3, “Wire”", None]
    call_command("verify_ledger", verbosity=0)
