"""What is typed into a story's form: kept until it is saved, pasted and linked as it was meant."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting
from tests.browser.desk import headline_of, open_editor, saved, text_of, type_at_the_end
from tests.desk.desk import address
from tests.factories import make_story, make_topic, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_what_was_typed_outlives_the_session_and_is_put_back(desk, live_server, cookie):
    story, ours = make_story(paragraphs=["One."]), desk.context.cookies()
    make_topic(name="Harbour")
    type_at_the_end(desk, story, " Two.")
    topics = desk.locator("[data-rows=topics]")
    topics.get_by_role("button", name="Add a topic").click()
    topics.get_by_label("Topic", exact=True).last.fill("Harbour")
    desk.context.clear_cookies(name=cookie)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("kept in this browser")).to_be_visible()
    desk.said.clear()  # the browser's own word about a page that answered 403
    desk.context.add_cookies(ours)
    editor = open_editor(desk, story)
    expect(editor).to_have_text("One.")
    desk.get_by_role("button", name="Put it back").click()
    expect(editor).to_have_text("One. Two.")
    assert saved(desk, story).body == "<p>One. Two.</p>"
    assert [str(row) for row in story.topic_rows.all()] == ["Harbour"]
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom'))") == []


def test_what_was_typed_before_a_crash_is_offered_in_another_browser_without_javascript(
    desk, new_context, live_server
):
    story = make_story(headline="Bridge")
    open_editor(desk, story)
    with desk.expect_response(lambda answer: answer.url.endswith("/pulse/") and answer.json().get("kept")):
        headline_of(desk).fill("Bridge opens")
    expect(desk.get_by_text(re.compile(r"^Kept \d\d:\d\d$"))).to_be_visible()
    other = new_context(java_script_enabled=False)
    other.add_cookies(desk.context.cookies())
    page = other.new_page()
    page.goto(live_server.url + address("story_change", story.pk))
    expect(page.get_by_label("Unsaved text")).to_contain_text("begun on revision 1")
    page.get_by_role("button", name="Put it back").click()
    expect(headline_of(page)).to_have_value("Bridge opens")
    saved(page, story)
    assert story.headline == "Bridge opens"


def test_what_cannot_reach_the_desk_is_kept_in_the_browser_and_says_so(desk):
    story = make_story(headline="Bridge")
    open_editor(desk, story)
    desk.route("**/pulse/", lambda route: route.abort())
    headline_of(desk).fill("Bridge opens")
    expect(desk.get_by_text("The desk cannot be reached.")).to_be_visible(timeout=10_000)
    expect(desk.locator("[data-kept-at]")).to_be_empty()
    desk.said.clear()  # the browser's own word about requests that failed
    desk.unroute("**/pulse/")
    open_editor(desk, story)
    desk.get_by_role("button", name="Put it back").click()
    expect(headline_of(desk)).to_have_value("Bridge opens")


def test_who_is_logged_out_while_typing_is_told_so(desk):
    story = make_story(headline="Bridge")
    open_editor(desk, story)
    desk.context.clear_cookies(name="sessionid")
    headline_of(desk).fill("Bridge opens")
    expect(desk.get_by_text("You were logged out since this page was opened")).to_be_visible(timeout=10_000)
    desk.said.clear()  # the browser's own word about requests that failed


def test_words_are_counted_while_one_types(desk):
    story = make_story(paragraphs=["One two – three."])
    type_at_the_end(desk, story, " four")
    expect(desk.locator("[data-wanted]")).to_have_text("4 words")


def test_kept_text_goes_on_from_the_revision_that_it_was_typed_on(desk):
    story = make_story(headline="Bridge", paragraphs=["One."])
    open_editor(desk, story)
    desk.get_by_label("Dateline", exact=True).fill("LISBON")
    expect(desk.get_by_text("What you type is kept on the desk.")).to_have_count(1)
    ann = make_user(role="writer", username="ann")
    drafting.save(story, {"headline": "By Ann"}, base=1, by=ann, now=timezone.now())
    open_editor(desk, story)
    desk.get_by_role("button", name="Put it back").click()
    saved(desk, story)
    assert (story.headline, story.dateline) == ("By Ann", "LISBON")


def test_kept_text_that_is_dropped_is_offered_no_more(desk):
    story = make_story(headline="Bridge")
    open_editor(desk, story)
    headline_of(desk).fill("Bridge opens")
    expect(desk.get_by_text("What you type is kept on the desk.")).to_have_count(1)
    open_editor(desk, story)
    desk.get_by_role("button", name="Drop it").click()
    expect(desk.get_by_text("Unsaved text")).to_have_count(0)
    open_editor(desk, story)
    expect(desk.get_by_text("Unsaved text")).to_have_count(0)
    expect(headline_of(desk)).to_have_value("Bridge")


def test_back_shows_what_would_be_sent(desk):
    story = make_story(paragraphs=["One."])
    type_at_the_end(desk, story, " Abandoned.")
    desk.go(address("story_changelist"))
    desk.go_back()
    editor = text_of(desk)
    expect(editor).to_have_text("One.")
    assert desk.locator("#id_body").input_value() == "<p>One.</p>"
    desk.locator("#id_body").evaluate("field => field.value = '<p>Filled by the browser.</p>'")
    desk.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(editor).to_have_text("Filled by the browser.")


def test_back_to_a_new_story_that_was_saved_makes_no_second_one(desk):
    open_editor(desk)
    headline_of(desk).fill("Bridge opens")
    expect(desk.get_by_text("What you type is kept on the desk.")).to_have_count(1)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()
    desk.go_back()
    expect(headline_of(desk)).to_have_value("")
    expect(desk.get_by_text("Unsaved text")).to_have_count(0)


def test_rows_come_back_from_an_error_as_they_were_left(desk):
    topics = [make_topic(name=name) for name in ("Harbour", "Transport", "Weather")]
    open_editor(desk, make_story(topics=topics))
    rows = desk.locator("[data-rows=topics]")
    rows.get_by_role("button", name="Take this topic out").first.click()
    rows.get_by_role("button", name="Move this topic up").last.click()
    desk.get_by_label("Source", exact=True).fill("Nobody")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".errornote")).to_be_visible()
    shown = rows.locator("[data-row]:visible input[name$=-name]")
    assert [field.input_value() for field in shown.all()] == ["Weather", "Transport"]


PASTED = {
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">Plain</span></p></b>': (
        "<p>Plain</p>"
    ),
    '<p><span style="font-weight:700">loud</span> <span style="font-style:italic">soft</span></p>': (
        "<p><strong>loud</strong> <em>soft</em></p>"
    ),
    "<p>one<br>two</p>": "<p>one two</p>",
    "<table><tr><td><p>Ferry</p></td><td>12:00</td></tr><tr><td>Tram</td><td>13:00</td></tr></table>": (
        "<p>Ferry 12:00</p><p>Tram 13:00</p>"
    ),
}


@pytest.mark.parametrize("html", PASTED)
def test_pasted_text_keeps_what_its_styles_meant(desk, html):
    story = make_story(paragraphs=["Old."])
    editor = open_editor(desk, story)
    editor.click()
    editor.press("Control+a")
    editor.evaluate(
        """(page, html) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/html", html)
            page.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        html,
    )
    assert re.sub(r"\s+(?=</p>)|(?<= ) ", "", saved(desk, story).body) == PASTED[html]


def test_a_break_inside_a_paragraph_begins_a_new_one(desk):
    story = make_story(paragraphs=["one"])
    type_at_the_end(desk, story, "")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.type("two")
    assert saved(desk, story).body == "<p>one</p><p>two</p>"


def put_link(desk, typed):
    text_of(desk).press("Control+a")
    desk.get_by_role("button", name="Link", exact=True).click()
    desk.get_by_label("Address").fill(typed)
    desk.get_by_role("button", name="Put the link").click()


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "//host.example/x", "no address"])
def test_an_address_that_no_story_may_link_to_is_refused_in_the_dialog(desk, typed):
    open_editor(desk, make_story(paragraphs=["harbour"])).click()
    put_link(desk, typed)
    expect(desk.locator("dialog [role=alert]")).not_to_be_empty()
    expect(desk.get_by_label("Address")).to_be_focused()


def test_a_bare_domain_gets_its_scheme_and_typing_goes_on_behind_the_link(desk):
    story = make_story(paragraphs=["harbour"])
    open_editor(desk, story).click()
    put_link(desk, "www.port.example/quay")
    desk.keyboard.type(" news")
    expected = '<p><a href="https://www.port.example/quay">harbour</a> news</p>'
    assert saved(desk, story).body == expected
