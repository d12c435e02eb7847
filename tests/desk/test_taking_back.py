"""What settled many taken back, where a story has gone on: handed in, changed by another act, or told anew."""

import pytest

from articles import workflow
from articles.models import Doubt, Proposal, Stage
from tests.desk.desk import client_of, message
from tests.desk.imported import doubted, imported, proposed
from tests.desk.test_settlements import days, settled, taken_back, two_dates
from tests.factories import make_imported_story, make_user

pytestmark = pytest.mark.django_db


def test_who_imports_takes_nothing_back_of_a_story_that_was_handed_in(tmp_path):
    doubt, editor = doubted(imported(tmp_path, 1))[0], make_user(role="editor")
    settlement = settled(doubt, client_of(editor))
    doubt.story.refresh_from_db()
    workflow.submit(doubt.story, revision=1, by=make_user(superuser=True), now=settlement.at)
    doubt.story.refresh_from_db()
    assert doubt.story.stage == Stage.PROOFING
    told = message(taken_back(settlement, client_of(role="importer")))
    assert ("1 story left as it is" in told, Doubt.objects.open().count()) == (True, 0)


def test_a_date_that_a_later_act_gave_is_not_taken_back_with_an_earlier_one(tmp_path):
    doubt, client = two_dates(tmp_path), client_of()
    first = settled(doubt, client, way="swap")
    second = settled(doubted(doubt.file.run)[0], client, way="give", date="1999-03-05")
    given = days()
    told = message(taken_back(first, client))
    assert ("2 stories left as they are: Its story says something else by now." in told, days()) == (
        True,
        given,
    )
    assert (first.rows.standing().count(), second.rows.standing().count()) == (2, 2)


def test_an_act_that_changed_the_same_stories_later_is_no_work_on_them(tmp_path):
    date, client = two_dates(tmp_path), client_of()
    confirmed = settled(doubted(date.file.run, code="several-sources", field="source")[0], client)
    swapped = settled(date, client, way="swap")
    assert "2 doubts are open again" in message(taken_back(confirmed, client))
    assert swapped.rows.standing().count() == 2


def test_what_is_proposed_anew_meanwhile_is_proposed_once():
    story, client = make_imported_story(headline="Ferry", headline_is_provisional=True), client_of()
    answered = proposed(story, field="headline", shown="Ferry is back")
    facts = {"file": story.files.get(), "story": story, "field": "headline", "sentence": "It may be another."}
    settlement = settled(Doubt.objects.create(code="unsure-headline", **facts), client)
    anew = proposed(story, field="headline", shown="Ferry is back")
    taken_back(settlement, client)
    answered.refresh_from_db()
    assert (list(Proposal.objects.open()), answered.is_taken) == ([anew], False)
