"""The proof page after an act: it stands where it stood, with what was looked at or what comes after it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting, workflow
from tests.browser.desk import done, pressed
from tests.desk.desk import address
from tests.factories import make_story, make_user
from tests.stylebook import make_live_rule

pytestmark = pytest.mark.django_db(transaction=True)

FILLING = ["A paragraph of plain words stands here so that the page is longer than the screen."] * 6
PARAGRAPHS = [
    "They met met on Tuesday.", *FILLING, "Who's coat is it?", *FILLING, "They met met there.", *FILLING,
    "TK was its name.", *FILLING, "Nobody has seen XXX before.",
]  # fmt: skip
WHO, SECOND, NAME = 7, 14, 21
LATER = 24
"""A passage in which nothing is found."""


@pytest.fixture
def story(desk):
    story = make_story(by=make_user(role="writer"), headline="They met on Tuesday", paragraphs=PARAGRAPHS)
    desk.go(address("story_proof", story.pk))
    return story


def card(desk, number):
    return desk.locator(f"#at-body-{number} [data-item]")


def height(desk, number):
    return round(desk.locator(f"#at-body-{number}").bounding_box()["y"])


def test_next_one_is_looked_at_though_others_before_it_went_as_well(desk, story):
    pressed(desk, "f", "f", "f")
    expect(card(desk, SECOND)).to_be_focused()
    pressed(desk, "A")
    done(desk, "Accepted in 2 places.")
    expect(card(desk, NAME)).to_be_focused()
    pressed(desk, "f")
    expect(card(desk, NAME)).to_be_focused()


def test_what_an_undone_act_brings_back_is_looked_at(desk, story):
    pressed(desk, "f", "f", "x", "1")
    done(desk, "Dismissed here")
    expect(card(desk, SECOND)).to_be_focused()
    pressed(desk, "f", "f", "u")
    done(desk, "is a finding again")
    expect(card(desk, WHO)).to_be_focused()


def test_what_is_looked_at_stays_so_while_something_else_is_done(desk, story):
    pressed(desk, "f", "f", "c", *"Sure?")
    desk.get_by_role("button", name="Comment", exact=True).press("Enter")
    done(desk, "Your comment stands beside the text.")
    expect(desk.locator("#warn-1")).to_be_focused()
    pressed(desk, "f")
    expect(desk.locator(f"#at-body-{WHO} .said")).to_be_focused()


def test_passage_that_was_changed_stays_where_it_is_and_hints_stay_shown(desk, story):
    make_live_rule(find="coat -> jacket", severity="info")
    desk.reload()
    desk.get_by_role("link", name="1 hint besides").click()
    expect(desk.locator("#info-1")).to_be_visible()
    pressed(desk, "f")
    expect(desk.locator("mark.is-meant")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    desk.locator(f"#at-body-{LATER} .recast summary").focus()
    desk.locator(f"#at-body-{LATER}").evaluate("one => one.scrollIntoView({block: 'center'})")
    before = height(desk, LATER)
    pressed(desk, "Enter")
    desk.locator(f"#at-body-{LATER} textarea").fill("Other words.")
    pressed(desk, "Enter")
    done(desk, "Changed.")
    expect(desk.locator(f"#at-body-{LATER}")).to_be_focused()
    assert (abs(height(desk, LATER) - before) <= 2, desk.url.endswith("?hints=yes")) == (True, True)


def test_what_is_new_is_shown_on_top_and_left_again_to_where_one_was(desk, story):
    now, by = timezone.now(), story.created_by
    clean = story.body
    for wrong, right in (("met met", "met"), ("TK", "Holm"), ("XXX", "it")):
        clean = clean.replace(wrong, right)
    drafting.save(story, {"body": clean}, base=1, by=by, now=now)
    workflow.submit(story, revision=2, by=by, now=now)
    workflow.sign_off(story, revision=2, by=make_user(role="proofreader"), now=now)
    drafting.save(story, {"body": clean.replace("met there", "met met there")}, base=2, by=by, now=now)
    desk.reload()
    pressed(desk, "f", "f", "d")
    expect(desk.get_by_role("heading", name="New since it was signed")).to_be_in_viewport()
    pressed(desk, "d")
    expect(card(desk, SECOND)).to_be_focused()
    expect(card(desk, SECOND)).to_be_in_viewport()
