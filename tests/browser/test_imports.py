"""The mail room's pages by keys alone: ticks, doubts, and what a line of a file is."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from articles import credits
from articles.desk.imports import undoing as undo_pages
from articles.importing import undoing
from articles.importing.reviewing import settling
from articles.models import (
    Doubt,
    ImportedFile,
    LineRule,
    Proposal,
    Story,
    Tick,
    Writer,
    WriterPair,
)
from tests.desk.desk import address
from tests.desk.imported import copy_number, doubted, imported, proposed
from tests.importing.helpers import copy_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sample_is_ticked_by_keys(desk, tmp_path):
    run = imported(tmp_path, 2)
    desk.go(address("importrun_tick", run.pk))
    desk.keyboard.press("r")
    expect(desk.locator(".messagelist")).to_contain_text("right.")
    desk.keyboard.press("w")
    expect(desk).to_have_url(re.compile(address("importrun_change", run.pk)))
    assert sorted(Tick.objects.values_list("is_right", flat=True)) == [False, True]


def test_doubts_are_passed_over_and_confirmed_by_keys(desk, tmp_path):
    first, second = doubted(imported(tmp_path, 2))
    desk.go(address("doubt_queue"))
    desk.keyboard.press("n")
    expect(desk).to_have_url(re.compile(f"after={first.pk}"))
    desk.keyboard.press("c")
    expect(desk.locator(".messagelist")).to_contain_text("Confirmed")
    assert list(Doubt.objects.open()) == [first]
    assert second.pk


def test_one_date_for_many_goes_on_by_itself_and_is_taken_back_from_the_queue_by_a_key(
    desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(settling, "BATCH", 1)
    imported(tmp_path, 0, **{name: copy_of(headline=name, date="") for name in ("ferry", "pier", "mole")})
    doubts = Doubt.objects.open().filter(code="no-date")
    desk.go(address("doubt_alike", doubts.earliest("pk").pk))
    desk.get_by_label("One date for all 3").fill("1999-03-05")
    desk.get_by_role("button", name="See what it would do").click()
    desk.get_by_role("button", name="Give 5 Mar 1999 to all 3").click()
    expect(desk.locator(".messagelist")).to_contain_text("3 dates given.", timeout=15_000)
    assert Story.objects.filter(published_at__year=1999).count() == 3
    desk.wait_for_load_state()  # until then no key is heard
    desk.keyboard.press("z")
    desk.get_by_role("button", name="Take 3 back").click()
    expect(desk.locator(".messagelist")).to_contain_text("3 doubts are open again", timeout=15_000)
    assert (Story.objects.filter(published_at=None).count(), doubts.count()) == (3, 3)


def test_no_step_back_gives_again_what_was_taken_back(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 1)
    imported(tmp_path, 0, **{name: copy_of(headline=name, date="") for name in ("ferry", "pier", "mole")})
    asked = []
    desk.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    doubt = Doubt.objects.filter(code="no-date").earliest("pk")
    desk.go(f"{address('doubt_alike', doubt.pk)}?date=1999-03-05")
    desk.get_by_role("button", name="Give 5 Mar 1999 to all 3").click()
    expect(desk.locator(".messagelist")).to_contain_text("3 dates given.", timeout=15_000)
    desk.wait_for_load_state()  # until then no key is heard
    desk.keyboard.press("z")
    desk.get_by_role("button", name="Take 3 back").click()
    expect(desk.locator(".messagelist")).to_contain_text("3 doubts are open again", timeout=15_000)
    sent = len(asked)
    assert sent == 6
    for _ in range(6):
        desk.go_back()
        desk.wait_for_timeout(600)  # in which a page that goes on by itself would have gone on
    assert (len(asked), Story.objects.filter(published_at=None).count()) == (sent, 3)


def test_proposals_are_taken_and_declined_by_keys(desk):
    first, second = proposed(shown="Ana Ruiz"), proposed(shown="Jo Lind")
    desk.go(address("proposal_changelist"))
    desk.keyboard.press("t")
    expect(desk.locator(".messagelist")).to_contain_text("Byline taken: Ana Ruiz")
    desk.keyboard.press("d")
    expect(desk.locator(".messagelist")).to_contain_text("Byline declined")
    found = Proposal.objects.order_by("pk").values_list("is_taken", "story__byline")
    assert list(found) == [(True, "Ana Ruiz"), (False, second.story.byline)]
    assert first.story_id != second.story_id


def test_names_are_merged_and_parted_by_keys(desk):
    credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlaw", "Ines Hart", "Inez Hart"])
    desk.go(address("names"))
    desk.keyboard.press("1")
    expect(desk.locator(".messagelist")).to_contain_text("Ada Marlaw is merged into Ada Marlow")
    desk.keyboard.press("x")
    expect(desk.locator(".messagelist")).to_contain_text("Ines Hart and Inez Hart are two")
    assert (Writer.objects.standing().count(), WriterPair.objects.open().count()) == (3, 0)


def test_a_letter_says_what_a_line_is_and_the_story_follows(desk, tmp_path):
    imported(tmp_path, 1)
    file = ImportedFile.objects.get()
    desk.go(address("importedfile_change", file.pk))
    line = desk.locator(".line", has_text="It carried 1 passengers")
    passage = desk.locator("[data-passage]", has_text="It carried 1 passengers")
    line.click()
    expect(passage).to_have_class(re.compile("is-linked"))
    desk.keyboard.press("f")
    expect(passage).to_have_count(0)
    expect(line.locator(".role")).to_have_text("page furniture")
    assert "It carried" in Story.objects.get().body
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("The story follows: text.")
    assert "It carried" not in Story.objects.get().body


def test_a_phone_shows_a_long_path_whole_and_leads_from_the_lines_to_the_story(desk, tmp_path):
    name = "scraped_" * 12 + "ferry"
    imported(tmp_path, 0, **{name: copy_number(1) + "Share\n" * 60})
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.go(address("importedfile_change", ImportedFile.objects.get().pk))
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
    desk.mouse.wheel(0, 1500)
    desk.get_by_role("link", name="The story", exact=True).click()
    expect(desk.get_by_role("heading", name="The story")).to_be_in_viewport()
    desk.get_by_role("link", name="The file", exact=True).click()
    expect(desk.get_by_role("heading", name="The file")).to_be_in_viewport()


def test_a_doubt_is_confirmed_on_a_phone_however_long_its_file_is(desk, tmp_path):
    doubted(imported(tmp_path, 0, ferry=copy_number(1) + "The ferry sailed at noon, as it does. " * 90))
    desk.set_viewport_size({"width": 360, "height": 640})
    desk.go(address("doubt_queue"))
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
    expect(desk.get_by_role("button", name="Confirm")).to_be_in_viewport(ratio=1)


def test_undoing_a_run_goes_on_by_itself_to_its_end(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(undo_pages, "PIECE", timedelta(0))
    monkeypatch.setattr(undoing, "TRANCHE", 1)
    run = imported(tmp_path, 4)
    asked = []
    desk.on("request", lambda request: asked.append(request.method) if "/undone/" in request.url else None)
    desk.go(address("importrun_change", run.pk))
    desk.get_by_role("link", name="Or undo this run").click()
    desk.get_by_role("button", name=f"Undo run {run.pk}").click()
    expect(desk.locator(".messagelist")).to_contain_text("4 untouched drafts", timeout=30_000)
    expect(desk.locator(".run-state")).to_contain_text("Undone")
    expect(desk.get_by_role("heading", name="Next")).to_have_count(0)
    assert asked.count("POST") > 3
    assert set(Story.objects.values_list("stage", flat=True)) == {"spiked"}


def test_a_rule_goes_through_all_files_by_itself(desk, tmp_path):
    imported(tmp_path, 2)
    file = ImportedFile.objects.earliest("pk")
    desk.go(address("importedfile_change", file.pk))
    desk.locator(".line", has_text="It carried 1 passengers").click()
    desk.get_by_label("What the line is").select_option("page furniture")
    desk.get_by_role("button", name="Do the same for all like this").click()
    expect(desk.get_by_role("heading", name="2 of them, before and after")).to_be_visible()
    desk.get_by_role("button", name=re.compile("Make the rule")).click()
    expect(desk.locator(".messagelist")).to_contain_text("2 read otherwise now.", timeout=30_000)
    assert LineRule.objects.get().role == "page furniture"
    assert not Story.objects.filter(body__contains="It carried").exists()


def on_top(desk, selector):
    """Whether the middle of a control, brought into view, is its own: nothing lies over it."""
    control = desk.locator(selector)
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    place = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    return desk.evaluate("([s, x, y]) => document.elementFromPoint(x, y)?.matches(s)", [selector, *place])


@pytest.mark.parametrize("width", [1440, 360])
def test_what_is_typed_on_a_doubt_and_for_a_rule_lies_under_nothing(desk, tmp_path, width):
    desk.set_viewport_size({"width": width, "height": 740})
    imported(tmp_path, 1, undated="Pies are judged\n\nBy Ana Ruiz\n\n" + copy_number(3).split("\n\n", 3)[3])
    doubt = Doubt.objects.get(code="no-date")
    desk.go(f"{address('doubt_queue')}?code=no-date")
    assert on_top(desk, "#give-value")
    typed, button = (
        desk.locator(at).bounding_box() for at in ("#give-value", "#give-value >> xpath=../../button")
    )
    assert typed["x"] + typed["width"] < button["x"]
    desk.fill("#give-value", "1999-03-05")
    desk.get_by_role("button", name="Give it").click()
    expect(desk.locator(".messagelist")).to_contain_text("Date given")
    desk.go(f"{address('linerule_alike')}?file={doubt.file_id}&line=1&role=kicker&start=Pies")
    assert on_top(desk, "#rule-start")
    assert on_top(desk, "#rule-name")
