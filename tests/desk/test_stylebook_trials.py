"""What a rule would find, opened story by story, and what it contradicts."""

import pytest

from tests.desk.desk import address, client_of
from tests.factories import make_story
from tests.stylebook import make_rule, try_out

pytestmark = pytest.mark.django_db


def test_all_places_of_a_story_are_a_link_away():
    story = make_story(headline="Plain", paragraphs=["They utilise it." for _ in range(15)])
    where = address("stylerule_trial", try_out(make_rule()).pk)
    page = client_of(role="reviewer").get(where)
    assert (f'href="?story={story.pk}">and 10 more' in page.content.decode(), said(page)) == (True, 5)
    whole = client_of(role="reviewer").get(f"{where}?story={story.pk}")
    assert ("more<span" in whole.content.decode(), said(whole)) == (False, 15)
    assert client_of().get(f"{where}?story=99999").status_code == 404


def said(page):
    return page.content.decode().count("<del>utilise</del>")
