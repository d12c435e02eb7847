"""Pictures at the desk in a browser: chosen for a story, put into its text, and told where their subject is."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from articles.models import Picture
from tests.browser.desk import let_the_caret_settle, open_editor, saved
from tests.desk.desk import address
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


def test_a_picture_is_chosen_by_its_words_and_put_into_the_text_before_anything_is_saved(desk):
    make_picture(alt="A crane")
    picture = make_picture(alt="A tram at night")
    Picture.objects.filter(pk=picture.pk).update(caption="The last tram.", credit="Ann Roe")
    story = make_story(paragraphs=["One."])
    open_editor(desk, story)
    desk.get_by_role("button", name="Add a picture").click()
    choices = desk.get_by_role("listbox", name="Pictures").get_by_role("option")
    expect(choices).to_have_count(2)  # the newest, before a word is typed
    for words in ("night", "last", "roe"):
        desk.get_by_role("combobox", name="Picture").fill("crane")
        expect(choices).to_have_text(["A crane"])
        desk.get_by_role("combobox", name="Picture").fill(words)
        expect(choices).to_have_text(["The last tram.A tram at night · Ann Roe"])
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("textbox", name="Caption")).to_have_value("The last tram.")
    expect(desk.get_by_alt_text("A tram at night")).to_be_visible()
    desk.get_by_role("button", name="Put into the text").click()
    saved(desk, story)
    assert story.body == f'<p>One.</p><figure data-picture="{picture.pk}"></figure>'
    assert story.latest_revision().captions() == (("The last tram.", "Ann Roe"),)


def test_a_number_that_is_typed_means_its_own_picture(desk):
    picture, newer = make_picture(), make_picture()
    story = make_story()
    open_editor(desk, story)
    desk.get_by_role("button", name="Add a picture").click()
    field = desk.get_by_role("combobox", name="Picture")
    field.fill(str(picture.pk))
    expect(desk.get_by_role("listbox", name="Pictures").get_by_role("option")).to_have_count(2)
    field.press("Enter")
    expect(field).to_have_attribute("aria-expanded", "false")
    saved(desk, story)
    assert [row.picture for row in story.picture_rows.all()] == [picture]
    assert newer.pk > picture.pk  # which the list begins with


MIDDLE_OF_A_SQUARE = """() => {
  const square = document.querySelector("[data-cut='1 1']")
  const dot = new OffscreenCanvas(1, 1).getContext("2d")
  dot.drawImage(square, square.width / 2, square.height / 2, 1, 1, 0, 0, 1, 1)
  return [...dot.getImageData(0, 0, 1, 1).data]
}"""


def focal_point(desk):
    return [float(desk.locator(f"#id_focal_{name}").input_value()) for name in "xy"]


def click_at(desk, picture, x, y):
    box = picture.bounding_box()
    desk.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)


def test_the_focal_point_is_set_on_the_picture_and_moved_with_keys(desk):
    picture = make_picture(size=(300, 200))
    desk.go(address("picture_change", picture.pk))
    click_at(desk, desk.get_by_alt_text(picture.alt), 0.7, 0.2)
    assert focal_point(desk) == [0.7, 0.2]
    desk.keyboard.press("Shift+ArrowDown")
    desk.keyboard.press("ArrowLeft")
    expect(desk.get_by_role("status")).to_have_text("69 % from the left, 30 % from the top.")
    desk.get_by_role("button", name="Focal point").hover()
    desk.mouse.down()
    click_at(desk, desk.get_by_alt_text(picture.alt), 1, 0.5)
    assert focal_point(desk) == pytest.approx([1, 0.5], abs=0.011)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == pytest.approx((1, 0.5), abs=0.011)


def test_a_chosen_file_is_shown_before_it_is_sent_with_cuts_that_follow_the_point(desk, tmp_path):
    image = Image.new("RGB", (300, 100), "red")
    image.paste("blue", (200, 0, 300, 100))
    image.save(tmp_path / "flag.png")
    desk.go(address("picture_add"))
    desk.locator("#id_image").set_input_files(tmp_path / "flag.png")
    shown = desk.locator("[data-picture] canvas")
    expect(shown).to_be_visible()
    assert desk.evaluate(MIDDLE_OF_A_SQUARE) == [255, 0, 0, 255]
    click_at(desk, shown, 0.9, 0.5)
    assert desk.evaluate(MIDDLE_OF_A_SQUARE) == [0, 0, 255, 255]
