"""Imported stories to readers: on one person's authority, what is in no doubt, oldest first."""

import pytest
from django.utils import timezone

from articles import drafting, importing, workflow
from articles.importing import releasing
from articles.importing.matching import proposing
from articles.models import Doubt, Edition, ImportRun, Kind, Proposal, Story
from articles.rules import Move, may
from tests.factories import make_user
from tests.importing.helpers import (
    PARAGRAPHS,
    SEEDS,
    archive,
    copy_of,
    go_from_the,
    import_stories,
    run,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor():
    return make_user(role="editor", username="ed")


def headlines():
    """What readers see, in the order in which it was released."""
    return list(Edition.objects.live(timezone.now()).order_by("pk").values_list("headline", flat=True))


def dated(*years):
    """Files of as many stories, one a year."""
    return {f"y{year}": copy_of(headline=f"Ferry of {year}", date=f"5 March {year}") for year in years}


def test_without_publish_nothing_is_released(tmp_path):
    import_stories(archive(tmp_path, **dated(2020)))
    assert headlines() == []


def test_publish_releases_what_is_in_no_doubt_and_says_why_not_the_rest(tmp_path, editor):
    files = dated(2020) | {"undated": copy_of(headline="Ferry sails on no particular day", date="")}
    result = import_stories(archive(tmp_path, **files), publish=True, by="ed")
    edition = Edition.objects.get()
    assert (edition.headline, edition.made_by, edition.archive_run) == (
        "Ferry of 2020",
        editor,
        ImportRun.objects.get(),
    )
    assert (edition.kind, edition.published_at.year, edition.published_precision) == (Kind.FIRST, 2020, "day")
    assert "1 released, 1 remain on the desk." in result
    assert "1 not released: It has no date." in result


def test_undated_stories_are_dated_in_the_name_of_who_releases(tmp_path, editor):
    folder = archive(tmp_path, undated=copy_of(date=""))
    import_stories(folder, publish=True, by="ed", undated="2019-03-31")
    edition, doubt = Edition.objects.get(), Doubt.objects.get()
    assert (edition.published_at.date().isoformat(), edition.published_precision) == ("2019-03-31", "day")
    assert (doubt.code, doubt.settled_by) == ("no-date", editor)


def test_what_was_read_by_a_guess_is_held_back(tmp_path):
    mac = dated(2020)["y2020"].replace("Ferry of", "Ferry’s return in").encode("mac_roman")
    result = import_stories(archive(tmp_path, mac=mac), publish=True, by="ed")
    assert (headlines(), Doubt.objects.get().code) == ([], "encoding")
    assert "1 not released: It has 1 open doubt." in result


def test_what_was_mended_for_sure_is_released(tmp_path):
    misread = dated(2020)["y2020"].replace("Ferry of", "Ferryâ€™s return in").encode()
    import_stories(archive(tmp_path, misread=misread), publish=True, by="ed")
    assert headlines() == ["Ferry’s return in 2020"]


def test_a_provisional_headline_is_never_released(tmp_path):
    result = import_stories(SEEDS / "scraped.txt", publish=True, by="ed", undated="2019-03-31")
    assert headlines() == []
    assert "1 not released: The headline is provisional" in result


def test_a_run_releases_the_stories_of_its_files_whichever_run_made_them(tmp_path):
    import_stories(archive(tmp_path, **dated(2019)))
    import_stories(archive(tmp_path, **dated(2018)), collection="other")
    copy = write(tmp_path / "copy", {"same.txt": dated(2018)["y2018"]})
    result = import_stories(archive(tmp_path, **dated(2019, 2020)), copy, publish=True, by="ed")
    assert "1 created, 1 unchanged, 2 joined" in result
    assert sorted(headlines()) == ["Ferry of 2018", "Ferry of 2019", "Ferry of 2020"]
    assert "3 released, 0 remain on the desk." in result


def test_stories_of_other_files_are_not_released(tmp_path):
    import_stories(write(tmp_path / "other", {"a.txt": dated(2019)["y2019"]}))
    import_stories(archive(tmp_path, **dated(2020)), publish=True, by="ed")
    assert headlines() == ["Ferry of 2020"]


def test_newer_text_of_a_published_story_is_told_and_not_published(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of()), publish=True, by="ed")
    longer = copy_of(headline="Ferry is late by a week again", paragraphs=PARAGRAPHS)
    result = import_stories(archive(tmp_path, ferry=longer), publish=True, by="ed")
    assert headlines() == ["Ferry returns to the harbour"]
    assert "0 released, 0 remain on the desk." in result
    assert "1 published story has newer text on the desk, which was not published." in result


