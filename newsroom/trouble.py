"""What a command says of a database that fails it, in one sentence."""

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor

from articles.sqlstates import NOT_ALLOWED, state_of
from newsroom import environment, replicas

_MAY_WRITE = " See that its folder is there, and that this user may write to both."
_ADVICE = {
    "unable to open": _MAY_WRITE,
    "attempt to write a readonly": _MAY_WRITE,
    "connection": " See that it runs, and that it is named right.",
}
"""What to do, by how the reasons of the two drivers begin."""


def told(problem: DatabaseError | NodeNotFoundError) -> str:
    """A sentence fit to show; empty if it is no fault of the database but of the program."""
    if isinstance(problem, NodeNotFoundError):
        return _between_versions(problem)
    try:
        waiting = is_not_set_up()
    except DatabaseError as unreachable:
        return _unreachable(unreachable)
    if waiting:
        return not_set_up()
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


def not_set_up() -> str:
    return f"{_which()} is not set up: run manage.py migrate."


def _which() -> str:
    """The database, by the setting that names it: what another one names may be set up well."""
    variable = replicas.primary(settings.ROLE)
    if environment.text(variable, ""):
        return f"The database that {variable} names"
    return f"The database {settings.DATABASES['default']['NAME']} ({variable} is not set)"


def _unreachable(problem: DatabaseError) -> str:
    # It names server, user and database; neither driver tells a password.
    reason = str(problem).partition("\n")[0]
    told = f"{_which()} cannot be used: {reason.rstrip('.')}."
    told += next((advice for begins, advice in _ADVICE.items() if reason.startswith(begins)), "")
    if state_of(problem) == NOT_ALLOWED:
        told += " If its user is the role of nodes for readers, run manage.py reader_role with the name of it, as the "
        told += "owner of the tables."
    return told
