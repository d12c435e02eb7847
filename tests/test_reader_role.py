"""The role of processes for readers: every page of the site is the same under it, and nothing else is to be had."""

from collections import defaultdict
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction
from django.utils import timezone

from articles import arranging
from articles.layouts import LEAD, Layout, Pin
from articles.management import readers
from articles.models import Edition, Story
from articles.site.moments import moments
from tests.factories import make_edition, make_imported_story, make_user
from tests.site.pages import addresses_of, files_of, make_full_edition, plant_hidden

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

ROLE = "newsroom_tests_readers"
WORD = "zebrafish"
DENIED = "42501"


@pytest.fixture
def role():
    """Set up in this transaction, and gone with it."""
    for attempt in range(3):
        # Autovacuum may be at a table whose rights are changed: PostgreSQL then ends one of the two.
        with suppress(OperationalError) if attempt < 2 else nullcontext(), transaction.atomic():
            call_command("reader_role", ROLE, stdout=StringIO(), stderr=StringIO())
            break
    return ROLE


@pytest.fixture
def earlier():
    """What is made while it lasts is two hours old to the database, whose clock stands still in a transaction."""
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=False):
        yield


@contextmanager
def as_readers():
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            yield cursor
        finally:
            cursor.execute("RESET ROLE")


def denied(*statements):
    """Those that the role is refused, for want of a right and nothing else."""
    return [sql for sql in statements if _is_denied(sql)]


def _is_denied(sql):
    try:
        with transaction.atomic(), connection.cursor() as cursor:  # which takes the role back, too
            cursor.execute(f"SET LOCAL ROLE {ROLE}; SET LOCAL default_transaction_read_only = off; {sql}")
            raise _DoneError
    except ProgrammingError as problem:
        return problem.__cause__.sqlstate == DENIED
    except (DatabaseError, _DoneError):
        return False


class _DoneError(Exception):
    """It was allowed; what it did is taken back."""


def rows(sql, *params):
    with as_readers() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def said(client, address):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    del answer.headers["X-Request-ID"]  # each request has one of its own
    return answer.status_code, {**answer.headers}, body


@pytest.fixture
def newsroom(role, earlier):
    """A live story and a corrected one, on a front page, beside what is not for readers."""
    edition = make_full_edition(headline=f"The {WORD[:5]} ferry returns")
    make_full_edition(source=edition.source, headline="The ferry is sold")
    return edition, plant_hidden(WORD)


def test_every_page_is_the_same_under_it(newsroom, client):
    edition, (due, gone) = newsroom
    asked = [
        *addresses_of(edition), *files_of(edition), due.get_absolute_url(), gone.get_absolute_url(), "/api/stories/",
        f"/api/stories/{edition.story_id}/", f"/api/stories/{edition.story_id}/ninjs/", "/api/changes/",
        "/api/sources/", "/stories/?q=ferry", "/stories/?q=fery", '/stories/?q="the+ferry"', "/stories/?q=fer*",
        f"/stories/?q={WORD}", "/stories/?q=ferry&order=relevance", f"/stories/?source={edition.source.slug}&q=-sold",
    ]  # fmt: skip
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        for address in asked:
            own = said(client, address)
            with as_readers():
                assert said(client, address) == own, address


