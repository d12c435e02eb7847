"""Comments on words that are selected, on the desk and by an outsider."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting, proofing, sharing
from articles.models import Mark
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import make_story, make_user
from tests.proofing.marks import ask, suggest

pytestmark = pytest.mark.django_db(transaction=True)

SELECT = """([selector, words]) => {
  const element = document.querySelector(selector)
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const start = node.data.indexOf(words)
    if (start >= 0) document.getSelection().setBaseAndExtent(node, start, node, start + words.length)
  }
}"""


def select(page, selector, words, *, offer="Comment on these words"):
    page.evaluate(SELECT, [selector, words])
    page.get_by_role("button", name=offer).click()


def test_selected_words_are_commented_on_beside_their_paragraph(desk):
    story = make_story(paragraphs=["One.", "The 🎈 council met on Tuesday, it said."])
    desk.go(address("story_read", story.pk))
    select(desk, "#at-body-1 .passage-text", " on Tuesday")
    expect(desk.get_by_label("Which words")).to_have_value("on Tuesday")
    expect(desk.get_by_role("textbox", name="Comment on these words")).to_be_focused()
    desk.keyboard.type("Monday?")
    desk.locator("#at-body-1").get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator("#at-body-1 mark")).to_have_text("on Tuesday")
    mark = Mark.objects.get()
    assert (mark.exact, mark.block, mark.start, mark.note) == ("on Tuesday", 1, 18, "Monday?")


def test_a_passage_is_chosen_by_its_number_and_left_again_without_losing_what_is_typed(desk):
    story = make_story()
    desk.go(address("story_read", story.pk))
    desk.get_by_role("link", name="Comment on: Paragraph 2").press("Enter")
    desk.get_by_role("textbox", name="Comment on this passage").fill("Hm")
    desk.get_by_role("link", name="Leave it").click()
    expect(desk.locator("[data-home]").get_by_role("textbox", name="Comment", exact=True)).to_have_value("Hm")


def test_other_words_are_suggested_for_selected_ones_and_accepted_in_the_margin(desk):
    story = make_story(paragraphs=["One.", "The council met on Tuesday."])
    desk.go(address("story_read", story.pk))
    expect(desk.get_by_role("radio", name="Suggest")).to_be_disabled()
    select(desk, "#at-body-1 .passage-text", "Tuesday", offer="Suggest others")
    field = desk.get_by_label("Instead of these words")
    expect(field).to_be_focused()
    expect(field).to_have_value("Tuesday")
    field.fill("Monday")
    desk.locator("#at-body-1").get_by_role("button", name="Suggest", exact=True).click()
    expect(desk.locator("#at-body-1 del")).to_contain_text("Tuesday")
    desk.get_by_role("button", name="Accept the suggestion").click()
    expect(desk.locator("#at-body-1 .passage-text")).to_have_text("The council met on Monday.")
    assert Mark.objects.get().outcome == "accepted"


def test_a_question_about_a_passage_shows_whom_it_is_put_to(desk):
    story = make_story(by=make_user(role="writer", username="ben"))
    desk.go(address("story_read", story.pk))
    desk.get_by_role("link", name="Comment on: Paragraph 2").press("Enter")
    expect(desk.get_by_label("Whom")).to_be_hidden()
    desk.get_by_role("radio", name="Ask").check()
    expect(desk.get_by_label("Whom")).to_have_value(str(story.created_by_id))
    desk.get_by_role("textbox", name="Question on this passage").fill("When?")
    desk.locator("#at-body-1").get_by_role("button", name="Ask", exact=True).click()
    expect(desk.locator("#at-body-1")).to_contain_text("To ben Waits for an answer")


def test_an_outsider_comments_on_words_of_the_page(page, live_server):
    story, now = make_story(dateline="PARIS"), timezone.now()
    until, by = now + timedelta(days=1), make_user(role="editor")
    link = sharing.share(story, revision=1, label="The lawyer", expires_at=until, by=by, now=now)
    page.goto(f"{live_server.url}/shared/{sharing.token(link)}/")
    select(page, ".body p", "met on Tuesday")
    expect(page.get_by_label("About", exact=True)).to_be_hidden()
    page.get_by_label("Your name").fill("Anna Roth")
    page.get_by_role("textbox", name="Comment on these words").fill("Monday.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status").filter(has_text="Thank you")).to_be_visible()
    mark = Mark.objects.get()
    assert (mark.exact, mark.block, mark.author_name) == ("met on Tuesday", 0, "Anna Roth")
    assert page.context.cookies() == []


def test_the_page_with_a_mark_of_each_kind_denies_nothing_to_anybody(desk):
    story = make_story(headline="Council meets", paragraphs=["It met on Tuesday.", "It will meet again."])
    editor, now = make_user(role="editor"), timezone.now()
    proofing.comment(story, revision=1, note="Really?", by=editor, now=now)
    lost = suggest(story, "Tuesday", "Monday"), suggest(story, "again", "")
    proofing.reply(ask(story, to=editor), note="The mayor.", by=editor, now=now)
    proofing.accept(lost[0], revision=1, by=editor, now=now)
    drafting.save(story, {"body": "<p>New.</p>"}, base=2, by=editor, now=now)
    story.refresh_from_db()
    suggest(story, "New", "Old")
    desk.go(f"{address('story_read', story.pk)}?at=body-0&kind=query")
    expect(desk.get_by_text("Reject all…")).to_be_visible()
    expect(desk.get_by_role("button", name="Accept all")).to_have_count(0)
    assert faults_by_scheme(desk) == NONE
