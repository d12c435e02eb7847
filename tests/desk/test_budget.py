"""What opening and saving a story costs an ordinary editor: as many queries for fifty rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Doubt, Revision
from tests.desk.desk import address, client_of, filled
from tests.factories import (
    make_imported_story,
    make_picture,
    make_proofreader,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_full_story(rows):
    """An imported story with a source, a proofreader, open doubts, and so many rows of each kind, in proofing."""
    others = [make_story() for _ in range(rows)]
    story = make_imported_story(
        source_id=make_source().pk,
        proofreader_id=make_proofreader().pk,
        byline="Ines Marlow",
        writers=[make_writer().pk for _ in range(rows)],
        topics=[make_topic().pk for _ in range(rows)],
        pictures=[make_picture().pk for _ in range(rows)],
        captions=[("A pier", "Ann")] * rows,
        related=[["Ferry returns", "2024-03-05", other.pk] for other in others],
    )
    file = story.files.get()
    Doubt.objects.bulk_create(
        Doubt(file=file, story=story, field="dateline", sentence="No place.") for _ in range(rows)
    )
    return workflow.submit(story, revision=1, by=make_user(role="editor"), now=timezone.now())


@pytest.mark.parametrize("rows", [1, 50])
def test_opening_a_story_costs_sixteen_queries(rows):
    story, client = make_full_story(rows), client_of()
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address("story_change", story.pk))
    assert len(page.context["rows"]["topics"].initial_forms) == rows
    assert len(captured) == 16


@pytest.mark.parametrize("rows", [1, 50])
def test_saving_its_words_costs_nineteen_with_what_was_kept_and_the_doubts(rows):
    """Two of them open and close the transaction; two fewer where nothing was kept and no doubt is open."""
    story, client = make_full_story(rows), client_of()
    sent = filled(client.get(address("story_change", story.pk)), headline="Bridge opens", dateline="LISBON")
    client.post(address("story_pulse", story.pk), sent)
    with CaptureQueriesContext(connection) as captured:
        client.post(address("story_change", story.pk), sent)
    assert Revision.objects.get(story=story, number=2).headline == "Bridge opens"
    assert Doubt.objects.open().count() == 0
    assert len(captured) == 19
