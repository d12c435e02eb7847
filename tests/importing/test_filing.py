"""The section and the keywords of a file, and the topics of its story."""

import re

import pytest
from django.utils import timezone

from articles import drafting
from articles.importing.reading import renewing
from articles.importing.reading.renewing import mark_of
from articles.models import Doubt, ImportedFile, Story, Topic
from articles.text.parsing import Role
from tests.factories import make_topic, make_user
from tests.importing.helpers import archive, copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def brought(tmp_path, text: str) -> tuple[list[str], list[str]]:
    """The topics of the story that a file gives, and the words of its lines that were left out."""
    import_stories(archive(tmp_path, story=text))
    topics = Topic.objects.filter(story_rows__story=Story.objects.get()).order_by("story_rows__id")
    return [topic.name for topic in topics], [words for _, words, _ in ImportedFile.objects.get().left_out]


def test_a_section_that_is_a_topic_becomes_the_first_topic(tmp_path):
    for name in ("Ferries", "Coast"):
        make_topic(name=name)

    assert brought(tmp_path, copy_of() + "\nTags: ferries\nSection: COAST\n") == (["Coast", "Ferries"], [])


@pytest.mark.parametrize("others", [[], ["Sport"]])
def test_a_section_that_is_no_topic_makes_none_and_is_kept_with_its_file(tmp_path, others):
    for name in others:
        make_topic(name=name)

    assert brought(tmp_path, copy_of() + "\nSection: Coast\n") == ([], [])
    assert (ImportedFile.objects.get().fields["section"], Topic.objects.count()) == ("Coast", len(others))


def test_the_line_of_a_section_that_is_no_topic_is_placed_in_the_sums(tmp_path):
    said = import_stories(archive(tmp_path, story=copy_of() + "\nSection: Coast\nTags: eels\n"))

    assert "9 lines in: 8 placed, 1 left out." in said
    summary = ImportedFile.objects.get().run.summary
    assert (summary["lines"], summary["astray"]) == ({"in": 9, "placed": 8, "left_out": 1}, [])


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


COAST, SPORT = (copy_of() + f"\nSection: {name}\n" for name in ("Coast", "Sport"))


@pytest.fixture
def coast(tmp_path):
    """A story that came with the section Coast, where Sport is a topic too; gives the topic."""
    make_topic(name="Sport")
    topic = make_topic(name="Coast")
    import_stories(archive(tmp_path, story=COAST))
    return topic


def topics() -> list[str]:
    return [row.topic.name for row in Story.objects.get().topic_rows.order_by("position")]


def updated() -> str:
    """The fields of the story that its last file changed."""
    return re.search(r"Updated: ([^.]*)", ImportedFile.objects.latest("id").sentence)[1]


def edit(*names: str) -> None:
    """Let a person file the one story under other topics."""
    ids = [Topic.objects.get(name=name).pk for name in names]
    story, by = Story.objects.get(), make_user(role="editor")
    drafting.save(story, {"topics": ids}, base=story.revision_number, by=by, now=timezone.now())


def test_topics_follow_a_file_that_says_another_section(tmp_path, coast):
    import_stories(archive(tmp_path, story=SPORT))

    assert (topics(), updated()) == (["Sport"], "topics")


def test_topics_that_a_person_chose_stay_and_the_difference_waits_until_they_are_chosen_again(
    tmp_path, coast
):
    make_topic(name="Ferries")
    edit("Ferries")
    import_stories(archive(tmp_path, story=SPORT))
    doubt = Doubt.objects.get()

    assert (topics(), doubt.code, doubt.field, doubt.line) == (["Ferries"], "edited-since", "topics", 13)
    edit("Sport")
    assert not Doubt.objects.open().exists()


def test_topics_stay_where_a_file_changes_and_says_the_same_section(tmp_path, coast):
    Topic.objects.filter(pk=coast.pk).update(name="Shore", slug="shore")
    import_stories(archive(tmp_path, story=COAST.replace("forty passengers", "fifty passengers")))

    assert (topics(), updated()) == (["Shore"], "body")


def test_topics_follow_a_manifest_that_says_another_section(tmp_path, coast):
    manifest = write(tmp_path, {"m.csv": "file,section\nstory.txt,Sport\n"}) / "m.csv"
    import_stories(tmp_path / "archive", manifest=manifest)
    assert topics() == ["Sport"]

    manifest.write_text("file,section\nstory.txt,Coast\n")
    import_stories(tmp_path / "archive", manifest=manifest)
    assert topics() == ["Coast"]


def test_topics_follow_what_a_person_says_of_a_line(tmp_path, coast):
    file = ImportedFile.objects.get()
    (line,) = file.evidence["section"]
    by = make_user(role="editor")
    renewing.say(file, {line: Role.FURNITURE}, seen=mark_of(file), by=by, now=timezone.now())
    assert topics() == []

    file.refresh_from_db()
    renewing.say(file, {line: None}, seen=mark_of(file), by=by, now=timezone.now())
    file.refresh_from_db()
    assert (topics(), file.left_out) == (["Coast"], [])
