"""Names and facts of the proof page: ticked off, and where we said them before."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk.proof.facts import of_text
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user(role="proofreader")
    client.force_login(user)
    return user


@pytest.fixture
def story():
    return make_story(
        headline="Ferry back", body="<p>Petra Holm paid £20 in May 2020.</p><p>It took 9 boats.</p>"
    )


def told(story, user):
    story.refresh_from_db()
    found = of_text(story, story.text(), user=user)
    return found["done"], found["count"]


def ticked(client, story, **sent):
    address = reverse("admin:articles_story_facts", args=[story.pk])
    return client.post(address, {"revision": story.revision_number, **sent})


def digests(story, user):
    return {
        fact.words: digest
        for _, rows in of_text(story, story.text(), user=user)["groups"]
        for fact, digest, _ in rows
    }


def test_ticks_are_kept_for_who_made_them_until_the_sentence_changes(client, reader, story):
    facts = digests(story, reader)
    answer = ticked(client, story, ticked=[facts["Petra Holm"], facts["£20"], facts["9"], "x"])
    assert answer.url.endswith("?facts=yes#facts")
    assert (told(story, reader), told(story, make_user())) == ((3, 4), (0, 4))
    body = story.body.replace("9 boats", "9 ferries")
    drafting.save(story, {"body": body}, base=1, by=make_user(role="editor"), now=timezone.now())
    assert told(story, reader) == (2, 4)


def test_one_tick_is_taken_back_and_the_others_stay(client, reader, story):
    facts = digests(story, reader)
    ticked(client, story, ticked=list(facts.values()))
    ticked(client, story, of=facts["9"])
    assert told(story, reader) == (3, 4)


def shown(client, story):
    page = client.get(reverse("admin:articles_story_proof", args=[story.pk])).content.decode()
    return *(re.findall(rf'name="{name}" value="(\w+)"', page) for name in ("of", "ticked")), page


def test_of_many_some_are_shown_and_more_when_these_are_ticked(client, reader):
    story = make_story(
        headline="Ferry back",
        body=f"<p>It took {' and '.join(f'{number} boats' for number in range(2, 502))}.</p>",
    )
    firsts, boxes, page = shown(client, story)
    assert (len(firsts), firsts == boxes, "100 more come when these are ticked." in page) == (400, True, True)
    ticked(client, story, of=firsts, ticked=firsts)
    seconds, _, page = shown(client, story)
    assert (told(story, reader), len(set(seconds) - set(firsts)), "100 of 500 not ticked." in page) == (
        (400, 500), 100, True,
    )  # fmt: skip
    ticked(client, story, of=seconds, ticked=set(seconds) - set(firsts))
    assert told(story, reader) == (
        200,
        500,
    )  # what was ticked and shown again is taken back, and nothing else


def test_the_strip_says_how_many_are_not_ticked(client, reader, story):
    page = client.get(reverse("admin:articles_story_proof", args=[story.pk])).content.decode()
    assert "4 of 4 not ticked." in page


def test_shows_what_other_published_stories_say_of_it(client, reader, story):
    make_edition(headline="Harbour fund opens", body="<p>The fund is of Petra Holm.</p>")
    make_story(headline="A draft", body="<p>Petra Holm too.</p>")
    address = reverse("admin:articles_story_earlier", args=[story.pk])
    found = client.get(address, {"words": "Petra Holm"}).context["editions"]
    assert [(row.headline, "<mark>Petra Holm</mark>" in row.passage) for row in found] == [
        ("Harbour fund opens", True)
    ]
    assert (
        "No other published story says this." in client.get(address, {"words": "Ivo Tarn"}).content.decode()
    )


def test_a_long_quotation_is_looked_for_by_its_first_words(client, reader):
    said = "“We have lost the boat that our fathers built with their own hands on the quay,” Ivo Tarn said."
    make_edition(headline="Boat lost", body=f"<p>{said}</p>")
    story = make_story(headline="A boat", body=f"<p>Again: {said}</p>")
    page = client.get(reverse("admin:articles_story_proof", args=[story.pk])).content.decode()
    links = re.findall(r'href="([^"]+/earlier/[^"]+)"', page)
    found = [[row.headline for row in client.get(unescape(link)).context["editions"]] for link in links]
    assert found == [["Boat lost"], ["Boat lost"]]
