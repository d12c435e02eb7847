"""What the files of a run have in common, and what that says of their lines."""

from datetime import UTC, datetime

import pytest

from articles.importing.formats import Piece
from articles.importing.reading.alike import Rules
from articles.importing.reading.given import Given
from articles.importing.reading.learned import Folder, Learned, learned_before
from articles.importing.reading.learning import FEWEST, count, learn
from articles.models import ImportRun
from articles.text.keys import line_key
from articles.text.parsing import Role, parse
from tests.importing.helpers import PARAGRAPHS

NOW = datetime(2026, 3, 5, tzinfo=UTC)
MOTTO = "Read by the whole county since the old mill closed its gates"
APPEAL = "Keep the Clarion going, since a cup of tea a week pays for one of our reporters."
INVITATION = "Follow the harbour desk for more news of the bay"


def page(number: int, *, top="", between="", foot="") -> list[str]:
    """A story of its own on a page of one site."""
    word = f"{number:b}".replace("0", "a").replace("1", "o")
    first, second, third = (f"At pier {word}: {text}" for text in PARAGRAPHS)
    lines = [top, f"Ferry {word} returns to pier {word}", "5 March 2024", first, second, between, third, foot]
    return [line for line in lines if line]


def pages(often=FEWEST, **lines: str) -> list[list[str]]:
    return [page(number, **lines) for number in range(1, often + 1)]


def counted(all_pages, *, collection="clarion", path="page.txt"):
    return [count(lines, collection=collection, path=path) for lines in all_pages]


def learned(*pages: list[str]) -> dict[str, str]:
    """The lines that are learned of some pages, by key."""
    folders = learn(counted(pages))["clarion"].folders
    return {key: line.example for folder in folders.values() for key, line in folder.lines.items()}


@pytest.mark.parametrize("place", ["top", "between", "foot"])
@pytest.mark.parametrize("line", [APPEAL, INVITATION])
def test_a_line_that_recurs_with_different_stories_is_learned(place, line):
    assert learned(*pages(**{place: line})) == {line_key(line): line}


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_a_story_read_with_what_was_learned_is_the_story_alone(apart):
    own = pages(top=MOTTO, between=APPEAL, foot=INVITATION)
    given = Given(furniture=learn(counted(own))["clarion"].furniture("page.txt"))
    text = apart.join(own[0])
    bare, read = parse(apart.join(page(1))), parse(text, fixed=given.roles(Piece(text)))

    assert (read.headline, read.published, read.paragraphs) == (
        bare.headline,
        bare.published,
        bare.paragraphs,
    )


def test_copies_of_one_story_prove_nothing():
    assert learned(*[page(1, foot=APPEAL)] * 40) == {}


def test_copies_with_a_paragraph_edited_prove_nothing_either():
    copies = [page(1, foot=APPEAL) for _ in range(40)]
    for number, copy in enumerate(copies):
        copy[2] += " It was so" + " at last" * number

    assert learned(*copies) == {}


def test_a_long_notice_on_every_page_does_not_make_them_one_story():
    notice = " ".join([APPEAL] * 6)

    assert learned(*pages(top=notice, foot=MOTTO)).keys() == {line_key(notice)[:300], line_key(MOTTO)}


def test_stories_of_one_line_are_told_apart_on_pages_with_more_lines():
    all_pages = [[" ".join(page(number)), APPEAL, MOTTO, INVITATION] for number in range(1, FEWEST + 1)]

    assert learned(*all_pages).keys() == {line_key(line) for line in (APPEAL, MOTTO, INVITATION)}


def test_a_few_files_are_too_few_to_learn_from():
    assert learn(counted(pages(FEWEST - 1, foot=APPEAL))) == {"clarion": Learned()}


def test_a_line_of_few_of_many_files_is_not_learned():
    assert learned(*[page(number, foot=APPEAL if number <= 12 else "") for number in range(1, 101)]) == {}


def test_each_collection_learns_from_its_own_files():
    both = counted(pages(foot=APPEAL)) + counted(pages(), collection="gazette")

    assert {name: len(one.folders[""].lines) for name, one in learn(both).items()} == {
        "clarion": 1,
        "gazette": 0,
    }


def test_each_folder_learns_what_the_one_that_it_lies_in_does_not_know():
    deep = counted(pages(top=MOTTO, foot=APPEAL), path="2019/04/page.txt")
    high = counted([page(number, foot=APPEAL) for number in range(101, 180)], path="page.txt")
    known = learn([*deep, *high])["clarion"]

    assert {name: [*folder.lines] for name, folder in known.folders.items()} == {
        "": [line_key(APPEAL)], "2019": [line_key(MOTTO)], "2019/04": [],
    }  # fmt: skip
    assert known.furniture("2019/05/a.txt").keys() == {line_key(APPEAL), line_key(MOTTO)}
    assert known.furniture("2020/a.txt").keys() == {line_key(APPEAL)}


