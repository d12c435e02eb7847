from typing import Any

from django.db.backends.sqlite3 import base, operations

from newsroom.databases import Telling


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        """For logs: SQL whose parameters SQLite knows by name as it is."""
        is_django = isinstance(cursor, base.SQLiteCursorWrapper)
        return super().last_executed_query(cursor, sql, params) if is_django else sql


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def prepared_cursor(self) -> Any:
        """A cursor for SQL whose parameters are named as SQLite names them (":now"): Django's goes through all of the
        SQL for each query to write it so.
        """
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(self.connection.cursor())
