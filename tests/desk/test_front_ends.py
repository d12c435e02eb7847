"""Pins of the front page that end: at a time that was given, for readers and on the desk."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from articles.layouts import LEAD, Layout, Pin, layout_at
from tests.desk.desk import client_of
from tests.desk.test_front_page import PAGE, arrange, decide, spelled, step
from tests.site.test_front import make_editions

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_pin_is_given_an_end_and_keeps_its_place_for_good_again():
    (edition,) = make_editions(1)
    client, query = client_of(), f"base=0&lead={edition.story_id}"
    assert edition.headline in client.get(f"{PAGE}until/?{query}&slot=lead").content.decode()
    at = timezone.localtime() + 26 * HOUR
    response = client.get(f"{PAGE}until/?{query}&slot=lead&date={at:%Y-%m-%d}&time={at:%H:%M}")
    ended = urlsplit(response.url).query
    decide(client, ended)
    assert layout_at(timezone.now()).pins[LEAD].until == at.replace(second=0, microsecond=0)
    assert spelled(step(client, "keep:lead", ended)) == spelled(query)


def test_pin_that_has_ended_is_none_on_the_desk_either():
    newest, pinned = make_editions(2)
    until, client = timezone.now() + HOUR, client_of()
    arrange(Layout(pins={LEAD: Pin(pinned.story_id, until)}))
    kept = client.get(PAGE).context["draft"].query()
    with time_machine.travel(until, tick=False):
        for query in ("", kept, "from=1"):
            page = client.get(f"{PAGE}?{query}")
            shown = [(row.pin, row.edition) for row in page.context["shown"].top[:2]]
            assert shown == [(None, newest), (None, pinned)]
            assert not page.context["is_changed"]
        assert client.get(f"{PAGE}decide/?{kept}&when=now").context["changes"] == []
