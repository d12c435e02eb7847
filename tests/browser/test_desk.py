"""The desk in a browser: the strict policy holds on every page, and the editor stores what was typed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Doubt, Story
from tests.browser.desk import headline_of, let_the_caret_settle, open_editor, saved
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
    let_the_caret_settle(desk)
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
    open_editor(desk, story).get_by_text("Ende").click()
    desk.keyboard.press("End")
    let_the_caret_settle(desk)
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


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, width):
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
        found[path] = faults_by_scheme(desk)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == dict.fromkeys(pages, NONE)


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


def test_a_phone_folds_the_filters_that_are_not_set(desk):
    make_story()
    desk.set_viewport_size({"width": 360, "height": 760})
    desk.go(f"{address('story_changelist')}?stage=draft")
    expect(desk.get_by_text("Stage: Draft")).to_be_visible()
    expect(desk.get_by_text("Due: All")).to_be_hidden()
    desk.get_by_text("Filters", exact=True).click()
    expect(desk.get_by_text("Due: All")).to_be_visible()


def test_a_phone_shows_which_room_is_open(desk):
    desk.set_viewport_size({"width": 360, "height": 760})
    desk.go(address("importrun_changelist"))
    rooms = desk.get_by_role("navigation", name="Rooms of the desk")
    menu = rooms.locator("details:has([aria-current]) > summary")
    expect(menu).to_have_text("Imports")
    expect(menu).to_be_in_viewport(ratio=1)
    menu.click()
    expect(rooms.locator("[aria-current]")).to_have_text("Import runs")
    expect(rooms.locator("[aria-current]")).to_be_in_viewport(ratio=1)
