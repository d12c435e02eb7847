"""Notices in the desk: one's own alone, unread first; and for editors the mails that failed."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from articles import outbox
from articles.models import Effect, Notice
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user
from tests.test_outbox import BROKEN, make_reader, tell

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now() - timedelta(minutes=1)


def waiting(client) -> int:
    return client.get(reverse("admin:index")).context["waiting_notices"]()


def test_the_bell_counts_what_one_has_not_read():
    ann, ben = make_user(role="writer"), make_user(role="writer")
    tell(ann, key="a", now=NOW), tell(ann, ben, key="b", now=NOW)
    tell(ann, key="c", now=NOW, due_at=NOW + timedelta(hours=1))
    page = client_of(ann).get(reverse("admin:index")).content.decode()
    assert "Notices (2" in page
    assert waiting(client_of(ben)) == 1


def test_without_a_role_there_is_no_bell_and_no_query_for_it(django_assert_num_queries):
    client = client_of(make_user())
    with django_assert_num_queries(3) as queries:
        page = client.get(reverse("admin:index")).content.decode()
    assert "Notices" not in page
    assert not [query for query in queries if "articles_notice" in query["sql"]]


def test_the_page_shows_ones_own_unread_first():
    ann, ben = make_user(role="writer"), make_user(role="writer")
    tell(ann, key="a", sentence="Old and read.", now=NOW), tell(ann, key="b", sentence="New to Ann.", now=NOW)
    tell(ben, key="c", sentence="For Ben alone.", now=NOW)
    Notice.objects.filter(key="a").update(read_at=NOW)
    page = client_of(ann).get(address("notices"))
    assert [notice.sentence for notice in page.context["unread"]] == ["New to Ann."]
    assert [notice.sentence for notice in page.context["read"]] == ["Old and read."]
    assert "For Ben alone" not in page.content.decode()


def test_to_follow_a_notice_is_to_have_read_it():
    ann, story = make_user(role="writer"), make_story()
    tell(ann, key="a", story=story, now=NOW), tell(ann, key="b", address="/admin/articles/", now=NOW)
    tell(ann, key="c", address="//elsewhere.example/", now=NOW)
    client = client_of(ann)
    leads = [client.get(address("notice", notice.pk)).url for notice in Notice.objects.order_by("pk")]
    assert leads == [address("story_change", story.pk), "/admin/articles/", address("notices")]
    assert waiting(client) == 0


def test_somebody_elses_notice_is_not_found_and_not_marked():
    tell(make_user(role="writer"), now=NOW)
    pk, client = Notice.objects.get().pk, client_of()
    assert client.get(address("notice", pk)).status_code == 404
    assert client.post(address("notice_read", pk)).status_code == 404
    client.post(address("notices_read"), {"shown_at": timezone.now().isoformat()})
    assert Notice.objects.get().read_at is None


def test_one_is_marked_as_read():
    ann = make_user(role="writer")
    tell(ann, key="a", now=NOW), tell(ann, key="b", now=NOW)
    client = client_of(ann)
    client.post(address("notice_read", Notice.objects.get(key="a").pk))
    assert [notice.key for notice in Notice.objects.filter(read_at=None)] == ["b"]


def test_all_are_marked_that_the_page_showed():
    ann = make_user(role="writer")
    tell(ann, key="a", now=NOW), tell(ann, key="b", now=NOW, due_at=NOW + timedelta(seconds=40))
    client_of(ann).post(address("notices_read"), {"shown_at": (NOW + timedelta(seconds=20)).isoformat()})
    assert [notice.key for notice in Notice.objects.filter(read_at=None)] == ["b"]


@pytest.mark.parametrize(
    "given", ["", "x", "2026-13-01T00:00Z", "2026-01-01T00:00", "0001-01-01T00:00+14:00"]
)
def test_without_a_moment_nothing_is_marked(given):
    ann = make_user(role="writer")
    tell(ann, now=NOW)
    response = client_of(ann).post(address("notices_read"), {"shown_at": given}, follow=True)
    assert "Nothing was marked" in message(response)
    assert Notice.objects.filter(read_at=None).count() == 1


def test_pages_follow_each_other_by_key_and_lose_nothing():
    ann = make_user(role="writer")
    for number in range(120):
        tell(ann, key=str(number), now=NOW - timedelta(minutes=number // 2))
    client, found, place = client_of(ann), [], {}
    for _ in range(3):
        context = client.get(address("notices"), place).context
        found += [notice.key for notice in context["unread"]]
        place = {"older": context["older"]}
    assert sorted(found) == sorted(str(number) for number in range(120))
    assert context["older"] is None
    assert client.get(address("notices"), {"older": "x"}).context["unread"][0].key == "1"


@pytest.mark.once
def test_fifty_notices_cost_no_more_queries_than_one(django_assert_num_queries):
    ann, story = make_user(role="writer"), make_story()
    client = client_of(ann)
    for keys in (["0"], [str(n) for n in range(1, 50)]):
        for key in keys:
            tell(ann, key=key, story=story, now=NOW)
        with django_assert_num_queries(6):
            client.get(address("notices"))


@pytest.fixture
def failure():
    with override_settings(EMAIL_BACKEND=BROKEN):
        tell(make_reader(), now=NOW, sentence="Ben returned it.")
        outbox.drain(clock=lambda: NOW)
    return Effect.objects.get()


def test_editors_see_what_failed_and_try_again(failure):
    client = client_of()
    page = client.get(address("failures")).content.decode()
    assert "Ben returned it." in page
    assert "Connection refused" in page
    client.post(address("failure", failure.pk, "retry"))
    assert outbox.drain(clock=timezone.now).sent == 1
    assert "Nothing has failed." in client.get(address("failures")).content.decode()
    assert "it is done" in message(client.post(address("failure", failure.pk, "drop"), follow=True))


def test_editors_drop_what_failed(failure):
    client = client_of()
    assert "Dropped" in message(client.post(address("failure", failure.pk, "drop"), follow=True))
    assert outbox.failing(5) == []


def test_nobody_else_sees_failures(failure):
    for role in ("writer", "proofreader", "importer", "reviewer"):
        client = client_of(role=role)
        assert client.get(address("failures")).status_code == 403
        assert client.post(address("failure", failure.pk, "drop")).status_code == 403
    assert Client().get(address("failures")).status_code == 302
    assert Effect.objects.failing().exists()


def test_what_is_no_act_or_no_failure_is_not_found(failure):
    client = client_of()
    assert client.post(address("failure", failure.pk, "burn")).status_code == 404
    assert client.post(address("failure", 99, "drop")).status_code == 404


def test_acts_are_posted(failure):
    client, notice = client_of(make_user(superuser=True)), Notice.objects.get()
    for name, *args in (("failure", failure.pk, "drop"), ("notice_read", notice.pk), ("notices_read",)):
        assert client.get(address(name, *args)).status_code == 405
    assert client.post(address("notice", notice.pk)).status_code == 405
