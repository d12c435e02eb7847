"""Pages that go on by themselves with what somebody has begun: no link begins it, and nothing is done twice."""

from datetime import date

import pytest
from django.utils import timezone

from articles.importing.reviewing import ruling
from articles.models import LineRule, SettledDoubt, Settlement, Story
from articles.text.parsing import Role
from tests.desk.desk import address, client_of, going, message
from tests.desk.test_dates_for_many import give, undated
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BY_ITSELF = "data-going-on"


@pytest.fixture
def doubt(tmp_path, monkeypatch):
    """A doubt about the date of one of three stories that have none; they are settled one by one."""
    first, *_ = undated(tmp_path, "ferry", "pier", "mole")
    monkeypatch.setattr("articles.importing.reviewing.settling.BATCH", 1)
    monkeypatch.setattr("articles.importing.reviewing.sweeping.BATCH", 1)
    return first


def go_on(page, at, client):
    """The page at the end of what ``page`` goes on with, by its button."""
    while BY_ITSELF in page.content.decode():
        page = client.post(at, going(page), follow=True)
    return page


def ruled() -> LineRule:
    by = make_user(role="editor")
    return ruling.make(
        name="Sources", example="Source: Harbour Wire", role=Role.FURNITURE, collection="", by=by, now=timezone.now()
    )  # fmt: skip


def dated() -> int:
    return Story.objects.filter(published_at__isnull=False).count()


def test_a_link_that_says_what_to_do_is_a_page_that_goes_on_with_nothing(doubt):
    client = client_of()
    asked = {"after": 0, "until": 999_999, "way": "give", "of": "run", "date": "1901-01-01", "going": ""}
    pages = [client.get(address("doubt_alike", doubt.pk), asked)]
    go_on(give(doubt, client), address("doubt_alike", doubt.pk), client)
    asked |= {"then": "delete"}
    pages.append(client.get(address("settlement_change", Settlement.objects.get().pk), asked))
    pages.append(client.get(address("linerule_change", ruled().pk), asked))
    assert [BY_ITSELF in page.content.decode() for page in pages] == [False] * 3


def test_only_who_is_at_it_goes_on_and_only_where_the_address_names_it(doubt):
    ana, bo, at = client_of(), client_of(), address("doubt_alike", doubt.pk)
    word = going(give(doubt, ana))
    pages = [ana.get(at, word), ana.get(at), ana.get(at, {"going": "x"}), bo.get(at, word)]
    assert [BY_ITSELF in page.content.decode() for page in pages] == [True, False, False, False]
    assert "Nothing more was done" in message(bo.post(at, word, follow=True))
    assert dated() == 1


def test_dates_that_were_given_and_taken_back_are_not_given_again_by_the_page_that_gave_them(doubt):
    client, at = client_of(), address("doubt_alike", doubt.pk)
    page = give(doubt, client)
    assert "3 dates given." in message(go_on(page, at, client))
    settlement = Settlement.objects.get()
    back = client.post(address("settlement_take_back", settlement.pk), follow=True)
    told = go_on(back, address("settlement_take_back", settlement.pk), client)
    assert ("3 doubts are open again" in message(told), dated()) == (True, 0)
    assert BY_ITSELF not in client.get(at, going(page)).content.decode()
    assert "Nothing more was done" in message(client.post(at, going(page), follow=True))
    give(doubt, client)
    again = client.post(address("settlement_take_back", settlement.pk), going(back), follow=True)
    assert ("Nothing more was done" in message(again), dated()) == (True, 1)


def test_what_goes_on_is_what_was_begun_whatever_else_is_sent(doubt):
    client, at = client_of(), address("doubt_alike", doubt.pk)
    page = give(doubt, client)
    while BY_ITSELF in page.content.decode():
        sent = {"way": "confirm", "date": "1901-01-01", "after": 999_999, "until": 0, "settlement": 0}
        page = client.post(at, sent | going(page), follow=True)
    days = {at.date() for at in Story.objects.values_list("published_at", flat=True)}
    assert (days, SettledDoubt.objects.count()) == ({date(1999, 3, 5)}, 3)


def test_a_rule_is_carried_out_batch_by_batch_and_never_by_a_page_from_before(doubt):
    client, rule = client_of(), ruled()
    at = address("linerule_carry_out", rule.pk)
    page = client.post(at, follow=True)
    assert "1 files with such a line so far" in page.content.decode()
    assert "3 files have such a line, 3 read otherwise now." in message(go_on(page, at, client))
    assert "Nothing more was done" in message(client.post(at, going(page), follow=True))
    switched = client.post(address("linerule_switch", rule.pk), {"is": "off", "files": "yes"}, follow=True)
    assert "Nothing more was done" in message(client.post(at, going(page), follow=True))
    assert "Taken back: 3 files" in message(go_on(switched, at, client))


def test_what_goes_on_after_its_beginning_was_taken_back_is_another_act(doubt):
    client, at = client_of(), address("doubt_alike", doubt.pk)
    page, other = give(doubt, client), client_of()
    other.post(address("settlement_take_back", Settlement.objects.get().pk))
    assert "3 dates given." in message(go_on(page, at, client))
    assert [act.rows.count() for act in Settlement.objects.order_by("pk")] == [1, 2]
    assert dated() == 2
