"""``let_in``: the way back in where nobody is left who manages accounts."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import DeskSession, LedgerEntry, Notice, SecondFactor
from tests.access.test_logging_in import guess, log_in
from tests.access.test_second_step import with_factor
from tests.desk.desk import client_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_who_has_lost_everything_is_let_in_by_the_password(capsys):
    ann = make_user(superuser=True, username="ann")
    client_of(ann)
    with_factor(ann)
    guess(5)
    call_command("let_in", "ann")
    assert "The second step is off" in capsys.readouterr().out
    assert not SecondFactor.objects.exists()
    assert not DeskSession.objects.exists()
    assert log_in().url == "/admin/"
    assert recorded(ann) == ["lift-tries", "take-off-factor"]
    assert Notice.objects.filter(to=ann).exists()


def recorded(user):
    entries = LedgerEntry.objects.filter(chain=f"account/{user.pk}").order_by("number")
    assert {(entry.by, entry.by_name) for entry in entries} == {(None, "Whoever runs the server")}
    return [entry.act for entry in entries]


def test_without_a_second_step_the_rest_is_done(capsys):
    ann = make_user(username="ann")
    client_of(ann)
    call_command("let_in", "ann")
    assert "There was no second step" in capsys.readouterr().out
    assert not DeskSession.objects.exists()
    assert recorded(ann) == ["lift-tries", "end-sessions"]
    assert "logged out everywhere" in Notice.objects.get(to=ann).sentence


def test_an_account_that_is_not_there_is_said_to_be():
    with pytest.raises(CommandError, match="no account called zoe"):
        call_command("let_in", "zoe")
