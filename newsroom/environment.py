"""Settings read from environment variables. What is not understood is refused, with a sentence fit to show.

An empty variable counts as one that is not set.
"""

import difflib
import os
import re
import secrets
from pathlib import Path
from typing import Any, NoReturn
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
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE
)
SHORTEST_SECRET = 50  # what Django's own deployment check asks for

_known: set[str] = set()


def text(name: str, default: str) -> str:
    _known.add(name)
    return os.environ.get(name, "").strip() or default


def wrong(name: str, value: str, expected: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} is {value!r}; expected {expected}.")


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no")
    if value.lower() not in SWITCH:
        wrong(name, value, "yes or no")
    return SWITCH[value.lower()]


def integer(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]+", value) or int(value) < least:
        wrong(name, value, f"a whole number, {least} or more, in digits alone")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """A list given as words with commas or spaces between."""
    return text(name, default).replace(",", " ").split()


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        wrong(name, value, "one of " + ", ".join(allowed))
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
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


def header(name: str) -> str:
    """The key in `request.META` of the HTTP header that the variable names, or nothing."""
    value = text(name, "")
    if value and not re.fullmatch(r"[A-Za-z]+(-[A-Za-z]+)*", value):
        wrong(name, value, "the name of an HTTP header, such as X-Forwarded-Proto")
    return value and "HTTP_" + value.upper().replace("-", "_")


def database(name: str, default: str) -> dict[str, Any]:
    """The database that a URL names, as Django's DATABASES wants it. Errors never show its password."""
    value = text(name, default)
    shown = re.sub(r"(?<=:)[^:@/]*(?=@)", "…", value)
    expected = "sqlite:///path/to/file or postgres://user:password@host:port/name"
    if value.partition("://")[0] not in ("sqlite", "postgres", "postgresql"):
        wrong(name, shown, expected)
    try:
        return dict(dj_database_url.parse(value))
    except ValueError:
        wrong(name, shown, expected)


def secret(name: str, *, kept_in: Path) -> str:
    """The variable, or what stands in the file that `<name>_FILE` names, or a secret made once in `kept_in`.

    Errors tell a secret's length, never the secret.
    """
    given, path = text(name, ""), text(f"{name}_FILE", "")
    if given and path:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; expected one of them.")
    if path and not Path(path).is_file():
        wrong(f"{name}_FILE", path, "the path of a file that holds the secret")
    if not given and not path and not kept_in.exists():
        _make_secret(kept_in)
    value = given or Path(path or kept_in).read_text().strip()
    if len(value) < SHORTEST_SECRET:
        place = name if given else path or kept_in
        raise ImproperlyConfigured(
            f"The secret in {place} has {len(value)} characters; expected at least {SHORTEST_SECRET}."
        )
    return value


def _make_secret(path: Path) -> None:
    folder(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_urlsafe(SHORTEST_SECRET) + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its secret is whole, and ours is dropped
    finally:
        draft.unlink()


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
