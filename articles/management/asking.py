"""What commands are asked with, as functions take it; nonsense is refused before anything is done."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.utils import timezone

STOPPED = 130
"""What shells say of a command that Ctrl-C ended."""
WRONG_CALL = 2
"""Exit status of a command that was called wrongly."""

LONGEST_SHOWN = 80
"""Characters of a wrong value."""

EARLIEST = date(1600, 1, 1)
"""The first newspaper is of 1605. A day before is a slip, and near year 1 some zones have no such moment."""


def refuse_empty(options: Mapping[str, Any], *names: str) -> None:
    """Refuse what was given as nothing, as by a variable of a script that is not set: it must not pass for left out."""
    for name in names:
        if options[name] is not None and not str(options[name]).strip():
            option = name.upper() if name == "story" else f"--{name.replace('_', '-')}"
            raise CommandError(f"{option} was given, and is empty.", returncode=WRONG_CALL)


def day(text: str) -> date:
    """A day as YYYY-MM-DD that has come, of the time of newspapers."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--undated needs a day like 2019-03-31, not {text!r}.", returncode=WRONG_CALL
        ) from None
    if found < EARLIEST:
        raise CommandError(f"--undated {text} lies before {EARLIEST.year}.", returncode=WRONG_CALL)
    if found > timezone.localdate():
        raise CommandError(f"--undated {text} lies in the future.", returncode=WRONG_CALL)
    return found


def account(username: str) -> User:
    """The account of that name."""
    # What is no UTF-8 is printable nowhere, and no database looks for it.
    user = User.objects.filter(username=username, is_active=True).first() if username.isprintable() else None
    if user is None:
        raise CommandError(f"There is no active account called {username!r}.", returncode=WRONG_CALL)
    return user


def sentence(option: str, text: str) -> str:
    """Words that stay on record: refused where they are in another encoding than the terminal's, and so none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CommandError(f"{option} holds letters that cannot be read.", returncode=WRONG_CALL) from None
    return text


def releaser(username: str) -> User:
    """The account of that name, which must have the right to release an archive."""
    user = account(username)
    if not user.has_perm("articles.release_archive"):
        sentence = f"{username} does not have the right to release imported stories unread."
        raise CommandError(sentence, returncode=WRONG_CALL)
    return user


def limit(text: str) -> int:
    """A number of stories from 1."""
    return whole("--limit", text)


def year(text: str) -> int:
    """A year of the time of newspapers."""
    if not re.fullmatch(r"[0-9]{4}", text) or not EARLIEST.year <= int(text) <= timezone.localdate().year:
        said = f"--year needs a year from {EARLIEST.year} to this one, not {_shown(text)}."
        raise CommandError(said, returncode=WRONG_CALL)
    return int(text)


def run_number(value: Any) -> int:
    """The number of a run."""
    if not re.fullmatch(r"[0-9]{1,18}", str(value)):
        raise CommandError(f"A run has a number, not {_shown(value)}.", returncode=WRONG_CALL)
    return int(value)


def story_number(value: Any) -> int:
    """The number of a story."""
    if not re.fullmatch(r"[0-9]{1,18}", str(value)) or not int(value):
        raise CommandError(f"A story has a number, not {_shown(value)}.", returncode=WRONG_CALL)
    return int(value)


def workers(text: str) -> int:
    """A number of processes; 0 for none beside this one."""
    return whole("--workers", text.strip(), least=0)


def whole(option: str, text: Any, *, least: int = 1) -> int:
    """What an option gives as a whole number from ``least``."""
    if not re.fullmatch(r"[0-9]{1,9}", str(text)) or int(text) < least:
        raise CommandError(
            f"{option} needs a number from {least}, not {_shown(text)}.", returncode=WRONG_CALL
        )
    return int(text)


def _shown(value: Any) -> str:
    text = str(value)
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")
