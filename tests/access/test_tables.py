"""What the database itself holds of who gets in."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import RecoveryCode, SecondFactor, TryCount
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def make_factor(**told):
    return SecondFactor.objects.create(
        user=make_user(), last_step=0, made_at=NOW, **({"key": "A" * 32} | told)
    )


def make_passkey(factor=None, **told):
    factor = factor or make_factor()
    given = {"name": "Laptop", "digest": "a" * 64, "credential": b"", "counter": 0, "made_at": NOW}
    return factor.passkeys.create(**(given | told))


def test_a_passkey_has_a_name():
    with pytest.raises(IntegrityError, match="passkey_has_a_name"):
        make_passkey(name="")


def test_a_passkey_is_that_of_one_account():
    make_passkey()
    with pytest.raises(IntegrityError):
        make_passkey()


def test_an_account_has_one_second_factor():
    factor = make_factor()
    with pytest.raises(IntegrityError):
        SecondFactor.objects.create(user=factor.user, key="B" * 32, last_step=0, made_at=NOW)


def test_a_recovery_code_is_kept_once():
    factor = make_factor()
    RecoveryCode.objects.create(factor=factor, digest="a" * 64)
    with pytest.raises(IntegrityError):
        RecoveryCode.objects.create(factor=factor, digest="a" * 64)


def test_tries_are_counted_by_what_is_known():
    with pytest.raises(IntegrityError, match="try_count_by_is_known"):
        TryCount.objects.create(key="a", what="password", by="weather", last_at=NOW)
