"""`python -m tests.benchmarks.scripts_planted`: what would run as a script, put wherever people put words, and looked
for in a browser on every page of the matrix, as strangers and as a superuser see it. Nothing may run.

- *Columns*: every column of words holds all payloads, past whatever forms and files would refuse.
- *Forms*: every text field of every form is sent each payload; what comes back is shown.
- *Files*: copy of every format says each payload in its headline, its text and its names, and is published.

Pages are shown to a browser for which their policy is taken off, so that what is not escaped runs, and once more with
it, where not even a try may be reported. Before all that, pages that are not escaped are shown: there the browser has
to see scripts run.

`--only` one of these, `--pages` how many pages of such files and their stories are shown at most. It is all on SQLite.
"""

import argparse
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings, setup_databases, setup_test_environment, teardown_databases
from playwright.sync_api import Browser, Error, sync_playwright

from tests import chromium
from tests.benchmarks.apart import Newsroom, Newsrooms
from tests.benchmarks.planted_copy import bring_in
from tests.benchmarks.planted_forms import answers, forms_of
from tests.benchmarks.servers import newsroom_server
from tests.matrix.table import rows
from tests.matrix.world import World, build
from tests.payloads import PAYLOADS
from tests.planting import Watch, columns, plant

SHOWN = 40
Ran = list[tuple[str, str]]


def pages(world: World, letter: str) -> list[str]:
    """The addresses of the matrix that are shown to somebody, of a story in each of its states."""
    found = []
    for row in rows():
        if row.letters("GET")[letter] == "s":
            found += [row.at(world, state) for state in row.states or [None]]
    return list(dict.fromkeys(found))


def looked_at(browser: Browser, root: str, addresses: Iterable[str], session: str, *, is_off: bool) -> Ran:
    """What ran on these pages, with the policy off or on. Without a session as a stranger sees them."""
    context, shown, started = browser.new_context(bypass_csp=is_off), 0, time.monotonic()
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": root}])
    watch = Watch(context.new_page())
    for address in addresses:
        try:
            watch.show(f"{root}{address}")
        except Error as problem:  # a file to be downloaded is no page
            if "download" not in str(problem).lower():
                watch.ran.append((address, f"not shown: {str(problem)[:150]}"))
        shown += 1
        if session and "/login/" in watch.page.url:
            watch.ran.append((address, "not shown: turned away"))
    context.close()
    seconds, policy = time.monotonic() - started, "off" if is_off else "on"
    who = "a superuser" if session else "a stranger"
    print(
        f"{shown:6,} pages as {who} sees them, {watch.telling:,} with payloads, policy {policy}: {len(watch.ran)} ran"
        f" ({seconds:.0f} s).",
        flush=True,
    )
    _tell(watch.ran)
    return watch.ran


def seen_unescaped(browser: Browser, root: str) -> int:
    """How many payloads, each on a page that shows it as it is, the browser sees."""
    context = browser.new_context(bypass_csp=True)
    watch, found = Watch(context.new_page()), 0
    for payload in PAYLOADS:
        before = len(watch.ran)
        text = payload.encode("utf-8", "replace").decode()
        watch.show(f"{root}/planted/", f"<!doctype html><p>{text}</p>")
        watch.page.wait_for_timeout(20)
        found += len(watch.ran) > before
    context.close()
    return found


@contextmanager
def served(made: Newsrooms, media: Path) -> Iterator[tuple[Newsroom, str]]:
    """The database of this process as it is now, apart, and where a server shows it."""
    with made.kept() as newsroom:
        shutil.copytree(media, newsroom.folder / "media")
        secret = {"NEWSROOM_SECRET_KEY": settings.SECRET_KEY}  # or nobody would be logged in there
        with newsroom_server(newsroom, workers=1, threads=8, **secret) as server:
            yield newsroom, server.root


def everywhere(browser: Browser, root: str, world: World, session: str, more: Sequence[str] = ()) -> Ran:
    """What ran on all pages, and on ``more`` of the desk."""
    ran = []
    for is_off in (True, False):
        ran += looked_at(browser, root, pages(world, "?"), "", is_off=is_off)
        ran += looked_at(browser, root, [*pages(world, "S"), *more], session, is_off=is_off)
    return ran


def main() -> None:
    asked = _asked()
    logging.disable(logging.ERROR)
    setup_test_environment()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        connection.settings_dict["TEST"]["NAME"] = str(folder / "planted.sqlite3")
        held = setup_databases(verbosity=0, interactive=False)
        with override_settings(MEDIA_ROOT=folder / "media"), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
            ran = _run(browser, folder, asked)
            browser.close()
        teardown_databases(held, verbosity=0)
    sys.exit(f"{len(ran)} ran." if ran else 0)


def _run(browser: Browser, folder: Path, asked: argparse.Namespace) -> Ran:
    (folder / "copy").mkdir()
    world, made, ran = build(folder / "copy"), Newsrooms(folder), []
    client = Client()
    client.force_login(world.people["S"])
    session = client.cookies["sessionid"].value
    with served(made, folder / "media") as (newsroom, root):
        seen = seen_unescaped(browser, root)
        print(
            f"{len(PAYLOADS)} payloads, of which a browser sees {seen} where nothing is escaped.", flush=True
        )
        if asked.only in ("", "forms"):
            ran += _forms(browser, root, client, pages(world, "S"))
        if asked.only in ("", "files"):
            more = bring_in(newsroom, folder / "files", world.people["S"].username)
            ran += everywhere(browser, root, world, session, more[:: len(more) // asked.pages + 1])
    if asked.only in ("", "columns"):
        print(f"{plant():,} cells of {len(list(columns()))} columns hold all payloads.", flush=True)
        with served(made, folder / "media") as (_, root):
            ran += everywhere(browser, root, world, session)
    return ran


def _forms(browser: Browser, root: str, client: Client, addresses: list[str]) -> Ran:
    forms = forms_of(client, addresses)
    context = browser.new_context(bypass_csp=True)
    watch, shown, sent = Watch(context.new_page()), 0, 0
    for target, page in answers(client, forms):
        sent += 1
        if page:
            watch.show(f"{root}{target}", page)
            shown += 1
    context.close()
    fields = sum(len(form.texts) for form in forms)
    print(f"{len(forms)} forms with {fields} text fields, each payload through each: {sent:,} were sent.")
    print(
        f"{shown:6,} answers unlike each other, {watch.telling:,} with payloads: {len(watch.ran)} ran.",
        flush=True,
    )
    _tell(watch.ran)
    return watch.ran


def _tell(ran: Ran) -> None:
    for address, what in ran[:SHOWN]:
        print(f"       {address}: {what}", flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=("columns", "forms", "files"), default="")
    parser.add_argument("--pages", type=int, default=1000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
