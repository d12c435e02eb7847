"""The desk's first page and its list by keys alone: they move, open and take, and leave whoever types alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.desk.desk import address
from tests.factories import make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("where", ["admin:index", "admin:articles_story_changelist"])
def test_keys_move_from_story_to_story_and_open_one(desk, where):
    stories = [make_story(headline=f"Bridge {n}") for n in range(3)]
    desk.go(reverse(where))
    for key in "jjk":
        desk.keyboard.press(key)
    focused = desk.locator("[data-item]:focus")
    expect(focused).to_have_text(re.compile("Bridge"))
    desk.keyboard.press("j")
    expect(focused).to_have_text("Bridge 1")
    desk.keyboard.press("o")
    expect(desk).to_have_url(re.compile(f"/story/{stories[1].pk}/change/"))


def test_a_key_takes_the_story(desk):
    story = make_story()
    desk.go(reverse("admin:index"))
    desk.keyboard.press("j")
    desk.keyboard.press("t")
    expect(desk.locator(".messagelist")).to_contain_text("You have it for writing now.")
    story.refresh_from_db()
    assert story.writer_account is not None


def test_keys_leave_whoever_types_alone_and_can_be_switched_off(desk):
    make_story()
    desk.go(reverse("admin:index"))
    desk.keyboard.press("/")
    desk.keyboard.type("jot?")
    expect(desk.get_by_label("Search all copy")).to_have_value("jot?")
    desk.get_by_text("Keys", exact=True).click()
    desk.get_by_label("Letters act on this page").uncheck()
    desk.go(address("story_changelist"))
    desk.keyboard.press("j")
    expect(desk.locator("[data-item]:focus")).to_have_count(0)
