"""What the files of a run have in common, and what that says of their lines."""

from datetime import UTC, datetime

import pytest

from articles.importing.formats import Piece
from articles.importing.learning import FEWEST_FILES, Learned, count, learn, learned_before
from articles.importing.understanding import Given
from articles.models import ImportRun
from articles.text.keys import line_key
from articles.text.parsing import parse
from tests.importing.helpers import PARAGRAPHS

NOW = datetime(2026, 3, 5, tzinfo=UTC)
MOTTO = "Read by the whole county since the old mill closed its gates"
APPEAL = "Keep the Clarion going, since a cup of tea a week pays for one of our reporters."


def page(number: int, *, top="", between="", foot="") -> list[str]:
    """A story of its own on a page of one site."""
    word = f"{number:b}".replace("0", "a").replace("1", "o")
    first, second, third = (f"At pier {word}: {text}" for text in PARAGRAPHS)
    lines = [top, f"Ferry {word} returns to pier {word}", "5 March 2024", first, second, between, third, foot]
    return [line for line in lines if line]


def learned(*pages: list[str], collection="clarion") -> Learned:
    return learn(count(lines, collection=collection) for lines in pages)[collection]


def pages(often=FEWEST_FILES, **lines: str) -> list[list[str]]:
    return [page(number, **lines) for number in range(1, often + 1)]


@pytest.mark.parametrize("place", ["top", "between", "foot"])
def test_a_line_that_recurs_with_different_stories_is_learned(place):
    assert learned(*pages(**{place: APPEAL})).lines == {line_key(APPEAL): (APPEAL, FEWEST_FILES)}


def test_a_story_read_with_what_was_learned_is_the_story_alone():
    own = pages(top=MOTTO, between=APPEAL, foot=APPEAL)
    bare = parse("\n".join(page(1)))
    text = "\n".join(own[0])
    read = parse(text, fixed=Given(furniture=learned(*own).furniture).roles(Piece(text)))

    assert (read.headline, read.paragraphs) == (bare.headline, bare.paragraphs)


def test_copies_of_one_story_prove_nothing():
    assert learned(*[page(1, foot=APPEAL)] * 40).lines == {}


def test_copies_with_a_paragraph_edited_prove_nothing_either():
    copies = [page(1, foot=APPEAL) for _ in range(40)]
    for number, copy in enumerate(copies):
        copy[2] += " It was so" + " at last" * number

    assert learned(*copies).lines == {}


def test_a_long_notice_on_every_page_does_not_make_them_one_story():
    notice = " ".join([APPEAL] * 6)

    assert learned(*pages(top=notice, foot=MOTTO)).lines.keys() == {line_key(notice), line_key(MOTTO)}


def test_a_few_files_are_too_few_to_learn_from():
    assert learned(*pages(FEWEST_FILES - 1, foot=APPEAL)).lines == {}


def test_a_line_of_few_of_many_files_is_not_learned():
    many = [page(number, foot=APPEAL if number <= 6 else "") for number in range(1, 101)]

    assert learned(*many).lines == {}


def test_each_collection_learns_from_its_own_files():
    counted = [count(lines, collection="clarion") for lines in pages(foot=APPEAL)]
    counted += [count(lines, collection="gazette") for lines in pages()]

    assert {name: len(one.lines) for name, one in learn(counted).items()} == {"clarion": 1, "gazette": 0}


def test_the_order_of_the_files_makes_no_difference():
    all_pages = pages(top=MOTTO, foot=APPEAL)

    assert learned(*all_pages) == learned(*reversed(all_pages))


@pytest.mark.parametrize(
    "line", ["Source: Harbour Wire", "By Ana Ruiz", "7 March 2024", "Share this article"]
)
def test_what_says_itself_what_it_is_is_not_learned(line):
    assert learned(*pages(foot=line)).lines == {}


def test_a_subhead_between_paragraphs_is_left_to_the_parser():
    assert learned(*pages(between="Background")).lines == {}


def test_a_section_over_some_of_the_stories_is_left_to_the_parser():
    some = [page(number, top="Islands" if number % 3 else "") for number in range(1, 41)]

    assert learned(*some).lines == {}
    assert learned(*pages(top="Islands")).lines.keys() == {"islands"}


def test_a_title_that_heads_another_file_is_no_furniture():
    title = page(1)[1]
    under = [[*page(number), "More to read", title] for number in range(2, 42)]

    assert line_key(title) not in learned(page(1), *under).lines


def test_a_title_with_its_day_is_no_furniture():
    under = [[*lines, "Old charts of the bay found in an attic", "18 Jul 2017"] for lines in pages(40)]

    assert learned(*under).lines == {}


def test_what_was_learned_survives_being_kept():
    one = learned(*pages(foot=APPEAL))

    assert Learned.from_json(one.as_json()) == one


@pytest.mark.django_db
def test_a_run_too_small_uses_what_the_last_run_learned():
    one = learned(*pages(foot=APPEAL))
    for number, lines in enumerate([Learned(), one]):
        ImportRun.objects.create(
            collection="clarion", started_at=NOW, learned={"clarion": lines.as_json()} if number else {}
        )

    assert learned_before("clarion") == one
    assert learned_before("gazette") == Learned()