def columns():
    """Of all tables, by their names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid "
                       "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 "
                       "AND NOT attisdropped")  # fmt: skip
        found = defaultdict(list)
        for table, name in cursor.fetchall():
            found[table].append(name)
        return found


def test_it_reads_no_column_that_is_not_for_readers(role):
    held = columns()
    assert {*readers.COLUMNS} < {*held}
    for table, names in held.items():
        for name in {*names} - {*readers.COLUMNS.get(table, ())}:
            assert denied(f'SELECT "{name}" FROM "{table}"'), (table, name)
        assert bool(denied(f'SELECT count(*) FROM "{table}"')) is (table not in readers.COLUMNS)


def test_it_writes_nothing(role):
    for table, (name, *_) in columns().items():
        attempts = [f'DELETE FROM "{table}"', f'INSERT INTO "{table}" DEFAULT VALUES', f'TRUNCATE "{table}"',
                    f'UPDATE "{table}" SET "{name}" = NULL']  # fmt: skip
        assert denied(*attempts) == attempts


ELSE = (
    "CREATE TABLE kept (a int)", "CREATE TEMPORARY TABLE kept (a int)", "CREATE SCHEMA kept",
    "CREATE FUNCTION kept() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE ROLE another",
    "SELECT nextval('articles_story_id_seq')", "SELECT last_value FROM articles_story_id_seq",
    "SELECT pg_read_file('/etc/passwd')", "COPY articles_topic (id) TO '/tmp/topics'", "SELECT * FROM pg_authid",
    "SELECT lo_import('/etc/passwd')", "LOCK TABLE articles_edition IN ACCESS EXCLUSIVE MODE",
    "ALTER TABLE articles_edition DISABLE ROW LEVEL SECURITY", "SET row_security = off; SELECT id FROM articles_topic",
)  # fmt: skip


def test_it_does_nothing_else(role):
    assert denied(*ELSE) == [*ELSE]


def test_what_is_not_shown_is_in_no_row(newsroom):
    """But for the tombstone of what is withdrawn, of which the site shows that it is gone."""
    found = {}
    for table, columns in readers.COLUMNS.items():
        text = " || ' ' || ".join(f"coalesce({name}::text, '')" for name in columns)
        but = "AND kind <> 'withdrawal'" if table == "articles_edition" else ""
        found[table] = rows(f"SELECT {columns[0]} FROM {table} WHERE {text} ILIKE %s {but}", f"%{WORD}%")
    assert {table: many for table, many in found.items() if many and table != "search_word"} == {}
    assert rows("SELECT count(*) FROM articles_edition WHERE kind <> 'withdrawal'") == [(2,)]


def test_no_row_hangs_on_what_is_not_shown(newsroom):
    _, (due, _) = newsroom
    for table in ("articles_editiontopic", "articles_editionwriter", "search_edition"):
        assert rows(f"SELECT count(*) FROM {table} WHERE edition_id = %s", due.pk) == [(0,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_edition WHERE edition_id = %s", [due.pk])
        assert cursor.fetchall() == [(1,)]


def test_a_word_is_known_once_it_is_shown(earlier, role):
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        make_edition(headline="The quagga")
    make_edition(headline="The okapi")
    assert rows("SELECT word FROM search_word WHERE word IN ('quagga', 'okapi')") == [("okapi",)]
    make_edition(headline="The quagga again")
    assert rows("SELECT word FROM search_word WHERE word = 'quagga'") == [("quagga",)]


def test_functions_tell_nothing_that_is_not_shown(newsroom):
    _, (due, _) = newsroom
    find = ("SELECT place FROM search_find('8000-01-01', 0, 9223372036854775807, %s::tsquery, NULL, NULL, NULL, false, "
            "NULL, NULL, NULL, false, 99, false)")  # fmt: skip
    assert rows(find, WORD) == []
    with connection.cursor() as cursor:
        cursor.execute(find, [WORD])
        assert len(cursor.fetchall()) == 1
    place = due.document.place
    low, high, eras = rows("SELECT * FROM search_reach(%s, %s, 0, false)", place, place + 1)[0]
    assert (low, high, eras) == (place, place + 1, None)
    draft = make_imported_story()
    own = Story.objects.exclude(created_by=None).exclude(editions__live_from__lt=timezone.now()).first()
    assert rows("SELECT articles_begun_here(%s), articles_begun_here(%s)", draft.pk, own.pk) == [
        (False, False)
    ]


def test_statistics_tell_nothing_of_texts(newsroom):
    asked = "SELECT attname FROM pg_stats WHERE tablename = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_policy")
        cursor.execute(asked, [["articles_policy"]])
        assert ("body",) in cursor.fetchall()
    assert rows(asked, [*readers.ROWS, "articles_story"]) == []


LISTS = {
    "edition_order": "",
    "edition_source_order": "AND source_id = 7",
    "edition_proofreader_order": "AND proofreader_id = 7",
}


@pytest.mark.parametrize(("index", "narrowed"), LISTS.items())
def test_lists_go_by_their_indexes_under_it(role, index, narrowed):
    with as_readers() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
        cursor.execute("EXPLAIN SELECT id FROM articles_edition WHERE live_from <= now() AND superseded_at > now() "
                       f"{narrowed} ORDER BY published_at DESC, story_id DESC LIMIT 50")  # fmt: skip
        assert f"using {index} " in "\n".join(line for (line,) in cursor.fetchall())


def test_rows_are_looked_up_one_by_one(role):
    """And not gathered all before, however many a query is thought to be about to ask for."""
    for table, columns in readers.COLUMNS.items():
        plan = "\n".join(line for (line,) in rows(f"EXPLAIN SELECT {columns[0]} FROM {table}"))
        assert (table, "hashed" in plan) == (table, False)


def test_what_was_called_back_is_never_seen(earlier, role):
    edition = make_edition(headline="Never shown")
    shown = "SELECT count(*) FROM articles_edition"
    assert rows(shown) == [(1,)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # past the triggers: time has passed
        cursor.execute(
            "UPDATE articles_edition SET superseded_at = live_from, made_at = made_at - interval '1 s'"
        )
    assert Edition.objects.filter(pk=edition.pk).exists()
    assert rows(shown) == [(0,)]


def test_a_page_knows_when_the_next_story_is_due_without_seeing_it(earlier, role):
    at = timezone.now() + timedelta(days=1)
    make_edition()
    with time_machine.travel(at, tick=False):
        make_edition()
    now = timezone.now() + timedelta(hours=2)
    with as_readers():
        assert moments(now).due == at
        assert Edition.objects.filter(live_from__gt=now).count() == 0


def test_a_front_page_to_come_is_not_seen(earlier, role):
    edition, editor = make_edition(), make_user(role="editor")
    layout = Layout(pins={LEAD: Pin(edition.story_id)})
    arranging.arrange(layout, base=0, by=editor, now=timezone.now(), at=timezone.now() + timedelta(days=1))
    for table in ("articles_arrangement", "articles_slot", "articles_frontsection"):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)]
