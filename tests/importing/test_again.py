"""Law 9: the same file twice changes nothing, and a field that a person edited is never overwritten."""

import pytest
from django.utils import timezone

from articles import drafting, press, workflow
from articles.models import Doubt, Edition, ImportedFile, Outcome, Revision, Stage, Story
from tests.factories import make_story, make_user
from tests.importing.helpers import PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = pytest.mark.django_db
LONGER = (
    *PARAGRAPHS,
    "A second ferry will follow in the summer, the harbour office said, if the weather allows it.",
)


def edit(changes) -> Story:
    """Let a person change the one story that there is."""
    story = Story.objects.get()
    by = make_user(role="editor")
    return drafting.save(story, changes, base=story.revision_number, by=by, now=timezone.now()).story


def last() -> ImportedFile:
    return ImportedFile.objects.latest("id")


def test_the_same_file_again_is_unchanged(tmp_path):
    folder = archive(tmp_path, ferry=copy_of())
    import_stories(folder)
    result = import_stories(folder)
    assert (result.status, last().outcome, last().story) == (0, Outcome.UNCHANGED, Story.objects.get())
    assert "1 file: 1 unchanged." in result
    assert Revision.objects.count() == 1


def test_the_same_file_after_an_edit_is_unchanged_and_the_edit_stands(tmp_path):
    folder = archive(tmp_path, ferry=copy_of())
    import_stories(folder)
    edit({"headline": "Ferry is back in service at last"})
    import_stories(folder)
    assert (last().outcome, Story.objects.get().headline) == (
        Outcome.UNCHANGED,
        "Ferry is back in service at last",
    )


def test_a_refused_file_is_refused_again(tmp_path):
    folder = archive(tmp_path, empty=b"")
    assert [import_stories(folder).status, import_stories(folder).status] == [1, 1]
    assert ImportedFile.objects.filter(outcome=Outcome.REFUSED).count() == 2


def test_a_refused_file_that_was_mended_is_created(tmp_path):
    import_stories(archive(tmp_path, ferry=b""))
    import_stories(archive(tmp_path, ferry=copy_of()))
    assert last().outcome == Outcome.CREATED


def test_a_changed_file_gives_a_revision_by_the_file(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    result = import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER, date="6 March 2024")))
    story = Story.objects.get()
    revision = story.latest_revision()
    assert (result.status, revision.number, revision.from_file) == (0, 2, last())
    assert (story.published_at.day, story.body.count("<p>")) == (6, 4)
    assert "changed since run" in last().sentence
    assert last().sentence.endswith("Updated: body, date.")


def test_a_changed_file_in_which_nothing_read_differs_is_unchanged(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    import_stories(archive(tmp_path, ferry=copy_of() + "\n\n"))
    assert (last().outcome, Revision.objects.count()) == (Outcome.UNCHANGED, 1)
    assert "Nothing that is read from it differs." in last().sentence


def test_a_field_that_a_person_edited_is_kept_and_doubted(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"headline": "Ferry is back in service at last"})
    import_stories(
        archive(tmp_path, ferry=copy_of(headline="Ferry is late by a week again", paragraphs=LONGER))
    )
    story = Story.objects.get()
    assert (story.headline, story.body.count("<p>"), last().outcome) == (
        "Ferry is back in service at last",
        4,
        Outcome.UPDATED,
    )
    assert last().sentence.endswith("Updated: body. Edited here since and left as it is: headline.")
    doubt = Doubt.objects.open().get()
    assert (doubt.code, doubt.field, doubt.line, doubt.file) == ("edited-since", "headline", 1, last())


def test_an_edited_field_is_kept_through_every_later_change_of_the_file(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"headline": "Ferry is back in service at last"})
    for paragraphs in (LONGER, PARAGRAPHS[:2], LONGER[1:]):
        import_stories(
            archive(tmp_path, ferry=copy_of(headline="Ferry is late by a week again", paragraphs=paragraphs))
        )
        assert Story.objects.get().headline == "Ferry is back in service at last"
    assert Doubt.objects.filter(code="edited-since").count() == 1


def test_a_file_that_changes_only_what_was_edited_writes_nothing(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"body": "<p>Our own words.</p>"})
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER)))
    assert (last().outcome, Revision.objects.count()) == (Outcome.UNCHANGED, 2)
    assert Doubt.objects.open().get().code == "edited-since"


def test_what_a_person_edited_and_the_file_never_changed_is_not_doubted(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"headline": "Ferry is back in service at last"})
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER)))
    assert not Doubt.objects.exists()


def test_topics_and_notes_of_the_desk_outlive_an_update(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"desk_notes": "Ask Ana.", "slugline": "FERRY"})
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER)))
    story = Story.objects.get()
    assert (story.desk_notes, story.slugline, last().outcome) == ("Ask Ana.", "FERRY", Outcome.UPDATED)


def test_an_update_settles_the_doubts_that_it_answers(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of(date="")))
    import_stories(archive(tmp_path, ferry=copy_of()))
    doubt = Doubt.objects.get()
    assert (doubt.code, doubt.settled_by, doubt.settled_by_name) == ("no-date", None, "import of ferry.txt")


def test_a_doubt_that_a_person_confirmed_is_not_asked_again(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of(date="05/03/2024")))
    drafting.confirm(Doubt.objects.get(), revision=1, by=make_user(role="editor"), now=timezone.now())
    import_stories(archive(tmp_path, ferry=copy_of(date="05/03/2024", paragraphs=LONGER)))
    assert not Doubt.objects.open().exists()


