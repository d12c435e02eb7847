"""All open doubts that are alike, settled at once after a look at some of them."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from articles.models import Doubt, Settlement, Story
from tests.desk.desk import address, client_of, going, message
from tests.desk.imported import doubted, imported
from tests.factories import make_user
from tests.importing.helpers import copy_of

pytestmark = pytest.mark.django_db


def test_all_that_are_alike_are_confirmed_after_a_sample(tmp_path):
    run, editor = imported(tmp_path, 3), make_user(role="editor")
    doubt = doubted(run)[0]
    (other, *_) = doubted(run, code="several-sources", field="source")
    client, alike = client_of(editor), address("doubt_alike", doubt.pk)
    page = client.get(alike)
    assert (page.context["count"], len(page.context["some"])) == (3, 3)
    sent = {"until": page.context["until"], "way": "confirm"}
    assert "3 doubts confirmed." in message(client.post(alike, sent, follow=True))
    assert set(Doubt.objects.open().values_list("code", flat=True)) == {other.code}


def swap_all(doubt, client, **sent):
    sent = {"until": Doubt.objects.latest("pk").pk, "way": "swap"} | sent
    return client.post(address("doubt_alike", doubt.pk), sent, follow=True)


def test_day_and_month_of_all_dates_that_are_alike_are_swapped_after_a_sample(tmp_path):
    names = {"ferry": "03/04/2024", "pier": "05/06/2024", "mole": "07/07/2024"}
    imported(tmp_path, 0, **{name: copy_of(headline=name, date=day) for name, day in names.items()})
    doubt, client = Doubt.objects.filter(code="ambiguous-date").first(), client_of()
    page = client.get(address("doubt_alike", doubt.pk)).content.decode()
    assert ("swapped, 4 Mar 2024" in page, "Swap day and month in all 2" in page) == (True, True)
    told = swap_all(doubt, client)
    assert "2 dates swapped." in message(told)
    days = {localtime(at).date() for at in Story.objects.values_list("published_at", flat=True)}
    assert days == {date(2024, 3, 4), date(2024, 5, 6), date(2024, 7, 7)}
    assert Doubt.objects.open().filter(code="ambiguous-date").count() == 0


def test_many_dates_are_swapped_batch_by_batch_each_of_which_leads_to_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.reviewing.settling.BATCH", 1)
    imported(tmp_path, 0, **{name: copy_of(headline=name, date="03/04/2024") for name in ("ferry", "pier")})
    doubt, client = Doubt.objects.filter(code="ambiguous-date").first(), client_of()
    page = swap_all(doubt, client)
    assert "<strong>1</strong> settled so far, 1 open." in page.content.decode()
    assert "2 dates swapped." in message(
        client.post(address("doubt_alike", doubt.pk), going(page), follow=True)
    )
    assert Story.objects.filter(published_at__month=3).count() == 2
    assert Settlement.objects.get().rows.count() == 2


def test_what_another_has_settled_meanwhile_is_no_failure(tmp_path):
    doubt = doubted(imported(tmp_path, 2))[0]
    sent = {"until": Doubt.objects.latest("pk").pk, "way": "confirm"}
    client, alike = client_of(), address("doubt_alike", doubt.pk)
    client.post(alike, sent, follow=True)
    assert message(client.post(alike, sent, follow=True)) == "None of them was open any more."


def test_who_settles_no_doubts_is_offered_no_button_that_would(tmp_path):
    doubt = doubted(imported(tmp_path, 2))[0]
    page = client_of(role="reviewer").get(address("doubt_alike", doubt.pk)).content.decode()
    assert ("Confirm all" in page, "Writers and editors settle them." in page) == (False, True)


def test_a_date_that_is_another_by_now_or_would_be_still_to_come_is_not_swapped(tmp_path, time_machine):
    other = copy_of(headline="Pier opens again", date="03/04/2024")
    imported(tmp_path, 0, ferry=copy_of(date="08/03/2024"), pier=other)
    ferry, pier = Doubt.objects.filter(code="ambiguous-date").order_by("file__path")
    Story.objects.filter(pk=pier.story_id).update(published_at=timezone.now())
    client = client_of()
    time_machine.move_to("2024-06-10T12:00Z")
    told = message(swap_all(ferry, client))
    assert "The other way round, the date would be still to come." in told
    assert "The date is no longer as the file has it" in told
    assert Doubt.objects.open().filter(code="ambiguous-date").count() == 2


def test_who_may_not_change_stories_swaps_no_dates_of_theirs(tmp_path):
    imported(tmp_path, 0, ferry=copy_of(date="03/04/2024"))
    doubt, client = Doubt.objects.get(code="ambiguous-date"), client_of(role="importer")
    assert "Swap day" not in client.get(address("doubt_alike", doubt.pk)).content.decode()
    swap_all(doubt, client)
    assert localtime(Story.objects.get().published_at).month == 4


@pytest.mark.parametrize("way", ["swap", "give", "nonsense", ""])
def test_a_way_that_such_doubts_are_not_settled_in_settles_none(tmp_path, way):
    doubt = doubted(imported(tmp_path, 2), code="unsure-headline", field="headline")[0]
    sent = {"until": Doubt.objects.latest("pk").pk, "of": "run", "way": way, "date": "1999-03-05"}
    told = client_of().post(address("doubt_alike", doubt.pk), sent, follow=True)
    assert "Such doubts are not settled so: choose what to do on this page." in message(told)
    assert (told.context["scope"], Doubt.objects.open().count(), Settlement.objects.count()) == ("run", 2, 0)
