"""The proof page in a browser: a story read and signed by keys alone, and without any script."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting, workflow
from articles.models import Dismissal, Doubt, SignOff, Stage, Story
from tests.browser.desk import done, pressed
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.desk.imported import imported
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)

COPY = """Old bridge to close for nine weeks

By Ines Marlow
3 March 2026

The old bridge will close for nine weeks on Monday, the county council said on Tuesday, while engineers replace the the
bearings beneath its northern span.

Shopkeepers on the north quay fear for there trade. A ferry will run every 20 minutes, and the the council pays for it.

TK was the only name on the plan. Nobody in the town has seen it before, or will say who drew it.

{more}
Source: Harbour Wire
"""
LONG = "\n".join(
    f"The council said for the {n}th time that week {n} of the work would be dear.\n" for n in range(14, 40)
)


@pytest.fixture
def story(tmp_path):
    """Of a file, as it was taken; another of its run waits behind it."""
    imported(
        tmp_path,
        count=0,
        bridge=COPY.format(more=LONG),
        ferry=COPY.format(more="").replace("bridge", "ferry"),
    )
    story = Story.objects.get(headline__startswith="Old bridge")
    Doubt.objects.create(
        file=story.files.get(), story=story, field="headline", sentence="Is it one?", code="x", line=1
    )
    return story


def signed(desk):
    """By a key, when the text was read, and the page has been there for a moment."""
    expect(desk.get_by_role("button", name="Hand in, sign")).to_be_enabled()
    desk.wait_for_timeout(850)
    pressed(desk, "Enter")


def test_two_minutes_by_keys_alone(desk, story):
    desk.go(address("story_proof", story.pk))
    pressed(desk, "f", "a")
    done(desk, "Confirmed: Is it one?")
    pressed(desk, "f", "A")
    done(desk, "Accepted in 2 places.")
    expect(desk.locator("#warn-1")).to_be_focused()
    pressed(desk, "x", "3")
    done(desk, "Dismissed here: “there”.")
    pressed(desk, "u")
    done(desk, "Undone: “there” is a finding again.")
    pressed(desk, "f", "a")
    done(desk, "Accepted.")
    expect(desk.locator("#block-1")).to_be_focused()
    pressed(desk, "x", "6", "I", "t", "Space", "i", "s", ".", "Enter")
    done(desk, "Dismissed in this story: “TK”.")
    pressed(desk, *["Space"] * 12)
    signed(desk)
    done(desk, "Signed off.")
    expect(desk.locator("h1")).to_contain_text("Old ferry")
    story.refresh_from_db()
    assert (story.stage, SignOff.objects.get().digest) == (Stage.PROOFREAD, story.digest)
    assert all(words in story.body for words in ("replace the bearings", "fear for their trade"))
    assert Dismissal.objects.standing().get().reason == "It is."


def test_nothing_is_signed_before_its_last_paragraph_was_on_the_screen(desk, story):
    story.doubts.all().delete()
    body = story.body.replace("the the", "the").replace("TK was", "The xylqorphz was")
    drafting.save(story, {"body": body}, base=1, by=make_user(role="editor"), now=timezone.now())
    desk.go(address("story_proof", story.pk))
    pressed(desk, "Enter")
    expect(desk.locator(".proof-said")).to_contain_text("another page")
    desk.wait_for_timeout(850)
    pressed(desk, "Enter")
    expect(desk.locator(".proof-said")).to_contain_text("Read on")
    expect(desk.get_by_role("button", name="Hand in, sign")).to_be_disabled()
    desk.locator("#at-source").scroll_into_view_if_needed()
    expect(desk.get_by_role("button", name="Hand in, sign")).to_be_enabled()
    more = body + "<p>It is said so.</p>" * 24
    drafting.save(story, {"body": more}, base=2, by=make_user(role="editor"), now=timezone.now())
    desk.locator("[data-turn]").first.click()
    expect(desk.locator("[data-passage]").last).to_be_attached()
    expect(desk.get_by_role("button", name="Hand in, sign")).to_be_disabled()


def test_a_sentence_is_recast_where_it_stands(desk, story):
    desk.go(address("story_proof", story.pk))
    pressed(desk, "f", "f", "e")
    area = desk.locator("#block-1 textarea")
    expect(area).to_be_focused()
    area.fill("The old bridge will close on Monday, the county council said.")
    pressed(desk, "Enter")
    done(desk, "Changed.")
    story.refresh_from_db()
    assert story.body.startswith("<p>The old bridge will close on Monday, the county council said.</p>")


def test_lines_of_the_file_are_shown_while_a_key_is_held(desk, story):
    desk.go(address("story_proof", story.pk))
    lines = desk.locator("#at-body-0 .original")
    expect(lines).to_be_hidden()
    desk.keyboard.down("o")
    expect(lines).to_contain_text("The old bridge will close for nine")
    desk.wait_for_timeout(400)
    desk.keyboard.up("o")
    expect(lines).to_be_hidden()
    pressed(desk, "o")
    expect(lines).to_be_visible()


def test_keys_are_other_keys_or_none(desk, story):
    desk.go(address("story_proof", story.pk))
    pressed(desk, "?")
    desk.get_by_label("Key for: go to what is next to be settled").fill("w")
    pressed(desk, "Tab", "Escape", "w")
    expect(desk.locator("#doubt-1")).to_be_focused()
    pressed(desk, "f")
    expect(desk.locator("#doubt-1")).to_be_focused()
    pressed(desk, "?")
    desk.get_by_label("Keys are on").uncheck()
    pressed(desk, "Escape", "w")
    expect(desk.locator("[data-item]:focus")).to_have_count(0)


def test_a_key_of_another_script_is_what_is_printed_on_it(desk, story):
    desk.go(address("story_proof", story.pk))
    for key in ("а", "Process"):  # the letter of a Cyrillic layout, and what an input method makes of any
        desk.evaluate("document.activeElement.blur()")
        event = f"new KeyboardEvent('keydown', {{key: '{key}', code: 'KeyF', bubbles: true}})"
        desk.evaluate(f"document.body.dispatchEvent({event})")
        expect(desk.locator("[data-item]:focus")).to_have_count(1)


def test_all_of_it_without_a_script(desk, browser, live_server, story):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    page.goto(live_server.url + address("story_proof", story.pk))
    page.get_by_role("button", name="It is right: Is it one?").click()
    page.locator("#block-1").get_by_role("button", name="Accept all 2").click()
    page.locator("#warn-1").get_by_role("button", name="Accept").click()
    page.locator("#block-1 .dismiss summary").click()
    page.locator("#block-1").get_by_label("Why this is right").fill("It is.")
    page.locator("#block-1").get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#at-standfirst summary").click()
    page.locator("#at-standfirst textarea").fill("It shuts on Monday.")
    page.locator("#at-standfirst").get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Hand in, sign and open the next").click()
    expect(page.locator(".messagelist")).to_contain_text("Signed off.")
    story.refresh_from_db()
    assert (story.stage, story.standfirst) == (Stage.PROOFREAD, "")
    context.close()


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, story, width):
    desk.set_viewport_size({"width": width, "height": 900})
    signed = make_story(paragraphs=["It met there."], by=make_user(role="writer"))
    workflow.submit(signed, revision=1, by=signed.created_by, now=timezone.now())
    found = {}
    for path in (
        address("story_proof", story.pk),
        address("story_proof", signed.pk) + "?changes=yes&hints=yes",
    ):
        desk.go(path)
        desk.evaluate("for (const one of document.querySelectorAll('.proof details')) one.open = true")
        if width == 1440:
            pressed(desk, "o")
        found[path] = faults_by_scheme(desk)
    assert found == dict.fromkeys(found, NONE)
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_what_was_typed_on_a_text_that_somebody_changed_is_kept(desk, story):
    desk.go(address("story_proof", story.pk))
    body = story.body.replace("TK was the only", "Holm was the only")
    drafting.save(story, {"body": body}, base=1, by=make_user(role="editor"), now=timezone.now())
    desk.locator("#at-body-2 .passage-words > .recast summary").focus()
    pressed(desk, "Enter")
    desk.locator("#at-body-2 .passage-words > .recast textarea").fill("Ann was the only name.")
    pressed(desk, "Enter")
    done(desk, "Somebody else changed these words")
    typed = desk.locator("#at-body-2").get_by_label("What you typed is not saved:")
    expect(typed).to_have_value("Ann was the only name.")
    expect(desk.locator("#typed")).to_be_focused()
    assert story.revisions.count() == 2
    typed.press("Control+Enter")
    done(desk, "Changed.")
    expect(desk.locator("#at-body-2 .passage-text")).to_have_text("Ann was the only name.")


def test_date_to_come_is_refused_in_its_own_field(desk, story):
    desk.go(address("story_proof", story.pk))
    desk.locator("#at-published .recast summary").focus()
    pressed(desk, "Enter")
    date = desk.get_by_label("Date", exact=True)
    date.fill("2127-12-31")
    pressed(desk, "Enter")
    expect(desk.locator(".messagelist")).to_be_visible()
    expect(date).to_be_focused()
    expect(date).to_have_value("2127-12-31")


def test_a_text_with_something_open_is_signed_at_the_second_press(desk):
    story = make_story(by=make_user(role="writer"), headline="Council met", paragraphs=["Who's coat is it?"])
    workflow.submit(story, revision=1, by=story.created_by, now=timezone.now())
    desk.go(address("story_proof", story.pk))
    desk.wait_for_timeout(850)
    pressed(desk, "Enter")
    expect(desk.locator(".proof-said")).to_contain_text("1 to be settled yet")
    pressed(desk, "Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Signed off.")


def test_signature_is_taken_back_by_the_key_that_undoes(desk):
    writer = make_user(role="writer")
    for headline in ("Council met", "Council meets again"):
        story = make_story(by=writer, headline=headline, paragraphs=["The council met there."])
        workflow.submit(story, revision=1, by=writer, now=timezone.now())
    desk.go(address("story_proof", Story.objects.get(headline="Council met").pk))
    desk.wait_for_timeout(850)
    pressed(desk, "Enter", "Enter")
    done(desk, "“Council met”: Signed off.")
    pressed(desk, "u")
    expect(desk.locator("h1")).to_contain_text("Take back my sign-off?")
    expect(desk.get_by_role("link", name="Leave it")).to_be_focused()
    desk.get_by_role("button", name="Take back my sign-off").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Your sign-off is taken back.")
    expect(desk.locator("h1")).to_contain_text("Council met")
