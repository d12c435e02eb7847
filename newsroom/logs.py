"""The log: one record a line, for people (``Text``) or for what gathers logs (``Json``), without secrets."""

import json
import logging
import os
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, NamedTuple

from newsroom.hiding import on_one_line, without_secrets

LONGEST = 200
FORMATS = ("text", "json")


class Asked(NamedTuple):
    """The request that is answered just now: its id, and what of it may be told to nobody."""

    id: str
    secrets: Callable[[], list[str]]


asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


class Answered(NamedTuple):
    """The message of the record that a request was answered. ``ms`` is whole milliseconds until the answer begins,
    ``bytes`` None where it does not say how long it is, ``user`` None where nobody has logged in.
    """

    method: str
    path: str
    status: int
    ms: int
    bytes: int | None
    user: int | None

    def __str__(self) -> str:
        size = "" if self.bytes is None else f" {self.bytes} bytes"
        user = "" if self.user is None else f" user {self.user}"
        return f"{self.method} {self.path} {self.status} {self.ms} ms{size}{user}"


def configured(form: str, level: str) -> dict[str, Any]:
    """``LOGGING`` of Django: all to the standard error output, in one of the ``FORMATS``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"newsroom.logs.{form.capitalize()}"}},
        "filters": {"short": {"()": "newsroom.logs.Short"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["short"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # Which says of each request what we say of it, and more than may be said.
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # Which tell all that they send, and signatures with it.
            **{name: {"level": "ERROR"} for name in ("boto3", "botocore", "s3transfer", "urllib3", "fido2")},
        },
    }


class Text(logging.Formatter):
    """A line, and below it that of a traceback, each of which begins with a bar: none passes for a record."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {_clean(record.getMessage())}"
        now = asked.get()
        lines = [f"{head} [{now.id}]" if now else head]
        lines += [f"  | {_clean(line)}" for line in self._trace(record).splitlines()]
        return "\n".join(lines)

    def _trace(self, record: logging.LogRecord) -> str:
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        return trace + (self.formatStack(record.stack_info) if record.stack_info else "")


class Json(Text):
    """An object a line. A traceback is part of it (``trace``), and so is what ``Answered`` tells."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _clean(record.getMessage()),
            "process": os.getpid(),
        }
        if now := asked.get():
            told["request_id"] = now.id
        if isinstance(record.msg, Answered):
            told |= record.msg._asdict()
            told["path"] = _clean(record.msg.path)
        if trace := self._trace(record):
            told["trace"] = "\n".join(map(_clean, trace.splitlines()))
        return json.dumps(told)


def _clean(text: str) -> str:
    now = asked.get()
    return on_one_line(without_secrets(text, now.secrets() if now else ()))


class Short(logging.Filter):
    """One line at WARNING, without a traceback, for what any stranger can cause by a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not _is_a_strangers(record):
            return True
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = record.getMessage()[:LONGEST], ()
        record.exc_info = record.exc_text = None
        return logging.getLogger().isEnabledFor(logging.WARNING)


def _is_a_strangers(record: logging.LogRecord) -> bool:
    """What Django tells of requests that it refuses, be it for their form, their size or their host."""
    is_refused = getattr(record, "status_code", 500) < 500
    return record.name.startswith("django.security.") or (record.name == "django.request" and is_refused)
