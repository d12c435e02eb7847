"""The acts on a story in a browser: quick on a phone, clear by keyboard, and told in the reader's own time."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.desk import let_the_caret_settle, text_of
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.acts import (
    make_embargoed_story,
    make_fixed_story,
    make_held_story,
    make_live_story,
    make_scheduled_story,
    make_submitted_story,
)
from tests.desk.desk import address
from tests.factories import make_proofread_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def people(new_context, live_server):
    """Gives a browser of its own to whoever is named, on a phone."""
    said = []

    def browser_of(user, **options):
        client = Client()
        client.force_login(user)
        context = new_context(**{"viewport": PHONE, "has_touch": True, **options})
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.said, page.go = said, lambda path: page.goto(live_server.url + path)
        return page

    browser_of.said = said
    yield browser_of
    assert said == []


def is_within(page):
    """Whether nothing stands out to the side, once the browser knows the width that the page asks for."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_slip_in_a_live_story_is_fixed_and_live_with_two_people_on_phones(people):
    story = make_live_story(paragraphs=["The ferry carries 14 people."])
    writer, editor = people(make_user(role="writer")), people(make_user(role="editor"))
    writer.go(address("story_change", story.pk))
    writer.get_by_role("button", name="Fix…").tap()
    text = text_of(writer)
    text.tap()
    text.press("Control+End")
    let_the_caret_settle(writer)
    writer.keyboard.type(" It floats.")
    expect(writer.locator("#fix-changes")).to_contain_text("It floats.")
    writer.get_by_label("A slip").check()
    writer.get_by_role("button", name="Send to be passed").tap()
    expect(writer.locator(".messagelist")).to_contain_text("Sent.")
    editor.go(address("story_change", story.pk))
    editor.get_by_role("button", name="Sign off and publish…").tap()
    expect(editor.locator("ins", has_text="It floats.").first).to_be_visible()
    assert is_within(editor)
    editor.get_by_role("button", name="Sign off and publish").tap()
    expect(editor.locator(".messagelist")).to_contain_text("readers see it now")
    assert "It floats." in Edition.objects.live(timezone.now()).get().body


def test_a_correction_is_drafted_from_what_is_picked_while_one_types(people):
    story = make_live_story(paragraphs=["The ferry carries 14 people."])
    page = people(make_user(role="editor"), viewport={"width": 1280, "height": 900})
    page.go(address("story_fix", story.pk))
    page.get_by_label("Headline", exact=True).fill("Ferry carries 41")
    page.locator("#fix-changes").get_by_role("checkbox").first.check()
    expect(page.get_by_label("A correction")).to_be_checked()
    sentence = page.get_by_label("What readers are told")
    expect(sentence).to_have_value(
        f"An earlier version said “{story.headline}”. It should have said “Ferry carries 41”."
    )
    sentence.fill("The headline was wrong.")
    page.locator("#fix-changes").get_by_role("checkbox").first.uncheck()
    expect(page.locator("[data-draft]")).to_have_text("")
    expect(sentence).to_have_value("The headline was wrong.")


def test_a_fix_that_was_left_is_offered_again_and_put_back(people):
    story = make_live_story()
    page = people(make_user(role="writer"))
    page.go(address("story_fix", story.pk))
    page.get_by_label("Headline", exact=True).fill("Left behind")
    page.on("dialog", lambda dialog: dialog.accept())
    page.go(address("story_change", story.pk))
    page.go(address("story_fix", story.pk))
    page.get_by_role("button", name="Put it back").tap()
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Left behind")
    expect(page.locator("#fix-changes ins", has_text="Left behind").first).to_be_visible()


def test_a_story_is_withdrawn_in_two_taps_and_a_reason(people):
    story = make_live_story()
    page = people(make_user(role="editor"))
    page.go(address("story_change", story.pk))
    page.get_by_role("button", name="Withdraw…").tap()
    page.get_by_text("It was published twice").tap()
    page.get_by_role("button", name="Withdraw", exact=True).tap()
    expect(page.locator(".messagelist")).to_contain_text("Withdrawn.")
    assert not Edition.objects.live(timezone.now()).exists()


@pytest.mark.parametrize(
    "build", [make_submitted_story, make_live_story, make_held_story, make_scheduled_story]
)
def test_the_bar_of_a_phone_is_made_for_thumbs(people, build):
    page = people(make_user(role="editor"))
    page.go(address("story_change", build().pk))
    heights = page.locator(".bar .button:visible").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 44
    page.locator(".bar-more summary").tap()
    sheet = page.locator(".bar-others").bounding_box()
    assert (sheet["x"], sheet["width"], sheet["y"] + sheet["height"]) == (0, 360, 740)
    assert is_within(page)


def test_what_is_refused_can_be_reached_by_keyboard_and_does_nothing(people):
    page = people(make_user(role="editor"))
    page.go(address("story_change", make_held_story().pk))
    publish = page.get_by_role("button", name="Publish", exact=True)
    publish.focus()
    page.keyboard.press("Enter")
    expect(publish).to_be_focused()
    assert publish.get_attribute("aria-disabled") == "true"
    assert not Edition.objects.exists()


def test_a_time_is_told_where_the_reader_is(people):
    story = make_proofread_story()
    page = people(make_user(role="editor"), timezone_id="Asia/Tokyo")
    page.go(address("story_move", story.pk, "schedule"))
    page.get_by_label("Date", exact=True).fill("2100-01-16")
    page.get_by_label("Time", exact=True).fill("20:00")
    expect(page.locator("[data-here]").first).to_contain_text("05:00 where you are")
    expect(page.get_by_label("At a time")).to_be_checked()
    page.get_by_label("Date", exact=True).fill("2020-01-16")
    expect(page.get_by_text("That is in the past.")).to_have_count(1)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("That is in the past: in UTC")).to_be_visible()
    expect(page.get_by_text("That is in the past")).to_have_count(1)


@pytest.mark.parametrize("make_story", [make_embargoed_story, make_scheduled_story])
def test_the_head_tells_a_time_where_the_reader_is(people, make_story):
    page = people(make_user(role="editor"), timezone_id="Asia/Tokyo")
    page.go(address("story_change", make_story().pk))
    expect(page.locator(".standing time").first).to_contain_text("where you are")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_pages_of_acts_are_fit_for_everybody(people, width):
    live, fixed, held = make_live_story(), make_fixed_story(), make_held_story()
    page = people(make_user(role="editor"), viewport={"width": width, "height": 900})
    paths = [
        address("story_move", live.pk, move) for move in ("withdraw", "hold", "embargo", "plan", "assign")
    ]
    paths += [
        address("story_fix", fixed.pk),
        address("story_pass", fixed.pk),
        address("story_change", held.pk),
    ]
    for path in paths:
        page.go(path)
        if page.locator(".bar-more summary").count():
            page.locator(".bar-more summary").click()
        assert faults_by_scheme(page) == NONE, path
        assert is_within(page), path
