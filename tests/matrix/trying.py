"""One request, and what came of it: how it was answered, which tables it changed, which planted words it gave away.

Whatever it changed is taken back.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.matrix.world import ROLES, SWITCHED_OFF, World

DENIED, SHOWN, LED, ACTED, KEPT, NOTHING, UNKNOWN, GONE, NO_METHOD, ODD, FAILED = "-s>Ak.0gmb5"
"""How a request was answered, as the letters of the table."""
BY_STATUS = {200: SHOWN, 403: DENIED, 404: UNKNOWN, 405: NO_METHOD, 410: GONE} | dict.fromkeys(
    (301, 302), LED
)
PASSING = {"articles_desksession", "articles_trycount", "articles_shareview"}
"""Tables in which it is noted that somebody asked."""
OWN = {"articles_scratch", "articles_presence", "articles_facttick"}
"""Those in which something is kept for who asks, and for nobody else."""
_WRITES = re.compile(
    r'^\W*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|INSERT OR \w+ INTO)\s+"(\w+)"', re.IGNORECASE
)
_PLANTED = re.compile(r"qz\w+?zq")


@dataclass(frozen=True)
class Answer:
    status: int
    letter: str
    changed: set[str]
    words: set[str]
    body: bytes = field(repr=False)

    @property
    def spoils(self) -> bool:
        """Whether it says that it did nothing, and did something."""
        return bool(self.changed - OWN) and self.status >= 400


class Asking:
    """Everybody, logged in once."""

    def __init__(self, world: World) -> None:
        self.world, self.login = world, reverse("admin:login")
        self.asked = 0
        self._clients = {letter: Client(raise_request_exception=False) for letter in (*ROLES, *world.people)}
        for letter, person in world.people.items():
            self._clients[letter].force_login(person)
        User.objects.filter(pk=world.people[SWITCHED_OFF].pk).update(is_active=False)
        self._cookies = {letter: client.cookies.output(header="") for letter, client in self._clients.items()}
        self._as_it_was = {table: self._digest(table) for table in connection.introspection.table_names()}

    def ask(
        self, role: str, method: str, address: str, body: Any = None, *, keeps_guard: bool = False
    ) -> Answer:
        """``body`` is what is posted. With ``keeps_guard`` a form without its token is refused, as in real use."""
        client = self._clients[role]
        client.cookies = SimpleCookie(self._cookies[role])
        client.handler.enforce_csrf_checks = keeps_guard
        self.asked += 1
        with _taken_back(), _writes() as written:
            response = client.generic(method, address) if body is None else client.post(address, body)
            content = b"".join(response) if response.streaming else response.content
            changed = {table for table in written - PASSING if self._digest(table) != self._as_it_was[table]}
        head = " ".join(str(value) for name, value in response.headers.items() if name != "Set-Cookie")
        words = set(_PLANTED.findall(content.decode(errors="replace") + head))
        return Answer(response.status_code, self._letter(method, response, changed), changed, words, content)

    def _letter(self, method: str, response: Any, changed: set[str]) -> str:
        if response.status_code in (301, 302) and response.headers["Location"].startswith(self.login):
            return DENIED
        if response.status_code >= 500:
            return FAILED
        if changed:
            return KEPT if changed <= OWN else ACTED
        letter = BY_STATUS.get(response.status_code, ODD)
        return NOTHING if method == "POST" and letter in (SHOWN, LED) else letter

    def _digest(self, table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            return hash(tuple(sorted(map(repr, cursor.fetchall()))))


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _writes() -> Iterator[set[str]]:
    """The tables into which something was written, though it may be what stood there."""
    tables: set[str] = set()

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITES.match(str(sql)):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
