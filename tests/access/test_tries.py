"""Tries are counted by what they come from: who guesses waits longer and longer, and nobody else does."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.access import tries
from articles.access.tries import Where
from articles.models import TryCount

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MINUTE = timedelta(minutes=1)
THIEF = Where(network="9.9.9.9")


def wait(*, account="ann", where=THIEF, now=NOW, what="password") -> int:
    """Tries once, and fails; gives the seconds that it must wait for, 0 where it was looked at."""
    try:
        tries.admit(what, account, where, now=now)
    except tries.TooManyTries as refused:
        return refused.seconds
    return 0


def fail(times, **told):
    assert [wait(**told) for _ in range(times)] == [0] * times


def test_five_tries_are_free_and_then_each_wait_is_twice_as_long():
    fail(5)
    waits, now = [], NOW
    for _ in range(8):
        waits.append(wait(now=now))
        now += timedelta(seconds=waits[-1])
        assert wait(now=now) == 0
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_try_that_comes_too_early_makes_no_wait_longer():
    fail(5)
    assert [wait(now=NOW + timedelta(seconds=second)) for second in (1, 2, 59)] == [59, 58, 1]


def test_who_guesses_at_an_account_keeps_nobody_else_out():
    fail(5)
    assert wait() == 60
    assert wait(where=Where(network="8.8.8.8")) == 0, "its owner, from elsewhere"
    assert wait(account="ben") == 0, "a colleague behind the same address"


def test_guesses_from_many_places_stop_all_browsers_but_those_that_are_known():
    for number in range(100):
        fail(1, where=Where(network=f"9.9.{number}.9"))
    assert wait(where=Where(network="8.8.8.8")) == 60
    fail(10, where=Where("known", "9.9.9.9"))
    assert wait(where=Where("known", "8.8.8.8")) == 60, "who has stolen one guesses no longer either"
    assert wait(where=Where("another", "9.9.9.9")) == 0


def test_who_was_let_in_often_and_kept_what_browsers_are_known_by_is_stopped_and_keeps_nobody_out():
    for number in range(10):
        fail(10, where=Where(f"kept{number}", "9.9.9.9"))
    assert wait(where=Where("another", "9.9.9.9")) == 60
    assert wait(where=Where(network="8.8.8.8")) == 0, "the owner, who is asked as a stranger"
    assert wait(account="ben", where=Where("another", "9.9.9.9")) == 0


def test_guesses_at_many_accounts_from_one_place_stop_it_but_not_browsers_that_are_known():
    for number in range(100):
        fail(1, account=f"user{number}")
    assert wait(account="ann") == 60
    assert wait(account="ann", where=Where("known", "9.9.9.9")) == 0


def test_where_all_come_by_one_proxy_its_address_stops_nobody_at_other_accounts():
    for number in range(120):
        fail(1, account=f"user{number}", where=Where(network="10.0.0.1", is_shared=True))


def test_who_succeeds_begins_anew_and_leaves_what_others_failed_counted():
    fail(4)
    fail(3, where=Where(network="8.8.8.8"))
    tries.succeeded(tries.admit("password", "ann", THIEF, now=NOW))
    assert dict(TryCount.objects.exclude(account="").values_list("network", "count")) == {"8.8.8.8": 3, "": 7}
    fail(5)


def test_codes_are_counted_apart_from_passwords():
    fail(5)
    fail(5, what="code")
    assert (wait(), wait(what="code")) == (60, 60)


def test_who_is_told_to_wait_for_a_mail_has_one_whose_link_is_good(settings):
    limits = tries.LIMITS["mail"].values()
    assert {limit.longest for limit in limits} == {timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)}


def test_a_day_after_the_last_try_all_is_forgotten():
    fail(5)
    fail(1, account="ben", now=NOW + tries.FORGOTTEN + MINUTE)
    assert set(TryCount.objects.exclude(account="").values_list("account")) == {(tries.named("ben"),)}
    assert TryCount.objects.get(by="network").count == 1


def test_what_is_kept_names_no_account():
    fail(1, account="my password")
    assert "my password" not in str(list(TryCount.objects.values()))


def test_what_holds_an_account_is_listed_and_lifted_with_where_it_came_from():
    fail(5)
    for number in range(95):
        fail(1, account=f"user{number}")
    assert [(row.by, row.network) for row in tries.held("ann", now=NOW)] == [("place", "9.9.9.9")]
    tries.lift("ann")
    assert (tries.held("ann", now=NOW), wait()) == ([], 0)


def test_the_log_tells_that_somebody_guesses_and_not_at_whom(caplog):
    fail(5)
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("5 tries at a password failed (by place, from 9.9.9.9)")
    assert "ann" not in line


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_no_more_than_many_in_a_row():
    waits = []

    def one():
        waits.append(wait())
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [0] * 5 + [60] * 7
    assert TryCount.objects.get(by="account").count == 5
