"""``verify_ledger``: what was done behind the ledger's back shows, and a seal shows what the ledger cannot."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from articles import drafting, ledger, press, workflow
from articles.ledger import sealing
from articles.models import Edition, LedgerEntry, LedgerSeal, Revision, SignOff, SignOffTakenBack, Story
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def verify(*arguments, **options) -> tuple[int, list[str]]:
    """Exit status and lines of the command."""
    out, status = StringIO(), 0
    try:
        call_command("verify_ledger", *arguments, stdout=out, stderr=StringIO(), skip_checks=False, **options)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue().splitlines()


def entry(story, number=2):
    return LedgerEntry.objects.filter(chain=f"story/{story.pk}", number=number)


def hash_again(story):
    """Write a whole chain anew, so that it proves itself."""
    previous = ""
    for row in story.ledger.order_by("number"):
        row.previous = previous
        row.digest = previous = ledger.digest_of(row)
        row.save()


def test_an_untouched_ledger_has_no_fault():
    make_edition(source=make_source()), make_imported_story()
    status, (line,) = verify()
    assert (status, line.split(": ")[-1]) == (0, "no fault.")
    assert line.startswith("5 entries in 2 chains, 2 revisions")


def test_one_story_can_be_verified_by_itself():
    story = make_edition().story
    make_story()
    assert verify(str(story.pk)) == (0, ["4 entries in 1 chain, 1 revision: no fault."])


@pytest.mark.parametrize("given", ["0", "x", "-3", "9" * 30])
def test_what_names_no_story_is_a_wrong_call(given):
    with pytest.raises(CommandError) as refused:
        verify("--", given)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("given", [{"check_seal": ""}, {"seal": True, "by": " "}, {"story": ""}])
def test_what_is_given_and_empty_is_a_wrong_call(given):
    with pytest.raises(CommandError, match="was given, and is empty") as refused:
        verify(**given)
    assert refused.value.returncode == 2


def test_a_story_that_is_not_there_is_a_wrong_call():
    with pytest.raises(CommandError, match="no story 77"):
        verify("77")


@pytest.mark.usefixtures("unguarded")
def test_a_changed_entry_is_found_by_chain_and_number():
    story = make_edition().story
    entry(story).update(act="nothing")
    status, lines = verify()
    assert status == 1
    assert lines[0] == f"story/{story.pk}: entry 2 was changed after it was written."


@pytest.mark.usefixtures("unguarded")
def test_a_dropped_entry_is_found():
    story = make_edition().story
    entry(story).delete()
    assert f"story/{story.pk}: entry 2 is missing." in verify()[1]


@pytest.mark.usefixtures("unguarded")
def test_an_entry_slipped_in_is_found():
    story = make_edition().story
    forged = entry(story).get()
    forged.pk, forged.number, forged.act = None, 5, "sign-off"
    forged.digest = ledger.digest_of(forged)
    forged.save()
    assert verify()[1][0] == f"story/{story.pk}: entry 5 does not follow the one before it."


@pytest.mark.usefixtures("unguarded")
def test_an_entry_chained_again_alone_is_found_by_its_follower():
    story = make_edition().story
    forged = entry(story).get()
    forged.by_name = "Somebody Else"
    forged.digest = ledger.digest_of(forged)
    forged.save()
    assert verify()[1][0] == f"story/{story.pk}: entry 3 does not follow the one before it."


@pytest.mark.usefixtures("unguarded")
def test_an_entry_moved_to_another_story_is_found():
    story, other = make_edition().story, make_story()
    entry(story).update(story=other)
    assert verify()[1][0] == f"story/{story.pk}: entry 2 hangs on story {other.pk}."


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: Revision.objects.update(body="<p>Forged.</p>"), "the text of revision 1 was changed"),
        (lambda: Edition.objects.update(headline="Forged"), "the text of edition 1 was changed"),
        (lambda: Revision.objects.update(author_name="Nobody"), "revision 1 names Nobody; its entry"),
        (lambda: Revision.objects.update(digest="v1:" + "0" * 64), "entry 1 names revision 1, whose digest"),
        (lambda: SignOff.objects.update(digest="v1:" + "0" * 64), "is not of the text of revision 1"),
        (lambda: SignOff.objects.update(signer=make_user()), "has no entry in the ledger"),
        (lambda: Edition.objects.update(made_at="2020-01-01T00:00Z"), "edition 1 has no entry in the ledger"),
        (lambda: Edition.objects.update(number=7), "names edition 1, which is not there"),
    ],
)
def test_a_row_changed_behind_the_ledger_is_found(act, sentence):
    make_edition()
    act()
    status, lines = verify()
    assert status == 1
    assert any(sentence in line for line in lines), lines


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda pk: SignOff.objects.filter(story=pk).delete(), "the sign-off of entry 3, by reader, is not there."),
        (lambda pk: SignOffTakenBack.objects.all().delete(), "the take-back of entry 4, by reader, is not there."),
        (lambda pk: Story.objects.filter(pk=pk).update(stage="draft"), " stands at draft; by its ledger it stands at"),
    ],
)  # fmt: skip
def test_what_was_deleted_or_moved_behind_the_ledger_is_found(act, sentence):
    reader = make_user(role="editor", username="reader")
    story = make_proofread_story(reader=reader)
    workflow.take_back(story, reason="", revision=1, by=reader, now=timezone.now())
    if "take-back" not in sentence:
        SignOffTakenBack.objects.all().delete()
    act(story.pk)
    status, lines = verify()
    assert status == 1
    assert any(sentence in line for line in lines), lines


@pytest.mark.usefixtures("unguarded")
def test_a_released_edition_that_was_deleted_is_found():
    story = make_imported_story()
    press.release_archive([story], by=make_user(role="editor"), run=None, now=timezone.now())
    Edition.objects.all().delete()
    assert "the edition of entry 2" in verify()[1][0]


@pytest.mark.usefixtures("unguarded")
def test_a_story_whose_revisions_were_deleted_is_found():
    Revision.objects.filter(story=make_story()).delete()
    assert "entry 1 names revision 1, which is not there." in verify()[1][0]


def test_of_two_who_publish_at_once_neither_is_taken_for_a_forger():
    now = timezone.now()
    story, editor = make_edition(now=now).story, make_user(role="editor")
    press.withdraw(story, reason="error", by=editor, now=now - timedelta(seconds=1))
    assert verify()[0] == 0


def test_a_sign_off_that_no_act_made_is_found():
    story = make_story()
    revision, reader = story.latest_revision(), make_user(role="editor")
    SignOff.objects.create(
        story=story, revision=revision, digest=story.digest, signer=reader, signer_name="Ann", rules_version="1",
        signed_at=timezone.now(),
    )  # fmt: skip
    assert "the sign-off by Ann has no entry in the ledger" in verify()[1][0]


def test_a_seal_is_one_line_that_can_be_checked_later():
    story = make_edition().story
    line = verify(seal=True)[1][-1]
    writer = make_user(role="writer")
    drafting.save(story, {"headline": "Later"}, base=1, by=writer, now=timezone.now())
    status, (answer,) = verify(check_seal=line)
    assert (status, answer.startswith("The seal is genuine, and its 1 chains are what they were")) == (
        0,
        True,
    )
    assert verify(check_seal=f"  {line.upper()} ".replace(" ", "\n"))[0] == 0
    assert verify()[0] == 0


@pytest.mark.usefixtures("unguarded")
def test_a_chain_hashed_again_as_a_whole_is_found_by_the_seal():
    story = make_edition().story
    line = verify(seal=True)[1][-1]
    entry(story, 3).update(detail=entry(story, 3).get().detail | {"rules": "another"})
    hash_again(story)
    assert ledger.faults(f"story/{story.pk}") == []
    seal = LedgerSeal.objects.get()
    sentence = f"of {sealing.read(line).at} does not hold: a chain that it sealed is not what it was then."
    assert verify()[1][0] == f"Seal {seal.pk} {sentence}"
    assert verify(check_seal=line) == (1, [f"This seal {sentence}"])


@pytest.mark.usefixtures("unguarded")
def test_a_stored_seal_that_was_forged_with_the_chain_is_not_signed():
    make_edition()
    verify(seal=True)
    LedgerSeal.objects.update(chains=2)
    assert "is not signed with this newsroom's key" in verify()[1][0]


def test_nothing_is_sealed_that_has_a_fault():
    story = make_story()
    LedgerEntry.objects.create(
        chain=f"story/{story.pk}", number=3, act="x", by_name="X", at=timezone.now(), previous="0", digest="0"
    )
    assert verify(seal=True)[0] == 1
    assert not LedgerSeal.objects.exists()


def test_a_seal_stands_when_the_key_is_changed_and_the_old_one_kept():
    make_story()
    line = verify(seal=True)[1][-1]
    with override_settings(SECRET_KEY="another key", SECRET_KEY_FALLBACKS=[]):
        assert "is not signed" in verify(check_seal=line)[1][0]
    from django.conf import settings

    with override_settings(SECRET_KEY="another key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert verify(check_seal=line)[0] == 0


@pytest.mark.parametrize("given", ["x", "newsroom-seal 1", "newsroom-seal 1 now 1 1 ab cd"])
def test_what_is_no_seal_is_a_wrong_call(given):
    with pytest.raises(CommandError) as refused:
        verify(check_seal=given)
    assert refused.value.returncode == 2


def test_each_seal_is_held_against_the_ledger_of_its_own_time():
    now, reader = timezone.now(), make_user(role="editor")
    verify(seal=True)
    story = make_story(now=now)
    verify(seal=True)
    workflow.submit(story, revision=1, by=reader, now=now + timedelta(minutes=1))
    verify(seal=True)
    assert [seal.chains for seal in LedgerSeal.objects.all()] == [0, 1, 1]
    assert verify()[0] == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_proves_itself_too():
    make_edition()
    assert verify(seal=True)[0] == 0


@pytest.mark.parametrize(
    "given",
    [
        {"check_seal": f"newsroom-seal 1 \udcff 1 1 {'a' * 64} {'a' * 64}"},
        {"check_seal": f"newsroom-seal 1 2026 ١ 1 {'a' * 64} {'a' * 64}"},
        {"seal": True, "by": "\udcff"},
    ],
)
def test_what_is_written_in_another_encoding_is_a_wrong_call(given):
    with pytest.raises(CommandError) as refusal:
        verify(**given)
    assert refusal.value.returncode == 2
