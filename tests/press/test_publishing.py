"""Editions: one definition of what is public, and one room that writes it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import drafting, press, workflow
from articles.models import FAR_FUTURE, Edition, Kind, LedgerEntry, Story
from articles.rules import Refused
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_proofreader,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = pytest.mark.django_db


def publish(story, *, by=None, now=None):
    editor = by or make_user(role="editor")
    return press.publish(story, revision=story.revision_number, by=editor, now=now or timezone.now())


def revised(story, changes, *, now):
    """The story with ``changes``, read and signed again."""
    saved = drafting.save(
        story, changes, base=story.revision_number, by=make_user(role="writer"), now=now
    ).story
    if saved.stage == "proofread":
        return saved
    return workflow.sign_off(saved, revision=saved.revision_number, by=make_user(role="editor"), now=now)


def test_an_edition_is_a_copy_of_all_that_readers_see():
    topic, writer, source = make_topic(), make_writer(), make_source(name="Harbour Wire")
    story = make_proofread_story(
        topics=[topic], writers=[writer], source=source, related=[["Ferry returns", "2024-03-05", None]]
    )
    edition = publish(story)
    assert (edition.headline, edition.body, edition.source_credit) == (
        story.headline,
        story.body,
        "Harbour Wire",
    )
    assert [row.topic for row in edition.topic_rows.all()] == [topic]
    assert [row.name for row in edition.writer_rows.all()] == [writer.name]
    assert [(row.title, row.title_key) for row in edition.related_rows.all()] == [
        ("Ferry returns", "ferry returns")
    ]


def test_readers_keep_the_edition_while_the_story_is_edited():
    now = timezone.now()
    edition = make_edition(now=now)
    drafting.save(edition.story, {"headline": "Unread words"}, base=1, by=make_user(role="writer"), now=now)
    assert list(Edition.objects.live(now).values_list("headline", flat=True)) == [edition.headline]


def test_a_draft_cannot_be_published_by_any_account():
    for user in (make_user(role="editor"), make_user(superuser=True)):
        with pytest.raises(Refused, match="“Publish” is for a proofread story; this story is"):
            publish(make_story(), by=user)
    assert not Edition.objects.exists()


def test_a_story_is_first_published_under_its_own_date_or_now():
    now, then = timezone.now(), datetime(2024, 3, 5, tzinfo=UTC)
    dated = publish(make_proofread_story(published_at=then, published_precision="day"), now=now)
    undated = publish(make_proofread_story(), now=now)
    assert (dated.published_at, dated.published_precision, dated.live_from) == (then, "day", now)
    assert (undated.published_at, undated.published_precision) == (now, "minute")


def test_imported_copy_without_a_date_is_published_by_no_path():
    editor = make_user(role="editor")
    story = make_imported_story(published_at=None, byline="Ines Marlow")
    assert "no date" in press.release_archive([story], by=editor, run=None, now=timezone.now()).refused[0][1]
    workflow.submit(story, revision=1, by=editor, now=timezone.now())
    story = workflow.sign_off(story, revision=1, by=editor, now=timezone.now())
    with pytest.raises(Refused, match="gives no date"):
        publish(story, by=editor)


def test_a_date_that_lies_ahead_is_refused():
    story = make_proofread_story(published_at=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused, match="future"):
        publish(story)


def test_an_update_takes_over_at_its_moment_and_keeps_the_date():
    then = timezone.now() - timedelta(hours=2)
    first = make_edition(now=then)
    now = timezone.now()
    update = publish(revised(first.story, {"headline": "Second"}, now=now), now=now)
    first.refresh_from_db()
    assert (update.kind, update.number, update.modified_at) == (Kind.UPDATE, 2, now)
    assert (update.published_at, first.superseded_at) == (first.published_at, now)
    assert Edition.objects.live(now - timedelta(seconds=1)).get() == first
    assert Edition.objects.live(now).get() == update


def test_a_change_outside_the_words_is_a_refresh_and_no_modification():
    first, now = make_edition(), timezone.now()
    refresh = publish(revised(first.story, {"topics": [make_topic().pk]}, now=now), now=now)
    assert (refresh.kind, refresh.modified_at) == (Kind.REFRESH, None)


def test_a_withdrawn_story_leaves_the_public_and_keeps_a_tombstone():
    edition, editor, now = make_edition(), make_user(role="editor"), timezone.now()
    tombstone = press.withdraw(edition.story, reason="error", by=editor, now=now)
    assert not Edition.objects.live(now).exists()
    assert Edition.objects.current(now).get() == tombstone
    assert (tombstone.headline, tombstone.body, tombstone.superseded_at) == (edition.headline, "", FAR_FUTURE)


def test_a_tombstone_says_nothing_that_readers_had_not_seen():
    edition, now = make_edition(proofreader=make_proofreader(name="Ada Quill")), timezone.now()
    secret = {
        "headline": "Unread",
        "proofreader_credit": "Unread",
        "source_id": make_source(name="Secret").pk,
    }
    drafting.save(edition.story, secret, base=1, by=make_user(role="writer"), now=now)
    tombstone = press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=now)
    assert (tombstone.headline, tombstone.proofreader_credit, tombstone.source) == (
        edition.headline,
        "Ada Quill",
        None,
    )


def test_a_withdrawal_is_in_the_ledger():
    edition, editor = make_edition(), make_user(role="editor")
    press.withdraw(edition.story, reason="error", by=editor, now=timezone.now())
    entry = LedgerEntry.objects.filter(story=edition.story).last()
    assert (entry.act, entry.by, entry.detail["reason"]) == ("withdraw", editor, "error")


def test_of_two_who_press_publish_at_once_the_second_is_told_whatever_its_clock_says():
    story, now = make_proofread_story(), timezone.now()
    first = publish(story, now=now)
    with pytest.raises(Refused, match="exactly this version"):
        publish(story, now=now - timedelta(seconds=1))
    assert Edition.objects.get() == first


def test_a_later_edition_never_begins_before_the_one_it_follows():
    now = timezone.now()
    first = make_edition(now=now)
    story = revised(first.story, {"headline": "Second"}, now=now)
    second = publish(story, now=now - timedelta(seconds=1))
    first.refresh_from_db()
    assert first.superseded_at == second.live_from == now


def test_a_withdrawn_story_can_be_published_again():
    first, editor = make_edition(), make_user(role="editor")
    press.withdraw(first.story, reason="error", by=editor, now=timezone.now())
    again = publish(Story.objects.get(), by=editor)
    assert (again.kind, again.number) == (Kind.UPDATE, 3)


def test_a_withdrawal_needs_a_reason_from_the_list_and_a_live_story():
    edition, editor, now = make_edition(), make_user(role="editor"), timezone.now()
    with pytest.raises(Refused, match="Choose a reason"):
        press.withdraw(edition.story, reason="whim", by=editor, now=now)
    with pytest.raises(Refused, match="do not see"):
        press.withdraw(make_story(), reason="error", by=editor, now=now)
    assert Edition.objects.live(now).get() == edition


def test_what_is_withdrawn_already_can_still_lose_its_name_and_no_more():
    edition, editor, now = make_edition(), make_user(role="editor"), timezone.now()
    press.withdraw(edition.story, reason="error", by=editor, now=now)
    with pytest.raises(Refused, match="do not see this story now"):
        press.withdraw(edition.story, reason="source", by=editor, now=now)
    press.withdraw(edition.story, reason="legal", by=editor, now=now)
    assert not Edition.objects.history(now).exists()
    with pytest.raises(Refused, match="do not see this story now"):
        press.withdraw(edition.story, reason="undone", by=editor, now=now)


def test_a_publication_decided_on_an_older_text_is_refused():
    story = make_proofread_story()
    drafting.save(story, {"desk_notes": "x"}, base=1, by=make_user(role="writer"), now=timezone.now())
    with pytest.raises(Refused, match="changed since you opened it"):
        publish(story)


def test_an_archive_release_is_dated_by_the_file_and_marked_by_its_run():
    now, editor = timezone.now(), make_user(role="editor")
    story = make_imported_story()
    run = story.files.get().run
    released = press.release_archive([story], by=editor, run=run, now=now)
    (edition,) = released.editions
    assert (edition.published_at, edition.live_from) == (datetime(2024, 3, 5, tzinfo=UTC), now)
    assert (edition.archive_run, edition.made_by) == (run, editor)
    assert LedgerEntry.objects.filter(story=story).last().act == "release"


def test_an_archive_release_leaves_the_doubtful_behind_and_says_why():
    sound = make_imported_story()
    left = [
        make_imported_story(published_at=None),
        make_imported_story(headline_is_provisional=True),
        make_story(published_at=timezone.now()),
    ]
    released = press.release_archive(
        [*left, sound], by=make_user(role="editor"), run=None, now=timezone.now()
    )
    assert [edition.story for edition in released.editions] == [sound]
    assert {story.pk for story, _ in released.refused} == {story.pk for story in left}
    assert all(reason.endswith(".") for _, reason in released.refused)


def test_a_story_edited_by_a_person_is_not_released_unread():
    story = make_imported_story()
    drafting.save(story, {"headline": "Mine now"}, base=1, by=make_user(role="writer"), now=timezone.now())
    released = press.release_archive([story], by=make_user(role="editor"), run=None, now=timezone.now())
    assert "not as its file has it" in released.refused[0][1]


def test_a_story_from_which_a_person_took_words_is_not_released_unread():
    story = make_imported_story(body="<p>The mayor did not take the money.</p>")
    cut = {"body": "<p>The mayor did take the money.</p>"}
    drafting.save(story, cut, base=1, by=make_user(role="writer"), now=timezone.now())
    released = press.release_archive([story], by=make_user(role="editor"), run=None, now=timezone.now())
    assert [story for story, _ in released.refused] == [story]


@pytest.mark.parametrize(
    "slipped_in",
    [{"related": [["The mayor is a crook", None, None]]}, {"proofreader_credit": "Nobody, he is guilty"}],
)
def test_nothing_that_a_person_put_beside_a_files_words_is_released_unread(slipped_in):
    story = make_imported_story()
    drafting.save(story, slipped_in, base=1, by=make_user(role="writer"), now=timezone.now())
    released = press.release_archive([story], by=make_user(role="editor"), run=None, now=timezone.now())
    assert not released.editions


def test_a_date_and_topics_may_be_given_before_a_release():
    story, editor = make_imported_story(published_at=None), make_user(role="editor")
    given = {"published_at": datetime(2024, 3, 5, tzinfo=UTC), "topics": [make_topic().pk]}
    drafting.save(story, given, base=1, by=editor, now=timezone.now())
    assert press.release_archive([story], by=editor, run=None, now=timezone.now()).editions


def test_only_who_has_the_right_releases_an_archive():
    with pytest.raises(Refused, match="does not have the right"):
        press.release_archive([], by=make_user(role="importer"), run=None, now=timezone.now())


def test_a_release_writes_its_editions_together_and_asks_the_rules_of_each(django_assert_max_num_queries):
    stories = [make_imported_story() for _ in range(20)]
    editor = make_user(role="editor")
    with django_assert_max_num_queries(20 + 5 * len(stories)):
        press.release_archive(stories, by=editor, run=None, now=timezone.now())
