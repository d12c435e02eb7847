"""The style book in a browser: a rule written, tried by itself piece by piece, put in force; what axe finds."""

import re

import pytest
from playwright.sync_api import expect

from articles import styling
from articles.models import StyleRule
from articles.styling import trying
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.desk.test_stylebook import in_short_pieces
from tests.factories import make_story
from tests.stylebook import make_live_rule, make_rule, try_out
from tests.test_styling import dismiss

pytestmark = pytest.mark.django_db(transaction=True)


def test_rule_is_written_tried_and_put_in_force(desk, monkeypatch):
    monkeypatch.setattr(trying, "BATCH", 1)
    monkeypatch.setattr(styling, "go_on", in_short_pieces)
    for _ in range(3):
        make_story(headline="Utilise it")
    desk.go(address("stylerule_add"))
    desk.get_by_label("Name").fill("Plain words")
    desk.get_by_label("What it finds").fill("utilise -> use")
    desk.get_by_label("Why we have it").fill("We write plainly.")
    desk.get_by_label("Try it on a sentence").fill("They utilise it.")
    desk.get_by_role("button", name="Try it", exact=True).click()
    expect(desk.locator(".style-tried")).to_contain_text("They use it.")
    expect(desk.locator(".style-tried")).to_be_focused()
    desk.get_by_role("button", name="Save, and try it over all stories").click()
    expect(desk.get_by_text("3 places in 3 of 3 stories")).to_be_visible()
    desk.get_by_role("button", name="Put it in force").click()
    expect(desk.locator(".messagelist")).to_contain_text("It is live")
    assert StyleRule.objects.get().state == "live"


def test_form_that_is_wrong_begins_at_its_error(desk):
    desk.go(address("stylerule_add"))
    desk.get_by_label("Name").fill("Plain words")
    desk.get_by_label("What it finds").fill("utilise ->")
    desk.get_by_label("Why we have it").fill("We write plainly.")
    for name in ("Try it", "Save, and try it over all stories"):
        desk.get_by_role("button", name=name, exact=True).click()
        expect(desk.get_by_label("What it finds")).to_be_focused()
        expect(desk.get_by_label("What it finds")).to_have_accessible_description(
            re.compile("^Of words.*Line 1 has")
        )


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    story = make_story(headline="Utilise it")
    rule = try_out(make_rule())
    dismiss(story, "doubled-word", exact="New New")
    make_live_rule(name="Per cent", kind="pattern", find=r"(\d+) per ?cent", replacement=r"\1%")
    book = address("stylerule_changelist")
    pages = [
        book, f"{book}?q=zzz", address("stylerule_entry", rule.code), address("stylerule_entry", "desk-per-cent"),
        f"{address('stylerule_entry', 'doubled-word')}?sentence=of+of", address("stylerule_trial", rule.pk),
        address("stylerule_change", rule.pk),
    ]  # fmt: skip
    found = {}
    for path in pages:
        desk.go(path)
        found[path] = faults_by_scheme(desk)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == dict.fromkeys(found, NONE)
