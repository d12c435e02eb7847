"""The desk in a browser: the strict policy holds on every page, and the editor stores what was typed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting
from articles.models import Doubt, Story
from tests.desk.desk import address
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, live_server):
    """A page of a superuser's browser, which fails the test when the policy or a script was hurt."""
    client = Client()
    client.force_login(make_user(superuser=True))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.said, page.go = said, lambda path: page.goto(live_server.url + path)
    yield page
    assert said == []


def open_editor(desk, story=None):
    desk.go(address("story_change", story.pk) if story else address("story_add"))
    editor = desk.get_by_role("textbox", name="Text", exact=True)
    expect(editor).to_be_visible()
    return editor


def saved(desk, story):
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()
    story.refresh_from_db()
    return story


def faults(desk):
    said = list(desk.said)
    found = Axe().run(desk).response["violations"]
    desk.said[:] = said  # what axe itself set off counts for nothing
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


def test_typed_spaces_are_stored_as_plain_ones(desk):
    editor = open_editor(desk)
    desk.get_by_label("Headline", exact=True).fill("Bridge opens")
    editor.click()
    desk.keyboard.type("two words")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("on the desk")
    assert Story.objects.get().body == "<p>two words</p>"


def test_the_editor_makes_the_closed_set_and_nothing_else(desk):
    story = make_story(paragraphs=["One"])
    editor = open_editor(desk, story)
    editor.press("Control+End")
    for button, text in (("H2", "Head"), ("¶", "- plain"), ("Quote", "Said"), ("B", "loud")):
        desk.keyboard.press("Enter")
        desk.locator(".editor-tools button", has_text=re.compile(rf"^{button}")).click()
        desk.keyboard.type(text)
    expected = "<p>One</p><h2>Head</h2><p>- plain</p><blockquote><p>Said</p><p><strong>loud</strong></p></blockquote>"
    assert saved(desk, story).body == expected


def test_a_link_is_put_by_the_dialog(desk):
    story = make_story(paragraphs=["harbour"])
    open_editor(desk, story).press("Control+a")
    desk.get_by_role("button", name="Link", exact=True).click()
    desk.get_by_label("Address").fill("/stories/")
    desk.get_by_role("button", name="Put the link").click()
    assert saved(desk, story).body == '<p><a href="/stories/">harbour</a></p>'


def test_markup_of_the_closed_set_survives_an_edit(desk):
    body = (
        '<h2>Head</h2><p>A <em lang="fr">mot</em> and <a href="https://example.com/">a link</a>.</p>'
        '<ul><li>One</li><li>Two</li></ul><figure data-picture="12"></figure><p lang="de">Ende</p>'
    )
    story = make_story(body=body)
    open_editor(desk, story).press("Control+End")
    desk.keyboard.type(" gut")
    assert saved(desk, story).body == body.replace("Ende", "Ende gut")


def test_a_name_is_offered_while_one_types_and_rows_can_be_added(desk):
    make_source(name="Harbour Wire"), make_topic(name="Harbour"), make_topic(name="Transport")
    story = make_story()
    open_editor(desk, story)
    desk.get_by_label("Source", exact=True).press_sequentially("harb")
    expect(desk.locator("datalist option[value='Harbour Wire']")).to_be_attached()
    desk.get_by_label("Source", exact=True).fill("Harbour Wire")
    topics = desk.locator("[data-rows=topics]")
    topics.get_by_role("button", name="Add a topic").click()
    topics.get_by_label("Topic", exact=True).last.fill("Transport")
    topics.get_by_role("button", name="Add a topic").click()
    topics.get_by_label("Topic", exact=True).last.fill("Harbour")
    topics.get_by_role("button", name="Move this topic up").last.click()
    saved(desk, story)
    assert (str(story.source), [str(row) for row in story.topic_rows.all()]) == (
        "Harbour Wire",
        ["Harbour", "Transport"],
    )


def test_a_move_waits_until_what_was_typed_is_saved(desk):
    story = make_story()
    open_editor(desk, story)
    submit = desk.get_by_role("button", name="Submit for proofreading")
    expect(submit).to_be_enabled()
    desk.get_by_label("Headline", exact=True).fill("Bridge opens")
    expect(submit).to_be_disabled()
    expect(desk.get_by_text("Save your changes first")).to_be_visible()
    saved(desk, story)
    submit.click()
    expect(desk.locator(".messagelist")).to_contain_text("Handed in")


