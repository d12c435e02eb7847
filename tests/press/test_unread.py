"""Past a second reader: overrides and flashes, each under a name; and no other way (E5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, press, windows, workflow
from articles.models import Debt, Edition, LedgerEntry
from articles.rules import Refused
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.press.desk import make_flash_story, publish, revised

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def editor():
    return make_user(role="editor")


def make_flash(editor, now):
    return press.flash(make_flash_story(now=now), revision=1, by=editor, now=now)


def test_an_override_is_named_reasoned_and_in_the_ledger(now, editor):
    story = make_story()
    edition = press.override(story, revision=1, reason=" The dam is breaking. ", by=editor, now=now)
    assert (edition.override_reason, edition.made_by) == ("The dam is breaking.", editor)
    entry = LedgerEntry.objects.filter(story=story).last()
    assert (entry.act, entry.detail["reason"]) == ("override", "The dam is breaking.")
    story.refresh_from_db()
    assert story.stage == "draft"


@pytest.mark.parametrize(
    ("role", "reason", "sentence"),
    [
        ("editor", "  ", "Say why"),
        ("proofreader", "x", "does not have the right"),
        ("writer", "x", "does not have the right"),
    ],
)
def test_no_override_without_a_reason_and_the_right(role, reason, sentence, now):
    with pytest.raises(Refused, match=sentence):
        press.override(make_story(), revision=1, reason=reason, by=make_user(role=role), now=now)
    assert not Edition.objects.exists()


def test_what_was_read_is_published_and_not_overridden(now, editor):
    with pytest.raises(Refused, match="is for a draft or a story in proofing; this story is"):
        press.override(make_proofread_story(), revision=1, reason="x", by=editor, now=now)


def test_a_flash_is_marked_and_owed(now, editor):
    edition = make_flash(editor, now)
    debt = Debt.objects.get()
    assert (edition.is_flash, debt.edition, debt.opened_at, debt.settled_at) == (True, edition, now, None)


def test_a_flash_is_a_headline_and_one_paragraph_and_takes_no_full_storys_place(now, editor):
    with pytest.raises(Refused, match="one paragraph"):
        press.flash(make_story(), revision=1, by=editor, now=now)
    live = make_edition(now=now, paragraphs=["Short."])
    drafting.save(live.story, {"headline": "Unread"}, base=1, by=editor, now=now)
    with pytest.raises(Refused, match="Readers see a full story already"):
        press.flash(live.story, revision=2, by=editor, now=now)


def test_a_second_flash_of_the_same_words_is_an_update(now, editor):
    story = make_flash(editor, now).story
    drafting.save(story, {"desk_notes": "x"}, base=1, by=editor, now=now)
    again = press.flash(story, revision=2, by=editor, now=now)
    assert (again.kind, again.is_flash) == ("update", True)


def test_a_version_that_somebody_read_settles_what_is_owed(now, editor):
    story = make_flash(editor, now).story
    story = drafting.save(story, {"standfirst": "More"}, base=1, by=make_user(role="writer"), now=now).story
    workflow.submit(story, revision=2, by=editor, now=now)
    reader = make_user(role="proofreader")
    workflow.sign_off(story, revision=2, by=reader, now=now)
    edition = publish(story, now=now)
    debt = Debt.objects.get()
    assert (edition.is_flash, debt.settled_by) == (False, reader)
    assert debt.how == f"Replaced by a version that {reader} read"


def test_scheduled_it_settles_at_its_time_and_called_back_it_is_owed_again(now, editor):
    story = make_flash(editor, now).story
    workflow.submit(story, revision=1, by=editor, now=now)
    publish(revised(story, {"standfirst": "More"}, now=now), now=now, at=now + HOUR)
    assert Debt.objects.get().settled_at == now + HOUR
    press.call_back(story, by=editor, now=now)
    assert Debt.objects.open().exists()


def test_a_flash_passed_as_it_is_is_published_again_without_the_mark(now, editor):
    story = make_flash(editor, now).story
    workflow.submit(story, revision=1, by=editor, now=now)
    workflow.sign_off(story, revision=1, by=make_user(role="proofreader"), now=now)
    edition = publish(story, now=now)
    assert (edition.kind, edition.is_flash, Debt.objects.open().exists()) == ("refresh", False, False)


def test_a_flash_that_came_to_its_set_end_is_owed_no_longer(now, editor):
    story = make_flash(editor, now).story
    last = story.editions.get()
    windows.close(last, now + HOUR)
    windows.expire(last, number=2, by=editor, now=now)
    owed = [Debt.objects.owed(now + when).exists() for when in (HOUR / 2, HOUR)]
    assert owed == [True, False]


def test_a_withdrawn_flash_is_owed_no_longer(now, editor):
    story = make_flash(editor, now).story
    press.withdraw(story, reason="error", by=editor, now=now)
    debt = Debt.objects.get()
    assert (debt.how, debt.settled_by) == ("Withdrawn", editor)


def test_one_other_person_passes_and_publishes_in_one_act(now, editor):
    story = make_story()
    workflow.submit(story, revision=1, by=editor, now=now)
    edition = press.pass_and_publish(story, revision=1, by=editor, now=now)
    acts = LedgerEntry.objects.filter(story=story).order_by("number").values_list("act", flat=True)
    assert (edition.kind, list(acts)[-2:]) == ("first", ["sign-off", "publish"])


@pytest.mark.parametrize("role", ["writer", "proofreader", "reviewer"])
def test_nobody_else_does(role, now, editor):
    story = make_story()
    workflow.submit(story, revision=1, by=editor, now=now)
    with pytest.raises(Refused, match="right to sign off and publish"):
        press.pass_and_publish(story, revision=1, by=make_user(role=role), now=now)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_who_wrote_it_publishes_it_unread_by_no_path_but_an_override(superuser, now):
    author = make_user(role="editor", superuser=superuser)
    story = make_story(by=author)
    workflow.submit(story, revision=1, by=author, now=now)
    acts = [
        lambda: press.publish(story, revision=1, by=author, now=now),
        lambda: press.publish(story, revision=1, by=author, now=now, at=now + HOUR),
        lambda: press.pass_and_publish(story, revision=1, by=author, now=now),
        lambda: workflow.sign_off(story, revision=1, by=author, now=now),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert press.release_archive([story], by=author, run=None, now=now).editions == []
    assert not Edition.objects.exists()


@pytest.mark.parametrize("page", ["move/publish/", "move/schedule/", "move/release/", "pass/"])
def test_no_form_publishes_unread(client, page, now):
    author = make_user(role="editor")
    story = make_story(by=author)
    workflow.submit(story, revision=1, by=author, now=now)
    client.force_login(author)
    sent = {"revision": 1, "confirmed": "1", "sure": "1"}
    answer = client.post(f"/admin/articles/story/{story.pk}/{page}", sent, follow=True)
    assert (answer.status_code, Edition.objects.exists()) == (200, False)


@pytest.mark.parametrize("page", ["move/publish/", "pass/"])
def test_the_same_form_publishes_what_somebody_else_reads(client, page, now, editor):
    story = make_proofread_story() if page == "move/publish/" else make_story()
    if story.stage == "draft":
        workflow.submit(story, revision=1, by=editor, now=now)
    client.force_login(editor)
    sent = {"revision": 1, "confirmed": "1", "sure": "1"}
    client.post(f"/admin/articles/story/{story.pk}/{page}", sent)
    assert Edition.objects.get().story == story


def test_no_bulk_action_publishes_unread(client, now):
    author = make_user(role="editor")
    unread, read = make_story(by=author), make_proofread_story()
    workflow.submit(unread, revision=1, by=author, now=now)
    client.force_login(author)
    picked = {"_selected_action": [unread.pk, read.pk], f"seen-{unread.pk}": 1, f"seen-{read.pk}": 1}
    client.post("/admin/articles/story/", {"action": "publish", "confirmed": "1", **picked})
    assert [edition.story for edition in Edition.objects.all()] == [read]
