"""Files that hold several stories, and files that only look like it."""

import tracemalloc

import pytest

from articles.text.parsing import parse, split
from articles.text.parsing.splitting import split_by
from tests.text.copy import BODY, HEADLINE, LEAD, SCRAPED, SECOND, THIRD, lines

RULE = "-" * 40
BREAD = "Tarrant bakers win bread prize for the third time"
LOAF = "A loaf of rye from Mill Lane won the county prize on Saturday, and its baker was carried home on shoulders."


def one(headline: str, date: str, *body: str) -> str:
    return lines(headline, date, "", list(body))


def ruled(*stories: str) -> str:
    return f"\n{RULE}\n".join(stories)


FIRST = one(HEADLINE, "3 May 2024", *BODY)
OTHER = one(BREAD, "4 May 2024", LOAF, SECOND)
THREE = one("New pool for Brindle opens after long delay", "6 May 2024", THIRD, LEAD)


def test_stories_parted_by_a_rule_are_told_apart():
    parts = split(ruled(FIRST, OTHER))

    assert [part.key for part in parts] == [
        "wexley-harbour-to-close-to-ferries-for-six-weeks-2024-05-03",
        "tarrant-bakers-win-bread-prize-for-the-third-time-2024-05-04",
    ]
    assert [parse(part.text).headline for part in parts] == [HEADLINE, BREAD]


def test_the_parts_hold_every_line_of_the_file():
    text = ruled(FIRST, OTHER, THREE) + f"\n{RULE}\n"

    assert "\n".join(part.text for part in split(text)) == text.rstrip("\n")
    assert [part.line for part in split(text)] == [1, 8, 14]


def test_a_story_put_before_the_others_changes_no_key():
    before, after = split(ruled(FIRST, OTHER)), split(ruled(THREE, FIRST, OTHER))

    assert [part.key for part in after[1:]] == [part.key for part in before]


def test_two_stories_of_one_title_and_day_have_keys_of_their_own():
    again = one(HEADLINE, "3 May 2024", LOAF, THIRD)
    frame = "\x01wx1\n\x02{}\n\x03"
    keys = [part.key for part in split("\n".join(frame.format(text) for text in (FIRST, again)))]

    assert len(set(keys)) == 2
    assert keys == [part.key for part in split("\n".join(frame.format(text) for text in (FIRST, again)))]


@pytest.mark.parametrize("mark", ["-30-", "ENDS", "NNNN", "* * *", "###"])
def test_a_mark_at_the_end_of_each_story_parts_them(mark):
    assert len(split(f"{FIRST}\n{mark}\n\n{OTHER}\n{mark}\n")) == 2


def test_a_form_feed_parts_stories():
    assert [part.line for part in split(f"{FIRST}\n\x0c{OTHER}")] == [1, 7]


def test_a_short_title_is_known_by_the_titles_beside_it():
    parts = split(ruled(FIRST, OTHER, THREE, one("Poles", "7 May 2024", LEAD, LOAF)))

    assert [parse(part.text, fixed=part.fixed).headline for part in parts][-1] == "Poles"


def test_messages_of_the_wires_are_told_apart_by_their_frames():
    frame = "\x01wx{}\nOrme-harbour/\n\x02{}\n\x03\x04"

    assert len(split("\n".join(frame.format(n, text) for n, text in enumerate((FIRST, OTHER))))) == 2


def test_numbered_documents_are_told_apart():
    text = f"1 of 2 DOCUMENTS\n\n{FIRST}\n\n\n   2 of 2 DOCUMENTS\n\n{OTHER}"

    assert [part.line for part in split(text)] == [1, 11]


def test_stories_under_labels_are_told_apart():
    story = "Title: {}\nDate: 3 May 2024\n\n{}\n\n"

    assert len(split(story.format(HEADLINE, "\n".join(BODY)) + story.format(BREAD, LOAF + " " + SECOND))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        FIRST,
        SCRAPED,
        lines(FIRST, "* * *", LOAF, "* * *", SECOND),
        lines(FIRST, "ENDS", "Notes to editors", LOAF, "Contact: jane@example.org"),
        lines(FIRST, RULE, "About the Orme Post", LOAF),
        lines(FIRST, RULE, BREAD, "4 May 2024", RULE, "New pool for Brindle opens", "5 May 2024"),
        lines(HEADLINE, RULE, "3 May 2024", BODY),
        lines(FIRST, "Page 1 of 3", LOAF, "2 of 3", SECOND),
        lines(FIRST, "Title: Bread of the county", LOAF),
    ],
)
def test_one_story_stays_one(text):
    assert [(part.key, part.text) for part in split(text)] == [("", text)]


def test_a_line_of_a_million_equal_signs_fills_no_memory():
    tracemalloc.start()
    try:
        assert len(split("-" * 1_000_000)) == 1
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_file_of_many_kinds_of_rules_is_read_a_few_times_and_no_more():
    rules = "\n".join("-" * (3 + n // 60) + " -" * (3 + n % 60) for n in range(200))
    read = []

    def counted(text, **given):
        read.append(text)
        return parse(text, **given)

    assert len(split_by(lines(HEADLINE, "By Ann Quill", "3 May 2024", *BODY, rules, *BODY), counted)) == 1
    assert len(read) < 40


def test_no_part_takes_the_key_of_another():
    def framed(title):
        return lines("\x01", title, "By Ann Quill", "\x02", *BODY, "\x03")

    twice = framed(HEADLINE)
    third = split(f"{twice}\n{framed(BREAD)}\n{twice}")[2].key
    parts = split(f"{twice}\n{framed(third.replace('-', ' '))}\n{twice}")
    assert len({part.key for part in parts}) == 3
