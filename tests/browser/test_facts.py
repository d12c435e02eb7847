"""Names and facts of the proof page in a browser: ticked by keys, and looked up where we said them before."""

import pytest
from playwright.sync_api import expect

from articles.models import FactTick
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import make_edition, make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    make_edition(headline="Harbour fund opens", body="<p>The fund is of Petra Holm.</p>")
    return make_story(
        headline="Ferry back",
        body="<p>Petra Holm paid £20 in May 2020.</p><p>“It is the best boat of all,” Ivo Tarn said.</p>",
    )


def test_facts_are_ticked_and_looked_up_by_keys(desk, story):
    desk.go(address("story_proof", story.pk))
    desk.keyboard.press("l")
    expect(desk.get_by_label("Petra Holm")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".proof-said")).to_have_text(
        "Space ticks it. Enter signs from the text, or from its end."
    )
    desk.keyboard.press("i")
    expect(desk.locator("[data-fact] [data-found]")).to_contain_text("The fund is of Petra Holm.")
    desk.keyboard.press("Space")
    expect(desk.locator("[data-progress]")).to_have_text("1 of 5")
    desk.keyboard.press("l")
    expect(desk.get_by_label("Ivo Tarn", exact=True)).to_be_focused()
    expect(desk.locator("[data-facts-told]")).to_have_text("4 of 5 not ticked.")
    assert FactTick.objects.count() == 1


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(desk, story, width):
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in (
        f"{address('story_proof', story.pk)}?facts=yes",
        f"{address('story_earlier', story.pk)}?words=Petra+Holm",
        f"{address('story_earlier', story.pk)}?words=nobody",
    ):
        desk.go(path)
        found[path] = faults_by_scheme(desk)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == dict.fromkeys(found, NONE)
