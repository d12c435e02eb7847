"""The sample copy must not rot: its files, their bytes, what they say of each other, and what intake makes of them."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from articles.demo.topics import TOPICS
from articles.text.parsing import Refusal, parse
from articles.text.reading import read, split_lines
from tests.demo.said import SAID

COPY = Path(__file__).parents[2] / "articles" / "demo" / "copy"
PATHS = sorted(path.relative_to(COPY).as_posix() for path in COPY.rglob("*") if path.is_file())
NO_STORY = {"inbox/empty.txt": "empty", "inbox/headline-only.txt": "headline-alone"}
COPY_OF_A_FILE = {"inbox/first-turbine (1).txt": "archive/2025/first-turbine.txt"}
WAITING = {"Lifeboat tows home a wedding": "inbox/lifeboat.txt"}
"""Titles in related lists whose story has come in without its headline."""

# Encoding with its byte order mark, and newline. The others are UTF-8 with LF.
BYTES = {
    "archive/2024/great-flood-fifty-years.txt": ("utf-8", b"", "\r"),
    "archive/2024/night-trams-end.txt": ("utf-8", b"", "\r"),
    "archive/2024/reading-room-closed.txt": ("utf-8", b"", "\r\n"),
    "archive/2025/st-orrin-bell.txt": ("utf-16-be", b"\xfe\xff", "\n"),
    "cockerel-may-stay.txt": ("cp1252", b"", "\n"),
    "harbour-alliance-wins.txt": ("utf-8", b"", "\r\n"),
    "herons-go-top.txt": ("cp1252", b"", "\r\n"),
    "library-book-apples.txt": ("utf-8", b"\xef\xbb\xbf", "\r\n"),
    "night-trams.txt": ("utf-16-le", b"\xff\xfe", "\r\n"),
    "octopus-timetable.txt": ("utf-8", b"\xef\xbb\xbf", "\n"),
    "storm-berrin.txt": ("cp1252", b"", "\r\n"),
}
LISTED = re.compile(r"\d{2} [A-Z][a-z]{2} \d{4}(?: \d{2}:\d{2})?")
DAY = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (\d{1,2}) (January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: (\d{4}))?"
)


def lines(path: str) -> list[str]:
    return [line.strip() for line in split_lines(read((COPY / path).read_bytes()).text) if line.strip()]


def related(path: str) -> Iterator[tuple[str, str]]:
    """Titles with their dates, as they stand below the label."""
    found = lines(path)
    if "Related coverage" in found:
        below = found[found.index("Related coverage") + 1 :]
        yield from (pair for pair in itertools.pairwise(below) if LISTED.fullmatch(pair[1]))


def iso(printed: str) -> str:
    if ":" in printed:
        return datetime.strptime(printed, "%d %b %Y %H:%M").isoformat(" ", "minutes")  # noqa: DTZ007 (as printed)
    return datetime.strptime(printed, "%d %b %Y").date().isoformat()  # noqa: DTZ007


def test_every_file_is_accounted_for():
    assert sorted([*SAID, *NO_STORY, *COPY_OF_A_FILE]) == PATHS
    assert len(PATHS) >= 30


def test_a_good_two_dozen_are_complete():
    complete = [said for said in SAID.values() if said.headline and said.published and said.source]
    assert len(complete) >= 24


def test_the_front_page_has_fresh_stories():
    assert sum((said.published or "") >= "2026-10" for said in SAID.values()) >= 12


@pytest.mark.parametrize("path", sorted(SAID))
def test_bytes_are_as_declared(path):
    encoding, mark, newline = BYTES.get(path, ("utf-8", b"", "\n"))
    data = (COPY / path).read_bytes()
    text = data.removeprefix(mark).decode(encoding)
    assert data.startswith(mark)
    assert not text.startswith("\ufeff")
    assert set(re.findall(r"\r\n|\r|\n", text)) == {newline}
    if encoding == "cp1252":
        with pytest.raises(UnicodeDecodeError):
            data.decode()


def test_a_copy_is_a_copy():
    for path, original in COPY_OF_A_FILE.items():
        assert (COPY / path).read_bytes() == (COPY / original).read_bytes()


@pytest.mark.parametrize("path", sorted(SAID))
def test_headlines_stand_in_their_files(path):
    headline = SAID[path].headline
    assert headline is None or headline in lines(path)[:2]


@pytest.mark.parametrize("path", sorted(SAID))
def test_related_titles_are_headlines_of_the_sample_with_their_dates(path):
    published = {said.headline: said.published for said in SAID.values()}
    for title, printed in related(path):
        assert title in WAITING or published[title] == iso(printed), title


def test_related_titles_are_plenty_and_no_headline_is_used_twice():
    assert sum(len(list(related(path))) for path in SAID) > 40
    assert set(Counter(said.headline for said in SAID.values() if said.headline).values()) == {1}


def test_a_waiting_title_stands_in_another_file():
    titles = {title for path in SAID for title, _ in related(path)}
    assert set(WAITING) <= titles
    assert all(SAID[path].headline is None for path in WAITING.values())


@pytest.mark.parametrize("path", sorted(SAID))
def test_weekdays_agree_with_their_dates(path):
    told = int((SAID[path].published or "2026")[:4])
    for weekday, day, month, year in DAY.findall(" ".join(lines(path))):
        years = [int(year)] if year else [told, told + 1]
        days = [datetime.strptime(f"{day} {month} {year}", "%d %B %Y") for year in years]  # noqa: DTZ007
        assert f"{weekday}day" in {day.strftime("%A") for day in days}, (weekday, day, month)


def test_topics_are_of_existing_files_and_every_story_has_one():
    assert sorted(TOPICS) == sorted(SAID)
    assert all(topics and len(set(topics)) == len(topics) for topics in TOPICS.values())


@pytest.mark.parametrize("path", sorted(SAID))
def test_intake_reads_what_the_file_says(path):
    story = parse(read((COPY / path).read_bytes()).text, name=path)
    assert not isinstance(story, Refusal)
    value = story.published and story.published.value
    timed = isinstance(value, datetime)
    published = (
        value.isoformat(" ", "minutes") if timed else value.isoformat() if isinstance(value, date) else None
    )
    assert (story.headline, published, story.source, story.proofreader) == tuple(SAID[path])


@pytest.mark.parametrize(("path", "code"), sorted(NO_STORY.items()))
def test_intake_refuses_what_is_no_story(path, code):
    refusal = parse(read((COPY / path).read_bytes()).text, name=path)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
