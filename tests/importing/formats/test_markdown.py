"""Markdown: marks become sorts of passages, front matter becomes fields."""

import pytest

from articles.importing.formats import Stated, open_copy
from articles.importing.formats.markdown import plain_words
from articles.text.parsing import parse
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS, copy_of

FRONT = """---
title: Mayor: no
author: "Ana Ruiz"
date: 2019-04-07
tags: [harbour, ferry]
categories:
  - Local
  - News
layout: post
permalink: /2019/ferry
image: img/ferry.jpg
---

"""
TEXT = """## Next
The ferry is **back**.

- one item
  that runs on
* two

> Quoted words
> go on

Title
=====
![The ferry](img/quay.jpg "At the quay")
<p>Ready <b>HTML</b></p>

[1]: https://wexley.example
"""


def test_front_matter_becomes_lines_in_their_roles():
    piece = only_piece(FRONT + PARAGRAPHS[0])

    assert lines_of(piece) == [
        ("headline", "Mayor: no"),
        ("byline", "Ana Ruiz"),
        ("date", "2019-04-07"),
        ("keywords", "harbour, ferry"),
        ("section", "Local, News"),
        ("page furniture", "layout: post"),
        ("page furniture", "permalink: /2019/ferry"),
        ("page furniture", "image: img/ferry.jpg"),
        ("", PARAGRAPHS[0]),
    ]
    assert piece.stated == Stated(
        headline="Mayor: no",
        byline="Ana Ruiz",
        published="2019-04-07",
        section="Local",
        keywords=("harbour", "ferry"),
        address="/2019/ferry",
    )
    assert [picture.name for picture in piece.pictures] == ["img/ferry.jpg"]


def test_marks_of_lines_become_sorts_of_passages():
    piece = only_piece("# Ferry returns\n\n" + TEXT)

    assert lines_of(piece) == [
        ("headline", "Ferry returns"),
        ("h2", "Next"),
        ("", "The ferry is back."),
        ("li", "one item that runs on"),
        ("li", "two"),
        ("blockquote", "Quoted words go on"),
        ("h2", "Title"),
        ("p", "Ready HTML"),
        ("page furniture", "[1]: https://wexley.example"),
    ]
    assert [(picture.name, picture.alt, picture.caption) for picture in piece.pictures] == [
        ("img/quay.jpg", "The ferry", "At the quay")
    ]


def test_the_name_of_a_picture_may_hold_parentheses_that_are_closed():
    piece = only_piece(f"# Ferry\n\n![](quay_(1).jpg) ![The dock](<dock(2).jpg>)\n\n{PARAGRAPHS[0]}\n")

    assert [picture.name for picture in piece.pictures] == ["quay_(1).jpg", "dock(2).jpg"]
    assert lines_of(piece) == [("headline", "Ferry"), ("", PARAGRAPHS[0])]


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("- - -", []),
        ("***", []),
        ("====", []),
        ("```python", []),
        ("|:---|---:|", []),
        (":--- | ---", []),
        ("--", [("", "--")]),
        ("---------- back", [("", "---------- back")]),
        ("     ---", [("", "---")]),
        ("## Next ##  ", [("h2", "Next")]),
        ("# #", []),
    ],
)
def test_rules_and_headings_are_told_by_their_whole_line(line, seen):
    assert lines_of(only_piece(f"# Ferry returns\n\nIt is back.\n\n{line}\n"))[2:] == seen


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and _soft_ and `code`", "bold and soft and code"),
        ("2 ** 3 and **bold**", "2 ** 3 and bold"),
        ("**not ended and **bold**", "**not ended and bold"),
        ("[a link](https://x.example/a_(b)) and [one][1]", "a link and one"),
        ("snake_case_word 2 * 3 * 4", "snake_case_word 2 * 3 * 4"),
        (r"\*not\* marks", "*not* marks"),
        ("<https://x.example>", "https://x.example"),
        ("[not a link]", "[not a link]"),
    ],
)
def test_marks_around_words_are_taken_off(marked, plain):
    assert plain_words(marked) == plain


def test_a_story_lies_under_each_heading_that_stands_over_html():
    text = "# News of the day (20190407)\n" + "".join(
        f"### Story {n}\n\n<p>{PARAGRAPHS[n % 3]}</p>\n\n" for n in (1, 2, 2, 3)
    )
    pieces = open_copy(text.encode(), name="news.md")

    assert [piece.key for piece in pieces] == ["Story 1", "Story 2", "Story 2 (3)", "Story 3"]
    assert {piece.stated.published for piece in pieces} == {"2019-04-07"}
    assert lines_of(pieces[0])[:2] == [
        ("page furniture", "News of the day (20190407)"),
        ("headline", "Story 1"),
    ]


def test_plain_copy_is_not_taken_for_markdown():
    assert {only_piece(text).format for text in (copy_of(), "---\n" + copy_of(), "- " + copy_of())} == {
        "text"
    }


def test_a_text_with_front_matter_is_a_story_with_all_its_lines_placed():
    piece = only_piece(FRONT + copy_of(headline="", byline="", date="", paragraphs=PARAGRAPHS))
    parsed = parse(piece.text, fixed=piece.fixed, kinds=piece.kinds)

    assert (parsed.headline, parsed.byline, parsed.source) == ("Mayor: no", "Ana Ruiz", "Harbour Wire")
    assert parsed.paragraphs == PARAGRAPHS
    assert len(parsed.roles) == len(lines_of(piece))
