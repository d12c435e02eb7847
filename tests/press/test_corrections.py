"""Corrections: said once, by an edition of their own, and read by a second person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, press
from articles.models import Kind
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_topic, make_user
from tests.press.desk import corrected, kinds, make_flash_story, publish, revised

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SENTENCE = "An earlier version said five boats. It is six."


@pytest.fixture
def now():
    return timezone.now()


def make_corrected(now):
    first = make_edition(now=now)
    return publish(corrected(first.story, SENTENCE, now=now, severity="grave"), now=now)


def test_a_correction_carries_its_sentence_and_how_grave_it_is(now):
    edition = make_corrected(now)
    assert (edition.kind, edition.correction, edition.correction_severity) == (
        "correction",
        SENTENCE,
        "grave",
    )
    assert edition.modified_at == edition.live_from


def test_the_sentence_alone_makes_a_correction(now):
    first = make_edition(now=now)
    assert publish(revised(first.story, {"correction": SENTENCE}, now=now), now=now).kind == Kind.CORRECTION


def test_nobody_signs_the_sentence_that_they_wrote(now):
    first, editor = make_edition(now=now), make_user(role="editor")
    changes = {"correction": SENTENCE}
    saved = drafting.save(first.story, changes, base=1, by=editor, now=now)
    assert saved.story.stage == "proofing"
    with pytest.raises(Refused, match="need another reader"):
        press.pass_and_publish(saved.story, revision=2, by=editor, now=now)


def test_a_refresh_after_a_correction_says_nothing_again(now):
    edition = make_corrected(now)
    refresh = publish(revised(edition.story, {"topics": [make_topic().pk]}, now=now), now=now)
    assert (refresh.kind, refresh.correction, refresh.correction_severity) == ("refresh", "", "")
    assert refresh.modified_at == edition.modified_at


def test_the_next_change_of_words_begins_without_the_sentence(now):
    story = make_corrected(now).story
    saved = revised(story, {"headline": "Later news"}, now=now)
    assert (saved.correction, publish(saved, now=now).kind) == ("", Kind.UPDATE)


def test_a_form_that_sends_the_old_sentence_back_does_not_keep_it(now):
    story = make_corrected(now).story
    assert revised(story, {"headline": "Later news", "correction": SENTENCE}, now=now).correction == ""


@pytest.mark.parametrize("changes", [{"desk_notes": "x"}, {"correction": "Another."}])
def test_a_change_of_details_or_of_the_sentence_leaves_it(changes, now):
    story = make_corrected(now).story
    assert revised(story, changes, now=now).correction == changes.get("correction", SENTENCE)


def test_a_sentence_that_was_not_told_yet_stays_with_the_next_change(now):
    story = make_edition(now=now).story
    publish(corrected(story, SENTENCE, now=now), now=now, at=now + HOUR)
    saved = revised(story, {"headline": "Later news"}, now=now)
    assert (saved.correction, publish(saved, now=now).kind) == (SENTENCE, Kind.CORRECTION)


def test_queued_behind_its_correction_an_update_says_it_no_second_time(now):
    story = make_edition(now=now).story
    publish(corrected(story, SENTENCE, now=now), now=now, at=now + HOUR)
    publish(revised(story, {"headline": "Later news"}, now=now), now=now, at=now + 2 * HOUR)
    assert kinds(story) == ["first", "correction", "update"]


def test_what_readers_do_not_see_is_not_corrected(now):
    story = make_proofread_story(correction=SENTENCE, now=now)
    with pytest.raises(Refused, match="readers do not see the story"):
        publish(story, now=now)


def test_a_correction_is_no_flash(now):
    story, editor = make_flash_story(), make_user(role="editor")
    press.flash(story, revision=1, by=editor, now=now)
    drafting.save(story, {"correction": SENTENCE}, base=1, by=editor, now=now)
    with pytest.raises(Refused, match="needs a second reader"):
        press.flash(story, revision=2, by=editor, now=now)
