"""Headlines for other places in the story's form: how much room each fills there, told while one types."""

import pytest
from playwright.sync_api import expect

from articles.models import Story
from tests.browser.desk import headline_of, open_editor, saved
from tests.factories import make_story

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Port Ellery ferry returns after a winter in dock: the timetable and the fares"


def room(desk, name=""):
    return desk.locator(f"#id_{name}_headline_room" if name else "#id_headline_room")


def test_room_is_counted_as_one_types_and_moves_nothing(desk):
    story = make_story(headline="Ferry returns")
    open_editor(desk, story)
    desk.get_by_text("Headlines elsewhere").click()
    below = desk.get_by_label("Standfirst", exact=True)
    stood = below.bounding_box()["y"]
    expect(room(desk, "search")).to_have_text("The headline: 13 of 60")
    desk.get_by_label("Headline for search engines").fill(LONG)
    expect(room(desk, "search")).to_have_text("77 of 60. Cut after “…in dock: the timeta”")
    assert below.bounding_box()["y"] == stood
    assert saved(desk, story).search_headline == LONG  # nothing is cut here


def test_characters_of_full_width_take_two_places_and_the_headline_counts_where_there_is_none(desk):
    open_editor(desk, make_story())
    desk.get_by_text("Headlines elsewhere").click()
    headline_of(desk).fill("港務局")
    expect(room(desk, "list")).to_have_text("The headline: 6 of 70")
    desk.get_by_label("Headline in lists").fill("港")
    expect(room(desk, "list")).to_have_text("2 of 70")
    assert Story.objects.get().list_headline == ""


def test_the_headline_is_told_of_the_places_that_have_no_other(desk):
    open_editor(desk, make_story(headline="Ferry returns"))
    expect(room(desk)).to_have_text("13 of 60")
    headline_of(desk).fill(LONG)
    expect(room(desk)).to_have_text("77 of 60. Cut in lists, search, social cards")
    desk.get_by_text("Headlines elsewhere").click()
    for name in ("for search engines", "on social networks"):
        desk.get_by_label(f"Headline {name}").fill("Ferry returns")
    expect(room(desk)).to_have_text("77 of 70. Cut in lists")
    desk.get_by_label("Headline in lists").fill("Ferry returns")
    expect(room(desk)).to_have_text("77. Other places have their own.")
