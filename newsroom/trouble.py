"""What a command says of a database that fails it, in one sentence."""

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor

NOT_SET_UP = "The database is not set up: run manage.py migrate."


def told(problem: DatabaseError | NodeNotFoundError) -> str:
    """A sentence fit to show; empty if it is no fault of the database but of the program."""
    if isinstance(problem, NodeNotFoundError):
        return _between_versions(problem)
    try:
        waiting = is_not_set_up()
    except DatabaseError as unreachable:
        return _unreachable(unreachable)
    if waiting:
        return NOT_SET_UP
    return _unreachable(problem) if isinstance(problem, OperationalError) else ""


def _between_versions(problem: NodeNotFoundError) -> str:
    """What to do where some are recorded of the migrations that others stand for; empty if that is not what failed."""
    if not isinstance(problem.__cause__, NodeNotFoundError):  # Django tells no other of them twice
        return ""
    missing = ".".join(problem.node)
    return (
        f"The database was set up by an earlier version, and {missing} was never run on it, or its first migrate was "
        "cut short. Nothing was changed. Run manage.py migrate with the last version that has that migration, then "
        "with this one; a database that holds no stories yet is best made anew."
    )


def is_not_set_up() -> bool:
    """Whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _unreachable(problem: DatabaseError) -> str:
    reason = str(problem).partition("\n")[
        0
    ]  # names server, user and database; neither driver tells a password
    return f"The database that DATABASE_URL names cannot be used: {reason.rstrip('.')}."
