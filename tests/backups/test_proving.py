"""What shows that a backup did not restore whole."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from articles import backups
from articles.backups.proving import GUARDS
from articles.models import Edition
from tests.backups.conftest import Silent
from tests.factories import make_edition

pytestmark = pytest.mark.django_db(transaction=True)


def faults(folder):
    return list(backups.faults(folder, backups.read(folder), Silent, has_another_key=False))


@pytest.fixture
def unguarded():
    """The database without its triggers, as somebody with all rights could make it, until the test is through."""
    loader = MigrationLoader(connection)
    guards = [loader.get_migration("articles", name).operations[-1] for name in GUARDS]
    with connection.schema_editor() as editor:
        guards[0].reverse_code(None, editor)
    yield
    with connection.schema_editor() as editor:
        for guard in guards:
            guard.code(None, editor)


def test_what_was_not_touched_has_no_fault(backup):
    assert faults(backup) == []


def test_a_trigger_that_is_gone_shows(backup, unguarded):
    assert [line for line in faults(backup) if "articles_revision_no_update is not there" in line]


def test_a_text_that_was_changed_shows(backup, unguarded):
    Edition.objects.update(headline="Another one")
    assert [line for line in faults(backup) if "text of edition 1 was changed" in line]


def test_an_entry_that_is_gone_from_the_end_of_a_chain_shows_by_the_seal(backup, unguarded):
    Edition.objects.get().story.ledger.order_by("number").last().delete()
    assert [line for line in faults(backup) if line.startswith("This seal of ") and "does not hold" in line]
    assert [line for line in faults(backup) if line.startswith("articles_ledgerentry has ")]


def test_a_picture_that_is_gone_or_another_one_shows(backup, filled):
    default_storage.delete(filled)
    assert faults(backup) == [f"The file {filled} is on record, and not there."]
    default_storage.save(filled, ContentFile(b"x"))
    assert faults(backup) == [f"The file {filled} is not the one that is on record."]


def test_a_browser_is_not_told_that_nothing_changed_since_it_saw_what_a_restore_lost():
    make_edition()
    now = timezone.now()

    def asked(after, since):
        """What a browser is told so many seconds after now, that has the page as of so many."""
        with time_machine.travel(now + timedelta(seconds=after), tick=False):
            headers = {"If-Modified-Since": http_date(now.timestamp() + since)}
            return Client().get("/", headers=headers).status_code

    assert (asked(10, 5), asked(30, 15)) == (304, 304)
    backups.begin_anew(now + timedelta(seconds=20))
    assert (asked(30, 15), asked(30, 25)) == (200, 304)


def test_sessions_that_were_ended_since_do_not_come_back():
    SessionStore().save(must_create=True)
    backups.begin_anew(timezone.now())
    assert not Session.objects.exists()
