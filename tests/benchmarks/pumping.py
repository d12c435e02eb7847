"""`python -m tests.benchmarks.pumping`: every regular expression of the project, asked of texts that are made to take
it long. None may take more than as many times as long as its text grew.

Of each repetition in a pattern such a text is made: what leads to it, then many times what it repeats, then what keeps
the whole from fitting. The first text of a pattern that takes quadratic time, or more, is told with how its time grew.
`--only` patterns of modules whose names begin so.

Patterns are those that stand in modules, and those that are written where they are asked. Some are asked of no more
than so many characters (``BOUNDED``), others of lines in which no blank follows another (``SQUEEZED``).
"""

import argparse
import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
import articles
import newsroom
from articles.text.patterns import _Later
from tests.benchmarks.pumped import texts

SIZE, TIMES = 1_000, 4
"""Characters of the first text, and how many times as many the second has, and the third as many again."""
LEAST, GROWN, LONGEST = 0.003, 8.0, 0.2
"""Seconds from which on a time is looked at; how many times as long a text takes that is four times as long, where that
is more than noise: sixteen times would be quadratic; and seconds that the longest may take, where there is one."""
PATIENCE = 1.5
BOUNDED = {
    "articles.importing.archives.heads: _OCTAL": 12,
    "articles.importing.formats.feeds: _MAIL": 300,
    "articles.importing.formats.web.html: _CHARSET": 4_096,
    "articles.jsonld: _BETWEEN_NAMES": 300,
    "articles.text.blocks: _SENTENCE_END": 420,
    "articles.text.naming: _ENDED": 8,
    "articles.text.parsing.datelines: _CLOSING": 40,
    "articles.text.parsing.headlines: _GLUED": 220,
    "articles.text.parsing.labels: _CONTACT": 260,
    "articles.text.parsing.oddities: _ENDED": 120,
    "articles.text.parsing.refusals: _MARKUP": 500,
    "articles.text.parsing.wire: _SLUGLINES": 100,
    "articles.text.style.agreeing.movement: _NO_QUANTITY_BEFORE": 24,
    "articles.text.style.agreeing.sums: _GOES_ON": 750,
    "articles.text.style.leftovers: _ROMAN": 40,
    "articles.text.telling: _BEGINS": 8,
}
SQUEEZED = ("articles.text.parsing.", "articles.importing.formats.web.pictures:")


@dataclass(frozen=True)
class Found:
    where: str
    pattern: "re.Pattern[Any]"
    methods: frozenset[str]


@dataclass(frozen=True)
class Slow:
    found: Found
    method: str
    text: tuple[str, str, str]
    seconds: tuple[float, ...]


class _TooLong(Exception):
    """A text that took more than is waited for."""


def patterns() -> Iterator[Found]:
    """Each pattern once, with the methods by which its module asks it."""
    seen = set[tuple[Any, int]]()
    for package in (articles, newsroom):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in info.name or info.name.endswith(".wsgi"):
                continue
            module = importlib.import_module(info.name)
            source = Path(module.__file__ or "").read_text()
            found = [*_in_names(vars(module), source), *_where_they_are_asked(source)]
            for name, pattern, methods in found:
                if (key := (pattern.pattern, pattern.flags)) not in seen:
                    seen.add(key)
                    yield Found(f"{info.name}: {name}", pattern, methods)


def _in_names(names: dict[str, Any], source: str) -> Iterator[tuple[str, "re.Pattern[Any]", frozenset[str]]]:
    for name, value in names.items():
        if not re.search(rf"^{name}\b.*=", source, re.MULTILINE):
            continue  # it is another module's
        for pattern in _held(value, 0):
            asked = re.findall(
                rf"\b{name}\.(search|match|fullmatch|sub|subn|split|findall|finditer)\b", source
            )
            yield name, pattern, frozenset(asked) or frozenset({"search"})


def _held(value: Any, depth: int) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, _Later):
        yield re.compile(value.pattern, value._flags)
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and depth < 4:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _held(one, depth + 1)
    elif hasattr(value, "__slots__") or type(value).__module__.startswith("articles."):
        names = getattr(value, "__slots__", ()) or getattr(value, "__dict__", {})
        if depth < 4 and not isinstance(value, type):
            for name in tuple(names):
                yield from _held(getattr(value, name, None), depth + 1)


def _where_they_are_asked(source: str) -> Iterator[tuple[str, "re.Pattern[Any]", frozenset[str]]]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        form = node.args[0]
        is_of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        is_written = isinstance(form, ast.Constant) and isinstance(form.value, str | bytes)
        if is_of_re and is_written and node.func.attr not in ("compile", "escape"):
            yield f"line {node.lineno}", re.compile(form.value), frozenset({node.func.attr})


def tried(found: Found) -> Slow | None:
    """The first text of those whose time grew too much."""
    grown = _longest if found.where in BOUNDED else _grown
    for text in dict.fromkeys(texts(found.pattern)):
        if found.where.startswith(SQUEEZED) and not text[1].strip():
            continue
        for method in found.methods:
            if seconds := grown(found, method, text):
                return Slow(found, method, text, seconds)
    return None


def _longest(found: Found, method: str, text: tuple[str, str, str]) -> tuple[float, ...] | None:
    """How long the longest text took that is asked, where that is more than a moment."""
    seconds = _seconds(found.pattern, method, text, BOUNDED[found.where])
    return (seconds,) if seconds > LONGEST else None


def _grown(found: Found, method: str, text: tuple[str, str, str]) -> tuple[float, ...] | None:
    """How long longer and longer texts took, where that grew faster than they did."""
    pattern = found.pattern
    second = _seconds(pattern, method, text, SIZE * TIMES)
    if second < LEAST or second < (first := _seconds(pattern, method, text, SIZE)) * GROWN:
        return None
    if second >= PATIENCE:
        return first, second
    third = _seconds(pattern, method, text, SIZE * TIMES * TIMES)
    return (first, second, third) if third > second * GROWN else None


def _seconds(pattern: "re.Pattern[Any]", method: str, text: tuple[str, str, str], size: int) -> float:
    lead, pumped, end = text
    whole: Any = lead + pumped * (size // len(pumped)) + end
    whole = whole.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else whole
    ask = getattr(pattern, method)
    more = (b"" if isinstance(whole, bytes) else "",) if method.startswith("sub") else ()
    best = PATIENCE
    for _ in range(2):
        started = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            asked = ask(*more, whole)
            if method == "finditer":
                for _ in asked:
                    pass
        except _TooLong:
            return PATIENCE
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, time.process_time() - started)
        if best < LEAST / TIMES:
            break
    return best


def _end(*_: Any) -> None:
    raise _TooLong


def slow(found: Iterable[Found]) -> Iterator[Slow]:
    signal.signal(signal.SIGVTALRM, _end)
    for one in found:
        if result := tried(one):
            yield result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    every = [one for one in patterns() if one.where.startswith(asked.only)]
    started, number = time.monotonic(), 0
    for one in slow(every):
        number += 1
        times = ", ".join(f"{seconds * 1000:,.0f}" for seconds in one.seconds)
        print(f"{one.found.where}.{one.method}: {times} ms at {one.text!r}", flush=True)
    print(f"{len(every)} patterns in {time.monotonic() - started:.0f} s, {number} slow.")
    sys.exit(number > 0)


if __name__ == "__main__":
    main()
