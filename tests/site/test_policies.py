"""The newsroom's own pages: at their address, in the foot of every page, for as long as they are shown."""

import pytest
from django.utils import timezone

from articles import policies
from tests.factories import make_user
from tests.site.pages import html_of
from tests.test_policies import add, save

pytestmark = pytest.mark.django_db


def test_page_says_what_editors_wrote_and_when(client):
    policy = add(
        body='<p>We are <strong>fair</strong>.</p><h2>Sources</h2><p>We <a href="/about/x/">name</a> them.</p>'
    )
    page = client.get("/about/ethics/").content.decode()
    assert "<p>We are <strong>fair</strong>.</p><h2>Sources</h2>" in page
    assert html_of(client.get("/about/ethics/")).meta("description").startswith("We are fair.")
    assert f'<time datetime="{timezone.localdate(policy.changed_at)}">' in page


def test_foot_of_every_page_leads_there(client):
    assert 'aria-label="About' not in client.get("/").content.decode()
    add("ethics")
    add("about", title="About us")
    for address in ("/", "/stories/", "/nowhere/", "/about/ethics/"):
        links = html_of(client.get(address)).links()
        assert [link for link in links if link.startswith("/about/")] == ["/about/about/", "/about/ethics/"]


def test_page_that_is_taken_away_is_gone_with_its_link(client):
    policy = add(title="Zebrafish rules")
    save(policy, is_shown=False)
    response = client.get("/about/ethics/")
    assert (response.status_code, "Zebrafish" in response.content.decode()) == (404, False)
    assert "/about/ethics/" not in html_of(client.get("/")).links()


def test_page_changes_at_once(client):
    policies.save(add(), {"title": "How we work"}, base=1, by=make_user(role="editor"), now=timezone.now())
    assert html_of(client.get("/about/ethics/")).headings == [(1, "How we work")]


@pytest.mark.parametrize("query", ["version=1", "q=%00", "before=1-1&x=%ff"])
def test_odd_queries_get_the_page(client, query):
    add()
    assert client.get(f"/about/ethics/?{query}").status_code == 200
    assert client.get(f"/about/nothing/?{query}").status_code == 404


def test_sitemap_names_the_page_and_when_it_changed(client):
    policy = add()
    add("owners", title="Owners", is_shown=False)
    pages = client.get("/sitemap-pages.xml").content.decode()
    entry = pages.partition("/about/ethics/</loc>")[2].partition("</url>")[0]
    assert entry == f"<lastmod>{policy.changed_at.isoformat(timespec='seconds')}</lastmod>"
    assert "/about/owners/" not in pages
