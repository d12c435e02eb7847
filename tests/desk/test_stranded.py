"""What was typed into a story that was spiked meanwhile: told once, kept, read, and gone on with here or elsewhere."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Scratch, Story
from articles.redaction import redact
from tests.desk.desk import address, client_of, filled, message
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KEPT = "Not saved: this story was spiked meanwhile. What you typed is kept."


HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="(\w+)">')


def spike(story):
    return workflow.spike(
        story, revision=story.revision_number, by=make_user(role="editor"), now=timezone.now()
    )


def form_of(story):
    return address("story_change", story.pk)


def stranded(client, **typed):
    """A story that was spiked while ``client`` had its form open, and what the form then sends."""
    story = make_story(headline="Bridge", body="<p>The bridge is open.</p>")
    sent = filled(client.get(form_of(story)), **typed)
    spike(story)
    return story, sent


@pytest.mark.parametrize(
    ("role", "way"), [("writer", "An editor can take"), ("editor", "Take the story off the spike,")]
)
@pytest.mark.parametrize("button", ["_save", "_close"])
def test_who_saves_is_told_once_and_led_to_a_page_without_save_that_has_what_was_typed(role, way, button):
    client = client_of(role=role)
    story, sent = stranded(client, headline="Bridge opens", body="<p>At noon.</p>")
    page = client.post(form_of(story), sent | {button: ""}, follow=True)
    shown = page.content.decode()
    assert page.redirect_chain == [(form_of(story), 302)]
    assert (message(page).count(KEPT), way in shown, "story_form" in shown) == (1, True, False)
    assert (page.context["stranded"]["text"].headline, "At noon." in shown) == ("Bridge opens", True)
    again = client.get(form_of(story), {"typed": "back"})
    assert (message(again), "story_form" in again.content.decode(), "At noon." in again.content.decode()) == (
        "", False, True,
    )  # fmt: skip


def test_off_the_spike_it_is_put_back_and_saved():
    client = client_of(role="editor")
    story, sent = stranded(client, headline="Bridge opens")
    client.post(form_of(story), sent)
    workflow.unspike(story, revision=1, by=make_user(role="editor"), now=timezone.now())
    page = client.get(form_of(story), {"typed": "back"})
    client.post(form_of(story), filled(page), follow=True)
    assert (Story.objects.get().headline, Scratch.objects.count()) == ("Bridge opens", 0)


def test_a_writer_goes_on_with_it_as_a_new_story_and_nothing_of_it_is_lost():
    writer = make_user(role="writer")
    client = client_of(writer)
    story, sent = stranded(client, headline="Bridge opens", body="<p>At noon.</p>", dateline="LISBON")
    client.post(form_of(story), sent)
    page = client.post(address("story_apart", story.pk), follow=True)
    assert f"This is what you typed into story {story.pk} until" in page.content.decode()
    client.post(address("story_add"), filled(page), follow=True)
    made = Story.objects.exclude(pk=story.pk).get()
    assert (made.headline, made.dateline, made.body) == ("Bridge opens", "LISBON", "<p>At noon.</p>")
    assert (made.created_by, made.stage, Scratch.objects.count()) == (writer, "draft", 0)
    story.refresh_from_db()
    assert (story.headline, story.stage, story.revision_number) == ("Bridge", "spiked", 1)


@pytest.mark.parametrize("role", ["writer", "proofreader"])
def test_what_is_stranded_is_led_to_from_its_owners_desk_and_no_other(role):
    client = client_of(role=role)
    story, sent = stranded(client, headline="Bridge opens")
    client.post(address("story_pulse", story.pk), sent)
    page = client.get(reverse("admin:index")).content.decode()
    assert f"Typed into story {story.pk}, which is spiked," in page
    assert f'<a class="slip-headline" href="{form_of(story)}" lang="" data-item>Bridge opens</a>' in page
    assert "which is spiked" not in client_of(role=role).get(reverse("admin:index")).content.decode()


def test_another_new_story_that_waits_is_not_written_over():
    client = client_of(role="writer")
    story, sent = stranded(client, headline="Bridge opens")
    client.post(form_of(story), sent)
    client.post(address("story_pulse_new"), filled(client.get(address("story_add")), headline="Another"))
    page = client.post(address("story_apart", story.pk), follow=True)
    assert "A new story of yours waits with unsaved text" in message(page)
    kept = Scratch.objects.order_by("pk").values_list("story", "fields__headline")
    assert list(kept) == [(story.pk, "Bridge opens"), (None, "Another")]


def set_apart(client, **typed):
    """The story that was redacted after words typed into it were set apart, and the form of the new one, still open."""
    story, sent = stranded(client, **typed)
    client.post(form_of(story), sent)
    page = client.get(client.post(address("story_apart", story.pk)).url)
    form = filled(page) | dict(HIDDEN.findall(page.content.decode()))
    client.post(address("story_pulse_new"), form)
    redact(story, reason="Order", by=make_user(superuser=True), now=timezone.now())
    return story, form


def test_what_was_set_apart_goes_with_the_story_when_a_court_orders_it():
    client = client_of(role="writer")
    set_apart(client, headline="Bridge opens")
    assert not Scratch.objects.exists()
    assert "Unsaved text" not in client.get(address("story_add")).content.decode()


@pytest.mark.parametrize("typed", [{}, {"source": "Nobody"}], ids=["fit to be saved", "in error"])
def test_a_form_of_words_set_apart_that_is_open_saves_and_keeps_nothing_after_the_order(typed):
    client = client_of(role="writer")
    _, form = set_apart(client, headline="Bridge opens")
    answer = client.post(address("story_pulse_new"), form | typed).json()
    assert (answer["kept"], "redacted by order of a court" in answer["why"]) == (False, True)
    page = client.post(address("story_add"), form | typed).content.decode()
    assert page.count("redacted by order of a court") == 1
    assert (Story.objects.count(), Scratch.objects.count()) == (1, 0)


def test_a_new_story_begun_since_is_not_written_over_by_what_an_order_took():
    client = client_of(role="writer")
    _, form = set_apart(client, headline="Bridge opens")
    client.post(address("story_pulse_new"), filled(client.get(address("story_add")), headline="Another"))
    client.post(address("story_add"), form | {"source": "Nobody"})
    assert Scratch.objects.get().fields["headline"] == "Another"


def test_only_of_a_spiked_story_is_set_apart_what_was_typed():
    client, story = client_of(role="writer"), make_story(headline="Bridge")
    sent = filled(client.get(form_of(story)), headline="Bridge opens")
    client.post(address("story_pulse", story.pk), sent)
    page = client.post(address("story_apart", story.pk), follow=True)
    assert (page.redirect_chain, "is not on the spike" in message(page)) == ([(form_of(story), 302)], True)
    assert Scratch.objects.get().story == story


def test_what_is_no_story_yet_can_be_read_as_it_was_typed():
    client = client_of(role="writer")
    story, sent = stranded(client, headline="Bridge opens")
    client.post(address("story_pulse", story.pk), sent | {"language": "no tag"})
    assert '<pre class="card">Bridge opens' in client.get(form_of(story)).content.decode()


def test_a_form_that_is_open_is_told_that_its_story_was_spiked():
    client = client_of(role="writer")
    story, sent = stranded(client, headline="Bridge opens")
    answer = client.post(address("story_pulse", story.pk), sent).json()
    assert (answer["kept"], answer["meanwhile"].startswith("This story was spiked meanwhile")) == (True, True)
    assert "Go on as a new story" in client.get(answer["go_on"]).content.decode()


@pytest.mark.parametrize("role", ["reviewer", "proofreader"])
def test_who_may_add_no_story_makes_none_of_it(role):
    client = client_of(role=role)
    page = client.post(address("story_apart", make_story().pk), follow=True)
    assert (page.status_code, Story.objects.count(), Scratch.objects.count()) == (200, 1, 0)
