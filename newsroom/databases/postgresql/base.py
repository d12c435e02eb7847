from collections import defaultdict
from collections.abc import Callable, Generator
from functools import wraps
from typing import Any

from django.db import Error
from django.db.backends.postgresql import base, operations
from psycopg import Connection, RawCursor
from psycopg.errors import ConnectionTimeout, FeatureNotSupported, InvalidSqlStatementName
from psycopg.pq import TransactionStatus

from newsroom.databases import Telling
from newsroom.databases.postgresql.hanging import Hangs, Server, Wait, lives

# Texts of some length are packed, which takes a third of the time in this way; servers without it have their own.
_PACKED_SOON = """SELECT set_config(name, 'lz4', false) FROM pg_settings
WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"""
_SERVERS: dict[str, Server] = defaultdict(Server)
"""By the name of the database in the settings."""


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        """For logs: SQL whose parameters are numbered as it is, since psycopg puts them in nowhere."""
        return sql if isinstance(cursor, RawCursor) else super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    ops_class = DatabaseOperations
    may_prepare = False
    _most: float | None = None
    _told = 0.0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server = _SERVERS[self.alias]
        if self._most is not None:
            server.admit()
        try:
            made: Any = super().get_new_connection(conn_params)
        except ConnectionTimeout:
            server.found_hanging()
            raise
        made.wait = self._patient(made)
        return made

    def _patient(self, made: Connection[Any]) -> Callable[..., Any]:
        """How ``made`` waits for the server, where somebody waits for it in turn."""
        wait = made.wait

        @wraps(wait)
        def patient(steps: Generator[Any, Any, Any], *args: Any, **options: Any) -> Any:
            if self._most is None:
                return wait(steps, *args, **options)
            try:
                one = Wait(_SERVERS[self.alias], self._most, lambda: lives(made.info.host, made.info.port))
                return wait(one.through(steps), *args, **options)
            except Hangs:
                made.close()  # nobody knows what it would still say
                raise

        return patient

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self._told = 0.0
        self.may_prepare = self.connection.prepare_threshold is not None
        # Most queries have their values in their text, and are asked but once: psycopg would count and keep them.
        self.connection.prepare_threshold = None
        if self.may_prepare:
            with self.connection.cursor() as cursor:
                # Else what is planned once would be planned five times more, to see whether that helps.
                cursor.execute("SET plan_cache_mode = force_generic_plan")
                cursor.execute(_PACKED_SOON)
        self._tell()

    def may_take(self, seconds: float) -> None:
        """So long at most is each statement from now on, or as long as the server lets it (0), for somebody who waits.
        Behind a pooler, who would give it to others with the connection, that is for the server to say.
        """
        self._most = seconds
        if seconds != self._told and self.connection is not None:
            self.close_if_health_check_failed()
            try:
                self._tell()
            except Error:
                self.close()  # what is wrong is found by who asks next, who may ask another server in its place

    def _tell(self) -> None:
        most = self._most or 0.0
        if most == self._told or self.connection is None or not self.may_prepare:
            return
        bound = f"= {round(most * 1000)}" if most else "TO DEFAULT"
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout {bound}")
        self._told = most

    def prepared_cursor(self) -> Any:
        """A cursor for SQL whose parameters are numbered. The server binds them itself, and where it may prepare
        queries it keeps the plan of each.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor((_Preparing if self.may_prepare else RawCursor)(self.connection))


class _Preparing(RawCursor[Any]):
    """What was prepared before a migration changed its tables, or was thrown away with all that a session knew, is
    prepared anew. Within a transaction, which has failed by then, the next one begins with another connection.
    """

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        self.connection.prepare_threshold = 0
        try:
            return super().execute(*args, **kwargs)
        except (FeatureNotSupported, InvalidSqlStatementName):
            if self.connection.info.transaction_status is not TransactionStatus.IDLE:
                self.connection.close()
                raise
            super().execute("DEALLOCATE ALL", prepare=False)  # psycopg sees it, and forgets them too
            return super().execute(*args, **kwargs)
        finally:
            self.connection.prepare_threshold = None
