"""Secrets read from environment variables, from files that those name, or made once and kept. None is ever shown."""

import secrets
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from newsroom import environment

SHORTEST_SECRET, FEWEST_CHARACTERS = 50, 5  # what Django's own deployment check asks for


def secret(name: str, *, kept_in: Path) -> str:
    """The variable, or what stands in the file that `<name>_FILE` names, or a secret made once in `kept_in`.

    Errors tell a secret's length, never the secret.
    """
    value, place = _given_secret(name)
    if not place:
        value, place = _kept_secret(kept_in), str(kept_in)
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"The secret in {place} has {len(value)} characters; expected at least {SHORTEST_SECRET}."
        )
    if len(set(value)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"The secret in {place} repeats itself; expected at least {FEWEST_CHARACTERS} different characters."
        )
    return value


def secrets_before(name: str) -> list[str]:
    """Secrets that were in use before the one that is, a line each, in the variable or in the file that
    `<name>_FILE` names. What one of them signed still holds.
    """
    given, place = _given_secret(name)
    values = [line.strip() for line in given.splitlines() if line.strip()]
    for number, value in enumerate(values, start=1):
        if len(value) < SHORTEST_SECRET:
            raise ImproperlyConfigured(
                f"Secret {number} in {place} has {len(value)} characters; "
                f"expected at least {SHORTEST_SECRET}."
            )
    return values


def password(name: str, *, least: int) -> str:
    """The variable, or what stands in the file that `<name>_FILE` names, or nothing. It is never shown."""
    value, place = _given_secret(name)
    if place and (len(value) < least or not value.isascii() or not value.isprintable()):
        raise ImproperlyConfigured(
            f"The secret in {place} has {len(value)} characters; expected at least {least} of ASCII."
        )
    return value


def _given_secret(name: str) -> tuple[str, str]:
    """The secret and where it stands; both are empty where none is given."""
    given, path = environment.text(name, ""), environment.text(f"{name}_FILE", "")
    if given and path:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; expected one of them.")
    return (_read_secret(Path(path)), path) if path else (given, name if given else "")


def _read_secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as problem:
        reason = problem.strerror
    except UnicodeDecodeError:
        reason = "it is no text"
    raise ImproperlyConfigured(
        f"The secret in {path} cannot be read ({reason}); expected a text file that holds it."
    )


def _kept_secret(path: Path) -> str:
    """Ours to keep, so stricter than with a file given to us: containers hand those out readable by all."""
    try:
        if not path.exists():
            _make_secret(path)
        open_to_all = path.stat().st_mode & stat.S_IROTH
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The secret in {path} can be neither read nor made ({problem.strerror}); "
            "expected NEWSROOM_DATA_DIR to name a place where this user may write."
        ) from problem
    if open_to_all:
        raise ImproperlyConfigured(
            f"The secret in {path} can be read by everybody on this machine; expected its owner alone "
            "(chmod 600, and a new secret by deleting the file if others may have read it)."
        )
    return _read_secret(path)


def _make_secret(path: Path) -> None:
    environment.folder(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_urlsafe(SHORTEST_SECRET) + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its secret is whole, and ours is dropped
    finally:
        draft.unlink()
