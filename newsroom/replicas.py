"""Settings of a replica, from which readers' pages are made (see ``articles.standby``)."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom import environment
from newsroom.roles import DESK, PUBLIC

REPLICA = "replica"
VARIABLE, PRIMARY = "NEWSROOM_REPLICA_URL", "DATABASE_URL"
PATIENCE = {"connect_timeout": 2, "tcp_user_timeout": 5000}
"""Seconds that a replica may take to let somebody in, and milliseconds that its machine may not be heard of."""


def primary(role: str) -> str:
    """The variable that names the database of a process: for readers alone a replica will do."""
    is_alone = role == PUBLIC and environment.text(VARIABLE, "") and not environment.text(PRIMARY, "")
    return VARIABLE if is_alone else PRIMARY


def of(database: dict[str, Any], role: str) -> dict[str, Any]:
    """The replica beside a database, set up as that is; nothing where there is none, or it is that database, or the
    process has no readers.
    """
    if not environment.text(VARIABLE, "") or primary(role) == VARIABLE:
        return {}
    replica = environment.database(VARIABLE, kept_in=Path())
    if not all("postgresql" in one["ENGINE"] for one in (database, replica)):
        raise ImproperlyConfigured(
            f"{VARIABLE} is set; expected it to name a replica of PostgreSQL, and {PRIMARY} what it follows."
        )
    if role == DESK:
        return {}
    options = {**database["OPTIONS"], **replica.get("OPTIONS", {}), **PATIENCE}
    kept = {name: database[name] for name in ("ENGINE", "CONN_HEALTH_CHECKS", "CONN_MAX_AGE")}
    return {REPLICA: {**replica, **kept, "OPTIONS": options, "TEST": {"MIRROR": "default"}}}