def test_an_open_doubt_stays_open_once_after_an_update(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of(date="")))
    import_stories(archive(tmp_path, ferry=copy_of(date="", paragraphs=LONGER)))
    assert [(doubt.code, doubt.file) for doubt in Doubt.objects.open()] == [("no-date", last())]


def test_an_updated_story_stays_live_as_it_was(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    story, now = Story.objects.get(), timezone.now()
    press.release_archive([story], by=make_user(role="editor"), run=story.files.get().run, now=now)
    import_stories(
        archive(tmp_path, ferry=copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS))
    )
    assert Edition.objects.live(timezone.now()).get().headline == "Ferry returns to the harbour"
    assert Story.objects.get().headline == "Ferry is late by a week again"


def test_an_update_takes_back_the_stage_of_a_story_that_was_signed(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    story, reader, now = Story.objects.get(), make_user(role="editor"), timezone.now()
    workflow.submit(story, revision=1, by=reader, now=now)
    workflow.sign_off(story, revision=1, by=reader, now=now)
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER)))
    assert Story.objects.get().stage == Stage.PROOFING


def test_a_spiked_story_is_not_updated(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    workflow.spike(Story.objects.get(), revision=1, by=make_user(role="editor"), now=timezone.now())
    import_stories(
        archive(tmp_path, ferry=copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS))
    )
    assert (last().outcome, Story.objects.get().headline) == (
        Outcome.UNCHANGED,
        "Ferry returns to the harbour",
    )
    assert "was spiked and stays as it is" in last().sentence


def test_a_file_that_goes_back_to_what_it_was_updates_again(tmp_path):
    for headline in (
        "Ferry is late by a week again",
        "Ferry is early for the first time",
        "Ferry is late by a week again",
    ):
        import_stories(archive(tmp_path, ferry=copy_of(headline=headline, paragraphs=PARAGRAPHS)))
    assert (Story.objects.get().headline, Story.objects.get().revision_number) == (
        "Ferry is late by a week again",
        3,
    )


def test_a_renamed_file_belongs_to_the_story_that_it_belonged_to(tmp_path):
    folder = archive(tmp_path, ferry=copy_of())
    import_stories(folder)
    (folder / "ferry.txt").rename(folder / "boat.txt")
    import_stories(folder)
    assert (last().path, last().outcome, last().story) == ("boat.txt", Outcome.JOINED, Story.objects.get())


def test_two_files_that_change_places_rewrite_no_story(tmp_path):
    one, two = (
        copy_of(headline="Ferry is late by a week again"),
        copy_of(headline="Ferry is early for the first time"),
    )
    import_stories(archive(tmp_path, a=one, b=two))
    result = import_stories(archive(tmp_path, a=two, b=one))
    assert "2 joined" in result
    assert Revision.objects.count() == 2


def test_a_copy_that_changes_alone_becomes_a_story_of_its_own(tmp_path):
    import_stories(archive(tmp_path, a=copy_of(), b=copy_of()))
    import_stories(archive(tmp_path, a=copy_of(), b=copy_of(headline="Ferry is late by a week again")))
    assert set(Story.objects.values_list("headline", flat=True)) == {
        "Ferry returns to the harbour",
        "Ferry is late by a week again",
    }
    assert "Until now it belonged to story" in last().sentence


def test_the_same_path_in_another_collection_is_another_file(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()))
    import_stories(
        archive(tmp_path, ferry=copy_of(headline="Ferry is late by a week again")), collection="second"
    )
    assert (Story.objects.count(), last().outcome) == (2, Outcome.CREATED)


def test_a_collection_by_name_finds_its_files_wherever_they_lie(tmp_path):
    import_stories(write(tmp_path / "then", {"a.txt": copy_of()}), collection="harbour")
    import_stories(
        write(
            tmp_path / "now",
            {"a.txt": copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS)},
        ),
        collection="harbour",
    )
    assert (Story.objects.get().headline, last().outcome) == (
        "Ferry is late by a week again",
        Outcome.UPDATED,
    )


def test_originals_that_were_not_kept_do_not_hinder_an_update(tmp_path, settings):
    settings.KEEP_ORIGINALS = 0
    import_stories(archive(tmp_path, ferry=copy_of()))
    edit({"headline": "Ferry is back in service at last"})
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONGER)))
    assert (Story.objects.get().headline, last().outcome) == (
        "Ferry is back in service at last",
        Outcome.UPDATED,
    )


def test_a_language_that_another_version_has_is_left_as_it_is(tmp_path):
    def said(language, paragraphs):
        return f"---\ntitle: Ferry returns\nlang: {language}\n---\n\n" + "\n\n".join(paragraphs)

    import_stories(archive(tmp_path, ferry=said("de", PARAGRAPHS)))
    german, editor = Story.objects.get(), make_user(role="editor")
    drafting.translate(german, of=make_story(language="fr"), by=editor, now=timezone.now())
    result = import_stories(archive(tmp_path, ferry=said("fr", LONGER)))
    german.refresh_from_db()
    assert (german.language, LONGER[-1] in german.body) == ("de", True)
    assert "1 file: 1 updated." in result
    assert "Edited here since and left as it is: language." in last().sentence
