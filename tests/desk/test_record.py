"""What is on record about a story: read only, and readable without colour."""

import pytest
from django.utils import timezone

from articles import drafting
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db


def edit(story, **changes):
    editor = make_user(role="editor")
    drafting.save(story, changes, base=story.revision_number, by=editor, now=timezone.now(), note="Sharper")
    story.refresh_from_db()


def test_the_record_shows_what_was_done():
    edition = make_edition()
    page = client_of(role="writer").get(address("story_history", edition.story_id)).content.decode()
    for words in ("Revision 1", "signed revision 1", "First edition", "further notice", "sign-off"):
        assert words in page


def test_a_revision_shows_what_changed_since_the_one_before():
    story = make_story(paragraphs=["The council met on Tuesday."])
    edit(story, body="<p>The council met on Friday.</p>", headline="<b>Bridge</b>")
    page = client_of(role="importer").get(address("story_revision", story.pk, 2)).content.decode()
    assert '<del><span class="visually-hidden">[out: </span>Tuesday.' in page
    assert '<ins><span class="visually-hidden">[in: </span>Friday.' in page
    assert "&lt;b&gt;Bridge" in page
    assert "Sharper" in page


def test_any_two_revisions_can_be_compared():
    story = make_story(headline="One")
    edit(story, headline="Two")
    edit(story, headline="Three")
    client = client_of()
    assert client.get(address("story_revision", story.pk, 3), {"with": 1}).context["other"].headline == "One"
    assert (
        client.get(address("story_revision", story.pk, 3), {"with": "x"}).context["other"].headline == "Two"
    )
    assert client.get(address("story_revision", story.pk, 3), {"with": 9}).context["other"] is None


def test_a_revision_that_is_not_there_is_not_found():
    story = make_story()
    assert client_of().get(address("story_revision", story.pk, 2)).status_code == 404


def test_thirty_revisions_cost_no_more_queries_than_one(django_assert_num_queries):
    story, client = make_story(), client_of(role="writer")
    with django_assert_num_queries(9):
        client.get(address("story_history", story.pk))
    for number in range(29):
        edit(story, headline=f"Version {number}")
    with django_assert_num_queries(9):
        client.get(address("story_history", story.pk))
