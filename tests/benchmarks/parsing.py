"""`python -m tests.benchmarks.parsing`: files that hold absurdly many of something, and such with four times as many.
Four times as much is to take four times as long to open and read; 16 times, where each is compared with each other one.

Prints both times, which are of one processor, and their ratio. Exit status 1 where a ratio exceeds its bound.
"""

import gc
import time
from collections.abc import Callable
from math import inf

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from articles.importing.formats import open_copy
from articles.text.parsing import parse

MORE = 4
MOST = 8
"""Between what takes time by how much there is, and what takes time by the square of it: twice as far from either, as
the processors of a busy machine are at times half as quick."""
RUNS = 9
_TEXT = "<p>The ferry between the harbour and the island is back after eleven weeks in dock.</p>"


def main() -> None:
    slow = [name for name, (make, many) in CASES.items() if not told(name, make, many)]
    if slow:
        raise SystemExit(f"More than {MOST} times as long for {MORE} times as much: {', '.join(slow)}.")


def told(name: str, make: Callable[[int], str], many: int) -> bool:
    """Whether the time that a file takes grows as it does; prints by how much."""
    few = many // MORE
    files = [make(number).encode() for number in (few, many)]
    short = long = inf
    # What else the machine does only adds to a time: it is taken again where it is long.
    for _ in range(RUNS):
        short, long = (min(least, timed(data)) for least, data in zip((short, long), files, strict=True))
        if long / short <= MOST:
            break
    print(f"{name:<45}{few:>9,}{short:>8.2f} s{many:>11,}{long:>8.2f} s{long / short:>8.1f}")
    return long / short <= MOST


def timed(data: bytes) -> float:
    gc.collect()
    gc.disable()  # it walks through all that the process holds, now in one file, now in another
    started = time.process_time()
    for piece in open_copy(data, name="copy"):
        parse(piece.text)
    taken = time.process_time() - started
    gc.enable()
    return taken


def dashes(many: int) -> str:
    """An entry of Movable Type whose text is lines that might end it."""
    head = "AUTHOR: Ana Ruiz\nTITLE: Ferry\nDATE: 04/07/2009 02:05:00 PM\nCONVERT BREAKS: 0\n-----\nBODY:\n"
    return head + "At sea.\n-----\n" * many + "The end.\n-----\n--------\n"


def deep(name: str) -> Callable[[int], str]:
    """A story whose text stands in elements of a name that stand in one another."""

    def make(many: int) -> str:
        inner, depth = "<i>Ferry returns</i>" * many, many // 80
        return (
            f"<r><headline>Ferry</headline>{f'<{name}>' * depth}{inner}{f'</{name}>' * depth}{_TEXT * 2}</r>"
        )

    return make


def comments(many: int) -> str:
    """A story of XML with remarks of the program that wrote it above."""
    return f"{'<!-- Written by a program. -->' * many}<r><headline>Ferry</headline><body>{_TEXT}</body></r>"


def items(many: int) -> str:
    """A message of NewsML 1 with many stories."""
    return f"<NewsML>{f'<NewsItem>{_component()}</NewsItem>' * many}</NewsML>"


def components(many: int) -> str:
    """An item of NewsML 1 with many stories, each with a picture of its own."""
    return f"<NewsML><NewsItem>{''.join(map(_component, range(many)))}</NewsItem></NewsML>"


def _component(number: int | None = None) -> str:
    line = "<NewsLines><HeadLine>Ferry returns</HeadLine></NewsLines>"
    text = f"<ContentItem><DataContent>{_TEXT}</DataContent></ContentItem>"
    photo = (
        ""
        if number is None
        else f'<NewsComponent><Role FormalName="Picture"/><ContentItem Href="{number}.jpg">'
        '<MediaType FormalName="Photo"/></ContentItem></NewsComponent>'
    )
    return f"<NewsComponent>{line}{text}{photo}</NewsComponent>"


def paragraphs(many: int) -> str:
    """Plain text with one paragraph again and again."""
    text = "The ferry between the harbour and the island is back after eleven weeks in dock, they say.\n"
    return "Ferry returns\n" + text * many


def long_line(begin: str, unit: str, end: str) -> Callable[[int], str]:
    """Markdown with one line that is nearly something, for as long as it takes."""
    return lambda many: f"# Ferry returns\n{begin}{unit * many}{end}\n\n{_TEXT}"


CASES: dict[str, tuple[Callable[[int], str], int]] = {
    "Movable Type: lines of dashes": (dashes, 150_000),
    "XML: texts in one another": (deep("body"), 20_000),
    "XML: paragraphs in one another": (deep("p"), 20_000),
    "XML: headlines in one another": (deep("headline"), 20_000),
    "XML: comments at its head": (comments, 40_000),
    "Markdown: blanks in a heading": (long_line("# Ferry", " ", "stops"), 2_000_000),
    "Markdown: dashes before a word": (long_line("", "-", "x"), 2_000_000),
    "Markdown: bold words that never end": (long_line("", "**ferry ", ""), 100_000),
    "Markdown: pictures and links that never end": (long_line("", "![[quay](", ""), 100_000),
    "Plain text: one paragraph again and again": (paragraphs, 10_000),
    "NewsML 1: items": (items, 2_000),
    "NewsML 1: stories of an item, with pictures": (components, 4_000),
}

if __name__ == "__main__":
    main()
