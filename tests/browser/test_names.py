"""All spellings of one name merged by keys alone, and one taken back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import credits
from articles.models import Writer
from tests.factories import make_story

pytestmark = pytest.mark.django_db(transaction=True)


def test_spellings_are_merged_by_keys_and_one_is_taken_back(desk):
    rows = credits.ensure_many(Writer, ["ADA MARLAW", "Ada Marlow", "Marlow Ada"])
    make_story(writers=[rows["ada marlaw"]], headline="Ferry")
    desk.go(reverse("admin:articles_names"))
    expect(desk.get_by_label("Keep Ada Marlow")).to_be_checked()
    desk.keyboard.press("3")
    expect(desk.get_by_label("Keep Marlow Ada")).to_be_checked()
    desk.keyboard.press("2")
    desk.keyboard.press("m")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Merge 2 names into Ada Marlow")
    desk.keyboard.press("y")
    expect(desk.locator(".messagelist")).to_contain_text("2 names merged into Ada Marlow")
    desk.get_by_role("link", name="Take back").first.click()
    desk.get_by_role("button", name="Take the merge back").click()
    expect(desk.locator(".messagelist")).to_contain_text("stands for itself again")
    assert Writer.objects.standing().count() == 2
