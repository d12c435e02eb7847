"""What a revision says of whose words survive is what its whole history says, whoever saved what in whichever order."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import drafting
from articles.approval import Approval
from articles.drafting import Collided
from articles.text.blocks import from_passages
from articles.text.diff import surviving
from tests.factories import make_user

pytestmark = pytest.mark.django_db

WORDS = ["the", "ferry", "sails", "at", "noon", "mayor", "not", "guilty,", "guilty", "of", "fraud."]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=4)
BODIES = PARAGRAPHS.map(lambda found: from_passages([("p", " ".join(words)) for words in found]))
RESTORED = st.integers(1, 6)
# Who saves, how many revisions back they opened the form, and what they typed or which revision they put back.
SAVES = st.tuples(st.integers(0, 2), st.integers(0, 2), BODIES | RESTORED)


def saved(story, by, back, typed):
    number = story.revision_number
    base = max(1, number - back)
    body = typed if isinstance(typed, str) else story.revisions.get(number=min(typed, number)).body
    try:
        drafting.save(story, {"body": body}, base=base, by=by, now=timezone.now())
    except Collided:
        return
    story.refresh_from_db()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=BODIES, saves=st.lists(SAVES, max_size=7))
def test_what_was_counted_at_each_save_is_what_the_history_gives(first, saves):
    people = list(User.objects.order_by("pk")) or [make_user(role="editor") for _ in range(3)]
    story = drafting.create({"headline": "Ferry", "body": first}, by=people[0], now=timezone.now())
    for who, back, typed in saves:
        saved(story, people[who], back, typed)
    history = []
    for revision in story.revisions.order_by("number"):
        history.append((revision.author_key(), revision.text()))
        assert revision.surviving == surviving(history)
        assert list(Approval(story, revision.number).surviving.items()) == list(surviving(history).items())
