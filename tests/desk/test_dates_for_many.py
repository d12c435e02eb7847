"""One date given to many stories at once: what it would do first, and never to a story that somebody has worked on."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime

from articles import drafting
from articles.models import Doubt, LedgerEntry, Precision, Settlement, Story
from tests.desk.desk import address, client_of, going, message
from tests.desk.imported import imported
from tests.factories import make_user
from tests.importing.helpers import copy_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def undated(folder, *names) -> list[Doubt]:
    """The doubts about stories that have no date, in the order of their paths."""
    imported(folder, 0, **{name: copy_of(headline=name, date="") for name in names})
    return list(Doubt.objects.filter(code="no-date", settled_at=None).order_by("file__path"))


def give(doubt, client, given="1999-03-05", **sent):
    sent = {"until": Doubt.objects.latest("pk").pk, "way": "give", "date": given} | sent
    return client.post(address("doubt_alike", doubt.pk), sent, follow=True)


def days() -> list[date | None]:
    rows = Story.objects.order_by("headline").values_list("published_at", flat=True)
    return [at and localtime(at).date() for at in rows]


def test_one_date_is_given_to_all_that_have_none_and_taken_back_at_once(tmp_path):
    ferry, pier = undated(tmp_path, "ferry", "pier")
    ana = make_user(role="editor", username="ana")
    assert "2 dates given." in message(give(ferry, client_of(ana)))
    assert (days(), Doubt.objects.open().filter(code="no-date").count()) == ([date(1999, 3, 5)] * 2, 0)
    assert set(Story.objects.values_list("published_precision", flat=True)) == {Precision.DAY}
    assert LedgerEntry.objects.filter(act="save", by=ana, story=pier.story).count() == 1
    settlement = Settlement.objects.get()
    assert (settlement.by, settlement.date) == (ana, date(1999, 3, 5))
    told = client_of().post(address("settlement_take_back", settlement.pk), follow=True)
    assert "2 doubts are open again" in message(told)
    assert days() == [None, None]


def test_what_was_taken_back_can_be_given_another_date(tmp_path):
    ferry, _ = undated(tmp_path, "ferry", "pier")
    client = client_of()
    give(ferry, client)
    client.post(address("settlement_take_back", Settlement.objects.get().pk))
    assert "2 dates given." in message(give(ferry, client, "1999-05-03"))
    assert days() == [date(1999, 5, 3)] * 2


def test_the_page_shows_what_it_would_do_and_does_nothing_yet(tmp_path):
    names = [f"ferry {number:02}" for number in range(12)]
    first, *_ = undated(tmp_path, *names)
    page = client_of().get(address("doubt_alike", first.pk), {"date": "1999-03-05"})
    given = page.context["given"]
    assert (given["count"], given["left"], len(given["shown"])) == (12, 0, 10)
    assert [(row["value"], row["after"]) for row in given["shown"]] == [("", "5 Mar 1999")] * 10
    assert "Give 5 Mar 1999 to all 12" in page.content.decode()
    assert days() == [None] * 12


def test_stories_that_people_have_worked_on_are_left_and_said_so(tmp_path):
    ferry, pier = undated(tmp_path, "ferry", "pier")
    editor = make_user(role="editor")
    drafting.save(ferry.story, {"byline": "Jo Lind"}, base=1, by=editor, now=timezone.now())
    client = client_of(editor)
    given = client.get(address("doubt_alike", pier.pk), {"date": "1999-03-05"}).context["given"]
    assert (given["count"], given["left"], [row["doubt"] for row in given["shown"]]) == (1, 1, [pier])
    assert "1 date given. 1 story left: people have worked on it." in message(give(pier, client))
    assert days() == [None, date(1999, 3, 5)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("0999-03-05", "lies before 1600"),
        ("2999-03-05", "is still to come"),
        ("5 March", "is no date"),
        ("", "is no date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_on_the_page_and_when_it_is_sent(tmp_path, given, told):
    (ferry,) = undated(tmp_path, "ferry")
    client = client_of()
    page = client.get(address("doubt_alike", ferry.pk), {"date": given}).content.decode()
    assert (told in page) is bool(given)
    assert told in message(give(ferry, client, given))
    assert (days(), Settlement.objects.count()) == ([None], 0)


def test_dates_that_are_doubted_alike_are_given_one_and_a_story_of_that_day_is_confirmed(tmp_path):
    names = {"ferry": "03/04/2024", "pier": "05/06/2024"}
    imported(tmp_path, 0, **{name: copy_of(headline=name, date=day) for name, day in names.items()})
    doubt = Doubt.objects.filter(code="ambiguous-date").earliest("pk")
    assert "2 dates given." in message(give(doubt, client_of(), "2024-04-03"))
    assert (days(), Doubt.objects.open().filter(code=doubt.code).count()) == ([date(2024, 4, 3)] * 2, 0)
    assert sorted(Story.objects.values_list("revision_number", flat=True)) == [1, 2]


def test_it_goes_to_one_folder_or_to_the_whole_run_where_that_is_asked_for(tmp_path):
    doubts = undated(tmp_path, "may/ferry", "MAY/pier", "june/mole", "quay")
    doubt = next(row for row in doubts if row.file.path == "may/ferry.txt")
    page = client_of().get(address("doubt_alike", doubt.pk))
    assert [(value, count) for value, _, count in page.context["scopes"]] == [
        ("", 4),
        ("folder", 1),
        ("run", 4),
    ]
    give(doubt, client_of(), of="folder")
    assert Story.objects.get(published_at__isnull=False) == doubt.story
    give(doubts[-1], client_of(), of="run")
    assert days() == [date(1999, 3, 5)] * 4


def test_many_are_given_it_batch_by_batch_each_of_which_leads_to_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.reviewing.settling.BATCH", 1)
    ferry, _ = undated(tmp_path, "ferry", "pier")
    client = client_of()
    page = give(ferry, client, of="run")
    assert (page.context["scope"], days().count(date(1999, 3, 5))) == ("run", 1)
    assert "2 dates given." in message(
        client.post(address("doubt_alike", ferry.pk), going(page), follow=True)
    )
    assert (Settlement.objects.get().rows.count(), days()) == (2, [date(1999, 3, 5)] * 2)


@pytest.mark.parametrize("role", ["importer", "reviewer"])
def test_who_may_not_change_stories_gives_no_date(tmp_path, role):
    (ferry,) = undated(tmp_path, "ferry")
    client = client_of(role=role)
    page = client.get(address("doubt_alike", ferry.pk), {"date": "1999-03-05"})
    assert ("given" in page.context, "give-date" in page.content.decode()) == (False, False)
    give(ferry, client)
    assert days() == [None]


def test_the_page_asks_the_database_no_more_of_many(tmp_path):
    client, asked = client_of(), []
    for count in (1, 8):
        doubt = undated(tmp_path / str(count), *(f"ferry {count} {number}" for number in range(count)))[-1]
        with CaptureQueriesContext(connection) as found:
            page = client.get(address("doubt_alike", doubt.pk), {"date": "1999-03-05"})
        assert page.context["given"]["count"] == count
        asked.append(len(found))
    assert asked[0] == asked[1] > 3


def test_a_story_with_two_doubts_is_one_story_that_gets_the_date_or_is_left(tmp_path):
    ferry, pier = undated(tmp_path, "ferry", "pier")
    for doubt in (ferry, pier):
        facts = {
            "file": doubt.file,
            "story": doubt.story,
            "code": doubt.code,
            "field": doubt.field,
            "line": 2,
        }
        Doubt.objects.create(sentence="It does not say when.", **facts)
    drafting.save(ferry.story, {"byline": "Jo Lind"}, base=1, by=make_user(role="editor"), now=timezone.now())
    client = client_of()
    given = client.get(address("doubt_alike", pier.pk), {"date": "1999-03-05"}).context["given"]
    assert (given["count"], given["left"]) == (1, 1)
    assert "1 date given. 1 story left: people have worked on it." in message(give(pier, client))
