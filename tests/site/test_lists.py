from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.pages import STORIES
from tests.factories import make_edition, make_source, make_topic, make_user
from tests.site.pages import html_of, states_in_forms

pytestmark = pytest.mark.django_db


def make_editions(count, **kwargs):
    now, editor = timezone.now(), make_user(role="editor")
    return [
        make_edition(editor=editor, published_at=now - timedelta(hours=n + 1), **kwargs) for n in range(count)
    ]


def link_to(response, rel):
    return next(a["href"] for a in html_of(response).all("a", rel=rel))


def shown(response, editions):
    links = html_of(response).links()
    return [edition.get_absolute_url() in links for edition in editions]


def test_list_pages_on_with_its_filters(client):
    wire = make_source(name="Wire")
    mine = make_editions(STORIES + 2, source=wire)
    make_editions(3)
    first = client.get("/stories/?source=wire")
    second = client.get("/stories/" + link_to(first, "next"))
    assert shown(first, mine) == [True] * STORIES + [False] * 2
    assert shown(second, mine) == [False] * STORIES + [True] * 2
    assert shown(client.get("/stories/" + link_to(second, "prev")), mine) == shown(first, mine)


def test_a_search_pages_on_past_what_is_counted_and_back(client, monkeypatch):
    monkeypatch.setattr("articles.search.counting.TALLIED", STORIES + 5)
    mine = make_editions(2 * STORIES + 2, headline="A zephyr")
    pages = [client.get("/stories/?q=zephyr")]
    for _ in range(2):
        pages.append(client.get("/stories/" + link_to(pages[-1], "next")))
    listed = [[n for n, is_shown in enumerate(shown(page, mine)) if is_shown] for page in pages]
    assert listed == [[*range(STORIES)], [*range(STORIES, 2 * STORIES)], [2 * STORIES, 2 * STORIES + 1]]
    assert shown(client.get("/stories/" + link_to(pages[2], "prev")), mine) == shown(pages[1], mine)


@pytest.mark.once
def test_older_page_says_how_far_back_it_begins(client):
    now, editor = datetime(2024, 9, 18, 12, tzinfo=UTC), make_user(role="editor")
    wire = make_source(name="Wire")
    for days in range(STORIES + 1):
        make_edition(editor=editor, source=wire, published_at=now - timedelta(days=days))
    for address, title in [
        ("/stories/", "Stories up to 29 Aug 2024"),
        ("/sources/wire/", "Wire: stories up to 29 Aug 2024"),
    ]:
        first = client.get(address)
        second = client.get(address + link_to(first, "next"))
        assert "up to" not in html_of(first).headings[0][1]
        assert f"<title>{title} –" in second.content.decode()
        assert 'up to <time datetime="2024-08-29">' in second.content.decode().partition("</h1>")[0]
        assert second.content.decode().count("Newer stories") == 2  # above the list, and below


@pytest.mark.once
def test_title_says_from_when(client):
    page = client.get("/stories/?since=2026-11-10&until=2026-11-12").content.decode()
    assert "<title>from 10 Nov 2026, to 12 Nov 2026 – Stories –" in page


@pytest.mark.once
def test_each_page_is_its_own_in_search_engines(client):
    make_editions(STORIES + 1)
    link = link_to(client.get("/stories/"), "next")
    canonical = html_of(client.get("/stories/" + link)).all("link", rel="canonical")
    assert canonical == [{"rel": "canonical", "href": f"http://testserver/stories/{link}"}]


def told_to_engines(client, query):
    """What a list tells search engines: whether they may keep it, and the address that stands for it."""
    html = html_of(client.get(f"/stories/{query}"))
    canonical = html.all("link", rel="canonical")[0]["href"].removeprefix("http://testserver/stories/")
    return not html.meta("robots").startswith("noindex"), canonical


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?q=ferry", "?q=ferry"),
        ("?q=++FERRY!+%E2%98%8E&order=date&utm_source=x", "?q=ferry"),
        ("?q=night-ferry+%E2%80%9Cr%C3%A9turns%E2%80%9D", "?q=%22night+ferry%22+%22returns%22"),
        ("?q=Retur*", "?q=retur%2A"),
    ],
)
def test_a_search_that_finds_something_is_for_search_engines_in_one_form(client, query, canonical):
    make_edition(headline="Night ferry returns")
    assert told_to_engines(client, query) == (True, canonical)
    assert told_to_engines(client, canonical) == (True, canonical)


