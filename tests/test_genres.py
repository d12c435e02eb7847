"""What kind of piece a story is: chosen at the desk, and told wherever the story is, but for plain news."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafting, evidence
from articles.approval import Approval
from articles.models import Genre, Story
from articles.text.proving import faults_of
from tests.desk.desk import address, client_of, filled
from tests.factories import make_edition, make_proofread_story, make_story, make_topic, make_user
from tests.press.desk import publish, revised
from tests.site.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now()
HOUR = timedelta(hours=1)
TYPES = {
    "news": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "background": "BackgroundNewsArticle",
    "opinion": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
}


def labels_of(response):
    return response.content.decode().count('<p class="genre" lang="en">Opinion</p>')


@pytest.mark.parametrize("genre", Genre.values)
def test_search_engines_are_told_of_each(client, genre):
    edition = make_edition(genre=genre)
    kinds = [block["@type"] for block in html_of(client.get(edition.get_absolute_url())).data]
    assert kinds == [TYPES[genre], "BreadcrumbList"]


def test_readers_see_it_on_the_page_and_in_every_list_and_nothing_of_plain_news(client):
    topic = make_topic(name="Harbour")
    edition = make_edition(genre="opinion", topics=[topic])
    pages = ["/", "/stories/", topic.get_absolute_url(), edition.get_absolute_url()]
    assert [labels_of(client.get(page)) for page in pages] == [1, 1, 1, 1]
    publish(revised(edition.story, {"genre": "news"}, now=NOW), now=NOW)
    assert [client.get(page).content.count(b'class="genre"') for page in pages] == [0, 0, 0, 0]


def test_machines_are_told(client):
    edition = make_edition(genre="analysis", topics=[make_topic(name="Harbour")])
    (entry,) = client.get("/stories/feed.json").json()["items"]
    assert entry["tags"] == ["Analysis", "Harbour"]
    told = client.get(reverse("site:api-story", args=[edition.story_id])).json()
    assert told["genre"] == "analysis"
    ninjs = client.get(reverse("site:api-ninjs", args=[edition.story_id])).json()
    assert ninjs["genres"] == [{"name": "Analysis", "uri": "http://cv.iptc.org/newscodes/genre/Analysis"}]


def test_it_is_chosen_in_the_storys_form():
    story, client = make_story(), client_of(role="writer")
    page = address("story_change", story.pk)
    client.post(page, filled(client.get(page), genre="review"))
    assert Story.objects.get().genre == "review"
    refused = client.post(page, filled(client.get(page), genre="gossip"))
    assert "genre" in refused.context["form"].errors
    assert Story.objects.get().genre == "review"


def test_one_that_was_changed_after_the_reading_is_told_to_who_publishes():
    story, writer = make_proofread_story(now=NOW - HOUR), make_user(role="writer")
    saved = drafting.save(story, {"genre": "opinion"}, base=story.revision_number, by=writer, now=NOW)
    assert Approval(saved.story).unread_details == {"genre": writer.username}


def test_readers_are_told_among_the_changes_of_a_story(client):
    edition = make_edition(now=NOW - HOUR)
    publish(revised(edition.story, {"genre": "opinion"}, now=NOW), now=NOW)
    (link,) = [one for one in html_of(client.get(edition.get_absolute_url())).links() if "/changes/" in one]
    assert "Marked as opinion" in client.get(link).content.decode()
    assert faults_of(evidence.of(edition.story, now=NOW)) == []
