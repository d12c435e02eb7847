"""The kinds of search that readers ask, how long each takes, and that told as a table or as JSON."""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from articles.lists.filters import StoryFilter
from articles.models import Edition
from articles.pages import STORIES, Key, page_of
from articles.search.ranking import Rank

SEARCHES = {
    "all stories": "",
    "a rare word": "q=only777",
    "a common word": "q=harbour",
    "two common words": "q=harbour+ferry",
    "two common words by relevance": "q=harbour+ferry&order=relevance",
    "a word of every story": "q=the",
    "two such by relevance": "q=the+of&order=relevance",
    "a phrase": "q=%22night+ferry%22",
    "a phrase by relevance": "q=%22night+ferry%22&order=relevance",
    "a phrase of common words": "q=%22council+the+ferry%22",
    "a beginning": "q=ferr*",
    "a beginning of many words": "q=ba*",
    "such a beginning by relevance": "q=ba*&order=relevance",
    "without a word": "q=harbour+-ferry",
    "a word and a source": "q=harbour&source=wire-1",
    "a word, topic, writer and year": "q=harbour&topic=topic-2&writer=writer-3&year=1990",
    "a rare source": "source=wire-39",
    "a topic": "topic=topic-0",
    "a writer": "writer=writer-0",
    "a language": "language=fr",
    "a year": "year=1990",
    "days": "since=1990-03-01&until=1990-09-30",
    "a language and a word": "q=ferry&language=fr",
    "CJK": "q=%E6%B8%A1%E8%BD%AE",
    "in the middle of a list": "q=harbour&before={middle}",
    "the last page of a list": "q=harbour&before={last}",
    "the last page by relevance": "q=harbour+ferry&order=relevance&before=r1-0",
    "nothing": "q=zephyrs",
    "a typing mistake": "q=hrabour",
    "the same beside another word": "q=council+hrabour",
    "words that no story says together": "q=only777+only778",
}


@dataclass(frozen=True)
class Times:
    """Of one kind of search, in milliseconds: to find the stories of a page, and to answer with it; and of the time of
    the processor that a page took, what the site did, and what a database server did.
    """

    name: str
    finding: list[float]
    page: list[float]
    site: list[float]
    server: list[float]


def measured(name: str, queries: Sequence[str], runs: int) -> Times:
    """Of one kind of search, or of several that are asked in turn, each at least once."""
    asked, client, runs = [placed(query) for query in queries], Client(), max(runs, len(queries))
    finding, *_ = timed(found, asked, runs)
    return Times(name, finding, *timed(lambda query: answered(client, query), asked, runs))


def placed(query: str) -> str:
    """A query with the key of a page in it, where it asks for one."""
    if "{" not in query:
        return query
    keys = {"middle": Edition.objects.count() // 2, "last": 5 * STORIES}
    in_order = Edition.objects.order_by("published_at")
    return query.format(**{name: Key.of(in_order[number]) for name, number in keys.items() if name in query})


def timed(
    act: Callable[[str], object], queries: Sequence[str], runs: int
) -> tuple[list[float], list[float], list[float]]:
    act(queries[-1])  # warms up
    passed, site, worked = [], [], of_the_server()
    for _, query in zip(range(runs), cycle(queries), strict=False):
        start, began = time.perf_counter(), time.process_time()
        act(query)
        passed.append((time.perf_counter() - start) * 1000)
        site.append((time.process_time() - began) * 1000)
    return (
        passed,
        site,
        [(of_the_server() - worked) / runs],
    )  # in whole ticks: no more than a mean can be told


def of_the_server() -> float:
    """Milliseconds of the processor that the server's process for our connection has taken, where that can be told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()" if connection.vendor == "postgresql" else "SELECT 0")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    ticks = path.read_text().rpartition(")")[2].split()[11:13] if path.exists() else [0]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") * 1000


KINDS = ("finding", "page", "site", "server")


def together(told: list[Times]) -> Times:
    return Times("all of these", *([one for times in told for one in getattr(times, kind)] for kind in KINDS))


def found(query: str) -> object:
    now, asked = timezone.now(), QueryDict(query)
    filters = StoryFilter(asked, queryset=Edition.objects.live(now).defer("body"), now=now)
    return page_of(filters.qs, before=asked.get("before", ""), key=Rank if filters.is_ranked else Key)


def answered(client: Client, query: str) -> None:
    if (status := client.get(f"/stories/?{query}", follow=True).status_code) != 200:
        raise SystemExit(f"{query} answered {status}.")


def head(size: int, runs: int) -> None:
    heads = ("finding", "whole page", "of the site", "of the server")
    print(f"\n{connection.vendor}, {size:,} stories: p50 and p95 of {runs}, in milliseconds;")
    print("the same of the processor's time for a page, of a database server the mean")
    print(" " * 36 + "".join(f"{head:>20}" for head in heads), flush=True)


def show(times: Times, size: int, *, as_json: bool) -> None:
    ends = {kind: ends_of(getattr(times, kind)) for kind in KINDS}
    if as_json:
        said = {f"{kind}_p{n}": round(ms, 2) for kind, pair in ends.items()
                for n, ms in zip((50, 95), pair, strict=True)}  # fmt: skip
        print(json.dumps({"database": connection.vendor, "stories": size, "search": times.name} | said))
    else:
        shown = "".join(f"{half:>10.1f}{most:>10.1f}" for half, most in ends.values())
        print(f"{times.name:<36}{shown}", flush=True)


def ends_of(times: list[float]) -> tuple[float, float]:
    """The 50th and the 95th percentile."""
    if len(times) == 1:
        return times[0], times[0]
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