def test_a_run_is_released_later_in_tranches_oldest_first(tmp_path):
    import_stories(archive(tmp_path, **dated(2021, 2019, 2020)))
    number = ImportRun.objects.get().pk
    result = run("publish_run", number, "--by", "ed", "--limit", 2)
    assert headlines() == ["Ferry of 2019", "Ferry of 2020"]
    assert "2 released, 1 remain on the desk." in result
    assert "1 not looked at yet: --limit was reached." in result
    assert "1 released, 0 remain on the desk." in run("publish_run", number, "--by", "ed")


@pytest.mark.parametrize("by_itself", [True, False], ids=["publish_run", "import_stories --publish"])
def test_a_database_that_goes_in_the_middle_is_told_and_the_same_command_does_the_rest(
    tmp_path, monkeypatch, by_itself
):
    folder = archive(tmp_path, **dated(2019, 2020))
    monkeypatch.setattr(releasing, "TRANCHE", 1)
    if by_itself:
        import_stories(folder, by="ed")

    def release():
        if by_itself:
            return run("publish_run", ImportRun.objects.get().pk)
        return import_stories(folder, by="ed", publish=True)

    with monkeypatch.context() as patched:
        go_from_the(patched, 2, releasing.press, "release_archive")
        result = release()
    assert (result.status, headlines()) == (3, ["Ferry of 2019"])
    assert "server closed the connection). See that it runs." in result
    assert "the same command" in result.said.lower()
    assert release().status == 0
    assert headlines() == ["Ferry of 2019", "Ferry of 2020"]


def test_one_year_is_released_and_the_others_wait(tmp_path):
    days = {"eve": "31 December 2019", "first": "1 January 2020", "last": "31 December 2020"}
    files = {name: copy_of(headline=f"Ferry of the {name} day", date=day) for name, day in days.items()}
    import_stories(archive(tmp_path, **files, doubtful=copy_of(headline="Day or month", date="03/04/2020")))
    number = ImportRun.objects.get().pk
    result = run("publish_run", number, "--by", "ed", "--year", 2020)
    assert headlines() == ["Ferry of the first day", "Ferry of the last day"]
    assert "2 released, 1 of 2020 remain on the desk." in result
    assert "1 not released: It has 1 open doubt." in result


def test_a_limit_counts_stories_that_go_out_and_not_those_held_back(tmp_path):
    held = copy_of(date="5 March 2018", paragraphs=[*PARAGRAPHS, f"<b>{PARAGRAPHS[0]}</b>"])
    import_stories(archive(tmp_path, held=held, **dated(2019, 2020)))
    result = run("publish_run", ImportRun.objects.get().pk, "--by", "ed", "--limit", 1)
    assert headlines() == ["Ferry of 2019"]
    assert "1 not released: It has 1 open doubt." in result


def test_a_run_is_released_by_who_answered_for_its_import(tmp_path, editor):
    import_stories(archive(tmp_path, **dated(2020)), by="ed")
    run("publish_run", ImportRun.objects.get().pk)
    assert Edition.objects.get().made_by == editor


def test_releasing_twice_publishes_once(tmp_path):
    import_stories(archive(tmp_path, **dated(2020)), publish=True, by="ed")
    assert "0 released, 0 remain" in run("publish_run", ImportRun.objects.get().pk, "--by", "ed")
    assert Edition.objects.count() == 1


