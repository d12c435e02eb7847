"""Comparing revisions in a browser: from change to change by keys and by anchors; what axe finds."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)

STILL = [f"Paragraph {number} stays as it was, word for word." for number in range(4)]


@pytest.fixture
def compared():
    """A story with a headline, three paragraphs and a detail changed; unchanged ones between them."""
    story = make_story(
        headline="Pier shut", paragraphs=["It hurt 14 people.", *STILL, "Ada Quill left.", *STILL, "So."]
    )
    paragraphs = [STILL[3], "It hurt 41 people.", *STILL[:3], "Ada Quell left.", *STILL, "So it is."]
    changes = {
        "headline": "Pier open",
        "slugline": "PIER",
        "body": "".join(f"<p>{text}</p>" for text in paragraphs),
    }
    drafting.save(story, changes, base=1, by=make_user(role="editor"), now=timezone.now())
    return story


def test_n_and_p_lead_from_change_to_change(desk, compared):
    desk.go(address("story_revision", compared.pk, 2))
    changes = desk.locator("[data-change]")
    desk.keyboard.press("n")
    expect(changes.nth(0)).to_be_focused()
    desk.keyboard.press("n")
    expect(changes.nth(1)).to_be_focused()
    desk.keyboard.press("p")
    expect(changes.nth(0)).to_be_focused()
    desk.keyboard.press("p")
    expect(changes.nth(0)).to_be_focused()
    for _ in range(changes.count() + 1):
        desk.keyboard.press("n")
    expect(changes.last).to_be_focused()


def test_n_typed_into_a_field_is_a_letter(desk, compared):
    desk.go(address("story_revision", compared.pk, 2))
    name = desk.get_by_label("Name", exact=True)
    name.press("n")
    expect(name).to_have_value("n")
    expect(name).to_be_focused()


def test_the_summary_and_the_arrows_are_plain_anchors(desk, compared):
    desk.go(address("story_revision", compared.pk, 2))
    desk.get_by_role("link", name="14 → 41").click()
    expect(desk.locator(".altered:target")).to_have_text("[taken out: 14][put in: 41]number")
    first = desk.locator("[data-change]").first
    first.get_by_role("link", name="Next change").click()
    expect(desk.locator("[data-change]:target h4")).to_have_text("Slugline")


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing(desk, compared, width):
    desk.set_viewport_size({"width": width, "height": 900})
    shown = address("story_revision", compared.pk, 2)
    for path in (shown, f"{shown}?view=sides&whole=yes", address("story_restore", compared.pk, 1)):
        desk.go(path)
        assert (path, faults_by_scheme(desk)) == (path, NONE)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.go(address("story_history", compared.pk))
    assert faults_by_scheme(desk) == NONE
