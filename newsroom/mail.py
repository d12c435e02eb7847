"""How mail is sent, read from environment variables."""

import re
from email.utils import getaddresses
from typing import NamedTuple, NoReturn
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from newsroom import environment

BACKENDS = "django.core.mail.backends"
PRINTING = f"{BACKENDS}.console.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
MACHINE = re.compile(r"\w([\w.-]*[\w.])?|[0-9a-f:.]+")
"""A host as ``urlsplit`` gives it: a name, or an address of either kind."""
NEAR = ("localhost", "127.0.0.1", "::1")


class Server(NamedTuple):
    """A mail server as Django's settings want it."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def server(name: str) -> Server:
    """The mail server that a URL names. Without one, mail is written to the console.

    Errors never show the URL: a password can stand in any part of it.
    """
    value = environment.text(name, "console:")
    if value == "console:":
        return Server(PRINTING)
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        _unreadable(name, "is no URL that can be taken apart")
    if parts.scheme not in PORTS:
        _unreadable(name, "does not begin with smtp://, smtps:// or smtp+plain://, and is not console:")
    if not host or port == 0 or not MACHINE.fullmatch(host):
        _unreadable(name, "names no mail server")
    if parts.path.strip("/") or parts.query or parts.fragment or environment.BAD_PERCENT.search(value):
        _unreadable(name, "is no URL that can be taken apart")
    if parts.scheme == "smtp+plain" and parts.password and host not in NEAR:
        _unreadable(name, "would send a password that everybody on the way can read")
    return Server(
        f"{BACKENDS}.smtp.EmailBackend",
        host,
        port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp",
        use_ssl=parts.scheme == "smtps",
    )


def sender(name: str, default: str) -> str:
    """Whom mails come from: an address, or a name and an address."""
    value = environment.text(name, default)
    found = getaddresses([value])
    try:
        validate_email(found[0][1] if len(found) == 1 else "")
    except ValidationError:
        environment.wrong(
            name, value, "one address, such as desk@news.example or The Desk <desk@news.example>"
        )
    if re.search(r"[\r\n]", value):
        environment.wrong(name, value, "one line")
    return value


def _unreadable(name: str, what: str) -> NoReturn:
    raise ImproperlyConfigured(
        f"{name} {what}; expected smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465, "
        "smtp+plain://localhost:25 or console:, with signs such as / @ # ? % within a part written %2F %40 %23 %3F %25."
    )