def test_the_order_of_the_files_makes_no_difference():
    all_pages = pages(top=MOTTO, foot=APPEAL)

    assert learn(counted(all_pages)) == learn(counted(all_pages[::-1]))


@pytest.mark.parametrize(
    "line",
    ["Source: Harbour Wire", "By Ana Ruiz", "7 March 2024", "Share this article", "Ana Ruiz", "Ana Ruiz and Jo Lind"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["top", "foot"])
def test_what_says_itself_what_it_is_and_what_could_be_a_name_is_not_learned(line, place):
    assert learned(*pages(**{place: line})) == {}


def test_a_subhead_between_paragraphs_is_left_to_the_parser():
    assert learned(*pages(between="Background")) == {}


def test_a_subhead_over_the_text_is_left_to_the_parser():
    all_pages = [[title, day, "Ingredients", *text] for title, day, *text in pages()]

    assert learned(*all_pages) == {}


def test_a_menu_is_learned_wherever_it_stands():
    menu = ["Islands", "Letters to us", "Tides", "Weather"]
    all_pages = [[title, *menu, *text] for title, *text in pages()]

    assert learned(*all_pages).keys() == {line_key(line) for line in menu}


@pytest.mark.parametrize("line", ["Islands", "News in brief from the bay"])
def test_a_section_or_a_column_over_some_of_the_stories_is_left_to_the_parser(line):
    some = [page(number, top=line if number % 3 else "") for number in range(1, 41)]

    assert learned(*some) == {}
    assert learned(*pages(top=line)) == {line_key(line): line}


@pytest.mark.parametrize("line", ["The trial continues.", "“No comment,” the port said."])
def test_a_short_sentence_under_some_of_the_stories_is_left_to_the_parser(line):
    assert learned(*[page(number, foot=line if number % 3 else "") for number in range(1, 41)]) == {}


def test_rows_of_a_table_whose_numbers_differ_are_left_to_the_parser():
    tables = [
        [*lines, f"Landed at noon {number}", f"Turned away {2 * number}"]
        for number, lines in enumerate(pages())
    ]

    assert learned(*tables) == {}


def test_a_title_that_heads_another_file_is_no_furniture():
    title = page(1)[0]
    under = [[*page(number), title] for number in range(2, 42)]

    assert learned(*under) == {line_key(title): title}
    assert learned(page(1), *under) == {}


@pytest.mark.parametrize("beside", [["Most read", "{}"], ["{}", "18 Jul 2017"]])
def test_a_title_in_a_list_or_with_its_day_is_no_furniture(beside):
    title = "Old charts of the bay found in an attic"
    under = [[*lines, *(line.format(title) for line in beside)] for lines in pages(40)]

    assert line_key(title) not in learned(*under)


def test_what_recurs_below_texts_is_still_the_title_of_a_file_that_it_heads():
    title = "Old charts of the bay found in an attic"
    known = learn(counted(pages(foot=title)))["clarion"].furniture("page.txt")
    own = "\n".join([title, *page(77)[1:], title])

    roles = Given(furniture=known).roles(Piece(own))
    assert roles == {len(own.splitlines()): Role.FURNITURE}
    assert parse(own, fixed=roles).headline == title


def test_people_and_rules_and_formats_win_over_what_was_learned():
    text = "\n".join([MOTTO] * 4)
    known = learn(counted(pages(foot=MOTTO)))["clarion"].furniture("page.txt")
    piece = Piece(text, fixed={1: Role.CAPTION})

    assert Given(furniture=known).roles(piece) == {
        1: Role.CAPTION,
        **dict.fromkeys((2, 3, 4), Role.FURNITURE),
    }
    rules = Rules({line_key(MOTTO): Role.SUBHEAD})
    assert Given(fixed={2: Role.QUOTE}, rules=rules, furniture=known).roles(piece) == {
        1: Role.SUBHEAD, 2: Role.QUOTE, 3: Role.SUBHEAD, 4: Role.SUBHEAD,
    }  # fmt: skip


def test_what_was_learned_survives_being_kept():
    one = learn(counted(pages(top=MOTTO, foot=INVITATION)))["clarion"]

    assert Learned.from_json(one.as_json()) == one


@pytest.mark.django_db
def test_a_folder_that_is_too_small_uses_what_was_last_learned_of_it():
    one = learn(counted(pages(foot=APPEAL), path="2019/a.txt"))["clarion"]
    run = ImportRun.objects.create(collection="clarion", started_at=NOW, learned={"clarion": one.as_json()})
    before = learned_before("clarion")

    assert before.furniture("2019/b.txt") == one.furniture("2019/b.txt")
    assert {folder.run for folder in before.folders.values()} == {run.pk}
    assert learned_before("gazette") == Learned()
    new = Learned({"": Folder(30)}).or_before(before)
    assert (new.folders[""].run, new.folders["2019"].run) == (None, run.pk)
