"""Two people changed the same words: the page that shows both, and the form that keeps both."""

import pytest
from django.utils import timezone

from articles import drafting
from tests.desk.desk import address, client_of, filled, message
from tests.factories import make_source, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clash():
    """Ann has saved over the first paragraph and the standfirst; Ben sends the first paragraph and the byline."""
    story = make_story(paragraphs=["One.", "Two.", "Three."])
    client, ann = (
        client_of(make_user(role="editor", username="ben")),
        make_user(role="writer", username="ann"),
    )
    page = client.get(address("story_change", story.pk))
    theirs = {"body": story.body.replace("One.", "One, by Ann.").replace("Three.", "Three, by Ann.")}
    drafting.save(story, theirs | {"standfirst": "By Ann."}, base=1, by=ann, now=timezone.now())
    sent = filled(page, body=story.body.replace("One.", "One, by Ben."), byline="Ben Berg")
    response = client.post(address("story_change", story.pk), sent)
    story.refresh_from_db()
    return client, story, response


def test_nothing_is_written_and_all_three_versions_are_shown(clash):
    _, story, response = clash
    page = response.content.decode()
    assert story.revision_number == 2
    assert "ann changed the same words" in page
    (row,) = response.context["collision"]
    assert [row[side] for side in ("mine", "theirs", "base")] == [
        "<p>One, by Ben.</p>", "<p>One, by Ann.</p>", "<p>One.</p>",
    ]  # fmt: skip


def test_the_form_holds_mine_on_top_of_theirs_and_moves_its_base(clash):
    form = clash[2].context["form"]
    assert clash[2].context["base"] == 2
    assert form["body"].value() == "<p>One, by Ben.</p><p>Two.</p><p>Three, by Ann.</p>"
    assert (form["standfirst"].value(), form["byline"].value()) == ("By Ann.", "Ben Berg")


def test_saving_again_is_a_choice_and_is_saved(clash):
    client, story, response = clash
    again = client.post(address("story_change", story.pk), filled(response), follow=True)
    story.refresh_from_db()
    assert message(again) == "Saved as revision 3."
    assert story.body == "<p>One, by Ben.</p><p>Two.</p><p>Three, by Ann.</p>"


def test_details_that_collide_are_shown_in_words():
    story, client = make_story(), client_of()
    make_source(name="Harbour Wire")
    page = client.get(address("story_change", story.pk))
    theirs = {"source_id": make_source(name="Tide Press").pk}
    drafting.save(story, theirs, base=1, by=make_user(role="writer"), now=timezone.now())
    sent = filled(page, source="Harbour Wire", source_credit="")
    (row,) = client.post(address("story_change", story.pk), sent).context["collision"]
    assert row == {"label": "Source", "base": "", "mine": "Harbour Wire", "theirs": "Tide Press"}


def test_a_collision_shows_no_markup_that_was_typed_into_a_field():
    story, client = make_story(), client_of()
    page = client.get(address("story_change", story.pk))
    theirs = {"headline": "<b>theirs</b>"}
    drafting.save(story, theirs, base=1, by=make_user(role="writer"), now=timezone.now())
    response = client.post(address("story_change", story.pk), filled(page, headline="<script>mine</script>"))
    shown = response.content.decode()
    assert "&lt;script&gt;mine" in shown
    assert "<script>mine" not in shown
