"""The file of a story on its proof page: its lines beside what was read in them, and headlines to choose from."""

import json
import re

import pytest
from django.utils import timezone

from articles import evidence
from articles.desk.proof.originals import HEADLINES
from articles.models import Doubt, Story
from articles.text.proving import faults_of
from tests.desk.desk import address, client_of
from tests.desk.imported import imported, proposed
from tests.factories import make_imported_story

pytestmark = pytest.mark.django_db

COPY = """Saltmarsh Courier
Bridge to close for nine weeks
By Ines Marlow
3 March 2026

The old bridge will close to traffic on Monday, the county council said on Tuesday, for nine weeks.

Nobody in the town has seen the plan before, or will say who drew it and what it is to cost.

Source: Harbour Wire

Share this page
"""


@pytest.fixture
def story(tmp_path):
    imported(tmp_path, count=0, bridge=COPY)
    return Story.objects.get()


def doubted(story):
    file = story.files.get()
    return Doubt.objects.create(
        file=file, story=story, field="headline", sentence="Is it one?", code="x", line=2
    )


def page(client, story):
    return client.get(address("story_proof", story.pk)).content.decode()


def lines_beside(html, key):
    """The numbers and words of the lines beside a passage."""
    row = html.partition(f'id="at-{key}"')[2].partition('class="passage passage-')[0]
    return re.findall(r'<li value="(\d+)" dir="auto">([^<]*)</li>', row)


def test_lines_stand_beside_what_was_read_in_them(story):
    html = page(client_of(role="proofreader"), story)
    assert lines_beside(html, "headline") == [("2", "Bridge to close for nine weeks")]
    assert [number for number, _ in lines_beside(html, "body-1")] == ["8"]
    left_out = html.partition('id="left-out-title"')[2].partition("</section>")[0]
    assert re.findall(r'<li value="(\d+)">', left_out) == ["1", "12"]


def test_lines_follow_a_paragraph_that_was_moved_and_edited(story):
    client, (first, second) = client_of(role="proofreader"), re.findall(r"<p>.*?</p>", story.body)
    sent = {
        "revision": 1,
        "where": "body-1",
        "words": second[3:-4].replace("seen", "read"),
        "at": "at-body-1",
    }
    client.post(address("story_proof_act", story.pk, "recast"), sent)
    assert [number for number, _ in lines_beside(page(client, story), "body-1")] == ["8"]
    assert first in Story.objects.get().body


def test_a_headline_is_chosen_among_what_the_file_could_mean(story):
    client, doubt = client_of(role="proofreader"), doubted(story)
    offered = re.findall(r'name="words" value="([^"]*)" data-digit="(\d)"', page(client, story))
    assert len(offered) <= HEADLINES
    assert offered[0] != ("Bridge to close for nine weeks", "1")
    sent = {"revision": 1, "words": offered[0][0]}
    client.post(address("story_proof_act", story.pk, "headline"), sent)
    story.refresh_from_db()
    doubt.refresh_from_db()
    revision = story.latest_revision()
    assert (story.headline, bool(doubt.settled_at)) == (offered[0][0], True)
    assert revision.words_of == f"file:{story.files.get().pk}"
    assert faults_of(json.loads(json.dumps(evidence.of(story, now=timezone.now())))) == []


def test_no_other_headline_is_taken_for_the_files(story):
    doubted(story)
    sent = {"revision": 1, "words": "Mayor resigns"}
    response = client_of().post(address("story_proof_act", story.pk, "headline"), sent, follow=True)
    assert "That headline is not proposed any more." in response.content.decode()
    assert story.revisions.count() == 1


def test_a_file_whose_bytes_are_gone_shows_no_lines():
    html = page(client_of(role="proofreader"), make_imported_story())
    assert "data-original" not in html
    assert "data-lines" not in html


def test_a_doubt_is_settled_beside_its_field_and_opened_again(story):
    client, doubt = client_of(role="proofreader"), doubted(story)
    act = {"revision": 1, "doubt": doubt.pk, "value": "A bridge to close", "at": "at-headline"}
    client.post(address("story_proof_act", story.pk, "give"), act)
    assert (Story.objects.get().headline, Doubt.objects.open().count()) == ("A bridge to close", 0)
    client.post(address("story_proof_act", story.pk, "undo"))
    assert (Story.objects.get().headline, Doubt.objects.open().count()) == (
        "Bridge to close for nine weeks",
        1,
    )
    response = client.post(address("story_proof_act", story.pk, "confirm"), act | {"revision": 3})
    assert (response.url, Doubt.objects.open().count()) == (
        address("story_proof", story.pk) + "#at-headline",
        0,
    )


@pytest.mark.parametrize(("sent", "byline"), [({}, "Ana Ruiz"), ({"decline": "yes"}, "Ines Marlow")])
def test_what_a_copy_says_is_taken_or_declined(story, sent, byline):
    row, client = proposed(story), client_of(role="proofreader")
    assert "Ana Ruiz" in page(client, story)
    client.post(address("story_proof_act", story.pk, "propose"), {"revision": 1, "proposal": row.pk} | sent)
    assert (Story.objects.get().byline, story.proposals.open().count()) == (byline, 0)
