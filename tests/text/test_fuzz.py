"""Copy that came to grief is read, or refused, and no line of it is lost."""

from dataclasses import replace

import pytest

from articles.importing.formats import open_copy
from articles.importing.reading.copies import Copy
from articles.importing.reading.understanding import understand
from articles.text.reading import read
from tests.benchmarks.framing import FRAMES, broken, paragraphs
from tests.benchmarks.fuzz import FOUND, NOW, checked, file, lost, minimised, words
from tests.benchmarks.mutating import SEEDS

FILES, SEED = 300, 2026
DATA = SEEDS[1].encode()


def test_no_accident_to_a_file_raises_or_loses_a_line():
    found = {number: checked(file(number, SEED)) for number in range(FILES)}
    assert {number: wrong for number, (_, wrong) in found.items() if wrong} == {}
    assert {"story", "not-text", "no-body"} <= {outcome for outcome, _ in found.values()}


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
def test_copy_without_accidents_is_a_story(seed):
    assert checked(seed.encode()) == ("story", "")


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.__name__)
@pytest.mark.parametrize("written", [paragraphs, broken])
def test_no_format_loses_a_word_of_the_copy_in_it(frame, written):
    for seed in SEEDS:
        copy = read(seed.encode()).text
        pieces = open_copy(frame("Ferry returns", written(copy)).encode(), name="copy")
        assert words(copy) - frozenset().union(*(words(piece.text) for piece in pieces)) == frozenset()


@pytest.fixture
def copy():
    return understand(Copy(FOUND, data=DATA), now=NOW)


def test_a_word_that_is_in_no_field_is_found(copy):
    first, *others = copy.story.passages
    story = replace(copy.story, passages=(replace(first, text=first.text.replace("ferries", "")), *others))
    assert lost(read(DATA).text, copy.lines, story).startswith(
        "words lost: ['ferries'] of line 7 (paragraph)"
    )


def test_a_date_that_is_in_no_field_is_found(copy):
    story = replace(copy.story, published=None)
    assert lost(read(DATA).text, copy.lines, story).startswith("words lost: ['2024', '3', 'may']")


def test_a_line_without_a_role_is_found(copy):
    del copy.lines.roles[7]
    assert lost(read(DATA).text, copy.lines, copy.story).startswith("without a role: line 7")


def test_what_fails_is_shown_at_its_least():
    assert minimised(DATA, lambda data: b"ferries" in data and b"\n" in data) == b"ferries\n"
