"""Doubts of the importer, confirmed by a person who saw the text that they are about."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import Doubt
from tests.desk.desk import address, client_of, message
from tests.factories import make_imported_story, make_user

pytestmark = pytest.mark.django_db


def test_confirming_a_doubt_settles_it_under_the_persons_name():
    story, editor = make_imported_story(), make_user(role="editor")
    doubt = Doubt.objects.create(file=story.files.get(), story=story, field="published", sentence="No date.")
    client = client_of(editor)
    assert "No date." in client.get(address("story_change", story.pk)).content.decode()
    response = client.post(address("story_confirm", story.pk, doubt.pk), {"revision": 1}, follow=True)
    doubt.refresh_from_db()
    assert (doubt.settled_by, "Confirmed" in message(response)) == (editor, True)
    assert "No date." not in response.content.decode()


@pytest.mark.parametrize("seen", ["1", "", "x"])
def test_a_doubt_that_was_judged_on_an_older_text_is_not_confirmed(seen):
    story, client = make_imported_story(), client_of()
    doubt = Doubt.objects.create(file=story.files.get(), story=story, field="published", sentence="No date.")
    drafting.save(story, {"headline": "Newer"}, base=1, by=make_user(role="writer"), now=timezone.now())
    response = client.post(address("story_confirm", story.pk, doubt.pk), {"revision": seen}, follow=True)
    doubt.refresh_from_db()
    assert ("has changed since you opened it" in message(response), doubt.settled_at) == (True, None)
