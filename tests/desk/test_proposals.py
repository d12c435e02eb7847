"""What copies say better, on the desk: in the queue and on the story's page, taken or declined with a press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.models import Proposal
from tests.desk.desk import address, client_of, message
from tests.desk.imported import proposed
from tests.factories import make_imported_story, make_user

pytestmark = pytest.mark.django_db


def test_the_queue_shows_one_proposal_beside_what_the_story_says_and_goes_on():
    first, second = proposed(shown="Ana Ruiz", line=2), proposed(shown="Jo Lind")
    client, queue = client_of(), address("proposal_changelist")
    page = client.get(queue)
    assert (page.context["proposal"], page.context["count"]) == (first, 2)
    assert (page.context["field"], page.context["value"]) == ("Byline", first.story.byline)
    assert client.get(queue, {"after": first.pk}).context["proposal"] == second
    assert client.get(queue, {"after": second.pk}).context["proposal"] == first


def test_one_press_in_the_queue_takes_it_and_shows_the_next():
    first, second = proposed(), proposed(shown="Jo Lind")
    editor = make_user(role="editor")
    sent = {"revision": 1, "field": "byline"}
    response = client_of(editor).post(address("proposal_decide", first.pk, "take"), sent, follow=True)
    first.refresh_from_db()
    assert (first.story.byline, first.is_taken, first.settled_by) == ("Ana Ruiz", True, editor)
    assert (response.context["proposal"], message(response)) == (second, "Byline taken: Ana Ruiz")
    assert response.request["QUERY_STRING"] == f"field=byline&after={first.pk}"


def test_the_storys_page_shows_its_proposals_and_declines_one():
    row, client = proposed(shown="Ana <Ruiz>"), client_of()
    story = address("story_change", row.story_id)
    assert "Ana &lt;Ruiz&gt;" in client.get(story).content.decode()
    sent = {"from": "story"}
    response = client.post(address("proposal_decide", row.pk, "decline"), sent, follow=True)
    row.refresh_from_db()
    assert (row.is_taken, response.redirect_chain[-1][0]) == (False, story)
    assert "Byline declined: the story stays as it is." in message(response)
    assert "Ana &lt;Ruiz&gt;" not in response.content.decode()


@pytest.mark.parametrize("seen", ["1", "", "x"])
def test_what_was_judged_beside_an_older_text_is_not_taken(seen):
    row, client = proposed(), client_of()
    drafting.save(row.story, {"headline": "Newer"}, base=1, by=make_user(role="writer"), now=timezone.now())
    response = client.post(address("proposal_decide", row.pk, "take"), {"revision": seen}, follow=True)
    assert "has changed since you opened it" in message(response)
    assert Proposal.objects.open().count() == 1


@pytest.mark.parametrize("act", ["take", "decline"])
def test_who_may_not_change_the_story_decides_nothing(act):
    row = proposed()
    drafting.save(row.story, {"headline": "Newer"}, base=1, by=make_user(role="writer"), now=timezone.now())
    client = client_of(role="reviewer")
    assert client.get(address("proposal_changelist")).context["why_not"]
    client.post(address("proposal_decide", row.pk, act), {"revision": 2})
    assert Proposal.objects.open().count() == 1


def test_the_queue_is_not_for_strangers(client):
    row = proposed()
    places = (address("proposal_changelist"), address("proposal_decide", row.pk, "take"))
    assert [client.get(place).status_code for place in places] == [302, 302]
    assert [client_of(make_user()).post(place).status_code for place in places] == [403, 403]


def test_nothing_is_decided_by_a_link_nor_by_an_act_that_there_is_not():
    row, client = proposed(), client_of()
    response = client.get(address("proposal_decide", row.pk, "take"), follow=True)
    assert "Nothing was done" in message(response)
    assert client.post(address("proposal_decide", row.pk, "burn")).status_code == 404
    assert client.post(address("proposal_decide", 12345, "take")).status_code == 404
    assert Proposal.objects.open().count() == 1


@pytest.mark.parametrize("asked", [{"run": "x"}, {"after": "'"}, {"run": "9" * 30}, {"field": "digest"}])
def test_what_is_no_filter_asks_for_nothing(asked):
    row = proposed()
    assert client_of().get(address("proposal_changelist"), asked).context["proposal"] == row


def test_a_filter_that_nothing_answers_to_says_so():
    proposed()
    page = client_of().get(address("proposal_changelist"), {"run": "12345"}).content.decode()
    assert "No proposal answers to this." in page


def test_of_very_many_proposals_the_first_are_counted_and_the_page_says_so(monkeypatch):
    monkeypatch.setattr("articles.desk.imports.proposals.MANY", 1)
    first, last = proposed(), proposed(field="headline")
    page = client_of().get(address("proposal_changelist"))
    choices = {
        name: [(value, many and many.told) for value, _, many in rows]
        for name, rows in page.context["choices"].items()
    }
    assert choices["field"][:2] == [(first.field, "1+"), ("headline", None)]
    assert choices["run"] == [(first.file.run_id, "1+"), (last.file.run_id, None)]
    assert '<span class="quiet">1+</span>' in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("page", ["queue", "story"])
def test_pages_cost_the_same_for_one_proposal_and_for_fifty(page):
    story, client, counts = make_imported_story(), client_of(), []
    place = address("proposal_changelist") if page == "queue" else address("story_change", story.pk)
    client.get(place)
    for count in (1, 49):
        for number in range(count):
            proposed(story, shown=f"Ana {number} of {count}")
        with CaptureQueriesContext(connection) as captured:
            client.get(place)
        counts.append(len(captured))
    assert counts[0] == counts[1] > 4


def test_the_desks_first_page_piles_them_up_for_those_who_import():
    row = proposed()
    page = client_of(role="importer").get(reverse("admin:index")).content.decode()
    assert "Proposals from copies" in page
    assert f"after={row.pk - 1}" in page
