"""What tests of the desk in a browser do again and again: open a story, type, save."""

from playwright.sync_api import expect

from tests.desk.desk import address


def open_editor(desk, story=None):
    desk.go(address("story_change", story.pk) if story else address("story_add"))
    editor = text_of(desk)
    editor.click()
    let_the_caret_settle(desk)
    return editor


def text_of(desk):
    """The text of a story as it is typed, never the plain field that it takes the place of once its script has run."""
    field = desk.get_by_role("textbox", name="Text", exact=True)
    return field.and_(desk.locator("[contenteditable]"))


def let_the_caret_settle(desk):
    """The editor hears of a moved caret a moment after the browser moved it; no hand types within that moment."""
    desk.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def saved(desk, story):
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()
    story.refresh_from_db()
    return story


def type_at_the_end(desk, story, words):
    editor = open_editor(desk, story)
    editor.press("Control+End")
    let_the_caret_settle(desk)
    desk.keyboard.type(words)


def headline_of(desk):
    return desk.get_by_label("Headline", exact=True)


def pressed(desk, *keys):
    for key in keys:
        desk.keyboard.press(key)


def done(desk, sentence):
    """Waits for what an act said, when its page has come back and its keys are on."""
    expect(desk.locator(".messagelist")).to_contain_text(sentence)
    expect(desk.get_by_role("button", name="Next to settle")).to_be_visible()