WRONG = [
    (("99", "--by", "ed"), "There is no run 99."),
    (("first", "--by", "ed"), "A run has a number, not 'first'."),
    (("{run}",), "Nobody answered for this import: say --by USER."),
    (("{run}", "--by", "wendy"), "wendy does not have the right to release"),
    (("{run}", "--by", "ed", "--limit", "0"), "--limit needs a number from 1, not '0'."),
    (("{run}", "--by", "ed", "--undated", "2999-01-01"), "lies in the future"),
    (("{run}", "--by", "ed", "--year", "98"), "--year needs a year from 1600 to this one, not '98'."),
    (
        ("{run}", "--by", "ed", "--year", "2020", "--undated", "2020-01-01"),
        "--year leaves out what has no date",
    ),
    (("{run}", "--by", "ed", "--undated", "0001-01-01"), "--undated 0001-01-01 lies before 1600."),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_call_releases_nothing(tmp_path, arguments, sentence):
    make_user(role="writer", username="wendy")
    import_stories(archive(tmp_path, **dated(2020)))
    result = run("publish_run", *[part.format(run=ImportRun.objects.get().pk) for part in arguments])
    assert result.status == 2
    assert sentence in result
    assert headlines() == []


def test_what_somebody_has_for_writing_waits_until_it_is_given_back(tmp_path, editor):
    import_stories(archive(tmp_path, **dated(2019, 2020)))
    story = Story.objects.get(headline="Ferry of 2019")
    writer = make_user(role="writer", username="wendy")
    workflow.take_writing(story, by=writer, now=timezone.now())
    result = run("publish_run", ImportRun.objects.get().pk, "--by", "ed")
    assert "1 not released: wendy has it for writing." in result
    workflow.hand_back(Story.objects.get(pk=story.pk), by=writer, now=timezone.now())
    run("publish_run", ImportRun.objects.get().pk, "--by", "ed")
    assert headlines() == ["Ferry of 2020", "Ferry of 2019"]


@pytest.mark.parametrize(("undoes", "sentence"), [(False, "is a dry run"), (True, "was undone")])
def test_a_run_that_made_nothing_or_was_undone_has_nothing_to_release(tmp_path, editor, undoes, sentence):
    folder = archive(tmp_path, **dated(2020))
    import_stories(folder, *([] if undoes else ["--dry-run"]))
    made = ImportRun.objects.get()
    if undoes:
        importing.undo(made, by=editor, clock=timezone.now)
    result = run("publish_run", made.pk, "--by", "ed")
    assert (result.status, f"Run {made.pk} {sentence}" in result) == (2, True)


def completed(tmp_path):
    """A story without a byline, the copy that has one, and its proposal."""
    import_stories(archive(tmp_path, a=copy_of(byline="", source=""), b=copy_of()))
    return Story.objects.get(), Proposal.objects.get(field="byline")


def why_not(story):
    return may(Move.RELEASE, story, make_user(role="editor"), timezone.now()).reason


def test_a_story_completed_from_its_other_file_is_still_one_of_the_archive(tmp_path):
    story, proposal = completed(tmp_path)
    proposing.take(proposal, revision=1, by=make_user(role="editor"), now=timezone.now())
    story.refresh_from_db()
    assert (story.byline, story.revision_number, why_not(story)) == ("Ana Ruiz and Jo Lind", 2, "")


def test_words_of_a_persons_own_beside_what_was_taken_go_through_proofreading(tmp_path):
    story, proposal = completed(tmp_path)
    editor = make_user(role="editor")
    proposing.take(proposal, revision=1, by=editor, now=timezone.now())
    drafting.save(story, {"headline": "Mine"}, base=2, by=editor, now=timezone.now())
    story.refresh_from_db()
    assert "not as its file has it" in why_not(story)


def test_a_byline_typed_where_one_was_proposed_is_a_persons_own(tmp_path):
    story, _ = completed(tmp_path)
    drafting.save(story, {"byline": "Ana Ruiz"}, base=1, by=make_user(role="editor"), now=timezone.now())
    story.refresh_from_db()
    assert "not as its file has it" in why_not(story)


def test_a_file_that_changes_does_not_cleanse_a_text_of_what_a_person_typed(tmp_path):
    import_stories(archive(tmp_path, a=copy_of()))
    story = Story.objects.get()
    drafting.save(story, {"headline": "Mine"}, base=1, by=make_user(role="editor"), now=timezone.now())
    import_stories(archive(tmp_path, a=copy_of().replace("forty", "fifty")))
    story.refresh_from_db()
    assert (story.headline, "fifty" in story.body, story.revision_number) == ("Mine", True, 3)
    assert "not as its file has it" in why_not(story)


def test_what_a_person_typed_and_took_back_is_as_the_file_has_it(tmp_path):
    import_stories(archive(tmp_path, a=copy_of()))
    story, editor = Story.objects.get(), make_user(role="editor")
    was = story.headline
    for number, headline in enumerate(("Mine", was), 1):
        drafting.save(story, {"headline": headline}, base=number, by=editor, now=timezone.now())
    story.refresh_from_db()
    assert (story.revision_number, why_not(story)) == (3, "")
