"""Settings read from environment variables. What is not understood is refused, with a sentence fit to show.

An empty variable counts as one that is not set.
"""

import difflib
import os
import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.conf.global_settings import LANGUAGES
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

SWITCH = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}
NO_PLACES = ("localtime", "posixrules", "Factory")  # files of the zone database that name no zone
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE
)
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
LONGEST_SHOWN = 80  # characters of a wrong value

_known: set[str] = set()


def text(name: str, default: str) -> str:
    _known.add(name)
    return os.environ.get(name, "").strip() or default


def wrong(name: str, value: str, expected: str) -> NoReturn:
    shown = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
    raise ImproperlyConfigured(f"{name} is {shown!r}; expected {expected}.")


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no")
    if value.lower() not in SWITCH:
        wrong(name, value, "yes or no")
    return SWITCH[value.lower()]


def integer(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    value = text(name, str(default))
    span = f"{least} or more, in digits alone (18 at most)" if most is None else f"{least} to {most}"
    given = int(value) if re.fullmatch(r"[0-9]{1,18}", value) else -1
    if given < least or (most is not None and given > most):
        wrong(name, value, f"a whole number, {span}")
    return given


def words(name: str, default: str) -> list[str]:
    """A list given as words with commas or spaces between."""
    return text(name, default).replace(",", " ").split()


def files(name: str) -> list[str]:
    """Paths of files that are there, with commas or spaces between."""
    given = words(name, "")
    for path in given:
        if not Path(path).is_file():
            wrong(name, path, "paths of files that are there")
    return given


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        wrong(name, value, "one of " + ", ".join(allowed))
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        if value in NO_PLACES or value.startswith(("posix/", "right/")):
            raise ValueError(value)
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong(name, value, "a time zone of the IANA database, such as Europe/London")
    return value


def language(name: str, default: str) -> str:
    value = text(name, default)
    if not LANGUAGE_TAG.fullmatch(value):
        wrong(name, value, "a BCP 47 language tag, such as en-GB, fr or zh-Hant")
    return value


def spoken_by_django(tag: str, *, otherwise: str = "en-gb") -> str:
    """The nearest language that Django has words in; a newsroom may well write in one that it has not."""
    codes = {code for code, _ in LANGUAGES}
    parts = tag.lower().split("-")
    wider = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    asked = [*LANG_INFO.get(tag.lower(), {}).get("fallback", []), *wider]
    return next((code for code in asked if code in codes), otherwise)


def token(name: str, *, of: str, expected: str) -> str:
    """A value that matches the pattern `of` whole, or nothing."""
    value = text(name, "")
    if value and not re.fullmatch(of, value):
        wrong(name, value, expected)
    return value


def header(name: str) -> str:
    """The key in `request.META` of the HTTP header that the variable names, or nothing."""
    value = token(
        name, of=r"[A-Za-z]+(-[A-Za-z]+)*", expected="the name of an HTTP header, such as X-Forwarded-Proto"
    )
    return value and "HTTP_" + value.upper().replace("-", "_")


def database(name: str, *, kept_in: Path) -> dict[str, Any]:
    """The database that a URL names, as Django's DATABASES wants it, or without one the SQLite file `kept_in`.

    Errors never show the URL: a password with a stray sign in it can stand in any part of it.
    """
    value = text(name, "")
    if not value:
        return _sqlite(name, kept_in)
    scheme, _, rest = value.partition("://")
    if scheme == "sqlite":
        return _sqlite(name, _path(name, rest))
    if scheme not in ("postgres", "postgresql"):
        _unreadable(name, "is no URL of SQLite or PostgreSQL")
    try:
        parts, parsed = urlsplit(value), dict(dj_database_url.parse(value))
    except ValueError:
        _unreadable(name, "is no URL that can be taken apart")
    if not parts.path.strip("/"):
        _unreadable(name, "names no database")
    if BAD_PERCENT.search(value) or parts.fragment or set("/@") & set(parts.path[1:] + parts.query):
        _unreadable(name, "is no URL that can be taken apart")
    return parsed


def _path(name: str, rest: str) -> Path:
    path = unquote(rest.removeprefix("/"))
    if not rest.startswith("/") or set("?#") & set(rest) or BAD_PERCENT.search(rest) or "\0" in path:
        _unreadable(name, "names no file that can be told from it")
    if not path or path.endswith("/") or path.startswith((":memory:", "file:")):
        _unreadable(name, "names no file")  # and each process would have a database of its own in memory
    return Path(path).absolute()


def _sqlite(name: str, path: Path) -> dict[str, Any]:
    """The file, made empty if it is not there: SQLite itself would let everybody on the machine read it."""
    if path.parent.is_dir():
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            pass
        except OSError as problem:
            raise ImproperlyConfigured(
                f"The database {path} cannot be made ({problem.strerror}); "
                f"expected {name} or NEWSROOM_DATA_DIR to name a place where this user may write."
            ) from problem
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


def _unreadable(name: str, what: str) -> NoReturn:
    raise ImproperlyConfigured(
        f"{name} {what}; expected sqlite:///path/to/file or postgres://user:password@host:port/name, "
        "with signs such as / @ # ? % within a part written %2F %40 %23 %3F %25."
    )


def folder(path: Path) -> Path:
    """The folder, made if it is not there."""
    try:
        path.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The folder {path} cannot be made ({problem.strerror}); "
            "expected NEWSROOM_DATA_DIR to name a place where this user may write."
        ) from problem
    return path


def refuse_unknown(prefix: str) -> None:
    """Stop at a variable that nothing has read: a misspelt setting must not pass for its default."""
    for name in sorted(os.environ.keys() - _known):
        if name.startswith(prefix):
            near = difflib.get_close_matches(name, _known, n=1)
            hint = f"did you mean {near[0]}?" if near else "it sets nothing."
            raise ImproperlyConfigured(f"{name} is no setting of this newsroom; {hint}")