@pytest.mark.once
@pytest.mark.parametrize(
    "query",
    ["?q=casino", "?q=ferri", "?q=ferry+-casino", "?q=ferry&year=2026", "?q=ferry&order=relevance",
     "?q=ferry&topic=casino", "?topic=casino", "?source=wire"],
)  # fmt: skip
def test_no_other_search_is(client, query):
    make_edition(headline="Night ferry returns", source=make_source(name="Wire"))
    assert told_to_engines(client, query)[0] is False


def test_nor_is_one_whose_one_form_is_too_long_to_be_asked(client):
    words = " ".join(["a-b", *(f"c-{number}" for number in range(10, 45))])
    make_edition(headline="Long", body=f"<p>{words}</p>")
    assert len(words) < 200
    assert told_to_engines(client, f"?q={words.replace(' ', '+')}")[0] is False


def test_nor_is_a_later_page_of_one(client):
    make_editions(STORIES + 1, headline="Ferry returns")
    later = link_to(client.get("/stories/?q=ferry"), "next")
    assert told_to_engines(client, later) == (False, later)


@pytest.mark.once
def test_conditions_are_named_and_can_be_taken_away(client):
    make_edition(source=make_source(name="Wire"), headline="Ferry returns")
    response = client.get("/stories/?source=wire&q=ferry")
    assert {"/stories/?q=ferry", "/stories/?source=wire"} <= set(html_of(response).links())
    assert html_of(response).meta("robots") == "noindex, follow"


def test_form_keeps_what_was_asked(client):
    make_edition(source=make_source(name="Wire"))
    make_edition(source=make_source(name="Post"))
    html = html_of(client.get("/stories/?q=a+%22b%22&since=2025-01-02&source=wire&source=post"))
    assert html.all("input", name="q")[0]["value"] == 'a "b"'
    assert html.all("input", name="since")[0]["value"] == "2025-01-02"
    assert [field["value"] for field in html.all("input", name="source")][:2] == ["post", "wire"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=soon", "Enter a valid date."),
        ("since=2025-02-02&until=2025-01-01", "The last day lies before the first"),
        ("source=nobody", "There is no source “nobody”."),
        ("language=xx", "No language “xx” is known."),
        ("q=" + "a" * 201, "at most 200 characters"),
    ],
)
def test_what_was_not_understood_is_said(client, query, sentence):
    edition = make_edition()
    response = client.get(f"/stories/?{query}")
    assert sentence in response.content.decode()
    assert shown(response, [edition]) == [True]


@pytest.mark.parametrize("tag", ["en-GB", "EN", "En-latn-gb"])
def test_a_language_is_taken_by_any_tag_of_it(client, tag):
    editions = [make_edition(language=language) for language in ("en", "en-GB", "fr")]
    page = client.get(f"/stories/?language={tag}")
    assert shown(page, editions) == [True, True, False]
    assert html_of(page).all("link", rel="canonical")[0]["href"].endswith("/stories/?language=en")
    found = client.get(f"/api/stories/?language={tag}").json()["results"]
    assert {row["id"] for row in found} == {edition.story_id for edition in editions[:2]}


@pytest.mark.once
def test_list_is_narrowed_by_a_link_and_widened_again(client):
    make_edition(source=make_source(name="Wire"), language="fr")
    assert "/stories/?language=fr" in html_of(client.get("/stories/")).links()
    page = client.get("/stories/?language=fr")
    chosen = html_of(page).all("a", **{"aria-current": "true", "href": "/stories/"})
    assert chosen == [{"href": "/stories/", "rel": "nofollow", "aria-current": "true"}]


