"""A sample of the faults, which takes seconds: `python -m tests.faults` tries all of them, and more often."""

import os
import signal
from importlib import import_module
from pathlib import Path

import psycopg
import pytest

from articles.models import PublicDocument, Story
from tests.benchmarks.apart import newsrooms
from tests.desk.acts import make
from tests.desk.desk import client_of
from tests.factories import make_edition, make_proofread_story
from tests.faults import within
from tests.faults.acting import PUBLISH, disturbed, scene
from tests.faults.people import SAID
from tests.faults.told import Asked, Told

NAMES = [path.stem for path in sorted(Path(__file__).parent.glob("*.py"))]
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@pytest.fixture
def newsroom(tmp_path, set_up, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        newsrooms(tmp_path, set_up) as made,
        made.another() as own,
    ):
        yield own


def break_off(newsroom, web):
    """End every connection to its database; where that is a file, one of the processes that write to it."""
    if not newsroom.url:
        return os.kill(web.workers()[0], signal.SIGKILL)
    server = newsroom.url.rpartition("/")[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(CUT_OFF, [newsroom.name])
    return None


@pytest.mark.own_database
def test_a_publication_that_something_breaks_is_whole_or_not_at_all_and_all_comes_back(newsroom):
    told = Told("sample")
    with scene(newsroom, PUBLISH, 2, workers=2, threads=2) as at:
        disturbed(
            told, Asked(2, 1, None), at, PUBLISH, breaks=lambda: break_off(newsroom, at.web), mends=bool
        )
    assert (told.times, told.lost, told.wrong) == (2, 0, [])
    assert told.readers["as it is"] > 0


@pytest.mark.django_db
def test_what_is_half_done_is_found():
    story = make_edition().story
    assert within.faults() == []
    PublicDocument.objects.all().delete()
    Story.objects.filter(pk=story.pk).update(edition_revision=None, stage="draft")
    assert within.faults() == [
        f"story/{story.pk} stands at draft; by its ledger it stands at proofread.",
        f"story {story.pk} does not say of which revision its last edition is",
        f"story {story.pk}, edition 1 is not found by search",
    ]


@pytest.mark.django_db
def test_what_an_editor_is_told_is_read_off_the_page():
    client, story = client_of(), make_proofread_story()
    pages = [make(client, story, "publish").content.decode() for _ in range(2)]
    assert [SAID.search(page)[1] for page in pages] == ["success", "error"]


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_begun(name):
    import_module(f"tests.faults.{name}")
