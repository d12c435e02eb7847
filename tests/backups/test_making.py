"""How a backup is made, what is refused as one, and what shows that one did not restore whole."""

import fcntl
import os
import resource
from dataclasses import replace
from io import StringIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import override_settings
from django.utils import timezone

from articles import backups
from articles.backups import restoring
from articles.backups.folders import FILES, MANIFEST
from articles.models import Edition
from tests.backups.conftest import Silent, make
from tests.backups.writing import keep_picture

pytestmark = pytest.mark.django_db(transaction=True)


def restore(folder, *, replaces=True):
    return backups.restore(folder, Silent, replaces=replaces, has_another_key=False, clock=timezone.now)


def refused(folder, **how):
    with pytest.raises(backups.BackupFailed) as problem:
        restore(folder, **how)
    return str(problem.value).replace(str(folder), "IT")


def damage(path, *, cut=False):
    data = path.read_bytes()
    path.write_bytes(data[:-1] if cut else data[:50] + bytes([data[50] ^ 1]) + data[51:])


@pytest.mark.once
def test_a_folder_has_the_database_the_pictures_and_what_says_so(backup, filled):
    manifest = backups.read(backup)
    assert (manifest.files, manifest.rows["articles_edition"], manifest.unsound) == (2, 1, [])
    lines = (backup / FILES).read_text().splitlines()
    assert [line.split(" ")[2] for line in lines] == [manifest.database, f"media/{filled}"]
    assert backup.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in backup.iterdir()) == sorted(
        [manifest.database, FILES, MANIFEST, "media"]
    )


@pytest.mark.once
def test_what_is_on_record_and_not_in_the_storage_is_told_and_hinders_nothing(backup, filled):
    default_storage.delete(filled)
    out, err = StringIO(), StringIO()
    call_command("backup", str(backup.parent / "next"), stdout=out, stderr=err)
    assert f"{filled} is on record, and not in the storage" in err.getvalue()
    assert "newsroom-seal 1 " in out.getvalue()


@pytest.mark.once
def test_a_picture_of_the_backup_before_is_linked_to_and_not_copied(backup, filled):
    other = keep_picture(b"another one")
    after, _ = make(backup.parent, later=2)
    assert (after / "media" / filled).samefile(backup / "media" / filled)
    assert (after / "media" / other).read_bytes() == b"another one"


@pytest.mark.once
@pytest.mark.parametrize("name", [FILES, MANIFEST])
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_backup_before_that_is_damaged_is_said_and_gone_on_without(backup, filled, name, is_gone):
    (backup / name).write_bytes((backup / name).read_bytes()[:-2])
    if is_gone:
        (backup / name).rename(backup / "away")
        (backup / name).mkdir()
    told = []
    after, _ = make(backup.parent, later=2, tell=told.append)
    assert not (after / "media" / filled).samefile(backup / "media" / filled)
    (said,) = told
    assert said.startswith(f"{backup / name} ")
    assert said.endswith(" No file of it is taken over: all are copied.")
    assert make(backup.parent, later=4, tell=told.append)[1].unsound == []
    assert told == [said]


@pytest.mark.once
def test_a_backup_without_its_list_is_said_by_the_command_and_hinders_nothing(filled, tmp_path):
    before, _ = make(tmp_path, later=-5)
    (before / FILES).unlink()
    out, err = StringIO(), StringIO()
    call_command("backup", str(tmp_path), "--keep", "1", stdout=out, stderr=err)
    assert f"{before / FILES} is damaged" in err.getvalue()
    assert "newsroom-seal 1 " in out.getvalue()
    assert not before.exists()


@pytest.mark.once
def test_what_the_backup_before_has_lost_some_of_is_copied_anew(backup, filled):
    kept = backup / "media" / filled
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    after, manifest = make(backup.parent, later=2)
    assert (after / "media" / filled).read_bytes() == whole
    assert manifest.unsound == []


@pytest.mark.once
def test_which_backups_share_a_file_that_is_damaged_is_said(backup, filled):
    second, third = (make(backup.parent, later=later)[0] for later in (2, 4))
    (third / "media" / filled).unlink()
    apart, _ = make(backup.parent, later=6)
    damage(second / "media" / filled)
    assert refused(second).endswith(f"Linked to it, and no better, are those of {backup.name}.")
    damage(apart / "media" / filled)
    assert refused(apart).endswith("its digest is another one.")


