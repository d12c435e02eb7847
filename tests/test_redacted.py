"""A story after a court's order: whatever page stood open, no words come back into it."""

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import ImportedFile, Outcome, Scratch
from articles.redaction import BLANK, redact
from articles.rules import Refused
from tests.desk.desk import address, client_of, filled
from tests.factories import make_imported_story, make_proofread_story, make_user
from tests.waiting import one_after_the_other

NOW = timezone.now()


def ordered(story, *, now=NOW):
    redact(story, reason="Order", by=make_user(superuser=True), now=now)


@pytest.mark.django_db
def test_a_page_that_stood_open_keeps_nothing_of_what_it_holds():
    story, client = make_proofread_story(), client_of()
    sent = filled(client.get(address("story_change", story.pk)), headline="The secret")
    client.post(address("story_pulse", story.pk), sent)
    ordered(story)
    answer = client.post(address("story_pulse", story.pk), sent).json()
    assert (answer["kept"], "order of a court" in answer["why"]) == (False, True)
    client.post(address("story_change", story.pk), sent)
    assert not Scratch.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_while_the_order_is_carried_out_is_not_kept():
    story, client = make_proofread_story(), client_of()
    sent = filled(client.get(address("story_change", story.pk)), headline="The secret")
    page = address("story_pulse", story.pk)
    _, answer = one_after_the_other(lambda: ordered(story), lambda: client.post(page, sent).json())
    assert answer["kept"] is False
    assert not Scratch.objects.exists()


@pytest.mark.django_db
def test_a_changed_file_that_was_read_before_the_order_writes_no_words():
    story = make_imported_story(headline="The secret")
    run = story.files.get().run
    ordered(story)
    file = ImportedFile.objects.create(
        run=run,
        collection="archive",
        path="again",
        size=1,
        sha256="1" * 64,
        outcome=Outcome.UPDATED,
        story=story,
    )
    changes = {"headline": "The secret once more", "body": "<p>The secret.</p>"}
    assert drafting.update_from_file(story, changes, from_file=file, now=NOW) is None
    story.refresh_from_db()
    assert (story.headline, story.body, story.revision_number) == (BLANK, "", 1)


@pytest.mark.django_db
def test_no_revision_of_it_is_given_a_name():
    story, client = make_proofread_story(), client_of()
    ordered(story)
    with pytest.raises(Refused, match="this story is spiked"):
        drafting.name_revision(
            story.latest_revision(), name="The secret", by=make_user(role="writer"), now=NOW
        )
    page = client.get(address("story_revision", story.pk, 1)).content.decode()
    assert address("story_name", story.pk, 1) not in page
