"""A backup that is made while others publish restores to what there was at its moment."""

import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from articles import backups
from articles.backups import numbers
from articles.ledger import sealing
from articles.models import Edition, Generation, LedgerEntry, Picture, Story
from tests.benchmarks.apart import newsrooms

pytestmark = pytest.mark.own_database
OF_A_ROLE = """
ALTER TABLE articles_edition ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_some ON articles_edition TO pg_monitor USING (number > 0);
COMMENT ON POLICY of_some ON articles_edition IS 'As a command makes it.';
GRANT SELECT ON articles_edition TO pg_monitor;
CREATE FUNCTION narrow_door() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM articles_story';
REVOKE ALL ON FUNCTION narrow_door() FROM PUBLIC
"""
SOME = 4
"""Published versions before the backup."""


@pytest.fixture(scope="module")
def made(tmp_path_factory, set_up, django_db_blocker):
    with django_db_blocker.unblock(), newsrooms(tmp_path_factory.mktemp("newsrooms"), set_up) as made:
        yield made


@pytest.fixture(scope="module")
def busy(made):
    """A newsroom in which somebody published before, while and after a backup was made, and that backup."""
    with made.another() as newsroom:
        if newsroom.url:
            with newsroom.database.cursor() as cursor:
                cursor.execute(OF_A_ROLE)
        writer = newsroom.begin(newsroom.command(module=("-m", "tests.backups.writing")))
        try:
            wait_for(newsroom, SOME)
            newsroom.run("backup", newsroom.folder / "backups")
            (backup,) = backups.whole_in(newsroom.folder / "backups")
            wait_for(newsroom, backups.read(backup).rows["articles_edition"] + 1)
        finally:
            writer.kill()
            writer.wait()
        yield newsroom, backup


def rows(newsroom, model):
    return model.objects.using(newsroom.database.alias)


def wait_for(newsroom, editions):
    until = time.monotonic() + 120
    while rows(newsroom, Edition).count() < editions:
        assert time.monotonic() < until, "nobody publishes"
        time.sleep(0.05)


def said(newsroom, *arguments):
    """What a command says in a newsroom, and its exit status."""
    process = newsroom.begin(newsroom.command(*arguments), out=subprocess.PIPE)
    return process.communicate()[0], process.returncode


def key_of(newsroom):
    return newsroom.folder / "secret_key"


@pytest.fixture(scope="module")
def restoring(made, busy):
    """What the backup restores to, over a newsroom that has something else, and has it open; and the tokens of the
    generations that somebody saw there who never stopped looking.
    """
    newsroom, backup = busy
    with made.another() as other:
        key_of(other).write_text(key_of(newsroom).read_text())
        key_of(other).chmod(0o600)
        assert not rows(other, Story).exists()
        with watched(other) as seen:
            answer, status = said(other, "restore", backup, "--replace")
        assert (status, "All is as it was" in answer) == (0, True), answer
        yield other, seen


@pytest.fixture(scope="module")
def restored(restoring):
    return restoring[0]


@contextmanager
def watched(newsroom):
    seen, ended = set(), threading.Event()

    def look():
        while not ended.is_set():
            seen.update(rows(newsroom, Generation).values_list("token", flat=True))
        newsroom.database.close()

    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(look)
        try:
            yield seen
        finally:
            ended.set()
        looking.result()


def test_it_restores_to_the_ledger_up_to_its_seal_and_to_all_that_hangs_on_it(busy, restored):
    newsroom, backup = busy
    manifest = backups.read(backup)
    last = sealing.read(manifest.seal).last_entry
    facts = [
        list(rows(one, LedgerEntry).filter(pk__lte=last).order_by("pk").values_list())
        for one in (newsroom, restored)
    ]
    assert len(facts[0]) >= 4 * SOME
    assert facts[0] == facts[1]
    assert (
        rows(restored, Edition).count() == manifest.rows["articles_edition"] < rows(newsroom, Edition).count()
    )
    for picture in rows(restored, Picture):
        path = picture.image.name
        assert (restored.folder / "media" / path).read_bytes() == (
            newsroom.folder / "media" / path
        ).read_bytes()


def test_what_was_lost_is_not_mistaken_for_what_comes_after(busy, restored):
    """Neither by its pages, nor by its numbers, by which addresses know it."""
    newsroom, _ = busy
    tokens = [list(rows(one, Generation).values_list("token", "taken")) for one in (newsroom, restored)]
    assert not set(tokens[0][0]) & set(tokens[1][0])
    with restored.database.cursor() as cursor:
        cursor.execute(numbers.LAST[restored.database.vendor], ["articles_story"])
        (number,) = cursor.fetchone()
    assert number > rows(newsroom, Story).latest("pk").pk


@pytest.mark.postgresql
def test_nobody_who_waits_for_a_restore_sees_the_generation_of_the_backup(busy, restoring):
    """Browsers have pages of it, and of later ones, and would be told that these are still so."""
    _, backup = busy
    command = [
        "pg_restore",
        "--data-only",
        "--table=articles_generation",
        "--file=-",
        backup / "database.dump",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    _, seen = restoring
    assert "articles_generation" in told
    assert seen
    assert not {token for token in seen if token in told}


@pytest.mark.postgresql
def test_what_names_a_role_is_left_to_the_server_that_has_it(restored):
    """Else nothing would be restored where there is no such role."""
    with restored.database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT has_table_privilege('pg_monitor', 'articles_edition', 'SELECT')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT has_function_privilege('pg_monitor', 'narrow_door()', 'EXECUTE')")
        assert cursor.fetchone() == (False,)


def test_a_backup_is_proved_somewhere_else(busy):
    newsroom, backup = busy
    before = rows(newsroom, Edition).count()
    answer, status = said(newsroom, "prove_backup", backup.parent)
    assert (status, f"{backup} restores." in answer) == (0, True), answer
    assert rows(newsroom, Edition).count() == before
