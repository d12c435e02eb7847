"""What the database itself refuses, whoever asks."""

import importlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import credits, press
from articles.models import (
    FAR_FUTURE,
    Edition,
    Kind,
    LedgerEntry,
    Revision,
    SignOff,
    Source,
)
from tests.factories import (
    make_edition,
    make_picture,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)
from tests.models.rows import MAY_MOVE, make_what_else_is_only_added_to

pytestmark = pytest.mark.django_db


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def columns_guarded(table: str) -> set[str]:
    """The columns that the database says may not be updated, read from its own catalogue."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{table}_no_update"])
            (sql,) = cursor.fetchone()
            listed = sql.split("UPDATE OF", 1)[1].split(" ON ", 1)[0]
            return {name.strip().strip('"') for name in listed.split(",")}
        cursor.execute(
            "SELECT event_object_column FROM information_schema.triggered_update_columns "
            "WHERE trigger_name = %s",
            [f"{table}_no_update"],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("model", MAY_MOVE)
def test_after_the_last_migration_every_column_of_an_append_only_table_is_guarded(model):
    columns = {field.column for field in model._meta.concrete_fields}
    assert columns_guarded(model._meta.db_table) == columns - MAY_MOVE[model]


def test_a_revision_cannot_be_changed_or_deleted():
    revision = make_story().latest_revision()
    assert refused(lambda: Revision.objects.filter(pk=revision.pk).update(headline="Other"))
    assert refused(revision.delete)


def test_a_signoff_cannot_be_changed_or_deleted():
    make_edition()
    assert refused(lambda: SignOff.objects.update(signer_name="Other"))
    assert refused(lambda: SignOff.objects.all().delete())


def test_the_ledger_cannot_be_changed_or_deleted():
    make_story()
    assert refused(lambda: LedgerEntry.objects.update(act="nothing"))
    assert refused(lambda: LedgerEntry.objects.all().delete())


def test_an_editions_words_cannot_be_changed_nor_can_it_be_deleted():
    edition = make_edition()
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(body="<p>Other.</p>"))
    assert refused(edition.delete)


def test_a_pointer_of_an_edition_moves_only_along_a_merge():
    edition = make_edition(source=make_source(), writers=[make_writer()])
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(source=make_source()))
    assert refused(lambda: edition.writer_rows.update(writer=make_writer()))
    into, by = make_source(), make_user(role="editor")
    assert credits.merge(edition.source, into=into, by=by, now=timezone.now()) == 1


def test_what_hangs_on_an_edition_stands_with_it():
    edition = make_edition(
        topics=[make_topic()], writers=[make_writer()], related=[["Ferry returns", None, None]]
    )
    assert refused(lambda: edition.topic_rows.update(position=7))
    assert refused(lambda: edition.related_rows.update(title="Other"))
    assert refused(lambda: edition.writer_rows.update(name="Other"))


@pytest.mark.parametrize("model", MAY_MOVE)
def test_no_row_of_an_append_only_table_is_deleted(model):
    edition = make_edition(
        topics=[make_topic()],
        writers=[make_writer()],
        related=[["Ferry returns", None, None]],
        pictures=[make_picture().pk],
    )
    editor, now = make_user(role="editor"), timezone.now()
    make_what_else_is_only_added_to(edition, by=editor, now=now)
    table = model._meta.db_table
    assert model.objects.exists()
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(f"DELETE FROM {table}"))


@pytest.mark.postgresql
@pytest.mark.parametrize("model", MAY_MOVE)
def test_no_append_only_table_is_emptied(model):
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE"))


@pytest.mark.sqlite
def test_replace_is_no_way_around():
    revision = make_story().latest_revision()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE forged AS SELECT * FROM articles_revision")
        cursor.execute("UPDATE forged SET headline = 'Forged'")
        assert refused(lambda: cursor.execute("REPLACE INTO articles_revision SELECT * FROM forged"))
        cursor.execute("DROP TABLE forged")
    revision.refresh_from_db()
    assert revision.headline != "Forged"


def test_a_sign_off_is_of_the_text_of_its_own_revision():
    make_edition()
    signoff, other = SignOff.objects.get(), make_story()
    for change in ({"digest": "v1:" + "0" * 64}, {"story": other, "signer": make_user()}):
        forged = SignOff.objects.get(pk=signoff.pk)
        forged.pk = None
        for name, value in change.items():
            setattr(forged, name, value)
        assert refused(forged.save)


def test_an_edition_holds_the_words_of_its_own_revision():
    now = timezone.now()
    edition = make_edition(now=now - timedelta(hours=1))
    Edition.objects.filter(pk=edition.pk).update(superseded_at=now)
    forged = copy_of(edition, live_from=now, made_at=now, superseded_at=FAR_FUTURE, body="<p>Unread.</p>")
    assert refused(forged.save)


def test_guards_can_be_put_up_again():
    guards = importlib.import_module("articles.migrations.0002_append_only")
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=lambda sql, params=None: cursor.execute(sql))
        guards.put_up(None, editor)
        guards.put_up(None, editor)
    assert columns_guarded("articles_revision")


def test_an_end_that_lies_in_the_past_cannot_move():
    now = timezone.now()
    edition = make_edition(now=now - timedelta(days=2))
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=now - timedelta(days=1))
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(superseded_at=now))


def copy_of(edition: Edition, **changes) -> Edition:
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.number, copy.kind = None, 2, Kind.UPDATE
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy


def test_a_story_has_one_open_edition():
    edition = make_edition()
    assert refused(copy_of(edition, live_from=FAR_FUTURE).save)


def test_two_editions_of_a_story_never_overlap():
    now = timezone.now()
    edition = make_edition(now=now)
    later = now + timedelta(days=1)
    assert refused(
        copy_of(edition, live_from=later, superseded_at=later + timedelta(days=1), made_at=now).save
    )


def test_an_empty_window_overlaps_nothing():
    now = timezone.now()
    later = now + timedelta(days=1)
    copy_of(make_edition(now=now), live_from=later, superseded_at=later, made_at=now).save()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"superseded_at": timezone.now() - timedelta(days=9)},
        {"made_at": timezone.now() + timedelta(days=1)},
        {"kind": Kind.FIRST},
        {"kind": "leak"},
        {"kind": Kind.CORRECTION},
        {"kind": Kind.WITHDRAWAL},
        {"correction": "It was wrong."},
        {"withdrawal_reason": "error"},
        {"headline": ""},
        {"slug": ""},
        {"body": ""},
        {"number": 1},
    ],
    ids=lambda broken: "-".join(f"{name} {value}" for name, value in broken.items()),
)
def test_an_edition_that_contradicts_itself_is_refused(broken):
    now = timezone.now()
    edition = make_edition(now=now - timedelta(hours=1))
    Edition.objects.filter(pk=edition.pk).update(superseded_at=now)
    sound = copy_of(edition, live_from=now, made_at=now, superseded_at=FAR_FUTURE)
    for name, value in broken.items():
        setattr(sound, name, value)
    assert refused(sound.save)


def test_the_same_edition_unbroken_is_taken():
    now = timezone.now()
    edition = make_edition(now=now - timedelta(hours=1))
    Edition.objects.filter(pk=edition.pk).update(superseded_at=now)
    copy_of(edition, live_from=now, made_at=now, superseded_at=FAR_FUTURE).save()


def test_a_revision_has_exactly_one_origin():
    revision = make_story().latest_revision()
    revision.pk, revision.number, revision.author = None, 2, None
    assert refused(revision.save)


def test_a_number_is_used_once_a_story():
    revision = make_story().latest_revision()
    revision.pk = None
    assert refused(revision.save)


def test_nobody_signs_one_text_twice():
    make_edition()
    signoff = SignOff.objects.get()
    signoff.pk = None
    assert refused(signoff.save)


def test_a_chain_holds_each_number_once_and_begins_with_one():
    make_story()
    entry = LedgerEntry.objects.get()
    entry.pk = None
    assert refused(entry.save)
    entry.number = 2
    assert refused(entry.save)


def test_a_name_is_not_merged_into_itself():
    source = make_source()
    assert refused(lambda: Source.objects.filter(pk=source.pk).update(merged_into=source))


def test_a_story_past_its_draft_has_a_headline():
    story = make_story(headline="")
    assert refused(lambda: type(story).objects.filter(pk=story.pk).update(stage="proofing"))
    assert refused(lambda: type(story).objects.filter(pk=story.pk).update(stage="published"))
