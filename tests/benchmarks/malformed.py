"""`python -m tests.benchmarks.malformed`: requests that are malformed in any way, sent to the production server with
the sample newsroom in it. None may be answered by an error of the server's own, or a stack trace, or not at all.

First those that are no proper HTTP (`wire`); then, to each view of the site and of the desk that links lead to, values
that no parameter expects (`hostile`); then every form of theirs, with each field left out or filled with such a value,
as an editor sends them. `--values` how many are tried of each parameter and field, `--seed` which.

PostgreSQL where DATABASE_URL says so.
"""

import argparse
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from tests import hostile
from tests.benchmarks import wire
from tests.benchmarks.apart import Newsroom, newsrooms
from tests.benchmarks.crawling import Crawled, Form, crawl, logged_in
from tests.benchmarks.servers import newsroom_server

PATIENCE = 5.0
"""Seconds after which an answer is slow: none of these takes any work."""
SHOWN = 20
_STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3}) ", re.MULTILINE)
_TRACES = (b"Traceback (most recent call last)", b"site-packages")
_PLANTED = b"\r\nX-Planted: 1"
BUSY = 503
"""What the server says where too many send at once: here one after another does."""


@dataclass
class Tally:
    """What was answered, by the kind of request; ``wrong`` are those that had no proper answer."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, bytes]] = field(default_factory=list)
    slowest: tuple[float, bytes] = (0.0, b"")

    def note(self, kind: str, sent: bytes, got: bytes | None, seconds: float) -> None:
        statuses = [int(found) for found in _STATUS.findall(got or b"")]
        self.answers[kind, str(statuses[0]) if statuses else "none"] += 1
        self.slowest = max(self.slowest, (seconds, sent[:200]))
        if why := _wrong(kind, statuses, got, seconds):
            self.wrong.append((why, sent))


def _wrong(kind: str, statuses: list[int], got: bytes | None, seconds: float) -> str:
    if any(status >= 500 for status in statuses):
        return f"{max(statuses)}"
    if any(trace in (got or b"") for trace in _TRACES):
        return "a trace"
    if _PLANTED in (got or b"").partition(b"\r\n\r\n")[0]:
        return "a header"
    is_whole = kind in ("query", "form", "target", "header", "body")
    if is_whole and not statuses:
        return "no answer"
    return f"{seconds:.1f} s" if is_whole and seconds > PATIENCE else ""


def ask(port: int, sent: bytes, *, patience: float = 30.0) -> bytes | None:
    """What comes back; None where nothing does in time."""
    got = b""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(patience)
        try:
            connection.sendall(sent)
            while part := connection.recv(65_536):
                got += part
        except TimeoutError:
            return got or None
        except OSError:  # it has answered, and hung up before it had read all
            pass
    return got


def over_the_wire(port: int, tally: Tally, known: str) -> None:
    for kind, made in wire.requests():
        sent = made.replace(b"/report/1/", known.encode())
        began = time.monotonic()
        # Some are never over, for all the server knows.
        got = ask(port, sent, patience=0.5 if kind in ("line", "smuggled") else 30.0)
        tally.note(kind, sent, got, time.monotonic() - began)


def queries(crawled: Crawled, values: int, seed: int) -> Iterator[bytes]:
    """Targets: each view by its own parameters, one after another, and by all that there are at once."""
    number = seed
    for address in crawled.addresses():
        path = urlsplit(address).path
        for name in sorted(crawled.parameters[path]):
            number += 1
            for value in hostile.some(number, values):
                yield f"{path}?{quote(name)}={_quoted(value)}".encode()
        for value in hostile.some(number, values):
            yield f"{path}?{'&'.join(f'{name}={_quoted(value[:60])}' for name in hostile.parameters())}".encode()
        for junk in hostile.BYTES:
            yield f"{path}?{'&'.join(f'{name}={quote(junk)}' for name in crawled.parameters[path])}".encode()


def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass")[:8000])


def forms(found: Iterable[Form], values: int, seed: int) -> Iterator[tuple[Form, bytes]]:
    """Bodies: each form with one of its fields left out, given twice, or filled with what is not expected there."""
    number = seed
    for form in found:
        yield form, form.body({})
        for name in form.fields:
            number += 1
            yield form, form.body({name: None})
            yield form, form.body({name: ["1", "2"]})
            for value in hostile.some(number, values):
                yield form, form.body({name: [value]})
        if form.fields:
            yield form, form.body({form.fields[-1]: ["x" * 1_000_000]})
        yield form, form.body({name: ["\ud800\0"] for name in form.fields})
        yield form, form.as_files()


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder, newsrooms(Path(folder)) as made, made.another() as newsroom:
        passwords = passwords_of_sample(newsroom)
        with newsroom_server(newsroom, workers=1, threads=8) as server:
            tally = _tried(urlsplit(server.root).port or 0, passwords["editor"], asked)
    for (kind, status), count in sorted(tally.answers.items()):
        print(f"{kind:10} {status:5} {count:>8,}")
    print(f"{tally.answers.total():,} requests, the slowest {tally.slowest[0]:.2f} s: {tally.slowest[1]!r}")
    for why, sent in tally.wrong[:SHOWN]:
        print(f"\n{why}: {sent[:600]!r}")
    sys.exit(f"{len(tally.wrong)} were not answered as they should be." if tally.wrong else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def passwords_of_sample(newsroom: Newsroom) -> dict[str, str]:
    """The passwords of the sample newsroom's accounts, by their names."""
    with tempfile.TemporaryFile("w+") as out:
        process = newsroom.begin(newsroom.command("quickstart", "--no-serve"), out=out)
        process.wait()
        out.seek(0)
        return dict(re.findall(r"^ {4}(\w+) +(\S+)$", out.read(), re.MULTILINE))


def _tried(port: int, password: str, asked: argparse.Namespace) -> Tally:
    tally, cookies = Tally(), logged_in(port, "editor", password)
    site, desk = crawl(port, "/", ""), crawl(port, "/admin/", cookies)
    over_the_wire(port, tally, next(path for path in site.parameters if path.startswith("/report/")))
    for crawled, known in ((site, ""), (desk, cookies)):
        for target in queries(crawled, asked.values, asked.seed):
            _send(port, tally, "query", wire.plain(target, headers=_cookie(known)))
        for form, body in forms(crawled.forms, asked.values, asked.seed):
            head = _cookie(known) + form.type
            _send(port, tally, "form", wire.plain(form.target, method=b"POST", headers=head, body=body))
    return tally


def _cookie(cookies: str) -> bytes:
    return f"Cookie: {cookies}\r\n".encode() if cookies else b""


def _send(port: int, tally: Tally, kind: str, sent: bytes) -> None:
    began = time.monotonic()
    tally.note(kind, sent, ask(port, sent), time.monotonic() - began)


if __name__ == "__main__":
    main()
