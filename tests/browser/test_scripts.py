"""Stories in scripts that are set differently: from right to left, and without spaces between words."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import drafting
from tests.factories import make_edition, make_picture, make_proofread_story, make_user
from tests.press.desk import publish

pytestmark = pytest.mark.django_db(transaction=True)

ARABIC = (
    "العبّارة تعود إلى الميناء بعد شتاء كامل في الحوض",
    "أعلنت الشركة أن العبّارة ستعود إلى الخدمة في الربيع.",
    "لم نكن ننتظر سوى الربيع.",
)
JAPANESE = (
    "連絡船、冬の修理を終えて月曜から運航再開",
    "運航会社は、連絡船が春に運航を再開すると発表した。",
    "春を待っていただけです。",
)
STYLES = """() => {
  const of = (selector, name) => getComputedStyle(document.querySelector(`.story ${selector}`))[name]
  return {
    em: of("em", "fontStyle"), quotation: of("blockquote", "fontStyle"), headline: of("h1", "letterSpacing"),
    dateline: of(".dateline", "letterSpacing"), stressed: of("em", "textEmphasisStyle"),
    bold: of("em", "fontWeight"), begins: of("h1", "direction"), wide: document.documentElement.scrollWidth,
    leading: parseFloat(of(".body p", "lineHeight")) / parseFloat(of(".body p", "fontSize")),
  }
}"""


def make_set_edition(language, words):
    headline, paragraph, quotation = words
    body = f"<p>{paragraph} <em>{quotation}</em></p><blockquote><p>{quotation}</p></blockquote>"
    body += f"<ul><li>{paragraph}</li></ul><ol><li>{quotation}</li></ol>"
    return make_edition(
        language=language, headline=headline, standfirst=paragraph, dateline=quotation[:4], body=body,
        pictures=[make_picture().pk], captions=[(quotation, "Bo")], now=timezone.now(),
    )  # fmt: skip


def styles_of(page, live_server, edition):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + edition.get_absolute_url())
    return page.evaluate(STYLES)


def test_arabic_is_set_from_the_right_neither_slanted_nor_spaced(page, live_server):
    found = styles_of(page, live_server, make_set_edition("ar", ARABIC))
    assert found.pop("leading") == pytest.approx(1.85)
    assert found == {
        "em": "normal", "quotation": "normal", "headline": "normal", "dateline": "normal", "stressed": "none",
        "bold": "700", "begins": "rtl", "wide": 320,
    }  # fmt: skip


def test_japanese_is_stressed_by_dots_and_not_slanted(page, live_server):
    found = styles_of(page, live_server, make_set_edition("ja", JAPANESE))
    assert found.pop("leading") == pytest.approx(1.85)
    assert found == {
        "em": "normal", "quotation": "normal", "headline": "normal", "dateline": "normal", "stressed": "dot",
        "bold": "400", "begins": "ltr", "wide": 320,
    }  # fmt: skip


def test_the_switch_between_versions_runs_as_its_story_does(page, live_server):
    arabic = make_set_edition("ar", ARABIC)
    story = make_proofread_story(language="ja", headline=JAPANESE[0])
    story = drafting.translate(story, of=arabic.story, by=make_user(role="editor"), now=timezone.now())
    publish(story, now=timezone.now())
    page.goto(live_server.url + arabic.get_absolute_url())
    label, link = page.get_by_text("Also in:").bounding_box(), page.get_by_role("link", name="日本語")
    assert link.bounding_box()["x"] < label["x"]
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(JAPANESE[0])
