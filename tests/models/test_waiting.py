"""What an act does that has waited for another's: it goes by what the other left, not by what it saw before."""

import threading
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import arranging, credits, drafting, press, workflow
from articles.credits import merging
from articles.layouts import Layout
from articles.models import Arrangement, Doubt, Notice
from articles.rules import Refused, fresh
from tests.factories import make_imported_story, make_proofread_story, make_source, make_story, make_user

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def one_after_the_other(first, second):
    """Make ``first``, and end its transaction only when ``second`` waits for it; gives what ``second`` gave."""
    given = []

    def run():
        try:
            given.append(second())
        except Refused as refusal:
            given.append(refusal)
        finally:
            connection.close()

    waiting = threading.Thread(target=run)
    with transaction.atomic():
        first()
        waiting.start()
        while waiting.is_alive() and not somebody_waits():
            sleep(0.01)
    waiting.join()
    return given[0]


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def test_of_two_who_take_a_story_at_once_the_second_is_told_whose_it_is():
    story, ada, ben = make_story(), make_user(role="writer"), make_user(role="writer")
    refusal = one_after_the_other(
        lambda: workflow.take_writing(story, by=ada, now=timezone.now()),
        lambda: workflow.take_writing(story, by=ben, now=timezone.now()),
    )
    story.refresh_from_db()
    assert (str(refusal), story.writer_account) == (f"{ada} has it for writing.", ada)


def test_a_story_is_returned_to_who_was_given_it_in_the_meantime():
    story, ada, editor = make_story(), make_user(role="writer"), make_user(role="editor")
    workflow.submit(story, revision=1, by=editor, now=timezone.now())
    one_after_the_other(
        lambda: workflow.assign(story, writer=ada, reader=None, by=editor, now=timezone.now()),
        lambda: workflow.send_back(story, note="Why?", revision=1, by=editor, now=timezone.now()),
    )
    assert Notice.objects.get(kind="returned").to == ada


def test_a_publication_and_the_merge_of_its_source_do_not_wait_in_a_ring(monkeypatch):
    ours, theirs, editor = make_source(), make_source(), make_user(superuser=True)
    story, lock = make_proofread_story(source=ours), merging.lock_stories
    merged = []
    merger = threading.Thread(target=lambda: (merged.append(merge()), connection.close()))

    def merge():
        return credits.merge(ours, into=theirs, by=editor, now=timezone.now())

    def lock_late(name):
        has_the_names.set()
        return lock(name)

    has_the_names = threading.Event()
    monkeypatch.setattr(merging, "lock_stories", lock_late)
    with transaction.atomic():
        fresh(story)
        merger.start()
        has_the_names.wait()
        press.publish(story, revision=1, by=editor, now=timezone.now())
    merger.join()
    assert merged == [1]


def test_a_save_settles_a_doubt_that_came_while_it_waited():
    story, writer = make_imported_story(), make_user(role="writer")
    doubt = Doubt(file=story.files.get(), story=story, field="dateline", sentence="No place.")

    def add():
        drafting.save(story, {"desk_notes": "Rang."}, base=1, by=writer, now=timezone.now())
        doubt.save()

    one_after_the_other(
        add,
        lambda: drafting.save(story, {"dateline": "LISBON"}, base=1, by=writer, now=timezone.now()),
    )
    doubt.refresh_from_db()
    assert doubt.settled_by == writer


def arrange(by, base):
    return arranging.arrange(Layout(), base=base, by=by, now=timezone.now())


def test_of_two_who_arrange_the_front_page_at_once_the_second_is_told():
    one, other = (make_user(role="editor", username=name) for name in ("one", "other"))
    refusal = one_after_the_other(lambda: arrange(one, 0), lambda: arrange(other, 0))
    assert "arranged the front page in this moment" in str(refusal)
    refusal = one_after_the_other(lambda: arrange(one, 1), lambda: arrange(other, 1))
    assert "meanwhile" in str(refusal) or "in this moment" in str(refusal)
    assert list(Arrangement.objects.values_list("number", "made_by_name")) == [(2, "one"), (1, "one")]


def save(story, by):
    return drafting.save(story, {"language": "it"}, base=story.revision_number, by=by, now=timezone.now())


def restore(story, by):
    return drafting.restore(story, 1, base=story.revision_number, by=by, now=timezone.now())


@pytest.mark.parametrize("act", [save, restore])
def test_of_two_versions_that_get_one_language_at_once_the_second_is_refused(act):
    original, editor = make_story(language="en"), make_user(role="editor")
    one, other = (make_story(language="it") for _ in range(2))
    for story, language in ((one, "de"), (other, "fr")):
        now = timezone.now()
        drafting.save(story, {"language": language}, base=1, by=editor, now=now)
        drafting.translate(story, of=original, by=editor, now=now)
        story.refresh_from_db()
    refusal = one_after_the_other(lambda: save(one, editor), lambda: act(other, editor))
    assert f"Story {one.pk} is the version of it in this language" in str(refusal)
