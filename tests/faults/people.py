"""Who is there while something breaks: readers who go on reading, and people of the desk with a browser each."""

import http.client
import http.cookiejar
import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.faults.running import LAST, Web

TIMEOUT = 60
"""Seconds after which somebody takes a page for lost."""
SEARCHES = 0.15
"""How often a reader asks for what nobody asked for before."""
FRESH, STALE, BUSY, NONE = "as it is", "the last, told so", "come again (503)", "no answer"
SAID = re.compile(r'<li class="(success|error|warning)')
"""How a page of the desk tells what came of what was done last."""
CODES = {200: FRESH, 304: FRESH, 410: FRESH, 503: BUSY}


class Got(NamedTuple):
    """An answer to a reader: when it was asked for and there, in seconds; what it is; and what is wrong with it."""

    asked: float
    there: float
    what: str
    wrong: str


@dataclass
class Readers:
    """What all of them got."""

    got: list[Got] = field(default_factory=list)

    def between(self, begun: float, ended: float) -> Counter[str]:
        return Counter(one.what for one in self.got if one.there >= begun and one.asked <= ended)

    def wrong(self) -> list[str]:
        """What no reader may get, whatever breaks, once each."""
        return sorted({one.wrong for one in self.got if one.wrong})


@contextmanager
def reading(web: Web, paths: Sequence[str], *, number: int = 3, seed: int = 1) -> Iterator[Readers]:
    """Let readers ask for these pages, and for others, until the block ends."""
    readers, is_over = Readers(), threading.Event()

    def read(chance: random.Random) -> None:
        while not is_over.is_set():
            path = random_path(chance, paths)
            readers.got.append(got(web, path))
            time.sleep(0.02)

    threads = [threading.Thread(target=read, args=(random.Random(f"{seed}:{one}"),)) for one in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def random_path(chance: random.Random, paths: Sequence[str]) -> str:
    if chance.random() < SEARCHES:
        return f"/stories/?q=harbour+{uuid.uuid4().hex}"
    return chance.choice(paths)


def got(web: Web, path: str, timeout: float = TIMEOUT) -> Got:
    """What a reader gets who asks for a page."""
    asked = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return Got(asked, time.monotonic(), NONE, "")
    finally:
        connection.close()
    told = answer.headers
    what = CODES.get(answer.status, str(answer.status))
    if LAST in told.get("Cache-Status", ""):
        what = STALE
    wrong = ""
    if b"Traceback" in body:
        wrong = f"{path} shows a traceback"
    elif what == BUSY and not told.get("Retry-After"):
        wrong = f"{path} does not say when to come again"
    elif what not in CODES.values() and what != STALE:
        wrong = f"{path.partition('?')[0]} answers {answer.status}"
    elif what == STALE and not told.get("Age"):
        wrong = f"{path} does not tell its age"
    return Got(asked, time.monotonic(), what, wrong)


class Person:
    """Somebody of the desk, logged in by the form, with a browser that keeps cookies."""

    def __init__(self, web: Web, name: str) -> None:
        self._web = web
        self._jar = http.cookiejar.CookieJar()
        keeps = urllib.request.HTTPCookieProcessor(self._jar)
        self._browser = urllib.request.build_opener(keeps, _NoRedirect())
        self.get("/admin/login/")
        status, _ = self.post("/admin/login/", username=name, password="pass", next="/admin/")
        assert status == 302, f"{name} is not let in: {status}"

    def get(self, path: str) -> tuple[int, str]:
        return self._sent(urllib.request.Request(self._web.root + path))

    def post(self, path: str, **fields: object) -> tuple[int, str]:
        """Send a form. The status is 0 where no answer came."""
        sent = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token(), **fields}).encode()
        return self._sent(urllib.request.Request(self._web.root + path, sent))

    def send_file(self, path: str, name: str, file: tuple[str, bytes], **fields: object) -> tuple[int, str]:
        """Send a form with a file."""
        fields = {"csrfmiddlewaretoken": self.token(), **fields}
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
            for key, value in fields.items()
        ]
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file[0]}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + file[1])
        edge = uuid.uuid4().hex
        body = (
            b"".join(f"--{edge}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{edge}--\r\n".encode()
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._sent(urllib.request.Request(self._web.root + path, body, kind))

    def token(self) -> str:
        return next((cookie.value or "" for cookie in self._jar if "csrf" in cookie.name), "")

    def make(self, story: int, move: str, **fields: object) -> int:
        """Press a button of a story, and say yes to what it asks; gives the status, 0 where no answer came."""
        fields = {"revision": 1, "confirmed": "yes", "sure": "yes", **fields}
        return self.post(f"/admin/articles/story/{story}/move/{move}/", **fields)[0]

    def told(self, story: int) -> str:
        """What the page of a story says of what was done last: "success", "error" or nothing."""
        _, page = self.get(f"/admin/articles/story/{story}/change/")
        found = SAID.search(page)
        return found[1] if found else ""

    def _sent(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._browser.open(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: object) -> None:
        return None
