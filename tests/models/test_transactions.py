"""What only shows across commits."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from articles import drafting, ledger, workflow
from articles.models import Edition, LedgerEntry, Revision
from articles.rules import Refused
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run each act in a thread and on a connection of its own; gives what each gave or raised."""
    results, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(number, act):
        start.wait()
        try:
            results[number] = act()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_test_that_commits_is_cleared_away_guards_and_all():
    make_edition()
    assert Edition.objects.count() == 1


def test_two_who_sign_at_the_same_moment_are_both_on_record_or_one_is_told():
    story = make_story()
    workflow.submit(story, revision=1, by=make_user(role="writer"), now=timezone.now())
    readers = [make_user(role="proofreader") for _ in range(2)]
    together(
        *(lambda by=by: workflow.sign_off(story, revision=1, by=by, now=timezone.now()) for by in readers)
    )
    assert set(story.signoffs.values_list("signer", flat=True)) == {reader.pk for reader in readers}
    numbers = list(
        LedgerEntry.objects.filter(story=story).order_by("number").values_list("number", flat=True)
    )
    assert numbers == [1, 2, 3, 4]


def test_two_who_save_different_paragraphs_at_the_same_moment_both_keep_their_words():
    story = make_story(paragraphs=["One.", "Two.", "Three."])
    writers = [make_user(role="writer") for _ in range(2)]
    changes = [
        {"body": story.body.replace("One.", "One, by Ann.")},
        {"body": story.body.replace("Three.", "Three, by Ben.")},
    ]
    together(
        *(
            lambda by=by, change=change: drafting.save(story, change, base=1, by=by, now=timezone.now())
            for by, change in zip(writers, changes, strict=True)
        )
    )
    story.refresh_from_db()
    assert story.body == "<p>One, by Ann.</p><p>Two.</p><p>Three, by Ben.</p>"
    assert list(Revision.objects.filter(story=story).values_list("number", flat=True)) == [1, 2, 3]


def save_together(count):
    """So many people, each with a paragraph of one story, save at the same moment, and try once."""
    story = make_story(paragraphs=[f"Paragraph {number} stands." for number in range(count)])
    writers = [make_user(role="writer") for _ in range(count)]
    results = together(
        *(
            lambda by=by, n=n: drafting.save(
                story,
                {"body": story.body.replace(f"Paragraph {n} stands.", f"Paragraph {n} by {by.username}.")},
                base=1,
                by=by,
                now=timezone.now(),
            )
            for n, by in enumerate(writers)
        )
    )
    story.refresh_from_db()
    return story, writers, results


def check_nothing_lost(story, writers, results):
    count = len(writers)
    assert [type(result) for result in results] == [drafting.Saved] * count
    paragraphs = [f"<p>Paragraph {n} by {by.username}.</p>" for n, by in enumerate(writers)]
    assert story.body == "".join(paragraphs)
    numbers = list(Revision.objects.filter(story=story).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, count + 2))
    assert ledger.faults(f"story/{story.pk}") == []
    assert LedgerEntry.objects.filter(story=story).count() == count + 1


@pytest.mark.postgresql
def test_twenty_who_save_a_paragraph_each_lose_none():
    check_nothing_lost(*save_together(20))


def test_six_who_save_a_paragraph_each_lose_none():
    check_nothing_lost(*save_together(6))