@pytest.mark.once
def test_the_newest_are_kept(backup):
    second, third = (make(backup.parent, keep=2, later=later)[0] for later in (2, 4))
    assert sorted(path for path in backup.parent.iterdir()) == [second, third]


@pytest.mark.once
def test_what_was_killed_is_no_backup_and_is_deleted_by_the_next(backup):
    left = backup.rename(backup.with_name(f".{backup.name}.part"))
    assert refused(left) == "IT was never finished: a backup has its own name once it is whole."
    assert backups.whole_in(left.parent) == []
    make(left.parent, later=2)
    assert not left.exists()


@pytest.mark.once
def test_two_at_once_are_one_too_many(backup):
    handle = os.open(backup.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(CommandError, match="Another backup is being made") as problem:
        call_command("backup", str(backup.parent))
    os.close(handle)
    assert problem.value.returncode == 3


def test_a_disk_that_is_full_leaves_no_backup(backup, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        with pytest.raises(CommandError) as problem:
            call_command("backup", str(tmp_path / "full"), stdout=StringIO(), stderr=StringIO())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (problem.value.returncode, list((tmp_path / "full").iterdir())) == (3, [])


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "cut", "sentence"),
    [
        ("database", False, "is damaged, or cut short: its digest is another one."),
        ("database", True, "is damaged, or cut short: its digest is another one."),
        (FILES, False, "is damaged: it is not the list that the manifest was written for."),
        (MANIFEST, True, "is damaged: it cannot be read."),
    ],
)
def test_what_is_damaged_is_not_restored(backup, name, cut, sentence):
    path = backup / (backups.read(backup).database if name == "database" else name)
    if name == MANIFEST:
        path.write_text(path.read_text()[:-10])
    damage(path, cut=cut)
    assert refused(backup).endswith(sentence)
    assert Edition.objects.exists()


@pytest.mark.once
def test_a_picture_that_is_gone_or_another_one_is_not_restored(backup, filled):
    (backup / "media" / filled).write_bytes(b"")
    assert "is damaged, or cut short" in refused(backup)
    (backup / "media" / filled).unlink()
    assert "cannot be read: No such file or directory." in refused(backup)


@pytest.mark.once
def test_a_list_that_leads_out_of_its_folder_is_not_followed(backup):
    from articles.backups.folders import listed

    for name in ("../secret_key", "/etc/passwd", "media/../../x"):
        (backup / FILES).write_text(f"{'0' * 64} 1 {name}\n")
        with pytest.raises(backups.BackupFailed, match="names no file"):
            list(listed(backup))


@pytest.mark.once
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"format": 2}, "IT was made by a newer version of the newsroom: restore it with that."),
        (
            {"migrations": ["articles.9999_future"]},
            "IT was made by a newer version of the newsroom, whose database",
        ),
        ({"vendor": "oracle"}, "IT is of oracle, and DATABASE_URL names a database of"),
        ({"rows": []}, f"IT/{MANIFEST} is damaged: it does not say what a manifest says."),
    ],
)
def test_what_is_for_another_version_is_not_restored(backup, changed, sentence):
    manifest = replace(backups.read(backup), **changed)
    (backup / MANIFEST).unlink()
    manifest.write(backup)
    assert refused(backup).startswith(sentence)


@pytest.mark.once
def test_what_is_no_backup_is_not_restored(tmp_path):
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file", tmp_path / "gone"):
        assert refused(path) == f"IT is no backup: there is no {MANIFEST} in it."


def test_it_does_not_take_the_place_of_a_newsroom_unless_it_is_told_to(backup):
    assert refused(backup, replaces=False).startswith("There is a newsroom in this database.")
    with override_settings(SECRET_KEY="k" * 50):
        assert "is not signed with this newsroom's key" in refused(backup)
    with override_settings(SECRET_KEY="k" * 50, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert "There is a newsroom" in refused(backup, replaces=False)


def test_what_is_put_back_and_cannot_be_migrated_is_told_apart(backup, monkeypatch):
    def fails(*given, **options):
        raise DatabaseError("canceled on the way\nby whomever")

    headlines = list(Edition.objects.values_list("headline", flat=True))
    monkeypatch.setattr(restoring, "call_command", fails)
    assert refused(backup) == (
        "What was in the backup is in the database now, but could not be made ready for this version: canceled on the "
        "way. Mend that, and restore once more with --replace."
    )
    assert list(Edition.objects.values_list("headline", flat=True)) == headlines
