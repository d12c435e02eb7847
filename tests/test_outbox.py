"""The outbox: each mail once, whoever empties it and whatever fails; and what a mail says."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import override_settings
from django.utils import timezone

from articles import notices, outbox
from articles.management import progress
from articles.models import Effect, Notice
from articles.rules import Refused
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
BROKEN = "tests.test_outbox.Broken"


class Broken(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


def make_reader(*, role="editor", email="ann@news.example"):
    user = make_user(role=role)
    user.email = email
    user.save()
    return user


def tell(*people, key="k", **changes):
    told = {"kind": "returned", "sentence": "Ben returned “Bridge opens” to you.", "now": NOW} | changes
    notices.tell(people, key=key, **told)


def drain(at=NOW, **options):
    return outbox.drain(clock=lambda: at, **options)


def test_a_notice_is_mailed_once():
    tell(make_reader())
    assert drain().sent == 1
    assert drain().total == 0
    assert [message.to for message in mail.outbox] == [["ann@news.example"]]


def test_a_mail_says_what_where_and_why():
    story = make_story(headline="Bridge opens")
    tell(make_reader(), story=story, address="/admin/")
    with override_settings(SITE_URL="https://news.example", SITE_NAME="The Planet"):
        drain()
    message, notice = mail.outbox[0], Notice.objects.get()
    assert message.subject == "[The Planet] Ben returned “Bridge opens” to you."
    assert f"https://news.example/admin/notices/{notice.pk}/" in message.body.splitlines()
    assert f"Story {story.pk}: Bridge opens" in message.body
    assert "You get this because" in message.body


def test_a_long_sentence_is_cut_in_the_subject_alone_and_lines_are_joined():
    sentence = "Ben returned it:\n" + "word " * 60
    tell(make_reader(), sentence=sentence)
    drain()
    assert len(mail.outbox[0].subject) < 110
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].subject.endswith("word…")
    assert sentence in mail.outbox[0].body


def test_a_notice_due_later_is_mailed_later():
    tell(make_reader(), due_at=NOW + timedelta(hours=1))
    assert drain().total == 0
    assert drain(at=NOW + timedelta(hours=1)).sent == 1


@pytest.mark.parametrize("change", [{"read_at": NOW}, {"inactive": True}, {"email": ""}])
def test_who_read_it_in_the_desk_or_has_no_address_any_more_is_not_mailed(change):
    reader = make_reader()
    tell(reader)
    Notice.objects.update(read_at=change.get("read_at"))
    reader.email, reader.is_active = change.get("email", reader.email), "inactive" not in change
    reader.save()
    assert (drain().needless, mail.outbox) == (1, [])
    assert Effect.objects.get().done_at == NOW


def test_a_notice_that_was_forgotten_takes_its_mail_with_it():
    tell(make_reader())
    Notice.objects.all().delete()
    assert drain().total == 0


@override_settings(EMAIL_BACKEND=BROKEN)
def test_a_failure_waits_longer_each_time_and_is_given_up_in_the_end():
    tell(make_reader())
    at, waits = NOW, []
    while Effect.objects.filter(given_up_at=None).exists():
        drain(at=at)
        effect = Effect.objects.get()
        waits.append((effect.due_at - at) / timedelta(minutes=1))
        at = max(effect.due_at, at)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 0]
    assert (effect.tries, effect.error) == (12, "ConnectionRefusedError: [Errno 111] Connection refused")
    assert drain(at=at + timedelta(days=9)).total == 0


@pytest.mark.parametrize("problem", [OSError, ValueError, KeyError, RuntimeError])
def test_one_that_fails_does_not_stop_the_others(monkeypatch, problem):
    for name in ("ann", "ben", "cy"):
        tell(make_reader(email=f"{name}@news.example"), key=name)
    send = mail.EmailMessage.send

    def refuse_ben(message, **options):
        if message.to == ["ben@news.example"]:
            raise problem("mailbox \0 unavailable \udcff")
        return send(message, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_ben)
    drained = drain()
    assert (drained.sent, drained.failed, Effect.objects.get(tries=1).done_at) == (2, 1, None)
    assert [message.to[0] for message in mail.outbox] == ["ann@news.example", "cy@news.example"]


def test_what_a_dead_worker_had_claimed_is_free_when_its_time_is_up():
    tell(make_reader())
    Effect.objects.update(claimed_until=NOW + outbox.CLAIM)
    assert drain().total == 0
    assert drain(at=NOW + outbox.CLAIM).sent == 1


def test_a_drain_takes_no_more_than_asked():
    for key in "abc":
        tell(make_reader(), key=key)
    assert (drain(limit=2).total, drain(limit=2).total) == (2, 1)


@override_settings(EMAIL_BACKEND=BROKEN)
def test_a_failure_is_listed_until_it_is_done_or_dropped():
    editor = make_reader()
    tell(editor)
    drain()
    (effect,) = outbox.failing(5)
    outbox.retry(effect, by=editor, now=NOW)
    assert drain().failed == 1
    outbox.drop(effect, by=editor, now=NOW)
    effect.refresh_from_db()
    assert (outbox.failing(5), effect.given_up_at, effect.payload["dropped_by"]) == ([], NOW, editor.username)
    with pytest.raises(Refused):
        outbox.retry(effect, by=editor, now=NOW)
    with pytest.raises(Refused):
        outbox.drop(effect, by=editor, now=NOW)


def while_it_is_sent(monkeypatch, act):
    """Let one mail fail, and do ``act`` with it while it is tried again. Gives what became of it, and the drain."""
    tell(make_reader())
    Effect.objects.update(error="OSError: earlier")
    send = mail.EmailMessage.send

    def send_slowly(message, **options):
        act(Effect.objects.get())
        return send(message, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", send_slowly)
    drained = drain()
    return Effect.objects.get(), drained


def test_one_that_is_dropped_while_it_is_sent_stays_dropped_and_stops_no_drain(monkeypatch):
    editor = make_user(role="editor")
    effect, drained = while_it_is_sent(monkeypatch, lambda effect: outbox.drop(effect, by=editor, now=NOW))
    assert (effect.given_up_at, effect.done_at, effect.claimed_until) == (NOW, None, None)
    assert drained.total == 0


def test_one_that_is_being_sent_is_not_tried_a_second_time_meanwhile(monkeypatch):
    def retry(effect):
        with pytest.raises(Refused, match="being tried at this moment"):
            outbox.retry(effect, by=make_user(role="editor"), now=NOW)

    effect, drained = while_it_is_sent(monkeypatch, retry)
    assert (effect.done_at, drained.sent, len(mail.outbox)) == (NOW, 1, 1)


@override_settings(EMAIL_BACKEND=BROKEN)
def test_writers_do_not_decide_on_failures():
    writer = make_reader(role="writer")
    tell(writer)
    drain()
    for act in (outbox.retry, outbox.drop):
        with pytest.raises(Refused, match="does not have the right"):
            act(Effect.objects.get(), by=writer, now=NOW)


def send_notices(**options) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("send_notices", stdout=out, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_counts_and_ends_well():
    tell(make_reader())
    line = "1 sent, 0 no longer needed, 0 failed and will be tried again, 0 given up.\n"
    assert send_notices() == (0, line)


@override_settings(EMAIL_BACKEND=BROKEN)
def test_the_command_tells_a_failure_by_its_exit_status():
    tell(make_reader())
    status, line = send_notices()
    assert (status, "1 failed and will be tried again" in line) == (1, True)


@override_settings(EMAIL_BACKEND=BROKEN)
def test_the_command_tells_each_cause_once_with_its_count():
    tell(make_reader(), make_reader(email="other@news.example"))
    _, cause = send_notices()[1].splitlines()
    error = " ".join(Effect.objects.first().error.split())
    assert cause == f"  2 failed: {error}"


def test_one_that_goes_round_outlives_a_database_that_is_away_and_says_so_once(monkeypatch):
    fine, gone, rounds = outbox.Drained(), OperationalError("the connection is lost"), []
    came = iter([fine, gone, gone, outbox.Drained(sent=2)])

    def drain(**options):
        rounds.append(next(came))
        if rounds[-1] is gone:
            raise gone
        return rounds[-1]

    def wait(stop, seconds):
        stop.asked = len(rounds) == 4

    monkeypatch.setattr(outbox, "drain", drain)
    monkeypatch.setattr(progress.Stop, "wait", wait)
    _, said = send_notices(loop="1")
    away = "The database could not be reached any more (the connection is lost). See that it runs."
    assert [line[20:] for line in said.splitlines()] == [
        f"{away} It is tried again until it succeeds.",
        "2 sent, 0 no longer needed, 0 failed and will be tried again, 0 given up.",
        "The database answers again.",
    ]
    came = iter([gone])
    with pytest.raises(OperationalError):
        send_notices(loop="1")


@pytest.mark.parametrize("options", [{"limit": "0"}, {"limit": "x"}, {"loop": "0"}, {"loop": "-1"}])
def test_a_number_that_is_none_is_a_wrong_call(options):
    with pytest.raises(CommandError) as refused:
        send_notices(**options)
    assert refused.value.returncode == 2


@pytest.mark.django_db(transaction=True)
def test_drains_that_overlap_fire_each_effect_once():
    people, start = [make_reader(email=f"p{n}@news.example") for n in range(20)], threading.Barrier(4)
    tell(*people)
    sent = []

    def empty():
        start.wait()
        sent.append(drain().sent)
        connection.close()

    threads = [threading.Thread(target=empty) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 20
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
    assert not Effect.objects.filter(done_at=None).exists()
