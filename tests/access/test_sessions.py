"""Where somebody is logged in: listed, ended from elsewhere, and over by itself; the same on every node."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import notices, tokens
from articles.access import passwords, sessions
from articles.models import DeskSession, LedgerEntry, Notice
from tests.access.test_logging_in import log_in
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DESK = reverse("admin:index")
NEW = "kestrel-over-quay"


@pytest.fixture
def ann():
    return make_user(role="editor", username="ann")


def logged_in(name="ann", **told):
    client = Client(headers={"user-agent": FIREFOX})
    assert log_in(name, client=client, **told).status_code == 302
    return client


def is_in(client) -> bool:
    return client.get(DESK).status_code == 200


def test_the_page_tells_browser_address_since_and_last_seen(ann):
    client = logged_in(at="9.9.9.9")
    DeskSession.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    page = client_of(ann).get(address("account")).content.decode()
    assert ">5 min ago</time>" in page
    page = client.get(address("account")).content.decode()
    assert ">now</time>" in page
    assert "Firefox on Linux" in page
    assert "From 9.9.9.9, since" in page
    assert "This one" in page


def test_one_session_is_ended_from_another(ann):
    here, there, third = logged_in(), logged_in(), logged_in()
    which = DeskSession.objects.order_by("since")[1].pk
    answer = here.post(address("account_sessions"), {"which": which}, follow=True)
    assert "Ended" in message(answer)
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]


def test_all_others_are_ended(ann):
    here, there = logged_in(), logged_in()
    other = client_of(make_user(username="ben"))
    here.post(address("account_sessions"))
    assert [is_in(client) for client in (here, there, other)] == [True, False, True]
    entry = LedgerEntry.objects.get(chain=f"account/{ann.pk}")
    assert (entry.act, entry.by, entry.detail) == ("end-sessions", ann, {"account": "ann", "ended": 1})


def test_a_session_of_somebody_else_is_not_ended(ann):
    logged_in()
    ben = client_of(make_user(role="editor"))
    answer = ben.post(
        address("account_sessions"), {"which": DeskSession.objects.get(user=ann).pk}, follow=True
    )
    assert "over already" in message(answer)
    assert DeskSession.objects.filter(user=ann).exists()


def test_the_table_opens_nothing(ann):
    client = logged_in()
    row = DeskSession.objects.get()
    assert client.cookies["sessionid"].value not in str(vars(row))
    thief = Client()
    thief.cookies["sessionid"] = row.pk
    assert not is_in(thief)
    assert not Session.objects.exists()


def test_logging_in_gives_the_session_another_key(ann):
    client = Client()
    client.session.save()
    before = client.session.session_key
    client.cookies["sessionid"] = before
    log_in(client=client)
    assert client.cookies["sessionid"].value != before


def stays_in(*, comes, after, out_after):
    """Whether somebody is logged in so many times as they come, ``after`` so long each, and no more ``out_after``."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client, found = logged_in(), []
        for pause in (*[after] * comes, out_after):
            clock.shift(pause)
            found.append(is_in(client))
    return found == [*[True] * comes, False]


def test_who_is_away_too_long_is_logged_out_and_who_comes_back_in_time_is_not(ann, settings):
    settings.SESSION_IDLE_MINUTES = 60
    assert stays_in(comes=5, after=timedelta(minutes=50), out_after=timedelta(minutes=61))


