"""``manage.py check_redirects FILE``: whether old addresses lead to their stories."""

import csv
import logging
import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from articles.importing.finding.whole import read_whole
from articles.management import asking
from articles.management.listing import Listing, NoList, addresses_in
from articles.models import Edition, OldAddress, some_of
from articles.rules import Refused
from articles.site.asking import Answer, Asker
from articles.text.addresses import Address, address_key, host_key

_SETTLED = {
    200: "answered by a page itself (200)",
    301: "led to a page (301)",
    410: "told to be gone (410)",
}

_AT_ONCE = 500
_LONGEST = 200
_MOST = 100_000_000
"""Bytes of a list, which are about a million addresses."""


class Command(BaseCommand):
    help = (
        "Ask the site for each old address in FILE, as a reader would, and list those that neither lead to a page nor "
        "say that it is gone, apart from those that wait for their story to be published. "
        "FILE is a text with an address a line, a spreadsheet (CSV) with a column “url”, or a "
        "sitemap.xml. Exit status 1 if there are any, or lines without an address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="The list of addresses; - for standard input.")
        parser.add_argument("--host", metavar="HOST", help="Only addresses of this site.")
        parser.add_argument("--report", metavar="FILE", help="Write every address with its answer, as CSV.")

    def handle(self, *args: Any, **options: Any) -> None:
        asking.refuse_empty(options, "host", "report")
        urls, unread = _read(options["file"])
        answers = _ask(_wanted(urls, options["host"]))
        if options["report"]:
            _write(options["report"], answers)
        waiting = _waiting(answers, timezone.now())
        self.stdout.write(f"{len(answers):,} addresses were asked for.")
        lost = self.tell(answers, waiting)
        if unread:
            self.stdout.write(f"  No address could be found in {len(unread):,} lines of the list:")
            for line, words in unread.items():
                self.stdout.write(f"    line {line}: {words[:_LONGEST]}")
        if lost or unread:
            sys.exit(1)

    def tell(self, answers: dict[str, Answer], waiting: dict[str, int]) -> int:
        """Say what was answered; gives how many addresses are not settled."""
        counts = Counter(answer.status if answer.is_settled else 0 for answer in answers.values())
        for status, words in _SETTLED.items():
            self.stdout.write(f"  {counts[status]:,} {words}.")
        for host in _unserved(answers):
            self.stdout.write(
                f"  {host} is not among NEWSROOM_ALLOWED_HOSTS: add it before its name is pointed to this site."
            )
        if waiting:
            self.stdout.write(f"  {len(waiting):,} not found (404) until their stories are published:")
            for url, story in waiting.items():
                self.stdout.write(f"    story {story} {url}")
        if len(waiting) < counts[0]:
            self.stdout.write(f"  {counts[0] - len(waiting):,} do neither:")
            for url, answer in answers.items():
                if not answer.is_settled and url not in waiting:
                    self.stdout.write(f"    {answer.status} {url}{_on(answer)}")
        return counts[0]


def _read(name: str) -> Listing:
    try:
        return addresses_in(_from_stdin() if name == "-" else read_whole(name, called=name, most=_MOST))
    except Refused as problem:
        sentence = str(problem)
    except NoList as problem:
        sentence = f"{name} is no list of addresses: {problem}"
    raise CommandError(sentence, returncode=asking.WRONG_CALL)


def _from_stdin() -> bytes:
    data = sys.stdin.buffer.read(_MOST + 1)
    if len(data) > _MOST:
        raise Refused(f"More than {_MOST:,} bytes came: give the list in parts.")
    return data


def _wanted(urls: list[str], host: str | None) -> list[str]:
    if host is None:
        return urls
    wanted = [url for url in urls if (address := address_key(url)) and address.host == host_key(host)]
    if not wanted:
        raise CommandError(f"No address in the list is of {host}.", returncode=asking.WRONG_CALL)
    return wanted


def _ask(urls: list[str]) -> dict[str, Answer]:
    """What the site answers. What it would log of every address that is not found is told here already."""
    log, asker = logging.getLogger("django.request"), Asker()
    before, log.disabled = log.disabled, True
    try:
        return {url: asker.ask(url) for url in urls}
    finally:
        log.disabled = before


def _waiting(answers: dict[str, Answer], now: datetime) -> dict[str, int]:
    """The numbers of stories that some addresses will lead to, once they are published."""
    asked = {
        url: address
        for url, answer in answers.items()
        if answer.status == 404 and (address := address_key(url))
    }
    keys, known = sorted({address.key for address in asked.values()}), {}
    for some in some_of(keys, _AT_ONCE):
        rows = OldAddress.objects.filter(key__in=some).exclude(story=None)
        known |= {Address(row.host, row.key): row.story_id for row in rows}
    found = {
        url: story
        for url, address in asked.items()
        if (story := known.get(address) or known.get(Address("", address.key)))
    }
    current, stories, shown = Edition.objects.current(now), sorted({*found.values()}), set[int]()
    for some in some_of(stories, _AT_ONCE):
        shown.update(current.filter(story__in=some).values_list("story", flat=True))
    return {url: story for url, story in found.items() if story not in shown}


def _unserved(urls: Any) -> list[str]:
    """The hosts in the list that the site would not answer for."""
    hosts = {address.host for url in urls if (address := address_key(url)) and address.host}
    return sorted(
        host for host in hosts if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    )


def _on(answer: Answer) -> str:
    return f" → {answer.leads_to} {answer.there or '(in a circle)'}" if answer.leads_to else ""


def _write(name: str, answers: dict[str, Answer]) -> None:
    try:
        with Path(name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["url", "status", "leads_to", "status_there"])
            for url, answer in answers.items():
                writer.writerow([url, answer.status, answer.leads_to, answer.there or ""])
    except OSError as error:
        raise CommandError(
            f"{name} could not be written: {error.strerror or error}.", returncode=asking.WRONG_CALL
        ) from None
