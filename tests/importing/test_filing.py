"""The section and the keywords of a file, and the topics of its story."""

import pytest

from articles.models import ImportedFile, Story, Topic
from tests.factories import make_topic
from tests.importing.helpers import archive, copy_of, import_stories

pytestmark = pytest.mark.django_db


def brought(tmp_path, text: str) -> tuple[list[str], list[str]]:
    """The topics of the story that a file gives, and the words of its lines that were left out."""
    import_stories(archive(tmp_path, story=text))
    topics = Topic.objects.filter(story_rows__story=Story.objects.get()).order_by("story_rows__id")
    return [topic.name for topic in topics], [words for _, words, _ in ImportedFile.objects.get().left_out]


def test_a_section_that_is_a_topic_becomes_the_first_topic(tmp_path):
    for name in ("Ferries", "Coast"):
        make_topic(name=name)

    assert brought(tmp_path, copy_of() + "\nTags: ferries\nSection: COAST\n") == (["Coast", "Ferries"], [])


def test_a_section_that_is_no_topic_is_left_out_as_what_it_is(tmp_path):
    make_topic(name="Sport")

    assert brought(tmp_path, copy_of() + "\nSection: Coast\n") == ([], ["Section: Coast"])
    assert Topic.objects.count() == 1


def test_keywords_are_placed_only_if_all_of_them_are_topics(tmp_path):
    make_topic(name="Ferries")

    assert brought(tmp_path, copy_of() + "\nTags: Ferries, eels\n") == (["Ferries"], ["Tags: Ferries, eels"])


def test_lines_that_became_topics_are_placed_in_the_sums_and_those_that_did_not_are_left_out(tmp_path):
    make_topic(name="Coast")
    said = import_stories(archive(tmp_path, story=copy_of() + "\nSection: Coast\nTags: Coast, eels\n"))

    assert "9 lines in: 8 placed, 1 left out." in said
    summary = ImportedFile.objects.get().run.summary
    assert (summary["lines"], summary["astray"]) == ({"in": 9, "placed": 8, "left_out": 1}, [])


def test_a_dry_run_tells_of_the_same_lines(tmp_path):
    make_topic(name="Coast")
    folder = archive(tmp_path, story=copy_of() + "\nSection: Coast\n")
    import_stories(folder, "--dry-run")
    import_stories(folder)

    dry, wet = ImportedFile.objects.order_by("id")
    assert dry.left_out == wet.left_out == []
