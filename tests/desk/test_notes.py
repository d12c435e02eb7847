"""Desk notes: seen by whoever opens a story, never by readers, and no matter of a sign-off."""

import pytest
from django.utils import timezone

from articles import drafting, press
from tests.desk.desk import address, client_of
from tests.factories import make_proofread_story, make_user

pytestmark = pytest.mark.django_db

NOTE = "Ring Ada before the map runs. <b>Twice</b>."


def noted(**changes):
    story, editor = make_proofread_story(**changes), make_user(role="editor")
    drafting.save(story, {"desk_notes": NOTE}, base=1, by=editor, now=timezone.now())
    story.refresh_from_db()
    return story, editor


@pytest.mark.parametrize("role", ["editor", "importer"])
def test_who_opens_a_story_sees_its_notes_first(role):
    page = client_of(role=role).get(address("story_change", noted()[0].pk)).content.decode()
    notes, text = page.index('<aside class="notes'), page.index("The council met on Tuesday.")
    assert notes < text
    assert "Ring Ada before the map runs. &lt;b&gt;Twice&lt;/b&gt;." in page[notes:text]


def test_a_story_without_notes_has_no_room_for_them():
    page = client_of(role="importer").get(address("story_change", make_proofread_story().pk)).content.decode()
    assert '<aside class="notes' not in page


def test_notes_leave_the_sign_off_alone_and_never_reach_readers(client):
    story, editor = noted()
    assert story.stage == "proofread"
    edition = press.publish(story, revision=2, by=editor, now=timezone.now())
    assert "Ring Ada" not in client.get(edition.get_absolute_url()).content.decode()
