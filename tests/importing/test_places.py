"""The same place with another story in it, and the same story at another place."""

import json

import pytest

from articles.importing.matching.likeness import tells_another_story
from articles.models import Doubt, ImportedFile, Outcome, Revision, Story
from articles.text.parsing import parse
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = pytest.mark.django_db
OTHER = copy_of(headline="Bakers of Wexley line up their pies", paragraphs=OTHER_PARAGRAPHS)
LATE = copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS)


def last() -> ImportedFile:
    return ImportedFile.objects.latest("id")


def test_another_story_at_the_same_place_is_a_story_of_its_own(tmp_path):
    import_stories(write(tmp_path / "c" / "mail", {"1.txt": copy_of()}))
    result = import_stories(write(tmp_path / "d" / "mail", {"1.txt": OTHER}))
    ferry, pies = Story.objects.order_by("pk")
    assert (ferry.headline, pies.headline) == (
        "Ferry returns to the harbour",
        "Bakers of Wexley line up their pies",
    )
    assert (result.status, last().outcome, Revision.objects.count()) == (0, Outcome.CREATED, 2)
    assert last().sentence.startswith("mail/1.txt: holds another story now, taken as a draft.")


def test_notices_that_end_every_story_of_a_wire_make_no_two_the_same(tmp_path):
    notice = "Our standards: the Harbour Wire code of conduct for reporters."
    import_stories(archive(tmp_path, a=copy_of(paragraphs=[*PARAGRAPHS, notice])))
    other = copy_of(headline="Bakers of Wexley line up their pies", paragraphs=[*OTHER_PARAGRAPHS, notice])
    import_stories(archive(tmp_path, a=other))
    assert Story.objects.count() == 2


def test_another_story_at_the_same_place_is_doubted_in_words_that_help(tmp_path):
    import_stories(archive(tmp_path, a=copy_of()))
    import_stories(archive(tmp_path, a=OTHER))
    doubt, ferry = Doubt.objects.get(), Story.objects.earliest("pk")
    assert (doubt.code, doubt.story) == ("another-story", Story.objects.latest("pk"))
    assert f"Story {ferry.pk} came from a file of this name" in doubt.sentence
    assert "--collection NAME" in doubt.sentence


def test_two_folders_of_one_name_in_turn_each_keep_their_story(tmp_path):
    for copy in (copy_of(), OTHER, LATE):
        import_stories(archive(tmp_path, a=copy))
    assert list(Story.objects.order_by("pk").values_list("headline", flat=True)) == [
        "Ferry is late by a week again",
        "Bakers of Wexley line up their pies",
    ]
    assert last().outcome == Outcome.UPDATED


def test_a_dry_run_foresees_another_story(tmp_path):
    import_stories(archive(tmp_path, a=copy_of()))
    assert "1 file: 1 created." in import_stories(archive(tmp_path, a=OTHER), dry_run=True)


@pytest.mark.parametrize(
    "changed",
    [
        copy_of(paragraphs=OTHER_PARAGRAPHS),
        copy_of(
            headline="Bakers of Wexley line up their pies", paragraphs=(PARAGRAPHS[0], *OTHER_PARAGRAPHS)
        ),
    ],
    ids=["headline", "one paragraph"],
)
def test_a_story_that_keeps_its_headline_or_a_paragraph_is_the_same(tmp_path, changed):
    import_stories(archive(tmp_path, a=copy_of()))
    import_stories(archive(tmp_path, a=changed))
    assert (Story.objects.count(), last().outcome) == (1, Outcome.UPDATED)


def test_a_changed_story_without_spaces_between_words_is_the_same(tmp_path):
    first, second = (
        "渡輪在船塢停留十一個星期之後星期二回到了港口。" * 3,
        "渡輪在船塢停留十二個星期之後星期五回到了碼頭。" * 3,
    )
    import_stories(archive(tmp_path, a=copy_of(paragraphs=[first])))
    parsed = parse(copy_of(headline="渡輪又晚點了一整個星期", paragraphs=[second]))
    assert not tells_another_story(parsed, Story.objects.get().pk)


def rename(tmp_path, *, leave=False):
    """Import a file, give it another name, import again; gives the folder."""
    folder = archive(tmp_path, ferry=copy_of())
    import_stories(folder)
    if leave:
        archive(tmp_path, boat=copy_of())
    else:
        (folder / "ferry.txt").rename(folder / "boat.txt")
    import_stories(folder)
    return folder


def test_a_file_that_was_renamed_and_then_changed_updates_its_story(tmp_path):
    folder = rename(tmp_path)
    import_stories(write(folder, {"boat.txt": LATE}))
    assert (Story.objects.get().headline, last().outcome) == (
        "Ferry is late by a week again",
        Outcome.UPDATED,
    )


def test_a_copy_that_became_another_story_beside_its_first_is_a_story_of_its_own(tmp_path):
    folder = rename(tmp_path, leave=True)
    import_stories(write(folder, {"boat.txt": OTHER}))
    assert set(Story.objects.values_list("headline", flat=True)) == {
        "Ferry returns to the harbour",
        "Bakers of Wexley line up their pies",
    }


def test_a_copy_that_changed_a_little_beside_its_first_belongs_to_its_story_and_changes_nothing(tmp_path):
    folder = rename(tmp_path, leave=True)
    import_stories(write(folder, {"boat.txt": LATE}))
    boat = ImportedFile.objects.filter(path="boat.txt").latest("pk")
    assert (Story.objects.get().headline, boat.outcome) == ("Ferry returns to the harbour", Outcome.JOINED)


def test_a_copy_in_another_collection_is_no_renamed_file(tmp_path):
    import_stories(write(tmp_path / "one", {"a.txt": copy_of()}))
    import_stories(write(tmp_path / "two", {"b.txt": copy_of()}))
    import_stories(write(tmp_path / "two", {"b.txt": LATE}))
    assert (Story.objects.get().headline, last().outcome) == ("Ferry returns to the harbour", Outcome.JOINED)


def test_a_story_whose_key_is_longer_than_any_name_of_a_file_is_no_hindrance(tmp_path):
    folder = tmp_path / "wire"
    stories = [
        {"id": "船" * 100, "headline": "Ferry returns to the harbour", "body": "\n\n".join(PARAGRAPHS)},
        {
            "id": "pies",
            "headline": "Bakers of Wexley line up their pies",
            "body": "\n\n".join(OTHER_PARAGRAPHS),
        },
    ]
    import_stories(write(folder, {"a.json": json.dumps(stories)}))
    import_stories(write(folder, {"b.txt": copy_of()}))
    import_stories(write(folder, {"b.txt": LATE}))
    assert (last().path, last().outcome) == ("b.txt", Outcome.JOINED)
