"""The generation of the pages moves with whatever readers see, in the same commit, and with nothing else."""

import threading
import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from articles import arranging, credits, generation, policies, press, redaction
from articles.layouts import LEAD, Layout, Pin
from articles.models import WithdrawalReason
from tests import plan
from tests.factories import (
    make_edition,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = pytest.mark.django_db
triggers = import_module("articles.migrations.0010_generation")
# What no finished page shows by itself: an address that is not found is never kept, and the others come with editions.
UNSEEN = {
    "Generation", "OldAddress", "Picture", "SourceAlias", "ProofreaderAlias", "WriterAlias", "PublicTerm", "SearchWord",
}  # fmt: skip


def moved(act) -> tuple[bool, bool]:
    """Whether an act moves the generation, and whether it says that something was taken."""
    before = settled()
    act()
    after = settled()
    return before.token != after.token, before.taken != after.taken


def settled() -> generation.Generation:
    """The generation as it would be after a commit, which no test makes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            for mark in ("token", "taken"):
                cursor.execute("SELECT set_config(%s, '', true)", [f"newsroom.moved_{mark}"])
    return generation.current() or generation.Generation("", "")


@pytest.fixture
def editor():
    make_edition()  # so that there is a generation
    return make_user(role="editor")


def test_every_table_that_readers_see_has_its_triggers_after_the_last_migration():
    seen = {apps.get_model("articles", name)._meta.db_table for name in plan.READERS_MODELS - UNSEEN}
    assert seen == set(triggers.MOVES)
    wanted = {
        triggers.name_of(table, does, event)
        for does, _, table, event, _ in triggers.triggers(connection.vendor)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert wanted <= {name for (name,) in cursor.fetchall()}


def test_a_publication_moves_it_and_a_draft_does_not(editor):
    assert moved(make_edition) == (True, False)
    assert moved(make_story) == (False, False)
    assert moved(make_topic) == (False, False)


def test_what_will_be_seen_later_moves_it_now_and_so_does_calling_it_back(editor):
    now = timezone.now()
    story = make_proofread_story(now=now, reader=editor)
    due = {"at": now + timedelta(hours=1), "by": editor, "now": now}
    assert moved(lambda: press.publish(story, revision=story.revision_number, **due)) == (True, False)
    assert moved(lambda: press.call_back(story, by=editor, now=now)) == (True, False)


def test_the_front_page_and_the_newsrooms_own_pages_move_it(editor):
    edition, now = make_edition(), timezone.now()
    layout = Layout(pins={LEAD: Pin(edition.story_id)})
    assert moved(lambda: arranging.arrange(layout, base=0, by=editor, now=now)) == (True, False)
    given = {"title": "Ethics", "body": "<p>We are fair.</p>"}
    assert moved(lambda: policies.add("ethics", given, by=editor, now=now)) == (True, False)


def test_a_withdrawal_and_an_order_of_a_court_take_something(editor):
    edition = make_edition()
    now, reason = timezone.now(), WithdrawalReason.LEGAL
    assert moved(lambda: press.withdraw(edition.story, reason=reason, by=editor, now=now)) == (True, True)
    story, court = make_edition().story, make_user(superuser=True)
    assert moved(lambda: redaction.redact(story, reason="Order 1", by=court, now=now)) == (True, True)


def test_another_name_moves_it(editor):
    writer, topic = make_writer(), make_topic()
    other = make_source()
    into = make_source()
    writer.name, topic.name = "Ana Roe", "Sea"
    for row in (writer, topic):
        assert moved(row.save) == (True, True)
        assert moved(row.save) == (False, False)  # the same again
    assert moved(lambda: credits.merge(other, into=into, by=editor, now=timezone.now())) == (True, True)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_publication_waits_for_who_renames_its_topic_and_neither_is_ended():
    """The generation is locked when all else is: who holds a row that an edition points at may still need it."""
    topic, editor = make_topic(), make_user(role="editor")
    story = make_proofread_story(reader=editor, topics=[topic])
    renamed, went_out = threading.Event(), []

    def publish():
        assert renamed.wait(10)
        press.publish(story, revision=story.revision_number, by=editor, now=timezone.now())
        went_out.append(story)
        connection.close()

    press_room = threading.Thread(target=publish)
    press_room.start()
    with transaction.atomic():
        topic.name = "Sea and shore"
        topic.save()
        renamed.set()
        time.sleep(0.5)  # by now it waits for the topic, or for nothing
    press_room.join(20)
    assert went_out == [story]
