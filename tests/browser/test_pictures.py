"""Pictures at the desk in a browser: put into a story's text."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import let_the_caret_settle, open_editor, saved
from tests.factories import make_story
from tests.site.pages import make_picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_picture_put_into_the_text_stands_behind_what_the_caret_is_in(desk):
    picture = make_picture()
    story = make_story(body="<p>Begins. Ends.</p><ul><li>One</li><li>Two</li></ul>", pictures=[picture.pk])
    editor = open_editor(desk, story)
    for words in ("One", "Begins."):
        editor.get_by_text(words).click(position={"x": 20, "y": 8})
        let_the_caret_settle(desk)
        desk.get_by_role("button", name="Put into the text").click()
        desk.keyboard.type("X")  # the caret stays where it was
    expect(editor.locator("figure")).to_have_count(2)
    saved(desk, story)
    figure = f'<figure data-picture="{picture.pk}"></figure>'
    assert story.body.replace("X", "") == (
        f"<p>Begins. Ends.</p>{figure}<ul><li>One</li><li>Two</li></ul>{figure}"
    )
    assert story.body.count("X") == 2
