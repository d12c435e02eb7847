"""A story that is spiked while somebody types in its form: what they typed goes on as a new story, rows and all."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import workflow
from articles.models import Scratch, Story
from tests.browser.desk import headline_of, type_at_the_end
from tests.factories import make_story, make_topic, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = 10_000  # milliseconds: a pulse and what it takes


def test_a_form_that_is_open_leads_to_the_page_that_says_how_to_go_on_and_has_the_last_word(desk):
    story = make_story(headline="Bridge", paragraphs=["One."])
    type_at_the_end(desk, story, " Two.")
    workflow.spike(story, revision=1, by=make_user(role="editor"), now=timezone.now())
    told = desk.locator("[data-meanwhile]")
    expect(told).to_have_text(
        "This story was spiked meanwhile: it cannot be saved any more. See how to go on", timeout=WITHIN
    )
    desk.keyboard.type(" Three.")
    told.get_by_role("link").click()
    expect(desk.locator(".stranded")).to_contain_text("One. Two. Three.")
    expect(desk.get_by_role("button", name="Go on as a new story")).to_be_visible()


def test_what_was_typed_into_a_story_that_was_spiked_goes_on_as_a_new_one(desk):
    story = make_story(headline="Bridge", paragraphs=["One."])
    make_topic(name="Harbour")
    type_at_the_end(desk, story, " Two.")
    topics = desk.locator("[data-rows=topics]")
    topics.get_by_role("button", name="Add a topic").click()
    topics.get_by_label("Topic", exact=True).last.fill("Harbour")
    workflow.spike(story, revision=1, by=make_user(role="editor"), now=timezone.now())
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text(
        "this story was spiked meanwhile. What you typed is kept."
    )
    expect(desk.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(desk.locator(".stranded")).to_contain_text("One. Two.")
    desk.get_by_role("button", name="Go on as a new story").click()
    expect(headline_of(desk)).to_have_value("Bridge")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("on the desk as a draft")
    made = Story.objects.exclude(pk=story.pk).get()
    assert (made.body, [str(row) for row in made.topic_rows.all()]) == ("<p>One. Two.</p>", ["Harbour"])
    assert not Scratch.objects.exists()