@pytest.mark.once
def test_list_is_narrowed_further_and_widened_by_buttons(client):
    make_edition(source=make_source(name="Wire"), topics=[make_topic(name="Sea")], language="fr")
    assert "source=wire&language=fr" in states_in_forms(client.get("/stories/?language=fr"))
    last = states_in_forms(client.get("/stories/?topic=sea&source=wire&language=fr"))
    two = ["topic=sea&source=wire", "topic=sea&language=fr", "source=wire&language=fr"]
    assert [last.count(query) for query in two] == [2, 2, 2]  # above the list, and beside it


@pytest.mark.once
def test_no_link_narrows_a_list_by_more_than_one_thing(client):
    """A crawler that follows every link comes to an end."""
    for name in ("One", "Two", "Three"):
        make_edition(source=make_source(name=name), topics=[make_topic(name=name)], language="fr")
    seen, ahead = set(), {"/stories/"}
    while ahead - seen:
        address = (ahead - seen).pop()
        seen.add(address)
        ahead |= {link for link in html_of(client.get(address)).links() if link.startswith("/stories/?")}
    years = {f"/stories/?year={timezone.localtime().year}"}
    names = {f"/stories/?{kind}={name}" for kind in ("source", "topic") for name in ("one", "two", "three")}
    assert seen == {"/stories/", "/stories/?language=fr"} | names | years


def test_list_says_how_many_stories_it_has_on_each_page(client):
    make_editions(STORIES + 1, headline="A zephyr")
    make_editions(1)
    first = client.get("/stories/?q=zephyr")
    for response in (first, client.get("/stories/" + link_to(first, "next"))):
        assert f'<p class="tally">{STORIES + 1} stories</p>' in response.content.decode()


@pytest.mark.once
def test_search_field_tells_how_to_ask(client):
    html = html_of(client.get("/stories/"))
    described = html.all("input", name="q")[0]["aria-describedby"]
    assert html.all("span", id=described)


def test_nothing_found_says_so_and_offers_what_would_find_something(client):
    newest = make_edition(headline="A gale", language="fr", source=make_source(name="Wire"))
    make_edition(headline="A zephyr", source=make_source(name="Post"))
    response = client.get("/stories/?q=gale+zephyr&source=wire")
    assert "No story matches" in response.content.decode()
    assert newest.get_absolute_url() in html_of(response).links()
    assert "q=gale&source=wire" in states_in_forms(response)
    assert "Only “gale”" in response.content.decode()
    assert "Only “zephyr”" not in response.content.decode()  # the source has none


def test_nothing_found_offers_all_stories_where_several_filters_leave_none(client):
    make_edition(headline="A gale", language="fr", source=make_source(name="Wire"))
    make_edition(headline="A zephyr", source=make_source(name="Post"))
    page = client.get("/stories/?q=zephyr&source=wire&language=fr").content.decode()
    offered = ["<bdi>Without the source Wire</bdi>", "<bdi>In all stories</bdi>"]
    assert [offer in page for offer in offered] == [False, True]


def test_nothing_found_offers_the_list_without_a_filter(client):
    make_edition(headline="A zephyr", source=make_source(name="Post"))
    make_edition(source=make_source(name="Wire"))
    page = client.get("/stories/?q=zephyr&source=wire").content.decode()
    assert "<bdi>Without the source Wire</bdi>" in page
    since = client.get("/stories/?q=zephyr&since=2100-01-01").content.decode()
    assert "<bdi>Not only from 1 Jan 2100</bdi>" in since


def test_more_is_a_fragment_that_leads_on(client):
    editions = make_editions(17)
    story = client.get(editions[0].get_absolute_url())
    address = html_of(story).all("a", **{"class": "button"})[0]["data-more"]
    response = client.get(address)
    assert shown(response, editions) == [False] * 8 + [True] * 9
    assert (response.headers["X-Robots-Tag"], "<html" in response.content.decode()) == ("noindex", False)
    assert html_of(response).all("a", **{"class": "button"}) == []
