from datetime import timedelta

import pytest
from django.utils import timezone

from articles import credits
from articles.models import Source, Topic
from articles.pages import page_of
from tests.factories import make_edition, make_proofreader, make_source, make_topic, make_user, make_writer
from tests.plans import plans
from tests.site.pages import Html, html_of

pytestmark = pytest.mark.django_db

KINDS = {
    "source": (make_source, lambda row: {"source": row}),
    "proofreader": (make_proofreader, lambda row: {"proofreader": row}),
    "writer": (make_writer, lambda row: {"writers": [row]}),
    "topic": (make_topic, lambda row: {"topics": [row]}),
}


@pytest.mark.parametrize(("make", "carrying"), KINDS.values(), ids=KINDS)
def test_name_has_a_page_with_its_stories_alone(client, make, carrying):
    mine, other = make(name="Ash"), make()
    edition, foreign = make_edition(**carrying(mine)), make_edition(**carrying(other))
    html = html_of(client.get(mine.get_absolute_url()))
    assert html.headings[0] == (1, "Ash")
    assert edition.get_absolute_url() in html.links()
    assert foreign.get_absolute_url() not in html.links()


@pytest.mark.parametrize(("make", "carrying"), KINDS.values(), ids=KINDS)
def test_names_are_listed_in_their_order_if_a_live_story_carries_them(client, make, carrying):
    for name in ("Birch", "Ash", "Cedar"):
        make_edition(**carrying(make(name=name)))
    make(name="Unused")
    index = make(name="Ash").get_absolute_url().removesuffix("ash/")
    listed = client.get(index).content.decode().partition('<ul class="names">')[2].partition("</ul>")[0]
    assert Html(listed).links() == [f"{index}{slug}/" for slug in ("ash", "birch", "cedar")]


@pytest.mark.sqlite
@pytest.mark.parametrize("kind", KINDS)
def test_an_index_leads_from_a_name_to_a_story_that_carries_it(client, kind):
    with plans() as found:
        client.get(f"/{kind}s/")
    [steps] = [steps for sql, steps in found.items() if f'FROM "articles_{kind}"' in sql]
    inner = [step.strip() for step in steps if step.startswith(" ")]
    assert [step for step in inner if step.startswith(("SCAN", "USE TEMP"))] == []
    assert any(step.startswith("SEARCH U0 USING") for step in inner)


@pytest.mark.parametrize("kind", ["source", "proofreader", "writer"])
def test_merged_name_leads_to_the_one_that_stands_for_it(client, kind):
    make, carrying = KINDS[kind]
    old, new = make(name="Old"), make(name="New")
    make_edition(**carrying(old))
    credits.merge(old, into=new, by=make_user(role="editor"), now=timezone.now())
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (301, new.get_absolute_url())
    assert old.get_absolute_url() not in html_of(client.get(f"/{kind}s/")).links()


def test_page_of_a_name_counts_the_stories_of_those_merged_into_it_too(client):
    wire, old = make_source(name="Wire"), make_source(name="Old wire")
    for source in (wire, old, make_source(name="Post")):
        make_edition(source=source)
    credits.merge(old, into=wire, by=make_user(role="editor"), now=timezone.now())
    assert '<p class="tally">2 stories</p>' in client.get("/sources/wire/").content.decode()


def test_name_merged_into_one_without_stories_is_not_found(client):
    old, new = make_source(name="Old"), make_source(name="New")
    credits.merge(old, into=new, by=make_user(role="editor"), now=timezone.now())
    assert client.get(old.get_absolute_url()).status_code == 404


def test_what_is_told_about_a_name_is_shown(client):
    make_edition(source=make_source(name="Wire"), topics=[make_topic(name="Sea")])
    for model, address in ((Source, "/sources/wire/"), (Topic, "/topics/sea/")):
        model.objects.update(about="Founded on a <pier>.")
        html = html_of(client.get(address))
        assert '<p class="intro">Founded on a &lt;pier&gt;.</p>' in html.text
        assert html.meta("description") == "Founded on a <pier>."


def test_page_of_a_topic_names_the_section_of_no_story_but_those_of_others(client):
    sea, sport = make_topic(name="Sea"), make_topic(name="Sport")
    make_edition(topics=[sea, sport])
    make_edition(topics=[sport, sea])
    labels = {path: client.get(path).content.decode().count('<p class="label" lang="en') for path in
              ("/topics/sea/", "/topics/sport/", "/stories/")}  # fmt: skip
    assert labels == {"/topics/sea/": 1, "/topics/sport/": 1, "/stories/": 2}


def test_names_go_on_on_a_further_page(client, monkeypatch):
    for name in ("Ash", "Birch & Son", "Cedar"):
        make_edition(source=make_source(name=name))
    monkeypatch.setattr("articles.pages.page_of_names.__kwdefaults__", {"after": "", "size": 2})
    first = html_of(client.get("/sources/"))
    further = html_of(client.get("/sources/" + first.all("a", rel="next")[0]["href"]))
    assert "/sources/cedar/" not in first.links()
    assert "/sources/cedar/" in further.links()


def test_pages_of_a_name_hold_each_story_once_those_of_merged_names_too(client, monkeypatch):
    monkeypatch.setattr("articles.pages.page_of.__kwdefaults__", {**page_of.__kwdefaults__, "size": 2})
    monkeypatch.setattr("articles.site.names.MOST", 1)
    ada, other, at = make_writer(name="Ada Quill"), make_writer(name="A. Quill"), timezone.now()
    kinds = [{"writers": [one]} for one in (ada, other, ada, other, ada)]
    made = [make_edition(published_at=at - timedelta(days=n), **kind) for n, kind in enumerate(kinds)]
    credits.merge(other, into=ada, by=make_user(role="editor"), now=at)
    asked, found = "/writers/ada-quill/", []
    for _ in range(3):
        page = client.get(asked).context["page"]
        found.append([row.pk for row in page.rows])
        asked = f"/writers/ada-quill/?before={page.older}"
    pks = [edition.pk for edition in made]
    assert (found, page.older) == ([pks[:2], pks[2:4], pks[4:]], None)
