"""`python -m tests.benchmarks.furniture FOLDER`: clean stories, read bare and on the pages of a site that does not
exist. How many are read alike without what their run learned, and with it; and which lines are learned of them bare.

Each file of the folder that holds a story counts. A line that is learned of bare stories is most likely none of a page.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from articles.importing.formats import Piece
from articles.importing.reading.given import Given
from articles.importing.reading.learned import Learned
from articles.importing.reading.learning import count, learn
from articles.text import reading
from articles.text.parsing import ParsedStory, parse

HEAD = (
    "The Northport Clarion – news for the whole coast", "Tides | Ferries | Weather | Letters", "Search our old papers",
)  # fmt: skip
AMID = (
    "Our morning letter brings the harbour to your door, every weekday at six",
    "You have three free stories left this month",
)
FOOT = (
    "Keep the Clarion going, since a cup of tea a week pays for one of our reporters.",
    "Most talked about on the quay this week",
    "Clarion Media House, Pier Road 4, Northport",
    "Follow the harbour desk for more stories like this",
)
PLACES = {
    "over": (True, False, False),
    "amid": (False, True, False),
    "under": (False, False, True),
    "all": (True,) * 3,
}


def main() -> None:
    stories = list(_stories(Path(sys.argv[1])))
    print(f"{len(stories):,} stories of {sys.argv[1]}; learned of them bare: {[*_lines(_learned(stories))]}")
    bare = [_read(text) for text in stories]
    for name, places in PLACES.items():
        pages = [_page(text, *places) for text in stories]
        learned = _learned(pages)
        alike = [
            sum(_read(page, known) == story for page, story in zip(pages, bare, strict=True))
            for known in (Learned(), learned)
        ]
        print(f"  furniture {name:5}  read alike: {alike[0]:,}, with what was learned {alike[1]:,}")


def _stories(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        try:
            text = reading.decode(path.read_bytes()).text if path.is_file() else ""
        except reading.NotText:
            continue
        if isinstance(parsed := parse(text), ParsedStory) and parsed.passages:
            yield text


def _page(text: str, over: bool, amid: bool, under: bool) -> str:
    lines = text.rstrip().split("\n")
    blanks = [number for number, line in enumerate(lines) if not line.strip() and 3 < number < len(lines) - 3]
    middle = blanks[len(blanks) // 2] if blanks else len(lines) // 2
    some = ["", *AMID, ""] if blanks else AMID
    body = [*lines[:middle], *(some if amid else ()), *lines[middle:]]
    return "\n".join([*((*HEAD, "") if over else ()), *body, *(("", *FOOT) if under else ())])


def _learned(texts: Sequence[str]) -> Learned:
    counted = (count(reading.split_lines(text), collection="site", path="page.txt") for text in texts)
    return learn(counted).get("site", Learned())


def _lines(learned: Learned) -> Iterator[str]:
    return (line.example for folder in learned.folders.values() for line in folder.lines.values())


def _read(text: str, learned: Learned = Learned()) -> Any:  # noqa: B008  # it never changes
    parsed = parse(text, fixed=Given(furniture=learned.furniture("page.txt")).roles(Piece(text)))
    if not isinstance(parsed, ParsedStory):
        return parsed.code
    day = parsed.published.iso if parsed.published else ""
    return parsed.headline, parsed.standfirst, parsed.byline, parsed.source, day, parsed.paragraphs


if __name__ == "__main__":
    main()
