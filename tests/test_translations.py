"""A story and its versions in other languages: who is the translation of whom, and what the others have to follow."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import drafting, evidence, press, workflow
from articles.models import Edition, Notice, TranslationFlag
from articles.redaction import redact
from articles.rules import Refused
from articles.text.proving import faults_of
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.press.desk import corrected, publish, revised
from tests.test_verify_ledger import verify

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now()
HOUR = timedelta(hours=1)


def translated(story, of, *, by=None, now=NOW):
    by = by or make_user(role="editor")
    return drafting.translate(story, of=of, by=by, now=now)


def make_pair(*, by=None):
    """A live English story and its live German translation, written by two people."""
    original = make_edition(headline="Ferry returns", language="en", now=NOW - HOUR).story
    writer = by or make_user(role="writer")
    version = make_proofread_story(headline="Fähre ist zurück", language="de", by=writer, now=NOW - HOUR)
    version = translated(version, original)
    publish(version, now=NOW)
    return original, version


def flagged(story, now):
    return [row.edition.kind for row in story.translation_flags.open(now)]


def test_a_translation_is_published_as_one_and_a_refresh_is_all_that_it_takes():
    original, version = make_edition(now=NOW - HOUR).story, make_edition(language="de", now=NOW - HOUR)
    story = translated(version.story, original)
    edition = publish(story, now=NOW)
    assert (edition.kind, edition.translation_of, edition.digest) == ("refresh", original, version.digest)
    drafting.untranslate(story, by=make_user(role="editor"), now=NOW)
    assert publish(story, now=NOW + HOUR).translation_of is None


def test_the_translation_of_a_translation_is_one_of_the_original():
    original, german = make_pair()
    french = translated(make_story(language="fr"), german)
    assert french.translation_of == original


@pytest.mark.parametrize(
    ("language", "of", "why"),
    [
        ("de", "original", r"Story \d+ is the version of it in this language \(de\) already"),
        ("DE", "version", r"Story \d+ is the version of it in this language \(de\) already"),
        ("en", "version", r"Story \d+ is the version of it in this language \(en\) already"),
    ],
)
def test_of_each_language_there_is_one_version(language, of, why):
    pair = dict(zip(("original", "version"), make_pair(), strict=True))
    with pytest.raises(Refused, match=why):
        translated(make_story(language=language), pair[of])


def test_a_version_that_is_spiked_gives_way_to_another():
    original = make_edition(language="en").story
    first = translated(make_story(language="de"), original)
    workflow.spike(first, revision=first.revision_number, by=make_user(role="editor"), now=NOW)
    assert translated(make_story(language="de"), original).translation_of == original


def test_no_story_is_given_the_language_of_another_version_later():
    original, version = make_pair()
    writer = make_user(role="writer")
    for story, language in ((version, "en"), (original, "de")):
        story.refresh_from_db()
        with pytest.raises(Refused, match="the version of it in this language"):
            drafting.save(story, {"language": language}, base=story.revision_number, by=writer, now=NOW)


@pytest.mark.parametrize(
    "take_up", [partial(drafting.restore, number=1, base=3), partial(drafting.undo, number=2)]
)
def test_no_old_language_that_another_version_has_is_taken_up_again(take_up):
    original, editor = make_edition(language="en", now=NOW - HOUR).story, make_user(role="editor")
    story = drafting.save(make_story(language="en"), {"language": "de"}, base=1, by=editor, now=NOW).story
    story = translated(story, original, by=editor)
    with pytest.raises(Refused, match=rf"Story {original.pk} is the version of it in this language \(en\)"):
        take_up(story, by=editor, now=NOW)
    story.refresh_from_db()
    assert (story.language, story.revision_number) == ("de", 3)


@pytest.mark.parametrize("is_original", [False, True])
def test_a_version_comes_off_the_spike_where_no_other_has_its_language(is_original):
    original, editor = make_story(language="en"), make_user(role="editor")
    aside = original if is_original else translated(make_story(language="de"), original)
    aside = workflow.spike(aside, revision=aside.revision_number, by=editor, now=NOW)
    other = translated(make_story(language=aside.language.upper()), original)
    with pytest.raises(Refused, match=f"Story {other.pk} is the version of it in this language"):
        workflow.unspike(aside, revision=aside.revision_number, by=editor, now=NOW)
    drafting.untranslate(other, by=editor, now=NOW)
    assert workflow.unspike(aside, revision=aside.revision_number, by=editor, now=NOW).stage == "draft"


def test_nothing_goes_in_a_circle():
    original, version = make_pair()
    for of in (version, original):
        with pytest.raises(Refused, match="translation of itself, nor of its own translation"):
            translated(original, of)
    with pytest.raises(Refused, match="Another story is said to be its translation"):
        translated(original, make_story(language="fr"))
    with pytest.raises(Refused, match="take that back first"):
        translated(version, make_story(language="fr"))


def test_the_database_holds_that_no_edition_translates_its_own_story():
    edition = make_edition()
    row = Edition.objects.get(pk=edition.pk)
    row.pk, row.number, row.kind, row.translation_of_id = None, 2, "update", row.story_id
    row.superseded_at = row.live_from
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_writers_word_for_it_is_read_by_an_editor_first():
    original, german = make_edition(now=NOW - HOUR).story, make_proofread_story(language="de")
    story = translated(german, original, by=make_user(role="writer"))
    assert story.stage == "proofing"
    with pytest.raises(Refused):
        publish(story, now=NOW)


def test_restoring_an_older_revision_leaves_it_a_translation():
    original, version = make_pair()
    version = revised(version, {"headline": "Anders"}, now=NOW)
    drafting.restore(version, 1, base=version.revision_number, by=make_user(role="editor"), now=NOW)
    version.refresh_from_db()
    assert (version.headline, version.translation_of) == ("Fähre ist zurück", original)


@pytest.mark.parametrize("first", [0, 1])
def test_correcting_one_flags_the_other_until_it_follows(first):
    pair = make_pair()
    one, other = pair[first], pair[1 - first]
    publish(corrected(one, "It sails on Monday.", now=NOW), now=NOW + HOUR)
    assert (flagged(other, NOW), flagged(other, NOW + HOUR), flagged(one, NOW + HOUR)) == (
        [],
        ["correction"],
        [],
    )
    publish(revised(other, {"standfirst": "Followed"}, now=NOW), now=NOW + 2 * HOUR)
    assert flagged(other, NOW + 2 * HOUR) == []
    assert flagged(one, NOW + 2 * HOUR) == ["update"]


def test_who_keeps_the_other_is_told_in_words_that_quote_nothing_of_the_first():
    writer, editor = make_user(role="writer"), make_user(role="editor", username="ed")
    original, version = make_pair(by=writer)
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW + HOUR, by=editor)
    notice = Notice.objects.get(to=writer, kind="translation")
    said = (
        "ed published a correction of the English version of “Fähre ist zurück”: see whether yours follows."
    )
    assert (notice.sentence, notice.story) == (said, version)


def test_a_flag_stands_from_the_moment_that_readers_see_what_it_is_about():
    original, version = make_pair()
    story = corrected(original, "It sails on Monday.", now=NOW)
    publish(story, now=NOW, at=NOW + HOUR)
    assert (flagged(version, NOW), flagged(version, NOW + HOUR)) == ([], ["correction"])
    press.call_back(story, by=make_user(role="editor"), now=NOW)
    assert flagged(version, NOW + HOUR) == []


def test_a_refresh_is_nothing_to_follow_and_a_withdrawal_is():
    original, version = make_pair()
    publish(revised(original, {"social_headline": "Back!"}, now=NOW), now=NOW)
    assert flagged(version, NOW) == []
    press.withdraw(original, reason="error", by=make_user(role="editor"), now=NOW + HOUR)
    assert flagged(version, NOW + HOUR) == ["withdrawal"]


def test_somebody_says_that_it_is_settled():
    original, version = make_pair()
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW + HOUR)
    editor, later = make_user(role="editor"), NOW + 2 * HOUR
    version = workflow.agree(version, by=editor, now=later)
    entry = version.ledger.order_by("number").last()
    told = (entry.act, entry.detail["followed"])
    assert told == ("agree", [f"published version 2 of story {original.pk}"])
    assert (flagged(version, later), TranslationFlag.objects.get().settled_by) == ([], editor)
    with pytest.raises(Refused, match="Nothing was published of a version in another language since"):
        workflow.agree(version, by=editor, now=later)


def test_what_is_no_translation_any_more_has_nothing_to_follow():
    original, version = make_pair()
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW + HOUR)
    told = Notice.objects.filter(kind="translation", read_at=None)
    assert told.exists()
    drafting.untranslate(version, by=make_user(role="editor"), now=NOW + HOUR)
    assert (flagged(version, NOW + HOUR), told.exists()) == ([], False)


def test_the_record_of_both_proves_itself():
    original, version = make_pair()
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW)
    workflow.agree(version, by=make_user(role="editor"), now=NOW)
    for story in (original, version):
        story.refresh_from_db()
        assert faults_of(evidence.of(story, now=NOW)) == []
    assert verify()[0] == 0


def test_a_court_order_flags_the_other_version_and_says_nothing_of_the_first():
    original, version = make_pair()
    redact(original, reason="Order", by=make_user(superuser=True), now=NOW + HOUR)
    assert flagged(version, NOW + HOUR) == ["withdrawal"]
    assert not Notice.objects.filter(sentence__contains="Ferry returns").exists()
