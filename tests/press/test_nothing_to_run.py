"""A schedule is kept by the web server alone: no worker, no cron, no command stands by (E4, E8)."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_proofread_story
from tests.press.desk import publish, revised

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

AHEAD, PATIENCE = timedelta(seconds=2), timedelta(seconds=90)


@dataclass(frozen=True)
class Answer:
    asked: datetime
    answered: datetime
    says: str
    """The standfirst of the page, or its status."""


class Site:
    """The running site, as its readers reach it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str) -> Answer:
        asked = timezone.now()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path)
            response = line.getresponse()
            page = response.read().decode()
        finally:
            line.close()
        standfirst = re.search('<p class="standfirst">(.*?)</p>', page)
        return Answer(asked, timezone.now(), standfirst[1] if standfirst else str(response.status))

    def answers(self) -> bool:
        try:
            return self.ask("/").says == "200"
        except OSError:
            return False

    def changes(self, path: str, *, at: datetime) -> tuple[set[str], set[str]]:
        """What a page says before a moment and from it on, asked again and again until after it.

        An answer that was under way at the moment itself may be either.
        """
        found = [self.ask(path)]
        while found[-1].asked < at:
            time.sleep(0.05)
            found.append(self.ask(path))
        before = {answer.says for answer in found if answer.answered < at}
        return before, {answer.says for answer in found if answer.asked >= at}


def database_url() -> str:
    """The test's own database, as another process names it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(held['NAME']).absolute()}"
    user, password, host = (quote(str(held[name]), safe="") for name in ("USER", "PASSWORD", "HOST"))
    port = f":{held['PORT']}" if held["PORT"] else ""
    return f"postgres://{user}{':' + password if password else ''}@{host}{port}/{held['NAME']}"


@pytest.fixture(scope="module")
def site(django_db_setup):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "newsroom.wsgi:application"]
    server = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | {"DATABASE_URL": database_url()},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running, given_up = Site(port), timezone.now() + PATIENCE
        while not running.answers():
            assert server.poll() is None, "the server has ended"
            assert timezone.now() < given_up, "the server does not answer"
            time.sleep(0.1)
        yield running
    finally:
        server.terminate()
        server.wait()


def test_a_story_is_public_from_its_second_on_and_its_update_swaps_in_at_its_own(site):
    story = make_proofread_story(standfirst="First words")
    begins = timezone.now() + AHEAD
    path = publish(story, now=timezone.now(), at=begins).get_absolute_url()
    assert site.changes(path, at=begins) == ({"404"}, {"First words"})

    update = revised(story, {"standfirst": "Second words"}, now=timezone.now())
    swaps = timezone.now() + AHEAD
    publish(update, now=timezone.now(), at=swaps)
    assert site.changes(path, at=swaps) == ({"First words"}, {"Second words"})


def test_what_is_shown_until_a_time_is_gone_at_its_second(site):
    story = make_proofread_story(standfirst="First words")
    ends = timezone.now() + AHEAD
    path = publish(story, now=timezone.now(), until=ends).get_absolute_url()
    assert site.changes(path, at=ends) == ({"First words"}, {"410"})
