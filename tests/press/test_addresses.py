"""Slugs live on editions: only what readers had redirects (E15)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import drafting, press
from articles.models import Edition
from tests.factories import make_edition, make_proofread_story, make_source, make_story, make_user
from tests.press.desk import publish, revised

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def answer(client, story, slug):
    response = client.get(f"/stories/{story.pk}/{slug}/")
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize("slug", ["working-title", "final-title"])
def test_a_draft_has_no_address_under_any_title_it_ever_had(client, slug):
    story = make_story(headline="Working title")
    drafting.save(story, {"headline": "Final title"}, base=1, by=make_user(role="writer"), now=timezone.now())
    assert answer(client, story, slug) == (404, None)
    assert not Edition.objects.exists()


def test_a_live_story_that_is_renamed_on_the_desk_keeps_its_only_address(client):
    edition, writer = make_edition(headline="Ferry returns"), make_user(role="writer")
    for number, headline in enumerate(["Working title", "Other title"], start=1):
        changes = {"headline": headline}
        drafting.save(edition.story, changes, base=number, by=writer, now=timezone.now())
    assert answer(client, edition.story, "ferry-returns") == (200, None)
    assert answer(client, edition.story, "other-title") == (301, edition.get_absolute_url())


def test_a_new_slug_leaves_one_permanent_redirect_from_its_publication_on(client):
    now = timezone.now()
    story = make_edition(headline="Ferry returns", now=now).story
    update = publish(revised(story, {"headline": "Ferry is back"}, now=now), now=now, at=now + HOUR)
    assert answer(client, story, "ferry-returns") == (200, None)
    with time_machine.travel(now + HOUR):
        assert answer(client, story, "ferry-returns") == (301, update.get_absolute_url())
        assert answer(client, story, "ferry-is-back") == (200, None)


def test_a_scheduled_story_has_no_address_before_its_time(client):
    now = timezone.now()
    story = make_proofread_story(headline="Ferry returns", now=now)
    publish(story, now=now, at=now + HOUR)
    assert answer(client, story, "ferry-returns") == (404, None)


def test_words_that_change_under_the_same_headline_change_no_address():
    now = timezone.now()
    first = make_edition(headline="Ferry returns", now=now)
    update = publish(revised(first.story, {"standfirst": "At last"}, now=now), now=now)
    assert update.slug == first.slug


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("£42.6m sea wall", "42-6m-sea-wall"),
        ("The mayor—but not… us", "the-mayor-but-not-us"),
        ("2.3km, 5'10\" and 3/4 at 10:30", "2-3km-5-10-and-3-4-at-10-30"),
        ("1,250,000 of 3,4 %", "1250000-of-3-4"),
        ("St. Orrin's U.S. and/or us", "st-orrins-us-and-or-us"),
    ],
)
def test_an_address_keeps_figures_and_words_apart(client, headline, slug):
    assert answer(client, make_edition(headline=headline).story, slug) == (200, None)
    assert make_source(name=headline).get_absolute_url() == f"/sources/{slug}/"


def test_a_title_without_letters_still_has_an_address(client):
    edition = make_edition(headline="!!!")
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_a_withdrawn_story_redirects_nowhere(client):
    edition = make_edition(headline="Ferry returns")
    press.withdraw(edition.story, reason="legal", by=make_user(role="editor"), now=timezone.now())
    assert answer(client, edition.story, "ferry") == (410, None)