@pytest.mark.parametrize("width", [1440, 1024, 768, 360])
def test_every_move_can_be_reached_at_every_width(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    open_editor(desk, make_proofread_story())
    desk.locator(".bar-more summary").click()
    desk.get_by_role("button", name="Spike…").click()
    expect(desk.get_by_role("heading", name="Spike?")).to_be_visible()


def test_no_page_breaks_the_policy(desk):
    story, imported = make_edition(source=make_source()).story, make_imported_story()
    file = imported.files.get()
    names = ("story", "source", "proofreader", "writer", "topic", "picture", "importrun", "importedfile")
    pages = [address(f"{name}_changelist") for name in names] + [address(f"{name}_add") for name in names[:6]]
    pages += [
        address("story_change", story.pk), address("story_history", story.pk), address("story_revision", story.pk, 1),
        address("source_change", story.source_id), address("source_merge", story.source_id),
        address("importrun_change", file.run_id), address("importedfile_change", file.pk),
        *[reverse(f"admin:{name}") for name in ("index", "password_change", "auth_user_changelist", "auth_user_add")],
    ]  # fmt: skip
    for path in pages:
        assert desk.go(path).status == 200
    assert len(pages) == 25


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, width, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    source, topic = make_source(), make_topic()
    story = make_imported_story(
        headline_is_provisional=True, source_id=source.pk, topics=[topic.pk], desk_notes="Call them."
    )
    Doubt.objects.create(file=story.files.get(), story=story, field="published", sentence="No date.", line=1)
    proofread = make_proofread_story()
    make_edition()
    pages = [
        reverse("admin:index"), address("story_changelist"), address("story_change", story.pk),
        address("story_change", proofread.pk), address("story_add"), address("story_history", story.pk),
        address("source_changelist"), address("source_change", source.pk), address("source_merge", source.pk),
        address("picture_add"), address("importedfile_changelist"),
        address("importedfile_change", story.files.get().pk), address("story_revision", story.pk, 1),
    ]  # fmt: skip
    found = {}
    for path in pages:
        desk.go(path)
        if faults_here := faults(desk):
            found[path] = faults_here
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == {}


def test_two_browsers_on_one_paragraph_both_keep_their_words(desk):
    story = make_story(paragraphs=["One.", "Two."])
    editor = open_editor(desk, story)
    ann = make_user(role="writer", username="ann")
    body = story.body.replace("One.", "One, by Ann.")
    drafting.save(story, {"body": body}, base=1, by=ann, now=timezone.now())
    editor.press("Control+Home")
    desk.keyboard.type("Ben: ")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".version-theirs")).to_contain_text("One, by Ann.")
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_contain_text("Ben: One.")
    assert faults(desk) == []
    assert saved(desk, story).body == "<p>Ben: One.</p><p>Two.</p>"


def type_at_the_end(desk, story, words):
    editor = open_editor(desk, story)
    editor.click()
    editor.press("Control+End")
    desk.keyboard.type(words)


def headline_of(desk):
    return desk.get_by_label("Headline", exact=True)


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


def test_kept_text_goes_on_from_the_revision_that_it_was_typed_on(desk):
    story = make_story(headline="Bridge", paragraphs=["One."])
    open_editor(desk, story)
    desk.get_by_label("Dateline", exact=True).fill("LISBON")
    desk.wait_for_timeout(2200)
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
    open_editor(desk, story)
    desk.get_by_role("button", name="Drop it").click()
    open_editor(desk, story)
    expect(desk.get_by_text("Unsaved text")).to_have_count(0)
    expect(headline_of(desk)).to_have_value("Bridge")


def test_back_shows_what_would_be_sent(desk):
    story = make_story(paragraphs=["One."])
    type_at_the_end(desk, story, " Abandoned.")
    desk.go(address("story_changelist"))
    desk.go_back()
    editor = desk.get_by_role("textbox", name="Text", exact=True)
    expect(editor).to_have_text("One.")
    assert desk.locator("#id_body").input_value() == "<p>One.</p>"
    desk.locator("#id_body").evaluate("field => field.value = '<p>Filled by the browser.</p>'")
    desk.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(editor).to_have_text("Filled by the browser.")


def test_back_to_a_new_story_that_was_saved_makes_no_second_one(desk):
    open_editor(desk)
    headline_of(desk).fill("Bridge opens")
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
    desk.get_by_role("textbox", name="Text", exact=True).press("Control+a")
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


def test_the_menu_of_acts_closes_by_escape_and_by_a_click_elsewhere(desk):
    desk.set_viewport_size({"width": 1440, "height": 900})
    open_editor(desk, make_story())
    menu, spike = desk.locator(".bar-more summary"), desk.get_by_role("button", name="Spike…")
    menu.click()
    desk.keyboard.press("Escape")
    expect(spike).to_be_hidden()
    menu.click()
    expect(spike).to_be_visible()
    headline_of(desk).click()
    expect(spike).to_be_hidden()


def test_the_bar_of_acts_leaves_room_on_a_phone(desk):
    desk.set_viewport_size({"width": 360, "height": 640})
    open_editor(desk, make_proofread_story())
    assert desk.locator(".bar").bounding_box()["height"] <= 640 / 4


def test_confirming_a_doubt_waits_until_what_was_typed_is_saved(desk):
    story = make_imported_story()
    Doubt.objects.create(file=story.files.get(), story=story, field="dateline", sentence="No place.", line=1)
    open_editor(desk, story)
    confirm = desk.get_by_role("button", name="Confirm: No place.")
    expect(confirm).to_be_enabled()
    headline_of(desk).fill("Bridge opens")
    expect(confirm).to_be_disabled()
