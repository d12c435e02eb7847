"""What readers are told of a story's own history: developing, corrected, expired, merged, gone for good."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.models import Edition
from tests.factories import make_edition, make_proofread_story, make_topic, make_user
from tests.press.desk import corrected, make_flash_story, publish, revised
from tests.site.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR = timedelta(hours=1)


def page_of(client, edition):
    """What readers see of the page: nothing of its head."""
    return client.get(edition.get_absolute_url()).content.decode().partition("<body>")[2]


def make_corrected(*, severity="ordinary", sentence="It was six boats, not five.", **kwargs):
    """A story corrected an hour ago."""
    then = timezone.now() - HOUR
    first = make_edition(now=then - HOUR, **kwargs)
    return publish(corrected(first.story, sentence, now=then, severity=severity), now=then)


def make_merged():
    """A story merged into another, and that other."""
    loser, into = make_edition(headline="Fire at the mill"), make_edition(headline="Mill burns")
    press.merge(loser.story, into=into.story, by=make_user(role="editor"), now=timezone.now())
    return loser, into


def test_a_flash_is_marked_as_developing_wherever_it_is_named(client):
    editor, story = make_user(role="editor"), make_flash_story(topics=[make_topic()])
    edition = press.flash(story, revision=1, by=editor, now=timezone.now())
    for address in (edition.get_absolute_url(), "/", "/stories/"):
        assert len(html_of(client.get(address)).all("p", **{"class": "developing"})) == 1


def test_what_was_read_is_not_marked_as_developing(client):
    assert "developing" not in page_of(client, make_edition(topics=[make_topic()]))


@pytest.mark.parametrize("severity", ["grave", "ordinary"])
def test_a_correction_stands_by_its_gravity(client, severity):
    page = page_of(client, make_corrected(severity=severity, paragraphs=["Five boats."]))
    sentence, body = page.index("It was six boats, not five."), page.index('<div class="body">')
    assert (sentence < body) == (severity == "grave")


def test_a_correction_is_dated_and_stays_on_later_editions(client):
    edition, now = make_corrected(), timezone.now()
    publish(revised(edition.story, {"headline": "Later"}, now=now), now=now)
    page = page_of(client, edition.story.editions.last())
    assert page.count("It was six boats, not five.") == 1
    assert f'<time datetime="{edition.live_from.isoformat(timespec="minutes")}">' in page


def test_a_correction_that_is_taken_back_stays_beside_what_took_it_back(client):
    edition, now = make_corrected(), timezone.now()
    again = publish(corrected(edition.story, "It was five boats after all.", now=now), now=now)
    page = page_of(client, again)
    assert page.index("It was six boats, not five.") < page.index("It was five boats after all.")


def test_a_correction_is_not_told_before_its_time(client):
    now = timezone.now()
    first = make_edition(now=now)
    publish(corrected(first.story, "It was six boats.", now=now), now=now, at=now + HOUR)
    assert "six boats" not in page_of(client, first)
    with time_machine.travel(now + HOUR):
        assert "six boats" in page_of(client, first)


def test_a_correction_that_was_called_back_is_never_told(client):
    now = timezone.now()
    first = make_edition(now=now)
    publish(corrected(first.story, "It was six boats.", now=now), now=now, at=now + HOUR)
    press.call_back(first.story, by=make_user(role="editor"), now=now)
    with time_machine.travel(now + 2 * HOUR):
        assert "six boats" not in page_of(client, first)


def test_corrections_of_a_story_cost_no_query_of_their_own(client, django_assert_num_queries):
    plain, noted = make_edition(), make_corrected()
    with CaptureQueriesContext(connection) as counted:
        page_of(client, plain)
    with django_assert_num_queries(len(counted)):
        page_of(client, noted)


def test_what_was_withdrawn_for_legal_reasons_leaves_no_trace(client):
    edition = make_corrected(headline="Zebrafish found", severity="grave")
    press.withdraw(edition.story, reason="legal", by=make_user(role="editor"), now=timezone.now())
    for slug in (edition.slug, "zebra"):
        response = client.get(f"/stories/{edition.story_id}/{slug}/")
        page = response.content.decode().lower().replace(edition.get_absolute_url(), "")
        assert (response.status_code, "zebra" in page.replace(f"/{slug}/", "")) == (410, False)
    assert not Edition.objects.history(timezone.now()).exists()


def test_what_was_withdrawn_openly_keeps_its_history():
    edition = make_corrected()
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    kinds = Edition.objects.history(timezone.now()).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["first", "correction", "withdrawal"]


def test_what_is_over_says_until_when(client):
    now = timezone.now()
    edition = publish(make_proofread_story(headline="Summer sale", now=now), now=now, until=now + HOUR)
    with time_machine.travel(now + HOUR):
        response = client.get(edition.get_absolute_url())
    page = response.content.decode()
    assert (response.status_code, "It was published until" in page, "withdrawn on" in page) == (
        410,
        True,
        False,
    )


def test_readers_of_a_merged_story_are_sent_to_the_other(client):
    loser, into = make_merged()
    for address in (loser.get_absolute_url(), f"/stories/{loser.story_id}/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, into.get_absolute_url())


def test_they_are_sent_on_to_where_the_other_was_merged(client):
    (loser, between), last = make_merged(), make_edition(headline="The mill, a year on")
    press.merge(between.story, into=last.story, by=make_user(role="editor"), now=timezone.now())
    assert client.get(loser.get_absolute_url()).headers["Location"] == last.get_absolute_url()


def test_while_the_other_is_gone_the_merged_story_says_that_it_is_gone(client):
    loser, into = make_merged()
    press.withdraw(into.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    response = client.get(loser.get_absolute_url())
    assert (response.status_code, b"cannot be read at the moment" in response.content) == (410, True)
