"""Copies that come batches after what they are copies of, where most of what is held is sifted out unread."""

import random

import pytest
from django.utils import timezone

from articles import drafting, importing
from articles.importing.matching import sifting
from articles.importing.reading import chunks
from articles.models import Doubt, ImportedFile, Outcome, Story
from articles.text.blocks import from_passages
from tests.factories import make_user
from tests.importing.helpers import WORDS, archive, copy_of, import_stories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_file_a_batch(monkeypatch):
    monkeypatch.setattr(chunks, "FILES", 1)


def paragraphs(seed: int, number: int = 8) -> list[str]:
    """Paragraphs of sixty words, none like another."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(number)]


@pytest.mark.parametrize("room", [1, sifting.MOST])
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_copy_is_found_whatever_came_between(tmp_path, monkeypatch, room, dry_run):
    monkeypatch.setattr(sifting, "MOST", room)
    files = {name: copy_of(headline=f"Ferry {name}", paragraphs=paragraphs(ord(name))) for name in "abc"}
    result = import_stories(archive(tmp_path, **files, d=files["a"] + "\n"), dry_run=dry_run)
    assert "4 files: 3 created, 1 joined." in result
    assert [doubt.sentence for doubt in Doubt.objects.filter(code="much-alike")] == []
    joined = ImportedFile.objects.get(outcome=Outcome.JOINED)
    first = "archive/a.txt" if dry_run else f"story {Story.objects.earliest('pk').pk} "
    assert (joined.path, first in joined.sentence) == ("d.txt", True)


def test_what_a_story_says_since_the_run_met_it_counts(tmp_path):
    folder = archive(
        tmp_path,
        a=copy_of(paragraphs=paragraphs(1)),
        b=copy_of(headline="Another", paragraphs=paragraphs(2)),
    )
    walk = importing.walk([folder])
    run = importing.start(walk, by=None, now=timezone.now(), options={})
    steps = importing.carry_out(run, walk, clock=timezone.now)
    (made,) = next(steps).taken
    story = Story.objects.get(pk=made.story_id)
    said = from_passages(("p", text) for text in paragraphs(2))
    drafting.save(story, {"body": said}, base=1, by=make_user(role="editor"), now=timezone.now())
    (second,) = next(steps).taken
    assert (second.outcome, second.story_id) == (Outcome.JOINED, story.pk)


def test_a_story_that_has_little_of_a_long_file_does_not_hide_one_that_is_all_in_it(tmp_path):
    whole = paragraphs(1)
    little = copy_of(headline="Little", paragraphs=[*whole[:3], *paragraphs(2, 5)])
    part = copy_of(headline="Part", paragraphs=whole[7:])
    import_stories(archive(tmp_path, a=little, b=part, c=copy_of(paragraphs=whole)))
    doubt = Doubt.objects.get(code="much-alike", file__path="c.txt")
    assert f"Much of this text is in story {Story.objects.get(files__path='b.txt').pk} " in doubt.sentence
