"""`python -m tests.benchmarks.rendering [--size 2000] [--json]`: what it costs to render a page, on DATABASE_URL.

Of each kind of page, asked of the WSGI handler without a server and without a cache of pages: milliseconds of the
processor and queries where the process is warm, beside an empty view behind Django's default middleware in the same
run; and the milliseconds of the first page that it makes after something was published. Of the stories that are asked
for "again", the process knows what their pages say of them, as of most that are made anew after a publication.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import cycle
from urllib.parse import unquote_to_bytes
from uuid import uuid4

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings, setup_databases, teardown_databases
from django.urls import path

from articles.models import Edition, EditionPicture, EditionRelated, Generation, PublicTerm, Topic
from articles.pages import Key
from articles.search.published import told_by
from tests import factories
from tests.benchmarks import search

RUNS, WARMED, AFTER = 150, 40, 20
HELLO = "hello world"
MIDDLEWARE = [
    f"django.{name}"
    for name in (
        "middleware.security.SecurityMiddleware",
        "contrib.sessions.middleware.SessionMiddleware",
        "middleware.common.CommonMiddleware",
        "middleware.csrf.CsrfViewMiddleware",
        "contrib.auth.middleware.AuthenticationMiddleware",
        "contrib.messages.middleware.MessageMiddleware",
        "middleware.clickjacking.XFrameOptionsMiddleware",
    )
]
"""As `django-admin startproject` gives it."""
DRESSED = 400
"""The newest stories, which get pictures, related lines and what tells which others are like them."""

Handler = Callable[..., Iterable[bytes]]


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world.")


urlpatterns = [path("hello/", hello)]


class _Greeted(WSGIRequest):
    urlconf = __name__


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2000, help="published stories")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    held = setup_databases(verbosity=0, interactive=False)
    try:
        search.grow_to(options.size)
        dress()
        table = measured(options.size)
    finally:
        teardown_databases(held, verbosity=0)
    print(json.dumps(table, indent=1)) if options.json else show(table)


def dress() -> None:
    """Let what hangs on a story hang on the newest ones."""
    chance = random.Random(1)
    pictures = [factories.make_picture() for _ in range(20)]
    editions = list(Edition.objects.order_by("-published_at")[:DRESSED])
    facts = ("sha256", "width", "height", "focal_x", "focal_y", "alt")
    for number, edition in enumerate(editions):
        for position, picture in enumerate(chance.sample(pictures, k=number % 3)):
            same = {name: getattr(picture, name) for name in facts}
            EditionPicture.objects.create(
                edition=edition,
                picture=picture,
                file=picture.image.name,
                position=position,
                credit="PA",
                **same,
            )
        if number % 4 == 0:
            other = chance.choice(editions)
            EditionRelated.objects.create(
                edition=edition, position=0, title=other.headline, title_key=other.headline_key
            )
        terms = [PublicTerm(document_id=edition.document.pk, term=term) for term in told_by(edition)]
        PublicTerm.objects.bulk_create(terms)


def kinds() -> dict[str, list[str]]:
    """Addresses by the kind of page, all of which a reader may ask for in any order."""
    newest = list(Edition.objects.order_by("-published_at")[:DRESSED])
    random.Random(2).shuffle(newest)
    topics, sources = list(Topic.objects.all()), [row.source for row in newest]
    return {
        "story": [edition.get_absolute_url() for edition in newest],
        "story, again": [edition.get_absolute_url() for edition in newest[-20:]],
        "list": ["/stories/"],
        "list, anywhere": [f"/stories/?before={Key.of(edition)}" for edition in newest],
        "topic": [topic.get_absolute_url() for topic in topics],
        "source": list(dict.fromkeys(source.get_absolute_url() for source in sources)),
        "front page": ["/"],
        "feed": ["/stories/feed.rss"],
    }


def measured(size: int) -> dict:
    ours, greeting = get_wsgi_application(), greeter()
    pages = {name: cycle(addresses) for name, addresses in kinds().items()}
    pages[HELLO] = cycle(["/hello/"])
    times: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(WARMED + RUNS):  # in turn, so that what else the machine does is spread over all
        for name, addresses in pages.items():
            took = timed(greeting if name == HELLO else ours, next(addresses))
            if number >= WARMED:
                times[name].append(took)
    ms = {name: statistics.median(some) for name, some in times.items()}
    asked = {name: queries(ours, next(pages[name])) for name in pages if name != HELLO}
    first = {
        name: statistics.median(after(ours, pages[name]) for _ in range(AFTER))
        for name in pages
        if name != HELLO
    }
    return {
        "database": connection.vendor,
        "stories": size,
        "pages": {
            name: {
                "ms": round(ms[name], 3),
                "of hello world": round(ms[HELLO] / ms[name], 3),
                "queries": asked.get(name, 0),
                "first ms": round(first.get(name, ms[name]), 3),
            }
            for name in pages
        },
    }


def after(handler: Handler, addresses: Iterator[str]) -> float:
    """The milliseconds of a page that is the first of its generation."""
    Generation.objects.update(token=uuid4())
    return timed(handler, next(addresses))


def greeter() -> Handler:
    """The WSGI handler of a site with one empty view and Django's default middleware."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        handler = WSGIHandler()
    handler.request_class = _Greeted
    return handler


def timed(handler: Handler, address: str) -> float:
    """Milliseconds of the processor that an answer takes."""
    environ = environ_of(address)
    started = time.process_time_ns()
    ask(handler, environ)
    return (time.process_time_ns() - started) / 1e6


def queries(handler: Handler, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask(handler, environ_of(address))
    return len(captured)


def ask(handler: Handler, environ: dict) -> None:
    said: list[str] = []
    answer = handler(environ, lambda status, headers: said.append(status))
    b"".join(answer)
    answer.close()  # type: ignore[attr-defined]  as a server does
    if said != ["200 OK"]:
        raise SystemExit(f"{environ['PATH_INFO']} answered {said}.")


def environ_of(address: str) -> dict:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }


def show(table: dict) -> None:
    print(f"{table['stories']:,} published stories, {table['database']}")
    print(f"{'':<20}{'ms':>8}{'of hello world':>18}{'queries':>10}{'first, ms':>12}")
    for name, row in table["pages"].items():
        print(
            f"{name:<20}{row['ms']:>8.2f}{row['of hello world']:>18.3f}{row['queries']:>10}{row['first ms']:>12.2f}"
        )


if __name__ == "__main__":
    main()
