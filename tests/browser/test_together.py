"""Two real browsers on one story: each sees the other, both keep their words, and what collides is merged by hand."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from articles.models import Scratch
from tests.browser.desk import headline_of, let_the_caret_settle, open_editor, saved, text_of
from tests.browser.faults import NONE, faults_by_scheme
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = 10_000  # milliseconds, as the desk promises


@pytest.fixture
def two(new_context, live_server):
    """The pages of two people, Ann and Ben, each in a browser of their own."""
    pages, said = [], []
    for first, last in (("Ann", "Quill"), ("Ben", "Berg")):
        client = Client()
        user = make_user(role="editor", username=first.lower())
        user.first_name, user.last_name = first, last
        user.save()
        client.force_login(user)
        page = new_context().new_page()
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.on("pageerror", lambda error: said.append(str(error)))
        page.said, page.go = [], lambda path, page=page: page.goto(live_server.url + path)
        pages.append(page)
    yield pages
    assert said == []


def type_into(page, paragraph, words):
    """Type at the end of a paragraph of the open editor."""
    text_of(page).locator("p", has_text=paragraph).click()
    page.keyboard.press("End")
    let_the_caret_settle(page)
    page.keyboard.type(words)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def company(page):
    return page.locator("[data-others]")


def test_who_else_is_there_and_types_is_shown_within_ten_seconds_and_goes_with_them(two):
    ann, ben = two
    story = make_story(paragraphs=["One.", "Two."])
    open_editor(ann, story)
    expect(company(ann)).to_have_text("")
    open_editor(ben, story)
    expect(company(ann)).to_have_text("Ben Berg has this open.", timeout=WITHIN)
    headline_of(ben).press_sequentially("Bridge")
    expect(company(ann)).to_have_text("Ben Berg has this open and is typing.", timeout=WITHIN)
    expect(company(ben)).to_contain_text("Ann Quill has this open.")
    ann.go("/admin/")
    expect(company(ben)).to_have_text("", timeout=2 * WITHIN)


def test_changes_of_different_paragraphs_are_merged_and_both_are_told(two):
    ann, ben = two
    story = make_story(paragraphs=["One.", "Two."])
    open_editor(ann, story), open_editor(ben, story)
    type_into(ann, "One.", " By Ann.")
    type_into(ben, "Two.", " By Ben.")
    saved(ann, story)
    expect(ben.locator("[data-meanwhile]")).to_contain_text(
        "Revision 2 was saved by Ann Quill meanwhile. See what changed", timeout=WITHIN
    )
    saved(ben, story)
    expect(ben.locator(".messagelist")).to_contain_text(
        "merged with those of Ann Quill, and saved as revision 3"
    )
    assert story.body == "<p>One. By Ann.</p><p>Two. By Ben.</p>"


@pytest.fixture
def collided(two):
    """Both have written into the first paragraph, Ann also into the last; Ben, who saved second, is to decide."""
    ann, ben = two
    story = make_story(
        headline="Bridge over the Narrows opens to traffic",
        paragraphs=[
            "The bridge over the Narrows opened on Tuesday to the first cars.",
            "The mayor cut a ribbon.",
            "A band played.",
            "It will be closed again on Sunday for the race.",
        ],
    )
    open_editor(ann, story), open_editor(ben, story)
    type_into(ann, "The bridge over", " Some 2,000 people watched.")
    type_into(ann, "It will be closed", " Buses will not run.")
    type_into(ben, "The bridge over", " Police counted 1,800 people.")
    ben.get_by_label("Standfirst").fill("Cars cross for the first time.")
    saved(ann, story)
    save(ben)
    expect(ben.get_by_role("heading", name="Two versions of one story")).to_be_visible()
    return ben, story


def test_what_collides_is_chosen_on_the_merge_page_and_saved(collided):
    page, story = collided
    assert Scratch.objects.get().base == 1
    place = page.get_by_role("group", name="Both of you changed this paragraph")
    expect(place.locator(".version-theirs ins")).to_contain_text("Some 2,000 people watched.")
    expect(page.locator(".merged-theirs")).to_contain_text("Buses will not run.")
    page.get_by_role("button", name="Save the merged story").click()
    expect(page.locator(".errornote")).to_contain_text("waits for your choice")
    place.get_by_label("Write it anew").check()
    anew = page.get_by_role("textbox", name="Text, written anew")
    anew.click()
    anew.press("Control+End")
    let_the_caret_settle(page)
    page.keyboard.type(" Others said 2,000.")
    page.get_by_role("button", name="Save the merged story").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 3.")
    story.refresh_from_db()
    assert "1,800 people. Others said 2,000.</p>" in story.body
    assert story.body.endswith("for the race. Buses will not run.</p>")
    assert story.standfirst == "Cars cross for the first time."
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom'))") == []


def test_the_merge_page_fits_and_axe_finds_nothing(collided):
    page, _ = collided
    for width in (1440, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.get_by_label("Write it anew").first.check()
        assert (width, faults_by_scheme(page)) == (width, NONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_merge_page_is_worked_by_keyboard_alone(collided):
    page, story = collided
    page.get_by_label("Take Ann Quill’s").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 3.")
    story.refresh_from_db()
    assert "Some 2,000 people watched." in story.body
    assert "Police counted" not in story.body