def test_a_page_that_stands_open_keeps_nobody_logged_in(ann, settings):
    settings.SESSION_IDLE_MINUTES = 60
    story, by_itself = make_story(), {"sec-fetch-mode": "cors"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = logged_in()
        for typed, answer in (({"_typing": "yes"}, 200), ({"_typing": "yes"}, 200), ({}, 200), ({}, 302)):
            clock.shift(timedelta(minutes=35))
            pulse = client.post(address("story_pulse", story.pk), typed, headers=by_itself)
            assert pulse.status_code == answer
            client.get(DESK, headers=by_itself)


def test_after_some_time_everybody_logs_in_again_whoever_comes(ann, settings):
    settings.SESSION_COOKIE_AGE = 24 * 3600
    assert stays_in(comes=3, after=timedelta(hours=6), out_after=timedelta(hours=7))


def test_a_session_in_use_is_written_down_once_in_some_minutes(ann, django_assert_num_queries):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = logged_in()
        for minutes, updates in ((1, 0), (6, 1), (1, 0)):
            clock.shift(timedelta(minutes=minutes))
            with CaptureUpdates() as seen:
                client.get(address("account"))
            assert len(seen) == updates


class CaptureUpdates(list):
    def __enter__(self):
        from django.db import connection

        self.wrapper = connection.execute_wrapper(self.told)
        self.wrapper.__enter__()
        return self

    def told(self, execute, sql, *rest):
        if sql.startswith("UPDATE") and "desksession" in sql:
            self.append(sql)
        return execute(sql, *rest)

    def __exit__(self, *problem):
        return self.wrapper.__exit__(*problem)


def test_a_new_password_ends_all_sessions_but_ones_own(ann):
    here, there = logged_in(), logged_in()
    words = {
        "old_password": "pass",
        "new_password1": "kestrel-over-quay",
        "new_password2": "kestrel-over-quay",
    }
    page = here.post(reverse("admin:password_change"), words, follow=True)
    assert (page.redirect_chain, message(page)) == (
        [(address("account"), 302)],
        "Your new password is set, and you were logged out everywhere else.",
    )
    assert [is_in(client) for client in (here, there)] == [True, False]
    assert DeskSession.objects.filter(user=ann).count() == 1
    assert "logged out elsewhere" in Notice.objects.get(to=ann).sentence
    assert recorded(ann) == [("set-password", ann, {"account": "ann", "way": "password"})]


def meanwhile(monkeypatch, **changed):
    """Let accounts be changed once what was typed is looked at, before anything is done."""
    alone = sessions.alone

    def late(user):
        User.objects.filter(pk=user.pk).update(**changed)
        return alone(user)

    monkeypatch.setattr(sessions, "alone", late)


@pytest.mark.parametrize("changed", [{"is_active": False}, {"password": "another"}])
def test_who_proved_to_be_by_what_is_no_more_sets_no_password(ann, monkeypatch, changed):
    client = logged_in()
    words = {"old_password": "pass"} | dict.fromkeys(["new_password1", "new_password2"], NEW)
    meanwhile(monkeypatch, **changed)
    answer = client.post(reverse("admin:password_change"), words)
    assert "changed meanwhile" in answer.content.decode()
    assert not list(get_messages(answer.wsgi_request))
    assert (User.objects.get(pk=ann.pk).check_password(NEW), recorded(ann)) == (False, [])


def recorded(user):
    entries = LedgerEntry.objects.filter(chain=f"account/{user.pk}").order_by("number")
    return [(entry.act, entry.by, entry.detail) for entry in entries]


def test_a_password_that_cannot_be_put_on_record_is_not_set(ann, monkeypatch):
    def fails(*args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(notices, "tell", fails)
    with pytest.raises(OperationalError):
        passwords.set_by(
            ann, ann, lambda: User.objects.filter(pk=ann.pk).update(password="x"), now=timezone.now()
        )
    assert (recorded(ann), User.objects.get(pk=ann.pk).password) == ([], ann.password)


def test_of_tokens_that_outlive_it_the_owner_is_told(ann):
    now = timezone.now()
    until = now + timedelta(days=7)
    for name in ("Feed", "Night desk", "Revoked"):
        made, _ = tokens.make(name=name, scopes=["read"], expires_at=until, by=ann, now=now)
    tokens.revoke(made, by=ann, now=now)
    passwords.set_by(ann, ann, ann.save, now=now)
    told = Notice.objects.get(to=ann, key__startswith="password/")
    assert "2 access tokens of yours still let scripts in" in told.sentence
    assert told.address == address("tokens")


def test_guesses_at_the_old_password_are_counted(ann):
    client, words = logged_in(), {"old_password": "x", "new_password1": "a", "new_password2": "a"}
    answers = [client.post(reverse("admin:password_change"), words).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
