"""The page of all corrections, and the newest of them on the front page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import press
from tests.factories import make_edition, make_user
from tests.press.desk import corrected, publish, revised
from tests.site.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOUR = timedelta(hours=1)


def make_corrected(sentence, *, at=None, severity="ordinary", **kwargs):
    """A live story whose readers were told ``sentence``, at once or at a time to come."""
    now = timezone.now()
    first = make_edition(now=now, **kwargs)
    return publish(corrected(first.story, sentence, now=now, severity=severity), now=now, at=at)


def sentences(page):
    """What corrections the page shows, in order, by the word that each begins with."""
    return re.findall('<p class="told"(?: lang="en")?>([^ ]+)', page)


def both(client):
    page, front = (client.get(address).content.decode() for address in ("/corrections/", "/"))
    return sentences(page), sentences(front.partition('id="corrections"')[2])


def test_corrections_stand_latest_first_with_their_stories_and_how_grave_they_are(client):
    for word, severity in (("One", "grave"), ("Two", "ordinary")):
        edition = make_corrected(f"{word} boat.", severity=severity)
    assert both(client) == (["Two", "One"], ["Two", "One"])
    page = client.get("/corrections/")
    assert page.content.decode().count("Serious error") == 1
    assert edition.get_absolute_url() in html_of(page).links()


def test_front_page_shows_the_latest_three(client):
    for number in range(5):
        make_corrected(f"{number} boats.")
    assert both(client) == (["4", "3", "2", "1", "0"], ["4", "3", "2"])


def test_correction_leads_to_its_story_as_it_is_called_now(client):
    edition, now = make_corrected("Six boats."), timezone.now()
    latest = publish(revised(edition.story, {"headline": "Later words"}, now=now), now=now)
    assert both(client) == (["Six"], ["Six"])
    page = client.get("/corrections/").content.decode()
    assert f'<a href="{latest.get_absolute_url()}">Later words</a>' in page


def test_story_that_was_wrong_and_is_withdrawn_is_listed_as_its_tombstone_says_it(client):
    edition = make_corrected("Six boats.", headline="Zebrafish found")
    make_edition()
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    assert both(client) == (["It"], ["It"])
    page = client.get("/corrections/")
    assert edition.get_absolute_url() in html_of(page).links()
    text = page.content.decode()
    assert ("Withdrawn" in text, "It did not meet our standards of accuracy." in text) == (True, True)
    feed = client.get("/corrections/feed.json").json()["items"]
    assert [item["title"] for item in feed] == ["Withdrawn: Zebrafish found"]
    publish(revised(edition.story, {"headline": "Two fish"}, now=timezone.now()), now=timezone.now())
    assert both(client) == (["Six"], ["Six"])


@pytest.mark.parametrize("reason", ["legal", "duplicate", "source", "rights", "undone"])
def test_story_that_is_withdrawn_takes_its_corrections_along(client, reason):
    edition = make_corrected("Six boats.", headline="Zebrafish found")
    press.withdraw(edition.story, reason=reason, by=make_user(role="editor"), now=timezone.now())
    assert both(client) == ([], [])
    assert "zebrafish" not in client.get("/corrections/").content.decode().lower()


def test_correction_is_told_at_its_second(client):
    at = timezone.now() + HOUR
    make_corrected("Six boats.", at=at)
    for moment, told in ((at - timedelta(seconds=1), []), (at, ["Six"])):
        with time_machine.travel(moment, tick=False):
            assert both(client) == (told, told)


def test_correction_that_was_called_back_is_not_told(client):
    at = timezone.now() + HOUR
    edition = make_corrected("Six boats.", at=at)
    press.call_back(edition.story, by=make_user(role="editor"), now=timezone.now())
    with time_machine.travel(at + HOUR, tick=False):
        assert both(client) == ([], [])


def test_list_goes_on_by_keys_in_both_directions(client):
    for number in range(23):
        make_corrected(f"{number} boats.")
    first = html_of(client.get("/corrections/"))
    (older,) = [link for link in first.links() if "before=" in link]
    second = client.get(f"/corrections/{older}")
    assert sentences(second.content.decode()) == ["2", "1", "0"]
    (newer,) = [link for link in html_of(second).links() if "after=" in link or link == "?"][:1]
    back = client.get(f"/corrections/{newer}").content.decode()
    assert sentences(back) == [str(number) for number in range(22, 2, -1)]


def test_empty_and_far_pages_help_on(client):
    assert "There are none" in client.get("/corrections/").content.decode()
    make_corrected("Six boats.")
    assert "Six boats." in client.get("/corrections/?after=9-9").content.decode()
