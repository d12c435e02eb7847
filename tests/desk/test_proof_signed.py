"""A signature that was just given taken back from the proof page: offered by a link and a key, made by its own move."""

import re

import pytest
from django.utils import timezone

from articles import drafting, workflow
from articles.models import SignOffTakenBack, Stage
from tests.desk.desk import address, client_of
from tests.desk.test_proof import act, page_of, shown
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def handed_in(headline):
    story = make_story(by=make_user(role="writer"), headline=headline, paragraphs=["The council met there."])
    return workflow.submit(story, revision=1, by=story.created_by, now=timezone.now())


@pytest.fixture
def story():
    return handed_in("Council met")


@pytest.fixture
def other(story):
    return handed_in("Council met again")


@pytest.fixture
def client():
    return client_of(role="proofreader")


def offered(page):
    """Where ``u`` leads; "" where it undoes something else, or nothing."""
    found = re.search(r'<a class="button" href="([^"]+)" data-key="u"', page)
    return found[1].replace("&amp;", "&") if found else ""


def question(story, seen_on):
    return f"{address('story_move', story.pk, 'take-back')}?revision=1&proof={seen_on.pk}"


def test_signature_is_taken_back_from_the_next_story_and_leads_to_its_own(client, story, other):
    said = act(client, story, "sign")[1]
    asked = question(story, other)
    assert said[0].endswith(f'<a href="{asked.replace("&", "&amp;")}">Take back</a>')
    assert offered(shown(client, other)) == asked
    assert f'href="{page_of(other)}">Leave it' in client.get(asked).content.decode()
    done = client.post(asked, {"revision": 1, "confirmed": "yes", "reason": "Too fast."})
    story.refresh_from_db()
    assert (done.url, story.stage) == (page_of(story), Stage.PROOFING)
    assert SignOffTakenBack.objects.get().reason == "Too fast."
    assert [offered(shown(client, one)) for one in (story, other)] == ["", ""]


def test_what_was_done_on_the_next_story_is_undone_before_the_signature(client, story, other):
    act(client, story, "sign")
    act(client, other, "recast", where="headline", words="Council met once more")
    assert offered(shown(client, other)) == ""
    assert act(client, other, "undo")[1] == ["Undone: what revision 2 changed is back as it was."]


def test_what_was_done_on_a_story_is_undone_there_after_another_was_signed(client, story, other):
    act(client, other, "recast", where="headline", words="Council met once more")
    act(client, story, "sign")
    assert offered(shown(client, other)) == ""
    assert act(client, other, "undo")[1] == ["Undone: what revision 2 changed is back as it was."]
    assert offered(shown(client, other)) == question(story, other)


def test_signed_story_offers_it_on_its_own_page_and_undoes_nothing_under_it(client, story):
    act(client, story, "recast", where="headline", words="Council meets")
    act(client, story, "sign")
    assert offered(shown(client, story)) == question(story, story).replace("revision=1", "revision=2")
    assert act(client, story, "undo")[1] == ["You have signed it since: take your signature back first."]
    assert (story.headline, story.stage) == ("Council meets", Stage.PROOFING)


def test_nothing_is_undone_under_a_signature_that_was_given_on_the_page_of_the_story(client, story):
    act(client, story, "recast", where="headline", words="Council meets")
    client.post(address("story_move", story.pk, "sign-off"), {"revision": 2, "confirmed": "yes"})
    assert act(client, story, "undo")[1][-1] == "You have signed it since: take your signature back first."
    story.refresh_from_db()
    assert story.headline == "Council meets"


def test_signature_is_not_offered_where_the_law_refuses_it(client, story, other):
    act(client, story, "sign")
    asked = offered(shown(client, other))
    drafting.save(story, {"headline": "Council"}, base=1, by=make_user(role="editor"), now=timezone.now())
    assert offered(shown(client, other)) == ""
    told = client.post(asked, {"revision": 1, "confirmed": "yes"}, follow=True)
    assert (told.redirect_chain[0][0], SignOffTakenBack.objects.count()) == (page_of(story), 0)
    assert str(*told.context["messages"]).startswith("The story has changed since you opened it")
