"""The readers' side in a real browser: loading on, with and without JavaScript; both themes; what axe finds."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.faults import NONE, faults_by_scheme
from tests.factories import make_edition, make_topic, make_user
from tests.site.pages import make_full_edition, make_picture

pytestmark = pytest.mark.django_db(transaction=True)

STRICTEST = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def stories(live_server, monkeypatch):
    """Eighteen live stories, the newest first, the first of them with all that a page can hold, and an old one. More
    stories load three at a time."""
    monkeypatch.setattr("articles.site.lists.MORE", 3)
    now, editor, sport = timezone.now(), make_user(role="editor"), make_topic(name="Sport")
    full = make_full_edition(
        editor=editor,
        published_at=now,
        now=now,
        standfirst="After a year",
        dateline="PORT ELLERY",
        pictures=[make_picture().pk],
        captions=[("A quay", "Bo Birch")],
        related=[["Ferry returns", "2024-05-01", None], ["Nobody wrote this", None, None]],
    )
    make_edition(
        editor=editor, headline="Ferry returns", language="ar", published_at=now - timedelta(days=60)
    )
    others = [
        make_edition(editor=editor, topics=[sport], published_at=now - timedelta(hours=n + 1))
        for n in range(17)
    ]
    return [full, *others]


@pytest.fixture
def problems(page):
    """What the browser complains of: violations of the policy, errors of scripts, files that are not there."""
    found = []
    page.on(
        "console",
        lambda message: found.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("response", lambda answer: found.append(answer.url) if answer.status >= 400 else None)
    yield found
    assert found == []


def loaded(page):
    return page.locator("[data-more-list] > li")


def scroll_to_the_end(page):
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def scroll_until(page, count):
    """Scroll on until so many stories are there; one scroll may bring more than one batch, as the page is laid out."""
    for _ in range(100):
        if loaded(page).count() >= count:
            break
        scroll_to_the_end(page)
        page.wait_for_timeout(100)
    expect(loaded(page)).to_have_count(count)


def test_more_stories_load_on_as_one_scrolls(page, live_server, stories, problems):
    page.goto(live_server.url + stories[0].get_absolute_url())
    assert loaded(page).count() == 6
    scroll_until(page, 15)
    assert page.get_by_role("status").filter(has_text="3 more stories.").is_visible()
    headlines = loaded(page).locator(".head").all_inner_texts()
    assert len(headlines) == len(set(headlines))


def test_after_three_batches_it_waits_to_be_asked_and_says_when_all_is_there(
    page, live_server, stories, problems
):
    page.goto(live_server.url + stories[0].get_absolute_url())
    scroll_until(page, 15)
    scroll_to_the_end(page)
    page.wait_for_timeout(300)
    assert loaded(page).count() == 15
    page.get_by_role("link", name="Older stories").click()
    expect(loaded(page)).to_have_count(16)  # without the story before, and the one under Related coverage
    assert page.get_by_text("1 more story. No older stories.").is_visible()
    assert page.get_by_role("link", name="Older stories").count() == 0
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('[data-more-list] > li')[15]"
    )


def test_who_comes_back_finds_the_page_as_long_as_it_was_at_the_same_place(
    page, live_server, stories, problems
):
    page.goto(live_server.url + stories[0].get_absolute_url())
    scroll_until(page, 15)
    link = loaded(page).nth(11).get_by_role("link")
    link.scroll_into_view_if_needed()
    top, here = page.evaluate("scrollY"), page.url
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{address}")
    page.go_back()
    page.wait_for_url(here)
    expect(loaded(page)).to_have_count(15)
    expect(loaded(page).nth(11).get_by_role("link")).to_have_attribute("href", address)
    page.wait_for_function(f"Math.abs(scrollY - {top}) < 3")


def test_a_story_is_shared_copied_and_printed_where_that_works(page, live_server, stories, problems):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.add_init_script("navigator.share = async (given) => { document.title = given.url }")
    address = live_server.url + stories[0].get_absolute_url()
    page.goto(f"{address}?utm_source=letter")
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("The address is copied.").wait_for()
    page.get_by_role("searchbox").first.press("Control+V")  # no page of ours may read what was copied
    expect(page.get_by_role("searchbox").first).to_have_value(address)
    page.get_by_role("button", name="Share").click()
    assert page.title() == address
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"


def test_without_javascript_a_story_offers_only_what_works(new_context, live_server, stories):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + stories[0].get_absolute_url())
    ways = page.locator(".ways")
    assert ways.get_by_role("button").count() == 0
    assert ways.get_by_role("link").all_inner_texts() == ["Send by e-mail", "Report an error"]


def test_it_waits_to_be_asked_where_motion_is_reduced(page, live_server, stories, problems):
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + stories[0].get_absolute_url())
    scroll_to_the_end(page)
    page.wait_for_timeout(300)
    assert loaded(page).count() == 6
    page.get_by_role("link", name="Older stories").click()
    expect(loaded(page)).to_have_count(9)
    scroll_to_the_end(page)
    page.wait_for_timeout(300)
    assert loaded(page).count() == 9


def test_without_javascript_the_link_leads_to_older_stories(new_context, live_server, stories):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + stories[0].get_absolute_url())
    page.get_by_role("link", name="Older stories").click()
    page.wait_for_url("**/stories/?before=*")
    expect(page.get_by_role("link", name=stories[8].headline, exact=True)).to_be_visible()


def test_failure_leaves_the_plain_link(page, live_server, stories):
    page.route("**/stories/more/*", lambda route: route.abort())
    page.goto(live_server.url + stories[0].get_absolute_url())
    scroll_to_the_end(page)
    page.get_by_text("Older stories could not be loaded here").wait_for()
    page.get_by_role("link", name="Older stories").click()
    page.wait_for_url("**/stories/?before=*")


def test_list_is_filtered_by_the_form_and_back_again(page, live_server, stories, problems):
    page.goto(live_server.url + "/stories/")
    further = page.get_by_role("navigation", name="Narrow the list")
    further.get_by_role("link", name="Sport").click()
    page.wait_for_url("**topic=sport")
    further.get_by_role("button", name="English").press("Enter")
    page.wait_for_url("**/stories/?topic=sport&language=en")
    page.go_back()
    page.wait_for_url("**topic=sport")
    page.get_by_label("Words").fill("council")
    page.get_by_role("button", name="Show stories").click()
    page.wait_for_url("**q=council**")
    assert page.get_by_role("link", name=stories[0].headline).count() == 0
    page.get_by_role("link", name="Topic: Sport").click()
    page.wait_for_url("**/stories/?q=council")
    assert page.get_by_role("link", name=stories[0].headline).count() == 1


def test_skip_link_comes_first_and_leads_to_the_stories(page, live_server, stories, problems):
    page.goto(live_server.url + "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_reaches_over_the_edge(page, live_server, stories, problems):
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    long = make_edition(headline=word, published_at=stories[0].published_at - timedelta(minutes=1))
    month = f"/archive/{timezone.localtime(long.published_at):%Y/%m}/"
    paths = ("/", "/stories/?q=a&topic=sport", stories[0].get_absolute_url(), "/sources/", month)
    for width, path in product((320, 768, 1440), paths):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


def test_large_text_keeps_room_for_words_beside_pictures(page, live_server, stories, problems):
    """At twice the size of text no words stand in a column narrower than 7 em."""
    for width, path in product((320, 360, 768), ("/", "/stories/")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        ems = page.locator(".teaser .words").evaluate_all(
            "all => all.map(one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))"
        )
        assert (path, min(ems) > 7) == (path, True)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_follows_a_story_begins_where_its_lines_do(page, live_server, stories, problems):
    topic = make_topic(name="Culture")
    for language, edge in (("en", "left"), ("ar", "right")):
        edition = make_edition(language=language, topics=[topic])
        page.goto(live_server.url + edition.get_absolute_url())
        ways = f".ways a:{'first' if edge == 'left' else 'last'}-of-type"
        places = [
            page.locator(where).evaluate(f"it => Math.round(it.getBoundingClientRect().{edge})")
            for where in (".body > p:first-child", ".topics a", ways)
        ]
        assert (language, set(places)) == (language, {places[0]})


def test_large_text_breaks_no_masthead(page, live_server, stories, problems):
    """At twice the size of text on a small phone the skip link hides wholly, names stay on their line, and dates break
    where they are wider than the page."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + stories[0].get_absolute_url())
    dated = page.get_by_role("link", name="Older stories").get_attribute("href")
    for path in (stories[0].get_absolute_url(), dated, "/corrections/"):
        page.goto(live_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.locator(".skip").evaluate("it => it.getBoundingClientRect().bottom") <= 0
        name = page.locator(".masthead .name a").bounding_box()
        assert (path, name["height"] < 64) == (path, True)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 320)


def test_axe_finds_nothing(page, live_server, stories):
    names = [stories[0].source.get_absolute_url(), "/topics/"]
    narrowed = "/stories/?since=never&topic=sport&language=en"
    for path in ("/", narrowed, stories[0].get_absolute_url(), "/nowhere/", *names):
        page.goto(live_server.url + path)
        assert (path, faults_by_scheme(page, STRICTEST)) == (path, NONE)


def test_themes_differ(page, live_server, stories, problems):
    page.goto(live_server.url + "/")
    colours = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(252, 251, 248)", "rgb(19, 20, 22)"]
