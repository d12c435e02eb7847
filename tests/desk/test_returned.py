"""A story that was returned to its writer: the note, and the mark in lists."""

import pytest
from django.utils import timezone

from articles import workflow
from tests.desk.desk import address, client_of
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def test_the_note_of_a_returned_story_stands_on_top_until_it_is_handed_in_again():
    editor, story, now = make_user(role="editor", username="ada"), make_story(), timezone.now()
    client = client_of(editor)
    workflow.submit(story, revision=1, by=editor, now=now)
    workflow.send_back(story, note="Call the mayor.\nThen cut.", revision=1, by=editor, now=now)
    page = client.get(address("story_change", story.pk)).content.decode()
    assert "Returned by ada" in page
    assert "Call the mayor.<br>Then cut." in page
    assert "Returned</span>" in client.get(address("story_changelist")).content.decode()
    workflow.submit(story, revision=1, by=editor, now=now)
    assert "Call the mayor." not in client.get(address("story_change", story.pk)).content.decode()
    workflow.send_back(story, note="Again.", revision=1, by=editor, now=now)
    assert "Again." in client.get(address("story_change", story.pk)).content.decode()


def test_only_stories_that_wait_with_their_writer_are_marked_returned():
    editor, story, now = make_user(role="editor"), make_story(), timezone.now()
    client = client_of(editor)
    workflow.submit(story, revision=1, by=editor, now=now)
    assert "Returned</span>" not in client.get(address("story_changelist")).content.decode()
    workflow.send_back(story, note="Cut.", revision=1, by=editor, now=now)
    workflow.submit(story, revision=1, by=editor, now=now)
    assert "Returned</span>" not in client.get(address("story_changelist")).content.decode()
