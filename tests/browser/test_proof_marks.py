"""Marks on the proof page in a browser: made on words, decided on and taken back by keys alone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import proofing
from articles.text.places import Place
from tests.browser.desk import done, pressed
from tests.desk.desk import address
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_marks_are_made_decided_and_taken_back_by_keys(desk):
    writer = make_user(role="writer")
    paragraphs = ["The council met on Tuesday.", "It spoke of the bridge."]
    story = make_story(by=writer, headline="Council speaks of bridge", paragraphs=paragraphs)
    where = Place("body", 0, 19, 26)
    suggested = {"where": where, "proposed": "Monday", "by": writer, "now": timezone.now()}
    proofing.suggest(story, revision=1, **suggested)
    desk.go(address("story_proof", story.pk))
    pressed(desk, "f", "a")
    done(desk, "Accepted: saved as revision 2.")
    expect(desk.locator("#at-body-0 .passage-text")).to_have_text("The council met on Monday.")
    pressed(desk, "u")
    done(desk, "Undone: what revision 2 changed is back as it was.")
    pressed(desk, "f", "x")
    done(desk, "Rejected: the text stays as it is.")
    pressed(desk, "u")
    done(desk, "Undone: the suggestion by")
    pressed(desk, "f", "q", "W", "h", "o", "?")
    desk.get_by_role("button", name="Ask", exact=True).press("Enter")
    done(desk, "Asked.")
    story.refresh_from_db()
    marks = [(mark.kind, mark.note, mark.to) for mark in story.marks.open().order_by("pk")]
    assert (marks, story.revision_number) == ([("suggestion", "", None), ("query", "Who?", writer)], 3)


def test_words_that_are_meant_are_those_selected_or_those_that_are_found(desk):
    paragraphs = ["The council met on Tuesday.", "Who's coat is it?"]
    story = make_story(by=make_user(role="writer"), headline="Council met", paragraphs=paragraphs)
    desk.go(address("story_proof", story.pk))
    pressed(desk, "f", "g")
    expect(desk.get_by_label("Instead of these words")).to_have_value("Who’s")
    pressed(desk, "Escape")
    expect(desk.locator("#warn-1")).to_be_focused()
    desk.locator("#at-body-0 .passage-text").dblclick(position={"x": 8, "y": 12})
    pressed(desk, "g")
    expect(desk.get_by_label("Instead of these words")).to_have_value("The")
    pressed(desk, "Escape", "f")
    desk.locator("#at-body-0").get_by_role("link").focus()
    pressed(desk, "g")
    expect(desk.get_by_label("Instead of these words")).to_have_value(paragraphs[0])
    pressed(desk, "Escape", "e")
    expect(desk.locator("#at-body-0 textarea[name=words]")).to_be_focused()


def test_words_are_chosen_by_keys_alone(desk):
    paragraphs = ["It met on Tuesday.", "The board met in the hall, and met the mayor there."]
    story = make_story(by=make_user(role="writer"), headline="Board met", paragraphs=paragraphs)
    desk.go(address("story_proof", story.pk))
    desk.locator("#at-body-1").get_by_role("link").focus()
    pressed(desk, "c", "Shift+Tab", "Shift+Tab")
    words = desk.get_by_label("Which words")
    expect(words).to_be_focused()
    expect(words).to_have_value(paragraphs[1])
    pressed(desk, "Control+a", *"met", "Tab", "Tab", *"Why?", "Tab", "Enter")
    expect(desk.get_by_text("These words stand there 2 times. Say which you mean.")).to_be_visible()
    expect(words).to_be_focused()
    expect(desk.locator("#at-body-1 form.say")).to_have_count(1)
    pressed(desk, "Tab", "ArrowDown")
    desk.get_by_role("button", name="Comment", exact=True).press("Enter")
    done(desk, "Your comment stands beside the text.")
    assert [(mark.exact, mark.start, mark.note) for mark in story.marks.all()] == [("met", 31, "Why?")]


def test_other_words_are_suggested_for_those_that_were_cut_down(desk):
    story = make_story(
        by=make_user(role="writer"), headline="Board met", paragraphs=["The board met in the hall."]
    )
    desk.go(address("story_proof", story.pk))
    pressed(desk, *"jjjjjjjk")
    expect(desk.locator("#at-body-0")).to_be_focused()
    expect(desk.locator(".proof-said")).to_have_text("Paragraph 1")
    pressed(desk, "g")
    desk.get_by_label("Which words").fill("the hall")
    expect(desk.get_by_label("Instead of these words")).to_have_value("the hall")
    desk.get_by_label("Instead of these words").fill("a barn")
    pressed(desk, "Control+Enter")
    done(desk, "Your suggestion stands beside the text")
    expect(desk.locator(".said kbd")).to_have_text(["a", "x", "r", "Ctrl+Enter"])
    assert [(mark.exact, mark.proposed) for mark in story.marks.all()] == [("the hall", "a barn")]


def test_comment_is_not_hidden_by_what_is_told_without_a_script(desk, browser, live_server):
    story = make_story(by=make_user(role="writer"), paragraphs=["The board met in the hall."] * 40)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    page.goto(f"{live_server.url}{address('story_proof', story.pk)}?at=body-9#comment")
    page.locator("#comment [name=note]").fill("Which hall?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page).to_have_url(re.compile("#comment-"))
    told, card = page.locator(".messagelist").bounding_box(), page.locator(".said").bounding_box()
    assert told["y"] + told["height"] <= card["y"] < told["height"] * 3
    context.close()
