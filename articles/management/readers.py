"""The PostgreSQL role of processes for readers: it can select what readers see, no more.

What it may is written here once: columns, rows, functions. A table that is not named is closed to it, and so is one
that a later migration adds. Row security is asked of it alone: the owner of the tables is not held by any, and whoever
else was granted something by those who run the database sees what was granted.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db import connection

EDITION = (
    "id", "story_id", "number", "kind", "digest", "headline", "list_headline", "social_headline", "search_headline",
    "standfirst", "byline", "dateline", "language", "body", "source_credit", "correction", "slug", "headline_key",
    "source_id", "proofreader_id", "proofreader_credit", "correction_severity", "genre", "is_flash",
    "withdrawal_reason", "leads_to_id", "translation_of_id", "published_at", "published_precision", "modified_at",
    "live_from", "superseded_at", "made_at",
)  # fmt: skip
NAME = ("id", "name", "key", "slug", "about", "merged_into_id")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles_edition": EDITION,
    "articles_editiontopic": ("id", "edition_id", "topic_id", "position"),
    "articles_editionwriter": ("id", "edition_id", "writer_id", "name", "position"),
    "articles_editionpicture": (
        "id", "edition_id", "picture_id", "position", "file", "sha256", "width", "height", "focal_x", "focal_y", "alt",
        "caption", "credit",
    ),
    "articles_editionrelated": ("id", "edition_id", "position", "title", "title_key", "date", "chosen_id"),
    "articles_source": NAME,
    "articles_proofreader": NAME,
    "articles_writer": NAME,
    "articles_topic": ("id", "name", "slug", "about"),
    "articles_arrangement": ("id", "number", "live_from", "superseded_at"),
    "articles_frontsection": ("id", "arrangement_id", "topic_id", "position"),
    "articles_slot": ("id", "arrangement_id", "place", "topic_id", "position", "story_id", "until"),
    "articles_policy": ("id", "slug", "title", "role", "body", "is_shown", "version", "changed_at"),
    "articles_policyversion": ("policy_id", "saved_at"),
    "articles_oldaddress": ("id", "key", "host", "story_id"),
    "articles_generation": ("id", "token", "taken", "moved_at"),
    "search_edition": (
        "place", "edition_id", "live_from", "superseded_at", "labels", "head", "lead", "body", "credits",
    ),
    "search_edition_telling": ("id", "document_id", "term"),
    "search_word": ("word", "start", "ending", "length", "known_from"),
    "django_migrations": ("id", "app", "name", "applied"),
}  # fmt: skip
"""What readers see of each table."""


def _any(rows: str) -> str:
    """Whether there are such rows, asked of each row by itself: of an EXISTS PostgreSQL may first gather all that there
    are.
    """
    return f"(SELECT true FROM {rows} LIMIT 1)"  # noqa: S608  names of ours


def _carried(names: str, by: str) -> str:
    """Whether a name, or the one that it was merged into, is carried by something that is shown."""
    return " OR ".join(_any(f"{by} = {pk}") for pk in (f"{names}.id", "merged_into_id"))


_OF_EDITION = _any("articles_edition AS shown WHERE shown.id = edition_id")
_OF_ARRANGEMENT = _any("articles_arrangement AS shown WHERE shown.id = arrangement_id")
_WITH_WORDS = "articles_edition AS shown WHERE shown.kind <> 'withdrawal' AND"
ROWS: Mapping[str, str] = {
    # What was shown, but for what was called back before it was, and what was withdrawn since without a word.
    "articles_edition": "live_from <= now() AND (superseded_at > live_from OR made_at = live_from) "
    "AND (superseded_at > now() OR NOT articles_silenced(story_id, live_from))",
    **dict.fromkeys(
        [f"articles_edition{of}" for of in ("topic", "writer", "picture", "related")], _OF_EDITION
    ),
    # A name that no such edition carries is in drafts alone.
    "articles_source": _carried("articles_source", f"{_WITH_WORDS} shown.source_id"),
    "articles_proofreader": _carried("articles_proofreader", f"{_WITH_WORDS} shown.proofreader_id"),
    "articles_writer": _carried("articles_writer", "articles_editionwriter AS shown WHERE shown.writer_id"),
    "articles_topic": " OR ".join(
        _any(f"articles_{of} AS shown WHERE shown.topic_id = articles_topic.id")
        for of in ("editiontopic", "frontsection")
    ),
    "articles_arrangement": "live_from <= now() AND superseded_at > live_from",
    "articles_frontsection": _OF_ARRANGEMENT,
    "articles_slot": _OF_ARRANGEMENT,
    "articles_policy": "is_shown",
    "articles_policyversion": _any("articles_policy AS shown WHERE shown.id = policy_id"),
    "articles_oldaddress": "story_id IS NULL OR "
    + _any("articles_edition AS shown WHERE shown.story_id = articles_oldaddress.story_id"),
    "search_edition": "live_from <= now()",
    "search_edition_telling": _any("search_edition AS shown WHERE shown.place = document_id"),
    "search_word": "known_from IS NULL OR known_from <= now()",
}
"""Which rows of them. All rows of a table that is not here are for readers."""

FUNCTIONS = (
    "articles_due", "articles_silenced", "articles_begun_here", "articles_first_made", "articles_known_until",
    "search_find", "search_reach",
)  # fmt: skip
"""What runs as its owner, and may be called: migration 0019."""
ALL = "newsroom_all"
"""The policy by which everybody has the rows that the other policies do not take from them."""
ATTRIBUTES = ("super", "createrole", "createdb", "replication", "bypassrls")
READ_ONLY = "default_transaction_read_only = on"


def of_the_server(role: str) -> Iterator[str]:
    """What the role still lacks that the owner of the tables may not be allowed to give: nothing that is so already."""
    name = _quoted(role)
    if not is_there(role):
        yield f"CREATE ROLE {name} LOGIN NOINHERIT"
        yield f"ALTER ROLE {name} SET {READ_ONLY}"
        return
    yield from (statement for _, statement in _of_the_role(role))


def statements(role: str) -> Iterator[str]:
    """What lets the role, which is there, select what it is to, whatever it could before: the owner of the tables may
    give it. To be run in one transaction.
    """
    name, schema = _quoted(role), _schema()
    for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {name}"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {name}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {name}"
    for table, columns in COLUMNS.items():
        yield f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {name}"
    for table, condition in ROWS.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS {ALL} ON {table}"
        yield f"CREATE POLICY {ALL} ON {table} USING (true)"
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} AS RESTRICTIVE TO {name} USING ({condition})"
    for signature in _signatures():
        yield f"GRANT EXECUTE ON FUNCTION {signature} TO {name}"


def marks(role: str) -> Iterator[str]:
    """What notes with each policy how it was written, and how the server holds it, so that another is seen."""
    held = _held(role)
    for table, condition in ROWS.items():
        yield f"COMMENT ON POLICY {_quoted(role)} ON {table} IS '{_written(condition)} {held[table].digest}'"


def is_there(role: str) -> bool:
    return bool(_rows("SELECT 1 FROM pg_roles WHERE rolname = %s", role))


def problems(role: str) -> Iterator[str]:
    """What is not as it should be, a sentence each."""
    if not is_there(role):
        yield f"There is no role {role}."
        return
    yield from (problem for problem, _ in _of_the_role(role))
    yield from _of_columns(role)
    yield from _of_rows(role)
    yield from _of_functions(role)


def _of_the_role(role: str) -> Iterator[tuple[str, str]]:
    """The same of a role that is there, but for what it may select; with the statement that mends each."""
    name = _quoted(role)
    for attribute in map(str.upper, _attributes(role)):
        yield f"{role} has the attribute {attribute}.", f"ALTER ROLE {name} NO{attribute}"
    for group in _groups(role):
        yield f"{role} is a member of {group}.", f"REVOKE {group} FROM {name}"
    # What everybody may by default: tables of their own, and on servers before 15 tables among ours.
    if _asked("SELECT has_schema_privilege(%s, current_schema(), 'CREATE')", role):
        yield f"{role} may create tables.", f"REVOKE CREATE ON SCHEMA {_schema()} FROM PUBLIC"
    if _asked("SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", role):
        mended = f"REVOKE TEMPORARY ON DATABASE {_quoted(_database())} FROM PUBLIC"
        yield f"{role} may create temporary tables.", mended
    if not _begins_read_only(role):
        told = f"Transactions of {role} do not begin as such that only read."
        yield told, f"ALTER ROLE {name} SET {READ_ONLY}"


def _of_columns(role: str) -> Iterator[str]:
    may = {(table, column) for table, column in _rows(_READABLE, role)}
    wanted = {(table, column) for table, columns in COLUMNS.items() for column in columns}
    yield from (f"{role} may read {table}.{column}." for table, column in sorted(may - wanted))
    yield from (f"{role} may not read {table}.{column}." for table, column in sorted(wanted - may))
    yield from (f"{role} may write {table}." for (table,) in _rows(_WRITABLE, role=role))
    yield from (f"{role} may use the sequence {name}." for (name,) in _rows(_COUNTED, role))


def _of_rows(role: str) -> Iterator[str]:
    held = _held(role)
    for table, condition in ROWS.items():
        policy = held.get(table)
        if policy is None or policy.noted != f"{_written(condition)} {policy.digest}":
            yield f"The rows of {table} that {role} sees are not those that it should."
        elif not policy.is_enabled:
            yield f"Row security is not enabled on {table}."


def _of_functions(role: str) -> Iterator[str]:
    may = {name for (name,) in _rows(_CALLABLE, role)}
    wanted = {*FUNCTIONS} - {"articles_known_until"}  # which runs as whoever calls it
    yield from (f"{role} may call {name}, which runs as its owner." for name in sorted(may - wanted))
    yield from (f"{role} may not call {name}." for name in sorted(wanted - may))


_OURS = "nspname NOT LIKE 'pg\\_%%' AND nspname <> 'information_schema'"
_READABLE = f"""
SELECT relname, attname FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE {_OURS} AND relkind IN ('r', 'v', 'm', 'p', 'f') AND has_column_privilege(%s, pg_class.oid, attnum, 'SELECT')
"""  # noqa: S608
_WRITABLE = f"""
SELECT relname FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace
WHERE {_OURS} AND relkind IN ('r', 'v', 'm', 'p', 'f') AND (
    has_any_column_privilege(%(role)s, pg_class.oid, 'INSERT, UPDATE, REFERENCES')
    OR has_table_privilege(%(role)s, pg_class.oid, 'DELETE, TRUNCATE, TRIGGER')
) ORDER BY 1
"""  # noqa: S608
_COUNTED = f"""
SELECT relname FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace
WHERE {_OURS} AND CASE WHEN relkind = 'S' THEN has_sequence_privilege(%s, pg_class.oid, 'USAGE, SELECT, UPDATE') END
"""  # noqa: S608
_CALLABLE = f"""
SELECT proname FROM pg_proc JOIN pg_namespace AS schema ON schema.oid = pronamespace
WHERE {_OURS} AND prosecdef AND has_function_privilege(%s, pg_proc.oid, 'EXECUTE')
"""  # noqa: S608
_HELD = """
SELECT relname, md5(pg_get_expr(polqual, polrelid)), obj_description(pg_policy.oid, 'pg_policy'), relrowsecurity
FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE polname = %s AND NOT polpermissive AND polcmd = '*' AND polroles = ARRAY[%s::regrole::oid]
AND relnamespace = current_schema()::regnamespace
"""


class _Policy(NamedTuple):
    """``digest`` is of the condition as the server has it, ``noted`` what was noted when it was written."""

    digest: str
    noted: str
    is_enabled: bool


def _held(role: str) -> dict[str, _Policy]:
    """The policies that hold the role in all it does, by their tables."""
    return {table: _Policy(*rest) for table, *rest in _rows(_HELD, role, _quoted(role))}


def _written(condition: str) -> str:
    return hashlib.md5(condition.encode(), usedforsecurity=False).hexdigest()


def _attributes(role: str) -> list[str]:
    return [name for name in ATTRIBUTES if _asked(f"SELECT rol{name} FROM pg_roles WHERE rolname = %s", role)]  # noqa: S608


def _begins_read_only(role: str) -> bool:
    """In this database or in all: what is said of the one goes before what is said of the other."""
    held = _rows(
        "SELECT setconfig FROM pg_db_role_setting JOIN pg_database ON datname = current_database() "
        "WHERE setrole = %s::regrole AND setdatabase IN (0, pg_database.oid) ORDER BY setdatabase DESC",
        _quoted(role),
    )
    said = [
        one for (settings,) in held for one in settings if one.startswith("default_transaction_read_only=")
    ]
    return said[:1] == [READ_ONLY.replace(" ", "")]


def _groups(role: str) -> list[str]:
    sql = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
    return [group for (group,) in _rows(sql, _quoted(role))]


def _signatures() -> list[str]:
    return [name for (name,) in _rows("SELECT oid::regprocedure::text FROM pg_proc WHERE proname = ANY(%s) "
                                      "AND pronamespace = current_schema()::regnamespace", [*FUNCTIONS])]  # fmt: skip


def _schema() -> str:
    return _quoted(str(_asked("SELECT current_schema()")))


def _database() -> str:
    return str(_asked("SELECT current_database()"))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _asked(sql: str, *params: Any) -> Any:
    return _rows(sql, *params)[0][0]


def _rows(sql: str, *params: Any, **named: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, named or params)
        return list(cursor.fetchall())
