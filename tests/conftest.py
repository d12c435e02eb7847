"""What every test can count on: an empty data folder, quick passwords, an empty cache, and a browser."""

import gc
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
import pytest

# Before Django's settings are read, so that a developer's own newsroom and its settings stay out of it.
_data = tempfile.TemporaryDirectory(prefix="newsroom-tests-", ignore_cleanup_errors=True)
for _name in [name for name in os.environ if name.startswith("NEWSROOM_")]:
    del os.environ[_name]
os.environ |= {
    "NEWSROOM_DATA_DIR": _data.name,
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop in the thread that runs the tests
}
django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.test import SimpleTestCase, override_settings  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from newsroom.staticfiles import StaticFiles  # noqa: E402
from tests import chromium  # noqa: E402
from tests.benchmarks.apart import Newsroom, Newsrooms  # noqa: E402

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
DATABASE_MARKS = ("django_db", "own_database")
BROWSER_FIXTURES = {"page", "context", "new_context", "browser"}
NO_SKIP = os.environ.get("CI") == "true" or os.environ.get("TEST_NO_SKIP") == "yes"


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other database; mark and, without a browser, skip those that drive one."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    foreign = [item for item in items if item.get_closest_marker(other)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if BROWSER_FIXTURES & fixtures:
            item.add_marker("browser")
        elif not (
            DATABASE_FIXTURES & fixtures
            or any(map(item.get_closest_marker, DATABASE_MARKS))
            or is_django(item)
        ):
            item.add_marker("pure")
    drivers = [item for item in items if item.get_closest_marker("browser")]
    if drivers and not chromium.path():
        for item in drivers:
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


def pytest_collection_finish() -> None:
    """Let Python look seldom for objects that only hold each other, and not among those that were loaded until now: it
    took a tenth of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def is_django(item: pytest.Item) -> bool:
    """Whether it is a method of one of Django's own test cases."""
    return issubclass(getattr(item, "cls", None) or object, SimpleTestCase)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where nothing may be skipped, as in CI, a skipped test has failed."""
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{item.nodeid} may not be skipped here. {reason}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return browser_type_launch_args | {"executable_path": chromium.path(), "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """On SQLite a file, as in real use: in memory all threads share one connection and nothing ever waits."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(_data.name) / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> Iterator[Newsroom]:
    """The tests' database, with a copy of it as it is set up, for newsrooms apart: to migrate each takes far longer.

    In the place of the plugin's own, which makes none where all tests that are asked for have one of their own.
    """
    is_kept = django_db_keepdb and not django_db_createdb
    ends = ExitStack()
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=is_kept)
        ends.callback(teardown_databases, made, verbosity=0, keepdb=is_kept)
        copy = ends.enter_context(Newsrooms(tmp_path_factory.mktemp("set-up")).kept())
    yield copy
    with django_db_blocker.unblock():
        ends.close()


@pytest.fixture(scope="session")
def set_up(django_db_setup: Newsroom) -> Newsroom:
    """A newsroom that is set up and empty, to be copied."""
    return django_db_setup


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_folders_walked_once() -> Iterator[None]:
    """Each client of a test starts the site anew, which would walk all static folders for each."""
    walk, walked = StaticFiles.add_files_from_finders, {}

    def once(self: StaticFiles) -> None:
        key = (settings.STATIC_URL, str(settings.STATIC_ROOT), str(settings.STATICFILES_DIRS), self.max_age)
        if key not in walked:
            walk(self)
            walked[key] = dict(self.files)
        self.files |= walked[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFiles, "add_files_from_finders", once)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


CLEARED = """
DO $$
DECLARE
    name text;
    is_filled boolean;
    cleared text[] = '{{}}';
BEGIN
    LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE;
    FOREACH name IN ARRAY string_to_array('{tables}', ', ') LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
            EXECUTE format('DELETE FROM %I', name);
            cleared = cleared || name;
        END IF;
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOREACH name IN ARRAY cleared LOOP
        EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', name);
    END LOOP;
END $$
"""
"""Takes out of PostgreSQL's tables what a test put in: to TRUNCATE them all takes far longer."""


@pytest.fixture(scope="session", autouse=True)
def _flush_past_guards() -> Iterator[None]:
    """Let a test that commits be cleared away afterwards, the groups that a migration made left standing.

    It is done by DELETE, which the triggers refuse: they are taken down for that moment.
    """
    operations = type(
        connection.ops
    )  # the class: in a browser's test the connection is not that of the session
    flush = operations.sql_flush
    made_by_migrations = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}

    def flush_the_rest(self, style, tables, **options):
        kept = [table for table in tables if table not in made_by_migrations]
        if connection.vendor != "sqlite":
            return [CLEARED.format(tables=", ".join(kept))] if kept else []
        statements = flush(self, style, kept, **options)
        with connection.cursor() as cursor:
            # Those of search are no guards: they take out of its index what is cleared away.
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'search_%'"
            )
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drops, *statements, *(sql for _, sql in triggers)]

    execute = operations.execute_sql_flush

    def flush_patiently(self, statements):
        """What a browser sends as its page closes may still hold rows: PostgreSQL then lets one of the two give way."""
        for wait in (0.1, 0.5, 2):
            try:
                return execute(self, statements)
            except OperationalError:
                time.sleep(wait)
        return execute(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", flush_the_rest)
        patch.setattr(operations, "execute_sql_flush", flush_patiently)
        yield


@pytest.fixture
def unguarded():
    """The database without its triggers, as somebody with all rights could make it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'articles_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
